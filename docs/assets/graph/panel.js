/** What stands beside the map: the same as a list, and of the chosen node what it is, why it is cited and what is near. */
import { button, countOf, element } from "../element.js";
import { citedTogether, fitting } from "./views.js";
import { pageOf } from "./data.js";

/**
 * @typedef {import("./data.js").Model} Model
 * @typedef {import("./data.js").Mention} Mention
 * @typedef {import("./data.js").Node} Node
 * @typedef {import("./state.js").State} State
 * @typedef {import("./views.js").View} View
 * @typedef {import("./views.js").Shown} Shown
 * @typedef {(id: string) => void} Choose
 */

const STEP = 40, NEAREST = 10;

/**
 * Everything on the map as a list: sections in the order of the report, then what most sections cite.
 * @param {View} view
 * @param {Choose} choose
 */
export function everything(view, choose) {
  const shown = [...view.nodes.values()];
  const sections = shown.filter(({ node }) => node.kind === "section");
  const others = shown.filter(({ node }) => node.kind !== "section").sort((one, other) => other.weight - one.weight || (one.node.label < other.node.label ? -1 : 1));
  const heading = others[0]?.node.kind === "author" ? "Authors, those of most works first" : "Works, those that most sections cite first";
  const parts = [element("h2", "", "Sections"), list(sections, (one) => countOf(one.weight, "work"), choose)];
  if (others.length) parts.push(element("h2", "", heading), list(others, weightText, choose));
  if (!shown.some(({ weight }) => weight)) parts.unshift(element("p", "kb-empty", "No work passes all filters. Remove one of them."));
  return parts;
}

/** @param {Shown} shown */
function weightText({ node, weight }) {
  return node.kind === "author" ? countOf(weight, "work") : countOf(weight, "section");
}

/**
 * Buttons that choose nodes, a number of them at first.
 * @param {Shown[]} shown
 * @param {(shown: Shown) => string} aside
 * @param {Choose} choose
 */
function list(shown, aside, choose) {
  const made = element("ul", "kb-graph-list");
  let next = 0;
  const more = button("", "kb-more", () => {
    const first = made.children.length;
    grow();
    made.children[first]?.querySelector("button")?.focus();
  });
  function grow() {
    made.append(...shown.slice(next, next + STEP).map((one) => element("li", classOf(one.node, one.part), walk(one.node, choose), " ", element("small", "", aside(one)))));
    next += STEP;
    more.hidden = next >= shown.length;
    more.textContent = `Show ${Math.min(STEP, shown.length - next)} more of ${shown.length.toLocaleString("en")}`;
  }
  grow();
  return element("div", "", made, more);
}

/**
 * The button that leads to a node.
 * @param {Node} node
 * @param {Choose} choose
 */
function walk(node, choose) {
  const made = button(node.kind === "work" ? `${node.label}. ${node.title}` : node.label, "kb-graph-walk", () => choose(node.id));
  made.dataset.node = node.id;
  return made;
}

/**
 * @param {Node} node
 * @param {number} part
 */
function classOf(node, part) {
  return `kb-graph-${node.kind} ${part < 0 ? "kb-graph-several" : `kb-graph-part-${part}`}`;
}

/**
 * The chosen node.
 * @param {Model} model
 * @param {View} view
 * @param {State} state
 * @param {Node} node
 * @param {Choose} choose
 * @returns {HTMLElement[]}
 */
export function about(model, view, state, node, choose) {
  const facts = element("p", "kb-small");
  const open = document.createElement("a");
  open.href = pageOf(node);
  open.textContent = `Open the page of this ${node.kind}`;
  const head = [element("h2", "kb-graph-title", node.title), facts, element("p", "", open)];
  if (!view.nodes.has(node.id)) head.push(element("p", "kb-empty", "The filters or the view leave it out of the map."));
  const content = { work: aboutWork, section: aboutSection, author: aboutAuthor }[node.kind](model, view, state, node, choose);
  facts.textContent = content.facts;
  return [...head, ...content.parts];
}

/**
 * @param {Model} model
 * @param {View} view
 * @param {State} state
 * @param {Node} node
 * @param {Choose} choose
 */
function aboutWork(model, view, state, node, choose) {
  const number = model.works.indexOf(node);
  const mentions = model.mentions.filter(({ work }) => work === number);
  const sections = [...new Set(mentions.map(({ section }) => section))];
  const card = element("div", "kb-graph-card");
  const why = sections.map((section) => citedIn(model, section, mentions.filter((mention) => mention.section === section), choose));
  fillIn(node, card, why);
  const facts = `${node.label} · cited ${countOf(mentions.length, "time")} in ${countOf(sections.length, "section")}`;
  return { facts, parts: [card, element("h3", "", "Why it is cited"), ...why, ...together(model, view, state, node, choose)] };
}

/**
 * A section that cites the work, and where; the notes come with the work's page.
 * @param {Model} model
 * @param {number} section
 * @param {Mention[]} mentions
 * @param {Choose} choose
 */
function citedIn(model, section, mentions, choose) {
  const node = model.sections[section];
  const places = mentions.map(({ at, page, role }) => element("li", "", `§${at} `, element("span", "kb-aside", `${role} p. ${page}`)));
  const made = element("div", `kb-pointer kb-${model.parts[node.part]}`, walk(node, choose), element("ul", "", ...places));
  made.dataset.section = node.name;
  return made;
}

/**
 * The reference and the notes, from the page of the work, which has them already.
 * @param {Node} node
 * @param {HTMLElement | null} card
 * @param {HTMLElement[]} why
 */
async function fillIn(node, card, why) {
  const page = await load(pageOf(node)).catch(() => null); // places, roles and pages stand there without it
  if (!page) return;
  card?.replaceChildren(...page.querySelectorAll("[data-kb-card]"));
  for (const pointer of why) {
    const notes = [...page.querySelectorAll(".kb-pointer")].find((other) => other.querySelector("a")?.href.endsWith(`/sections/${pointer.dataset.section}/`));
    const written = notes?.querySelector("ul");
    if (written) pointer.querySelector("ul")?.replaceWith(written);
  }
}

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/**
 * A page of the site, its links made whole, for they are relative to where it stands.
 * @param {string} url
 * @returns {Promise<Document>} a copy that may be taken apart
 */
async function load(url) {
  let page = pages.get(url);
  if (!page) {
    page = fetch(url).then(async (response) => {
      if (!response.ok) throw new Error(String(response.status));
      const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const link of parsed.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", url).href);
      return parsed;
    });
    pages.set(url, page);
    page.catch(() => pages.delete(url));
  }
  return /** @type {Document} */ ((await page).cloneNode(true));
}

/**
 * The works that stand in brackets with a work.
 * @param {Model} model
 * @param {View} view
 * @param {State} state
 * @param {Node} node
 * @param {Choose} choose
 */
function together(model, view, state, node, choose) {
  const edges = citedTogether(model, fitting(model, state)).filter(({ source, target }) => source === node.id || target === node.id);
  const nearest = edges.sort((one, other) => other.weight - one.weight).slice(0, NEAREST);
  if (!nearest.length) return [];
  const items = nearest.map(({ source, target, weight, places }) => {
    const other = /** @type {Node} */ (model.nodes.get(source === node.id ? target : source));
    return element("li", classOf(other, view.nodes.get(other.id)?.part ?? -1), walk(other, choose), " ", element("small", "", `${countOf(weight, "time")}, ${places.map((place) => `§${place}`).join(", ")}`));
  });
  return [element("h3", "", "In one bracket with"), element("ul", "kb-graph-list", ...items)];
}

/**
 * @param {Model} model
 * @param {View} view
 * @param {State} state
 * @param {Node} node
 * @param {Choose} choose
 */
function aboutSection(model, view, state, node, choose) {
  const number = model.sections.indexOf(node);
  const mentions = fitting(model, { ...state, section: "", parts: new Set() });
  /** @type {Map<number, Set<number>>} */
  const citing = new Map();
  for (const { work, section } of mentions) citing.set(work, (citing.get(work) ?? new Set()).add(section));
  const own = [...citing].filter(([, sections]) => sections.has(number));
  const alone = own.filter(([, sections]) => sections.size === 1).length;
  const facts = `cites ${countOf(own.length, "work")}, ${alone} of which no other section cites`;
  const works = own.map(([work, sections]) => ({ node: model.works[work], weight: sections.size, part: sections.size === 1 ? node.part : -1 }));
  works.sort((one, other) => other.weight - one.weight || (one.node.label < other.node.label ? -1 : 1));
  const parts = [];
  for (const [title, items] of /** @type {[string, HTMLElement[]][]} */ ([
    ["Shares most works with", sharing(model, number, own, choose)],
    ["Points at", pointers(model, number, 0, choose)],
    ["Is pointed at by", pointers(model, number, 1, choose)],
  ])) if (items.length) parts.push(element("h3", "", title), element("ul", "kb-graph-list", ...items));
  if (works.length) parts.push(element("h3", "", "Works it cites, those that most sections cite first"), list(works, weightText, choose));
  return { facts, parts };
}

/**
 * @param {Model} model
 * @param {number} number
 * @param {[number, Set<number>][]} own works with the sections that cite them
 * @param {Choose} choose
 */
function sharing(model, number, own, choose) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const [, sections] of own) for (const other of sections) if (other !== number) counts.set(other, (counts.get(other) ?? 0) + 1);
  return counted(model, counts, "work", choose);
}

/**
 * The sections that a section points at (end 0) or that point at it (end 1).
 * @param {Model} model
 * @param {number} number
 * @param {0 | 1} end
 * @param {Choose} choose
 */
function pointers(model, number, end, choose) {
  const found = model.references.filter((reference) => reference[end] === number);
  return counted(model, new Map(found.map((reference) => [reference[1 - end], reference[2]])), "time", choose);
}

/**
 * @param {Model} model
 * @param {Map<number, number>} counts
 * @param {string} thing
 * @param {Choose} choose
 */
function counted(model, counts, thing, choose) {
  const most = [...counts].sort(([one, count], [other, otherCount]) => otherCount - count || one - other).slice(0, NEAREST);
  return most.map(([section, count]) => {
    const node = model.sections[section];
    return element("li", classOf(node, node.part), walk(node, choose), " ", element("small", "", countOf(count, thing)));
  });
}

/**
 * @param {Model} model
 * @param {View} view
 * @param {State} state
 * @param {Node} node
 * @param {Choose} choose
 */
function aboutAuthor(model, view, state, node, choose) {
  const works = node.works.map((number) => ({ node: model.works[number], weight: 0, part: -1 }));
  const near = [...(view.near.get(node.id) ?? [])].sort(([, one], [, other]) => other.weight - one.weight);
  const parts = [element("h3", "", "Works"), list(works, (one) => String(one.node.year || ""), choose)];
  if (near.length) {
    const items = near.map(([id, edge]) => ({ node: /** @type {Node} */ (model.nodes.get(id)), weight: edge.weight, part: -1 }));
    parts.push(element("h3", "", "Wrote most with"), list(items, weightText, choose));
  }
  return { facts: `author of ${countOf(works.length, "work")} of the map`, parts };
}

/**
 * A chain, step by step, each with where and why the section cites the work.
 * @param {Model} model
 * @param {string[]} way ids
 * @param {Choose} choose
 */
export function steps(model, way, choose) {
  const list = element("ol", "kb-graph-chain");
  way.forEach((id, place) => {
    const node = /** @type {Node} */ (model.nodes.get(id));
    const item = element("li", classOf(node, node.part), walk(node, choose));
    const next = model.nodes.get(way[place + 1] ?? "");
    if (next) item.append(reason(model, node, next));
    list.append(item);
  });
  return list;
}

/**
 * @param {Model} model
 * @param {Node} one
 * @param {Node} other
 */
function reason(model, one, other) {
  const [section, work] = one.kind === "section" ? [one, other] : [other, one];
  const numbers = [model.sections.indexOf(section), model.works.indexOf(work)];
  const mentions = model.mentions.filter((mention) => mention.section === numbers[0] && mention.work === numbers[1]);
  const why = citedIn(model, numbers[0], mentions, () => {});
  why.querySelector("button")?.replaceWith(element("span", "kb-small", one === section ? "cites it" : "is cited by"));
  fillIn(work, null, [why]);
  return why;
}
