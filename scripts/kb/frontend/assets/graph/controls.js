/** What chooses what is on the map: views, parts, filters, and chips of what is filtered. Each is made once, and shows the state that there is. */
import { button, element } from "../element.js";
import { EARLIEST, LATEST, yearsText } from "../years.js";
import { UNFILTERED, VIEWS } from "./state.js";

/** @import { Control, Model, Scene, State } from "../../types/graph.js" */
/** @import { Store } from "./store.js" */

/**
 * The views, as a row of choices.
 * @param {Store} store
 * @returns {Control}
 */
export function views(store) {
  const inputs = Object.keys(VIEWS).map((value) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "kb-graph-view", value });
    input.addEventListener("change", () => store.change({ view: /** @type {State["view"]} */ (value), to: "" }));
    return input;
  });
  const labels = Object.values(VIEWS).map((name, number) => element("label", "", inputs[number], name));
  return {
    element: element("fieldset", "kb-graph-views", element("legend", "kb-hidden", "View"), ...labels),
    show({ state }) {
      for (const input of inputs) input.checked = input.value === state.view;
    },
  };
}

/**
 * The parts of the report with their colors: a legend that filters.
 * @param {Model} model
 * @param {Store} store
 * @returns {Control}
 */
export function legend(model, store) {
  const presses = model.parts.map((part) => button(model.titles.get(part) ?? part, `kb-in-${part}`, () => {
    const parts = new Set(store.state.parts);
    if (!parts.delete(part)) parts.add(part);
    store.change({ parts: parts.size === model.parts.length ? new Set() : parts });
  }));
  const list = element("ul", "kb-graph-legend", ...presses.map((press) => element("li", "", press)), element("li", "kb-graph-several", "several parts"));
  list.setAttribute("aria-label", "Parts of the report: press to show some only");
  return {
    element: list,
    show({ state }) {
      model.parts.forEach((part, number) => presses[number].setAttribute("aria-pressed", String(state.parts.has(part))));
    },
  };
}

/**
 * @param {Model} model
 * @param {Store} store
 * @returns {Control}
 */
export function filters(model, store) {
  const years = [...new Set(model.works.map(({ year }) => year))].filter(Boolean).sort().map((year) => pair(String(year)));
  const sections = model.sections.map(({ name, label }) => pair(name, label));
  const topics = model.topics.map(({ slug, name }) => pair(slug, name)).sort((one, other) => (one[1] < other[1] ? -1 : 1));
  const least = [2, 3, 4, 5, 6, 8, 10].map((count) => pair(String(count), `${count} sections`));
  const range = (/** @type {State} */ { years }) => years ?? [EARLIEST, LATEST];
  const change = (/** @type {number} */ first, /** @type {number} */ last) =>
    store.change({ years: first === EARLIEST && last === LATEST ? null : first <= last ? [first, last] : [last, first] }, "years");
  const choices = [
    choice("Section", [pair("", "all"), ...sections], ({ section }) => section, (section) => store.change({ section }, "section")),
    choice("Topic", [pair("", "all"), ...topics], ({ topic }) => topic, (topic) => store.change({ topic }, "topic")),
    choice("What the citation does", [pair("", "anything"), ...model.roles.map(({ name }) => pair(name))], ({ role }) => role, (role) => store.change({ role }, "role")),
    choice("From", [pair(String(EARLIEST), "the first year"), ...years], (state) => String(range(state)[0]), (year) => change(Number(year), range(store.state)[1])),
    choice("To", [...years, pair(String(LATEST), "the last year")], (state) => String(range(state)[1]), (year) => change(range(store.state)[0], Number(year))),
    choice("Cited by at least", [pair("1", "1 section"), ...least], (state) => String(state.least), (count) => store.change({ least: Number(count) }, "least")),
  ];
  return {
    element: element("details", "kb-graph-more", element("summary", "", "Filters"), element("div", "kb-graph-filters", ...choices.map(({ element }) => element))),
    show: (scene) => choices.forEach(({ show }) => show(scene)),
  };
}

/**
 * A value, and the text that stands for it.
 * @param {string} value
 * @param {string} text
 * @returns {[string, string]}
 */
function pair(value, text = value) {
  return [value, text];
}

/**
 * @param {string} label
 * @param {[string, string][]} options
 * @param {(state: State) => string} valueOf
 * @param {(value: string) => void} change
 * @returns {Control}
 */
function choice(label, options, valueOf, change) {
  const select = document.createElement("select");
  select.id = `kb-graph-filter-${label.toLowerCase().replaceAll(" ", "-")}`;
  select.append(...options.map(([value, text]) => new Option(text, value)));
  select.addEventListener("change", () => change(select.value));
  const name = element("label", "", label);
  name.htmlFor = select.id;
  return {
    element: element("div", "", name, select),
    show({ state }) {
      const value = valueOf(state);
      while (select.options.length > options.length) select.remove(options.length);
      if (!options.some(([option]) => option === value)) select.append(new Option(value, value)); // an address may hold anything
      select.value = value;
    },
  };
}

/**
 * What the map is narrowed down to, each to be taken away.
 * @param {Model} model
 * @param {Store} store
 * @param {HTMLElement} otherwise has the focus when the last is taken away
 * @returns {Control}
 */
export function chips(model, store, otherwise) {
  const list = element("ul", "kb-chips");
  list.setAttribute("aria-label", "Narrowed down to");
  /** @type {Scene["view"] | undefined} */
  let shown;
  return {
    element: list,
    show({ state, view }) {
      if (view === shown) return;
      shown = view;
      const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
      const made = narrowed(model, state).map(([name, without]) => {
        const chip = button(name, "", () => store.change(without));
        chip.setAttribute("aria-label", `Remove ${name}`);
        return chip;
      });
      list.replaceChildren(...made.map((chip) => element("li", "", chip)));
      list.hidden = !made.length;
      // What was pressed may be gone: to what has taken its place.
      if (focused >= 0) (made[Math.min(focused, made.length - 1)] ?? otherwise).focus({ preventScroll: true });
    },
  };
}

/**
 * What narrows the map down, by its name, and the change that takes it away.
 * @param {Model} model
 * @param {State} state
 */
function narrowed(model, state) {
  /** @type {[string, Partial<State>][]} */
  const found = [...state.parts].map((part) => [model.titles.get(part) ?? part, { parts: new Set([...state.parts].filter((other) => other !== part)) }]);
  if (state.section) found.push([model.sections.find(({ name }) => name === state.section)?.label ?? state.section, { section: "" }]);
  if (state.topic) found.push([model.topics.find(({ slug }) => slug === state.topic)?.name ?? state.topic, { topic: "" }]);
  if (state.role) found.push([state.role, { role: "" }]);
  if (state.years) found.push([yearsText(state.years, "–"), { years: null }]);
  if (state.least > 1) found.push([`cited by ${state.least} sections or more`, { least: 1 }]);
  if (found.length > 1) found.push(["all of them", UNFILTERED]);
  return found;
}
