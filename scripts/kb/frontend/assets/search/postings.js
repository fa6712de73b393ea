/** How the index keeps which records hold a word, and where in its files something stands. */
import { IMPACT } from "../constants.js";

/** @import { Entry } from "../../types/contract.js" */

/** More than there are records: a record shares one number with something that comes before it in an order. */
export const MOST_RECORDS = 2 ** 21;

/**
 * Each record that holds a word, with what it says of it.
 * @param {Entry} entry
 * @param {(record: number, value: number) => void} each
 */
export function postings([, flat], each) {
  let record = 0;
  for (let number = 0; number < flat.length; number += 2) {
    record += flat[number];
    each(record, flat[number + 1]);
  }
}

/**
 * How much a word counts in a record.
 * @param {number} value
 */
export function impactOf(value) {
  return Math.floor(value / IMPACT);
}

/**
 * How many items of a sorted list are not after a value.
 * @template {string | number} T
 * @param {T[]} list
 * @param {T} value
 */
export function after(list, value) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
