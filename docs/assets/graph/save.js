/** What is on the map, to take away: as a picture, as a graph, as BibTeX. */
import { ROOT } from "./data.js";
import { LINE } from "./labels.js";
import { colorOf } from "./colors.js";
import { nameOf } from "./views.js";

/**
 * @typedef {import("./picture.js").Picture} Picture
 * @typedef {import("./data.js").Model} Model
 */

const SHARPNESS = 2;

/**
 * The map as it stands in the window.
 * @param {Picture} picture
 * @returns {string}
 */
export function svg(picture) {
  const { width, height } = picture.sigma.getDimensions();
  const { ground, text } = picture.colors;
  const visible = picture.visible();
  const lines = picture.view.edges.map((edge) => {
    const data = picture.sigma.getEdgeDisplayData(nameOf(edge));
    if (!data || data.hidden) return "";
    const [one, other] = [edge.source, edge.target].map((id) => picture.sigma.framedGraphToViewport(picture.sigma.getNodeDisplayData(id)));
    return `<line x1="${round(one.x)}" y1="${round(one.y)}" x2="${round(other.x)}" y2="${round(other.y)}" stroke="${data.color}" stroke-width="${round(Math.max(0.6, data.type === "thick" ? data.size : 0.6))}"/>`;
  });
  const dots = visible.map(({ shown, x, y, size, color }) => `<circle cx="${round(x)}" cy="${round(y)}" r="${round(size)}" fill="${color}"><title>${escaped(shown.node.title)}</title></circle>`);
  const names = picture.names().map(({ lines, x, y, centered, bold }) => {
    const rows = lines.map((line, number) => `<tspan x="${round(x)}" y="${round(y + number * LINE + 4)}">${escaped(line)}</tspan>`);
    return `<text${centered ? ' text-anchor="middle"' : ""}${bold ? ' font-weight="700"' : ""}>${rows.join("")}</text>`;
  });
  const parts = picture.model.parts.map((part, number) => `<circle cx="${12 + number * 92}" cy="${height + 14}" r="5" fill="${colorOf(picture.colors, number)}"/><text x="${20 + number * 92}" y="${height + 18}">${part}</text>`);
  const source = `${document.querySelector("meta[property='og:site_name']")?.getAttribute("content") ?? document.title} · ${location.href}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + 42}" viewBox="0 0 ${width} ${height + 42}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="${ground}"/><svg width="${width}" height="${height}">${lines.join("\n")}
${dots.join("\n")}
<g fill="${text}" stroke="${ground}" stroke-width="3" paint-order="stroke">${names.join("\n")}</g></svg>
<g fill="${text}" font-size="11">${parts.join("")}<text x="8" y="${height + 36}">${escaped(source)}</text></g></svg>
`;
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
 * Nodes and edges for Gephi, Cytoscape and networkx, by the names that `kb graph` gives them.
 * @param {Picture} picture
 * @returns {string}
 */
export function graphml(picture) {
  const { view, lit, model } = picture;
  const seen = (/** @type {string} */ id) => !lit || lit.nodes.has(id);
  const data = (/** @type {string} */ key, /** @type {string | number} */ value) => `<data key="${key}">${escaped(String(value))}</data>`;
  const nodes = [...view.nodes.values()].filter(({ node }) => seen(node.id)).map(({ node, weight, part }) =>
    `<node id="${escaped(node.id)}">${data("kind", node.kind)}${data("label", node.title)}${data("weight", weight)}${data("part", model.parts[part] ?? "several")}${node.year ? data("year", node.year) : ""}</node>`);
  const edges = view.edges.filter(({ source, target }) => seen(source) && seen(target)).map(({ source, target, weight, places }) =>
    `<edge source="${escaped(source)}" target="${escaped(target)}">${data("count", weight)}${data("places", places.map((place) => `§${place}`).join(" "))}</edge>`);
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
 * The entries of the works, out of the whole bibliography.
 * @param {Picture} picture
 * @returns {Promise<string>}
 */
export async function bibtex(picture) {
  const response = await fetch(`${ROOT}exports/references.bib`);
  if (!response.ok) throw new Error(String(response.status));
  const { view, lit, model } = picture;
  const wanted = new Set();
  for (const { node } of view.nodes.values()) {
    if (lit && !lit.nodes.has(node.id)) continue;
    if (node.kind === "work") wanted.add(node.name);
    for (const number of node.works) wanted.add(model.works[number].name);
  }
  const entries = (await response.text()).split(/\n(?=@)/);
  return entries.filter((entry) => wanted.has(entry.match(/@\w+\{([^,]+),/)?.[1])).join("\n");
}

/**
 * Hands a file to the browser.
 * @param {string} name
 * @param {Blob} content
 */
export function download(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
