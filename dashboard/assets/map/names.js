/* Names on the map: event places first, then countries, water, and towns by their size. */

import { pane } from "./cells.js";
import { SANS, SERIF } from "./palette.js";
import { around, besideMarker, Occupied, withinArea } from "./placement.js";
import { getJson, viewParameters } from "./requests.js";

const LOOKS = {
  chosen: { font: `750 14px ${SANS}`, height: 17 },
  event: { font: `650 13px ${SANS}`, height: 16 },
  country: { font: `500 11px ${SANS}`, height: 13, spacing: 11 * 0.16 },
  water: { font: `italic 13px ${SERIF}`, height: 15, spacing: 13 * 0.03 },
  town: { font: `450 11.5px ${SANS}`, height: 13 },
};
const DOT_PX = 3;
const PX2_PER_TOWN = 20000; // calm: about one town in a square of 140 pixels
const SUBURB_KM = 15; // a place this near to a larger one is a part of it
const CLOSE_PX = 14; // a town's dot this near to a marker is the marker's own place

/** What a place of the gazetteer looks like as a name on the map. */
function lookOf(kind) {
  if (kind === "country" || kind === "continent" || kind === "world region") return "country";
  if (kind === "water") return "water";
  return "town";
}

export class Names {
  constructor(map, root) {
    this.map = map;
    this.address = new URL("map/labels", root);
    this.places = [];
    const layer = map.getPane(pane(map, "names", 450));
    this.sheet = L.DomUtil.create("div", "leaflet-zoom-hide", layer);
    this.ruler = document.createElement("canvas").getContext("2d");
    this.widths = new Map();
  }

  /** Asks for the places of the view; without an answer the map keeps the names it has. */
  async fetch() {
    this.asking?.abort();
    this.asking = new AbortController();
    const address = new URL(this.address);
    address.search = viewParameters(this.map, 0.02);
    try {
      this.places = await getJson(address, { signal: this.asking.signal });
      return true;
    } catch {
      return false;
    }
  }

  width(text, look) {
    const key = `${look} ${text}`;
    if (!this.widths.has(key)) {
      const { font, spacing = 0 } = LOOKS[look];
      this.ruler.font = font;
      const written = look === "country" ? text.toUpperCase() : text;
      this.widths.set(key, this.ruler.measureText(written).width + spacing * text.length + 2);
    }
    return this.widths.get(key);
  }

  /** Fonts have arrived: measure again. */
  remeasure() {
    this.widths.clear();
  }

  /** Draws all names anew. `markers` are {name, at, symbol, isChosen, count}, `blocked` boxes. */
  draw(markers, blocked) {
    this.room = this.freeRoom();
    this.occupied = new Occupied();
    this.fragment = document.createDocumentFragment();
    blocked.forEach((box) => this.occupied.add(box));
    for (const { at, symbol } of markers) {
      const middle = { x: at.x, y: at.y - symbol.lift };
      this.occupied.add(around(middle, symbol.halfWidth, symbol.halfHeight));
    }
    const weight = (marker) => (marker.isChosen ? Infinity : marker.count);
    for (const marker of [...markers].sort((a, b) => weight(b) - weight(a))) {
      this.nameMarker(marker);
    }
    const taken = new Set(markers.map((marker) => marker.name));
    const areas = this.places.filter((place) => lookOf(place.kind) !== "town");
    const towns = this.places.filter((place) => lookOf(place.kind) === "town");
    for (const place of areas) if (!taken.has(place.name)) this.nameArea(place);
    this.nameTowns(towns.filter((place) => !taken.has(place.name)), markers);
    this.sheet.replaceChildren(this.fragment);
  }

  /** The part of the frame that no control covers; names keep wholly inside. */
  freeRoom() {
    const size = this.map.getSize();
    const legend = this.map.getContainer().querySelector(".gz-legend");
    this.origin = this.map.containerPointToLayerPoint([0, 0]);
    return [2, 2, size.x - 2, size.y - (legend?.offsetHeight ?? 0) - 2];
  }

  inRoom([left, top, right, bottom]) {
    const room = this.room;
    return left >= room[0] && top >= room[1] && right <= room[2] && bottom <= room[3];
  }

  /** Puts the name at the first place that is free; `must` puts it at the first in any case. */
  put(text, look, corners, must = false) {
    const width = this.width(text, look);
    const { height } = LOOKS[look];
    const boxAt = ([x, y]) => [x - 1, y, x + width + 1, y + height];
    const free = corners.find((corner) => {
      const box = boxAt(corner);
      return this.inRoom(box) && this.occupied.isFree(box);
    });
    const corner = free ?? (must ? corners[0] : null);
    if (!corner) return false;
    const [left, top, right, bottom] = boxAt(corner);
    this.occupied.add([left - 2, top - 1, right + 2, bottom + 1]);
    this.write(text, look, corner);
    return true;
  }

  write(text, look, [x, y]) {
    const element = L.DomUtil.create("div", `gz-name gz-${look}`);
    element.textContent = text;
    element.dir = "auto";
    element.style.left = `${Math.round(x + this.origin.x)}px`;
    element.style.top = `${Math.round(y + this.origin.y)}px`;
    this.fragment.append(element);
  }

  nameMarker({ name, at, symbol, isChosen }) {
    const look = isChosen ? "chosen" : "event";
    const middle = { x: at.x, y: at.y - symbol.lift };
    if (!this.inRoom(around(middle, 1, 1))) return;
    const { height } = LOOKS[look];
    const width = this.width(name, look);
    const { halfWidth, halfHeight } = symbol;
    const corners = besideMarker(middle, halfWidth, halfHeight, width, height);
    this.put(name, look, corners, isChosen);
  }

  pointOf({ lat, lon }) {
    const centre = this.map.getCenter().lng;
    return this.map.latLngToContainerPoint([lat, nearestCopy(lon, centre)]);
  }

  nameArea(place) {
    const look = lookOf(place.kind);
    const at = this.pointOf(place);
    if (!this.inRoom(around(at, 1, 1))) return;
    const width = this.width(place.name, look);
    this.put(place.name, look, withinArea(at, width, LOOKS[look].height, look === "water"));
  }

  /** Towns from the largest down, until there are enough for the room. */
  nameTowns(towns, markers) {
    const [left, top, right, bottom] = this.room;
    const most = ((right - left) * (bottom - top)) / PX2_PER_TOWN;
    const named = [];
    for (const place of towns) {
      if (named.length >= most) break;
      const at = L.latLng(place.lat, place.lon);
      if (named.some((larger) => at.distanceTo(larger) < SUBURB_KM * 1000)) continue;
      if (this.nameTown(place, markers)) named.push(at);
    }
  }

  nameTown(place, markers) {
    const at = this.pointOf(place);
    const dot = around(at, DOT_PX, DOT_PX);
    if (!this.inRoom(dot) || !this.occupied.isFree(dot)) return false;
    if (markers.some((marker) => Math.hypot(marker.at.x - at.x, marker.at.y - at.y) < CLOSE_PX)) {
      return false;
    }
    const width = this.width(place.name, "town");
    const corners = besideMarker(at, DOT_PX, DOT_PX, width, LOOKS.town.height);
    if (!this.put(place.name, "town", corners)) return false;
    const element = L.DomUtil.create("div", "gz-dot");
    element.style.left = `${Math.round(at.x + this.origin.x) - 2}px`;
    element.style.top = `${Math.round(at.y + this.origin.y) - 2}px`;
    this.fragment.append(element);
    this.occupied.add(dot);
    return true;
  }
}

/** The longitude in the copy of the world that lies nearest to another longitude. */
export function nearestCopy(lon, near) {
  return lon + 360 * Math.round((near - lon) / 360);
}
