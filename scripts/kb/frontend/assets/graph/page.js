/**
 * The explorer of the citation graph. Its whole state stands in the address, so that it can be shared and the browser's back and
 * forward work. Without JavaScript, or where the browser cannot draw, a picture and a table stand in its place.
 */
import { onBack } from "../back.js";
import { button, element } from "../element.js";
import { allRecords } from "../works.js";
import { chain } from "./chain.js";
import { chips, filters, legend, summary, views } from "./controls.js";
import { addAuthors, loadModel, ROOT } from "./data.js";
import { Finder } from "./finder.js";
import { focusIn, refocus } from "./focus.js";
import { about, everything, steps, weightText } from "./panel.js";
import { bibtex, download, graphml, png, svg } from "./save.js";
import { read, written } from "./state.js";
import { Tip } from "./tip.js";
import { around, fitting, nameOf, view, withChain } from "./views.js";

/**
 * @typedef {import("./data.js").Model} Model
 * @typedef {import("./picture.js").Lit} Lit
 * @typedef {import("./picture.js").Picture} Picture
 * @typedef {import("./state.js").State} State
 * @typedef {import("./views.js").View} View
 */

const KEYS = "Arrow keys walk through the neighbors of what is chosen, Enter chooses one, Backspace goes back, Escape lets go, plus and minus zoom, 0 shows all. The panel beside the map holds the same as a list.";
const NEARER = 0.6, FARTHER = 1 / NEARER;
const MOST_WAIT = 2000;

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function graphPage(root) {
  const place = root.querySelector("[data-kb-graph]");
  if (!(place instanceof HTMLElement)) return () => {};
  const explorer = new Explorer(place);
  explorer.start().catch((error) => explorer.fail(error));
  return () => explorer.stop();
}

class Explorer {
  #controller = new AbortController();
  /** @type {Model | undefined} */
  #model;
  /** @type {Picture | undefined} */
  #picture;
  /** @type {View} */
  #view = { nodes: new Map(), edges: [], near: new Map() };
  /** The chain that is shown, as ids. @type {string[]} */
  #way = [];
  /** The neighbor at which the arrow keys stand. */
  #pointed = "";
  /** What was chosen before. @type {string[]} */
  #trail = [];
  /** How often the state has changed, so that only the last change is drawn. */
  #asked = 0;
  /** The control that made the last change, if its changes are one. */
  #control = "";

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.state = read(location.search);
    this.map = element("div", "kb-graph-map");
    this.help = element("p", "kb-hidden", KEYS);
    this.help.id = "kb-graph-keys";
    Object.assign(this.map, { tabIndex: 0, role: "application", ariaLabel: "Map of the citation graph" });
    this.map.setAttribute("aria-describedby", this.help.id);
    this.tip = new Tip();
    this.status = element("p", "kb-graph-summary");
    Object.assign(this.status, { role: "status", tabIndex: -1 });
    this.spoken = element("p", "kb-hidden");
    this.spoken.setAttribute("aria-live", "polite");
    this.bar = element("div", "kb-graph-bar");
    this.legend = element("div", "");
    this.filters = document.createElement("details");
    this.filters.className = "kb-graph-more";
    this.chips = element("div", "");
    this.panel = element("div", "kb-graph-panel");
    Object.assign(this.panel, { role: "region", ariaLabel: "What is on the map", tabIndex: 0 });
  }

  async start() {
    // Where there is no WebGL, sigma cannot even be loaded.
    const [model, { Picture }] = await Promise.all([loadModel(), import("./picture.js")]);
    this.#model = model;
    const lost = await this.#needAuthors();
    if (this.#controller.signal.aborted) return;
    const zoom = element("div", "kb-graph-zoom",
      named(button("+", "", () => this.#picture?.zoom(NEARER)), "Zoom in"),
      named(button("−", "", () => this.#picture?.zoom(FARTHER)), "Zoom out"),
      named(button("⤢", "", () => this.#picture?.frame()), "Show all"));
    const frame = element("div", "kb-graph-frame", this.map, this.tip.element, zoom);
    this.finder = new Finder("Find a work, a section …", () => this.#nodes(), (id) => this.#choose(id, true));
    this.finder.input.dataset.focus = "find";
    this.place.append(element("div", "kb-graph", this.bar, this.legend, this.chips, this.status, element("div", "kb-graph-body", frame, this.panel), this.help, this.spoken));
    this.place.classList.add("kb-graph-on");
    this.#picture = new Picture(this.map, model, {
      hover: (id) => this.#hover(id, true),
      choose: (id) => this.#choose(id),
      moved: (camera) => this.#replace({ camera }),
    });
    this.#listen();
    this.#draw();
    this.#move();
    if (lost) this.status.textContent = lost;
    this.panel.classList.add("kb-waiting"); // nothing in it moves when notes come in with the records of works
    allRecords(MOST_WAIT).then(() => requestAnimationFrame(() => this.panel.classList.remove("kb-waiting")));
    performance.mark("kb-graph-drawn");
  }

  #listen() {
    const { signal } = this.#controller;
    onBack(`${ROOT}graph/`, () => this.#back(), signal);
    document.addEventListener("pointerdown", (event) => this.#closeMenus(event.target), { signal });
    this.bar.addEventListener("focusout", (event) => { if (event.relatedTarget) this.#closeMenus(event.relatedTarget); }, { signal });
    this.bar.addEventListener("keydown", (event) => this.#leaveMenu(event), { signal });
    this.map.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.map.addEventListener("blur", () => this.#point(""), { signal });
    this.map.addEventListener("pointermove", ({ clientX, clientY }) => {
      const { left, top } = this.map.getBoundingClientRect();
      this.tip.place(clientX - left, clientY - top);
    }, { signal });
    this.panel.addEventListener("keydown", (event) => this.#walkList(event), { signal });
    this.panel.addEventListener("focusin", (event) => this.#hover(nodeOf(event.target), false), { signal });
    this.panel.addEventListener("focusout", () => this.#hover("", false), { signal });
    // Not when it is drawn anew under a pointer that rests.
    this.panel.addEventListener("pointermove", (event) => this.#hover(nodeOf(event.target), false), { signal });
    this.panel.addEventListener("pointerleave", () => this.#hover("", false), { signal });
    const scheme = new MutationObserver(() => this.#picture?.recolor());
    scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    signal.addEventListener("abort", () => scheme.disconnect());
  }

  stop() {
    this.#controller.abort();
    this.#picture?.remove();
    this.place.querySelector(".kb-graph")?.remove();
    this.place.classList.remove("kb-graph-on");
  }

  /** @param {unknown} error */
  fail(error) {
    if (this.#controller.signal.aborted) return;
    this.stop();
    const said = element("p", "kb-missing", "The map could not be drawn here, so here is its picture, and below it the table.");
    said.setAttribute("role", "alert");
    this.place.prepend(said);
    this.place.classList.add("kb-failed");
    console.warn(error);
  }

  // The state and the address.

  /** Sections and works, and authors where they are shown. */
  #nodes() {
    const all = [...(this.#model?.nodes.values() ?? [])];
    return this.state.view === "authors" ? all : all.filter(({ kind }) => kind !== "author");
  }

  #back() {
    this.state = read(location.search);
    this.#control = "";
    this.#trail = [];
    this.#update().then(() => this.#move());
  }

  /**
   * @param {Partial<State>} change
   * @param {string} [control] whose changes are one step of the browser's back
   */
  #change(change, control = "") {
    const again = control && control === this.#control;
    this.#control = control;
    this.state = { ...this.state, ...change };
    const address = location.pathname + written(this.state);
    if (again) history.replaceState(history.state, "", address);
    else history.pushState(null, "", address);
    return this.#update();
  }

  /** @param {Partial<State>} change */
  #replace(change) {
    this.state = { ...this.state, ...change };
    history.replaceState(history.state, "", location.pathname + written(this.state));
  }

  async #update() {
    const asked = ++this.#asked;
    const lost = await this.#needAuthors();
    if (this.#controller.signal.aborted || asked !== this.#asked) return;
    this.#draw();
    if (lost) this.status.textContent = lost;
  }

  /**
   * Loads the authors, if they are asked for.
   * @returns {Promise<string>} what to say where they could not be
   */
  async #needAuthors() {
    const model = /** @type {Model} */ (this.#model);
    const wanted = this.state.view === "authors" || this.state.node.startsWith("author:");
    if (!wanted || [...model.nodes.values()].some(({ kind }) => kind === "author")) return "";
    this.status.textContent = "Loading the authors …";
    try {
      await addAuthors(model);
      return "";
    } catch {
      if (this.state.view === "authors") this.#replace({ view: "all" });
      return "The authors could not be loaded. Choose their view to try once more.";
    }
  }

  // What is drawn.

  /** Everything anew, from the state. */
  #draw() {
    const model = /** @type {Model} */ (this.#model);
    const change = (/** @type {Partial<State>} */ wanted, /** @type {string | undefined} */ control) => void this.#change(wanted, control);
    const { node, to } = this.state;
    this.#way = to && model.nodes.has(node) ? chain(model, node, to) : [];
    this.#view = this.#way.length ? withChain(view(model, this.state), model, this.#way) : view(model, this.state);
    this.#pointed = "";
    const open = this.filters.open;
    const focus = focusIn(this.place);
    this.filters.replaceChildren(element("summary", "", "Filters"), filters(model, this.state, change));
    this.filters.open = open;
    this.bar.replaceChildren(views(this.state, change), this.finder?.element ?? "", this.filters, this.#menu());
    this.legend.replaceChildren(legend(model, this.state, change));
    this.chips.replaceChildren(chips(model, this.state, change));
    const said = `${summary(this.#view, this.state)}.`;
    if (this.status.textContent !== said) this.status.textContent = said;
    this.#drawPanel();
    this.#picture?.show(this.#view, this.#lit());
    refocus(this.place, focus, this.status);
  }

  #drawPanel() {
    const model = /** @type {Model} */ (this.#model);
    const node = model.nodes.get(this.state.node);
    const context = { model, view: this.#view, state: this.state, choose: (/** @type {string} */ id) => void this.#choose(id, true) };
    this.panel.scrollTop = 0;
    if (!node) {
      const lost = this.state.node ? [element("p", "kb-empty", `There is no ${this.state.node} on the map.`)] : [];
      this.panel.replaceChildren(element("p", "kb-small", "Choose a dot, or a name below, to see what it is and why it is cited."), ...lost, ...everything(context));
      return;
    }
    const close = named(button("×", "kb-graph-close", () => this.#choose("")), "Let go of it");
    this.panel.replaceChildren(close, ...about(context, node));
    if (this.#way.length || this.#view.nodes.has(node.id)) this.panel.querySelector(".kb-graph-title")?.after(this.#actions());
    if (node.kind !== "author") this.#addChain(context);
  }

  #actions() {
    const fly = button("Fly to it", "", () => this.#frame());
    fly.dataset.focus = "fly";
    if (this.#way.length) return element("p", "kb-graph-actions", fly);
    const deeper = button(this.state.depth === 2 ? "First level only" : "Show second level", "", () => void this.#change({ depth: this.state.depth === 2 ? 1 : 2 }));
    deeper.dataset.focus = "deeper";
    return element("p", "kb-graph-actions", fly, deeper);
  }

  /** @param {import("./panel.js").Context} context */
  #addChain(context) {
    const { model } = context;
    const ends = () => [...model.nodes.values()].filter(({ kind, id }) => kind !== "author" && id !== this.state.node);
    const finder = new Finder("A chain to a section or work …", ends, (id) => this.#findChain(id));
    finder.input.dataset.focus = "chain";
    const part = element("div", "kb-graph-chain-part", element("h3", "", "How does it meet another?"), finder.element);
    if (!this.state.to) {
      this.panel.append(part);
      return;
    }
    const end = model.nodes.get(this.state.to)?.title ?? this.state.to;
    const found = this.#way.length ? steps(context, this.#way) : element("p", "kb-empty", `Nothing that is cited leads to ${end}.`);
    const away = button("Take the chain away", "", async () => {
      await this.#change({ to: "" });
      this.#speak("The chain is taken away.");
    });
    part.append(found, away);
    (this.panel.querySelector(".kb-graph-actions") ?? this.panel.querySelector(".kb-graph-title"))?.after(part);
  }

  /** @param {string} to */
  async #findChain(to) {
    await this.#change({ to, view: "all", camera: null });
    this.#frame();
    const end = this.#model?.nodes.get(to)?.title ?? to;
    this.#speak(this.#way.length ? `A chain of ${this.#way.length - 1} steps to ${end}.` : `Nothing that is cited leads to ${end}.`);
    this.#focusPanel();
  }

  #menu() {
    const menu = document.createElement("details");
    menu.className = "kb-graph-save";
    const save = (/** @type {string} */ name, /** @type {string} */ ending, /** @type {string} */ type, /** @type {(picture: Picture) => string | Blob | Promise<string | Blob>} */ make) =>
      button(name, "", async () => {
        menu.open = false;
        menu.querySelector("summary")?.focus();
        try {
          download(`citation-graph.${ending}`, new Blob([await make(/** @type {Picture} */ (this.#picture))], { type }));
        } catch {
          this.status.textContent = `The ${name} could not be made. Try again.`;
        }
      });
    const mentions = () => fitting(/** @type {Model} */ (this.#model), this.state);
    const kinds = element("div", "",
      save("PNG", "png", "image/png", png),
      save("SVG", "svg", "image/svg+xml", svg),
      save("GraphML", "graphml", "application/xml", (picture) => graphml(picture, this.#lit())),
      save("BibTeX", "bib", "text/plain", (picture) => bibtex(picture, this.#lit(), mentions())));
    menu.append(element("summary", "", "Download"), kinds);
    return menu;
  }

  /** @param {EventTarget | null} but the menu that holds it */
  #closeMenus(but) {
    for (const menu of this.bar.querySelectorAll("details")) menu.open &&= but instanceof window.Node && menu.contains(but);
  }

  /** @param {KeyboardEvent} event */
  #leaveMenu(event) {
    const menu = event.key === "Escape" && event.target instanceof Element ? event.target.closest("details[open]") : null;
    if (!menu) return;
    menu.querySelector("summary")?.focus();
    this.#closeMenus(null);
  }

  // What is chosen, and what is pointed at.

  /**
   * @param {string} id
   * @param {boolean} [fly] whether the map moves there
   */
  async #choose(id, fly = false) {
    this.tip.hide();
    if (id === this.state.node && !this.state.to) {
      if (fly) this.#frame();
      return;
    }
    if (this.state.node) this.#trail.push(this.state.node);
    const inPanel = this.panel.contains(document.activeElement);
    // Where the map will stand is not known yet; until then the address says what to fly to.
    await this.#change({ node: id, to: "", depth: 1, ...(id && fly ? { camera: null } : {}) });
    if (id && fly) this.#frame();
    this.#speak(id ? this.#said(id) : "Nothing is chosen.");
    if (inPanel) this.#focusPanel();
  }

  /** To the beginning of the panel, whose content is another now. */
  #focusPanel() {
    const title = this.panel.querySelector(".kb-graph-title");
    (title instanceof HTMLElement ? title : this.panel).focus();
  }

  /**
   * What is chosen, with what surrounds it, or the chain that begins at it.
   * @returns {Lit | null}
   */
  #lit() {
    const { node, depth } = this.state;
    if (!this.#way.length) return this.#view.nodes.has(node) ? { chosen: node, nodes: around(this.#view, node, depth), edges: null } : null;
    const edges = this.#way.slice(1).flatMap((id, place) => {
      const edge = this.#view.near.get(this.#way[place])?.get(id);
      return edge ? [nameOf(edge)] : [];
    });
    return { chosen: node, nodes: new Set(this.#way), edges: new Set(edges) };
  }

  /** Flies to what is chosen. */
  #frame() {
    const lit = this.#lit();
    if (lit) this.#picture?.frame(lit.nodes);
  }

  /** To where the address says, or to what is chosen. */
  #move() {
    if (!this.#picture) return;
    if (this.state.camera) this.#picture.camera = this.state.camera;
    else this.#picture.frame(this.#lit()?.nodes);
  }

  /**
   * Lights what is pointed at for the moment, or again what is chosen.
   * @param {string} id
   * @param {boolean} tell whether a box beside the pointer says what it is
   */
  #hover(id, tell) {
    const shown = this.#view.nodes.get(id);
    if (tell && shown) {
      const { node } = shown;
      const [before, verb] = { section: ["", "cites "], work: [`${node.label} · `, "cited by "], author: ["", "author of "] }[node.kind];
      this.tip.say(node.title, `${before}${verb}${weightText(shown)}`);
    } else this.tip.hide();
    if (this.#way.length) return;
    const wanted = shown ? id : this.state.node;
    if ((this.#picture?.lit?.chosen ?? "") === (this.#view.nodes.has(wanted) ? wanted : "")) return;
    this.#picture?.light(shown && id !== this.state.node ? { chosen: id, nodes: around(this.#view, id, 1), edges: null } : this.#lit());
  }

  // The keyboard, and what is announced.

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) this.#step(step);
    else if (event.key === "Enter" && this.#pointed) this.#choose(this.#pointed, true);
    else if (event.key === "Backspace") this.#return();
    else if (event.key === "Escape") this.#release();
    else if (event.key === "+" || event.key === "=") this.#picture?.zoom(NEARER);
    else if (event.key === "-") this.#picture?.zoom(FARTHER);
    else if (event.key === "0") this.#picture?.frame();
    else return;
    event.preventDefault();
  }

  /** To what was chosen before. */
  async #return() {
    const before = this.#trail.pop() ?? "";
    const { length } = this.#trail;
    await this.#choose(before, true);
    this.#trail.length = length; // the step back is none of the trail
  }

  /** First of the neighbor at which the arrows stand, then of what is chosen. */
  #release() {
    if (this.#pointed) this.#point("");
    else this.#choose("");
  }

  /**
   * The next neighbor of what is chosen, or the next section where nothing is.
   * @param {number} step
   */
  #step(step) {
    const near = this.#view.near.get(this.state.node);
    const ids = near ? [...near].sort(([, one], [, other]) => other.weight - one.weight).map(([id]) => id) : [...this.#view.nodes.keys()].filter((id) => id.startsWith("section:"));
    if (!ids.length) return this.#speak("It has no neighbors on the map.");
    const place = ids.indexOf(this.#pointed);
    const next = place < 0 ? (step > 0 ? 0 : ids.length - 1) : (place + step + ids.length) % ids.length;
    this.#point(ids[next], `${next + 1} of ${ids.length}`);
  }

  /**
   * Shows where the arrow keys stand.
   * @param {string} id empty for nowhere
   * @param {string} [place] among how many
   */
  #point(id, place = "") {
    if (!id && !this.#pointed) return;
    this.#pointed = id;
    const node = this.#model?.nodes.get(id);
    if (!node) {
      this.tip.hide();
      this.#picture?.light(this.#lit());
      return;
    }
    this.#picture?.light({ chosen: id, nodes: new Set([this.state.node, ...around(this.#view, id, 1)]), edges: null });
    this.#speak(`${this.#said(id)}, ${place}`);
    this.tip.say(node.title, `${place}, Enter chooses it`);
    const [x, y] = this.#picture?.placeOf(id) ?? [0, 0];
    this.tip.place(x, y);
  }

  /** @param {string} id */
  #said(id) {
    const node = this.#model?.nodes.get(id);
    return node ? `${node.title}, ${node.kind}, ${this.#view.near.get(id)?.size ?? 0} neighbors` : "";
  }

  /** @param {string} text */
  #speak(text) {
    this.spoken.textContent = text;
  }

  /**
   * In the panel, up and down go from name to name.
   * @param {KeyboardEvent} event
   */
  #walkList(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const names = [...this.panel.querySelectorAll(".kb-graph-walk")];
    const place = names.indexOf(/** @type {Element} */ (event.target));
    if (!step || place < 0) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (names[Math.min(names.length - 1, Math.max(0, place + step))]).focus();
  }
}

/**
 * A button that shows a sign, with its name in words.
 * @param {HTMLButtonElement} made
 * @param {string} name
 */
function named(made, name) {
  made.setAttribute("aria-label", name);
  made.title = name;
  return made;
}

/**
 * The node whose name an element is.
 * @param {EventTarget | null} target
 */
function nodeOf(target) {
  const name = target instanceof Element ? target.closest(".kb-graph-walk") : null;
  return name instanceof HTMLElement ? (name.dataset.node ?? "") : "";
}
