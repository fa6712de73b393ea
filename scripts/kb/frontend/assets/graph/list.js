/** Lists of names that lead to their nodes. */
import { button, countOf, element } from "../element.js";

/** @import { Context, Node, Shown } from "../../types/graph.js" */

const STEP = 40;

/**
 * Everything on the map as a list: sections in the order of the report, then what most sections cite.
 * @param {Context} context
 * @returns {HTMLElement[]}
 */
export function everything(context) {
  const shown = [...context.view.nodes.values()];
  const sections = shown.filter(({ node }) => node.kind === "section");
  const others = shown.filter(({ node }) => node.kind !== "section").sort(byWeight);
  const heading = others[0]?.node.kind === "author" ? "Authors, those of most works first" : "Works, those that most sections cite first";
  const parts = [element("h2", "", "Sections"), list(context, sections, (one) => countOf(one.weight, "work"))];
  if (others.length) parts.push(element("h2", "", heading), list(context, others, weightText));
  if (!shown.some(({ weight }) => weight)) parts.unshift(element("p", "kb-empty", "No work passes all filters. Remove one of them."));
  return parts;
}

/**
 * @param {Shown} one
 * @param {Shown} other
 */
export function byWeight(one, other) {
  return other.weight - one.weight || (one.node.label < other.node.label ? -1 : 1);
}

/** @param {Shown} shown */
export function weightText({ node, weight }) {
  return countOf(weight, node.kind === "work" ? "section" : "work");
}

/**
 * Buttons that choose nodes, a number of them at first.
 * @param {Context} context
 * @param {Shown[]} shown
 * @param {(shown: Shown) => string} aside
 */
export function list(context, shown, aside) {
  const made = element("ul", "kb-graph-list");
  let next = 0;
  const more = button("", "kb-more", () => {
    const first = made.children.length;
    grow();
    made.children[first]?.querySelector("button")?.focus();
  });
  function grow() {
    made.append(...shown.slice(next, next + STEP).map((one) => item(context, one.node, one.part, aside(one))));
    next += STEP;
    more.hidden = next >= shown.length;
    more.textContent = `Show ${Math.min(STEP, shown.length - next)} more of ${shown.length.toLocaleString("en")}`;
  }
  grow();
  return element("div", "", made, more);
}

/**
 * @param {Context} context
 * @param {Node} node
 * @param {number} part -1 for several
 * @param {string} aside
 */
export function item(context, node, part, aside) {
  return element("li", classOf(context, part), element("span", "", walk(context, node), " ", element("small", "", aside)));
}

/**
 * The button that leads to a node.
 * @param {Context} context
 * @param {Node} node
 */
export function walk({ choose }, node) {
  const made = button(node.kind === "work" ? `${node.label}. ${node.title}` : node.label, "kb-graph-walk", () => choose(node.id));
  made.dataset.node = node.id;
  return made;
}

/**
 * The class that colors what belongs to a part, or to several.
 * @param {Context} context
 * @param {number} part
 */
export function classOf({ model }, part) {
  return part < 0 ? "kb-graph-several" : `kb-in-${model.parts[part]}`;
}
