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
  const host = root.querySelector("[data-kb-coins]");
  if (host instanceof HTMLElement) fill(host, controller.signal).catch(() => {}); // the reader has left, or is offline
  return () => controller.abort();
}

/**
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function fill(host, signal) {
  const answer = await fetch(host.dataset.kbCoins ?? "", { signal });
  if (!answer.ok) return;
  offer(host, (await answer.text()).split("\n"));
}

/**
 * Puts works where reference managers look, and tells them.
 * @param {HTMLElement} host
 * @param {string[]} works each as COinS
 */
export function offer(host, works) {
  const spans = works.map((work) => {
    const span = document.createElement("span");
    span.className = "Z3988";
    span.title = work;
    return span;
  });
  host.replaceChildren(...spans);
  host.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true })); // Zotero looks at the page again
}
