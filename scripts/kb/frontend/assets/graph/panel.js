/** What stands beside the map: the same as a list, and of the chosen node what it is, why it is cited and what is near. */
import { button, countOf, element } from "../element.js";
import { annotation, citingPlaces, reference, workRecord } from "../works.js";
import { pageOf } from "./data.js";
import { bracketOf, citedTogether, fitting, sectionsOf } from "./views.js";

/**
 * @typedef {import("./data.js").Mention} Mention
 * @typedef {import("./data.js").Node} Node
 * @typedef {import("./views.js").Shown} Shown
 * @typedef {import("../../types/contract.js").WorkRecord} WorkRecord
 *
 * @typedef {object} Context
 * @property {import("./data.js").Model} model
 * @property {import("./views.js").View} view
 * @property {import("./state.js").State} state
 * @property {(id: string) => void} choose
 */

const STEP = 40, NEAREST = 10;

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
function byWeight(one, other) {
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
function list(context, shown, aside) {
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
function item(context, node, part, aside) {
  return element("li", classOf(context, part), element("span", "", walk(context, node), " ", element("small", "", aside)));
}

/**
 * The button that leads to a node.
 * @param {Context} context
 * @param {Node} node
 */
function walk({ choose }, node) {
  const made = button(node.kind === "work" ? `${node.label}. ${node.title}` : node.label, "kb-graph-walk", () => choose(node.id));
  made.dataset.node = node.id;
  return made;
}

/**
 * The class that colors what belongs to a part, or to several.
 * @param {Context} context
 * @param {number} part
 */
function classOf({ model }, part) {
  return part < 0 ? "kb-graph-several" : `kb-in-${model.parts[part]}`;
}

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
  const mentions = model.mentions.filter(({ work }) => work === number);
  const sections = [...new Set(mentions.map(({ section }) => section))];
  const card = element("div", "kb-graph-card");
  const why = sections.map((section) => citedIn(context, walk(context, model.sections[section]), mentions.filter((mention) => mention.section === section)));
  workRecord(node.name).then((record) => {
    card.replaceChildren(reference(record), ...annotation(record));
    why.forEach((pointer) => addNotes(context, pointer, record));
  }).catch(() => {}); // places, roles and pages stand there without it
  const facts = `${node.label} · in the whole report cited ${countOf(mentions.length, "time")} in ${countOf(sections.length, "section")}`;
  return { facts, parts: [card, element("h3", "", "Why it is cited"), ...why, ...together(context, node)] };
}

/**
 * Where a section cites the work; the notes come with the work's record.
 * @param {Context} context
 * @param {HTMLElement} head
 * @param {Mention[]} mentions of one section
 */
function citedIn({ model }, head, mentions) {
  const section = model.sections[mentions[0].section];
  const places = mentions.map(({ at, page, role }) => element("li", "", at ? `§${at} ` : "", element("span", "kb-aside", [model.roles[role].name, ...(page ? [`p. ${page}`] : [])].join(" "))));
  const made = element("div", `kb-pointer kb-in-${model.parts[section.part]}`, head, element("ul", "", ...places));
  made.dataset.section = section.name;
  return made;
}

/**
 * @param {Context} context
 * @param {HTMLElement} pointer
 * @param {WorkRecord} record
 */
function addNotes({ model }, pointer, record) {
  const section = record.sections.find(({ slug }) => slug === pointer.dataset.section);
  const meaning = (/** @type {string} */ role) => model.roles.find(({ name }) => name === role)?.meaning ?? "";
  if (section) pointer.querySelector("ul")?.replaceWith(citingPlaces(section.slug, section.places, meaning));
}

/**
 * The works that stand in brackets with a work.
 * @param {Context} context
 * @param {Node} node
 */
function together(context, node) {
  const { model, state, view } = context;
  const work = model.works.indexOf(node);
  const mentions = fitting(model, state);
  const brackets = new Set(mentions.filter((mention) => mention.work === work).map(bracketOf));
  const edges = citedTogether(model, mentions.filter((mention) => brackets.has(bracketOf(mention)))).filter(({ source, target }) => source === node.id || target === node.id);
  const nearest = edges.sort((one, other) => other.weight - one.weight).slice(0, NEAREST);
  if (!nearest.length) return [];
  const items = nearest.map(({ source, target, weight, places }) => {
    const other = /** @type {Node} */ (model.nodes.get(source === node.id ? target : source));
    return item(context, other, view.nodes.get(other.id)?.part ?? -1, `${countOf(weight, "time")}, ${places.map((place) => `§${place}`).join(", ")}`);
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

/**
 * A chain, step by step, each with where and why the section cites the work.
 * @param {Context} context
 * @param {string[]} way ids
 */
export function steps(context, way) {
  const nodes = way.map((id) => /** @type {Node} */ (context.model.nodes.get(id)));
  const items = nodes.map((node, place) => {
    const made = element("li", classOf(context, node.part), element("span", "", walk(context, node)));
    const next = nodes[place + 1];
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
  const mentions = model.mentions.filter((mention) => mention.section === numbers[0] && mention.work === numbers[1]);
  const why = citedIn(context, element("span", "kb-small", one === section ? "cites it" : "is cited by"), mentions);
  workRecord(work.name).then((record) => addNotes(context, why, record)).catch(() => {});
  return why;
}
