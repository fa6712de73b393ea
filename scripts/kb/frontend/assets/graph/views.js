/** From the graph and the state to what is drawn: nodes, and the edges between them. */
import { citing, EDGES, WRITTEN_TOGETHER } from "./edges.js";
import { fitting, sectionsOf, wantedSections } from "./citations.js";

/** @import { Edge, Citation, Model, Shown, State, View } from "../../types/graph.js" */

/**
 * @param {Model} model
 * @param {State} state
 * @returns {View}
 */
export function view(model, state) {
  const citations = fitting(model, state);
  const sections = wantedSections(model, state);
  const edges = EDGES[state.view](model, citations);
  const nodes = new Map([...landmarks(model, citations, sections), ...NODES[state.view](model, citations)].map((shown) => [shown.node.id, shown]));
  return withNeighbors(nodes, edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target)));
}

/**
 * @param {Map<string, Shown>} nodes
 * @param {Edge[]} edges
 * @returns {View}
 */
function withNeighbors(nodes, edges) {
  /** @type {View["near"]} */
  const near = new Map([...nodes.keys()].map((id) => [id, new Map()]));
  for (const edge of edges) {
    near.get(edge.source)?.set(edge.target, edge);
    near.get(edge.target)?.set(edge.source, edge);
  }
  return { nodes, edges, near };
}

/**
 * Sections stand in every view, for they say where one is.
 * @param {Model} model
 * @param {Citation[]} citations
 * @param {Set<number>} wanted
 * @returns {Shown[]}
 */
function landmarks(model, citations, wanted) {
  /** @type {Map<number, Set<number>>} */
  const works = new Map();
  for (const { work, section } of citations) works.set(section, (works.get(section) ?? new Set()).add(work));
  return [...wanted].map((number) => {
    const node = model.sections[number];
    return { node, weight: works.get(number)?.size ?? 0, part: node.part };
  });
}

/**
 * @param {Model} model
 * @param {Citation[]} citations
 * @returns {Shown[]}
 */
function works(model, citations) {
  return [...sectionsOf(citations)].map(([number, sections]) => ({
    node: model.works[number], weight: sections.size, part: only([...sections].map((section) => model.sections[section].part)),
  }));
}

/**
 * The one value of a list, or -1.
 * @param {number[]} values
 */
function only(values) {
  return values.every((value) => value === values[0]) ? values[0] : -1;
}

/**
 * Authors of works that are shown.
 * @param {Model} model
 * @param {Citation[]} citations
 * @returns {Shown[]}
 */
function authors(model, citations) {
  const shown = new Map(works(model, citations).map((work) => [work.node.id, work]));
  const found = [];
  for (const node of model.nodes.values()) {
    const parts = node.works.map((number) => shown.get(model.works[number].id)?.part).filter((part) => part !== undefined);
    if (parts.length >= WRITTEN_TOGETHER) found.push({ node, weight: parts.length, part: only(parts) });
  }
  return found;
}

/** @type {Record<State["view"], (model: Model, citations: Citation[]) => Shown[]>} */
const NODES = { all: works, works, sections: () => [], authors };

/**
 * A node with its neighbors, and with theirs for the second level.
 * @param {View} shown
 * @param {string} id
 * @param {1 | 2} depth
 */
export function around(shown, id, depth) {
  const found = new Set([id, ...(shown.near.get(id)?.keys() ?? [])]);
  if (depth === 2) for (const neighbor of [...found]) for (const next of shown.near.get(neighbor)?.keys() ?? []) found.add(next);
  return found;
}

/**
 * A view with a chain in it, whatever is filtered out.
 * @param {View} shown
 * @param {Model} model
 * @param {string[]} chain
 * @returns {View}
 */
export function withChain(shown, model, chain) {
  const members = new Set(chain);
  const all = withNeighbors(new Map([...landmarks(model, model.citations, new Set(model.sections.keys())), ...works(model, model.citations)]
    .filter(({ node }) => members.has(node.id)).map((one) => [one.node.id, one])), []);
  const edges = citing(model, model.citations).filter(({ source, target }) => members.has(source) && members.has(target));
  const missing = edges.filter((edge) => !shown.near.get(edge.source)?.has(edge.target));
  return withNeighbors(new Map([...all.nodes, ...shown.nodes]), [...shown.edges, ...missing]);
}
