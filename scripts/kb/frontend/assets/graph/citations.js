/** The citations that pass the filters, and what they stand in. */

/** @import { Citation, Model, State } from "../../types/graph.js" */

/**
 * The citations that pass every filter.
 * @param {Model} model
 * @param {State} state
 * @returns {Citation[]}
 */
export function fitting(model, state) {
  const topic = model.topics.findIndex(({ slug }) => slug === state.topic);
  const role = model.roles.findIndex(({ name }) => name === state.role);
  const sections = wantedSections(model, state);
  const found = model.citations.filter((citation) => {
    const work = model.works[citation.work];
    return sections.has(citation.section)
      && (!state.role || citation.role === role)
      && (!state.topic || work.topics.includes(topic))
      && (!state.years || (work.year >= state.years[0] && work.year <= state.years[1]));
  });
  if (state.least < 2) return found;
  const citing = sectionsOf(found);
  return found.filter(({ work }) => (citing.get(work)?.size ?? 0) >= state.least);
}

/**
 * The numbers of the sections that pass the filters.
 * @param {Model} model
 * @param {State} state
 */
export function wantedSections(model, state) {
  const wanted = model.sections.map((section, number) => {
    const inPart = !state.parts.size || state.parts.has(model.parts[section.part]);
    return inPart && (!state.section || section.name === state.section) ? number : -1;
  });
  return new Set(wanted.filter((number) => number >= 0));
}

/**
 * The sections that cite each work, by their numbers.
 * @param {Citation[]} citations
 */
export function sectionsOf(citations) {
  /** @type {Map<number, Set<number>>} */
  const found = new Map();
  for (const { work, section } of citations) found.set(work, (found.get(work) ?? new Set()).add(section));
  return found;
}

/**
 * The citation group in which a citation stands.
 * @param {Citation} citation
 */
export function groupOf({ section, group }) {
  return `${section} ${group}`;
}
