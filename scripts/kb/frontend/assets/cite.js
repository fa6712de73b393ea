/**
 * Boxes to cite from: a work in every style, in place of the page that its link leads to, a page, and a point of a section. Asked
 * for when somebody first presses such a link.
 */
import { button, element } from "./element.js";

/** @typedef {import("../types/contract.js").Citable} Citable */
/**
 * What can be copied.
 * @typedef {object} Copied
 * @property {string} name
 * @property {HTMLElement} shown
 * @property {string} [style] slug of a style, which is remembered
 */

const STYLE = "kb-cite-style";

/**
 * Cites what a link's page cites.
 * @param {HTMLAnchorElement} link
 */
export async function citeWork(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(`${link.href}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const chosen = remembered();
  const styles = [...page.querySelectorAll("#styles > dd")].map((shown) => ({
    name: shown.previousElementSibling?.textContent ?? "",
    shown: element("p", "", ...document.importNode(shown, true).childNodes),
    style: shown.id,
  }));
  styles.sort((a, b) => Number(b.style === chosen) - Number(a.style === chosen));
  const entry = element("pre", "", element("code", "", page.querySelector("code")?.textContent ?? ""));
  await show(page.querySelector("h1")?.textContent ?? "Cite", [...styles, { name: "BibTeX", shown: entry }], link);
}

/**
 * Cites the page on which a link stands, by what it leads to.
 * @param {HTMLAnchorElement} link
 */
export async function citePage(link) {
  const target = document.getElementById(link.hash.slice(1));
  const text = target?.querySelector("blockquote")?.textContent ?? "";
  const entry = target?.querySelector("code")?.textContent ?? "";
  await show("Cite this page", [
    { name: "Text", shown: element("p", "", text) },
    { name: "BibTeX", shown: element("pre", "", element("code", "", entry)) },
  ], link);
}

/**
 * Cites a point by its number: how a text refers to it, its address, and an entry.
 * @param {HTMLAnchorElement} anchor
 */
export async function citePoint(anchor) {
  const point = anchor.closest("li");
  const citable = document.querySelector("[data-short]");
  if (!point || !(citable instanceof HTMLElement)) return;
  const { short } = /** @type {Record<keyof Citable, string>} */ (/** @type {unknown} */ (citable.dataset));
  const pages = [...point.querySelectorAll(".kb-page")].map((page) => page.textContent?.replace(/\D+/g, "") ?? "");
  const where = pages.length ? `, ${pages.length > 1 ? "pp." : "p."} ${pages.join(", ")}` : "";
  const entry = (document.querySelector(".kb-cite-section code") ?? document.querySelector(".kb-cite-page code"))?.textContent ?? "";
  /** @type {Copied[]} */
  const found = [
    { name: "In a text", shown: element("p", "", `${short}${where}`) },
    { name: "Address", shown: element("p", "", anchor.href) },
    { name: "BibTeX", shown: element("pre", "", element("code", "", entryOf(entry, anchor, pages))) },
  ];
  await show(`Cite point ${anchor.textContent}`, found, anchor);
}

/**
 * The entry of a section for one of its points.
 * @param {string} entry
 * @param {HTMLAnchorElement} anchor
 * @param {string[]} pages
 */
function entryOf(entry, anchor, pages) {
  const lines = entry.trimEnd().split("\n").filter((line) => !(pages.length && line.startsWith("  pages = ")));
  const own = pages.length && !entry.startsWith("@misc") ? [`  pages = {${pages.join(", ")}},`] : [];
  lines.splice(-1, 0, ...own, `  note = {Point ${anchor.textContent}, \\url{${anchor.href}}},`);
  lines[0] = lines[0].replace(/,$/, `${anchor.hash.replace("#", "-")},`);
  return `${lines.join("\n")}\n`;
}

/**
 * @param {string} title
 * @param {Copied[]} found
 * @param {HTMLElement} opener gets the focus back
 */
async function show(title, found, opener) {
  await styled();
  const status = element("p", "kb-small");
  status.role = "status";
  const heading = element("h2", "", title);
  heading.id = "kb-cite-title";
  const items = found.map((one) => {
    const copy = button("Copy", "kb-copy", () => copied(one).then((done) => (status.textContent = done)));
    copy.setAttribute("aria-label", `Copy ${one.name}`);
    return element("div", "kb-cite-item", element("h3", "", one.name), copy, one.shown);
  });
  const box = element("dialog", "kb-cite-box", button("Close", "kb-copy kb-cite-close", () => box.close()), heading, status, ...items);
  box.setAttribute("aria-labelledby", heading.id);
  box.addEventListener("close", () => {
    box.remove();
    if (opener.isConnected) opener.focus({ preventScroll: true });
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close(); // beside it
  });
  (document.querySelector(".md-content__inner") ?? document.body).append(box);
  box.showModal();
  const first = box.querySelector(".kb-cite-item button");
  if (first instanceof HTMLElement) first.focus();
}

/**
 * Copies with italics where that can be, and says what was done.
 * @param {Copied} one
 */
async function copied({ name, shown, style }) {
  const plain = shown.textContent ?? "";
  try {
    if (style && typeof ClipboardItem === "function") {
      const types = { "text/html": shown.innerHTML, "text/plain": plain };
      const blobs = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } else await navigator.clipboard.writeText(plain);
  } catch {
    return "Not allowed to copy";
  }
  if (style) remember(style);
  return `${name} copied`;
}

function remembered() {
  try {
    return localStorage.getItem(STYLE);
  } catch {
    return null; // refused
  }
}

/** @param {string} style */
function remember(style) {
  try {
    localStorage.setItem(STYLE, style);
  } catch {
    // refused; next time the first style is first again
  }
}

/** Asks for the style sheet of these boxes. */
function styled() {
  const href = new URL("cite.css", import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return;
  const sheet = element("link", "");
  sheet.rel = "stylesheet";
  sheet.href = href;
  document.head.append(sheet);
  return new Promise((done) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done); // it reads without, too
  });
}
