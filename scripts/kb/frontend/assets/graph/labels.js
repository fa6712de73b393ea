/** Names on the map. Sections come first; a name that would cover another is shortened or left out. */

/**
 * @typedef {object} Label
 * @property {string} text
 * @property {string} short what stands there where the text has no room; empty for nothing
 * @property {number} x of the node, in pixels
 * @property {number} y
 * @property {number} size of the node's dot
 * @property {boolean} below whether it stands below the node (sections) and not beside it (works)
 * @property {boolean} bold
 * @property {boolean} quiet
 *
 * @typedef {object} Placed a label with its lines and where they stand
 * @property {string[]} lines
 * @property {number} x
 * @property {number} y of the first line's middle
 * @property {boolean} centered
 * @property {boolean} bold
 * @property {boolean} quiet
 */

export const LINE = 13, LONGEST = 17;

/**
 * @param {Iterable<Label>} labels the most important first
 * @param {(text: string, bold: boolean) => number} width in pixels
 * @param {number} most
 * @returns {Placed[]}
 */
export function placed(labels, width, most) {
  /** @type {[number, number, number, number][]} */
  const taken = [];
  /** @type {Placed[]} */
  const found = [];
  for (const label of labels) {
    if (found.length >= most) break;
    for (const text of [label.text, label.short]) {
      if (!text) continue;
      const lines = label.below ? halves(text) : [text];
      const wide = Math.max(...lines.map((line) => width(line, label.bold)));
      const left = label.below ? label.x - wide / 2 : label.x + label.size + 3;
      const top = label.below ? label.y + label.size + 1 : label.y - LINE / 2;
      /** @type {[number, number, number, number]} */
      const box = [left - 1, top - 1, left + wide + 1, top + LINE * lines.length + 1];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      found.push({ lines, x: label.below ? label.x : left, y: top + LINE / 2, centered: label.below, bold: label.bold, quiet: label.quiet });
      break;
    }
  }
  return found;
}

/**
 * A long name in two lines of about one length.
 * @param {string} name
 */
export function halves(name) {
  if (name.length <= LONGEST) return [name];
  const first = name.search(/ /) + 1; // a number stays with what follows
  const spaces = [...name].flatMap((letter, place) => (letter === " " && place >= first ? [place] : []));
  if (!spaces.length) return [name];
  const middle = spaces.reduce((best, place) => (Math.abs(place - name.length / 2) < Math.abs(best - name.length / 2) ? place : best));
  return [name.slice(0, middle), name.slice(middle + 1)];
}
