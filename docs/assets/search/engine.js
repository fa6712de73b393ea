/**
 * The search: which records hold the words of a query, the best first. Files of the index are fetched as they are needed and
 * kept; `scripts/kb/publish/search.py` says what is in them.
 */
import { bareIdentifier, words } from "./words.js";

/**
 * @typedef {{folder: string, stop: string[], words: string[], records: number[],
 *   kind: [string, number][], length: number[], sections: number[], weight: number[]}} First
 * @typedef {[string[], number[]]} Entry other words that are one with it, and its records as distance and value by turns
 * @typedef {{word: string, entry: Entry, factor: number}} Form a form in which a word of the query counts; `word` is empty for a beginning
 * @typedef {{url: string, title: string, detail: string, text: string, topics: string[], year: number, kind: string, sections: number}} Shown
 * @typedef {{exact: Set<string>, beginnings: string[]}} Sought
 * @typedef {{hits: number[], straight: number[], sought: Sought, corrected: string}} Found
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
/** More than there are records: a score and a record share one number. */
const PLACES = 2 ** 21;
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
    this.weight = Float32Array.from(this.kinds, (kind, record) => KIND_WEIGHT[kind] * (1 + 0.12 * Math.log2(1 + first.weight[record])));
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
    if (!this.first.words.length) return undefined;
    const file = await this.#file(`words-${this.#place(word)}`);
    return Object.hasOwn(file, word) ? file[word] : undefined;
  }

  /**
   * The words that begin so; the beginning itself, with a star, where too many do.
   * @param {string} beginning
   * @returns {Promise<Entry[]>}
   */
  async #beginning(beginning) {
    if (!this.first.words.length) return [];
    const shared = await this.#entry(`${beginning}*`);
    if (shared) return [shared];
    const [first, last] = [this.#place(beginning), this.#place(`${beginning}\uffff`)];
    const files = await Promise.all(Array.from({ length: last - first + 1 }, (_, place) => this.#file(`words-${first + place}`)));
    return files.flatMap((file) => Object.keys(file).filter((word) => word !== beginning && word.startsWith(beginning)).map((word) => file[word]));
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
    // All files are asked for at once; what they hold is counted when all are there.
    const [named, forms, smallForms] = await Promise.all([
      this.#entry(`=${bareIdentifier(query)}`),
      Promise.all(terms.map((word) => this.#forms(word, unfinished && word === last))),
      Promise.all(small.map((word) => this.#forms(word, unfinished && word === last, true))),
    ]);
    const unknown = terms.filter((_, number) => !forms[number].length);
    if (unknown.length && !named) {
      const corrected = await this.#corrected(query, unknown);
      if (corrected) return { ...(await this.#search(corrected, false)), corrected };
    }
    terms.forEach((word, number) => tally.count(word, forms[number]));
    smallForms.flat().forEach(({ entry, factor }) => tally.countSmall(entry, factor === BEGINNING ? factor : 0));
    return tally.found(query.trim() ? Math.max(1, terms.length + small.length) : 0, named);
  }

  /**
   * All forms in which a word counts: itself, words that are one with it, longer ones, and if there are none shorter ones.
   * @param {string} word
   * @param {boolean} unfinished whether the word may go on
   * @param {boolean} [small] whether it is a small word, which has no other forms
   * @returns {Promise<Form[]>}
   */
  async #forms(word, unfinished, small = false) {
    const longer = unfinished || (word.length > 3 && !small) ? this.#beginning(word) : [];
    const entry = await this.#entry(word);
    const others = small ? [] : (entry?.[0] ?? []);
    /** @type {Form[]} */
    const forms = entry ? [{ word, entry, factor: 1 }] : [];
    for (const [number, form] of (await Promise.all(others.map((other) => this.#entry(other)))).entries()) {
      if (form) forms.push({ word: others[number], entry: form, factor: OTHER_FORM });
    }
    for (const form of await longer) forms.push({ word: "", entry: form, factor: unfinished ? BEGINNING : BEGINNING_WITHIN });
    for (let cut = 1; !forms.length && cut < 4 && word.length - cut > 3; cut += 1) {
      const shorter = await this.#entry(word.slice(0, -cut));
      if (shorter) forms.push({ word: word.slice(0, -cut), entry: shorter, factor: SHORTER });
    }
    return forms;
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
    /** @type {Sought} */
    this.sought = { exact: new Set(), beginnings: [] };
  }

  /**
   * One word of the query: in each record its best form counts, and a rare word more than a frequent one.
   * @param {string} word
   * @param {Form[]} forms
   */
  count(word, forms) {
    const { best, bestTitle, sought } = this;
    /** @type {number[]} */
    const touched = [];
    sought.exact.add(word);
    for (const { word: form, entry, factor } of forms) {
      if (form) sought.exact.add(form);
      else if (!sought.beginnings.includes(word)) sought.beginnings.push(word);
      postings(entry, (record, value) => {
        const worth = factor * (value >> 1 || 0.5);
        if (!best[record]) touched.push(record);
        if (best[record] < worth) best[record] = worth;
        if (value & 1 && bestTitle[record] < factor) bestTitle[record] = factor;
      });
    }
    const known = forms.some(({ factor }) => factor === 1);
    const rarity = Math.log(1 + this.index.size / Math.max(known ? 1 : GUESSED, touched.length));
    for (const record of touched) {
      this.scores[record] += rarity * best[record];
      this.inTitle[record] += bestTitle[record];
      this.covered[record] += rarity;
      best[record] = bestTitle[record] = 0;
    }
    this.rarity += rarity;
  }

  /**
   * A small word, which counts only in the title of a record that has another word of the query.
   * @param {Entry} entry
   * @param {number} factor what it is worth besides
   */
  countSmall(entry, factor) {
    const rarity = Math.log(1 + this.index.size / Math.max(GUESSED, entry[1].length / 2));
    postings(entry, (record, value) => {
      if (!(value & 1) || !this.covered[record]) return;
      this.inTitle[record] += 1;
      this.scores[record] += factor * rarity * (value >> 1);
    });
  }

  /**
   * @param {number} words how many words count, 0 where all records are wanted
   * @param {Entry | undefined} named records of which the query is a name or an identifier
   * @returns {Found}
   */
  found(words, named) {
    const { index } = this;
    /** @type {Map<number, number>} */
    const called = new Map();
    if (named) postings(named, (record, value) => called.set(record, value));
    const keys = new Float64Array(index.size);
    let count = 0;
    for (let record = 0; record < index.size; record += 1) {
      if (words && !this.covered[record] && !called.has(record)) continue;
      if (this.covered[record]) this.#weigh(record, words);
      else this.scores[record] = index.weight[record];
      if (called.has(record)) this.scores[record] *= NAMED;
      // Score and record in one number sort in one go, without a function to compare them.
      keys[count] = Math.round(this.scores[record] * 1024) * PLACES + (PLACES - 1 - record);
      count += 1;
    }
    const sorted = keys.subarray(0, count).sort();
    const hits = Array.from(sorted, (_, place) => PLACES - 1 - (sorted[count - 1 - place] % PLACES));
    const straight = [...called].filter(([, value]) => value).map(([record]) => record);
    return { hits, straight, sought: this.sought, corrected: "" };
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
 * @param {(record: number, value: number) => void} each
 */
function postings([, flat], each) {
  let record = 0;
  for (let place = 0; place < flat.length; place += 2) {
    record += flat[place];
    each(record, flat[place + 1]);
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
  const mask = letters(word);
  for (const other of known) {
    // Each slip changes two letters at most, so most words need not be compared letter by letter.
    if (Math.abs(other.length - word.length) > most || ones(mask ^ letters(other)) > 2 * most) continue;
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
 * Which letters a word has, a bit each.
 * @param {string} word
 */
function letters(word) {
  let mask = 0;
  for (let place = 0; place < word.length; place += 1) mask |= 1 << (word.charCodeAt(place) - 97);
  return mask;
}

/** @param {number} mask */
function ones(mask) {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
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
