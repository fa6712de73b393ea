/**
 * The search: which records hold the words of a query, the best first. Files of the index are fetched as they are needed and
 * kept; `scripts/kb/contract/search.py` says what is in them.
 */
import { GOES_ON, IMPACT, IN_NAME, IN_TITLE, WHOLE } from "../constants.js";
import { bareIdentifier, fold, kindOfIdentifier, numbered, quoted, words } from "./words.js";

/**
 * @typedef {import("../../types/contract.js").Entry} Entry
 * @typedef {import("../../types/contract.js").Facets} Facets
 * @typedef {import("../../types/contract.js").First} First
 * @typedef {import("../../types/contract.js").Kind} Kind
 * @typedef {import("../../types/contract.js").Result} Result
 * @typedef {{word: string, entry: Entry, factor: number, whole: boolean}} Form a form in which a word of the query counts; `word` is empty for a beginning
 * @typedef {{terms: string[], exact: Set<string>, small: string[], last: string, unfinished: boolean}} Asked the words that count, those that must stand
 *   as they are, the small ones that count in a title, and the last one if it may go on
 * @typedef {{url: string, title: string, detail: string, text: string, topics: string[], kind: Kind, sections: number}} Shown
 * @typedef {{exact: Set<string>, beginnings: string[]}} Sought
 * @typedef {{hits: number[], most: number[], straight: number[], sought: Sought, corrected: string, missing: string}} Found records with every
 *   word; with most of them; those that the query is an identifier of; what was looked for instead; the identifier that is not there
 */

const QUESTION = /^\s*(who|whom|whose|what|when|where|why|how|which|can|could|should|will|would|do|does|did|is|are|was|were|may|might)\s.*|\?\s*$/is;
/** How much of its words a record holds that may answer a question, or that is shown apart. */
const PART_OF_QUESTION = 0.35, MOST = 0.5;
/** As rare as the words of which a question is made, and what these tell. */
const ORDINARY = 1.3, FAINT = 0.1;
/** A record keeps the words that it holds as bits of one number. */
const MOST_WORDS = 31;
/** How much a word counts that is not the one typed: another form of it, one that begins so, one that it begins with. */
const OTHER_FORM = 0.85, BEGINNING = 0.6, BEGINNING_WITHIN = 0.3, SHORTER = 0.7;
/** A word that only others begin with is taken for no rarer than one that so many records hold. */
const GUESSED = 60;
/** More than there are records: a score and a record share one number. */
const PLACES = 2 ** 21;
/** Records come in these steps, and by their score within each: the query is a name of it, its words are in its names and topics. */
const IS_NAMED = 2, ALL_IN_NAME = 1, STEP = 500_000;
/** Among so many first results there is a section, if one holds the words. */
const FIRST = 5;
/** Identifiers that begin so are looked for in this many files at most. */
const FEW_FILES = 3;
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
    /** @type {Kind[]} */
    this.kinds = first.kinds.flatMap(([kind, number]) => Array(number).fill(kind));
    this.weight = Float32Array.from(this.kinds, (kind, record) => kind.weight * (1 + 0.12 * Math.log2(1 + first.weight[record])));
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
    const shared = await this.#entry(beginning + GOES_ON);
    if (shared) return [shared];
    const [first, last] = [this.#place(beginning), this.#place(`${beginning}\uffff`)];
    const files = await Promise.all(Array.from({ length: last - first + 1 }, (_, place) => this.#file(`words-${first + place}`)));
    return files.flatMap((file) => Object.keys(file).filter((word) => word !== beginning && word.startsWith(beginning)).map((word) => file[word]));
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
      this.#named([bare, words(query).join(" "), ...(question ? [asked.terms.join(" ")] : [])]),
      Promise.all(asked.terms.map((word) => this.#forms(word, asked))),
      Promise.all(asked.small.map((word) => this.#forms(word, asked))),
      Promise.all(phrases.filter((phrase) => phrase.length > 1).map((phrase) => this.#inRow(phrase))),
    ]);
    const kind = named.size || phrases.length ? "" : kindOfIdentifier(bare);
    if (kind && !(kind === "cite key" && forms.every((found) => found.length))) return this.#identified(kind, bare, unfinished);
    asked.terms.forEach((word, number) => tally.count(word, forms[number], asked.terms.length > 1));
    smallForms.flat().forEach(({ entry, factor }) => tally.countSmall(entry, factor === BEGINNING ? factor : 0));
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
    const wholes = await Promise.all(numbered(rest).map(async ([written, whole]) => ((await this.#entry(whole)) ? [written, whole] : null)));
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
   * Records of which one of these is a name (0) or an identifier (1).
   * @param {string[]} names
   * @returns {Promise<Map<number, number>>}
   */
  async #named(names) {
    const entries = await Promise.all([...new Set(names)].filter(Boolean).map((name) => this.#entry(WHOLE + name)));
    /** @type {Map<number, number>} */
    const found = new Map();
    for (const entry of entries) {
      if (entry) postings(entry, (record, value) => found.set(record, Math.max(value, found.get(record) ?? 0)));
    }
    return found;
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
    const files = this.#place(`${name}\uffff`) - this.#place(name) + 1;
    const longer = unfinished && files <= FEW_FILES ? await this.#beginning(name) : [];
    /** @type {Set<number>} */
    const hits = new Set();
    for (const entry of longer) postings(entry, (record) => hits.add(record));
    const sought = { exact: new Set([bare]), beginnings: [] };
    return { hits: [...hits].sort((one, other) => one - other), most: [], straight: [], sought, corrected: "", missing: hits.size ? "" : `${kind} ${bare}` };
  }

  /**
   * The records in which words stand in a row.
   * @param {string[]} phrase two words or more
   * @returns {Promise<Set<number>>}
   */
  async #inRow(phrase) {
    /** @type {string[]} */
    const firsts = await this.#file("pairs");
    const places = await Promise.all(phrase.slice(1).map(async (word, number) => {
      const pair = `${phrase[number]} ${word}`;
      const file = firsts.length ? await this.#file(`pairs-${Math.max(0, after(firsts, pair) - 1)}`) : {};
      /** @type {Set<number>} */
      const starts = new Set();
      if (Object.hasOwn(file, pair)) postings([[], file[pair]], (record, place) => starts.add((place - number) * PLACES + record));
      return starts;
    }));
    const [first, ...others] = places;
    const inRow = [...first].filter((start) => others.every((starts) => starts.has(start)));
    return new Set(inRow.map((start) => start % PLACES));
  }

  /**
   * All forms in which a word counts: itself, words that are one with it, longer ones, and if there are none shorter ones.
   * @param {string} word
   * @param {Asked} asked
   * @returns {Promise<Form[]>}
   */
  async #forms(word, { exact, small, last, unfinished }) {
    const entry = await this.#entry(word);
    /** @type {Form[]} */
    const forms = entry?.[1].length ? [{ word, entry, factor: 1, whole: true }] : [];
    if (exact.has(word)) return forms;
    const isSmall = small.includes(word), mayGoOn = unfinished && word === last;
    // A letter that is a word of the corpus is taken as it stands: as C, and not as whatever begins with it.
    const longer = (mayGoOn && !(word.length === 1 && entry)) || (word.length > 3 && !isSmall) ? this.#beginning(word) : [];
    const others = isSmall ? [] : (entry?.[0] ?? []);
    for (const [number, form] of (await Promise.all(others.map((other) => this.#entry(other)))).entries()) {
      if (form) forms.push({ word: others[number], entry: form, factor: OTHER_FORM, whole: true });
    }
    for (const form of await longer) forms.push({ word: "", entry: form, factor: mayGoOn ? BEGINNING : BEGINNING_WITHIN, whole: false });
    for (let cut = 1; !forms.length && cut < 4 && word.length - cut > 3; cut += 1) {
      const shorter = await this.#entry(word.slice(0, -cut));
      if (shorter) forms.push({ word: word.slice(0, -cut), entry: shorter, factor: SHORTER, whole: false });
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
      /** @type {Result[]} */
      const file = await this.#file(`records-${number}`);
      const [url, title, detail, text, topics] = file[record - this.first.records[number]];
      return { url, title, detail, text, topics, kind: this.kinds[record], sections: this.first.sections[record] };
    }));
  }

  /**
   * What narrows down and sorts.
   * @returns {Promise<Facets>}
   */
  facets() {
    return this.#file("facets");
  }
}

/** Counts, for every record, what the words of a query are worth in it. */
class Tally {
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
      keys[list][counts[list]] = Math.round((step * STEP + Math.min(this.scores[record], STEP - 1)) * 1024) * PLACES + (PLACES - 1 - record);
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
    const place = records.indexOf(section);
    if (place >= 0) records.splice(place, 1);
    records.splice(FIRST - 1, 0, section);
  }

  /**
   * The rare words tell more than the frequent ones; a title that is the query beats one that holds it, and that beats a mention.
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
 * Whether a word may be a slip: nothing holds it, and what begins so does not help.
 * @param {Form[]} forms
 * @param {boolean} nothing whether no record holds every word
 */
function isDoubtful(forms, nothing) {
  return forms.every(({ whole, factor }) => !whole && (nothing || factor === SHORTER));
}

/**
 * The records of sorted keys, the highest first.
 * @param {Float64Array} keys
 * @param {number} count
 */
function best(keys, count) {
  const sorted = keys.subarray(0, count).sort();
  return Array.from(sorted, (_, place) => PLACES - 1 - (sorted[count - 1 - place] % PLACES));
}

/**
 * How much a word counts in a record.
 * @param {number} value
 */
function impactOf(value) {
  return Math.floor(value / IMPACT);
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
