/** The contents of a long page, on narrow windows: they close when one has chosen, and by Escape. */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function contents(root) {
  const fold = root.querySelector("[data-kb-contents]");
  if (!(fold instanceof HTMLDetailsElement)) return () => {};
  const controller = new AbortController();
  const { signal } = controller;
  fold.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) fold.open = false;
  }, { signal });
  fold.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary")?.focus();
  }, { signal });
  root.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !fold.contains(target)) fold.open = false;
  }, { signal });
  return () => controller.abort();
}
