/** The page of the basket: what is in it, or in the one that an address shares, to read, to print and to take away. */
import { button, countOf, element } from "../element.js";
import { annotation, fragment, reference, waysToRead, workRecord } from "../works.js";
import { basket, put, read, replace, size, watch, written } from "./basket.js";
import { takeMenu } from "./menu.js";

/**
 * @typedef {import("../../types/contract.js").SectionRecord} SectionRecord
 * @typedef {import("./basket.js").Basket} Basket
 * @typedef {import("./basket.js").Kind} Kind
 */

const ROOT = new URL("../../", import.meta.url).href;

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function basketPage(root) {
  const host = root.querySelector("[data-kb-basket]");
  if (!(host instanceof HTMLElement)) return () => {};
  const before = [...host.childNodes];
  const controller = new AbortController();
  let asked = 0;

  async function show() {
    const mine = ++asked;
    const given = read(location.search.slice(1));
    const shared = size(given) > 0 && written(given) !== written(basket());
    const drawn = await draw(shared ? given : basket(), shared);
    if (mine === asked && !controller.signal.aborted) host?.replaceChildren(...drawn);
  }

  show();
  watch(show, controller.signal);
  return () => {
    controller.abort();
    host.replaceChildren(...before);
  };
}

/**
 * @param {Basket} of
 * @param {boolean} shared whether it is somebody else's
 */
async function draw(of, shared) {
  if (!size(of)) return [element("p", "kb-empty", "Nothing is in it yet. Put works and points into it where you read them: in the menu “Download and cite”, in the preview of a citation, or beside a point.")];
  const [works, points] = await Promise.all([drawn(of.works, "works", shared, workItem), drawn(of.points, "points", shared, pointItem)]);
  const heading = (/** @type {string} */ text, /** @type {Node[]} */ items) => (items.length ? [element("h2", "", text), element("ul", "kb-list kb-basket-list", ...items)] : []);
  return [
    element("p", "kb-facts", [...counted(of.works, "work"), ...counted(of.points, "point")].join(" and "), ...(shared ? [" in a basket that was shared with you"] : [])),
    ...(of.works.length ? [takeMenu("basket", () => of.works, false)] : []),
    element("p", "kb-basket-do", ...(shared ? [button("Put all of it into mine", "kb-button", () => merge(of))] : [...share(of), button("Empty it", "kb-button", () => replace({ works: [], points: [] }))]), button("Print", "kb-button", () => print())),
    ...heading("Points", points),
    ...heading("Works", works),
  ];
}

/**
 * @param {string[]} ids
 * @param {string} noun
 */
function counted(ids, noun) {
  return ids.length ? [countOf(ids.length, noun)] : [];
}

/** @param {Basket} of */
function merge(of) {
  put("works", of.works, true);
  put("points", of.points, true);
  history.replaceState(history.state, "", location.pathname);
  document.dispatchEvent(new Event("kb-basket"));
}

/** @param {Basket} of */
function share(of) {
  const field = document.createElement("input");
  Object.assign(field, { readOnly: true, value: `${ROOT}basket/?${written(of)}` });
  field.addEventListener("focus", () => field.select());
  return [element("label", "kb-basket-share", "Its address, to share: ", field)];
}

/**
 * Items in order; one that is not known says so.
 * @param {string[]} ids
 * @param {Kind} kind
 * @param {boolean} shared whether nothing can be taken out
 * @param {(id: string) => Promise<{name: string, content: Node[]}>} content
 */
function drawn(ids, kind, shared, content) {
  return Promise.all(ids.map(async (id) => {
    const { name, content: nodes } = await content(id).catch(() => ({ name: id, content: [element("p", "kb-empty", `${id} is not in this edition.`)] }));
    return element("li", "", ...nodes, ...(shared ? [] : [takeOut(kind, id, name)]));
  }));
}

/** @param {string} key */
async function workItem(key) {
  const record = await workRecord(key);
  const link = element("a", "", record.label);
  link.href = ROOT + record.url;
  return { name: record.label, content: [element("p", "", link), reference(record), ...annotation(record), ...waysToRead(record)] };
}

/** @param {string} id */
async function pointItem(id) {
  const [, slug = "", number = ""] = id.match(/^(.*)\.(\d+)$/) ?? [];
  const response = await fetch(`${ROOT}api/v1/sections/${slug}.json`);
  if (!response.ok) throw new Error(id);
  /** @type {SectionRecord} */
  const section = await response.json();
  const point = section.points[Number(number) - 1];
  if (!point) throw new Error(id);
  const name = `${[section.number, section.title].filter(Boolean).join(" ")}, point ${number}`;
  const link = element("a", "", name);
  link.href = ROOT + point.url;
  const pages = point.pages.length ? ` (${point.pages.map((page) => `p. ${page}`).join(", ")})` : "";
  return { name, content: [element("p", "", link, pages), element("p", "", fragment(point.claim))] };
}

/**
 * @param {Kind} kind
 * @param {string} id
 * @param {string} name
 */
function takeOut(kind, id, name) {
  const made = button("Take out", "kb-button", () => put(kind, [id], false));
  made.setAttribute("aria-label", `Take out of the basket: ${name}`);
  return made;
}
