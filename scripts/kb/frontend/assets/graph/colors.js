/** The colors of the parts, from the style sheet, in light and dark. */

/**
 * @typedef {object} Colors
 * @property {string[]} parts as in the model
 * @property {string} several of what belongs to several parts
 * @property {string} ground
 * @property {string} text
 * @property {string} quiet
 */

/**
 * @param {string[]} parts
 * @returns {Colors}
 */
export function readColors(parts) {
  const style = getComputedStyle(document.body);
  const value = (/** @type {string} */ name) => hex(style.getPropertyValue(name).trim());
  const text = hex(style.color);
  return { parts: parts.map((part) => value(`--kb-in-${part}`)), several: text, ground: value("--md-default-bg-color"), text, quiet: value("--kb-quiet") };
}

/**
 * The color of a part, or of several.
 * @param {Colors} colors
 * @param {number} part
 */
export function colorOf(colors, part) {
  return colors.parts[part] ?? colors.several;
}

/**
 * A color mixed into another, which costs less to draw than one that shines through.
 * @param {string} color
 * @param {string} ground
 * @param {number} share of the color, from 0 to 1
 */
export function mix(color, ground, share) {
  const [one, other] = [numbers(color), numbers(ground)];
  return `#${one.map((value, place) => Math.round(value * share + other[place] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

/** @param {string} color `#rrggbb` */
function numbers(color) {
  return [1, 3, 5].map((place) => Number.parseInt(color.slice(place, place + 2), 16));
}

/**
 * Any color of a style sheet as `#rrggbb`, without its transparency.
 * @param {string} color
 */
function hex(color) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
