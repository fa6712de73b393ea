/** The basket: works and points that somebody collects while reading. It stays in this browser; its address shares it. */

/**
 * @typedef {"works" | "points"} Kind
 * @typedef {Record<Kind, string[]>} Basket works by key, points as `section.3`
 */

const NAME = "kb-basket";
/** What is in it where the browser keeps nothing for us. */
let kept = "";

/** @returns {Basket} */
export function basket() {
  return read(stored());
}

/**
 * A basket out of text: of the store, or of an address after its question mark.
 * @param {string} text
 * @returns {Basket}
 */
export function read(text) {
  const given = new URLSearchParams(text);
  const of = (/** @type {Kind} */ kind) => [...new Set((given.get(kind) ?? "").split(" ").filter((id) => /^[\w.-]+$/.test(id)))];
  return { works: of("works"), points: of("points") };
}

/**
 * A basket as text that {@link read} takes; empty where nothing is in it.
 * @param {Basket} of
 */
export function written({ works, points }) {
  const given = new URLSearchParams();
  if (works.length) given.set("works", works.join(" "));
  if (points.length) given.set("points", points.join(" "));
  return given.toString();
}

/** @param {Basket} of */
export function size({ works, points }) {
  return works.length + points.length;
}

/**
 * Puts things in, or takes them out.
 * @param {Kind} kind
 * @param {string[]} ids
 * @param {boolean} inside
 */
export function put(kind, ids, inside) {
  const now = basket();
  const others = now[kind].filter((id) => !ids.includes(id));
  replace({ ...now, [kind]: inside ? [...new Set([...now[kind], ...ids])] : others });
}

/** @param {Basket} of */
export function replace(of) {
  kept = written(of);
  try {
    localStorage.setItem(NAME, kept);
  } catch {
    // not allowed to keep anything: it lasts as long as this page
  }
  document.dispatchEvent(new Event(NAME));
}

/**
 * Tells of every change, also in another window.
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
export function watch(changed, signal) {
  document.addEventListener(NAME, changed, { signal });
  addEventListener("storage", (event) => { if (event.key === NAME || event.key === null) changed(); }, { signal });
}

function stored() {
  try {
    return localStorage.getItem(NAME) ?? kept;
  } catch {
    return kept;
  }
}
