/** How nodes and edges look: in the colors of the style sheet, light or dark; at rest, and where something is lit. */

/** @import { Colors, Dot, Edge, Lit, Shown, Stroke } from "../../types/graph.js" */

const EDGE = 0.3, SEVERAL = 0.18, DIM = 0.22;
/** So few edges are drawn as thick as they weigh. */
const FEW = 400;

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
  return `#${one.map((value, channel) => Math.round(value * share + other[channel] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

/** @param {string} color `#rrggbb` */
function numbers(color) {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
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

/**
 * @param {Shown} shown
 * @param {Colors} colors
 * @param {number} scale
 * @returns {Dot}
 */
export function dot(shown, colors, scale) {
  const { kind, x, y } = shown.node;
  return { x, y: -y, size: scale * sizeOf(shown), color: colorOf(colors, shown.part), zIndex: kind === "section" ? 2 : 1 };
}

/**
 * @param {Edge} edge
 * @param {Colors} colors
 * @param {number} scale
 * @param {number} edges how many there are
 * @returns {Stroke}
 */
export function stroke({ part, weight }, colors, scale, edges) {
  const thick = edges < FEW;
  const strong = (part < 0 ? SEVERAL : EDGE) + (thick ? Math.min(0.5, weight * 0.03) : 0);
  return { color: mix(colorOf(colors, part), colors.ground, strong), type: thick ? "thick" : "thin", size: thick ? scale * (0.4 + weight * 0.45) : 1, part };
}

/**
 * @param {string} id
 * @param {Dot} data
 * @param {Lit | null} lit
 * @param {Colors} colors
 */
export function litDot(id, data, lit, colors) {
  if (!lit) return data;
  if (!lit.nodes.has(id)) return { ...data, color: mix(data.color, colors.ground, DIM), zIndex: 0 };
  return id === lit.chosen ? { ...data, size: data.size * 1.5, zIndex: 4 } : { ...data, size: data.size * 1.15, zIndex: 3 };
}

/**
 * @param {string} id
 * @param {Stroke} data
 * @param {Lit | null} lit
 * @param {Colors} colors
 */
export function litStroke(id, data, lit, colors) {
  if (!lit) return data;
  const [source, target] = id.split(" ");
  if (!(lit.edges ? lit.edges.has(id) : lit.nodes.has(source) && lit.nodes.has(target))) return { ...data, hidden: true };
  const touches = source === lit.chosen || target === lit.chosen || Boolean(lit.edges);
  return { ...data, color: mix(colorOf(colors, data.part), colors.ground, touches ? 0.85 : 0.5), type: "thick", size: Math.max(data.size, touches ? 1.6 : 1), zIndex: 1 };
}

/** @param {Shown} shown */
function sizeOf({ node, weight }) {
  if (node.kind === "section") return 3.5 + 0.7 * Math.sqrt(weight);
  return node.kind === "work" ? 1.5 + 1.1 * Math.sqrt(weight) : 1.4 + 0.7 * Math.sqrt(weight);
}
