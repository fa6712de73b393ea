/** The menu of what is on the map, to take away. What makes the files is asked for with the first of them. */
import { button, element } from "../element.js";
import { download } from "../take/download.js";
import { takeMenu } from "../take/menu.js";

/**
 * @param {() => import("./map.js").GraphMap} map
 * @param {(trouble: string) => void} fail
 */
export function downloads(map, fail) {
  const summary = element("summary", "", "Download");
  const menu = element("details", "kb-graph-save", summary);

  /**
   * @param {string} name
   * @param {string} ending
   * @param {string} type
   * @param {(makers: typeof import("./save.js")) => string | Promise<string | Blob>} make
   */
  function save(name, ending, type, make) {
    return button(name, "", async () => {
      menu.open = false;
      summary.focus();
      try {
        const makers = await import("./save.js");
        download(`citation-graph.${ending}`, new Blob([await make(makers)], { type }));
      } catch {
        fail(`The ${name} could not be made. Try again.`);
      }
    });
  }

  menu.append(element("div", "",
    save("PNG", "png", "image/png", ({ png }) => png(map().picture)),
    save("SVG", "svg", "image/svg+xml", ({ svg }) => svg(map().picture)),
    save("GraphML", "graphml", "application/xml", ({ graphml }) => graphml(map().scene)),
    takeMenu("citation-graph", async () => (await import("./save.js")).worksOf(map().scene), "Its works, as a list")));
  return menu;
}
