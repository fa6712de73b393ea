/**
 * What somebody searches for. All of it stands in the address (`?q=…&topic=…&year=2019-2021&sort=newest`), so that it can be
 * shared and the browser's back and forward work.
 */
import { readYears, yearsText } from "../years.js";
import { ORDERS } from "./narrow.js";

/** @import { Facets } from "../../types/contract.js" */
/** @import { Filters, Order, State } from "../../types/search.js" */

/** What of an address is no facet. */
const OTHERS = ["q", "year", "sort"];

/**
 * @param {string} search the part of an address after the path
 * @returns {State}
 */
export function read(search) {
  const fields = new URLSearchParams(search);
  /** @type {Map<string, Set<string>>} */
  const values = new Map();
  for (const [name, value] of fields) {
    if (!OTHERS.includes(name)) values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const order = fields.get("sort") ?? "";
  return {
    query: fields.get("q") ?? "",
    values,
    years: readYears(fields.get("year")),
    order: Object.hasOwn(ORDERS, order) ? /** @type {Order} */ (order) : "relevance",
  };
}

/**
 * @param {State} state
 * @returns {string}
 */
export function written(state) {
  const fields = new URLSearchParams();
  if (state.query) fields.set("q", state.query);
  for (const [name, values] of state.values) for (const value of values) fields.append(name, value);
  if (state.years) fields.set("year", yearsText(state.years, "-"));
  if (state.order !== "relevance") fields.set("sort", state.order);
  return fields.size ? `?${fields}` : "";
}

/**
 * The values by their numbers, as the index has them.
 * @param {State} state
 * @param {Facets} facets
 * @returns {Filters}
 */
export function filters(state, facets) {
  const values = facets.facets.map((facet) => {
    const wanted = state.values.get(facet.name) ?? new Set();
    // A value that nobody knows matches nothing, and is there to be removed.
    const numbers = [...wanted].map((value) => facet.values.findIndex((known) => known.value === value));
    return /** @type {[string, Set<number>]} */ ([facet.name, new Set(numbers)]);
  });
  return { values: new Map(values), years: state.years };
}

/**
 * What the results are narrowed down to, and the state without it.
 * @param {State} state
 * @param {Facets} facets
 */
export function active(state, facets) {
  /** @type {{name: string, change: Partial<State>}[]} */
  const found = [];
  for (const facet of facets.facets) {
    for (const value of state.values.get(facet.name) ?? []) {
      const rest = new Set(state.values.get(facet.name));
      rest.delete(value);
      const name = facet.values.find((known) => known.value === value)?.name ?? value;
      found.push({ name, change: { values: new Map(state.values).set(facet.name, rest) } });
    }
  }
  if (state.years) found.push({ name: yearsText(state.years, "–"), change: { years: null } });
  return found;
}
