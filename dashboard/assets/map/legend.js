/* The legend under the map: families with live counts, shapes in words. Folded on a phone and
 * in a frame so low that it would leave the map too little. */

import { FAMILIES } from "./palette.js";
import { legendShape, legendSign } from "./symbols.js";

const SHAPES = [
  ["exact", "exact"],
  ["town", "town"],
  ["region", "district or province"],
  ["country", "country"],
  ["near", "near"],
  ["soft", "claimed or planned"],
  ["stack", "events here"],
];

const LOW_FRAME = matchMedia("(max-height: 400px)");

export class Legend {
  constructor(map, onResize) {
    this.element = L.DomUtil.create("div", "gz-legend", map.getContainer());
    this.isOpen = false;
    L.DomEvent.disableClickPropagation(this.element);
    L.DomEvent.disableScrollPropagation(this.element);
    new ResizeObserver(onResize).observe(this.element);
    LOW_FRAME.addEventListener("change", () => this.state && this.draw(this.state, this.colours));
  }

  get height() {
    return this.element.offsetHeight;
  }

  draw(state, colours) {
    this.state = state;
    this.colours = colours;
    this.folds = state.small || LOW_FRAME.matches;
    const isFolded = this.folds && !this.isOpen;
    this.element.replaceChildren(...(isFolded ? this.folded() : this.unfolded()));
    this.element.classList.toggle("gz-folded", isFolded);
  }

  /** The button that opens the legend, and the signs of what is on the map. */
  folded() {
    const { counts } = this.state;
    const signs = Object.keys(FAMILIES)
      .filter((family) => counts[family])
      .map((family) => {
        const element = document.createElement("span");
        element.append(legendSign(family, this.colours));
        element.title = family;
        element.setAttribute("role", "img");
        element.setAttribute("aria-label", family);
        return element;
      });
    return [this.button("Legend", true), ...signs];
  }

  unfolded() {
    const families = Object.keys(FAMILIES).map((family) => {
      const count = this.state.counts[family] ?? 0;
      const element = entry(legendSign(family, this.colours), family);
      const number = document.createElement("b");
      number.textContent = count.toLocaleString("en");
      element.append(number);
      element.classList.toggle("gz-none", count === 0);
      return element;
    });
    const line = document.createElement("i");
    const shapes = SHAPES.map(([shape, words]) => {
      const element = entry(legendShape(shape, this.colours), words);
      element.classList.toggle("gz-wide", shape === "stack");
      return element;
    });
    const close = this.folds ? [this.button("Close legend", false)] : [];
    return [...families, line, ...shapes, ...close];
  }

  button(words, opens) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gz-toggle";
    button.textContent = words;
    button.setAttribute("aria-expanded", String(!opens));
    button.addEventListener("click", () => {
      this.isOpen = opens;
      this.draw(this.state, this.colours);
      this.element.querySelector("button")?.focus();
    });
    return button;
  }
}

function entry(picture, words) {
  const element = document.createElement("span");
  element.append(picture, words);
  return element;
}
