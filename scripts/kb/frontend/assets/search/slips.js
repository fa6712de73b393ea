/** What somebody meant who made a slip. */

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
  for (let number = 0; number < word.length; number += 1) mask |= 1 << (word.charCodeAt(number) - 97);
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
