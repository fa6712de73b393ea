/** The menu "Download and cite": every format, with or without what is said of the works, and the basket. */
import { button, countOf, element } from "../element.js";
import { basket, put } from "./basket.js";
import { download } from "./download.js";
import { exported, pieces } from "./exports.js";

/**
 * @typedef {import("../../types/contract.js").ExportFormat} ExportFormat
 * @typedef {import("../../types/contract.js").TakeMenu} TakeMenu
 * @typedef {() => string[] | Promise<string[]>} Keys of the works that a menu offers
 */

const NONE = "There are no works among them.";

/**
 * Fills a menu that stands on a page, when it is first opened. What has a file keeps its link.
 * @param {HTMLDetailsElement} menu
 */
export function fillMenu(menu) {
  const { take, works } = /** @type {TakeMenu} */ (/** @type {unknown} */ (menu.dataset));
  fill(menu, take, () => (works ? works.split(" ") : listed(document)));
}

/**
 * A menu for works that no page lists.
 * @param {string} name of the files
 * @param {Keys} keys
 * @param {boolean} [collects] whether they can be put into the basket
 */
export function takeMenu(name, keys, collects = true) {
  const menu = element("details", "kb-take", element("summary", "", "Download and cite"), element("ul", "kb-take-files"));
  menu.addEventListener("toggle", () => fill(menu, name, keys, collects), { once: true });
  return menu;
}

/**
 * The works that a page lists.
 * @param {Document} page
 */
function listed(page) {
  const links = page.querySelectorAll("[data-listed] a[data-work]");
  return [...new Set([...links].map((link) => (link instanceof HTMLElement && link.dataset.work) || ""))].filter(Boolean);
}

/**
 * Puts every format into a menu, and what else it offers.
 * @param {HTMLDetailsElement} menu
 * @param {string} name of the files
 * @param {Keys} keys
 * @param {boolean} [collects] whether the works can be put into the basket
 */
export async function fill(menu, name, keys, collects = true) {
  const status = element("output", "kb-small");
  const files = menu.querySelector("ul");
  try {
    const { formats } = await pieces();
    const plain = document.createElement("input");
    plain.type = "checkbox";
    const make = (/** @type {ExportFormat} */ format) => handOver(name, keys, format, !plain.checked, status);
    files?.replaceChildren(...formats.map((format) => offer(format, linkTo(menu, format), plain, make)));
    files?.after(element("p", "kb-take-more", element("label", "", plain, " without annotations"), ...(collects ? [element("span", "", basketButton(true, keys, status), basketButton(false, keys, status))] : [])), status);
  } catch {
    files?.after(status);
    status.textContent = "The other formats could not be loaded.";
  }
}

/**
 * The link to a file that stands beside the page.
 * @param {Element} menu
 * @param {ExportFormat} format
 */
function linkTo(menu, format) {
  return [...menu.querySelectorAll("a")].find((link) => link.textContent === format.name);
}

/**
 * @param {ExportFormat} format
 * @param {HTMLAnchorElement | undefined} link
 * @param {HTMLInputElement} plain
 * @param {(format: ExportFormat) => void} make
 */
function offer(format, link, plain, make) {
  link?.addEventListener("click", (event) => {
    if (!plain.checked) return;
    event.preventDefault();
    make(format);
  });
  return element("li", "", link ?? button(format.name, "kb-link", () => make(format)), " ", element("span", "kb-small", format.readers));
}

/**
 * @param {string} name
 * @param {Keys} keys
 * @param {ExportFormat} format
 * @param {boolean} annotated
 * @param {HTMLElement} status
 */
async function handOver(name, keys, format, annotated, status) {
  status.textContent = "One moment …";
  try {
    const wanted = await keys();
    if (!wanted.length) {
      status.textContent = NONE;
      return;
    }
    const text = await exported(wanted, format, annotated);
    download(`${name}.${format.suffix}`, new Blob([text], { type: format.media }));
    status.textContent = `${countOf(wanted.length, "work")} in ${name}.${format.suffix}.`;
  } catch {
    status.textContent = `The ${format.name} could not be made. Load the page again, then try once more.`;
  }
}

/**
 * A button that puts the works into the basket, or takes them out of it.
 * @param {boolean} inside
 * @param {Keys} keys
 * @param {HTMLElement} status
 */
function basketButton(inside, keys, status) {
  const made = button(inside ? "Put into the basket" : "Take out", "kb-button", async () => {
    const wanted = await keys();
    const moved = wanted.filter((key) => basket().works.includes(key) !== inside);
    put("works", moved, inside);
    const done = `${countOf(moved.length, "work")} ${inside ? "put into" : "taken out of"} the basket.`;
    const unmoved = inside ? "The basket has them all." : "The basket has none of them.";
    status.textContent = moved.length ? done : wanted.length ? unmoved : NONE;
  });
  if (!inside) made.ariaLabel = "Take out of the basket";
  return made;
}
