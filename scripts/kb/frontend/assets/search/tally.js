/** Which records hold the words of a query, and in which order they come. */
import { IN_NAME, IN_TITLE } from "../constants.js";
import { impactOf, MOST_RECORDS, postings } from "./postings.js";

/** @import { Entry } from "../../types/contract.js" */
/** @import { Form, Found, Sought } from "../../types/search.js" */
/** @import { Index } from "./engine.js" */

/** How much of its words a record holds that may answer a question, or that is shown apart. */
const PART_OF_QUESTION = 0.35, MOST = 0.5;
/** As rare as the words of which a question is made, and what these tell. */
const ORDINARY = 1.3, FAINT = 0.1;
/** A record keeps the words that it holds as bits of one number. */
const MOST_WORDS = 31;
/** A word that only others begin with is taken for no rarer than one that so many records hold. */
const GUESSED = 60;
/** Records come in these steps, and by their score within each: the query is a name of it, its words are in its names and topics. */
const IS_NAMED = 2, ALL_IN_NAME = 1, STEP = 500_000;
/** Among so many first results there is a section, if one holds the words. */
const FIRST = 5;

/** Counts, for every record, what the words of a query are worth in it. */
export class Tally {
  /**
   * @param {Index} index
   * @param {boolean} question whether the query is one
   */
  constructor(index, question) {
    this.index = index;
    this.question = question;
    this.scores = new Float32Array(index.size);
    /** Which of the words each record holds, and which it holds in its names and topics, a bit each. */
    this.holds = new Int32Array(index.size);
    this.inName = new Int32Array(index.size);
    this.words = 0;
    this.titled = new Float32Array(index.size);
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
   * @param {boolean} several whether it is one of several
   */
  count(word, forms, several) {
    const { index, best, bestTitle, sought } = this;
    /** @type {number[]} */
    const touched = [];
    sought.exact.add(word);
    // Where the word itself stands nowhere, what it is the beginning of stands for it.
    // Of one name of several its beginning is enough: people shorten them.
    const anyWhole = forms.some(({ whole }) => whole);
    const number = this.words < MOST_WORDS ? 1 << this.words : 0;
    for (const { word: form, entry, factor, whole } of forms) {
      if (form) sought.exact.add(form);
      else if (!sought.beginnings.includes(word)) sought.beginnings.push(word);
      const bit = whole || !anyWhole ? number : 0;
      postings(entry, (record, value) => {
        const worth = factor * (impactOf(value) || 0.5);
        if (!best[record]) touched.push(record);
        if (best[record] < worth) best[record] = worth;
        const holds = bit || (several && index.kinds[record].shortened ? number : 0);
        this.holds[record] |= holds;
        if (value & IN_NAME) this.inName[record] |= holds;
        if (value & IN_TITLE && bestTitle[record] < factor) bestTitle[record] = factor;
      });
    }
    const known = forms.some(({ factor }) => factor === 1);
    const rarity = touched.length ? Math.log(1 + this.index.size / Math.max(known ? 1 : GUESSED, touched.length)) : 0;
    // Of a question's words the rare ones tell what it is about, the others only how it is put.
    const tells = this.question && rarity ? Math.max(FAINT, rarity - ORDINARY) : rarity;
    for (const record of touched) {
      this.scores[record] += tells * best[record];
      this.inTitle[record] += bestTitle[record];
      this.covered[record] += tells;
      this.titled[record] += tells * bestTitle[record];
      best[record] = bestTitle[record] = 0;
    }
    this.rarity += tells; // nothing for a word that nothing holds: it is no part of "most of the words"
    this.words += 1;
  }

  /**
   * A small word, which counts only in the title of a record that has another word of the query.
   * @param {Entry} entry
   * @param {number} factor what it is worth besides
   */
  countSmall(entry, factor) {
    const rarity = Math.log(1 + this.index.size / Math.max(GUESSED, entry[1].length / 2));
    postings(entry, (record, value) => {
      if (!(value & IN_TITLE) || !this.covered[record]) return;
      this.inTitle[record] += 1;
      this.scores[record] += factor * rarity * impactOf(value);
    });
  }

  /**
   * @param {boolean} all whether all records are wanted
   * @param {number} words how many words count
   * @param {number} small how many small words count besides
   * @param {Map<number, number>} named records of which the query is a name (0) or an identifier (1)
   * @param {Set<number>[]} inRow records that alone may be found
   * @returns {Found}
   */
  found(all, words, small, named, inRow) {
    const { index } = this;
    const keys = { hits: new Float64Array(index.size), most: new Float64Array(index.size) };
    const counts = { hits: 0, most: 0 };
    const needed = 2 ** Math.min(words, MOST_WORDS) - 1;
    for (let record = 0; record < index.size; record += 1) {
      const isNamed = named.has(record);
      // Most of the words, where a rare one counts for more than a frequent one, are enough for a question.
      const most = this.covered[record] > this.rarity * (this.question ? PART_OF_QUESTION : MOST);
      const every = all || isNamed || (words > 0 && (this.holds[record] & needed) === needed) || (this.question && most);
      if (!every && !most) continue;
      if (inRow.some((records) => !records.has(record))) continue;
      const list = every ? "hits" : "most";
      if (this.covered[record]) this.#weigh(record, Math.max(1, words + small));
      else this.scores[record] = index.weight[record];
      const step = isNamed ? IS_NAMED : every && words && !this.question && (this.inName[record] & needed) === needed ? ALL_IN_NAME : 0;
      // Step, score and record in one number sort in one go, without a function to compare them.
      keys[list][counts[list]] = Math.round((step * STEP + Math.min(this.scores[record], STEP - 1)) * 1024) * MOST_RECORDS + (MOST_RECORDS - 1 - record);
      counts[list] += 1;
    }
    const hits = best(keys.hits, counts.hits);
    if (words) this.#raiseSection(hits);
    const straight = [...named].filter(([, value]) => value).map(([record]) => record);
    return { hits, most: best(keys.most, counts.most), straight, sought: this.sought, corrected: "", missing: "" };
  }

  /**
   * Puts the section in which most of what was found stands or is cited among the first results, if none is there.
   * @param {number[]} records the best first
   */
  #raiseSection(records) {
    const { kinds, first } = this.index;
    if (records.slice(0, FIRST).some((record) => kinds[record].raised)) return;
    const shares = new Map();
    for (const record of records) {
      for (const section of first.within[record]) shares.set(section, (shares.get(section) ?? 0) + this.scores[record]);
    }
    const [best] = [...shares].sort(([, one], [, other]) => other - one);
    if (!best) return;
    const section = kinds.findIndex(({ raised }) => raised) + best[0];
    const number = records.indexOf(section);
    if (number >= 0) records.splice(number, 1);
    records.splice(FIRST - 1, 0, section);
  }

  /**
   * The rare words tell more than the frequent ones; a title that is the query beats one that holds it, and that beats any other.
   * @param {number} record
   * @param {number} words
   */
  #weigh(record, words) {
    const coverage = this.covered[record] / this.rarity;
    const ofQuery = this.question ? this.titled[record] / this.rarity : Math.min(1, this.inTitle[record] / words);
    const ofTitle = Math.min(1, this.inTitle[record] / Math.max(1, this.index.first.length[record]));
    const title = ofQuery + ofTitle ? (2 * ofQuery * ofTitle) / (ofQuery + ofTitle) : 0;
    const fit = this.question ? coverage * (PART_OF_QUESTION + title + 2 * ofQuery) * this.index.kinds[record].answer : coverage ** 3 * (1 + 2 * title + ofQuery);
    this.scores[record] *= fit * this.index.weight[record];
  }
}

/**
 * The records of sorted keys, the highest first.
 * @param {Float64Array} keys
 * @param {number} count
 */
function best(keys, count) {
  const sorted = keys.subarray(0, count).sort();
  return Array.from(sorted, (_, rank) => MOST_RECORDS - 1 - (sorted[count - 1 - rank] % MOST_RECORDS));
}
