/** The search: which records hold the words of a query, the best first. */
import { WHOLE } from "../constants.js";
import { Files, json } from "./files.js";
import { formsOf, isDoubtful, worthBesides } from "./forms.js";
import { postings } from "./postings.js";
import { nearest } from "./slips.js";
import { Tally } from "./tally.js";
import { bareIdentifier, fold, kindOfIdentifier, numbered, quoted, words } from "./words.js";

/** @import { Facets, First, Kind } from "../../types/contract.js" */
/** @import { Asked, Form, Found, Shown } from "../../types/search.js" */

/** What begins or ends as a question does. */
const QUESTION = /^\s*(who|whom|whose|what|when|where|why|how|which|can|could|should|will|would|do|does|did|is|are|was|were|may|might)\s.*|\?\s*$/is;
/** Identifiers that begin so are looked for in this many files at most. */
const FEW_FILES = 3;
/** A title is looked up by its small words too, but only where a query has few others. */
const FEW_WORDS = 2;
/** How much a record counts more each time that twice as much is made of it. */
const TWICE_AS_MUCH = 0.12;

export class Index {
  /**
   * @param {string} root address of the site's root, with a slash at the end
   * @param {First} first
   */
  constructor(root, first) {
    this.files = new Files(root, first);
    this.first = first;
    this.size = first.length.length;
    this.stop = new Set(first.stop);
    /** @type {Kind[]} */
    this.kinds = first.kinds.flatMap(([kind, number]) => Array(number).fill(kind));
    this.weight = Float32Array.from(this.kinds, (kind, record) => kind.weight * (1 + TWICE_AS_MUCH * Math.log2(1 + first.weight[record])));
  }

  /**
   * @param {string} root
   * @returns {Promise<Index>}
   */
  static async open(root) {
    return new Index(root, await json(`${root}search/index.json`));
  }

  /**
   * The records with every word of the query, the best first, and those with most. Without a query all records, the most cited first.
   * @param {string} query
   * @returns {Promise<Found>}
   */
  async search(query) {
    const found = await this.#search(query, /[\p{L}\p{N}]$/u.test(query));
    if (found.straight.length) {
      const straight = new Set(found.straight);
      found.hits = [...straight, ...found.hits.filter((hit) => !straight.has(hit))];
      found.most = found.most.filter((hit) => !straight.has(hit));
    }
    return found;
  }

  /**
   * @param {string} query
   * @param {boolean} unfinished whether the last word may go on
   * @returns {Promise<Found>}
   */
  async #search(query, unfinished) {
    const { phrases, rest } = quoted(query);
    const bare = bareIdentifier(query);
    const asked = await this.#asked(rest, phrases, unfinished);
    const question = QUESTION.test(query);
    const tally = new Tally(this, question);
    // All files are asked for at once; what they hold is counted when all are there.
    const [named, forms, smallForms, inRow] = await Promise.all([
      this.files.named([bare, words(query).join(" "), ...(question ? [asked.terms.join(" ")] : [])]),
      Promise.all(asked.terms.map((word) => formsOf(this.files, word, asked))),
      Promise.all(asked.small.map((word) => formsOf(this.files, word, asked))),
      Promise.all(phrases.filter((phrase) => phrase.length > 1).map((phrase) => this.files.inRow(phrase))),
    ]);
    const kind = named.size || phrases.length ? "" : kindOfIdentifier(bare);
    if (kind && !(kind === "cite key" && forms.every((found) => found.length))) return this.#identified(kind, bare, unfinished);
    asked.terms.forEach((word, number) => tally.count(word, forms[number], asked.terms.length > 1));
    smallForms.flat().forEach((form) => tally.countSmall(form.entry, worthBesides(form)));
    const found = tally.found(!query.trim(), asked.terms.length, asked.small.length, named, inRow);
    if (named.size || phrases.length || !query.trim()) return found;
    return (await this.#instead(query, asked.terms.filter((_, number) => isDoubtful(forms[number], !found.hits.length))))
      ?? (await this.#begun(query, found, asked, forms))
      ?? found;
  }

  /**
   * What holds the other words, where the last one is perhaps only begun.
   * @param {string} query
   * @param {Found} found
   * @param {Asked} asked
   * @param {Form[][]} forms
   * @returns {Promise<Found | undefined>}
   */
  async #begun(query, found, { terms, last, unfinished }, forms) {
    const whole = forms[terms.indexOf(last)]?.some((form) => form.whole) ?? true;
    if (found.hits.length || !unfinished || terms.length < 2 || whole) return undefined;
    const rest = query.replace(/[\p{L}\p{N}]+$/u, "");
    if (!words(rest).length) return undefined;
    const others = await this.#search(rest, false);
    return others.hits.length ? { ...others, hits: [], most: [...others.hits, ...others.most], straight: [] } : undefined;
  }

  /**
   * What is found with words replaced that may be slips.
   * @param {string} query
   * @param {string[]} doubtful
   * @returns {Promise<Found | undefined>}
   */
  async #instead(query, doubtful) {
    const corrected = doubtful.length ? await this.#corrected(query, doubtful) : "";
    if (!corrected) return undefined;
    const found = await this.#search(corrected, false);
    return found.hits.length || found.most.length ? { ...found, corrected: found.corrected || corrected } : undefined;
  }

  /**
   * What the words of a query are there for.
   * @param {string} rest what does not stand in quotes
   * @param {string[][]} phrases
   * @param {boolean} unfinished
   * @returns {Promise<Asked>}
   */
  async #asked(rest, phrases, unfinished) {
    // A name with a number, such as GPT-3, is one word wherever something holds it as one.
    const wholes = await Promise.all(numbered(rest).map(async ([written, whole]) => ((await this.files.entry(whole)) ? [written, whole] : null)));
    const plain = wholes.reduce((text, found) => (found ? text.replace(found[0], found[1]) : text), fold(rest));
    const typed = [...new Set(words(plain))];
    const exact = new Set(phrases.flat().filter((word) => phrases.length === 1 && phrases[0].length === 1 || !this.stop.has(word)));
    const content = typed.filter((word) => !this.stop.has(word));
    const terms = content.length || exact.size ? content : typed;
    return {
      terms: [...new Set([...exact, ...terms])],
      exact,
      small: content.length && content.length <= FEW_WORDS ? typed.filter((word) => this.stop.has(word)) : [],
      last: typed.at(-1) ?? "",
      unfinished,
    };
  }

  /**
   * What there is for an identifier that nothing has: those that begin so as one types, or a word that it is not there.
   * @param {string} kind
   * @param {string} bare
   * @param {boolean} unfinished
   * @returns {Promise<Found>}
   */
  async #identified(kind, bare, unfinished) {
    const name = WHOLE + bare;
    const [first, last] = this.files.span(name);
    const longer = unfinished && last - first < FEW_FILES ? await this.files.beginning(name) : [];
    /** @type {Set<number>} */
    const hits = new Set();
    for (const entry of longer) postings(entry, (record) => hits.add(record));
    const sought = { exact: new Set([bare]), beginnings: [] };
    return { hits: [...hits].sort((one, other) => one - other), most: [], straight: [], sought, corrected: "", missing: hits.size ? "" : `${kind} ${bare}` };
  }

  /**
   * The query with words that nothing holds replaced by the nearest that something does; empty if there is none.
   * @param {string} query
   * @param {string[]} unknown
   * @returns {Promise<string>}
   */
  async #corrected(query, unknown) {
    const known = await this.files.spelling();
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
      const [url, title, detail, text, topics] = await this.files.result(record);
      return { url, title, detail, text, topics, kind: this.kinds[record], sections: this.first.sections[record] };
    }));
  }

  /**
   * What narrows down and sorts.
   * @returns {Promise<Facets>}
   */
  facets() {
    return this.files.facets();
  }
}
