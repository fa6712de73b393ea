/** What the pages of works say already: the reference, and why the work is cited. Each page is fetched once. */
import { otherPage } from "../other-page.js";
import { pageOf } from "./data.js";

/**
 * @typedef {object} Said
 * @property {Element[]} card the reference
 * @property {Map<string, Element>} notes by the slug of the section, a list of places with their notes
 */

/** @type {Map<string, Promise<Said>>} */
const known = new Map();

/**
 * @param {import("./data.js").Node} work
 * @returns {Promise<Said>} copies that may be put into this page
 */
export async function saidOf(work) {
  const url = pageOf(work);
  const said = known.get(url) ?? load(url);
  known.set(url, said);
  said.catch(() => known.delete(url));
  const { card, notes } = await said;
  const copy = (/** @type {Element} */ one) => /** @type {Element} */ (one.cloneNode(true));
  return { card: card.map(copy), notes: new Map([...notes].map(([section, list]) => [section, copy(list)])) };
}

/** When all pages that were asked for are there, or `most` milliseconds have passed. @param {number} most */
export function allSaid(most) {
  return Promise.race([Promise.allSettled(known.values()), new Promise((resolve) => setTimeout(resolve, most))]);
}

/**
 * @param {string} url
 * @returns {Promise<Said>}
 */
async function load(url) {
  const page = await otherPage(url);
  /** @type {Said["notes"]} */
  const notes = new Map();
  for (const pointer of page.querySelectorAll(".kb-pointer")) {
    const section = pointer.querySelector("a")?.href.match(/\/sections\/([^/]+)\/$/)?.[1];
    const list = pointer.querySelector("ul");
    if (section && list) notes.set(section, document.importNode(list, true));
  }
  return { card: [...page.querySelectorAll("[data-kb-card]")].map((one) => document.importNode(one, true)), notes };
}
