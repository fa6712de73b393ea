/** Buttons above the points of a section that show one kind of them. */

/** @typedef {import("../types/contract.js").PointItem} PointItem */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function pointKinds(root) {
  const list = root.querySelector("[data-kb-points]");
  const bar = root.querySelector("[data-kb-kinds]");
  if (!list || !(bar instanceof HTMLElement)) return () => {};
  const controller = new AbortController();
  const points = [...list.children].filter((item) => item instanceof HTMLElement);
  bar.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element && event.target.closest("button");
    if (pressed) show(pressed, bar, points);
  }, { signal: controller.signal });
  bar.hidden = false;
  return () => controller.abort();
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
