/** The graph as the site gives it, and what surrounds each of its nodes. */

/** @import { Graph, GraphAuthor } from "../../types/contract.js" */
/** @import { Model, Node } from "../../types/graph.js" */

/** Address of the site's root. */
export const ROOT = new URL("../../", import.meta.url).href;

/** @returns {Promise<Model>} */
export async function loadModel() {
  return modelOf(await get("graph/data.json"));
}

/**
 * @param {Graph} graph
 * @returns {Model}
 */
export function modelOf({ parts, roles, topics, sections, works, mentions, references }) {
  const empty = { part: -1, year: 0, topics: [], works: [] };
  const sectionNodes = sections.map(({ slug, name, title, part, x, y }) => /** @type {Node} */ ({
    ...empty, id: `section:${slug}`, kind: "section", name: slug, label: name, title, part, x, y,
  }));
  const workNodes = works.map(([key, label, title, year, x, y, topics]) => /** @type {Node} */ ({
    ...empty, id: `work:${key}`, kind: "work", name: key, label, title, year, topics, x, y,
  }));
  return {
    parts: parts.map(({ slug }) => slug),
    titles: new Map(parts.map(({ slug, title }) => [slug, title])),
    roles,
    topics,
    sections: sectionNodes,
    works: workNodes,
    nodes: new Map([...sectionNodes, ...workNodes].map((node) => [node.id, node])),
    citations: mentions.flatMap((list, section) => list.map(([work, role, page, group, at]) => ({ section, work, role, page, group, at }))),
    references: references.flatMap((list, from) => list.map(([to, times]) => /** @type {[number, number, number]} */ ([from, to, times]))),
  };
}

/**
 * Adds the authors, which only one view needs.
 * @param {Model} model
 */
export async function addAuthors(model) {
  /** @type {GraphAuthor[]} */
  const authors = await get("graph/authors.json");
  for (const [slug, name, x, y, works] of authors) {
    const id = `author:${slug}`;
    model.nodes.set(id, { id, kind: "author", name: slug, label: name, title: name, x, y, part: -1, year: 0, topics: [], works });
  }
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
async function get(path) {
  const response = await fetch(ROOT + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/**
 * Address of a node's own page.
 * @param {Node} node
 */
export function pageOf(node) {
  return `${ROOT}${node.kind}s/${node.name}/`;
}
