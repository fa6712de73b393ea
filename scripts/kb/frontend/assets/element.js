/**
 * An element with a class and content.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {(string | Node)[]} content
 */
export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/**
 * A button that does something.
 * @param {string} text
 * @param {string} className
 * @param {(event: MouseEvent) => void} act
 */
export function button(text, className, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/**
 * A button that shows a sign, with its name in words.
 * @param {string} text
 * @param {string} name
 * @param {() => void} act
 * @param {string} [className]
 */
export function sign(text, name, act, className = "") {
  const made = button(text, className, act);
  made.setAttribute("aria-label", name);
  made.title = name;
  return made;
}

/**
 * `1 work`, `1,299 works`.
 * @param {number} number
 * @param {string} thing
 */
export function countOf(number, thing) {
  return `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
}
