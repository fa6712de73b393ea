/** The authors, who are many, and come where they are asked for. */
import { addAuthors } from "./data.js";

/** @import { Model } from "../../types/graph.js" */

/**
 * Loads them, if the state asks for them.
 * @param {Model} model
 * @param {import("./store.js").Store} store
 * @param {(text: string) => void} [say] that it takes a moment
 * @returns {Promise<string>} what to say where they could not be loaded
 */
export async function needAuthors(model, store, say) {
  const wanted = store.state.view === "authors" || store.state.node.startsWith("author:");
  if (!wanted || [...model.nodes.values()].some(({ kind }) => kind === "author")) return "";
  say?.("Loading the authors …");
  try {
    await addAuthors(model);
    return "";
  } catch {
    if (store.state.view === "authors") store.replace({ view: "all" });
    return "The authors could not be loaded. Choose their view to try once more.";
  }
}
