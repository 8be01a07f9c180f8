/* SVG elements made as nodes, never as text: nothing from outside can become markup. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/** An SVG element with attributes and children. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A drawing of a size in pixels with its origin in the middle; hidden from screen readers. */
export function drawing(width, height, ...children) {
  const view = `${-width / 2} ${-height / 2} ${width} ${height}`;
  return svg("svg", { width, height, viewBox: view, "aria-hidden": "true" }, ...children);
}
