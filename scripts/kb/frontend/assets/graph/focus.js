/** Where the focus is, so that what is drawn anew has it again. Controls say by `data-focus` who they are. */

/**
 * @typedef {object} Focus
 * @property {string} name of the control; empty where it has none
 * @property {number} place among the buttons of its list, for lists that get shorter
 * @property {string} list class of that list
 */

/**
 * @param {HTMLElement} within
 * @returns {Focus | null} null where the focus is elsewhere
 */
export function focusIn(within) {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === within || !within.contains(element)) return null;
  const list = element.closest("ul, ol");
  const place = list ? [...list.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (element)) : -1;
  return { name: element.dataset.focus ?? "", place, list: list?.className ?? "" };
}

/**
 * Gives it back, if it was lost: to the control of that name, else to what has taken its place in its list, else to another element.
 * @param {HTMLElement} within
 * @param {Focus | null} focus
 * @param {HTMLElement} otherwise
 */
export function refocus(within, focus, otherwise) {
  if (!focus || (document.activeElement && document.activeElement !== document.body)) return;
  const same = focus.name ? within.querySelector(`[data-focus="${CSS.escape(focus.name)}"]`) : null;
  const list = focus.list ? [...within.querySelectorAll("ul:not([hidden]), ol")].find(({ className }) => className === focus.list) : null;
  const buttons = list?.querySelectorAll("button") ?? [];
  const target = same ?? buttons[Math.min(focus.place, buttons.length - 1)] ?? otherwise;
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
