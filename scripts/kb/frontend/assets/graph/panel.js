/** What stands beside the map: the same as a list, or the chosen node. It is drawn anew where it is about something else, and has the focus again then, if it had it. */
import { button, element, sign } from "../element.js";
import { allRecords } from "../works.js";
import { about } from "./about.js";
import { everything } from "./list.js";
import { meeting } from "./meeting.js";

/** @import { Act, Scene } from "../../types/graph.js" */

const MOST_WAIT = 2000;

export class Panel {
  /** @type {Scene | undefined} */
  #shown;
  #deeper;

  /**
   * @param {Act} act
   * @param {AbortSignal} signal
   */
  constructor(act, signal) {
    this.act = act;
    this.#deeper = button("", "", act.deepen);
    this.element = element("div", "kb-graph-panel");
    Object.assign(this.element, { role: "region", ariaLabel: "What is on the map", tabIndex: 0 });
    this.element.addEventListener("keydown", (event) => this.#walk(event), { signal });
    // Pointers tell by moving, for it may be drawn anew under one that rests.
    for (const turn of ["focusin", "pointermove"]) this.element.addEventListener(turn, ({ target }) => act.light(nodeOf(target)), { signal });
    for (const turn of ["focusout", "pointerleave"]) this.element.addEventListener(turn, () => act.light(""), { signal });
  }

  /** Waits for the notes, which come with the records of works, so that nothing in it moves when they are there. */
  async settle() {
    this.element.classList.add("kb-waiting");
    await allRecords(MOST_WAIT);
    requestAnimationFrame(() => this.element.classList.remove("kb-waiting"));
  }

  /** @param {Scene} scene */
  show(scene) {
    const before = this.#shown;
    this.#shown = scene;
    this.#deeper.textContent = scene.state.depth === 2 ? "First level only" : "Show second level";
    if (before?.view === scene.view && before.state.node === scene.state.node && before.state.to === scene.state.to) return;
    const focused = this.element.contains(document.activeElement);
    this.element.replaceChildren(...this.#content(scene));
    this.element.scrollTop = 0;
    const title = this.element.querySelector(".kb-graph-title");
    if (focused) (title instanceof HTMLElement ? title : this.element).focus();
  }

  /**
   * @param {Scene} scene
   * @returns {HTMLElement[]}
   */
  #content(scene) {
    const { model, state } = scene;
    const context = { ...scene, choose: (/** @type {string} */ id) => this.act.choose(id, true) };
    const node = model.nodes.get(state.node);
    if (!node) {
      const lost = state.node ? [element("p", "kb-empty", `There is no ${state.node} on the map.`)] : [];
      return [element("p", "kb-small", "Choose a dot, or a name below, to see what it is and why it is cited."), ...lost, ...everything(context)];
    }
    const [title, ...rest] = about(context, node);
    const path = node.kind === "author" ? [] : [meeting(context, this.act.chain)];
    const chained = state.to ? [...path, ...rest] : [...rest, ...path];
    return [sign("×", "Let go of it", () => this.act.choose(""), "kb-graph-close"), title, ...this.#actions(scene), ...chained];
  }

  /** @param {Scene} scene */
  #actions({ path, lit }) {
    if (!lit) return [];
    const fly = button("Fly to it", "", this.act.fly);
    return [element("p", "kb-graph-actions", fly, ...(path.length ? [] : [this.#deeper]))];
  }

  /**
   * Up and down go from name to name.
   * @param {KeyboardEvent} event
   */
  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const names = [...this.element.querySelectorAll(".kb-graph-walk")];
    const number = names.indexOf(/** @type {Element} */ (event.target));
    if (!step || number < 0) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (names[Math.min(names.length - 1, Math.max(0, number + step))]).focus();
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
