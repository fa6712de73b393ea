/** A button that puts one thing into the basket, and says whether it is there. */
import { button } from "../element.js";
import { basket, put, watch } from "./basket.js";

/** @typedef {import("../../types/contract.js").PointItem} PointItem */

/**
 * A button for one thing, which says whether it is in the basket.
 * @param {import("./basket.js").Kind} kind
 * @param {string} id
 * @param {string} name what it is, for those who hear the page
 * @param {AbortSignal} signal
 */
export function basketButton(kind, id, name, signal) {
  const made = button("", "kb-button kb-basket-button", () => put(kind, [id], !basket()[kind].includes(id)));
  const show = () => {
    const inside = basket()[kind].includes(id);
    made.toggleAttribute("data-out", !inside);
    made.textContent = inside ? "✓ in the basket" : "+ basket";
    made.setAttribute("aria-label", `${inside ? "Take out of" : "Put into"} the basket: ${name}`);
  };
  show();
  watch(show, signal);
  return made;
}

/**
 * A button beside every point of a section.
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function pointButtons(root) {
  const controller = new AbortController();
  const made = [...root.querySelectorAll("[data-kb-points] > li")].map((item) => {
    const { point } = /** @type {Partial<PointItem>} */ (item instanceof HTMLElement ? item.dataset : {});
    const one = basketButton("points", point ?? "", `point ${item.id.slice(1)}`, controller.signal);
    const waits = item.querySelector(".kb-basket-button.kb-waits");
    waits?.replaceWith(one);
    return () => waits && one.replaceWith(waits);
  });
  return () => {
    controller.abort();
    made.forEach((putBack) => putBack());
  };
}
