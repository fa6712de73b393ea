/** The shortest path between two nodes through what is cited; the same that `kb chain` finds. */
import { citing } from "./edges.js";

/** @import { Model } from "../../types/graph.js" */

/**
 * Breadth first. Of several paths the one whose works the most sections cite, step by step from the start, then the first by name.
 * @param {Model} model
 * @param {string} start
 * @param {string} end
 * @returns {string[]} ids from start to end; empty if no path leads there
 */
export function chain(model, start, end) {
  const near = neighbors(model);
  /** @type {Map<string, string>} */
  const before = new Map([[start, start]]);
  const waiting = [start];
  for (const id of waiting) {
    if (before.has(end)) break;
    for (const next of near.get(id) ?? []) {
      if (before.has(next)) continue;
      before.set(next, id);
      waiting.push(next);
    }
  }
  if (!before.has(end)) return [];
  const path = [end];
  while (path[0] !== start) path.unshift(/** @type {string} */ (before.get(path[0])));
  return path;
}

/**
 * The neighbors of each section and work, those with most neighbors first.
 * @param {Model} model
 */
function neighbors(model) {
  /** @type {Map<string, string[]>} */
  const near = new Map();
  for (const { source, target } of citing(model, model.citations)) {
    for (const [one, other] of [[source, target], [target, source]]) {
      const list = near.get(one);
      if (list) list.push(other);
      else near.set(one, [other]);
    }
  }
  const size = (/** @type {string} */ id) => near.get(id)?.length ?? 0;
  for (const list of near.values()) list.sort((one, other) => size(other) - size(one) || (one < other ? -1 : 1));
  return near;
}
