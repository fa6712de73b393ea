/** How the chosen node meets another: the field that finds the other, and the chain between them. */
import { button, element } from "../element.js";
import { workRecord } from "../works.js";
import { addNotes, citedIn } from "./cited.js";
import { finder } from "./finder.js";
import { classOf, walk } from "./list.js";

/** @import { Context, Node } from "../../types/graph.js" */

/**
 * @param {Context} context
 * @param {(to: string) => void} chain to another; away where it is empty
 */
export function meeting(context, chain) {
  const { model, state, path } = context;
  const ends = () => [...model.nodes.values()].filter(({ kind, id }) => kind !== "author" && id !== state.node);
  const made = element("div", "kb-graph-chain-part", element("h3", "", "How does it meet another?"), finder("A chain to a section or work …", ends, chain));
  if (!state.to) return made;
  const found = path.length ? steps(context, path) : element("p", "kb-empty", `Nothing that is cited leads to ${model.nodes.get(state.to)?.title ?? state.to}.`);
  made.append(found, button("Take the chain away", "", () => chain("")));
  return made;
}

/**
 * A chain, step by step, each with where and why the section cites the work.
 * @param {Context} context
 * @param {string[]} path ids
 */
function steps(context, path) {
  const nodes = path.map((id) => /** @type {Node} */ (context.model.nodes.get(id)));
  const items = nodes.map((node, number) => {
    const made = element("li", classOf(context, node.part), element("span", "", walk(context, node)));
    const next = nodes[number + 1];
    if (next) made.append(reason(context, node, next));
    return made;
  });
  return element("ol", "kb-graph-chain", ...items);
}

/**
 * @param {Context} context
 * @param {Node} one
 * @param {Node} other
 */
function reason(context, one, other) {
  const { model } = context;
  const [section, work] = one.kind === "section" ? [one, other] : [other, one];
  const numbers = [model.sections.indexOf(section), model.works.indexOf(work)];
  const citations = model.citations.filter((citation) => citation.section === numbers[0] && citation.work === numbers[1]);
  const why = citedIn(context, element("span", "kb-small", one === section ? "cites it" : "is cited by"), citations);
  workRecord(work.name).then((record) => addNotes(context, why, record)).catch(() => {});
  return why;
}
