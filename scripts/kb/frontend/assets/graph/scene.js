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
  const path = state.to && model.nodes.has(state.node) ? chain(model, state.node, state.to) : [];
  const made = `${written({ ...state, node: "", to: "", depth: 1, camera: null })} ${path.join(" ")}`;
  const shown = before?.made === made ? before.view : viewOf(model, state, path);
  return { model, state, path, made, view: shown, lit: path.length ? litChain(shown, path) : litNode(shown, state) };
}

/**
 * @param {Model} model
 * @param {State} state
 * @param {string[]} path
 */
function viewOf(model, state, path) {
  const shown = view(model, state);
  return path.length ? withChain(shown, model, path) : shown;
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
 * @param {string[]} path
 * @returns {Lit}
 */
function litChain(shown, path) {
  const edges = path.slice(1).flatMap((id, number) => {
    const edge = shown.near.get(path[number])?.get(id);
    return edge ? [nameOf(edge)] : [];
  });
  return { chosen: path[0], nodes: new Set(path), edges: new Set(edges) };
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
