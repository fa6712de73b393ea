/** A range of years as addresses and labels write it: `2019`, `2019-2021`, `2019-`, `-2021`. */

/** Years that no work is from, to leave one end of a range open. */
export const EARLIEST = 0, LATEST = 9999;

/**
 * @param {string | null} text
 * @returns {[number, number] | null}
 */
export function readYears(text) {
  const [, from, to, until] = text?.match(/^(\d{4})?(-)?(\d{4})?$/) ?? [];
  if (!from && !until) return null;
  const years = [Number(from ?? EARLIEST), to ? Number(until ?? LATEST) : Number(from)].sort((one, other) => one - other);
  return years[0] === EARLIEST && years[1] === LATEST ? null : /** @type {[number, number]} */ (years);
}

/**
 * @param {[number, number]} years
 * @param {string} dash
 */
export function yearsText([from, to], dash) {
  return from === to ? String(from) : `${from === EARLIEST ? "" : from}${dash}${to === LATEST ? "" : to}`;
}
