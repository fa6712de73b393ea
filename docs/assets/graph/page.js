/**
 * The explorer of the citation graph. Its whole state stands in the address, so that it can be shared and the browser's back and
 * forward work. Without JavaScript, or where the browser cannot draw, a picture and a table stand in its place.
 */
import { button, element } from "../element.js";
import { chain } from "./chain.js";
import { chips, filters, legend, summary, views } from "./controls.js";
import { addAuthors, loadModel, ROOT } from "./data.js";
import { Finder } from "./finder.js";
import { about, everything, steps } from "./panel.js";
import { bibtex, download, graphml, png, svg } from "./save.js";
import { isFiltered, read, written } from "./state.js";
import { around, nameOf, view, withChain } from "./views.js";

/**
 * @typedef {import("./data.js").Model} Model
 * @typedef {import("./picture.js").Picture} Picture
 * @typedef {import("./state.js").State} State
 * @typedef {import("./views.js").View} View
 */

const KEYS = "Arrow keys walk through the neighbors of what is chosen, Enter chooses one, Backspace goes back, Escape lets go, plus and minus zoom, 0 shows all.";

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
  /** The neighbor at which the arrow keys stand. */
  #pointed = "";

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.still = place.querySelector(".kb-graph-still");
    this.state = read(location.search);
    this.map = element("div", "kb-graph-map");
    Object.assign(this.map, { tabIndex: 0, role: "application", ariaLabel: `Map of the citation graph. ${KEYS} The panel beside it holds the same as a list.` });
    this.tip = element("div", "kb-graph-tip");
    this.tip.hidden = true;
    this.status = element("p", "kb-graph-summary");
    this.status.setAttribute("role", "status");
    this.spoken = element("p", "kb-hidden");
    this.spoken.setAttribute("aria-live", "assertive");
    this.bar = element("div", "kb-graph-bar");
    this.legend = element("div", "");
    this.filters = document.createElement("details");
    this.filters.className = "kb-graph-more";
    this.chips = element("div", "");
    this.panel = element("div", "kb-graph-panel");
    Object.assign(this.panel, { role: "region", ariaLabel: "What is on the map", tabIndex: -1 });
  }

  async start() {
    // Where there is no WebGL, sigma cannot even be loaded.
    const [model, { Picture }] = await Promise.all([loadModel(), import("./picture.js")]);
    this.#model = model;
    if (this.state.view === "authors") await addAuthors(model);
    if (this.#controller.signal.aborted) return;
    const zoom = element("div", "kb-graph-zoom",
      this.#named(button("+", "", () => this.#picture?.zoom(0.6)), "Zoom in"), this.#named(button("−", "", () => this.#picture?.zoom(1.6)), "Zoom out"), this.#named(button("⤢", "", () => this.#picture?.frame()), "Show all"));
    const frame = element("div", "kb-graph-frame", this.map, this.tip, zoom);
    const body = element("div", "kb-graph-body", frame, this.panel);
    this.finder = new Finder("Find a work, a section …", () => this.#nodes(), (id) => this.#choose(id, true));
    this.place.append(element("div", "kb-graph", this.bar, this.legend, this.chips, this.status, body, this.spoken));
    this.place.classList.add("kb-graph-on");
    this.#picture = new Picture(this.map, model, {
      hover: (id) => this.#hover(id),
      choose: (id) => this.#choose(id),
      moved: (camera) => this.#replace({ camera }),
    });
    this.#listen();
    if (this.state.camera) this.#picture.camera = this.state.camera;
    this.#draw();
    if (!this.state.camera) this.#frame();
    performance.mark("kb-graph-drawn");
  }

  #listen() {
    const { signal } = this.#controller;
    // In the capture phase, before the theme takes the change of address for a new page.
    window.addEventListener("popstate", (event) => this.#back(event), { signal, capture: true });
    this.map.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.map.addEventListener("pointermove", (event) => this.#follow(event), { signal });
    this.panel.addEventListener("keydown", (event) => this.#walkList(event), { signal });
    this.panel.addEventListener("focusin", (event) => this.#hover(nodeOf(event.target), false), { signal });
    this.panel.addEventListener("pointerover", (event) => this.#hover(nodeOf(event.target), false), { signal });
    this.panel.addEventListener("pointerleave", () => this.#hover("", false), { signal });
    document.addEventListener("pointerdown", (event) => this.#closeMenus(event.target), { signal });
    this.bar.addEventListener("keydown", (event) => {
      const menu = event.key === "Escape" && event.target instanceof Element ? event.target.closest("details[open]") : null;
      menu?.querySelector("summary")?.focus();
      if (menu) this.#closeMenus(null);
    }, { signal });
    const scheme = new MutationObserver(() => this.#picture?.recolor());
    scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    signal.addEventListener("abort", () => scheme.disconnect());
  }

  /** @param {EventTarget | null} but the menu that holds it */
  #closeMenus(but) {
    for (const menu of this.bar.querySelectorAll("details")) menu.open &&= but instanceof window.Node && menu.contains(but);
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
    console.warn(error);
  }

  /**
   * @param {HTMLButtonElement} made
   * @param {string} name
   */
  #named(made, name) {
    made.setAttribute("aria-label", name);
    made.title = name;
    return made;
  }

  /** Sections and works, and authors where they are shown. */
  #nodes() {
    const all = [...(this.#model?.nodes.values() ?? [])];
    return this.state.view === "authors" ? all : all.filter(({ kind }) => kind !== "author");
  }

  /** @param {PopStateEvent} event */
  #back(event) {
    if (new URL(location.href).pathname !== new URL(`${ROOT}graph/`).pathname) return;
    event.stopImmediatePropagation();
    this.state = read(location.search);
    this.#update();
  }

  /** @param {Partial<State>} change */
  #change(change) {
    this.state = { ...this.state, ...change };
    history.pushState(null, "", location.pathname + written(this.state));
    this.#update();
  }

  /** @param {Partial<State>} change */
  #replace(change) {
    this.state = { ...this.state, ...change };
    history.replaceState(history.state, "", location.pathname + written(this.state));
  }

  async #update() {
    const model = this.#model;
    if (!model) return;
    const wanted = this.state.view;
    const there = [...model.nodes.values()].some(({ kind }) => kind === "author");
    if (wanted === "authors" && !there) {
      this.status.textContent = "Loading the authors …";
      try {
        await addAuthors(model);
      } catch {
        this.status.textContent = "The authors could not be loaded. Choose the view again to try once more.";
        return;
      }
      if (this.state.view !== wanted || this.#controller.signal.aborted) return;
    }
    this.#draw();
  }

  /** Everything anew, from the state. */
  #draw() {
    const model = /** @type {Model} */ (this.#model);
    const picture = /** @type {Picture} */ (this.#picture);
    const change = (/** @type {Partial<State>} */ wanted) => this.#change(wanted);
    const { node, to } = this.state;
    const way = to && model.nodes.has(node) ? chain(model, node, to) : [];
    this.#view = way.length ? withChain(view(model, { ...this.state, view: "all" }), model, way) : view(model, this.state);
    this.#pointed = "";
    const open = this.filters.open;
    const focused = focusPath(this.place);
    this.filters.replaceChildren(element("summary", "", "Filters"), filters(model, this.state, change));
    this.filters.open = open;
    this.bar.replaceChildren(views(this.state, change), this.finder?.element ?? "", this.filters, this.#menu());
    this.legend.replaceChildren(legend(model, this.state, change));
    this.chips.replaceChildren(chips(model, this.state, change));
    this.status.textContent = `${summary(this.#view, this.state)}.`;
    this.#drawPanel(way);
    picture.show(this.#view, this.#lit(way));
    refocus(this.place, focused);
  }

  /** @param {string[]} way */
  #drawPanel(way) {
    const model = /** @type {Model} */ (this.#model);
    const node = model.nodes.get(this.state.node);
    const choose = (/** @type {string} */ id) => this.#choose(id, true);
    this.panel.scrollTop = 0;
    if (!node) {
      const lost = this.state.node ? [element("p", "kb-empty", `There is no ${this.state.node} on the map.`)] : [];
      this.panel.replaceChildren(element("p", "kb-small", "Choose a dot, or a name below, to see what it is and why it is cited."), ...lost, ...everything(this.#view, choose));
      return;
    }
    const close = this.#named(button("×", "kb-graph-close", () => this.#choose("")), "Let go of it");
    this.panel.replaceChildren(close, ...about(model, this.#view, this.state, node, choose));
    const title = this.panel.querySelector(".kb-graph-title");
    title?.after(this.#actions());
    if (node.kind !== "author") this.#chainPart(way, choose);
  }

  #actions() {
    const deeper = button(this.state.depth === 2 ? "First level only" : "Show second level", "", () => this.#change({ depth: this.state.depth === 2 ? 1 : 2 }));
    deeper.setAttribute("aria-pressed", String(this.state.depth === 2));
    return element("p", "kb-graph-actions", button("Fly to it", "", () => this.#frame()), deeper);
  }

  /**
   * @param {string[]} way
   * @param {(id: string) => void} choose
   */
  #chainPart(way, choose) {
    const model = /** @type {Model} */ (this.#model);
    const finder = new Finder("A chain to a section or work …", () => [...model.nodes.values()].filter(({ kind, id }) => kind !== "author" && id !== this.state.node), (id) => { this.#change({ to: id }); this.#frame(); });
    const part = element("div", "kb-graph-chain-part", element("h3", "", "How does it meet another?"), finder.element);
    if (this.state.to) {
      const end = model.nodes.get(this.state.to);
      const found = way.length
        ? steps(model, way, choose)
        : element("p", "kb-empty", `Nothing that is cited leads to ${end?.title ?? this.state.to}.`);
      part.append(found, button("Take the chain away", "", () => this.#change({ to: "" })));
    }
    const before = this.panel.querySelector("h3");
    if (before && !this.state.to) this.panel.append(part);
    else (this.panel.querySelector(".kb-graph-actions") ?? this.panel.lastElementChild)?.after(part);
  }

  #menu() {
    const menu = document.createElement("details");
    menu.className = "kb-graph-save";
    const save = (/** @type {string} */ ending, /** @type {string} */ type, /** @type {(picture: Picture) => string | Blob | Promise<string | Blob>} */ make) =>
      button(ending, "", async () => {
        menu.open = false;
        try {
          download(`citation-graph.${ending.toLowerCase().replace("bibtex", "bib")}`, new Blob([await make(/** @type {Picture} */ (this.#picture))], { type }));
        } catch {
          this.status.textContent = `The ${ending} could not be made. Try again.`;
        }
      });
    menu.append(element("summary", "", "Take away"), element("div", "", save("PNG", "image/png", png), save("SVG", "image/svg+xml", svg), save("GraphML", "application/xml", graphml), save("BibTeX", "text/plain", bibtex)));
    return menu;
  }

  /**
   * @param {string} id
   * @param {boolean} [fly] whether the map moves there
   */
  #choose(id, fly = false) {
    if (id === this.state.node && !this.state.to) return;
    this.tip.hidden = true;
    this.#change({ node: id, to: "", depth: 1 });
    if (id && fly) this.#frame();
    if (id) this.#say(id);
  }

  /** Flies to what is lit. */
  #frame() {
    const lit = this.#picture?.lit;
    if (lit) this.#picture?.frame(lit.nodes);
  }

  /**
   * What is chosen, with what surrounds it.
   * @param {string[]} way a chain that begins at it
   * @returns {import("./picture.js").Lit | null}
   */
  #lit(way) {
    const { node, depth } = this.state;
    if (!way.length) return this.#view.nodes.has(node) ? { chosen: node, nodes: around(this.#view, node, depth), edges: null } : null;
    const edges = way.slice(1).flatMap((id, place) => {
      const edge = this.#view.near.get(way[place])?.get(id);
      return edge ? [nameOf(edge)] : [];
    });
    return { chosen: node, nodes: new Set(way), edges: new Set(edges) };
  }

  /**
   * @param {string} id
   * @param {boolean} [tell] whether a box beside the pointer says what it is
   */
  #hover(id, tell = true) {
    const shown = this.#view.nodes.get(id);
    this.tip.hidden = !(shown && tell);
    if (shown && tell) {
      const { node, weight } = shown;
      const detail = { section: `cites ${weight} works`, work: `${node.label} · cited by ${weight} section${weight === 1 ? "" : "s"}`, author: `${weight} works` }[node.kind];
      this.tip.replaceChildren(element("strong", "", node.title), element("span", "", detail));
    }
    if (this.state.to) return;
    if (shown && id !== this.state.node) this.#picture?.light({ chosen: id, nodes: around(this.#view, id, 1), edges: null });
    else if ((this.#picture?.lit?.chosen ?? "") !== this.state.node) this.#picture?.light(this.#lit([]));
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    const box = this.map.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    this.tip.style.translate = `${Math.min(x + 14, box.width - this.tip.offsetWidth - 4)}px ${y + 18 + this.tip.offsetHeight > box.height ? y - this.tip.offsetHeight - 8 : y + 18}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) this.#point(step);
    else if (event.key === "Enter" && this.#pointed) this.#choose(this.#pointed, true);
    else if (event.key === "Backspace" && this.state.node) history.back();
    else if (event.key === "Escape" && this.state.node) this.#choose("");
    else if (event.key === "+" || event.key === "=") this.#picture?.zoom(0.6);
    else if (event.key === "-") this.#picture?.zoom(1.6);
    else if (event.key === "0") this.#picture?.frame();
    else return;
    event.preventDefault();
  }

  /**
   * The next neighbor of what is chosen, or the next section where nothing is.
   * @param {number} step
   */
  #point(step) {
    const near = this.#view.near.get(this.state.node);
    const ids = near ? [...near].sort(([, one], [, other]) => other.weight - one.weight).map(([id]) => id) : [...this.#view.nodes.keys()].filter((id) => id.startsWith("section:"));
    if (!ids.length) return;
    const place = ids.indexOf(this.#pointed);
    this.#pointed = ids[place < 0 ? (step > 0 ? 0 : ids.length - 1) : (place + step + ids.length) % ids.length];
    const [chosen, pointed] = [this.state.node, this.#pointed];
    this.#picture?.light({ chosen: pointed, nodes: new Set([chosen, pointed, ...around(this.#view, pointed, 1)]), edges: null });
    this.#say(pointed, `${ids.indexOf(pointed) + 1} of ${ids.length}`);
  }

  /**
   * @param {string} id
   * @param {string} [place]
   */
  #say(id, place = "") {
    const node = this.#model?.nodes.get(id);
    const near = this.#view.near.get(id)?.size ?? 0;
    if (node) this.spoken.textContent = [`${node.title}, ${node.kind}`, `${near} neighbors`, place].filter(Boolean).join(", ");
    if (node && place) {
      this.tip.hidden = false;
      this.tip.replaceChildren(element("strong", "", node.title), element("span", "", `${place}, Enter chooses it`));
      const at = this.#picture?.sigma.getNodeDisplayData(id);
      const { x, y } = at ? this.#picture?.sigma.framedGraphToViewport(at) : { x: 0, y: 0 };
      const { width, height } = this.map.getBoundingClientRect();
      this.tip.style.translate = `${Math.max(4, Math.min(x + 10, width - this.tip.offsetWidth - 4))}px ${Math.max(4, Math.min(y + 10, height - this.tip.offsetHeight - 4))}px`;
    }
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
 * The node whose name an element is.
 * @param {EventTarget | null} target
 */
function nodeOf(target) {
  const name = target instanceof Element ? target.closest(".kb-graph-walk") : null;
  return name instanceof HTMLElement ? (name.dataset.node ?? "") : "";
}

/**
 * Where the focus is, as the way down to it, so that what is drawn anew has it again.
 * @param {HTMLElement} place
 * @returns {number[] | null}
 */
function focusPath(place) {
  let element = document.activeElement;
  if (!element || element === place || !place.contains(element)) return null;
  const path = [];
  while (element && element !== place) {
    path.unshift([...(element.parentElement?.children ?? [])].indexOf(element));
    element = element.parentElement;
  }
  return path;
}

/**
 * @param {HTMLElement} place
 * @param {number[] | null} path
 */
function refocus(place, path) {
  if (!path || (document.activeElement && document.activeElement !== document.body)) return;
  /** @type {Element} */
  let element = place;
  for (const step of path) {
    const next = element.children[Math.min(step, element.children.length - 1)];
    if (!next) break;
    element = next;
  }
  const target = element instanceof HTMLElement && element.tabIndex >= 0 ? element : element.closest("[tabindex]");
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
