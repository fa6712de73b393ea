/**
 * The search: which records hold the words of a query, the best first. Files of the index are fetched as they are needed and
 * kept; `scripts/kb/publish/search.py` says what is in them.
 */
import { bareIdentifier, words } from "./words.js";

/**
 * @typedef {{folder: string, kinds: string[], names: Record<string, string>, stop: string[], words: string[], records: number[],
 *   kind: [string, number][], length: number[], sections: number[]}} First
 * @typedef {[string[], number[]]} Entry other words that are one with it, and its records as distance and value by turns
 * @typedef {{url: string, title: string, detail: string, text: string, topics: string[], year: number, kind: string, sections: number}} Shown
 * @typedef {{exact: Set<string>, beginnings: string[]}} Sought
 * @typedef {{hits: number[], scores: Float32Array, straight: number[], sought: Sought, corrected: string}} Found
 * @typedef {{value: string, name: string, parent: string}} Value
 * @typedef {{name: string, title: string, many: boolean, values: Value[], of: number[][]}} Facet
 * @typedef {{facets: Facet[], year: number[], title: number[], author: number[]}} Facets
 */

/** How much a record counts for what it is: a reader who types a word wants the page about it before a mention of it. */
const KIND_WEIGHT = /** @type {Record<string, number>} */ ({ topic: 1.3, section: 1.2, term: 1.2, author: 1.1, work: 1, point: 0.7 });
/** How much a word counts that is not the one typed: another form of it, one that begins so, one that it begins with. */
const OTHER_FORM = 0.85, BEGINNING = 0.6, BEGINNING_WITHIN = 0.3, SHORTER = 0.7;
/** A word that only others begin with is taken for no rarer than one that so many records hold. */
const GUESSED = 60;
/** A query that is the name of a record, or one of its names, means that record. */
const NAMED = 4;
/** A title is looked up by its small words too, but only where a query has few others. */
const FEW_WORDS = 2;

export class Index {
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();

  /**
   * @param {string} root address of the site's root, with a slash at the end
   * @param {First} first
   */
  constructor(root, first) {
    this.root = root;
    this.first = first;
    this.size = first.length.length;
    this.stop = new Set(first.stop);
    /** @type {string[]} */
    this.kinds = first.kind.flatMap(([kind, count]) => Array(count).fill(kind));
    this.weight = Float32Array.from(this.kinds, (kind, record) => KIND_WEIGHT[kind] * (1 + 0.12 * Math.log2(1 + first.sections[record])));
  }

  /**
   * @param {string} root
   * @returns {Promise<Index>}
   */
  static async open(root) {
    return new Index(root, await json(`${root}search/index.json`));
  }

  /**
   * @param {string} name
   * @returns {Promise<any>}
   */
  #file(name) {
    const known = this.#files.get(name);
    if (known) return known;
    const file = json(`${this.root}${this.first.folder}/${name}.json`);
    this.#files.set(name, file);
    file.catch(() => this.#files.delete(name));
    return file;
  }

  /**
   * Number of the file in which a word stands if it stands anywhere.
   * @param {string} word
   */
  #place(word) {
    return Math.max(0, after(this.first.words, word) - 1);
  }

  /**
   * @param {string} word
   * @returns {Promise<Entry | undefined>}
   */
  async #entry(word) {
    const file = await this.#file(`words-${this.#place(word)}`);
    return Object.hasOwn(file, word) ? file[word] : undefined;
  }

  /**
   * The words that begin so; the beginning itself, with a star, where too many do.
   * @param {string} beginning
   * @returns {Promise<Entry[]>}
   */
  async #beginning(beginning) {
    const shared = await this.#entry(`${beginning}*`);
    if (shared) return [shared];
    /** @type {Entry[]} */
    const found = [];
    for (let number = this.#place(beginning); number <= this.#place(`${beginning}\uffff`); number += 1) {
      const file = await this.#file(`words-${number}`);
      for (const word of Object.keys(file)) if (word !== beginning && word.startsWith(beginning)) found.push(file[word]);
    }
    return found;
  }

  /**
   * Every record with one word or more of the query, the best first. Without a query all records, the most cited first.
   * @param {string} query
   * @returns {Promise<Found>}
   */
  async search(query) {
    const found = await this.#search(query, !/\s$/.test(query));
    if (found.straight.length) found.hits = [...found.straight, ...found.hits.filter((hit) => !found.straight.includes(hit))];
    return found;
  }

  /**
   * @param {string} query
   * @param {boolean} unfinished whether the last word may go on
   * @returns {Promise<Found>}
   */
  async #search(query, unfinished) {
    const typed = [...new Set(words(query))];
    const content = typed.filter((word) => !this.stop.has(word));
    const terms = content.length ? content : typed;
    const small = content.length && content.length <= FEW_WORDS ? typed.filter((word) => this.stop.has(word)) : [];
    const last = typed.at(-1) ?? "";
    const tally = new Tally(this);
    /** @type {string[]} */
    const unknown = [];
    const [named] = await Promise.all([`=${bareIdentifier(query)}`, ...terms, ...small].map((word) => this.#entry(word)));
    for (const word of terms) if (!(await this.#count(tally, word, unfinished && word === last))) unknown.push(word);
    if (unknown.length) {
      const corrected = await this.#corrected(query, unknown);
      if (corrected) return { ...(await this.#search(corrected, false)), corrected };
    }
    for (const word of small) await this.#countSmall(tally, word, unfinished && word === last);
    return tally.found(typed.length ? terms.length + small.length : 0, named);
  }

  /**
   * Counts one word of the query, in all its forms.
   * @param {Tally} tally
   * @param {string} word
   * @param {boolean} unfinished
   * @returns {Promise<boolean>} whether anything holds it
   */
  async #count(tally, word, unfinished) {
    const entry = await this.#entry(word);
    tally.begin(word);
    if (entry) {
      tally.add(entry, 1);
      for (const other of entry[0]) {
        const form = await this.#entry(other);
        if (form) tally.add(form, OTHER_FORM, other);
      }
    }
    if (unfinished || word.length > 3) {
      for (const form of await this.#beginning(word)) tally.add(form, unfinished ? BEGINNING : BEGINNING_WITHIN);
      tally.sought.beginnings.push(word);
    }
    for (let cut = 1; tally.isEmpty && cut < 4 && word.length - cut > 3; cut += 1) {
      const shorter = await this.#entry(word.slice(0, -cut));
      if (shorter) tally.add(shorter, SHORTER, word.slice(0, -cut));
    }
    return tally.end(entry ? 1 : GUESSED);
  }

  /**
   * A small word, which may be the beginning of a longer one.
   * @param {Tally} tally
   * @param {string} word
   * @param {boolean} unfinished
   */
  async #countSmall(tally, word, unfinished) {
    const entry = await this.#entry(word);
    if (entry) tally.addSmall(entry);
    if (unfinished) for (const form of await this.#beginning(word)) tally.addSmall(form, BEGINNING);
  }

  /**
   * The query with words that nothing holds replaced by the nearest that something does; empty if there is none.
   * @param {string} query
   * @param {string[]} unknown
   * @returns {Promise<string>}
   */
  async #corrected(query, unknown) {
    /** @type {string[]} */
    const known = await this.#file("spelling");
    let changed = false;
    const corrected = words(query).map((word) => {
      const near = unknown.includes(word) ? nearest(word, known) : "";
      changed ||= Boolean(near);
      return near || word;
    });
    return changed ? corrected.join(" ") : "";
  }

  /**
   * What results show.
   * @param {number[]} records
   * @returns {Promise<Shown[]>}
   */
  shown(records) {
    return Promise.all(records.map(async (record) => {
      const number = after(this.first.records, record) - 1;
      const file = await this.#file(`records-${number}`);
      const [url, title, detail, text, topics, year] = file[record - this.first.records[number]];
      return { url, title, detail, text, topics, year, kind: this.kinds[record], sections: this.first.sections[record] };
    }));
  }

  /**
   * What narrows down and sorts.
   * @returns {Promise<Facets>}
   */
  async facets() {
    const read = await this.#file("facets");
    if (!Array.isArray(read.facets[0].values[0])) return read;
    for (const facet of read.facets) {
      facet.values = facet.values.map(/** @param {string[]} value */ ([value, name, parent]) => ({ value, name, parent }));
    }
    return read;
  }
}

/** Counts, for every record, what the words of a query are worth in it. */
class Tally {
  /** @param {Index} index */
  constructor(index) {
    this.index = index;
    this.scores = new Float32Array(index.size);
    this.covered = new Float32Array(index.size);
    this.rarity = 0;
    this.inTitle = new Float32Array(index.size);
    this.best = new Float32Array(index.size);
    this.bestTitle = new Float32Array(index.size);
    /** @type {number[]} */
    this.touched = [];
    /** @type {Sought} */
    this.sought = { exact: new Set(), beginnings: [] };
  }

  get isEmpty() {
    return !this.touched.length;
  }

  /** @param {string} word */
  begin(word) {
    this.touched = [];
    this.sought.exact.add(word);
  }

  /**
   * One form of the word: what it is worth in each record, if no other form is worth more.
   * @param {Entry} entry
   * @param {number} factor
   * @param {string} [form] to be marked in results
   */
  add(entry, factor, form) {
    if (form) this.sought.exact.add(form);
    for (const [record, value] of postings(entry)) {
      if (!this.best[record]) this.touched.push(record);
      this.best[record] = Math.max(this.best[record], factor * (value >> 1 || 0.5));
      if (value & 1) this.bestTitle[record] = Math.max(this.bestTitle[record], factor);
    }
  }

  /**
   * The word is done: a rare word counts more than a frequent one.
   * @param {number} least in how many records it is taken to stand at least
   * @returns {boolean} whether anything holds it
   */
  end(least) {
    const rarity = Math.log(1 + this.index.size / Math.max(least, this.touched.length));
    for (const record of this.touched) {
      this.scores[record] += rarity * this.best[record];
      this.inTitle[record] += this.bestTitle[record];
      this.covered[record] += rarity;
      this.best[record] = this.bestTitle[record] = 0;
    }
    this.rarity += rarity;
    return this.touched.length > 0;
  }

  /**
   * A small word, which counts only in the title of a record that has another word of the query.
   * @param {Entry} entry
   * @param {number} [factor] what it is worth besides
   */
  addSmall(entry, factor = 0) {
    const rarity = Math.log(1 + this.index.size / Math.max(GUESSED, entry[1].length / 2));
    for (const [record, value] of postings(entry)) {
      if (!(value & 1) || !this.covered[record]) continue;
      this.inTitle[record] += 1;
      this.scores[record] += factor * rarity * (value >> 1);
    }
  }

  /**
   * @param {number} words how many words count, 0 where all records are wanted
   * @param {Entry | undefined} named records of which the query is a name or an identifier
   * @returns {Found}
   */
  found(words, named) {
    const { index } = this;
    const called = new Map(named ? postings(named) : []);
    /** @type {number[]} */
    const keys = [];
    for (let record = 0; record < index.size; record += 1) {
      if (words && !this.covered[record]) continue;
      if (words) this.#weigh(record, words);
      else this.scores[record] = index.weight[record];
      if (called.has(record)) this.scores[record] *= NAMED;
      // Score and record in one number sort in one go, without a function to compare them.
      keys.push(Math.round(this.scores[record] * 1024) * 2 ** 21 + (2 ** 21 - 1 - record));
    }
    const sorted = Float64Array.from(keys).sort();
    const hits = Array(sorted.length);
    for (let place = 0; place < sorted.length; place += 1) hits[sorted.length - 1 - place] = 2 ** 21 - 1 - (sorted[place] % 2 ** 21);
    const straight = [...called].filter(([, value]) => value).map(([record]) => record);
    return { hits, scores: this.scores, straight, sought: this.sought, corrected: "" };
  }

  /**
   * A record with every word beats one with some, and the rare words tell more than the frequent ones; a title that is the
   * query beats one that holds it, and that beats a mention.
   * @param {number} record
   * @param {number} words
   */
  #weigh(record, words) {
    const coverage = this.covered[record] / this.rarity;
    const ofQuery = Math.min(1, this.inTitle[record] / words);
    const ofTitle = Math.min(1, this.inTitle[record] / Math.max(1, this.index.first.length[record]));
    const title = ofQuery + ofTitle ? (2 * ofQuery * ofTitle) / (ofQuery + ofTitle) : 0;
    this.scores[record] *= coverage ** 3 * (1 + 2 * title + ofQuery) * this.index.weight[record];
  }
}

/**
 * @param {Entry} entry
 * @returns {Generator<[number, number]>} record and value
 */
function* postings([, flat]) {
  let record = 0;
  for (let place = 0; place < flat.length; place += 2) {
    record += flat[place];
    yield [record, flat[place + 1]];
  }
}

/**
 * How many items of a sorted list are not after a value.
 * @template {string | number} T
 * @param {T[]} list
 * @param {T} value
 */
function after(list, value) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The most used of the nearest words: one slip away in a short word, two in a longer one.
 * @param {string} word
 * @param {string[]} known the most used first
 */
export function nearest(word, known) {
  if (word.length < 4 || /\d/.test(word)) return "";
  let most = word.length > 5 ? 2 : 1;
  let best = "", bestDistance = most + 1;
  for (const other of known) {
    if (Math.abs(other.length - word.length) > most) continue;
    // A slip in the first letter is rare.
    const distance = slips(word, other, most) + (other[0] === word[0] ? 0 : 0.5);
    if (distance < bestDistance) {
      [best, bestDistance] = [other, distance];
      most = Math.min(most, Math.floor(distance));
      if (distance === 1) break;
    }
  }
  return best;
}

/**
 * Letters to add, leave out, change or swap with a neighbor (Damerau 1964, restricted); more than `most` is not told apart.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function slips(one, other, most) {
  let before = /** @type {number[]} */ ([]), row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(!same));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

/** @param {string} url */
async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
