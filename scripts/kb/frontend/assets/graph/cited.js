/** Where and why a section cites a work. */
import { element } from "../element.js";
import { inTextCitations } from "../works.js";

/** @import { Citation, Scene } from "../../types/graph.js" */

/**
 * Where a section cites the work; the notes come with the work's record.
 * @param {Scene} context
 * @param {HTMLElement} head
 * @param {Citation[]} citations of one section
 */
export function citedIn({ model }, head, citations) {
  const section = model.sections[citations[0].section];
  const items = citations.map(({ at, page, role }) => element("li", "", at ? `§${at} ` : "", element("span", "kb-aside", [model.roles[role].name, ...(page ? [`p. ${page}`] : [])].join(" "))));
  const made = element("div", `kb-pointer kb-in-${model.parts[section.part]}`, head, element("ul", "", ...items));
  made.dataset.section = section.name;
  return made;
}

/**
 * @param {Scene} context
 * @param {HTMLElement} pointer
 * @param {import("../../types/contract.js").WorkRecord} record
 */
export function addNotes({ model }, pointer, record) {
  const section = record.sections.find(({ slug }) => slug === pointer.dataset.section);
  const meaning = (/** @type {string} */ role) => model.roles.find(({ name }) => name === role)?.meaning ?? "";
  if (section) pointer.querySelector("ul")?.replaceWith(inTextCitations(section.slug, section.places, meaning));
}
