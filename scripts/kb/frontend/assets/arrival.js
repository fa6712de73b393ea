/**
 * Where one is after instant navigation. The theme replaces the page without loading it, so that the focus falls to the body
 * and nobody who listens hears of a new page: the focus goes to its heading, or to the target of the address.
 */
let arrived = false;

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function arrival(root) {
  const first = !arrived;
  arrived = true;
  if (first || (root.activeElement && root.activeElement !== root.body)) return () => {};
  const target = root.getElementById(decodeURIComponent(location.hash.slice(1))) ?? root.querySelector("h1");
  if (!target) return () => {};
  if (!target.matches("a[href], button, input, [tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  return () => {};
}
