/**
 * Previews of citations and terms: pointing at one, reaching it with the keyboard or tapping it shows the reference, what it is here
 * for, and links.
 */
import { element } from "./element.js";
import { annotation, fragment, reference, waysToRead, workRecord } from "./works.js";

/**
 * @typedef {import("../types/contract.js").CitationGroup} CitationGroup
 * @typedef {import("../types/contract.js").CiteLink} CiteLink
 * @typedef {import("../types/contract.js").TermLink} TermLink
 * @typedef {import("../types/contract.js").WorkRecord} WorkRecord
 */

const DELAY = 150;

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function previews(root) {
  const controller = new AbortController();
  const { signal } = controller;
  /** @type {HTMLElement | null} */
  let box = null;
  /** @type {HTMLAnchorElement | null} */
  let owner = null;
  let timer = 0;

  function close() {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    box?.remove();
    box = owner = null;
  }

  /** @param {HTMLAnchorElement} link */
  async function open(link) {
    if (owner === link) return;
    close();
    owner = link;
    const content = await contentOf(link, signal).catch(() => null);
    if (!content || owner !== link || box || !link.isConnected) return; // box: it was left and reached again meanwhile
    box = element("div", "kb-preview", ...content);
    box.id = "kb-preview";
    box.role = "tooltip";
    box.addEventListener("pointerenter", () => clearTimeout(timer), { signal });
    box.addEventListener("pointerleave", closeSoon, { signal });
    link.setAttribute("aria-describedby", box.id);
    (link.closest(".md-content__inner") ?? root.body).append(box);
    position(box, link);
  }

  function closeSoon() {
    clearTimeout(timer);
    timer = window.setTimeout(close, 2 * DELAY);
  }

  root.addEventListener("pointerover", (event) => {
    const link = previewed(event.target);
    if (!link || event.pointerType !== "mouse") return;
    clearTimeout(timer);
    timer = window.setTimeout(() => open(link), DELAY);
    link.addEventListener("pointerleave", closeSoon, { once: true, signal });
  }, { signal });
  root.addEventListener("focusin", (event) => {
    const link = previewed(event.target);
    if (link?.matches(":focus-visible")) open(link);
    else if (owner && event.target instanceof Node && !box?.contains(event.target)) close();
  }, { signal });
  root.addEventListener("click", (event) => {
    const link = previewed(event.target);
    const touch = /** @type {PointerEvent} */ (event).pointerType === "touch";
    if (link && touch && owner !== link) {
      // A first tap shows the preview, a second one follows the link. Capture, so that instant navigation does not see it.
      event.preventDefault();
      event.stopImmediatePropagation();
      open(link);
    } else if (box && event.target instanceof Node && !box.contains(event.target)) close();
  }, { capture: true, signal });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  }, { signal });

  return () => {
    close();
    controller.abort();
  };
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function previewed(target) {
  return target instanceof Element ? target.closest("a[data-work], a[data-definition]") : null;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {AbortSignal} signal
 * @returns {Promise<HTMLElement[]>}
 */
async function contentOf(link, signal) {
  const { work, definition } = /** @type {Partial<CiteLink & TermLink>} */ (link.dataset);
  const more = document.createElement("a");
  more.href = link.href;
  more.textContent = "In the glossary";
  if (!work) return [element("p", "", definition ?? ""), more];
  const [record, { basketButton }] = await Promise.all([workRecord(work), import("./take/one.js")]);
  more.textContent = record.since ? "How it bears on the report" : "Where the report cites it";
  return [...here(link, record), reference(record), ...waysToRead(record), ...annotation(record), more, basketButton("works", work, record.label, signal)];
}

/**
 * What a work is there for, where its link stands in a list of citations.
 * @param {HTMLAnchorElement} link
 * @param {WorkRecord} record
 */
function here(link, record) {
  const item = link.closest("[data-group]");
  if (!(item instanceof HTMLElement)) return [];
  const { section, group } = /** @type {Record<keyof CitationGroup, string>} */ (/** @type {unknown} */ (item.dataset));
  const citations = record.sections.find(({ slug }) => slug === section)?.places ?? [];
  return citations.filter((citation) => String(citation.group) === group).map(({ note, role, page }) =>
    element("p", "kb-preview-note", `${fragment(note).textContent} (${page === null ? role : `${role}, p. ${page}`})`));
}

/**
 * Puts the box below its link, or above where there is more room, and inside the window.
 * @param {HTMLElement} box
 * @param {HTMLAnchorElement} link
 */
function position(box, link) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const parent = (box.offsetParent ?? document.documentElement).getBoundingClientRect();
  const width = box.offsetWidth;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = window.innerHeight - at.bottom;
  const top = below < box.offsetHeight + 8 && at.top > below ? at.top - box.offsetHeight - 4 : at.bottom + 4;
  box.style.left = `${left - parent.left}px`;
  box.style.top = `${top - parent.top}px`;
}
