/** Names on the map. Sections come first; a name that would cover another is shortened or left out. */

/** @import { Colors, Label, Lit, PositionedLabel, Seen } from "../../types/graph.js" */

export const LINE = 13, LONGEST = 17;
const MOST = 90;

/** The names on the map, and the canvas that they are written on. */
export class Names {
  /** @type {Map<string, number>} */
  #widths = new Map();

  /** @param {CanvasRenderingContext2D} canvas */
  constructor(canvas) {
    this.canvas = canvas;
  }

  /**
   * Those that have room, where they stand in the window.
   * @param {Seen[]} seen
   * @param {Lit | null} lit
   * @param {string} hovered
   * @param {boolean} close whether works are named that are not lit
   * @returns {PositionedLabel[]}
   */
  of(seen, lit, hovered, close) {
    const named = seen.filter(({ shown: { node } }) => node.kind === "section" || (lit ? lit.nodes.has(node.id) : close) || node.id === hovered);
    const rank = (/** @type {Seen} */ { shown: { node } }) => (node.id === lit?.chosen || node.id === hovered ? 0 : node.kind === "section" ? (lit && !lit.nodes.has(node.id) ? 3 : 1) : 2);
    named.sort((one, other) => rank(one) - rank(other));
    const labels = named.map(({ shown: { node }, x, y, size }) => ({
      text: node.label, short: node.kind === "section" ? node.label.split(" ")[0] : "", x, y, size, below: node.kind === "section", bold: node.id === lit?.chosen, quiet: Boolean(lit && !lit.nodes.has(node.id)),
    }));
    return positioned(labels, (text, bold) => this.#width(text, bold), MOST);
  }

  /**
   * @param {string} text
   * @param {boolean} bold
   */
  #width(text, bold) {
    const key = `${bold}${text}`;
    let known = this.#widths.get(key);
    if (known === undefined) {
      this.canvas.font = font(bold);
      known = this.canvas.measureText(text).width;
      this.#widths.set(key, known);
    }
    return known;
  }

  /**
   * @param {PositionedLabel[]} names
   * @param {Colors} colors
   */
  draw(names, colors) {
    const { canvas } = this;
    canvas.textBaseline = "middle";
    canvas.lineJoin = "round";
    canvas.lineWidth = 3;
    canvas.strokeStyle = colors.ground;
    for (const { lines, x, y, centered, bold, quiet } of names) {
      canvas.fillStyle = quiet ? colors.quiet : colors.text;
      canvas.font = font(bold);
      canvas.textAlign = centered ? "center" : "left";
      lines.forEach((line, number) => {
        canvas.strokeText(line, x, y + number * LINE);
        canvas.fillText(line, x, y + number * LINE);
      });
    }
  }
}

/**
 * @param {Iterable<Label>} labels the most important first
 * @param {(text: string, bold: boolean) => number} width in pixels
 * @param {number} most
 * @returns {PositionedLabel[]}
 */
export function positioned(labels, width, most) {
  /** @type {[number, number, number, number][]} */
  const taken = [];
  /** @type {PositionedLabel[]} */
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
  const spaces = [...name].flatMap((letter, offset) => (letter === " " && offset >= first ? [offset] : []));
  if (!spaces.length) return [name];
  const middle = spaces.reduce((best, offset) => (Math.abs(offset - name.length / 2) < Math.abs(best - name.length / 2) ? offset : best));
  return [name.slice(0, middle), name.slice(middle + 1)];
}

/** @param {boolean} bold */
function font(bold) {
  return `${bold ? 700 : 500} 12px system-ui, sans-serif`;
}
