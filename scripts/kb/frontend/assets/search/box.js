/**
 * The box in the header: results as one types. Ctrl-K or `/` (which can be turned off) opens it, arrow keys walk through the results, Enter follows one
 * or goes to the search page, Escape closes it. Nothing is loaded before somebody turns to it.
 */
import { showSlash, slashIsOn } from "./slash.js";

/** Address of the site's root, wherever the page stands. */
const ROOT = new URL("../../", import.meta.url).href;
const MOST = 8;

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./engine.js").Found} Found
 */

/** @type {Promise<[Index, typeof import("./results.js")]> | undefined} */
let loading;

function load() {
  loading ??= Promise.all([import("./engine.js").then(({ Index }) => Index.open(ROOT)), import("./results.js")]);
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function searchBox(root) {
  const form = root.querySelector("[data-kb-search-box]");
  const input = form?.querySelector("input");
  if (!(form instanceof HTMLFormElement) || !input) return () => {};
  const controller = new AbortController();
  const box = new Box(form, input);
  showSlash(root);
  const { signal } = controller;
  input.addEventListener("focus", () => { load().catch(() => box.fail()); box.update(); }, { signal });
  input.addEventListener("input", () => box.update(), { signal });
  if (input.value && input === root.activeElement) box.update(); // typed before this was here
  input.addEventListener("keydown", (event) => box.key(event), { signal });
  form.addEventListener("submit", (event) => box.submit(event), { signal });
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) box.close();
  }, { signal });
  root.addEventListener("keydown", (event) => shortcut(event, root, input), { signal });
  return () => {
    controller.abort();
    box.remove();
  };
}

/**
 * @param {KeyboardEvent} event
 * @param {Document} root
 * @param {HTMLInputElement} input
 */
function shortcut(event, root, input) {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && slashIsOn() && !event.ctrlKey && !event.metaKey && !event.altKey;
  const control = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !control) return;
  event.preventDefault();
  const own = root.querySelector("[data-kb-search] input[type=search]");
  const field = own instanceof HTMLInputElement ? own : input;
  if (field.offsetParent) {
    field.focus();
    field.select();
  } else location.assign(`${ROOT}search/`); // on a phone the header has no room for it
}

class Box {
  /** @type {Found | null} */
  found = null;
  #asked = 0;
  #active = -1;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   */
  constructor(form, input) {
    this.form = form;
    this.input = input;
    this.list = document.createElement("div");
    this.list.id = "kb-search-results";
    this.list.className = "kb-search-results";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Results");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "kb-hidden";
    this.status.setAttribute("role", "status");
    this.message = document.createElement("p");
    this.message.className = "kb-search-results kb-search-message";
    this.message.setAttribute("role", "alert");
    this.message.hidden = true;
    form.append(this.list, this.message, this.status);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", this.list.id], ["aria-autocomplete", "list"]]) {
      input.setAttribute(name, value);
    }
  }

  remove() {
    this.list.remove();
    this.message.remove();
    this.status.remove();
  }

  close() {
    this.#asked += 1;
    this.#active = -1;
    this.message.hidden = true;
    this.list.hidden = true;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** A sentence in the place of results. The next letter tries again, with the index that is there then. */
  fail() {
    loading = undefined;
    this.close();
    this.message.textContent = "The search could not be loaded. Try again, or use the topics, authors, venues and years.";
    this.message.hidden = false;
  }

  async update() {
    const query = this.input.value;
    const asked = ++this.#asked;
    if (!query.trim()) return this.close();
    try {
      const [index, results] = await load();
      const found = await index.search(query);
      if (asked !== this.#asked) return;
      const shown = await index.shown([...found.hits, ...found.most].slice(0, MOST));
      if (asked !== this.#asked) return;
      this.found = found;
      this.#show(shown.map((one) => results.line(one, found.sought, ROOT)), found, query);
    } catch {
      if (asked === this.#asked) this.fail();
    }
  }

  /**
   * @param {HTMLAnchorElement[]} options
   * @param {Found} found
   * @param {string} query
   */
  #show(options, found, query) {
    const all = document.createElement("a");
    all.href = this.#page(query);
    all.tabIndex = -1;
    all.className = "kb-search-all";
    all.textContent = inWords(found);
    this.list.replaceChildren(...[...options, all]);
    [...this.list.children].forEach((option, number) => {
      option.id = `kb-search-option-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    this.#active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.message.hidden = true;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.status.textContent = all.textContent;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key in steps && !this.list.hidden) {
      event.preventDefault();
      this.#walk(steps[event.key]);
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      /** @type {HTMLElement} */ (this.list.children[this.#active]).click();
    }
  }

  /** @param {number} step */
  #walk(step) {
    this.#asked += 1; // the list must not change under the hand: what is still on its way is dropped
    const options = [...this.list.children];
    options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = (this.#active + step + options.length + (this.#active < 0 && step < 0 ? 1 : 0)) % options.length;
    const option = options[this.#active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  /**
   * An identifier that names one work leads to it, everything else to the search page.
   * @param {SubmitEvent} event
   */
  async submit(event) {
    event.preventDefault();
    const query = this.input.value.trim();
    try {
      const [index] = await load();
      const { straight } = await index.search(query);
      const [only] = straight.length === 1 ? await index.shown(straight) : [];
      location.assign(only ? ROOT + only.url : this.#page(query));
    } catch {
      location.assign(this.#page(query));
    }
  }

  /** @param {string} query */
  #page(query) {
    return `${ROOT}search/?${new URLSearchParams({ q: query })}`;
  }
}

/**
 * What was found, in a line.
 * @param {Found} found
 */
function inWords({ hits, most, corrected, missing }) {
  const instead = corrected ? ` for “${corrected}”; nothing holds what you typed` : "";
  if (hits.length === 1) return `1 result${instead}`;
  if (hits.length) return `All ${hits.length.toLocaleString("en")} results${instead}`;
  if (most.length) return `Nothing holds all of the words; ${most.length.toLocaleString("en")} hold most of them${instead}`;
  return missing ? `No work here has the ${missing}` : "Nothing found. What to try";
}
