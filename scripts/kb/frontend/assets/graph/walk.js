/** The keyboard on the map: it walks through the neighbors of what is chosen. */
import { element } from "../element.js";
import { announced } from "./scene.js";
import { around } from "./views.js";

/** @import { Act } from "../../types/graph.js" */

const KEYS = "Arrow keys walk through the neighbors of what is chosen, Enter chooses one, Backspace goes back, Escape lets go, plus and minus zoom, 0 shows all. The panel beside the map holds the same as a list.";

export class Walk {
  /** The neighbor at which the arrow keys stand. */
  #pointed = "";

  /**
   * @param {import("./map.js").GraphMap} map
   * @param {Act} act
   * @param {AbortSignal} signal
   */
  constructor(map, act, signal) {
    this.map = map;
    this.act = act;
    const help = element("p", "kb-hidden", KEYS);
    help.id = "kb-graph-keys";
    map.canvas.after(help);
    map.canvas.setAttribute("aria-describedby", help.id);
    map.canvas.addEventListener("keydown", (event) => this.#key(event), { signal });
    map.canvas.addEventListener("blur", () => this.#leave(), { signal });
  }

  /** Another scene begins at what is chosen in it. */
  show() {
    this.#leave();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) this.#step(step);
    else if (event.key === "Enter" && this.#pointed) this.act.choose(this.#pointed, true);
    else if (event.key === "Backspace") this.act.before();
    else if (event.key === "Escape") this.#release();
    else if (event.key === "+" || event.key === "=") this.map.nearer();
    else if (event.key === "-") this.map.farther();
    else if (event.key === "0") this.map.whole();
    else return;
    event.preventDefault();
  }

  /** First of the neighbor at which the arrows stand, then of what is chosen. */
  #release() {
    if (this.#pointed) this.#leave();
    else this.act.choose("");
  }

  /**
   * To the next neighbor of what is chosen, or to the next section where nothing is.
   * @param {number} step
   */
  #step(step) {
    const { view, state } = this.map.scene;
    const near = view.near.get(state.node);
    const ids = near ? [...near].sort(([, one], [, other]) => other.weight - one.weight).map(([id]) => id) : [...view.nodes.keys()].filter((id) => id.startsWith("section:"));
    if (!ids.length) return this.act.say("It has no neighbors on the map.");
    const number = ids.indexOf(this.#pointed);
    const next = number < 0 ? (step > 0 ? 0 : ids.length - 1) : (number + step + ids.length) % ids.length;
    this.#point(ids[next], `${next + 1} of ${ids.length}`);
  }

  /**
   * Shows where the arrow keys stand.
   * @param {string} id
   * @param {string} rank among how many
   */
  #point(id, rank) {
    const { picture, scene, tip } = this.map;
    this.#pointed = id;
    picture.light({ chosen: id, nodes: new Set([scene.state.node, ...around(scene.view, id, 1)]), edges: null });
    this.act.say(`${announced(scene, id)}, ${rank}`);
    tip.say(scene.model.nodes.get(id)?.title ?? id, `${rank}, Enter chooses it`);
    tip.moveTo(...picture.positionOf(id));
  }

  #leave() {
    if (!this.#pointed) return;
    this.#pointed = "";
    this.map.tip.hide();
    this.map.picture.light(this.map.scene.lit);
  }
}
