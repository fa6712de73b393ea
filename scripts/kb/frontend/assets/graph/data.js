/** The graph as the site gives it, and what surrounds each of its nodes. */

/**
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
 * @property {number} page
 * @property {number} group of works that stand in one bracket
 * @property {string} at number of the heading
 *
 * @typedef {object} Model
 * @property {string[]} parts their slugs
 * @property {Map<string, string>} titles of the parts
 * @property {string[]} roles
 * @property {{slug: string, name: string}[]} topics
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
  const raw = await get("graph/data.json");
  const empty = { part: -1, year: 0, topics: [], works: [] };
  /** @type {Node[]} */
  const sections = raw.sections.map((/** @type {any[]} */ [slug, number, title, part, x, y]) => ({
    ...empty, id: `section:${slug}`, kind: "section", name: slug, label: `${number} ${title}`, title: `§${number} ${title}`, part, x, y,
  }));
  /** @type {Node[]} */
  const works = raw.works.map((/** @type {any[]} */ [key, label, title, year, x, y, topics]) => ({
    ...empty, id: `work:${key}`, kind: "work", name: key, label, title, year, topics, x, y,
  }));
  return {
    parts: raw.parts.map((/** @type {string[]} */ [slug]) => slug),
    titles: new Map(raw.parts),
    roles: raw.roles,
    topics: raw.topics.map((/** @type {string[]} */ [slug, name]) => ({ slug, name })),
    sections,
    works,
    nodes: new Map([...sections, ...works].map((node) => [node.id, node])),
    mentions: raw.mentions.flatMap((/** @type {any[][]} */ list, /** @type {number} */ section) =>
      list.map(([work, role, page, group, at]) => ({ section, work, role, page, group, at }))),
    references: raw.references.flatMap((/** @type {[number, number][]} */ list, /** @type {number} */ from) =>
      list.map(([to, count]) => [from, to, count])),
  };
}

/**
 * Adds the authors, which only one view needs.
 * @param {Model} model
 */
export async function addAuthors(model) {
  const raw = await get("graph/authors.json");
  for (const [slug, name, x, y, works] of raw) {
    const id = `author:${slug}`;
    model.nodes.set(id, { id, kind: "author", name: slug, label: name, title: name, x, y, part: -1, year: 0, topics: [], works });
  }
}

/** @param {string} path */
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
