/** The files of the index, fetched as they are needed and kept; `scripts/kb/contract/search.py` says what is in them. */
import { GOES_ON, WHOLE } from "../constants.js";
import { after, MOST_RECORDS, postings } from "./postings.js";

/** @import { Entry, Facets, First, Result } from "../../types/contract.js" */

export class Files {
  /** @type {Map<string, Promise<any>>} */
  #kept = new Map();

  /**
   * @param {string} root address of the site's root, with a slash at the end
   * @param {First} first
   */
  constructor(root, first) {
    this.root = root;
    this.first = first;
  }

  /**
   * @param {string} name
   * @returns {Promise<any>}
   */
  #file(name) {
    const known = this.#kept.get(name);
    if (known) return known;
    const file = json(`${this.root}${this.first.folder}/${name}.json`);
    this.#kept.set(name, file);
    file.catch(() => this.#kept.delete(name));
    return file;
  }

  /**
   * Number of the file in which a word stands if it stands anywhere.
   * @param {string} word
   */
  #fileOf(word) {
    return Math.max(0, after(this.first.words, word) - 1);
  }

  /**
   * Numbers of the first and the last file in which a word may stand that begins so.
   * @param {string} beginning
   * @returns {[number, number]}
   */
  span(beginning) {
    return [this.#fileOf(beginning), this.#fileOf(`${beginning}\uffff`)];
  }

  /**
   * @param {string} word
   * @returns {Promise<Entry | undefined>}
   */
  async entry(word) {
    if (!this.first.words.length) return undefined;
    const file = await this.#file(`words-${this.#fileOf(word)}`);
    return Object.hasOwn(file, word) ? file[word] : undefined;
  }

  /**
   * The words that begin so; the beginning itself, with a star, where too many do.
   * @param {string} beginning
   * @returns {Promise<Entry[]>}
   */
  async beginning(beginning) {
    if (!this.first.words.length) return [];
    const shared = await this.entry(beginning + GOES_ON);
    if (shared) return [shared];
    const [first, last] = this.span(beginning);
    const files = await Promise.all(Array.from({ length: last - first + 1 }, (_, number) => this.#file(`words-${first + number}`)));
    return files.flatMap((file) => Object.keys(file).filter((word) => word !== beginning && word.startsWith(beginning)).map((word) => file[word]));
  }

  /**
   * Records of which one of these is a name (0) or an identifier (1).
   * @param {string[]} names
   * @returns {Promise<Map<number, number>>}
   */
  async named(names) {
    const entries = await Promise.all([...new Set(names)].filter(Boolean).map((name) => this.entry(WHOLE + name)));
    /** @type {Map<number, number>} */
    const found = new Map();
    for (const entry of entries) {
      if (entry) postings(entry, (record, value) => found.set(record, Math.max(value, found.get(record) ?? 0)));
    }
    return found;
  }

  /**
   * The records in which words stand in a row.
   * @param {string[]} phrase two words or more
   * @returns {Promise<Set<number>>}
   */
  async inRow(phrase) {
    /** @type {string[]} */
    const firsts = await this.#file("pairs");
    const found = await Promise.all(phrase.slice(1).map(async (word, number) => {
      const pair = `${phrase[number]} ${word}`;
      const file = firsts.length ? await this.#file(`pairs-${Math.max(0, after(firsts, pair) - 1)}`) : {};
      /** @type {Set<number>} */
      const starts = new Set();
      if (Object.hasOwn(file, pair)) postings([[], file[pair]], (record, offset) => starts.add((offset - number) * MOST_RECORDS + record));
      return starts;
    }));
    const [first, ...others] = found;
    const inRow = [...first].filter((start) => others.every((starts) => starts.has(start)));
    return new Set(inRow.map((start) => start % MOST_RECORDS));
  }

  /**
   * Words to choose from in place of one that nothing holds, the most used first.
   * @returns {Promise<string[]>}
   */
  spelling() {
    return this.#file("spelling");
  }

  /**
   * What a result shows of a record.
   * @param {number} record
   * @returns {Promise<Result>}
   */
  async result(record) {
    const number = after(this.first.records, record) - 1;
    /** @type {Result[]} */
    const file = await this.#file(`records-${number}`);
    return file[record - this.first.records[number]];
  }

  /**
   * What narrows down and sorts.
   * @returns {Promise<Facets>}
   */
  facets() {
    return this.#file("facets");
  }
}

/** @param {string} url */
export async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
