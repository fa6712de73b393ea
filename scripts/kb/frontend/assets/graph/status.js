/** How much is on the map, in a sentence, and what went wrong. */
import { countOf, element } from "../element.js";

/** @import { Scene } from "../../types/graph.js" */

export class Status {
  constructor() {
    this.element = element("p", "kb-graph-summary");
    Object.assign(this.element, { role: "status", tabIndex: -1 });
  }

  /** @param {Scene} scene */
  show(scene) {
    this.say(`${summary(scene)}.`);
  }

  /** @param {string} text */
  say(text) {
    if (this.element.textContent !== text) this.element.textContent = text; // the same is not announced again
  }
}

/** @param {Scene} scene */
function summary({ view, state }) {
  const counts = { section: 0, work: 0, author: 0 };
  for (const { node, weight } of view.nodes.values()) counts[node.kind] += weight ? 1 : 0;
  const links = countOf(view.edges.length, "link");
  const meaning = {
    all: `${countOf(counts.work, "work")} in ${countOf(counts.section, "section")}, ${links}: a section cites a work`,
    works: `${countOf(counts.work, "work")}, ${links}: two works are cited together`,
    sections: `${countOf(counts.section, "section")}, ${links}: two sections cite the same works; thicker, more of them`,
    authors: `${countOf(counts.author, "author")} of two works or more, ${links}: they wrote two works or more together`,
  };
  return meaning[state.view];
}
