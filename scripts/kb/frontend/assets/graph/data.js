/** The graph as the site gives it, and what surrounds each of its nodes. */

/**
 * @typedef {import("../../types/contract.js").Graph} Graph
 * @typedef {import("../../types/contract.js").GraphAuthor} GraphAuthor
 * @typedef {"section" | "work" | "author"} Kind
 * @typedef {object} Node
 * @property {string} id `work:brown2020language`
 * @property {Kind} kind
 * @property {string} name its last part of the address
 * @property {string} label what stands beside it
 * @property {string} title in full
 * @property {number} x
 * @property {number} y downwards
 * @property {number} part of the report, for a section; -1 else
 * @property {number} year of a work; 0 where none is known
 * @property {number[]} topics numbers
 * @property {number[]} works numbers of an author's works
 *
 * @typedef {object} Mention one place where a section cites a work
 * @property {number} section
 * @property {number} work
 * @property {number} role
 * @property {number | null} page of the report, if it has pages
 * @property {number} group of works that stand in one bracket
 * @property {string} at number of the heading
 *
 * @typedef {object} Model
 * @property {string[]} parts their slugs
 * @property {Map<string, string>} titles of the parts
 * @property {Graph["roles"]} roles
 * @property {Graph["topics"]} topics
 * @property {Node[]} sections
 * @property {Node[]} works
 * @property {Map<string, Node>} nodes sections and works, and authors once they are there
 * @property {Mention[]} mentions in the order of the report
 * @property {[number, number, number][]} references from section, to section, how often
 */

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
    mentions: mentions.flatMap((list, section) => list.map(([work, role, page, group, at]) => ({ section, work, role, page, group, at }))),
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
