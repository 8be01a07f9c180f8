/* Which base map is drawn: a button that opens a list, and the page's address (base=).
 *
 * Online tiles are never asked for unless a reader chooses them, and only where the person who
 * runs the dashboard has named some.
 */

import { svg } from "./svg.js";

const AS_PAGE = "";
const NAMES = {
  [AS_PAGE]: "As the page", light: "Light", dark: "Dark", relief: "Relief", online: "Online tiles",
};
const ABOUT_BORDERS =
  "Dotted borders are contested; the page About says by whom and where that is written.";

/** The base that the page's address names, "" when it names none that there is. */
export function baseOfAddress(tiles) {
  try {
    const asked = new URL(window.parent.location.href).searchParams.get("base") ?? AS_PAGE;
    return asked in NAMES && (asked !== "online" || tiles) ? asked : AS_PAGE;
  } catch {
    return AS_PAGE; // a page of another origin keeps its address to itself
  }
}

/** Puts the base into the page's address; it is replaced, not visited. */
export function writeBase(base) {
  try {
    const page = window.parent;
    const address = new URL(page.location.href);
    if (base) address.searchParams.set("base", base);
    else address.searchParams.delete("base");
    page.history.replaceState(page.history.state, "", address);
  } catch {
    // as above
  }
}

/** The theme that a base is drawn in. */
export const themeOf = (base, theme) => (base === "light" || base === "dark" ? base : theme);

export class BaseChoice {
  constructor(map, tiles, onChange) {
    this.onChange = onChange;
    const Control = L.Control.extend({
      options: { position: "topleft" },
      onAdd: () => this.built(tiles),
    });
    new Control().addTo(map);
    map.on("click movestart", () => this.close());
  }

  built(tiles) {
    const holder = L.DomUtil.create("div", "gz-base");
    L.DomEvent.disableClickPropagation(holder);
    L.DomEvent.disableScrollPropagation(holder);
    const bar = L.DomUtil.create("div", "leaflet-bar", holder);
    this.button = L.DomUtil.create("a", "", bar);
    this.button.href = "#";
    this.button.title = "Base map";
    this.button.setAttribute("role", "button");
    this.button.setAttribute("aria-label", "Base map");
    const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.5 };
    const sheets = "M8 1.5L15 5L8 8.5L1 5ZM1.5 8L8 11.5L14.5 8M1.5 11L8 14.5L14.5 11";
    this.button.append(
      svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
        svg("path", { d: sheets, ...line })),
    );
    this.list = this.choices(tiles, holder);
    this.close();
    const toggle = (event) => {
      L.DomEvent.stop(event);
      if (this.list.hidden) this.open();
      else this.close();
    };
    this.button.addEventListener("click", toggle);
    this.button.addEventListener("keydown", (event) => event.key === " " && toggle(event));
    holder.addEventListener("keydown", (event) => {
      event.stopPropagation(); // arrows choose here, they do not move the map
      if (event.key !== "Escape" || this.list.hidden) return;
      this.close();
      this.button.focus();
    });
    return holder;
  }

  choices(tiles, holder) {
    const list = L.DomUtil.create("fieldset", "gz-choices", holder);
    const title = L.DomUtil.create("legend", "", list);
    title.textContent = "Base map";
    for (const [base, name] of Object.entries(NAMES)) {
      if (base === "online" && !tiles) continue;
      const label = L.DomUtil.create("label", "", list);
      const input = L.DomUtil.create("input", "", label);
      input.type = "radio";
      input.name = "base";
      input.value = base;
      input.addEventListener("change", () => this.onChange(base));
      label.append(name);
    }
    const about = L.DomUtil.create("p", "", list);
    about.textContent = ABOUT_BORDERS;
    return list;
  }

  show(base) {
    for (const input of this.list.querySelectorAll("input")) input.checked = input.value === base;
  }

  open() {
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    (this.list.querySelector("input:checked") ?? this.list.querySelector("input")).focus();
  }

  close() {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }
}
