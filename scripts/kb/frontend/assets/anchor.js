/**
 * The target of an address, after instant navigation: the theme puts the address there before the page stands, and
 * then the browser neither scrolls to it nor marks it.
 */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function addressTarget(root) {
  const timer = setTimeout(() => {
    const target = root.getElementById(location.hash.slice(1));
    if (target && !target.matches(":target")) location.replace(location.hash);
  }, 100);
  return () => clearTimeout(timer);
}
