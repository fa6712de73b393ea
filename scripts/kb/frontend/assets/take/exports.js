/** Exports of any works, cut out of the files of the whole; `scripts/kb/contract/exports.py` says how. */
import { EXPORTS, PLAIN } from "../constants.js";

/**
 * @typedef {import("../../types/contract.js").ExportedList} ExportedList
 * @typedef {import("../../types/contract.js").ExportFormat} ExportFormat
 * @typedef {import("../../types/contract.js").ExportPieces} ExportPieces
 */

const ROOT = new URL("../../", import.meta.url).href;
/** @type {Map<string, Promise<string>>} */
const fetched = new Map();

/** @returns {Promise<ExportPieces>} */
export async function pieces() {
  return JSON.parse(await file(`${EXPORTS}/pieces.json`));
}

/**
 * Works in one format, in the order of their keys; a key that nothing has is left out.
 * @param {Iterable<string>} keys
 * @param {ExportFormat} format
 * @param {boolean} annotated with what is said of each
 */
export async function exported(keys, format, annotated) {
  const wanted = [...new Set(keys)];
  const { lists } = await pieces();
  const used = lists.filter((list) => list.keys.some((key) => wanted.includes(key)));
  const found = new Map((await Promise.all(used.map((list) => cut(list, format, annotated)))).flat());
  return format.head + wanted.filter((key) => found.has(key)).map((key) => found.get(key)).join(format.between) + format.tail;
}

/**
 * Each work of a list with its text.
 * @param {ExportedList} list
 * @param {ExportFormat} format
 * @param {boolean} annotated
 * @returns {Promise<[string, string][]>}
 */
async function cut(list, format, annotated) {
  const text = await file(`${annotated ? EXPORTS : PLAIN}/${list.name}.${format.suffix}`);
  const lengths = (annotated ? list.lengths : list.plain)[format.suffix] ?? [];
  let at = format.head.length;
  /** @type {[string, string][]} */
  const found = list.keys.map((key, number) => {
    const start = at;
    at += (lengths[number] ?? 0) + format.between.length;
    return [key, text.slice(start, at - format.between.length)];
  });
  if (at - format.between.length + format.tail.length !== text.length) throw new Error(`${list.name}.${format.suffix} is of another build`);
  return found;
}

/**
 * @param {string} path below the site's root
 * @returns {Promise<string>}
 */
function file(path) {
  const known = fetched.get(path) ?? load(path);
  fetched.set(path, known);
  known.catch(() => fetched.delete(path));
  return known;
}

/** @param {string} path */
async function load(path) {
  const response = await fetch(ROOT + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}
