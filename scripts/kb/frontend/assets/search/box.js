/**
 * The box in the header: results as one types. Ctrl-K or `/` (which can be turned off) opens it; Enter goes to the search page, or to the result that one
 * has walked to. Nothing is loaded before somebody turns to it.
 */
import { Combobox } from "../combobox.js";
import { element } from "../element.js";
import { showSlash, slashIsOn } from "./slash.js";

/** @import { Found } from "../../types/search.js" */
/** @import { Index } from "./engine.js" */

/** Address of the site's root, wherever the page stands. */
const ROOT = new URL("../../", import.meta.url).href;
const MOST = 8;

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
  const { signal } = controller;
  const message = element("p", "kb-search-results kb-search-message");
  message.setAttribute("role", "alert");
  message.hidden = true;
  const list = element("div", "kb-search-results");
  list.id = "kb-search-results";
  const box = new Combobox(form, input, list, { label: "Results", offer: (query) => offer(query, input), fail });
  list.after(message);
  showSlash(root);

  /** A sentence in the place of results. The next letter tries again, with the index that is there then. */
  function fail() {
    loading = undefined;
    message.textContent = "The search could not be loaded. Try again, or use the topics, authors, venues and years.";
    message.hidden = false;
  }

  input.addEventListener("focus", () => load().catch(fail), { signal });
  input.addEventListener("input", () => (message.hidden = true), { signal });
  form.addEventListener("focusout", () => (message.hidden = true), { signal });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(input.value.trim());
  }, { signal });
  root.addEventListener("keydown", (event) => shortcut(event, root, input), { signal });
  return () => {
    controller.abort();
    box.remove();
    message.remove();
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

/**
 * The first results, and the way to all of them.
 * @param {string} query
 * @param {HTMLInputElement} input
 * @returns {Promise<import("../combobox.js").Offer>}
 */
async function offer(query, input) {
  const [index, results] = await load();
  const found = await index.search(query);
  const stale = input.value !== query; // by now another is sought; this is dropped, and need not be loaded
  const shown = stale ? [] : await index.shown([...found.hits, ...found.most].slice(0, MOST));
  const all = document.createElement("a");
  Object.assign(all, { href: pageOf(query), tabIndex: -1, className: "kb-search-all", textContent: inWords(found) });
  return { options: [...shown.map((one) => results.line(one, found.sought, ROOT)), all], status: inWords(found) };
}

/**
 * An identifier that names one work leads to it, everything else to the search page.
 * @param {string} query
 */
async function submit(query) {
  try {
    const [index] = await load();
    const { straight } = await index.search(query);
    const [only] = straight.length === 1 ? await index.shown(straight) : [];
    location.assign(only ? ROOT + only.url : pageOf(query));
  } catch {
    location.assign(pageOf(query));
  }
}

/** @param {string} query */
function pageOf(query) {
  return `${ROOT}search/?${new URLSearchParams({ q: query })}`;
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
