/**
 * The place that an address names, after instant navigation: the theme puts the address there before the page stands, and
 * then the browser neither scrolls to the place nor marks it.
 */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function namedPlace(root) {
  const timer = setTimeout(() => {
    const place = root.getElementById(location.hash.slice(1));
    if (place && !place.matches(":target")) location.replace(location.hash);
  }, 100);
  return () => clearTimeout(timer);
}
