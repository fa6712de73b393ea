/** What the vendored scripts put beside the modules, as the packages declare it that they are copied from. */
import * as graphs from "graphology";
import Drawing from "sigma";
import * as programs from "sigma/rendering";

declare global {
  var graphology: typeof graphs;
  var Sigma: typeof Drawing & { rendering: typeof programs };
}
