/** The page for an address that nothing has: what the address seems to mean stands in its search already. */

/**
 * What to search for in place of a page: an identifier as it is, or the words of the last step of the path. A cite key comes
 * apart, for one that is misspelt is found by its name, year and word.
 * @param {string} path
 * @returns {string}
 */
export function wanted(path) {
  const steps = decoded(path).replace(/(index)?\.[a-z]+$|\/+$/, "");
  const identifier = /\/(?:doi|arxiv)\/(.+)$/.exec(steps);
  const last = steps.split("/").findLast(Boolean) ?? "";
  return identifier ? identifier[1] : last.replace(/^(\p{L}+)(\d{4})(\p{L})/u, "$1 $2 $3").replace(/[-_+\s]+/g, " ").trim();
}

/** @param {string} path which somebody may have typed, so that it need not be well-formed */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function lost(root) {
  const box = root.querySelector("[data-kb-lost] input");
  if (box instanceof HTMLInputElement) box.value = wanted(location.pathname);
  return () => {};
}
