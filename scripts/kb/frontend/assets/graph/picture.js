/** The map, drawn by sigma.js. It knows nodes, edges and what is lit; what they mean is others' business. */
import "../vendor/graphology.umd.min.js";
import "../vendor/sigma.min.js";
import { colorOf, mix, readColors } from "./colors.js";
import { LINE, placed } from "./labels.js";
import { nameOf } from "./views.js";

/**
 * @typedef {import("./views.js").View} View
 * @typedef {import("./views.js").Shown} Shown
 * @typedef {[number, number, number]} Camera x, y and ratio
 * @typedef {{x: number, y: number, color: string, size: number, zIndex: number}} Dot a node as it is drawn
 * @typedef {{part: number, color: string, type: string, size: number}} Stroke an edge as it is drawn
 * @typedef {object} Lit
 * @property {string} chosen
 * @property {Set<string>} nodes
 * @property {Set<string> | null} edges `source target`; null for all between lit nodes that touch the chosen one or its neighbors
 */

const { graphology, Sigma } = globalThis;
/** Size of the map, in its own units, at which dots have their own size. */
const OWN_SIZE = 900;
const FLIGHT = 400, STILL = 150, DOUBLE = 300;
/** How near a flight comes, and how many pixels it leaves around what it goes to. */
const NEAREST = 0.12, ROOM = 140;
/** Labels of works appear below this ratio; sections are always named. */
const CLOSE = 0.55, MOST_LABELS = 90, LOOKED_AT = 3000;
/** So many lines are left out while the map moves. */
const MANY = 10_000;
const EDGE = 0.3, SEVERAL = 0.18, DIM = 0.22;

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
  /** @type {Map<string, number>} */
  #widths = new Map();

  /**
   * @param {HTMLElement} container
   * @param {import("./data.js").Model} model
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
      edgeReducer: (id, data) => this.#edge(id, data),
      maxCameraRatio: 2,
      minCameraRatio: 0.02,
      minEdgeThickness: 1,
      nodeProgramClasses: { circle: Dots },
      nodeReducer: (id, data) => this.#node(id, data),
      renderLabels: false,
      stagePadding: 36,
      zIndex: true,
    });
    this.sigma.setCustomBBox(box([...model.sections, ...model.works]));
    this.labels = /** @type {CanvasRenderingContext2D} */ (this.sigma.getCanvases().labels.getContext("2d")); // sigma clears it, and draws no labels of its own
    this.sigma.on("enterNode", ({ node }) => this.#hover(node, on.hover));
    this.sigma.on("leaveNode", () => this.#hover("", on.hover));
    this.sigma.on("clickNode", ({ node }) => on.choose(node));
    this.sigma.on("clickStage", () => { this.#hovered = ""; this.#letGo = window.setTimeout(() => on.choose(""), DOUBLE); });
    this.sigma.on("doubleClickStage", () => clearTimeout(this.#letGo)); // which comes nearer
    this.sigma.on("afterRender", () => this.#drawLabels());
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
      tell(this.camera);
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

  /** @returns {Camera} */
  get camera() {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    return [x, y, ratio];
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
    for (const shown of view.nodes.values()) {
      const { id, kind, x, y } = shown.node;
      this.#graph.addNode(id, { x, y: -y, size: scale * sizeOf(shown), color: colorOf(this.colors, shown.part), zIndex: kind === "section" ? 2 : 1 });
    }
    const thick = view.edges.length < 400;
    for (const edge of view.edges) {
      const strong = (edge.part < 0 ? SEVERAL : EDGE) + (thick ? Math.min(0.5, edge.weight * 0.03) : 0);
      this.#graph.addEdgeWithKey(nameOf(edge), edge.source, edge.target, {
        color: mix(colorOf(this.colors, edge.part), this.colors.ground, strong), type: thick ? "thick" : "thin", size: thick ? scale * (0.4 + edge.weight * 0.45) : 1, part: edge.part,
      });
    }
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
   * @param {string} id
   * @param {Dot} data
   */
  #node(id, data) {
    if (!this.lit) return data;
    if (!this.lit.nodes.has(id)) return { ...data, color: mix(data.color, this.colors.ground, DIM), zIndex: 0 };
    return id === this.lit.chosen ? { ...data, size: data.size * 1.5, zIndex: 4 } : { ...data, size: data.size * 1.15, zIndex: 3 };
  }

  /**
   * @param {string} id
   * @param {Stroke} data
   */
  #edge(id, data) {
    if (!this.lit) return data;
    const [source, target] = id.split(" ");
    const lit = this.lit.edges ? this.lit.edges.has(id) : this.lit.nodes.has(source) && this.lit.nodes.has(target);
    if (!lit) return { ...data, hidden: true };
    const touches = source === this.lit.chosen || target === this.lit.chosen || Boolean(this.lit.edges);
    return { ...data, color: mix(colorOf(this.colors, data.part), this.colors.ground, touches ? 0.85 : 0.5), type: "thick", size: Math.max(data.size, touches ? 1.6 : 1), zIndex: 1 };
  }

  /**
   * Nodes with where they stand in the window, those that are outside of it left out, the most important first.
   * @returns {{shown: Shown, x: number, y: number, size: number, color: string, zIndex: number}[]}
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
  placeOf(id) {
    const { x, y } = this.sigma.framedGraphToViewport(this.sigma.getNodeDisplayData(id) ?? { x: 0, y: 0 });
    return [x, y];
  }

  /**
   * The names that have room, where they stand in the window.
   * @returns {import("./labels.js").Placed[]}
   */
  names() {
    const close = this.camera[2] < CLOSE && !moving; // names of works cost time, and nobody reads what moves
    const visible = this.visible().filter(({ shown: { node } }) => node.kind === "section" || (this.lit ? this.lit.nodes.has(node.id) : close) || node.id === this.#hovered);
    const rank = (/** @type {Shown} */ { node }) => (node.id === this.lit?.chosen || node.id === this.#hovered ? 0 : node.kind === "section" ? (this.lit && !this.lit.nodes.has(node.id) ? 3 : 1) : 2);
    visible.sort((one, other) => rank(one.shown) - rank(other.shown));
    const labels = visible.map(({ shown: { node }, x, y, size }) => ({
      text: node.label, short: node.kind === "section" ? node.label.split(" ")[0] : "", x, y, size, below: node.kind === "section", bold: node.id === this.lit?.chosen, quiet: Boolean(this.lit && !this.lit.nodes.has(node.id)),
    }));
    return placed(labels, (text, bold) => this.#width(text, bold), MOST_LABELS);
  }

  /**
   * @param {string} text
   * @param {boolean} bold
   */
  #width(text, bold) {
    const key = `${bold}${text}`;
    let known = this.#widths.get(key);
    if (known === undefined) {
      this.labels.font = font(bold);
      known = this.labels.measureText(text).width;
      this.#widths.set(key, known);
    }
    return known;
  }

  #drawLabels() {
    const context = this.labels;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = this.colors.ground;
    for (const { lines, x, y, centered, bold, quiet } of this.names()) {
      context.fillStyle = quiet ? this.colors.quiet : this.colors.text;
      context.font = font(bold);
      context.textAlign = centered ? "center" : "left";
      lines.forEach((line, number) => {
        context.strokeText(line, x, y + number * LINE);
        context.fillText(line, x, y + number * LINE);
      });
    }
  }

  /**
   * Moves the map so that some nodes fill it, or all that are shown.
   * @param {Iterable<string>} [ids]
   */
  frame(ids = this.view.nodes.keys()) {
    const places = [...ids].map((id) => this.sigma.getNodeDisplayData(id)).filter((place) => place !== undefined);
    if (!places.length) return this.#go({ x: 0.5, y: 0.5, ratio: 1 });
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    // As large as the window allows, with room around it; measured at the ratio at which all is seen.
    const { width, height } = this.sigma.getDimensions();
    const whole = { cameraState: { x: 0.5, y: 0.5, ratio: 1, angle: 0 } };
    const [one, other] = [{ x: left, y: top }, { x: right, y: bottom }].map((corner) => this.sigma.framedGraphToViewport(corner, whole));
    const ratio = Math.max(Math.abs(other.x - one.x) / (width - ROOM), Math.abs(other.y - one.y) / (height - ROOM));
    this.#go({ x: (left + right) / 2, y: (top + bottom) / 2, ratio: Math.min(1, Math.max(NEAREST, ratio)) });
  }

  /** @param {number} factor below 1 to come nearer */
  zoom(factor) {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    this.#go({ x, y, ratio: Math.min(2, Math.max(0.02, ratio * factor)) });
  }

  /** @param {Camera} camera */
  set camera([x, y, ratio]) {
    this.#go({ x, y, ratio }, 1);
  }

  /**
   * @param {{x: number, y: number, ratio: number}} to
   * @param {number} [duration] of the flight, which ends any other, in milliseconds
   */
  #go(to, duration = FLIGHT) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.sigma.getCamera().animate({ ...to, angle: 0 }, { duration: still ? 1 : duration });
  }
}

/** @param {Shown} shown */
function sizeOf({ node, weight }) {
  if (node.kind === "section") return 3.5 + 0.7 * Math.sqrt(weight);
  return node.kind === "work" ? 1.5 + 1.1 * Math.sqrt(weight) : 1.4 + 0.7 * Math.sqrt(weight);
}

/** @param {boolean} bold */
function font(bold) {
  return `${bold ? 700 : 500} 12px system-ui, sans-serif`;
}

/**
 * @param {import("./data.js").Node[]} nodes
 * @returns {{x: [number, number], y: [number, number]}}
 */
function box(nodes) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of nodes) {
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, -y), Math.max(bottom, -y)];
  }
  return Number.isFinite(left) ? { x: [left, right], y: [top, bottom] } : { x: [0, 1], y: [0, 1] };
}
