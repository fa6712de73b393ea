/** Menus and the basket, of which little is loaded before somebody uses them. */

/**
 * @param {Document} root
 * @returns {() => void} removes the feature
 */
export function taking(root) {
  const controller = new AbortController();
  const { signal } = controller;
  let removed = false;
  let remove = () => {};
  /** @type {Promise<void> | undefined} */
  let counted;

  function count() {
    counted ??= import("./counter.js").then(({ basketCounter }) => {
      if (!removed) remove = basketCounter(root);
    });
  }

  /** @param {EventTarget | null} menu */
  async function open(menu) {
    if (!(menu instanceof HTMLDetailsElement) || !menu.matches("[data-take]") || menu.dataset.filled) return;
    menu.dataset.filled = "";
    count();
    (await import("./menu.js")).fillMenu(menu);
  }

  root.addEventListener("toggle", (event) => open(event.target), { capture: true, signal });
  root.querySelectorAll("[data-take][open]").forEach(open); // whoever was faster than this script
  root.addEventListener("kb-basket", count, { signal });
  if (isKept()) count();
  return () => {
    removed = true;
    remove();
    controller.abort();
  };
}

function isKept() {
  try {
    return Boolean(localStorage.getItem("kb-basket"));
  } catch {
    return false;
  }
}
