/**
 * Where a person stood in a list: how much of it was shown and how far down they were, kept for each address while the tab
 * is open, and asked for when they come back.
 */

/** @typedef {{shown: number, also: number, y: number}} Kept */

// Whether the page that is shown was come back to. The module stays while the theme changes pages.
const [navigation] = performance.getEntriesByType("navigation");
let cameBack = navigation instanceof PerformanceNavigationTiming && navigation.type !== "navigate";
addEventListener("popstate", () => { cameBack = true; }, true);
addEventListener("click", () => { cameBack = false; }, true);

/**
 * @param {() => {shown: number, also: number}} state what is to be kept besides the scroll position
 * @param {AbortSignal} signal
 */
export function keptScroll(state, signal) {
  let address = "";
  const keep = () => {
    // While a page is left, the address is the next one's already.
    if (!address || location.href !== address) return;
    try {
      sessionStorage.setItem(nameOf(address), JSON.stringify({ ...state(), y: scrollY }));
    } catch {
      // Without storage one begins at the top again.
    }
  };
  addEventListener("scroll", keep, { signal, passive: true });
  addEventListener("click", keep, { signal, capture: true });
  addEventListener("pagehide", keep, { signal });
  return {
    keep,
    /** From now on the list is there, and its scroll position is kept. */
    start() { address = location.href; },
    /** What was kept for this address, if it is come back to. @returns {Kept | undefined} */
    before() {
      address = "";
      if (!cameBack) return undefined;
      cameBack = false;
      try {
        return JSON.parse(sessionStorage.getItem(nameOf(location.href)) ?? "null") ?? undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** @param {string} address */
function nameOf(address) {
  return `kb-scroll ${address}`;
}
