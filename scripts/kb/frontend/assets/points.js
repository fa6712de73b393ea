/** Buttons above the points of a section that show one kind of them. */

/** @typedef {import("../types/contract.js").PointItem} PointItem */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function pointKinds(root) {
  const list = root.querySelector("[data-kb-points]");
  if (!(list instanceof HTMLElement)) return () => {};
  const points = [...list.children].filter((item) => item instanceof HTMLElement);
  const kinds = [...new Set(points.map(kindOf))];
  const bar = document.createElement("div");
  bar.className = "kb-kinds";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Show points of one kind");
  for (const kind of ["", ...kinds]) bar.append(button(kind, points));
  bar.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element && event.target.closest("button");
    if (pressed) show(pressed, bar, points);
  });
  list.before(bar);
  return () => bar.remove();
}

/**
 * @param {string} kind empty for all
 * @param {HTMLElement[]} points
 */
function button(kind, points) {
  const made = document.createElement("button");
  const count = points.filter((point) => !kind || kindOf(point) === kind).length;
  made.type = "button";
  made.value = kind;
  made.textContent = `${kind.replace("-", " ") || "all"} ${count}`;
  made.setAttribute("aria-pressed", String(!kind));
  return made;
}

/**
 * @param {HTMLButtonElement} pressed
 * @param {HTMLElement} bar
 * @param {HTMLElement[]} points
 */
function show(pressed, bar, points) {
  for (const other of bar.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === pressed));
  for (const point of points) point.hidden = Boolean(pressed.value) && kindOf(point) !== pressed.value;
}

/** @param {HTMLElement} point */
function kindOf(point) {
  return /** @type {Partial<PointItem>} */ (point.dataset).kind ?? "";
}
