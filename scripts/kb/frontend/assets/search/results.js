/** How a result looks: what it is, where it stands, the words that matched. */
import { countOf, element } from "../element.js";
import { marked, words } from "./words.js";

/** @import { Shown, Sought } from "../../types/search.js" */

const LONGEST = 220;

/**
 * A line for the box in the header.
 * @param {Shown} shown
 * @param {Sought} sought
 * @param {string} root
 */
export function line(shown, sought, root) {
  const link = document.createElement("a");
  link.href = root + shown.url;
  link.tabIndex = -1;
  link.append(
    element("span", "kb-result-kind", shown.kind.label),
    element("span", "kb-result-title", ...withMarks(short(shown.title, sought, 120), sought)),
    element("span", "kb-result-detail", shown.detail),
  );
  return link;
}

/**
 * An item of the search page.
 * @param {Shown} shown
 * @param {Sought} sought
 * @param {string} root
 */
export function item(shown, sought, root) {
  const made = element("li", `kb-result kb-result-${shown.kind.name}`);
  const link = document.createElement("a");
  link.href = root + shown.url;
  link.append(...withMarks(shown.title, sought));
  const cited = shown.kind.counted && shown.sections ? `, cited by ${countOf(shown.sections, "section")}` : "";
  made.append(
    element("h3", "", link),
    element("p", "kb-result-detail", element("span", "kb-result-kind", shown.kind.label), ` ${shown.detail}${cited}`),
  );
  if (shown.text) made.append(element("p", "kb-result-text", ...withMarks(short(shown.text, sought, LONGEST), sought)));
  if (shown.topics.length) made.append(element("p", "kb-result-topics", shown.topics.join(" · ")));
  return made;
}

/**
 * @param {string} text
 * @param {Sought} sought
 * @returns {(string | Node)[]}
 */
function withMarks(text, sought) {
  return marked(text, sought).map((part, number) => (number % 2 ? element("mark", "", part) : part));
}

/**
 * The stretch of a text with the most of the words that were looked for, from the beginning of a word to the end of one.
 * @param {string} text
 * @param {Sought} sought
 * @param {number} longest
 */
function short(text, sought, longest) {
  if (text.length <= longest) return text;
  const offsets = offsetsOf(text, sought);
  let start = 0, most = 0;
  for (const offset of offsets) {
    const from = Math.max(0, offset - 40);
    const count = offsets.filter((other) => other >= from && other < from + longest).length;
    if (count > most) [start, most] = [from, count];
  }
  start = start ? text.indexOf(" ", start) + 1 : 0;
  const space = text.lastIndexOf(" ", start + longest);
  const end = start + longest >= text.length ? text.length : space > start ? space : start + longest;
  return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

/**
 * @param {string} text
 * @param {Sought} sought
 * @returns {number[]}
 */
function offsetsOf(text, sought) {
  /** @type {number[]} */
  const offsets = [];
  let offset = 0;
  marked(text, sought).forEach((part, number) => {
    if (number % 2 && words(part).length) offsets.push(offset);
    offset += part.length;
  });
  return offsets;
}
