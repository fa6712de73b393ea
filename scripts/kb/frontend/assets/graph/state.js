/** What the explorer shows, all of which stands in the address. */
import { readYears, yearsText } from "../years.js";

/** @import { State, ViewName } from "../../types/graph.js" */

/** @type {Record<ViewName, string>} */
export const VIEWS = { all: "Sections and works", works: "Works", sections: "Sections", authors: "Authors" };

/** How far an address may move the map. */
const FARTHEST = 2, MOST = 99;

/**
 * @param {string} search the part of an address after the path
 * @returns {State}
 */
export function read(search) {
  const fields = new URLSearchParams(search);
  const view = fields.get("view") ?? "";
  const node = fields.get("node") ?? "", to = fields.get("to") ?? "";
  const chain = node && to !== node ? to : "";
  return {
    view: Object.hasOwn(VIEWS, view) && !chain ? /** @type {ViewName} */ (view) : "all",
    node,
    to: chain,
    depth: fields.get("depth") === "2" ? 2 : 1,
    parts: new Set(fields.getAll("part")),
    section: fields.get("section") ?? "",
    topic: fields.get("topic") ?? "",
    role: fields.get("role") ?? "",
    years: readYears(fields.get("year")),
    least: within(Math.floor(Number(fields.get("least"))) || 1, 1, MOST),
    camera: readCamera(fields.get("at") ?? ""),
  };
}

/**
 * @param {string} text
 * @returns {State["camera"]}
 */
function readCamera(text) {
  const [x, y, ratio] = text.split(",").map(Number);
  if (![x, y, ratio].every(Number.isFinite) || ratio <= 0) return null;
  return [within(x, -FARTHEST, FARTHEST), within(y, -FARTHEST, FARTHEST), within(ratio, 0.02, 2)];
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function within(value, least, most) {
  return Math.min(most, Math.max(least, value));
}

/**
 * @param {State} state
 * @returns {string}
 */
export function written(state) {
  const fields = new URLSearchParams();
  if (state.view !== "all") fields.set("view", state.view);
  if (state.node) fields.set("node", state.node);
  if (state.to) fields.set("to", state.to);
  if (state.depth === 2) fields.set("depth", "2");
  for (const part of state.parts) fields.append("part", part);
  for (const name of /** @type {const} */ (["section", "topic", "role"])) if (state[name]) fields.set(name, state[name]);
  if (state.years) fields.set("year", yearsText(state.years, "-"));
  if (state.least > 1) fields.set("least", String(state.least));
  if (state.camera) fields.set("at", state.camera.map((value) => Number(value.toFixed(3))).join(","));
  // Colons and commas may stand in a query, and are easier to read as they are.
  return fields.size ? `?${String(fields).replaceAll("%3A", ":").replaceAll("%2C", ",")}` : "";
}

/** @type {Pick<State, "parts" | "section" | "topic" | "role" | "years" | "least">} */
export const UNFILTERED = { parts: new Set(), section: "", topic: "", role: "", years: null, least: 1 };
