/** From the state to all that is shown. */
import { chain } from "./chain.js";
import { nameOf } from "./edges.js";
import { written } from "./state.js";
import { around, view, withChain } from "./views.js";

/** @import { Lit, Model, Scene, State, View } from "../../types/graph.js" */

/**
 * @param {Model} model
 * @param {State} state
 * @param {Scene} [before] what was shown before
 * @returns {Scene}
 */
export function scene(model, state, before) {
  const way = state.to && model.nodes.has(state.node) ? chain(model, state.node, state.to) : [];
  const made = `${written({ ...state, node: "", to: "", depth: 1, camera: null })} ${way.join(" ")}`;
  const shown = before?.made === made ? before.view : viewOf(model, state, way);
  return { model, state, way, made, view: shown, lit: way.length ? litChain(shown, way) : litNode(shown, state) };
}

/**
 * @param {Model} model
 * @param {State} state
 * @param {string[]} way
 */
function viewOf(model, state, way) {
  const shown = view(model, state);
  return way.length ? withChain(shown, model, way) : shown;
}

/**
 * @param {View} shown
 * @param {State} state
 * @returns {Lit | null}
 */
function litNode(shown, { node, depth }) {
  return shown.nodes.has(node) ? { chosen: node, nodes: around(shown, node, depth), edges: null } : null;
}

/**
 * @param {View} shown
 * @param {string[]} way
 * @returns {Lit}
 */
function litChain(shown, way) {
  const edges = way.slice(1).flatMap((id, place) => {
    const edge = shown.near.get(way[place])?.get(id);
    return edge ? [nameOf(edge)] : [];
  });
  return { chosen: way[0], nodes: new Set(way), edges: new Set(edges) };
}

/**
 * A node as it is announced.
 * @param {Scene} scene
 * @param {string} id
 */
export function announced({ model, view }, id) {
  const node = model.nodes.get(id);
  return node ? `${node.title}, ${node.kind}, ${view.near.get(id)?.size ?? 0} neighbors` : "";
}
