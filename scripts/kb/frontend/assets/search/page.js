/** The search page. */
import { onBack } from "../back.js";
import { countOf, element } from "../element.js";
import { Index } from "./engine.js";
import { drawFacets, emptyFacets } from "./facets.js";
import { narrow, ORDERS, sorted } from "./narrow.js";
import { keptPlace } from "./place.js";
import { item } from "./results.js";
import { slashSwitch } from "./slash.js";
import { takeMenu } from "../take/menu.js";
import { active, filters, read, written } from "./state.js";

/**
 * @typedef {import("../../types/contract.js").Facets} Facets
 * @typedef {import("./engine.js").Found} Found
 * @typedef {import("./narrow.js").Order} Order
 * @typedef {import("./state.js").State} State
 */

const ROOT = new URL("../../", import.meta.url).href;
const STEP = 20;
/** For so long, in milliseconds, results have to stand before their works are offered to reference managers. */
const SETTLED = 800;

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function searchPage(root) {
  const place = root.querySelector("[data-kb-search]");
  if (!(place instanceof HTMLElement)) return () => {};
  const before = [...place.childNodes];
  const page = new Page(place);
  page.start().catch(() => page.fail());
  return () => {
    page.stop();
    place.replaceChildren(...before);
  };
}

class Page {
  #controller = new AbortController();
  #asked = 0;
  /** @type {Index | undefined} */
  #index;
  /** @type {Facets | undefined} */
  #facets;
  #shown = STEP;
  /** How many of those with most of the words are shown; none while they are folded. */
  #alsoShown = 0;
  /** What the last search found, for a query that has not changed. @type {{query: string, found: Found} | undefined} */
  #last;
  /** Waits for the results to stand. @type {number | undefined} */
  #settling;
  /** Numbers of the records that the last search found and that fit. @type {number[]} */
  #hits = [];

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.state = read(location.search);
    this.form = element("form", "kb-search-form");
    this.form.setAttribute("role", "search");
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "search", name: "q", autocomplete: "off", spellcheck: false, value: this.state.query });
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
    this.kept = keptPlace(() => ({ shown: this.#shown, also: this.#alsoShown }), this.#controller.signal);
  }

  async start() {
    const { signal } = this.#controller;
    this.input.addEventListener("input", () => this.#change({ query: this.input.value }, "replace"), { signal });
    this.order.addEventListener("change", () => this.#change({ order: /** @type {Order} */ (this.order.value) }, "push"), { signal });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#go().catch(() => this.fail()); }, { signal });
    this.more.addEventListener("click", () => this.#showMore(this.list), { signal });
    this.mostMore.addEventListener("click", () => this.#showMore(this.mostList), { signal });
    this.mostSummary.addEventListener("click", (event) => { event.preventDefault(); this.#fold(); }, { signal });
    slashSwitch(document, signal);
    onBack(`${ROOT}search/`, () => this.#back(), signal);
    const heading = element("h2", "kb-hidden", "Results");
    const main = element("div", "kb-search-main", this.status, this.chips, takeMenu("search-result", () => this.#works()), heading, this.list, this.more, this.most, this.works);
    const help = this.place.querySelector(".kb-search-help");
    this.place.replaceChildren(this.form, ...(help ? [help] : []), element("div", "kb-search-columns", this.aside, main));
    if (!this.state.query) this.input.focus({ preventScroll: true });
    await this.#stand(this.kept.before());
  }

  /**
   * Shows as many results as there were, where they were.
   * @param {import("./place.js").Kept | undefined} kept
   */
  async #stand(kept) {
    this.#shown = kept?.shown ?? STEP;
    this.#alsoShown = kept?.also ?? 0;
    await this.#update();
    if (kept) scrollTo(0, kept.y);
    this.kept.start();
  }

  stop() {
    clearTimeout(this.#settling);
    this.#asked += 1;
    this.#controller.abort();
  }

  fail() {
    this.#index = this.#facets = this.#last = undefined; // the next letter tries again, with the index that is there then
    this.status.textContent = "The search could not be loaded. Try again, or use the topics, authors, venues and years.";
  }

  #back() {
    this.state = read(location.search);
    this.input.value = this.state.query;
    this.#stand(this.kept.before()).catch(() => this.fail());
  }

  /**
   * @param {Partial<State>} change
   * @param {"push" | "replace"} how whether the browser's back leads to the state before
   */
  #change(change, how) {
    this.state = { ...this.state, ...change };
    this.kept.keep();
    const address = `${location.pathname}${written(this.state)}`;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(history.state, "", address);
    this.kept.start();
    this.#shown = STEP;
    this.#alsoShown = 0;
    this.#update().catch(() => this.fail());
  }

  async #open() {
    this.#index ??= await Index.open(ROOT);
    return this.#index;
  }

  /** Enter: an identifier that names one work leads to it. */
  async #go() {
    const asked = this.#asked;
    const index = await this.#open();
    const { straight } = await this.#find(index);
    const [only] = straight.length === 1 ? await index.shown(straight) : [];
    if (only && asked === this.#asked) location.assign(ROOT + only.url);
  }

  /** @param {Index} index */
  async #find(index) {
    const { query } = this.state;
    if (this.#last?.query !== query) this.#last = { query, found: await index.search(query) };
    return this.#last.found;
  }

  /** Keys of the works among all results. */
  async #works() {
    const shown = await (await this.#open()).shown(this.#hits);
    return keysOf(shown);
  }

  /**
   * Offers the works that are shown to reference managers in the browser.
   * @param {import("./engine.js").Shown[]} shown
   */
  #offer(shown) {
    const asked = this.#asked;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(async () => {
      const { offerWorks } = await import("./offered.js");
      offerWorks(this.works, keysOf(shown), () => asked === this.#asked);
    }, SETTLED);
  }

  async #update() {
    const asked = ++this.#asked;
    const index = await this.#open();
    const found = await this.#find(index);
    this.#facets ??= await index.facets();
    const facets = this.#facets;
    if (asked !== this.#asked) return;
    const wanted = filters(this.state, facets);
    // Where nothing holds every word, what holds most is not folded.
    const [first, also] = found.hits.length ? [found.hits, found.most] : [found.most, []];
    const narrowed = narrow(facets, first, wanted);
    const hits = sorted(narrowed.hits, this.state.order, facets, index.first.sections);
    const most = sorted(narrow(facets, also, wanted).hits, this.state.order, facets, index.first.sections);
    const [shown, alsoShown] = await Promise.all([index.shown(hits.slice(0, this.#shown)), index.shown(most.slice(0, this.#alsoShown))]);
    if (asked !== this.#asked) return;
    this.#hits = hits;
    this.order.value = this.state.order;
    this.list.replaceChildren(...shown.map((one) => item(one, found.sought, ROOT)));
    this.mostList.replaceChildren(...alsoShown.map((one) => item(one, found.sought, ROOT)));
    this.#offer([...shown, ...alsoShown]);
    this.#say(hits.length, found, facets);
    this.#sayMost(most.length);
    drawFacets(this.aside, facets, narrowed, this.state, (change) => this.#change(change, "push"));
  }

  /**
   * @param {number} total
   * @param {Found} found
   * @param {Facets} facets
   */
  #say(total, found, facets) {
    const chips = active(this.state, facets).map(({ name, change }) => this.#chip(name, change));
    if (chips.length > 1) chips.push(this.#chip("all of them", { values: new Map(), years: null }, "kb-chip-all"));
    this.chips.replaceChildren(...chips);
    this.status.replaceChildren(inWords(this.state.query, total, found));
    if (!total) this.list.replaceChildren(element("li", "kb-empty", advice(active(this.state, facets).length > 0)));
    showRest(this.more, total, this.#shown);
  }

  /** @param {number} total how many hold most of the words */
  #sayMost(total) {
    this.most.hidden = !total;
    this.most.open = this.#alsoShown > 0;
    this.mostSummary.textContent = `${total.toLocaleString("en")} more that ${total === 1 ? "holds" : "hold"} most of the words`;
    showRest(this.mostMore, total, this.#alsoShown);
  }

  #fold() {
    this.#alsoShown = this.#alsoShown ? 0 : STEP;
    this.#update().catch(() => this.fail());
  }

  /**
   * @param {string} name
   * @param {Partial<State>} change
   * @param {string} [className]
   */
  #chip(name, change, className = "") {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-label", `Remove ${name}`);
    button.addEventListener("click", () => { this.#change(change, "push"); this.input.focus(); });
    return element("li", className, button);
  }

  /** @param {HTMLElement} list */
  async #showMore(list) {
    const first = list.children.length;
    if (list === this.list) this.#shown += STEP;
    else this.#alsoShown += STEP;
    await this.#update();
    list.children[first]?.querySelector("a")?.focus();
  }
}

/**
 * Keys of the works among results.
 * @param {import("./engine.js").Shown[]} shown
 */
function keysOf(shown) {
  return shown.map(({ url }) => url.match(/^works\/([^/]+)\/$/)?.[1] ?? "").filter(Boolean);
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
 */
function advice(narrowed) {
  const link = document.createElement("a");
  link.href = `${ROOT}topics/`;
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
