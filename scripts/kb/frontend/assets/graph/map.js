/** The map, and how a pointer uses it: what it points at is lit for the moment, and a box says what that is. */
import { element, sign } from "../element.js";
import { frame, go, zoom } from "./camera.js";
import { weightText } from "./list.js";
import { Tip } from "./tip.js";
import { around } from "./views.js";

/** @import { Act, Scene } from "../../types/graph.js" */

const NEARER = 0.6, FARTHER = 1 / NEARER;

export class GraphMap {
  /**
   * @param {HTMLElement} frame on the page
   * @param {Scene} scene
   * @param {typeof import("./picture.js").Picture} Picture
   * @param {Act} act
   * @param {AbortSignal} signal
   */
  constructor(frame, scene, Picture, act, signal) {
    this.scene = scene;
    this.tip = new Tip();
    this.canvas = element("div", "kb-graph-map");
    Object.assign(this.canvas, { tabIndex: 0, role: "application", ariaLabel: "Map of the citation graph" });
    const zoom = element("div", "kb-graph-zoom", sign("+", "Zoom in", () => this.nearer()), sign("−", "Zoom out", () => this.farther()), sign("⤢", "Show all", () => this.whole()));
    frame.append(this.canvas, this.tip.element, zoom);
    this.picture = new Picture(this.canvas, scene.model, { hover: (id) => this.hover(id, true), choose: act.choose, moved: act.moved });
    this.canvas.addEventListener("pointermove", ({ clientX, clientY }) => {
      const { left, top } = this.canvas.getBoundingClientRect();
      this.tip.moveTo(clientX - left, clientY - top);
    }, { signal });
    const scheme = new MutationObserver(() => this.picture.recolor());
    scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    signal.addEventListener("abort", () => {
      scheme.disconnect();
      this.picture.remove();
    });
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.picture.show(scene.view, scene.lit);
  }

  nearer() {
    zoom(this.picture.sigma, NEARER);
  }

  farther() {
    zoom(this.picture.sigma, FARTHER);
  }

  whole() {
    frame(this.picture.sigma, this.scene.view.nodes.keys());
  }

  /** Flies to what is chosen. */
  fly() {
    const { lit } = this.scene;
    if (lit) frame(this.picture.sigma, lit.nodes);
  }

  /** To where the address says, or to what is chosen, or to all. */
  move() {
    const { state, lit, view } = this.scene;
    if (state.camera) go(this.picture.sigma, state.camera, 1);
    else frame(this.picture.sigma, lit?.nodes ?? view.nodes.keys());
  }

  /**
   * Lights what is pointed at for the moment, or again what is chosen.
   * @param {string} id
   * @param {boolean} tell whether a box beside the pointer says what it is
   */
  hover(id, tell) {
    const { view, path, state, lit } = this.scene;
    const shown = view.nodes.get(id);
    if (tell && shown) {
      const { node } = shown;
      const [before, verb] = { section: ["", "cites "], work: [`${node.label} · `, "cited by "], author: ["", "author of "] }[node.kind];
      this.tip.say(node.title, `${before}${verb}${weightText(shown)}`);
    } else this.tip.hide();
    if (path.length) return;
    const wanted = shown ? id : state.node;
    if ((this.picture.lit?.chosen ?? "") === (view.nodes.has(wanted) ? wanted : "")) return;
    this.picture.light(shown && id !== state.node ? { chosen: id, nodes: around(view, id, 1), edges: null } : lit);
  }
}
