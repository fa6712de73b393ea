/** Buttons that copy the text of the code block or quotation before them. */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function copyButtons(root) {
  const controller = new AbortController();
  for (const button of root.querySelectorAll(".kb-copy")) {
    const code = button.closest(".kb-bibtex")?.querySelector("code, blockquote");
    if (!(button instanceof HTMLButtonElement) || !code || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => copy(button, code.textContent ?? ""), controller);
  }
  return () => controller.abort();
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed to copy";
  }
  setTimeout(() => (button.textContent = "Copy"), 2000);
}
