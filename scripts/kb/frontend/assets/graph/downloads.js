/** The menu of what is on the map, to take away. What makes the files is asked for with the first of them. */
import { button, element } from "../element.js";

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
        const [makers, { download }] = await Promise.all([import("./save.js"), import("../take/download.js")]);
        download(`citation-graph.${ending}`, new Blob([await make(makers)], { type }));
      } catch {
        fail(`The ${name} could not be made. Try again.`);
      }
    });
  }

  const works = element("details", "kb-take", element("summary", "", "Its works, as a list"), element("ul", "kb-take-files"));
  works.addEventListener("toggle", async () => {
    const { fill } = await import("../take/menu.js");
    fill(works, "citation-graph", async () => (await import("./save.js")).worksOf(map().scene));
  }, { once: true });

  menu.append(element("div", "",
    save("PNG", "png", "image/png", ({ png }) => png(map().picture)),
    save("SVG", "svg", "image/svg+xml", ({ svg }) => svg(map().picture)),
    save("GraphML", "graphml", "application/xml", ({ graphml }) => graphml(map().scene)),
    works));
  return menu;
}
