/** How many are in the basket, in the header of every page; nothing while it is empty. */
import { countOf, element } from "../element.js";
import { basket, size, watch } from "./basket.js";

const ROOT = new URL("../../", import.meta.url).href;

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function basketCounter(root) {
  const controller = new AbortController();
  const link = element("a", "kb-basket-link");
  link.href = `${ROOT}basket/`;
  const show = () => {
    const number = size(basket());
    link.hidden = !number;
    link.replaceChildren("Basket ", element("b", "", String(number)));
    link.ariaLabel = `Basket, ${countOf(number, "thing")} in it`;
  };
  root.querySelector(".kb-search")?.after(link);
  show();
  watch(show, controller.signal);
  return () => {
    controller.abort();
    link.remove();
  };
}
