/** The row above the map. Of what opens in it one is open at a time, and Escape or turning elsewhere closes it. */
import { element } from "../element.js";

/**
 * @param {HTMLElement[]} parts
 * @param {AbortSignal} signal
 */
export function bar(parts, signal) {
  const made = element("div", "kb-graph-bar", ...parts);

  /** @param {EventTarget | null} but the menu that holds it */
  function close(but) {
    for (const menu of made.querySelectorAll("details")) menu.open &&= but instanceof Node && menu.contains(but);
  }

  document.addEventListener("pointerdown", ({ target }) => close(target), { signal });
  made.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget) close(relatedTarget); }, { signal });
  made.addEventListener("keydown", ({ key, target }) => {
    const menu = key === "Escape" && target instanceof Element ? target.closest("details[open]") : null;
    if (!menu) return;
    menu.querySelector("summary")?.focus();
    close(null);
  }, { signal });
  return made;
}
