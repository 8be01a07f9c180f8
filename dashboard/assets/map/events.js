/* The events of the view: fetched by address, drawn as markers and circles of uncertainty. */

import { pane } from "./cells.js";
import { kmPerPixel, nearestCopy } from "./names.js";
import { around, Occupied, steppedAside } from "./placement.js";
import { getJson, viewParameters } from "./requests.js";
import { symbolOf } from "./symbols.js";

const WIDENING = 0.25;
const COUNTING_ZOOM = 5; // fine enough to tell what lies outside, few enough markers for the world
const FINGER_PX = 44; // smallest target for a finger, WCAG 2.5.5
const POINTER_PX = 30;
const CIRCLE_PX = [22, 420]; // smaller hides under its marker, larger says nothing

export class Events {
  /**
   * @param map the Leaflet map
   * @param onChange called when markers were drawn
   * @param onTrouble called with a sentence when the events cannot be had, with "" when they can
   */
  constructor(map, { root, early, onPick }, { onChange, onTrouble }) {
    this.map = map;
    this.address = new URL("map/events", root);
    this.isEarly = Boolean(early);
    this.onPick = onPick; // the early map keeps it until there is somebody to hand it to
    this.onChange = onChange;
    this.onTrouble = onTrouble;
    this.features = [];
    this.markers = new Map(); // feature id -> {marker, look}
    this.drawn = []; // what names must respect
    this.pickCount = 0;
    this.days = null; // {from, to} while the events are played through time
    this.layer = L.layerGroup().addTo(map);
    this.circles = L.layerGroup().addTo(map);
    this.circlePane = pane(map, "areas", 350);
    this.isCoarse = matchMedia("(pointer: coarse)").matches;
  }

  /**
   * Asks for the events of the view and draws them. What is drawn stays until the answer came,
   * and stays for good when there is none: a new token is on its way, or the network is gone.
   */
  async fetch(state, colours) {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    const address = new URL(this.address);
    address.search = viewParameters(this.map, WIDENING);
    address.searchParams.set("view", state.view);
    for (const [name, day] of Object.entries(this.days ?? {})) address.searchParams.set(name, day);
    let answer;
    try {
      answer = await getJson(address, { signal: asking.signal, priority: "high" });
    } catch (error) {
      if (error.name !== "AbortError") this.onTrouble(wordsFor(error));
      return;
    }
    if (asking !== this.asking) return;
    this.map.fire("eventscome");
    this.onTrouble("");
    this.features = answer.features;
    this.draw(state, colours);
    this.map.fire("eventsdrawn"); // of this view: for whoever waits for them
  }

  /**
   * How many events lie outside a box of the view, and the box around all: {count, box}, or null
   * when none does. An event with two places counts at each.
   */
  async outside(state, bounds) {
    const address = new URL(this.address);
    const z = Math.min(this.map.getZoom(), COUNTING_ZOOM);
    const world = { view: state.view, z, w: -180, s: -90, e: 180, n: 90 };
    address.search = new URLSearchParams(world);
    if (!this.isEarly) address.searchParams.set("drawn", "1"); // the page goes on with its panels
    const { features } = await getJson(address);
    const centre = bounds.getCenter().lng;
    const places = features.map(({ geometry, properties }) => {
      const [lon, lat] = geometry.coordinates;
      return { at: L.latLng(lat, nearestCopy(lon, centre)), count: properties.count };
    });
    const count = places
      .filter(({ at }) => !bounds.contains(at))
      .reduce((total, place) => total + place.count, 0);
    if (!count) return null;
    const all = L.latLngBounds(places.map(({ at }) => at));
    return { count, box: [all.getSouth(), all.getWest(), all.getNorth(), all.getEast()] };
  }

  /** Whether it holds the chosen event, stands at one of its places, or was itself chosen. */
  isChosen({ id, properties: { ids, places } }, state) {
    if (!state.selected) return false;
    return id === state.selected || ids.includes(state.selected) || places.some((id) => state.places.includes(id));
  }

  /** Draws the events that are known, for the current zoom, choice and colours. */
  draw(state, colours) {
    const items = this.features.map((feature) => this.item(feature, state, colours));
    this.spread(items);
    this.drawMarkers(items, colours, state);
    this.drawCircles(items, colours);
    this.drawn = items.map(({ point, symbol, properties, isChosen }) => ({
      name: properties.name, count: properties.count, symbol, isChosen,
      latlng: this.map.layerPointToLatLng(point),
    }));
    this.onChange();
  }

  item(feature, state, colours) {
    const [lon, lat] = feature.geometry.coordinates;
    const properties = feature.properties;
    const isChosen = this.isChosen(feature, state);
    const home = L.latLng(lat, nearestCopy(lon, this.map.getCenter().lng));
    return {
      feature, properties, isChosen, home,
      point: this.map.latLngToLayerPoint(home),
      radiusPx: properties.radius_km / kmPerPixel(lat, this.map.getZoom()),
      symbol: symbolOf(properties, isChosen, colours),
    };
  }

  /** Markers of areas step aside for those that may not move. */
  spread(items) {
    const occupied = new Occupied();
    const mayMove = ({ properties }) => ["square", "pill"].includes(properties.shape);
    const take = ({ point, symbol }) =>
      occupied.add(around(point, symbol.halfWidth, symbol.halfHeight));
    items.filter((item) => !mayMove(item)).forEach(take);
    for (const item of items.filter(mayMove)) {
      const { halfWidth, halfHeight } = item.symbol;
      const reach = item.radiusPx * (item.properties.shape === "pill" ? 0.95 : 0.75);
      item.point = L.point(steppedAside(item.point, halfWidth, halfHeight, reach, occupied));
      take(item);
    }
  }

  /** Keeps the element of a marker that is still there: its focus and its tooltip survive. */
  drawMarkers(items, colours, state) {
    const before = this.markers;
    this.markers = new Map();
    for (const item of items) {
      const id = item.feature.id;
      const known = before.get(id);
      before.delete(id);
      const look = JSON.stringify([item.properties, item.isChosen, state.theme]);
      const marker = known?.marker ?? this.newMarker(item);
      const place = this.map.layerPointToLatLng(item.point);
      if (!known || !marker.getLatLng().equals(place, 1e-7)) marker.setLatLng(place);
      marker.item = item;
      if (known?.look !== look) this.dress(marker, item);
      this.markers.set(id, { marker, look });
    }
    for (const { marker } of before.values()) marker.remove();
  }

  newMarker(item) {
    const marker = L.marker(item.home, { keyboard: true, riseOnHover: true, icon: L.divIcon() });
    marker.on("click", () => this.activate(marker.item));
    marker.bindTooltip(() => labelOf(marker.item.properties), {
      direction: "top", offset: [0, -12],
    });
    return marker.addTo(this.layer);
  }

  dress(marker, { properties, isChosen, symbol }) {
    const hadFocus = marker.getElement() && document.activeElement === marker.getElement();
    const least = this.isCoarse ? FINGER_PX : POINTER_PX;
    const width = Math.max(least, symbol.width);
    const height = Math.max(least, symbol.height);
    const holder = document.createElement("span");
    holder.className = "gz-symbol";
    holder.append(symbol.draw());
    marker.setZIndexOffset(isChosen ? 5000 : Math.min(properties.count, 4000));
    marker.setIcon(
      L.divIcon({
        className: "gz-marker", html: holder,
        iconSize: [width, height], iconAnchor: [width / 2, height / 2 + symbol.lift],
      }),
    );
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", properties.label);
    element.setAttribute("aria-pressed", String(isChosen));
    if (!element.dataset.listens) {
      element.dataset.listens = "keys";
      element.addEventListener("keydown", (event) => this.onKey(event, marker));
    }
    if (hadFocus) element.focus({ preventScroll: true });
  }

  onKey(event, marker) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // a space would scroll the page
    event.stopPropagation();
    this.activate(marker.item);
  }

  /** A cluster opens by zooming in; everything else, and a cluster that cannot open, is handed on. */
  activate({ feature, properties }) {
    if (properties.box && this.opens(properties.box)) return;
    this.pickCount += 1; // without it a second click on one marker would change nothing
    const picked = {
      type: "Feature",
      id: feature.id,
      geometry: feature.geometry,
      properties: { ids: properties.ids, count: properties.count, pick: this.pickCount },
    };
    this.onPick(picked);
  }

  /** Zooms to the places of a cluster; false when that would not part them. */
  opens([west, south, east, north]) {
    const eastward = east < west ? east + 360 : east;
    const shift = nearestCopy((west + eastward) / 2, this.map.getCenter().lng) - (west + eastward) / 2;
    const box = L.latLngBounds([south, west + shift], [north, eastward + shift]);
    const zoom = this.map.getZoom();
    const isPoint = box.getNorthEast().equals(box.getSouthWest(), 1e-6);
    if (isPoint || zoom >= this.map.getMaxZoom()) return false;
    const target = Math.min(
      this.map.getMaxZoom(), Math.max(zoom + 1, this.map.getBoundsZoom(box, false, [90, 90])),
    );
    this.map.setView(box.getCenter(), target);
    return true;
  }

  /** The true circle in which an event lies; a country's only when it is chosen. */
  drawCircles(items, colours) {
    this.circles.clearLayers();
    for (const { properties, isChosen, home, radiusPx } of items) {
      if (properties.box || (properties.precision === "country" && !isChosen)) continue;
      if (radiusPx < CIRCLE_PX[0] || radiusPx > CIRCLE_PX[1]) continue;
      L.circle(home, {
        pane: this.circlePane, interactive: false, radius: properties.radius_km * 1000,
        color: colours.outline, weight: isChosen ? 1.4 : 1, opacity: isChosen ? 0.7 : 0.38,
        dashArray: "2 4", fillColor: colours.outline, fillOpacity: isChosen ? 0.06 : 0.03,
      }).addTo(this.circles);
    }
  }
}

/**
 * Hands a picked marker to Python, in the words of Streamlit's component protocol. The layer
 * events of streamlit-folium would say the same a quarter of a second later.
 */
export function hand(picked) {
  const value = { last_active_drawing: picked };
  const type = "streamlit:setComponentValue";
  window.parent.postMessage({ isStreamlitMessage: true, type, value, dataType: "json" }, "*");
}

/** What a reader is told; nothing for a token that the next page run will renew. */
function wordsFor(error) {
  if (error.status === 410) return "";
  if (error.status === 0) return "This address does not pass the map its events.";
  return "The events of this view cannot be had now.";
}

/** The tooltip: text as text, in its own direction of writing. */
function labelOf({ label }) {
  const element = document.createElement("span");
  element.dir = "auto";
  element.textContent = label;
  return element;
}
