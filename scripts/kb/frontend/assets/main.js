/**
 * Starts every feature on every page. A feature finds its own elements, does nothing where they are missing, and returns a
 * function that removes it. Instant navigation replaces the page without loading it anew, so features start again each time.
 */
import { addressTarget } from "./anchor.js";
import { arrival } from "./arrival.js";
import { menu } from "./menu.js";
import { previews } from "./preview.js";
import { searchBox } from "./search/box.js";
import { taking } from "./take/start.js";

/** Features of some pages, whose code is asked for only there. */
const coins = later("[data-kb-coins]", () => import("./coins.js").then((page) => page.coins));
const contents = later("[data-kb-contents]", () => import("./contents.js").then((page) => page.contents));
const copyButtons = later(".kb-copy", () => import("./copy.js").then((copy) => copy.copyButtons));
const graphPage = later("[data-kb-graph]", () => import("./graph/page.js").then((page) => page.graphPage));
const lostPage = later("[data-kb-lost]", () => import("./lost.js").then((page) => page.lost));
const searchPage = later("[data-kb-search]", () => import("./search/page.js").then((page) => page.searchPage));
const basketPage = later("[data-kb-basket]", () => import("./take/page.js").then((page) => page.basketPage));
const pointKinds = later("[data-kb-points]", () => import("./points.js").then((points) => points.pointKinds));
const pointButtons = later("[data-kb-points]", () => import("./take/one.js").then((one) => one.pointButtons));
const worksTable = later("[data-kb-table]", () => import("./works-table.js").then((page) => page.worksTable));

const features = [basketPage, citing, coins, contents, copyButtons, graphPage, lostPage, pointButtons, pointKinds, previews, searchBox, searchPage, taking, worksTable, menu, arrival, addressTarget];
/** @type {Array<() => void>} */
let running = [];

/**
 * @typedef {(root: Document) => () => void} Feature
 * @param {string} selector of what the feature is for
 * @param {() => Promise<Feature>} load
 * @returns {Feature}
 */
function later(selector, load) {
  return (root) => {
    if (!root.querySelector(selector)) return () => {};
    let remove = () => {}, removed = false;
    const { pathname } = location; // going back changes it before the other page is there, and addresses are relative to it
    load().then((feature) => {
      if (!removed && location.pathname === pathname) remove = feature(root);
    }).catch(() => root.querySelector(selector)?.classList.add("kb-failed")); // what stands there without it is shown
    return () => {
      removed = true;
      remove();
    };
  };
}

/**
 * Links that open a box to cite from, whose code is asked for when one is pressed.
 * @type {Feature}
 */
function citing(root) {
  const controller = new AbortController();
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-kb-cite], .kb-points .kb-anchor");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cites = !("kbCite" in link.dataset) ? "citePoint" : link.hash ? "citePage" : "citeWork";
    event.preventDefault();
    event.stopImmediatePropagation(); // instant navigation would draw the page anew, without the box
    if (cites === "citePoint") history.replaceState(history.state, "", link.href);
    import("./cite.js").then((cite) => cite[cites](link))
      .catch(() => location.assign(link.href));
  }, { capture: true, signal: controller.signal });
  return () => controller.abort();
}

function start() {
  running.forEach((remove) => remove());
  running = features.map((feature) => feature(document));
  document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true })); // instant navigation hides from it that the page is another
}

// The theme announces every page that it shows, the first one too.
if (window.document$) window.document$.subscribe(start);
else start();
