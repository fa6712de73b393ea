/** What stands above the map: views, the field that finds a node, filters, and what they leave. */
import { button, countOf, element } from "../element.js";
import { EARLIEST, LATEST, yearsText } from "../years.js";
import { UNFILTERED, VIEWS } from "./state.js";

/**
 * @typedef {import("./data.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {(change: Partial<State>, control?: string) => void} Change the control's name, where many small changes are one
 */

/**
 * The views, as a row of choices.
 * @param {State} state
 * @param {Change} change
 */
export function views(state, change) {
  const group = element("fieldset", "kb-graph-views", element("legend", "kb-hidden", "View"));
  for (const [value, name] of Object.entries(VIEWS)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "kb-graph-view", value, checked: state.view === value });
    input.addEventListener("change", () => change({ view: /** @type {State["view"]} */ (value), to: "" }));
    input.dataset.focus = `view ${value}`;
    group.append(element("label", "", input, name));
  }
  return group;
}

/**
 * The parts of the report with their colors: a legend that filters.
 * @param {Model} model
 * @param {State} state
 * @param {Change} change
 */
export function legend(model, state, change) {
  const list = element("ul", "kb-graph-legend");
  list.setAttribute("aria-label", "Parts of the report: press to show some only");
  for (const part of model.parts) {
    const press = button(model.titles.get(part) ?? part, `kb-in-${part}`, () => {
      const parts = new Set(state.parts);
      if (!parts.delete(part)) parts.add(part);
      change({ parts: parts.size === model.parts.length ? new Set() : parts });
    });
    press.setAttribute("aria-pressed", String(state.parts.has(part)));
    press.dataset.focus = `part ${part}`;
    list.append(element("li", "", press));
  }
  list.append(element("li", "kb-graph-several", "several parts"));
  return list;
}

/**
 * @param {Model} model
 * @param {State} state
 * @param {Change} change
 */
export function filters(model, state, change) {
  const years = [...new Set(model.works.map(({ year }) => year))].filter(Boolean).sort();
  const from = state.years?.[0] ?? EARLIEST, to = state.years?.[1] ?? LATEST;
  const yearChange = (/** @type {number} */ first, /** @type {number} */ last) =>
    change({ years: first === EARLIEST && last === LATEST ? null : first <= last ? [first, last] : [last, first] }, "years");
  const sections = model.sections.map(({ name, label }) => /** @type {[string, string]} */ ([name, label]));
  const topics = model.topics.map(({ slug, name }) => /** @type {[string, string]} */ ([slug, name]));
  const yearOptions = years.map((year) => /** @type {[string, string]} */ ([String(year), String(year)]));
  const least = [2, 3, 4, 5, 6, 8, 10].map((count) => /** @type {[string, string]} */ ([String(count), `${count} sections`]));
  return element("div", "kb-graph-filters",
    choice("Section", state.section, [["", "all"], ...sections], (value) => change({ section: value }, "section")),
    choice("Topic", state.topic, [["", "all"], ...topics.sort((one, other) => (one[1] < other[1] ? -1 : 1))], (value) => change({ topic: value }, "topic")),
    choice("What the citation does", state.role, [["", "anything"], ...model.roles.map(({ name }) => /** @type {[string, string]} */ ([name, name]))], (value) => change({ role: value }, "role")),
    choice("From", String(from), [[String(EARLIEST), "the first year"], ...yearOptions], (value) => yearChange(Number(value), to)),
    choice("To", String(to), [...yearOptions, [String(LATEST), "the last year"]], (value) => yearChange(from, Number(value))),
    choice("Cited by at least", String(state.least), [["1", "1 section"], ...least], (value) => change({ least: Number(value) }, "least")),
  );
}

/**
 * @param {string} label
 * @param {string} value
 * @param {[string, string][]} options
 * @param {(value: string) => void} change
 */
function choice(label, value, options, change) {
  const select = document.createElement("select");
  select.append(...options.map(([option, text]) => new Option(text, option)));
  if (!options.some(([option]) => option === value)) select.append(new Option(value, value)); // an address may hold anything
  select.value = value;
  select.addEventListener("change", () => change(select.value));
  select.dataset.focus = `filter ${label}`;
  select.id = `kb-graph-filter-${label.toLowerCase().replaceAll(" ", "-")}`;
  const name = document.createElement("label");
  name.htmlFor = select.id;
  name.textContent = label;
  return element("div", "", name, select);
}

/**
 * What the map is narrowed down to, each to be taken away.
 * @param {Model} model
 * @param {State} state
 * @param {Change} change
 */
export function chips(model, state, change) {
  /** @type {[string, Partial<State>][]} */
  const found = [...state.parts].map((part) => [model.titles.get(part) ?? part, { parts: new Set([...state.parts].filter((other) => other !== part)) }]);
  if (state.section) found.push([model.sections.find(({ name }) => name === state.section)?.label ?? state.section, { section: "" }]);
  if (state.topic) found.push([model.topics.find(({ slug }) => slug === state.topic)?.name ?? state.topic, { topic: "" }]);
  if (state.role) found.push([state.role, { role: "" }]);
  if (state.years) found.push([yearsText(state.years, "–"), { years: null }]);
  if (state.least > 1) found.push([`cited by ${state.least} sections or more`, { least: 1 }]);
  if (found.length > 1) found.push(["all of them", UNFILTERED]);
  const list = element("ul", "kb-chips");
  list.setAttribute("aria-label", "Narrowed down to");
  for (const [name, without] of found) {
    const chip = button(name, "", () => change(without));
    chip.setAttribute("aria-label", `Remove ${name}`);
    list.append(element("li", "", chip));
  }
  list.hidden = !found.length;
  return list;
}

/**
 * How much is on the map, in a sentence.
 * @param {import("./views.js").View} view
 * @param {State} state
 */
export function summary(view, state) {
  const counts = { section: 0, work: 0, author: 0 };
  for (const { node, weight } of view.nodes.values()) counts[node.kind] += weight ? 1 : 0;
  const links = countOf(view.edges.length, "link");
  const meaning = {
    all: `${countOf(counts.work, "work")} in ${countOf(counts.section, "section")}, ${links}: a section cites a work`,
    works: `${countOf(counts.work, "work")}, ${links}: two works are cited together`,
    sections: `${countOf(counts.section, "section")}, ${links}: two sections cite the same works; thicker, more of them`,
    authors: `${countOf(counts.author, "author")} of two works or more, ${links}: they wrote two works or more together`,
  };
  return meaning[state.view];
}
