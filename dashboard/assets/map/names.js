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
  land: { font: `italic 13px ${SERIF}`, height: 15, spacing: 13 * 0.03 },
  town: { font: `450 11.5px ${SANS}`, height: 13 },
};
const DOT_PX = 3;
const LEAST_FIT = 0.55; // of a name's width that an area must be wide
const PX2_PER_TOWN = 20000; // calm: about one town in a square of 140 pixels
const SUBURB_KM = 15; // a place this near to a larger one is a part of it
const THIN_KM = 20; // from the middle of a sea or great lake, this far it is still water
const CLOSE_PX = 14; // a town's dot this near to a marker is the marker's own place

/** What a kind of place looks like as a name; kinds that are not here go unnamed. */
const LOOK_OF_KIND = {
  "country": "country",
  "water": "water",
  "mountains": "land", "island": "land", "area": "land",
  "settlement": "town",
};

export class Names {
  /** `base` tells whether a position is known to be water or land. */
  constructor(map, root, base) {
    this.map = map;
    this.base = base;
    this.isQuiet = false; // then only events are named
    this.address = new URL("map/labels", root);
    this.places = [];
    const layer = map.getPane(pane(map, "names", 450));
    this.sheet = L.DomUtil.create("div", "leaflet-zoom-hide", layer);
    this.ruler = document.createElement("canvas").getContext("2d");
    this.widths = new Map();
  }

  /**
   * Asks for the places of the view; without an answer the map keeps the names it has.
   * Gives whether there are new ones, null when it was asked again meanwhile.
   */
  async fetch() {
    this.asking?.abort();
    this.asking = new AbortController();
    const address = new URL(this.address);
    address.search = viewParameters(this.map, 0.02);
    try {
      this.places = await getJson(address, { signal: this.asking.signal });
      return true;
    } catch (error) {
      return error.name === "AbortError" ? null : false;
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
    const looking = (look) =>
      this.places.filter(({ kind, name }) => LOOK_OF_KIND[kind] === look && !taken.has(name));
    for (const look of this.isQuiet ? [] : ["country", "water", "land"]) {
      for (const place of looking(look)) this.nameArea(place, look);
    }
    if (!this.isQuiet) this.nameTowns(looking("town"), markers);
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

  /** The radius of a place in pixels, here and now. */
  radiusOf({ lat, radius_km }) {
    return radius_km / kmPerPixel(lat, this.map.getZoom());
  }

  /** A country or a range: only where its name about fits into it, and never far from its middle. */
  nameArea(place, look) {
    if (look === "water") {
      this.nameWater(place);
      return;
    }
    const at = this.pointOf(place);
    const radius = this.radiusOf(place);
    const width = this.width(place.name, look);
    if (place.radius_km && 2 * radius < LEAST_FIT * width) return;
    const reach = Math.max(16, 0.6 * radius);
    const { height } = LOOKS[look];
    const middle = [at.x - width / 2, at.y - height / 2];
    const corners = withinArea(at, width, height).filter(
      ([x, y]) => Math.hypot(x - middle[0], y - middle[1]) <= reach,
    );
    this.put(place.name, look, corners);
  }

  /**
   * A sea or lake: its name stands wholly on water, as near to its middle as the view allows.
   * So a sea is named though its middle is out of sight. What lies in a smaller water has that
   * one's name alone. A river, whose middle is seen to be land, is too thin for a name: no lake
   * that it passes may bear its name.
   */
  nameWater(place) {
    const at = this.pointOf(place);
    const radius = this.radiusOf(place);
    const width = this.width(place.name, "water");
    if (2 * radius < LEAST_FIT * width || this.isThin(place)) return;
    const { height } = LOOKS.water;
    const smaller = this.places.filter(
      (other) => other.kind === "water" && other.radius_km < place.radius_km,
    );
    // On the globe, not on the screen: near the poles a pixel is few kilometres.
    const spots = [at, ...gridWithin(this.room, 40)]
      .map((spot) => ({ spot, position: this.map.containerPointToLatLng([spot.x, spot.y]) }))
      .map((one) => ({ ...one, away: kmBetween(place, one.position) }))
      .filter(({ away }) => away <= 0.85 * place.radius_km)
      .filter(({ position }) => !smaller.some((s) => kmBetween(s, position) < s.radius_km))
      .sort((a, b) => a.away - b.away);
    for (const { spot } of spots) {
      const corner = [spot.x - width / 2, spot.y - height / 2];
      const box = [corner[0] - 4, corner[1] - 2, corner[0] + width + 4, corner[1] + height + 2];
      if (!this.inRoom(box) || !this.occupied.isFree(box)) continue;
      const onWater = [box[0], spot.x, box[2]].every((x) =>
        this.base.isWater(this.map.containerPointToLatLng([x, spot.y])),
      );
      if (!onWater) continue;
      this.put(place.name, "water", [corner]);
      return;
    }
  }

  /** Whether a water is known to have land in its middle and right around it. */
  isThin({ lat, lon, radius_km }) {
    const near = Math.min(0.2 * radius_km, THIN_KM) / 111;
    const around = [[0, 0], [near, 0], [-near, 0], [0, near], [0, -near]];
    return !around.some(([up, out]) => {
      const beside = out / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
      return !this.base.isOnLand({ lat: lat + up, lng: lon + beside });
    });
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

/** Kilometres between a place and a position of Leaflet, on the globe. */
export function kmBetween({ lat, lon }, position) {
  return L.latLng(lat, lon).distanceTo(position) / 1000;
}

/** Kilometres in a pixel of spherical Mercator. */
export function kmPerPixel(lat, zoom) {
  return (156.543 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
}

/** Points in a box, evenly spaced. */
function gridWithin([left, top, right, bottom], spacing) {
  const points = [];
  for (let x = left + spacing / 2; x < right; x += spacing) {
    for (let y = top + spacing / 2; y < bottom; y += spacing) points.push({ x, y });
  }
  return points;
}

/** The longitude in the copy of the world that lies nearest to another longitude. */
export function nearestCopy(lon, near) {
  return lon + 360 * Math.round((near - lon) / 360);
}
