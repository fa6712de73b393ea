/** Edges, each once and with why it is there: cited, cited together, citing the same, written together. */
import { groupOf, sectionsOf } from "./citations.js";

/** @import { Edge, Citation, Model, Node, State } from "../../types/graph.js" */

/** Authors are joined by so many works or more; one with many authors would join them all. */
export const WRITTEN_TOGETHER = 2;

/**
 * An edge for every section and work that it cites.
 * @param {Model} model
 * @param {Citation[]} citations
 */
export function citing(model, citations) {
  const edges = new Edges();
  for (const { section, work, at } of citations) {
    edges.add(model.sections[section].id, model.works[work].id, model.sections[section].part, at);
  }
  return edges.list();
}

/**
 * Co-citation: an edge for every two works that stand in one citation group, weighed by how many hold both.
 * @param {Model} model
 * @param {Citation[]} citations
 */
export function citedTogether(model, citations) {
  /** @type {Map<string, Citation[]>} */
  const groups = new Map();
  for (const citation of citations) {
    const name = groupOf(citation);
    const group = groups.get(name);
    if (group) group.push(citation);
    else groups.set(name, [citation]);
  }
  const edges = new Edges();
  for (const group of groups.values()) {
    group.forEach((one, number) => {
      for (const other of group.slice(number + 1)) {
        if (one.work !== other.work) edges.add(model.works[one.work].id, model.works[other.work].id, model.sections[one.section].part, one.at);
      }
    });
  }
  return edges.list();
}

/**
 * Bibliographic coupling: an edge for every two sections that cite the same works, weighed by how many.
 * @param {Model} model
 * @param {Citation[]} citations
 */
export function sharing(model, citations) {
  const edges = new Edges();
  for (const sections of sectionsOf(citations).values()) {
    const nodes = [...sections].map((number) => model.sections[number]);
    nodes.forEach((one, number) => {
      for (const other of nodes.slice(number + 1)) edges.add(one.id, other.id, one.part === other.part ? one.part : -1, "");
    });
  }
  return edges.list();
}

/**
 * An edge for every two authors who wrote works together.
 * @param {Model} model
 * @param {Citation[]} citations
 */
function writtenTogether(model, citations) {
  /** @type {Map<number, Node[]>} */
  const writers = new Map(citations.map(({ work }) => [work, []]));
  for (const node of model.nodes.values()) for (const work of node.works) writers.get(work)?.push(node);
  const edges = new Edges();
  for (const list of writers.values()) {
    list.forEach((one, number) => {
      for (const other of list.slice(number + 1)) edges.add(one.id, other.id, -1, "");
    });
  }
  return edges.list().filter((edge) => edge.weight >= WRITTEN_TOGETHER);
}

/**
 * How an edge is called; no id holds a space.
 * @param {{source: string, target: string}} edge
 */
export function nameOf({ source, target }) {
  return `${source} ${target}`;
}

/** Collects edges, each once. */
class Edges {
  /** @type {Map<string, Edge>} */
  #found = new Map();

  /**
   * @param {string} source
   * @param {string} target
   * @param {number} part
   * @param {string} heading
   */
  add(source, target, part, heading) {
    const [one, other] = source < target ? [source, target] : [target, source];
    const name = nameOf({ source: one, target: other });
    const known = this.#found.get(name);
    if (!known) this.#found.set(name, { source: one, target: other, weight: 1, part, headings: heading ? [heading] : [] });
    else {
      known.weight += 1;
      if (known.part !== part) known.part = -1;
      if (heading && !known.headings.includes(heading)) known.headings.push(heading);
    }
  }

  list() {
    return [...this.#found.values()];
  }
}

/** @type {Record<State["view"], (model: Model, citations: Citation[]) => Edge[]>} */
export const EDGES = { all: citing, works: citedTogether, sections: sharing, authors: writtenTogether };
