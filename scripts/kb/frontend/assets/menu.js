/**
 * The button of the menu, which on narrow windows is a drawer: it opens with the focus on its first link, and Escape, leaving
 * it, or choosing something closes it. The theme keeps whether it is open in a checkbox.
 */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function menu(root) {
  const button = root.querySelector("[data-kb-menu]");
  const open = root.getElementById("__drawer");
  const drawer = root.querySelector(".md-sidebar--primary");
  if (!(button instanceof HTMLElement) || !(open instanceof HTMLInputElement) || !drawer) return () => {};
  const controller = new AbortController();
  const { signal } = controller;
  const say = () => button.setAttribute("aria-expanded", String(open.checked));
  const links = () => [...drawer.querySelectorAll("a[href], label[tabindex]")].filter((link) => link.checkVisibility({ visibilityProperty: true }));
  button.addEventListener("click", () => {
    open.click();
    const first = links()[0];
    if (open.checked && first instanceof HTMLElement) first.focus();
  }, { signal });
  open.addEventListener("change", say, { signal });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open.checked) return;
    open.click();
    button.focus();
  }, { signal });
  root.addEventListener("focusin", ({ target }) => {
    if (open.checked && target instanceof Node && target !== button && !drawer.contains(target)) open.click();
  }, { signal });
  for (const label of drawer.querySelectorAll("label.md-nav__link, .md-nav .md-nav .md-nav__title")) if (label instanceof HTMLLabelElement) asButton(label, signal);
  say();
  button.hidden = false;
  return () => {
    controller.abort();
    button.hidden = true;
  };
}

/**
 * The theme's labels that open a part of the menu, or lead back from it, are buttons for those who use keys or hear the page.
 * @param {HTMLLabelElement} label
 * @param {AbortSignal} signal
 */
function asButton(label, signal) {
  const open = document.getElementById(label.htmlFor);
  if (!(open instanceof HTMLInputElement)) return;
  const back = label.matches(".md-nav__title");
  const name = (label.textContent?.trim() || label.parentElement?.textContent || "").trim();
  const say = () => label.setAttribute("aria-expanded", String(open.checked));
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", back ? `Back from ${name}` : `${name}: more`);
  label.tabIndex = 0;
  label.addEventListener("keydown", (event) => {
    if (event.key !== " ") return; // the theme answers to Enter
    event.preventDefault();
    label.click();
  }, { signal });
  open.addEventListener("change", () => {
    say();
    if (back === open.checked && label.checkVisibility({ visibilityProperty: true })) label.focus();
  }, { signal });
  say();
}
