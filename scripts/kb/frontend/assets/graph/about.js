/** The chosen node: what it is, why it is cited and what is near. */
import { countOf, element } from "../element.js";
import { annotation, reference, workRecord } from "../works.js";
import { addNotes, citedIn } from "./cited.js";
import { pageOf } from "./data.js";
import { byWeight, item, list, walk, weightText } from "./list.js";
import { citedTogether } from "./edges.js";
import { groupOf, fitting, sectionsOf } from "./citations.js";

/** @import { Context, Node } from "../../types/graph.js" */

const NEAREST = 10;

/**
 * The chosen node.
 * @param {Context} context
 * @param {Node} node
 * @returns {HTMLElement[]}
 */
export function about(context, node) {
  const open = document.createElement("a");
  open.href = pageOf(node);
  open.textContent = `Open the page of this ${node.kind}`;
  const title = element("h2", "kb-graph-title", node.title);
  title.tabIndex = -1;
  const { facts, parts } = { work: aboutWork, section: aboutSection, author: aboutAuthor }[node.kind](context, node);
  const head = [title, element("p", "kb-small", facts), element("p", "", open)];
  if (!context.view.nodes.has(node.id)) head.push(element("p", "kb-empty", "The filters or the view leave it out of the map."));
  return [...head, ...parts];
}

/**
 * @typedef {{facts: string, parts: HTMLElement[]}} About
 * @param {Context} context
 * @param {Node} node
 * @returns {About}
 */
function aboutWork(context, node) {
  const { model } = context;
  const number = model.works.indexOf(node);
  const citations = model.citations.filter(({ work }) => work === number);
  const sections = [...new Set(citations.map(({ section }) => section))];
  const card = element("div", "kb-graph-card");
  const why = sections.map((section) => citedIn(context, walk(context, model.sections[section]), citations.filter((citation) => citation.section === section)));
  workRecord(node.name).then((record) => {
    card.replaceChildren(reference(record), ...annotation(record));
    why.forEach((pointer) => addNotes(context, pointer, record));
  }).catch(() => {}); // headings, roles and pages stand there without it
  const facts = `${node.label} · in the whole report cited ${countOf(citations.length, "time")} in ${countOf(sections.length, "section")}`;
  return { facts, parts: [card, element("h3", "", "Why it is cited"), ...why, ...together(context, node)] };
}

/**
 * The works that are cited together with a work.
 * @param {Context} context
 * @param {Node} node
 */
function together(context, node) {
  const { model, state, view } = context;
  const work = model.works.indexOf(node);
  const citations = fitting(model, state);
  const groups = new Set(citations.filter((citation) => citation.work === work).map(groupOf));
  const edges = citedTogether(model, citations.filter((citation) => groups.has(groupOf(citation)))).filter(({ source, target }) => source === node.id || target === node.id);
  const nearest = edges.sort((one, other) => other.weight - one.weight).slice(0, NEAREST);
  if (!nearest.length) return [];
  const items = nearest.map(({ source, target, weight, headings }) => {
    const other = /** @type {Node} */ (model.nodes.get(source === node.id ? target : source));
    return item(context, other, view.nodes.get(other.id)?.part ?? -1, `${countOf(weight, "time")}, ${headings.map((heading) => `§${heading}`).join(", ")}`);
  });
  return [element("h3", "", "Cited together with"), element("ul", "kb-graph-list", ...items)];
}

/**
 * @param {Context} context
 * @param {Node} node
 * @returns {About}
 */
function aboutSection(context, node) {
  const { model, state } = context;
  const number = model.sections.indexOf(node);
  const own = [...sectionsOf(fitting(model, { ...state, section: "", parts: new Set() }))].filter(([, sections]) => sections.has(number));
  const alone = own.filter(([, sections]) => sections.size === 1).length;
  const works = own.map(([work, sections]) => ({ node: model.works[work], weight: sections.size, part: sections.size === 1 ? node.part : -1 })).sort(byWeight);
  const shared = new Map();
  for (const [, sections] of own) for (const other of sections) if (other !== number) shared.set(other, (shared.get(other) ?? 0) + 1);
  const parts = [
    ...counted(context, "Shares most works with", shared, "work"),
    ...counted(context, "Points at", pointers(context, number, 0), "time"),
    ...counted(context, "Is pointed at by", pointers(context, number, 1), "time"),
  ];
  if (works.length) parts.push(element("h3", "", "Works it cites, those that most sections cite first"), list(context, works, weightText));
  return { facts: `cites ${countOf(own.length, "work")}, ${alone} of which no other section cites`, parts };
}

/**
 * The sections that a section points at (end 0) or that point at it (end 1), and how often.
 * @param {Context} context
 * @param {number} number
 * @param {0 | 1} end
 */
function pointers({ model }, number, end) {
  const found = model.references.filter((reference) => reference[end] === number);
  return new Map(found.map((reference) => [reference[1 - end], reference[2]]));
}

/**
 * Sections with a number, the highest first.
 * @param {Context} context
 * @param {string} title
 * @param {Map<number, number>} counts
 * @param {string} thing
 */
function counted(context, title, counts, thing) {
  const most = [...counts].sort(([one, count], [other, otherCount]) => otherCount - count || one - other).slice(0, NEAREST);
  if (!most.length) return [];
  const items = most.map(([section, count]) => item(context, context.model.sections[section], context.model.sections[section].part, countOf(count, thing)));
  return [element("h3", "", title), element("ul", "kb-graph-list", ...items)];
}

/**
 * @param {Context} context
 * @param {Node} node
 * @returns {About}
 */
function aboutAuthor(context, node) {
  const { model, view } = context;
  const works = node.works.map((number) => ({ node: model.works[number], weight: 0, part: view.nodes.get(model.works[number].id)?.part ?? -1 }));
  const near = [...(view.near.get(node.id) ?? [])].map(([id, edge]) => ({ node: /** @type {Node} */ (model.nodes.get(id)), weight: edge.weight, part: -1 }));
  const parts = [element("h3", "", "Works"), list(context, works, (one) => String(one.node.year || ""))];
  if (near.length) parts.push(element("h3", "", "Wrote most with"), list(context, near.sort(byWeight), weightText));
  return { facts: `author of ${countOf(works.length, "work")} of the map`, parts };
}
