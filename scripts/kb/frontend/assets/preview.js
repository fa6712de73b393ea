/**
 * Previews of citations and terms: pointing at one, reaching it with the keyboard or tapping it shows the reference, what it is here
 * for, and links. The reference comes from the work's own page, fetched once; the note from beside the citation.
 */
import { otherPage } from "./other-page.js";

const DELAY = 150;
/** @type {Map<string, Promise<DocumentFragment>>} */
const cards = new Map();

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
    const definition = link.dataset.definition;
    const card = definition ? text(definition) : await load(link.href).catch(() => null);
    if (!card || owner !== link || !link.isConnected) return;
    box = build(link, card);
    box.addEventListener("pointerenter", () => clearTimeout(timer), { signal });
    box.addEventListener("pointerleave", closeSoon, { signal });
    link.setAttribute("aria-describedby", box.id);
    (link.closest(".md-content__inner") ?? root.body).append(box);
    place(box, link);
  }

  function closeSoon() {
    clearTimeout(timer);
    timer = window.setTimeout(close, 2 * DELAY);
  }

  root.addEventListener("pointerover", (event) => {
    const link = citation(event.target);
    if (!link || event.pointerType !== "mouse") return;
    clearTimeout(timer);
    timer = window.setTimeout(() => open(link), DELAY);
    link.addEventListener("pointerleave", closeSoon, { once: true, signal });
  }, { signal });
  root.addEventListener("focusin", (event) => {
    const link = citation(event.target);
    if (link?.matches(":focus-visible")) open(link);
    else if (owner && event.target instanceof Node && !box?.contains(event.target)) close();
  }, { signal });
  root.addEventListener("click", (event) => {
    const link = citation(event.target);
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
function citation(target) {
  return target instanceof Element ? target.closest("a.kb-cite, a.kb-term") : null;
}

/**
 * A paragraph.
 * @param {string} content
 * @returns {DocumentFragment}
 */
function text(content) {
  const fragment = document.createDocumentFragment();
  const paragraph = document.createElement("p");
  paragraph.textContent = content;
  fragment.append(paragraph);
  return fragment;
}

/**
 * The reference and links of a work, from its page.
 * @param {string} url
 * @returns {Promise<DocumentFragment>}
 */
function load(url) {
  const known = cards.get(url);
  if (known) return known;
  const card = otherPage(url).then((page) => {
    const fragment = document.createDocumentFragment();
    fragment.append(...page.querySelectorAll("[data-kb-card], [data-kb-links]"));
    return fragment;
  });
  cards.set(url, card);
  card.catch(() => cards.delete(url));
  return card;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {DocumentFragment} card
 * @returns {HTMLElement}
 */
function build(link, card) {
  const box = document.createElement("div");
  box.id = "kb-preview";
  box.className = "kb-preview";
  box.setAttribute("role", "tooltip");
  const note = link.closest(".kb-citations > li")?.querySelector(".kb-note");
  if (note) {
    const here = document.createElement("p");
    here.className = "kb-preview-note";
    const aside = note.querySelector(".kb-aside");
    const said = [...(aside?.children ?? [])].filter((node) => !node.matches(".kb-edit"));
    const words = [note.firstChild, ...said].map((node) => (node?.textContent ?? "").trim());
    here.textContent = `${words[0]} (${words.slice(1).join(", ")})`;
    box.append(here);
  }
  box.append(card.cloneNode(true));
  const more = document.createElement("a");
  more.href = link.href;
  more.textContent = link.matches(".kb-term") ? "In the glossary" : "Where the report cites it";
  box.append(more);
  return box;
}

/**
 * Puts the box below its link, or above where there is more room, and inside the window.
 * @param {HTMLElement} box
 * @param {HTMLAnchorElement} link
 */
function place(box, link) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const parent = (box.offsetParent ?? document.documentElement).getBoundingClientRect();
  const width = box.offsetWidth;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = window.innerHeight - at.bottom;
  const top = below < box.offsetHeight + 8 && at.top > below ? at.top - box.offsetHeight - 4 : at.bottom + 4;
  box.style.left = `${left - parent.left}px`;
  box.style.top = `${top - parent.top}px`;
}
