/** From the graph and the state to what is drawn: nodes, and edges that say why they are there. */

/**
 * @typedef {import("./data.js").Model} Model
 * @typedef {import("./data.js").Mention} Mention
 * @typedef {import("./data.js").Node} Node
 * @typedef {import("./state.js").State} State
 *
 * @typedef {object} Shown
 * @property {Node} node
 * @property {number} weight citing sections of a work, works of a section or an author
 * @property {number} part -1 for what belongs to several
 *
 * @typedef {object} Edge
 * @property {string} source
 * @property {string} target
 * @property {number} weight mentions, brackets or works, by the view
 * @property {number} part of the section that cites; -1 where there is none
 * @property {string[]} places headings where it stands
 *
 * @typedef {object} View
 * @property {Map<string, Shown>} nodes
 * @property {Edge[]} edges
 * @property {Map<string, Map<string, Edge>>} near for every node its neighbors
 */

/** Authors are joined by so many works or more; one with many authors would join them all. */
const WRITTEN_TOGETHER = 2;

/**
 * @param {Model} model
 * @param {State} state
 * @returns {View}
 */
export function view(model, state) {
  const mentions = fitting(model, state);
  const sections = wantedSections(model, state);
  const edges = EDGES[state.view](model, mentions);
  const nodes = new Map([...landmarks(model, mentions, sections), ...NODES[state.view](model, mentions)].map((shown) => [shown.node.id, shown]));
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
 * The mentions that pass every filter.
 * @param {Model} model
 * @param {State} state
 * @returns {Mention[]}
 */
export function fitting(model, state) {
  const topic = model.topics.findIndex(({ slug }) => slug === state.topic);
  const role = model.roles.findIndex(({ name }) => name === state.role);
  const sections = wantedSections(model, state);
  const found = model.mentions.filter((mention) => {
    const work = model.works[mention.work];
    return sections.has(mention.section)
      && (!state.role || mention.role === role)
      && (!state.topic || work.topics.includes(topic))
      && (!state.years || (work.year >= state.years[0] && work.year <= state.years[1]));
  });
  if (state.least < 2) return found;
  const citing = sectionsOf(found);
  return found.filter(({ work }) => (citing.get(work)?.size ?? 0) >= state.least);
}

/**
 * @param {Model} model
 * @param {State} state
 */
function wantedSections(model, state) {
  const wanted = model.sections.map((section, number) => {
    const inPart = !state.parts.size || state.parts.has(model.parts[section.part]);
    return inPart && (!state.section || section.name === state.section) ? number : -1;
  });
  return new Set(wanted.filter((number) => number >= 0));
}

/**
 * The sections that cite each work, by their numbers.
 * @param {Mention[]} mentions
 */
export function sectionsOf(mentions) {
  /** @type {Map<number, Set<number>>} */
  const found = new Map();
  for (const { work, section } of mentions) found.set(work, (found.get(work) ?? new Set()).add(section));
  return found;
}

/**
 * Sections stand in every view, for they say where one is.
 * @param {Model} model
 * @param {Mention[]} mentions
 * @param {Set<number>} wanted
 * @returns {Shown[]}
 */
function landmarks(model, mentions, wanted) {
  /** @type {Map<number, Set<number>>} */
  const works = new Map();
  for (const { work, section } of mentions) works.set(section, (works.get(section) ?? new Set()).add(work));
  return [...wanted].map((number) => {
    const node = model.sections[number];
    return { node, weight: works.get(number)?.size ?? 0, part: node.part };
  });
}

/**
 * @param {Model} model
 * @param {Mention[]} mentions
 * @returns {Shown[]}
 */
function works(model, mentions) {
  return [...sectionsOf(mentions)].map(([number, sections]) => ({
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
 * @param {Mention[]} mentions
 * @returns {Shown[]}
 */
function authors(model, mentions) {
  const shown = new Map(works(model, mentions).map((work) => [work.node.id, work]));
  const found = [];
  for (const node of model.nodes.values()) {
    const parts = node.works.map((number) => shown.get(model.works[number].id)?.part).filter((part) => part !== undefined);
    if (parts.length >= WRITTEN_TOGETHER) found.push({ node, weight: parts.length, part: only(parts) });
  }
  return found;
}

/** @type {Record<State["view"], (model: Model, mentions: Mention[]) => Shown[]>} */
const NODES = { all: works, works, sections: () => [], authors };

/** @type {Record<State["view"], (model: Model, mentions: Mention[]) => Edge[]>} */
const EDGES = { all: citing, works: citedTogether, sections: sharing, authors: writtenTogether };

/**
 * An edge for every section and work that it cites.
 * @param {Model} model
 * @param {Mention[]} mentions
 */
export function citing(model, mentions) {
  const edges = new Edges();
  for (const { section, work, at } of mentions) {
    edges.add(model.sections[section].id, model.works[work].id, model.sections[section].part, at);
  }
  return edges.list();
}

/**
 * The bracket in which a mention stands.
 * @param {Mention} mention
 */
export function bracketOf({ section, group }) {
  return `${section} ${group}`;
}

/**
 * Co-citation: an edge for every two works that stand in one bracket, weighed by how many hold both.
 * @param {Model} model
 * @param {Mention[]} mentions
 */
export function citedTogether(model, mentions) {
  /** @type {Map<string, Mention[]>} */
  const brackets = new Map();
  for (const mention of mentions) {
    const name = bracketOf(mention);
    const bracket = brackets.get(name);
    if (bracket) bracket.push(mention);
    else brackets.set(name, [mention]);
  }
  const edges = new Edges();
  for (const bracket of brackets.values()) {
    bracket.forEach((one, number) => {
      for (const other of bracket.slice(number + 1)) {
        if (one.work !== other.work) edges.add(model.works[one.work].id, model.works[other.work].id, model.sections[one.section].part, one.at);
      }
    });
  }
  return edges.list();
}

/**
 * Bibliographic coupling: an edge for every two sections that cite the same works, weighed by how many.
 * @param {Model} model
 * @param {Mention[]} mentions
 */
export function sharing(model, mentions) {
  const edges = new Edges();
  for (const sections of sectionsOf(mentions).values()) {
    const nodes = [...sections].map((number) => model.sections[number]);
    nodes.forEach((one, number) => {
      for (const other of nodes.slice(number + 1)) edges.add(one.id, other.id, only([one.part, other.part]), "");
    });
  }
  return edges.list();
}

/**
 * An edge for every two authors who wrote works together.
 * @param {Model} model
 * @param {Mention[]} mentions
 */
function writtenTogether(model, mentions) {
  /** @type {Map<number, Node[]>} */
  const writers = new Map(mentions.map(({ work }) => [work, []]));
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
   * @param {string} place
   */
  add(source, target, part, place) {
    const [one, other] = source < target ? [source, target] : [target, source];
    const name = nameOf({ source: one, target: other });
    const known = this.#found.get(name);
    if (!known) this.#found.set(name, { source: one, target: other, weight: 1, part, places: place ? [place] : [] });
    else {
      known.weight += 1;
      if (known.part !== part) known.part = -1;
      if (place && !known.places.includes(place)) known.places.push(place);
    }
  }

  list() {
    return [...this.#found.values()];
  }
}

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
  const all = withNeighbors(new Map([...landmarks(model, model.mentions, new Set(model.sections.keys())), ...works(model, model.mentions)]
    .filter(({ node }) => members.has(node.id)).map((one) => [one.node.id, one])), []);
  const edges = citing(model, model.mentions).filter(({ source, target }) => members.has(source) && members.has(target));
  const missing = edges.filter((edge) => !shown.near.get(edge.source)?.has(edge.target));
  return withNeighbors(new Map([...all.nodes, ...shown.nodes]), [...shown.edges, ...missing]);
}
