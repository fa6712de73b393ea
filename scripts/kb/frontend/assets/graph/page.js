/**
 * The explorer of the citation graph. Events change the state (`store.js`), the state makes a scene (`scene.js`), and each part shows of it what is its own.
 * Without JavaScript, or where the browser cannot draw, a picture and a table stand in its place.
 */
import { onBack } from "../back.js";
import { element } from "../element.js";
import { needAuthors } from "./authors.js";
import { bar } from "./bar.js";
import { chips, filters, legend, views } from "./controls.js";
import { loadModel, ROOT } from "./data.js";
import { downloads } from "./downloads.js";
import { finder } from "./finder.js";
import { GraphMap } from "./map.js";
import { Panel } from "./panel.js";
import { announced, scene } from "./scene.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { Walk } from "./walk.js";

/** @import { Camera, Model } from "../../types/graph.js" */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function graphPage(root) {
  const host = root.querySelector("[data-kb-graph]");
  if (!(host instanceof HTMLElement)) return () => {};
  const controller = new AbortController();
  start(host, controller.signal).catch((error) => {
    if (controller.signal.aborted) return;
    controller.abort();
    fail(host, error);
  });
  return () => controller.abort();
}

/**
 * @param {HTMLElement} host
 * @param {unknown} error
 */
function fail(host, error) {
  const message = element("p", "kb-missing", "The map could not be drawn here, so here is its picture, and below it the table.");
  message.setAttribute("role", "alert");
  host.prepend(message);
  host.classList.add("kb-failed");
  console.warn(error);
}

/**
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function start(host, signal) {
  // Where there is no WebGL, sigma cannot even be loaded.
  const [model, { Picture }] = await Promise.all([loadModel(), import("./picture.js")]);
  const store = new Store();
  const lost = await needAuthors(model, store);
  if (signal.aborted) return;
  new Explorer(host, model, store, Picture, signal).open(lost);
  performance.mark("kb-graph-drawn");
}

class Explorer {
  #spoken = element("p", "kb-hidden");
  #status = new Status();
  #panel;
  #map;
  #parts;
  #scene;
  /** What was chosen before. @type {string[]} */
  #trail = [];
  /** How often the state has changed, so that only the last change is drawn. */
  #asked = 0;

  /**
   * @param {HTMLElement} host
   * @param {Model} model
   * @param {Store} store
   * @param {typeof import("./picture.js").Picture} Picture
   * @param {AbortSignal} signal
   */
  constructor(host, model, store, Picture, signal) {
    this.model = model;
    this.store = store;
    this.signal = signal;
    this.#scene = scene(model, store.state);
    this.#spoken.setAttribute("aria-live", "polite");
    const act = this.#acts();
    const top = { views: views(store), filters: filters(model, store), legend: legend(model, store), chips: chips(model, store, this.#status.element) };
    const find = finder("Find a work, a section …", () => this.#findable(), (id) => act.choose(id, true));
    const menu = downloads(() => this.#map, (trouble) => this.#status.say(trouble));
    const row = bar([top.views.element, find, top.filters.element, menu], signal);
    const frame = element("div", "kb-graph-frame");
    this.#panel = new Panel(act, signal);
    const body = element("div", "kb-graph-body", frame, this.#panel.element);
    const whole = element("div", "kb-graph", row, top.legend.element, top.chips.element, this.#status.element, body, this.#spoken);
    host.append(whole);
    host.classList.add("kb-graph-on");
    signal.addEventListener("abort", () => {
      whole.remove();
      host.classList.remove("kb-graph-on");
    });
    this.#map = new GraphMap(frame, this.#scene, Picture, act, signal);
    this.#parts = [...Object.values(top), this.#status, this.#map, new Walk(this.#map, act, signal), this.#panel];
  }

  /** @param {string} lost what could not be loaded */
  open(lost) {
    this.store.changed = () => this.#update();
    onBack(`${ROOT}graph/`, () => this.#goBack(), this.signal);
    this.#show(lost);
    this.#map.move();
    this.#panel.settle();
  }

  /** What people do. */
  #acts() {
    const { store } = this;
    return {
      choose: (/** @type {string} */ id, fly = false) => this.#choose(id, fly),
      before: () => this.#return(),
      moved: (/** @type {Camera} */ camera) => store.replace({ camera }),
      say: (/** @type {string} */ text) => this.#say(text),
      fly: () => this.#map.fly(),
      deepen: () => store.change({ depth: store.state.depth === 2 ? 1 : 2 }),
      chain: (/** @type {string} */ id) => this.#chain(id),
      light: (/** @type {string} */ id) => this.#map.hover(id, false),
    };
  }

  /** What the browser went back or forward to. */
  async #goBack() {
    this.#trail = [];
    await this.store.back();
    this.#map.move();
  }

  async #update() {
    const asked = ++this.#asked;
    const lost = await needAuthors(this.model, this.store, (text) => this.#status.say(text));
    if (!this.signal.aborted && asked === this.#asked) this.#show(lost);
  }

  /** @param {string} lost what could not be loaded */
  #show(lost) {
    this.#scene = scene(this.model, this.store.state, this.#scene);
    for (const part of this.#parts) part.show(this.#scene);
    if (lost) this.#status.say(lost);
  }

  /** Sections and works, and authors where they are shown. */
  #findable() {
    const all = [...this.model.nodes.values()];
    return this.store.state.view === "authors" ? all : all.filter(({ kind }) => kind !== "author");
  }

  /** @param {string} text */
  #say(text) {
    this.#spoken.textContent = text;
  }

  /**
   * @param {string} id empty to let go of what is chosen
   * @param {boolean} fly whether the map moves there
   */
  async #choose(id, fly) {
    this.#map.tip.hide();
    const { node, to } = this.store.state;
    if (id === node && !to) {
      if (fly) this.#map.fly();
      return;
    }
    if (node) this.#trail.push(node);
    // Where the map will stand is not known yet; until then the address says what to fly to.
    await this.store.change({ node: id, to: "", depth: 1, ...(id && fly ? { camera: null } : {}) });
    if (id && fly) this.#map.fly();
    this.#say(id ? announced(this.#scene, id) : "Nothing is chosen.");
  }

  /** To what was chosen before. */
  async #return() {
    const before = this.#trail.pop() ?? "";
    const { length } = this.#trail;
    await this.#choose(before, true);
    this.#trail.length = length; // the step back is none of the trail
  }

  /** @param {string} to the end of a chain that begins at what is chosen; empty to take the chain away */
  async #chain(to) {
    await this.store.change(to ? { to, view: "all", camera: null } : { to });
    if (!to) return this.#say("The chain is taken away.");
    this.#map.fly();
    const { path } = this.#scene;
    const end = this.model.nodes.get(to)?.title ?? to;
    this.#say(path.length ? `A chain of ${path.length - 1} steps to ${end}.` : `Nothing that is cited leads to ${end}.`);
  }
}
