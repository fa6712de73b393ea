/** The forms in which a word of a query counts. */

/** @import { Asked, Form } from "../../types/search.js" */
/** @import { Files } from "./files.js" */

/** How much a word counts that is not the one typed: another form of it, one that begins so, one that it begins with. */
const OTHER_FORM = 0.85, BEGINNING = 0.6, BEGINNING_WITHIN = 0.3, SHORTER = 0.7;
/** Of a word that nothing holds so many letters are cut off at most, and more than so many are left. */
const MOST_CUT = 3, FEW_LETTERS = 3;

/**
 * All forms in which a word counts: itself, words that are one with it, longer ones, and if there are none shorter ones.
 * @param {Files} files
 * @param {string} word
 * @param {Asked} asked
 * @returns {Promise<Form[]>}
 */
export async function formsOf(files, word, { exact, small, last, unfinished }) {
  const entry = await files.entry(word);
  /** @type {Form[]} */
  const forms = entry?.[1].length ? [{ word, entry, factor: 1, whole: true }] : [];
  if (exact.has(word)) return forms;
  const isSmall = small.includes(word), mayGoOn = unfinished && word === last;
  // A letter that is a word of the corpus is taken as it stands: as C, and not as whatever begins with it.
  const longer = (mayGoOn && !(word.length === 1 && entry)) || (word.length > FEW_LETTERS && !isSmall) ? files.beginning(word) : [];
  const others = isSmall ? [] : (entry?.[0] ?? []);
  for (const [number, form] of (await Promise.all(others.map((other) => files.entry(other)))).entries()) {
    if (form) forms.push({ word: others[number], entry: form, factor: OTHER_FORM, whole: true });
  }
  for (const form of await longer) forms.push({ word: "", entry: form, factor: mayGoOn ? BEGINNING : BEGINNING_WITHIN, whole: false });
  for (let cut = 1; !forms.length && cut <= MOST_CUT && word.length - cut > FEW_LETTERS; cut += 1) {
    const shorter = await files.entry(word.slice(0, -cut));
    if (shorter) forms.push({ word: word.slice(0, -cut), entry: shorter, factor: SHORTER, whole: false });
  }
  return forms;
}

/**
 * What a small word counts for outside of titles: something only where it may be the beginning of another.
 * @param {Form} form
 */
export function worthBesides({ factor }) {
  return factor === BEGINNING ? factor : 0;
}

/**
 * Whether a word may be a slip: nothing holds it, and what begins so does not help.
 * @param {Form[]} forms
 * @param {boolean} nothing whether no record holds every word
 */
export function isDoubtful(forms, nothing) {
  return forms.every(({ whole, factor }) => !whole && (nothing || factor === SHORTER));
}
