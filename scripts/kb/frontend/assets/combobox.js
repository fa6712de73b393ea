/**
 * A field that offers options as one types: the editable combobox with a list of the ARIA Authoring Practices. Down and up walk through the options and
 * open a list that is closed; Enter chooses the one that is walked to, and sends the form where none is; Home, End, left and right lead back to the text.
 * Escape closes the list, or empties the field where it is closed. What is offered is the owner's. An option is an element; to choose it is to click on it.
 */
import { element } from "./element.js";

/**
 * @typedef {object} Offer
 * @property {HTMLElement[]} options those that are `aria-disabled` are read, and never walked to
 * @property {string} status what they are, in a line, for those who do not see them
 *
 * @typedef {object} Owner
 * @property {string} label of the list
 * @property {(query: string) => Offer | Promise<Offer>} offer what there is for a text that is not blank
 * @property {() => void} [fail] when that could not be told
 */

const STEPS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
const WITHIN_TEXT = ["Home", "End", "ArrowLeft", "ArrowRight"];

export class Combobox {
  #controller = new AbortController();
  #status = element("p", "kb-hidden");
  #asked = 0;
  /** @type {HTMLElement | null} */
  #active = null;

  /**
   * @param {HTMLFormElement} form that holds the field, and takes the list
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list with an id
   * @param {Owner} owner
   */
  constructor(form, input, list, owner) {
    this.input = input;
    this.list = list;
    this.owner = owner;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", owner.label);
    this.#status.setAttribute("role", "status");
    form.append(list, this.#status);
    for (const [name, value] of [["role", "combobox"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
    this.close();
    const { signal } = this.#controller;
    for (const turn of ["focus", "input"]) input.addEventListener(turn, () => this.#update(), { signal });
    input.addEventListener("keydown", (event) => this.#key(event), { signal });
    list.addEventListener("mousedown", (event) => event.preventDefault(), { signal }); // the field keeps the focus
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) this.close();
    }, { signal });
    if (input === document.activeElement) this.#update(); // typed before this was here
  }

  remove() {
    this.#controller.abort();
    this.close();
    this.list.remove();
    this.#status.remove();
  }

  close() {
    this.#asked += 1;
    this.#activate(null);
    this.list.hidden = true;
    this.#status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
  }

  async #update() {
    const query = this.input.value;
    const asked = ++this.#asked;
    if (!query.trim()) return this.close();
    try {
      const offer = await this.owner.offer(query);
      if (asked === this.#asked) this.#show(offer);
    } catch {
      if (asked !== this.#asked) return;
      this.close();
      this.owner.fail?.();
    }
  }

  /** @param {Offer} offer */
  #show({ options, status }) {
    this.#activate(null);
    options.forEach((option, number) => {
      option.id = `${this.list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.#status.textContent = status;
    this.input.setAttribute("aria-expanded", "true");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS && this.input.value.trim()) this.#walk(STEPS[event.key]);
    else if (event.key === "Enter" && this.#active) this.#active.click();
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Escape" && this.input.value) this.#empty();
    else {
      if (WITHIN_TEXT.includes(event.key)) this.#activate(null);
      return;
    }
    event.preventDefault();
  }

  #empty() {
    this.input.value = "";
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {number} step from the active option, and around the ends */
  async #walk(step) {
    if (this.list.hidden) await this.#update();
    if (this.list.hidden) return;
    this.#asked += 1; // the list must not change under the hand: what is still on its way is dropped
    const options = /** @type {HTMLElement[]} */ ([...this.list.children]).filter(({ ariaDisabled }) => ariaDisabled !== "true");
    const number = this.#active ? options.indexOf(this.#active) + step : Math.min(step, 0);
    this.#activate(options.at(number % options.length) ?? null);
  }

  /** @param {HTMLElement | null} option */
  #activate(option) {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }
}
