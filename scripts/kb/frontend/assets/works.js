/** What is known of works, each asked for once, and how it is shown. */
import { element } from "./element.js";

/**
 * @typedef {import("../types/contract.js").InTextCitation} InTextCitation
 * @typedef {import("../types/contract.js").Html} Html
 * @typedef {import("../types/contract.js").WorkRecord} WorkRecord
 */

/** Address of the site's root. */
const ROOT = new URL("../", import.meta.url).href;
/** @type {Map<string, Promise<WorkRecord>>} */
const known = new Map();

/**
 * @param {string} key
 * @returns {Promise<WorkRecord>}
 */
export function workRecord(key) {
  const record = known.get(key) ?? load(key);
  known.set(key, record);
  record.catch(() => known.delete(key));
  return record;
}

/** When all records that were asked for are there, or `most` milliseconds have passed. @param {number} most */
export function allRecords(most) {
  return Promise.race([Promise.allSettled(known.values()), new Promise((resolve) => setTimeout(resolve, most))]);
}

/**
 * @param {string} key
 * @returns {Promise<WorkRecord>}
 */
async function load(key) {
  const url = `${ROOT}api/v1/works/${encodeURIComponent(key)}.json`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/**
 * The reference of a work.
 * @param {WorkRecord} record
 */
export function reference(record) {
  return element("p", "kb-reference", fragment(record.reference));
}

/**
 * What a work is, and the name by which people know it; nothing where nobody has written it.
 * @param {WorkRecord} record
 */
export function annotation({ annotation, known }) {
  if (!annotation) return [];
  return [element("p", "kb-annotation", ...(known ? [element("strong", "kb-known-as", known), " "] : []), annotation)];
}

/**
 * Where a work can be read.
 * @param {WorkRecord} record
 */
export function waysToRead({ ways }) {
  if (!ways.length) return [];
  const list = element("ul", "kb-links", ...ways.map(({ text, url, free }) => element("li", "", link("", url, text, ...(free ? [" ", element("span", "kb-free", "free")] : [])))));
  list.ariaLabel = "Read it";
  return [list];
}

/**
 * Where a section cites a work, and what for.
 * @param {string} section slug
 * @param {InTextCitation[]} citations
 * @param {(role: string) => string} meaning of a role
 */
export function inTextCitations(section, citations, meaning) {
  return element("ul", "", ...citations.map((citation) => inTextCitation(section, citation, meaning)));
}

/**
 * @param {string} section slug
 * @param {InTextCitation} citation
 * @param {(role: string) => string} meaning of a role
 */
function inTextCitation(section, { mark, heading, group, note, role, page, pdf, edit }, meaning) {
  const at = link("kb-at", `${ROOT}sections/${section}/#c${group}`, mark);
  at.title = heading;
  const does = element("span", "kb-role", role);
  does.title = meaning(role);
  const aside = element("span", "kb-aside", does);
  if (page !== null) aside.append(" ", pdf ? link("kb-page", pdf, `p. ${page}`) : element("span", "kb-page", `p. ${page}`));
  if (edit) {
    const mend = link("kb-edit", edit, "Edit");
    mend.ariaLabel = "Edit this citation";
    aside.append(" ", mend);
  }
  return element("li", "", at, " ", fragment(note), " ", aside);
}

/**
 * HTML of a record, its links made whole, for they begin at the site's root.
 * @param {Html} html
 */
export function fragment(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const link of page.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", ROOT).href);
  const made = document.createDocumentFragment();
  made.append(...page.body.childNodes);
  return made;
}

/**
 * @param {string} className
 * @param {string} href
 * @param {(string | Node)[]} content
 */
function link(className, href, ...content) {
  const made = document.createElement("a");
  made.className = className;
  made.href = href;
  made.append(...content);
  return made;
}
