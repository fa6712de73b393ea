/** A field that finds a node of the map by its name as one types. */
import { Combobox } from "../combobox.js";
import { element } from "../element.js";
import { fold, words } from "../search/words.js";

/** @import { Node } from "../../types/graph.js" */

const MOST = 8;
let number = 0;

/**
 * Enter chooses the first that is found, or the one that one has walked to.
 * @param {string} label
 * @param {() => Iterable<Node>} nodes
 * @param {(id: string) => void} choose
 */
export function finder(label, nodes, choose) {
  const input = document.createElement("input");
  Object.assign(input, { type: "text", placeholder: label, autocomplete: "off", spellcheck: false, ariaLabel: label });
  const list = element("ul", "kb-graph-found");
  list.id = `kb-graph-found-${(number += 1)}`;
  const form = element("form", "kb-graph-finder", input);
  const box = new Combobox(form, input, list, { label, offer });

  /** @param {string} query */
  function offer(query) {
    const found = find(query, nodes());
    const nothing = element("li", "", "Nothing on the map has this name");
    nothing.ariaDisabled = "true";
    return {
      options: found.length ? found.map(option) : [nothing],
      status: found.length ? `Enter chooses ${found[0].title}` : "Nothing on the map has this name",
    };
  }

  /** @param {Node} node */
  function option(node) {
    const made = element("li", `kb-graph-${node.kind}`, element("span", "", node.title), " ", element("small", "", node.kind === "work" ? node.label : node.kind));
    made.addEventListener("click", () => take(node));
    return made;
  }

  /** @param {Node} node */
  function take(node) {
    input.value = "";
    box.close();
    choose(node.id);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = find(input.value, nodes());
    if (first) take(first);
  });
  return form;
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
