/** What stands on the search page, and what it says of the results. */
import { countOf, element } from "../element.js";
import { takeMenu } from "../take/menu.js";
import { emptyFacets } from "./facets.js";
import { ORDERS } from "./narrow.js";

/** @import { Found } from "../../types/search.js" */

/** So many results more are shown at a time. */
export const STEP = 20;

export class Layout {
  /**
   * @param {HTMLElement} host
   * @param {string} query
   * @param {string} root address of the site
   * @param {() => Promise<string[]>} works keys of the works among the results
   */
  constructor(host, query, root, works) {
    this.root = root;
    this.form = element("form", "kb-search-form");
    this.form.setAttribute("role", "search");
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "search", name: "q", autocomplete: "off", spellcheck: false, value: query });
    this.input.placeholder = "A word, a question, an author, half a title, a DOI …";
    this.input.setAttribute("aria-label", "Search");
    this.order = document.createElement("select");
    for (const [value, name] of Object.entries(ORDERS)) this.order.append(new Option(name, value));
    this.form.append(this.input, element("label", "", "Sorted by ", this.order));
    this.chips = element("ul", "kb-chips");
    this.chips.setAttribute("aria-label", "Narrowed down to");
    this.status = element("p", "kb-search-count");
    this.status.setAttribute("role", "status");
    this.aside = element("div", "kb-facets", emptyFacets());
    this.list = element("ol", "kb-results");
    this.more = document.createElement("button");
    Object.assign(this.more, { type: "button", className: "kb-more", hidden: true });
    this.most = document.createElement("details");
    Object.assign(this.most, { className: "kb-search-most", hidden: true });
    this.mostSummary = element("summary", "");
    this.mostList = element("ol", "kb-results kb-results-most");
    this.mostMore = document.createElement("button");
    Object.assign(this.mostMore, { type: "button", className: "kb-more", hidden: true });
    this.most.append(this.mostSummary, this.mostList, this.mostMore);
    this.works = element("div", "");
    this.works.hidden = true;
    this.take = takeMenu("search-result", works);
    this.take.hidden = true; // until there are results to take: those that come would move it from under a pointer, too
    const help = host.querySelector(".kb-search-help");
    const heading = element("h2", "kb-hidden", "Results");
    const main = element("div", "kb-search-main", this.status, this.chips, this.take, heading, this.list, this.more, this.most, this.works);
    host.replaceChildren(this.form, ...(help ? [help] : []), element("div", "kb-search-columns", this.aside, main));
  }

  /**
   * @param {string} query
   * @param {number} total
   * @param {number} shown
   * @param {Found} found
   * @param {boolean} narrowed whether something can be removed
   */
  say(query, total, shown, found, narrowed) {
    this.status.replaceChildren(inWords(query, total, found));
    this.take.hidden = !total;
    if (!total) this.list.replaceChildren(element("li", "kb-empty", advice(narrowed, this.root)));
    showRest(this.more, total, shown);
  }

  /**
   * @param {number} total how many hold most of the words
   * @param {number} shown none while they are folded
   */
  sayMost(total, shown) {
    this.most.hidden = !total;
    this.most.open = shown > 0;
    this.mostSummary.textContent = `${total.toLocaleString("en")} more that ${total === 1 ? "holds" : "hold"} most of the words`;
    showRest(this.mostMore, total, shown);
  }
}

/**
 * What takes a narrowing away.
 * @param {string} name
 * @param {() => void} remove
 * @param {string} [className]
 */
export function chip(name, remove, className = "") {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.setAttribute("aria-label", `Remove ${name}`);
  button.addEventListener("click", remove);
  return element("li", className, button);
}

/**
 * @param {HTMLButtonElement} button
 * @param {number} total
 * @param {number} shown
 */
function showRest(button, total, shown) {
  button.hidden = total <= shown;
  button.textContent = `Show ${Math.min(STEP, total - shown)} more of ${total.toLocaleString("en")}`;
}

/**
 * How many there are, in words.
 * @param {string} query
 * @param {number} total
 * @param {Found} found
 */
function inWords(query, total, { hits, most, corrected, missing }) {
  const number = countOf(total, "result");
  if (missing) return `No work here has the ${missing}.`;
  const instead = corrected ? `Nothing holds “${query}”. ` : "";
  const sought = corrected ? ` for “${corrected}”` : "";
  if (hits.length || !most.length) return `${instead}${number}${sought}.`;
  return `${instead || "Nothing holds all of the words. "}${number} with most of them${sought}.`;
}

/**
 * What to try where nothing is found.
 * @param {boolean} narrowed whether something can be removed
 * @param {string} root address of the site
 */
function advice(narrowed, root) {
  const link = document.createElement("a");
  link.href = `${root}topics/`;
  link.textContent = "the topics";
  return element(
    "span",
    "",
    narrowed ? "Nothing fits. Remove what you narrowed it down to, try" : "Nothing found. Try",
    " fewer or other words, the family name of an author, or look through ",
    link,
    ".",
  );
}
