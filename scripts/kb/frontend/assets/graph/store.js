/** The state while people change it. The address holds it, so that it can be shared, and the browser's back and forward lead through what it was. */
import { read, written } from "./state.js";

/** @import { State } from "../../types/graph.js" */

export class Store {
  state = read(location.search);
  /** Draws the state. */
  changed = async () => {};
  /** The control that made the last change, if its changes are one. */
  #control = "";

  /**
   * A step that the browser's back undoes.
   * @param {Partial<State>} change
   * @param {string} [control] whose changes are one step
   */
  change(change, control = "") {
    const again = control && control === this.#control;
    this.#control = control;
    this.state = { ...this.state, ...change };
    if (again) history.replaceState(history.state, "", this.#address());
    else history.pushState(null, "", this.#address());
    return this.changed();
  }

  /**
   * No step, and nothing to draw: what the map itself has done.
   * @param {Partial<State>} change
   */
  replace(change) {
    this.state = { ...this.state, ...change };
    history.replaceState(history.state, "", this.#address());
  }

  /** What the browser has gone back or forward to. */
  back() {
    this.state = read(location.search);
    this.#control = "";
    return this.changed();
  }

  #address() {
    return location.pathname + written(this.state);
  }
}
