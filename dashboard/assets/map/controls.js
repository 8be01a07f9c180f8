/* The fit button, notes over the map, the credit line and the mouse wheel. */

import { svg } from "./svg.js";

const CREDIT = "Coasts, borders, rivers: GSHHG · Names: GeoNames · Leaflet";
const ROUGH_FROM_ZOOM = 8; // here the generalisation of the borders can be seen

/** A button under the zoom buttons that shows all events again. */
export function addFitButton(map, onClick) {
  const Fit = L.Control.extend({
    options: { position: "topleft" },
    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar gz-fit");
      const link = L.DomUtil.create("a", "", bar);
      link.href = "#";
      link.title = "Fit all events";
      link.setAttribute("role", "button");
      link.setAttribute("aria-label", link.title);
      const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.7 };
      const corners = "M1 5V1H5M9 1H13V5M13 9V13H9M5 13H1V9";
      link.append(
        svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" },
          svg("path", { d: corners, ...line })),
      );
      const run = (event) => {
        L.DomEvent.stop(event);
        onClick();
      };
      L.DomEvent.on(link, "click", run);
      L.DomEvent.on(link, "keydown", (event) => event.key === " " && run(event));
      return bar;
    },
  });
  return new Fit().addTo(map);
}

/** Says how many events lie outside the view and leads to them; gone with the next movement. */
export class OutsideNote {
  constructor(map, onClick) {
    const button = L.DomUtil.create("button", "gz-note gz-outside", map.getContainer());
    button.type = "button";
    button.hidden = true;
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => {
      this.hide();
      onClick(this.box);
    });
    this.button = button;
    map.on("dragstart zoomstart", () => this.hide());
  }

  /** `outside` is {count, box} with the box around everything, or null. */
  show(outside) {
    this.button.hidden = !outside;
    if (!outside) return;
    this.box = outside.box;
    const number = outside.count.toLocaleString("en");
    const offer = L.DomUtil.create("span", "gz-offer");
    offer.textContent = " · show all";
    this.button.replaceChildren(`${number} outside this view`, offer);
  }

  hide() {
    this.button.hidden = true;
  }
}

/** A line over the map, read out by screen readers; gives the function that writes it. */
export function note(map, look = "") {
  const element = L.DomUtil.create("div", `gz-note ${look}`, map.getContainer());
  element.setAttribute("role", "status");
  element.hidden = true;
  return (sentence) => {
    element.hidden = !sentence;
    element.textContent = sentence;
  };
}

/** Keeps the credit line true for the zoom; `say` names the maker of other base maps. */
export function addCredit(map) {
  map.attributionControl.setPrefix(false);
  let other = "";
  const write = () => {
    const isRough = map.getZoom() >= ROUGH_FROM_ZOOM;
    const offline = isRough ? `Borders drawn to about 3 km · ${CREDIT}` : CREDIT;
    const text = other ? `${other} · Leaflet` : offline;
    map.attributionControl.getContainer().textContent = text;
  };
  map.on("zoomend", write);
  write();
  return { say: (credit) => ((other = credit), write()) };
}

/**
 * Lets the wheel zoom the map only after a click, so that a page that embeds the map scrolls.
 * Says so when somebody tries.
 */
export function wheelAfterClick(map) {
  const container = map.getContainer();
  const note = L.DomUtil.create("div", "gz-note", container);
  note.textContent = "Click the map to zoom with the wheel";
  note.hidden = true;
  let hiding;
  map.scrollWheelZoom.disable();
  map.on("click focus", () => {
    map.scrollWheelZoom.enable();
    note.hidden = true;
  });
  container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  container.addEventListener("wheel", () => {
    if (map.scrollWheelZoom.enabled()) return;
    note.hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => (note.hidden = true), 1500);
  }, { passive: true });
}
