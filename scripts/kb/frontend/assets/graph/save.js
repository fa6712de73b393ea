/** What is on the map, to take away: as a picture, as a graph, as a list of works. */
import { nameOf } from "./edges.js";
import { LINE } from "./labels.js";
import { colorOf } from "./looks.js";
import { fitting } from "./citations.js";

/** @import { Scene } from "../../types/graph.js" */
/** @import { Picture } from "./picture.js" */

const SHARPNESS = 2;
/** Pixels of the caption: an entry of the legend, a line, and at most a letter. */
const ENTRY = 96, ROW = 16, LETTER = 6.6;

/**
 * The map as it stands in the window.
 * @param {Picture} picture
 * @returns {string}
 */
export function svg(picture) {
  const { width, height } = picture.sigma.getDimensions();
  const { ground, text } = picture.colors;
  const visible = picture.visible().sort((one, other) => one.zIndex - other.zIndex);
  const lines = picture.view.edges.map((edge) => {
    const data = picture.sigma.getEdgeDisplayData(nameOf(edge));
    if (!data || data.hidden) return "";
    const [one, other] = [edge.source, edge.target].map((id) => picture.positionOf(id));
    return `<line x1="${round(one[0])}" y1="${round(one[1])}" x2="${round(other[0])}" y2="${round(other[1])}" stroke="${data.color}" stroke-width="${round(Math.max(0.6, data.type === "thick" ? data.size : 0.6))}"/>`;
  });
  const dots = visible.map(({ shown, x, y, size, color }) => `<circle cx="${round(x)}" cy="${round(y)}" r="${round(size)}" fill="${color}"><title>${escaped(shown.node.title)}</title></circle>`);
  const names = picture.names().map(({ lines, x, y, centered, bold, quiet }) => {
    const rows = lines.map((line, number) => `<tspan x="${round(x)}" y="${round(y + number * LINE + 4)}">${escaped(line)}</tspan>`);
    return `<text${centered ? ' text-anchor="middle"' : ""}${bold ? ' font-weight="700"' : ""}${quiet ? ` fill="${picture.colors.quiet}"` : ""}>${rows.join("")}</text>`;
  });
  const { below, tall } = caption(picture, width, height);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + tall}" viewBox="0 0 ${width} ${height + tall}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="${ground}"/><svg width="${width}" height="${height}">${lines.join("\n")}
${dots.join("\n")}
<g fill="${text}" stroke="${ground}" stroke-width="3" paint-order="stroke">${names.join("\n")}</g></svg>
<g fill="${text}" font-size="11">${below}</g></svg>
`;
}

/**
 * The legend and where the picture is from, in as many lines as the width asks for.
 * @param {Picture} picture
 * @param {number} width
 * @param {number} height of what stands above
 */
function caption(picture, width, height) {
  const perLine = Math.max(1, Math.floor((width - 12) / ENTRY));
  const entries = [...picture.model.parts.map((part, number) => [picture.model.titles.get(part) ?? part, colorOf(picture.colors, number)]), ["several parts", picture.colors.several]];
  const legend = entries.map(([name, color], number) => {
    const [x, y] = [12 + (number % perLine) * ENTRY, height + 14 + Math.floor(number / perLine) * ROW];
    return `<circle cx="${x}" cy="${y}" r="5" fill="${color}"/><text x="${x + 8}" y="${y + 4}">${name}</text>`;
  });
  const top = height + 18 + Math.ceil(entries.length / perLine) * ROW;
  const source = `${document.querySelector("meta[property='og:site_name']")?.getAttribute("content") ?? document.title} · ${location.href}`;
  const rows = source.match(new RegExp(`.{1,${Math.max(20, Math.floor((width - 16) / LETTER))}}`, "g")) ?? [];
  const from = rows.map((row, number) => `<text x="8" y="${top + number * ROW}">${escaped(row)}</text>`);
  return { below: [...legend, ...from].join(""), tall: top - height + rows.length * ROW };
}

/**
 * The same as pixels.
 * @param {Picture} picture
 * @returns {Promise<Blob>}
 */
export async function png(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * SHARPNESS, image.height * SHARPNESS];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
}

/**
 * Nodes and edges of what is chosen, or of all, for Gephi, Cytoscape and networkx, by the names that `kb graph` gives them.
 * @param {Scene} scene
 * @returns {string}
 */
export function graphml({ view, model, lit }) {
  const seen = (/** @type {string} */ id) => !lit || lit.nodes.has(id);
  const data = (/** @type {string} */ key, /** @type {string | number} */ value) => `<data key="${key}">${escaped(String(value))}</data>`;
  const nodes = [...view.nodes.values()].filter(({ node }) => seen(node.id)).map(({ node, weight, part }) =>
    `<node id="${escaped(node.id)}">${data("kind", node.kind)}${data("label", node.title)}${data("weight", weight)}${data("part", model.parts[part] ?? "several")}${node.year ? data("year", node.year) : ""}</node>`);
  const edges = view.edges.filter(({ source, target }) => seen(source) && seen(target)).map(({ source, target, weight, headings }) =>
    `<edge source="${escaped(source)}" target="${escaped(target)}">${data("count", weight)}${data("places", headings.map((heading) => `§${heading}`).join(" "))}</edge>`);
  const keys = [["kind", "node", "string"], ["label", "node", "string"], ["weight", "node", "int"], ["part", "node", "string"], ["year", "node", "int"], ["count", "edge", "int"], ["places", "edge", "string"]];
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys.map(([name, of, type]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`).join("\n")}
<graph edgedefault="undirected">
${[...nodes, ...edges].join("\n")}
</graph></graphml>
`;
}

/**
 * The keys of the works that are chosen, or of all; where only sections are seen, of the works that they cite.
 * @param {Scene} scene
 */
export function worksOf({ view, model, state, lit }) {
  const seen = [...view.nodes.values()].filter(({ node }) => !lit || lit.nodes.has(node.id));
  const wanted = new Set(seen.flatMap(({ node }) => (node.kind === "work" ? [node] : node.works.map((number) => model.works[number]))).map(({ name }) => name));
  if (!wanted.size) {
    const sections = new Set(seen.map(({ node }) => node.id));
    for (const { section, work } of fitting(model, state)) if (sections.has(model.sections[section].id)) wanted.add(model.works[work].name);
  }
  return [...wanted];
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
