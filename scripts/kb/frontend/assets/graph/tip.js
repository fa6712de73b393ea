/** The box beside what is pointed at. It says in a line or two what it is; the panel says more. */
import { element } from "../element.js";

const ASIDE = 14, EDGE = 4;

export class Tip {
  constructor() {
    this.element = element("div", "kb-graph-tip");
    this.element.hidden = true;
    this.element.setAttribute("aria-hidden", "true"); // the same is announced, or stands in the panel
  }

  /**
   * @param {string} title
   * @param {string} detail
   */
  say(title, detail) {
    this.element.replaceChildren(element("strong", "", title), element("span", "", detail));
    this.element.hidden = false;
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * Beside a position on the map, and within it.
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    const { offsetWidth, offsetHeight, parentElement } = this.element;
    const { clientWidth, clientHeight } = parentElement ?? document.documentElement;
    const left = Math.max(EDGE, Math.min(x + ASIDE, clientWidth - offsetWidth - EDGE));
    const below = y + ASIDE + offsetHeight <= clientHeight;
    this.element.style.translate = `${left}px ${Math.max(EDGE, below ? y + ASIDE : y - ASIDE - offsetHeight)}px`;
  }
}
