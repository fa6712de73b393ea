/** The search page. */
import { onBack } from "../back.js";
import { Index } from "./engine.js";
import { drawFacets } from "./facets.js";
import { chip, Layout, STEP } from "./layout.js";
import { narrow, sorted } from "./narrow.js";
import { keptScroll } from "./scroll.js";
import { item } from "./results.js";
import { slashSwitch } from "./slash.js";
import { active, filters, read, written } from "./state.js";

/** @import { Facets } from "../../types/contract.js" */
/** @import { Found, Order, Shown, State } from "../../types/search.js" */

const ROOT = new URL("../../", import.meta.url).href;
/** For so long, in milliseconds, results have to stand before their works are offered to reference managers. */
const SETTLED = 800;

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function searchPage(root) {
  const host = root.querySelector("[data-kb-search]");
  if (!(host instanceof HTMLElement)) return () => {};
  const before = [...host.childNodes];
  const page = new Page(host);
  page.start().catch(() => page.fail());
  return () => {
    page.stop();
    host.replaceChildren(...before);
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

  /** @param {HTMLElement} host */
  constructor(host) {
    this.state = read(location.search);
    this.layout = new Layout(host, this.state.query, ROOT, () => this.#works());
    this.kept = keptScroll(() => ({ shown: this.#shown, also: this.#alsoShown }), this.#controller.signal);
  }

  async start() {
    const { signal } = this.#controller;
    const { form, input, order, more, mostMore, mostSummary } = this.layout;
    input.addEventListener("input", () => this.#change({ query: input.value }, "replace"), { signal });
    order.addEventListener("change", () => this.#change({ order: /** @type {Order} */ (order.value) }, "push"), { signal });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#go().catch(() => this.fail()); }, { signal });
    more.addEventListener("click", () => this.#showMore(this.layout.list), { signal });
    mostMore.addEventListener("click", () => this.#showMore(this.layout.mostList), { signal });
    mostSummary.addEventListener("click", (event) => { event.preventDefault(); this.#fold(); }, { signal });
    slashSwitch(document, signal);
    onBack(`${ROOT}search/`, () => this.#back(), signal);
    if (!this.state.query) input.focus({ preventScroll: true });
    await this.#stand(this.kept.before());
  }

  /**
   * Shows as many results as there were, where they were.
   * @param {import("./scroll.js").Kept | undefined} kept
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
    this.layout.status.textContent = "The search could not be loaded. Try again, or use the topics, authors, venues and years.";
  }

  #back() {
    this.state = read(location.search);
    this.layout.input.value = this.state.query;
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
   * @param {Shown[]} shown
   */
  #offer(shown) {
    const asked = this.#asked;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(async () => {
      const { offerWorks } = await import("./offered.js");
      offerWorks(this.layout.works, keysOf(shown), () => asked === this.#asked);
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
    const { layout } = this;
    layout.order.value = this.state.order;
    layout.list.replaceChildren(...shown.map((one) => item(one, found.sought, ROOT)));
    layout.mostList.replaceChildren(...alsoShown.map((one) => item(one, found.sought, ROOT)));
    this.#offer([...shown, ...alsoShown]);
    const chips = this.#chips(facets);
    layout.chips.replaceChildren(...chips);
    layout.say(this.state.query, hits.length, this.#shown, found, chips.length > 0);
    layout.sayMost(most.length, this.#alsoShown);
    drawFacets(layout.aside, facets, narrowed, this.state, (change) => this.#change(change, "push"));
  }

  /**
   * What takes away one narrowing, and all.
   * @param {Facets} facets
   */
  #chips(facets) {
    const removes = (/** @type {Partial<State>} */ change) => () => { this.#change(change, "push"); this.layout.input.focus(); };
    const chips = active(this.state, facets).map(({ name, change }) => chip(name, removes(change)));
    if (chips.length > 1) chips.push(chip("all of them", removes({ values: new Map(), years: null }), "kb-chip-all"));
    return chips;
  }

  #fold() {
    this.#alsoShown = this.#alsoShown ? 0 : STEP;
    this.#update().catch(() => this.fail());
  }

  /** @param {HTMLElement} list */
  async #showMore(list) {
    const first = list.children.length;
    if (list === this.layout.list) this.#shown += STEP;
    else this.#alsoShown += STEP;
    await this.#update();
    list.children[first]?.querySelector("a")?.focus();
  }
}

/**
 * Keys of the works among results.
 * @param {Shown[]} shown
 */
function keysOf(shown) {
  return shown.map(({ url }) => url.match(/^works\/([^/]+)\/$/)?.[1] ?? "").filter(Boolean);
}
