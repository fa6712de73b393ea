/** A field that finds a node of the map by its name as one types. */
import { element } from "../element.js";
import { fold, words } from "../search/words.js";

/**
 * @typedef {import("./data.js").Node} Node
 */

const MOST = 8;
let number = 0;

export class Finder {
  /** @type {Node[]} */
  #found = [];
  #active = -1;

  /**
   * @param {string} label
   * @param {() => Iterable<Node>} nodes
   * @param {(id: string) => void} choose
   */
  constructor(label, nodes, choose) {
    this.nodes = nodes;
    this.choose = choose;
    this.list = element("ul", "kb-graph-found");
    this.list.id = `kb-graph-found-${(number += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.list.hidden = true;
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "text", placeholder: label, autocomplete: "off", spellcheck: false });
    const attributes = { role: "combobox", "aria-label": label, "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.element = element("div", "kb-graph-finder", this.input, this.list);
    this.input.addEventListener("input", () => this.#update());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof window.Node && this.element.contains(event.relatedTarget))) this.#close();
    });
    // The field keeps the focus while an option is pressed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("li") : null;
      if (option) this.#take([...this.list.children].indexOf(option));
    });
  }

  #close() {
    this.#active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #update() {
    this.#found = find(this.input.value, this.nodes());
    if (!this.input.value.trim()) return this.#close();
    const options = this.#found.map((node, place) => {
      const option = element("li", `kb-graph-${node.kind}`, element("span", "", node.title), " ", element("small", "", node.kind === "work" ? `${node.label}` : node.kind));
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    });
    const nothing = element("li", "", "Nothing on the map has this name");
    nothing.setAttribute("role", "option");
    nothing.setAttribute("aria-disabled", "true");
    this.#active = -1;
    this.list.replaceChildren(...(options.length ? options : [nothing]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    if (options.length) this.#walk(1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.list.hidden && event.key === "ArrowDown" && this.input.value.trim()) this.#update();
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#walk(step);
    else if (event.key === "Enter") this.#take(this.#active);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} step */
  #walk(step) {
    const options = [...this.list.children];
    if (!this.#found.length) return;
    options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = (this.#active + step + options.length) % options.length;
    options[this.#active].setAttribute("aria-selected", "true");
    options[this.#active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[this.#active].id);
  }

  /** @param {number} place */
  #take(place) {
    const node = this.#found[place];
    if (!node) return;
    this.input.value = "";
    this.#close();
    this.choose(node.id);
  }
}

/**
 * Nodes whose names hold every word of a query at the beginning of one of theirs: sections first, then those that begin so.
 * @param {string} query
 * @param {Iterable<Node>} nodes
 * @returns {Node[]}
 */
export function find(query, nodes) {
  const sought = words(query);
  const start = fold(query).trim();
  if (!sought.length) return [];
  /** @type {[number, Node][]} */
  const found = [];
  for (const node of nodes) {
    const name = ` ${words(`${node.label} ${node.title} ${node.name}`).join(" ")}`;
    if (!sought.every((word) => name.includes(` ${word}`))) continue;
    const title = fold(node.kind === "section" ? node.label.replace(/^\S+ /, "") : node.title);
    const rank = (node.label.split(" ")[0] === start ? 0 : 4) + (title.startsWith(start) ? 0 : 2) + (node.kind === "section" ? 0 : 1);
    found.push([rank, node]);
  }
  return found.sort(([one], [other]) => one - other).slice(0, MOST).map(([, node]) => node);
}
