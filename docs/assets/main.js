/**
 * Starts every feature on every page. A feature finds its own elements, does nothing where they are missing, and returns a
 * function that removes it. Instant navigation replaces the page without loading it anew, so features start again each time.
 */
import { namedPlace } from "./anchor.js";
import { copyButtons } from "./copy.js";
import { pointKinds } from "./points.js";
import { previews } from "./preview.js";
import { searchBox } from "./search/box.js";
import { worksTable } from "./works-table.js";

const features = [copyButtons, pointKinds, previews, searchBox, searchPage, worksTable, namedPlace];
/** @type {Array<() => void>} */
let running = [];

/**
 * The search page, whose code is asked for only there.
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
function searchPage(root) {
  if (!root.querySelector("[data-kb-search]")) return () => {};
  let remove = () => {}, removed = false;
  import("./search/page.js").then((page) => {
    if (!removed) remove = page.searchPage(root);
  });
  return () => {
    removed = true;
    remove();
  };
}

function start() {
  running.forEach((remove) => remove());
  running = features.map((feature) => feature(document));
}

// The theme announces every page that it shows, the first one too.
const pages = /** @type {any} */ (window).document$;
if (pages) pages.subscribe(start);
else start();
