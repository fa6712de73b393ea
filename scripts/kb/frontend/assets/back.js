/**
 * Acts when the browser goes back or forward to another state of one page, and keeps the theme from loading that page anew.
 * `docs/theme/main.html` announces it before the theme listens.
 * @param {string} page address of the page, without a query
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function onBack(page, act, signal) {
  document.addEventListener("kb-back", (event) => {
    if (location.pathname !== new URL(page).pathname) return;
    event.preventDefault();
    act();
  }, { signal });
}
