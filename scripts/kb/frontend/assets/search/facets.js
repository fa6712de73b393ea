/** The column beside the results: every value with how many results it would give. */
import { element } from "../element.js";

/** @import { Facet, Facets } from "../../types/contract.js" */
/** @import { Narrowed, State } from "../../types/search.js" */

/**
 * @typedef {(change: Partial<State>) => void} Change
 */

/** A facet with many values shows this many, and the rest on demand. */
const MOST = 10;

/**
 * Draws all facets anew; what was unfolded or focused stays so.
 * @param {HTMLElement} host
 * @param {Facets} facets
 * @param {Narrowed} narrowed
 * @param {State} state
 * @param {Change} change
 */
export function drawFacets(host, facets, narrowed, state, change) {
  const focused = document.activeElement instanceof HTMLElement && host.contains(document.activeElement) ? document.activeElement.id : "";
  const open = new Map([...host.querySelectorAll("details")].map((details) => [details.id, details.open]));
  const number = facets.facets.reduce((sum, { name }) => sum + (state.values.get(name)?.size ?? 0), Number(Boolean(state.years)));
  const whole = emptyFacets(number, open);
  for (const facet of facets.facets) {
    const counts = /** @type {Uint32Array} */ (narrowed.counts.get(facet.name));
    const chosen = state.values.get(facet.name) ?? new Set();
    if (!chosen.size && !counts.some(Boolean)) continue;
    whole.append(drawFacet(facet, counts, chosen, open, (values) => change({ values: new Map(state.values).set(facet.name, values) })));
  }
  if (narrowed.years.size || state.years) whole.append(drawYears(narrowed, state, open, change));
  host.replaceChildren(whole);
  if (focused) document.getElementById(focused)?.focus();
}

/**
 * The column without its facets, which keeps their place until they are there.
 * @param {number} [number] how many values are chosen
 * @param {Map<string, boolean>} [open]
 */
export function emptyFacets(number = 0, open = new Map()) {
  return fold("kb-facets-all", number ? `Narrow down (${number})` : "Narrow down", open, matchMedia("(min-width: 60em)").matches);
}

/**
 * @param {Facet} facet
 * @param {Uint32Array} counts
 * @param {Set<string>} chosen
 * @param {Map<string, boolean>} open
 * @param {(values: Set<string>) => void} change
 */
function drawFacet(facet, counts, chosen, open, change) {
  const details = fold(`kb-facet-${facet.name}`, facet.title, open, chosen.size > 0 || facet.unfolded);
  const lines = facet.values.map((value, number) => ({ ...value, number, count: counts[number] }));
  const present = lines.filter(({ count, value }) => count || chosen.has(value));
  if (facet.many) present.sort((one, other) => Number(chosen.has(other.value)) - Number(chosen.has(one.value)) || other.count - one.count);
  const parents = new Set(lines.map(({ parent }) => parent).filter(Boolean));
  const top = present.filter(({ parent }) => !parents.has(parent) || !lines.some(({ value }) => value === parent));
  const list = element("ul", "");
  for (const line of top.slice(0, facet.many ? MOST : top.length)) {
    const entry = box(facet, line, chosen, change);
    const below = present.filter(({ parent }) => parent === line.value);
    if (below.length && parents.has(line.value)) {
      const inner = fold(`kb-facet-${facet.name}-${line.value}`, `${below.length} in ${line.name}`, open, below.some(({ value }) => chosen.has(value)));
      inner.append(element("ul", "", ...below.map((one) => box(facet, one, chosen, change))));
      entry.append(inner);
    }
    list.append(entry);
  }
  details.append(list);
  if (facet.many && top.length > MOST) {
    const rest = fold(`kb-facet-${facet.name}-rest`, `${top.length - MOST} more`, open, false);
    rest.append(element("ul", "", ...top.slice(MOST).map((line) => box(facet, line, chosen, change))));
    details.append(rest);
  }
  return details;
}

/**
 * @param {string} id
 * @param {string} title
 * @param {Map<string, boolean>} open
 * @param {boolean} atFirst
 */
function fold(id, title, open, atFirst) {
  const details = document.createElement("details");
  details.id = id;
  details.open = open.get(id) ?? atFirst;
  details.append(element("summary", "", title));
  return details;
}

/**
 * @param {Facet} facet
 * @param {{value: string, name: string, count: number}} line
 * @param {Set<string>} chosen
 * @param {(values: Set<string>) => void} change
 */
function box(facet, { value, name, count }, chosen, change) {
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", id: `kb-value-${facet.name}-${value}`, checked: chosen.has(value) });
  input.addEventListener("change", () => {
    const values = new Set(chosen);
    if (input.checked) values.add(value);
    else values.delete(value);
    change(values);
  });
  return element("li", "", element("label", "", input, element("span", "", name), " ", element("span", "kb-count", count.toLocaleString("en"))));
}

/**
 * @param {Narrowed} narrowed
 * @param {State} state
 * @param {Map<string, boolean>} open
 * @param {Change} change
 */
function drawYears(narrowed, state, open, change) {
  const years = [...narrowed.years.keys()].sort();
  const details = fold("kb-facet-year", "Year", open, Boolean(state.years));
  const [from, to] = [years[0] ?? 1990, years.at(-1) ?? new Date().getFullYear()];
  const first = yearInput("from", from, state.years?.[0] || undefined);
  const last = yearInput("to", to, state.years && state.years[1] < 9999 ? state.years[1] : undefined);
  const apply = () => change({ years: first.value || last.value ? [Number(first.value || 0), Number(last.value || 9999)] : null });
  for (const input of [first, last]) input.addEventListener("change", apply);
  const row = element("p", "kb-year-range", element("label", "", "from ", first), element("label", "", "to ", last));
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Year");
  const bars = element("div", "kb-year-bars");
  bars.setAttribute("aria-hidden", "true");
  const most = Math.max(1, ...narrowed.years.values());
  for (let year = Math.max(from, to - 30); year <= to; year += 1) {
    const bar = document.createElement("i");
    bar.style.height = `${(100 * (narrowed.years.get(year) ?? 0)) / most}%`;
    bar.title = `${year}: ${narrowed.years.get(year) ?? 0}`;
    bars.append(bar);
  }
  details.append(bars, row);
  return details;
}

/**
 * @param {string} name
 * @param {number} placeholder
 * @param {number | undefined} value
 */
function yearInput(name, placeholder, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "number", id: `kb-year-${name}`, placeholder: String(placeholder), min: "1000", max: "2999" });
  if (value) input.value = String(value);
  return input;
}
