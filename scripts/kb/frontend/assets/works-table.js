/** Sorting and filtering of the table of all works; its state stands in the address (`q` belongs to the search). */

import { fold } from "./search/words.js";

/**
 * @typedef {import("../types/contract.js").Column} Column
 * @typedef {import("../types/contract.js").ColumnHead} ColumnHead
 * @typedef {import("../types/contract.js").PartsCell} PartsCell
 * @typedef {{row: HTMLTableRowElement, text: string, year: number, parts: string[], sections: number}} Entry
 */

/** Columns in which the filter looks for words. @type {Column[]} */
const WITH_WORDS = ["authors", "title", "venue", "year"];

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function worksTable(root) {
  const table = root.querySelector("[data-kb-table]");
  const form = root.querySelector("[data-kb-filter]");
  if (!(table instanceof HTMLTableElement) || !(form instanceof HTMLFormElement)) return () => {};
  const controller = new AbortController();
  const { signal } = controller;
  /** Read when they are first asked for, not while the page is loading. @type {Entry[] | undefined} */
  let entries;
  const update = () => filter(form, (entries ??= entriesOf(table)));
  form.hidden = false;
  if (restore(form)) update();
  form.addEventListener("input", () => {
    update();
    remember(form);
  }, { signal });
  form.addEventListener("reset", () => setTimeout(() => {
    update();
    remember(form);
  }), { signal });
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  for (const head of table.tHead?.rows[0].cells ?? []) sortable(head, table, signal);
  return () => controller.abort();
}

/**
 * @param {HTMLTableElement} table
 * @returns {Entry[]}
 */
function entriesOf(table) {
  const heads = [...(table.tHead?.rows[0].cells ?? [])].map((head) => /** @type {Partial<ColumnHead>} */ (head.dataset).column);
  return [...table.tBodies[0].rows].map((row) => {
    const cell = (/** @type {Column} */ column) => row.cells[heads.indexOf(column)];
    return {
      row,
      text: fold(WITH_WORDS.map((column) => cell(column).textContent).join(" ")),
      year: Number(cell("year").textContent),
      parts: (/** @type {Partial<PartsCell>} */ (cell("parts").dataset).parts ?? "").split(" "),
      sections: Number(cell("sections").textContent),
    };
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {Entry[]} entries
 */
function filter(form, entries) {
  const data = new FormData(form);
  const words = fold(String(data.get("find"))).split(/\s+/).filter(Boolean);
  const from = Number(data.get("from")) || 0;
  const to = Number(data.get("to")) || 9999;
  const part = String(data.get("part"));
  const least = Number(data.get("sections")) || 0;
  let shown = 0;
  for (const { row, text, year, parts, sections } of entries) {
    const fits = year >= from && year <= to && sections >= least && (!part || parts.includes(part)) && words.every((word) => text.includes(word));
    row.hidden = !fits;
    shown += Number(fits);
  }
  const output = form.querySelector("output");
  const total = entries.length.toLocaleString("en");
  if (output) output.value = shown ? `${shown.toLocaleString("en")} of ${total} works` : "No work fits. Clear a filter or try a shorter word.";
}

/**
 * @param {HTMLTableCellElement} head
 * @param {HTMLTableElement} table
 * @param {AbortSignal} signal
 */
function sortable(head, table, signal) {
  if (!head.querySelector("button")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
  }
  head.querySelector("button")?.addEventListener("click", () => sort(head, table), { signal });
}

/**
 * @param {HTMLTableCellElement} head
 * @param {HTMLTableElement} table
 */
function sort(head, table) {
  const ascending = head.getAttribute("aria-sort") !== "ascending";
  for (const cell of table.tHead?.rows[0].cells ?? []) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const column = head.cellIndex;
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const keyed = [...table.tBodies[0].rows].map((row) => ({ row, key: row.cells[column].textContent?.trim() ?? "" }));
  keyed.sort((one, other) => (ascending ? 1 : -1) * compare(one.key, other.key));
  table.tBodies[0].append(...keyed.map(({ row }) => row));
}

/**
 * @param {HTMLFormElement} form
 * @returns {boolean} whether the address holds a filter
 */
function restore(form) {
  let filtered = false;
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    field.value = value;
    filtered = true;
  }
  return filtered;
}

/** @param {HTMLFormElement} form */
function remember(form) {
  const state = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) state.set(name, String(value));
  const query = state.size ? `?${state}` : "";
  history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
}
