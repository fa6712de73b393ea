/** The map, drawn by sigma.js. It knows nodes, edges and what is lit; what they mean is others' business. */
import "../vendor/graphology.umd.min.js";
import "../vendor/sigma.min.js";
import { cameraOf, CLOSEST, FARTHEST } from "./camera.js";
import { nameOf } from "./edges.js";
import { Names } from "./labels.js";
import { dot, litDot, litStroke, readColors, stroke } from "./looks.js";

/** @import { Camera, Dot, Lit, Model, Node, Seen, Shown, Stroke, View } from "../../types/graph.js" */

const { graphology, Sigma } = globalThis;
/** Size of the map, in its own units, at which dots have their own size. */
const OWN_SIZE = 900;
const STILL = 150, DOUBLE = 300;
/** Labels of works appear below this ratio; sections are always named. */
const CLOSE = 0.55, LOOKED_AT = 3000;
/** So many lines are left out while the map moves. */
const MANY = 10_000;

/** While the map moves nobody points at anything, so the second drawing, by which sigma knows what is pointed at, is left out. */
let moving = false;

/** @extends {Sigma.rendering.NodePointProgram<Dot, Stroke>} */
class Dots extends Sigma.rendering.NodePointProgram {
  /**
   * @param {import("sigma/types").RenderParams} parameters
   * @param {import("sigma/rendering").ProgramInfo<any>} program
   */
  renderProgram(parameters, program) {
    if (!(moving && program.isPicking)) super.renderProgram(parameters, program);
  }
}

export class Picture {
  /** @type {View} */
  view = { nodes: new Map(), edges: [], near: new Map() };
  /** @type {Lit | null} */
  lit = null;
  /** @type {import("graphology").UndirectedGraph<Dot, Stroke>} */
  #graph = new graphology.UndirectedGraph();
  #timer = 0;
  #letGo = 0;
  #removed = false;
  #hovered = "";
  /** @type {Shown[]} */
  #byWeight = [];
  #names;

  /**
   * @param {HTMLElement} container
   * @param {Model} model
   * @param {{hover: (id: string) => void, choose: (id: string) => void, moved: (camera: Camera) => void}} on
   */
  constructor(container, model, on) {
    this.container = container;
    this.model = model;
    this.colors = readColors(model.parts);
    this.sigma = new (/** @type {typeof Sigma<Dot, Stroke>} */ (Sigma))(this.#graph, container, {
      allowInvalidContainer: true,
      defaultDrawNodeHover: () => {},
      edgeProgramClasses: { thin: Sigma.rendering.EdgeLineProgram, thick: Sigma.rendering.EdgeRectangleProgram },
      edgeReducer: (id, data) => litStroke(id, data, this.lit, this.colors),
      maxCameraRatio: FARTHEST,
      minCameraRatio: CLOSEST,
      minEdgeThickness: 1,
      nodeProgramClasses: { circle: Dots },
      nodeReducer: (id, data) => litDot(id, data, this.lit, this.colors),
      renderLabels: false,
      stagePadding: 36,
      zIndex: true,
    });
    this.sigma.setCustomBBox(box([...model.sections, ...model.works]));
    this.#names = new Names(/** @type {CanvasRenderingContext2D} */ (this.sigma.getCanvases().labels.getContext("2d"))); // sigma clears it, and draws no labels of its own
    this.sigma.on("enterNode", ({ node }) => this.#hover(node, on.hover));
    this.sigma.on("leaveNode", () => this.#hover("", on.hover));
    this.sigma.on("clickNode", ({ node }) => on.choose(node));
    this.sigma.on("clickStage", () => { this.#hovered = ""; this.#letGo = window.setTimeout(() => on.choose(""), DOUBLE); });
    this.sigma.on("doubleClickStage", () => clearTimeout(this.#letGo)); // which comes nearer
    this.sigma.on("afterRender", () => this.#names.draw(this.names(), this.colors));
    this.sigma.on("resize", () => requestAnimationFrame(() => { if (!this.#removed) this.#build(); })); // dots grow with it
    this.sigma.getCamera().on("updated", () => this.#moved(on.moved));
  }

  /** @param {(camera: Camera) => void} tell */
  #moved(tell) {
    if (this.#removed) return; // a flight may still be under way
    moving = true;
    this.#hovered = "";
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      moving = false;
      this.sigma.scheduleRender();
      tell(cameraOf(this.sigma));
    }, STILL);
  }

  /**
   * @param {string} id
   * @param {(id: string) => void} tell
   */
  #hover(id, tell) {
    this.#hovered = id;
    this.container.style.cursor = id ? "pointer" : "";
    tell(id);
  }

  remove() {
    this.#removed = true;
    moving = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#letGo);
    this.sigma.kill();
  }

  /** Takes the colors of the scheme that is on now. */
  recolor() {
    this.colors = readColors(this.model.parts);
    this.#build();
  }

  /**
   * @param {View} view
   * @param {Lit | null} lit
   */
  show(view, lit) {
    clearTimeout(this.#letGo); // what is chosen by now is another
    if (view === this.view) return this.light(lit);
    this.view = view;
    this.lit = lit;
    this.#byWeight = [...view.nodes.values()].sort((one, other) => other.weight - one.weight);
    this.#build();
  }

  /** All dots and lines anew. */
  #build() {
    const { view } = this;
    const { width, height } = this.sigma.getDimensions();
    const scale = Math.min(1.6, Math.max(0.6, Math.min(width, height * 1.4) / OWN_SIZE));
    this.#graph.clear();
    for (const shown of view.nodes.values()) this.#graph.addNode(shown.node.id, dot(shown, this.colors, scale));
    for (const edge of view.edges) this.#graph.addEdgeWithKey(nameOf(edge), edge.source, edge.target, stroke(edge, this.colors, scale, view.edges.length));
    const many = view.edges.length > MANY;
    if (this.sigma.getSetting("hideEdgesOnMove") !== many) this.sigma.setSetting("hideEdgesOnMove", many);
    this.sigma.refresh(); // at once, for flights need to know where nodes stand
  }

  /** @param {Lit | null} lit */
  light(lit) {
    this.lit = lit;
    this.sigma.refresh({ skipIndexation: true });
  }

  /**
   * Nodes with where they stand in the window, those that are outside of it left out, the most important first.
   * @returns {Seen[]}
   */
  visible() {
    const { width, height } = this.sigma.getDimensions();
    const found = [];
    for (const shown of this.#byWeight.slice(0, this.lit ? undefined : LOOKED_AT)) {
      const data = this.sigma.getNodeDisplayData(shown.node.id);
      if (!data || data.hidden) continue;
      const { x, y } = this.sigma.framedGraphToViewport(data);
      if (x > -20 && y > -20 && x < width + 20 && y < height + 20) found.push({ shown, x, y, size: this.sigma.scaleSize(data.size), color: data.color, zIndex: data.zIndex });
    }
    return found;
  }

  /**
   * Where a node stands in the window.
   * @param {string} id
   * @returns {[number, number]}
   */
  positionOf(id) {
    const { x, y } = this.sigma.framedGraphToViewport(this.sigma.getNodeDisplayData(id) ?? { x: 0, y: 0 });
    return [x, y];
  }

  /** The names that have room, where they stand in the window. */
  names() {
    const close = cameraOf(this.sigma)[2] < CLOSE && !moving; // names of works cost time, and nobody reads what moves
    return this.#names.of(this.visible(), this.lit, this.#hovered, close);
  }
}

/**
 * @param {Node[]} nodes
 * @returns {{x: [number, number], y: [number, number]}}
 */
function box(nodes) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of nodes) {
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, -y), Math.max(bottom, -y)];
  }
  return Number.isFinite(left) ? { x: [left, right], y: [top, bottom] } : { x: [0, 1], y: [0, 1] };
}
