/**
 * The works of a long list, for reference managers in the browser: their COinS stand in a file of their own, for most readers
 * have no use for them.
 */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function coins(root) {
  const controller = new AbortController();
  const place = root.querySelector("[data-kb-coins]");
  if (place instanceof HTMLElement) fill(place, controller.signal).catch(() => {}); // the reader has left, or is offline
  return () => controller.abort();
}

/**
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 */
async function fill(place, signal) {
  const answer = await fetch(place.dataset.kbCoins ?? "", { signal });
  if (!answer.ok) return;
  const spans = (await answer.text()).split("\n").map((line) => {
    const span = document.createElement("span");
    span.className = "Z3988";
    span.title = line;
    return span;
  });
  place.replaceChildren(...spans);
  place.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true })); // Zotero looks at the page again
}
