/** Whether a bare `/` opens the search: a key of one sign can be turned off (WCAG 2.1.4), and the browser remembers it. */

const NAME = "kb-slash";

export function slashIsOn() {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return false; // what cannot be turned off is not on
  }
}

/**
 * The switch on the search page, and the sign in the header's box.
 * @param {Document} root
 * @param {AbortSignal} signal
 */
export function slashSwitch(root, signal) {
  const box = root.querySelector("[data-kb-slash]");
  if (!(box instanceof HTMLInputElement)) return;
  box.checked = slashIsOn();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(NAME, box.checked ? "on" : "off");
    } catch {
      box.checked = false;
    }
    showSlash(root);
  }, { signal });
  box.labels?.forEach((label) => (label.hidden = false)); // not before somebody listens
}

/**
 * Names the key in the box only where it works.
 * @param {Document} root
 */
export function showSlash(root) {
  root.querySelector("[data-kb-search-box]")?.toggleAttribute("data-kb-no-slash", !slashIsOn());
}
