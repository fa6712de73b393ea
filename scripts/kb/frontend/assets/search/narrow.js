/** Narrowing down and sorting what a search found. */

/** @import { Facets } from "../../types/contract.js" */
/** @import { Filters, Narrowed, Order } from "../../types/search.js" */

/** @type {Record<Order, string>} */
export const ORDERS = {
  relevance: "best match",
  newest: "newest first",
  oldest: "oldest first",
  sections: "most citing sections",
  author: "author",
  title: "title",
};

/**
 * The hits that pass every filter. A value's count says how many hits there would be with it: those that pass all filters
 * but its own facet's. One pass over the hits.
 * @param {Facets} facets
 * @param {number[]} hits
 * @param {Filters} filters
 * @returns {Narrowed}
 */
export function narrow(facets, hits, filters) {
  const checks = facets.facets.map((facet) => ({ facet, wanted: filters.values.get(facet.name) }));
  const counts = new Map(facets.facets.map((facet) => [facet.name, new Uint32Array(facet.values.length)]));
  /** @type {Map<number, number>} */
  const years = new Map();
  /** @type {number[]} */
  const passed = [];
  for (const record of hits) {
    const year = facets.year[record];
    const inYears = !filters.years || (year > 0 && year >= filters.years[0] && year <= filters.years[1]);
    const failed = checks.filter(({ facet, wanted }) => wanted?.size && !facet.of[record].some((value) => wanted.has(value)));
    const failures = failed.length + Number(!inYears);
    if (failures > 1) continue;
    if (!failures) passed.push(record);
    for (const { facet } of failures ? failed : checks) {
      const count = /** @type {Uint32Array} */ (counts.get(facet.name));
      for (const value of facet.of[record]) count[value] += 1;
    }
    if (year && (!failures || !inYears)) years.set(year, (years.get(year) ?? 0) + 1);
  }
  return { hits: passed, counts, years };
}

/**
 * Hits in another order; what an order says nothing of stands at the end, and what it holds equal stays as it was.
 * @param {number[]} hits by relevance
 * @param {Order} order
 * @param {Facets} facets
 * @param {number[]} sections
 * @returns {number[]}
 */
export function sorted(hits, order, facets, sections) {
  /** @type {Partial<Record<Order, (record: number) => number>>} */
  const keys = {
    newest: (record) => -facets.year[record],
    oldest: (record) => facets.year[record] || Infinity,
    sections: (record) => -sections[record],
    author: (record) => facets.author[record],
    title: (record) => facets.title[record],
  };
  const key = keys[order];
  return key ? [...hits].sort((one, other) => key(one) - key(other) || 0) : hits;
}
