/* A small map of numbered places to choose from; the chosen one can be dragged.
 *
 * What was picked or where the pin was put goes to Python, which decides whether it counts.
 */

import { BaseMap } from "./cells.js";
import { addCredit, addFitButton } from "./controls.js";
import { hand } from "./events.js";
import { Names, nearestCopy } from "./names.js";
import { paletteOf } from "./palette.js";
import { drawing, svg } from "./svg.js";

const RADIUS_PX = 14;
const TARGET_PX = 44; // what a finger can hit, WCAG 2.5.5
const EDGE_PX = 46;
const LONE_ZOOM = 7.5;
const CLOSEST = 9;

/** Starts drawing on a Leaflet map; gives the object that takes states. */
export function start(map, settings) {
  return new Pins(map, settings);
}

class Pins {
  constructor(map, settings) {
    this.map = map;
    this.state = null;
    this.pickCount = 0;
    this.colours = paletteOf("light");
    const frame = map.getContainer();
    frame.classList.add("gz-map");
    for (const meta of document.querySelectorAll("meta[name=viewport]")) {
      meta.content = "width=device-width, initial-scale=1";
    }
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Map of the places to choose from");
    this.base = new BaseMap(map, settings);
    this.names = new Names(map, settings.root, this.base);
    this.circles = L.layerGroup().addTo(map);
    this.layer = L.layerGroup().addTo(map);
    addFitButton(map, () => this.fit(true));
    addCredit(map);
    map.on("moveend", () => this.redraw());
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(frame);
  }

  /** Takes a state; the view moves only when other places are shown. */
  show(state) {
    const before = this.state;
    this.state = state;
    this.colours = paletteOf(state.theme);
    this.draw();
    const same = before && JSON.stringify(before.pins) === JSON.stringify(state.pins);
    if (same) {
      this.base.draw(this.colours, state.theme).then(() => this.drawNames());
      return;
    }
    this.map.invalidateSize({ animate: false });
    this.fit(false);
    this.redraw();
  }

  fit(animate) {
    // The button shows all of them, the opening view those that are likely.
    const pins = this.state.pins.filter(({ faint }) => animate || !faint);
    if (!pins.length) {
      this.map.setView([25, 20], 2, { animate: false });
    } else if (pins.length === 1) {
      this.map.setView(pins[0].at, LONE_ZOOM, { animate });
    } else {
      const first = pins[0].at[1];
      const places = pins.map(({ at: [lat, lon] }) => [lat, nearestCopy(lon, first)]);
      const padding = { padding: [EDGE_PX, EDGE_PX], maxZoom: CLOSEST, animate };
      this.map.fitBounds(L.latLngBounds(places), padding);
    }
  }

  draw() {
    this.layer.clearLayers();
    this.circles.clearLayers();
    const centre = this.state.pins[0]?.at[1] ?? 0;
    // The chosen one last, so that it lies on top.
    [...this.state.pins].sort((a, b) => a.chosen - b.chosen).forEach((pin) => {
      const at = L.latLng(pin.at[0], nearestCopy(pin.at[1], centre));
      if (pin.chosen) this.circle(at, pin.radius_km);
      this.marker(pin, at);
    });
  }

  circle(at, radiusKm) {
    L.circle(at, {
      interactive: false, radius: radiusKm * 1000, color: this.colours.outline, weight: 1.2,
      opacity: 0.55, dashArray: "2 4", fillColor: this.colours.outline, fillOpacity: 0.05,
    }).addTo(this.circles);
  }

  marker(pin, at) {
    const isDragged = pin.chosen && this.state.drags;
    const holder = document.createElement("span");
    holder.className = "gz-symbol";
    holder.append(this.picture(pin));
    const icon = L.divIcon({
      className: "gz-marker", html: holder,
      iconSize: [TARGET_PX, TARGET_PX], iconAnchor: [TARGET_PX / 2, TARGET_PX / 2],
    });
    const marker = L.marker(at, { icon, keyboard: true, draggable: isDragged, autoPan: true });
    marker.addTo(this.layer);
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-pressed", String(pin.chosen));
    const words = isDragged ? `Place ${pin.number}, chosen; drag it to put it elsewhere`
      : `Place ${pin.number}`;
    element.setAttribute("aria-label", words);
    element.title = words;
    const pick = () => this.say({ id: `c${pin.number}` }, at);
    marker.on("click", pick);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      pick();
    });
    marker.on("dragstart", () => this.circles.clearLayers());
    marker.on("dragend", () => {
      const there = marker.getLatLng().wrap();
      this.circle(marker.getLatLng(), pin.radius_km);
      this.say({ id: "pin" }, there);
    });
  }

  /** A numbered disc with a double ring; the chosen one is filled. */
  picture({ number, chosen }) {
    const { outline, paper } = this.colours;
    const text = svg("text", {
      "text-anchor": "middle", y: 5, fill: chosen ? paper : outline,
      "font-family": "Gazette Sans, Source Sans, sans-serif", "font-size": 14, "font-weight": 700,
    });
    text.textContent = String(number);
    const ring = chosen
      ? [svg("circle", { r: RADIUS_PX + 4, fill: paper, stroke: outline, "stroke-width": 2 })]
      : [svg("circle", { r: RADIUS_PX + 1.6, fill: paper })];
    return drawing(
      TARGET_PX, TARGET_PX, ...ring,
      svg("circle", {
        r: RADIUS_PX, fill: chosen ? outline : paper, stroke: outline, "stroke-width": 2,
      }),
      text,
    );
  }

  say({ id }, { lat, lng }) {
    this.pickCount += 1;
    hand({
      type: "Feature", id, geometry: { type: "Point", coordinates: [lng, lat] },
      properties: { pick: this.pickCount },
    });
  }

  redraw() {
    if (!this.state) return;
    this.base.draw(this.colours, this.state.theme).then(() => this.drawNames());
    this.names.fetch().then((isNew) => isNew && this.drawNames());
  }

  drawNames() {
    const boxes = this.state.pins.map(({ at }) => {
      const { x, y } = this.map.latLngToContainerPoint(at);
      const room = RADIUS_PX + 5;
      return [x - room, y - room, x + room, y + room];
    });
    const corner = this.map.getContainer().getBoundingClientRect();
    for (const element of this.map.getContainer().querySelectorAll(".leaflet-bar, .leaflet-control-attribution")) {
      const box = element.getBoundingClientRect();
      boxes.push([box.left - corner.left, box.top - corner.top, box.right - corner.left, box.bottom - corner.top]);
    }
    this.names.draw([], boxes);
  }
}
