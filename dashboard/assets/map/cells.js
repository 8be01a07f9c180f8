/* The offline base map: land, coast, rivers and borders in cells, on two canvases. */

import { projected, sheetOf } from "./lines.js";
import { getBytes } from "./requests.js";

const WIDENING = 0.12; // of the view: what a short drag uncovers is there already
const MOST_KEPT = 80; // cells in memory

/** The band for a zoom: the last one that has begun. */
export function bandFor(bands, zoom) {
  return bands.filter((band) => band.from_zoom <= zoom).at(-1);
}

/** The shortest river drawn at a zoom, in km. */
export function shortestRiver(band, zoom) {
  const begun = band.river_km.filter(([from]) => from <= zoom);
  return begun.length ? begun.at(-1)[1] : Infinity;
}

/**
 * The cells that a box touches, each with the copy of the world it stands in.
 *
 * Longitudes run on beyond 180 when the reader drags around the world.
 */
export function cellsIn(band, { west, south, east, north }) {
  if (band.cell_degrees >= 360) {
    const isSeen = (copy) => west <= 180 + copy * 360 && east >= -180 + copy * 360;
    return [-1, 0, 1].filter(isSeen).map((copy) => ({ column: 0, row: 0, copy }));
  }
  const size = band.cell_degrees;
  const columns = 360 / size;
  const cells = [];
  const firstRow = Math.max(0, Math.floor((south + 90) / size));
  const lastRow = Math.min(180 / size - 1, Math.floor((north + 90) / size));
  for (let at = Math.floor((west + 180) / size); at <= Math.floor((east + 180) / size); at++) {
    const copy = Math.floor(at / columns);
    for (let row = firstRow; row <= lastRow; row++) {
      cells.push({ column: at - copy * columns, row, copy });
    }
  }
  return cells;
}

const edgesOf = (bounds) => ({
  west: bounds.getWest(), south: bounds.getSouth(),
  east: bounds.getEast(), north: bounds.getNorth(),
});

/** A cell from its bytes, see dashboard/routes/basemap/packing.py. */
export function unpackedCell(bytes) {
  let at = 0;
  const next = () => {
    let number = 0;
    for (let weight = 1; ; weight *= 128) { // no shifts: they end at 32 bits
      const byte = bytes[at++];
      number += (byte & 127) * weight;
      if (byte < 128) return number % 2 ? -(number + 1) / 2 : number / 2;
    }
  };
  const list = (item) => Array.from({ length: next() }, item);
  const cell = { per_degree: next() };
  for (const group of ["land", "hidden", "border", "contested", "river"]) {
    cell[group] = list(() => list(next));
  }
  return cell;
}

/** Positions [lat, lon] from whole steps. */
export function unpacked(steps, perDegree, from = 0) {
  const positions = [];
  let x = 0;
  let y = 0;
  for (let i = from; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    positions.push([y / perDegree, x / perDegree]);
  }
  return positions;
}

/** A ring as the lines left when its hidden sides are taken out: the coast. */
export function coastOf(ring, hidden) {
  if (!hidden.length) return [[...ring, ring[0]]];
  const lines = [];
  const first = hidden[0] + 1; // begin after a hidden side, so that no line is cut in two
  let line = [ring[first % ring.length]];
  const isHidden = new Set(hidden);
  for (let step = 0; step < ring.length; step++) {
    const side = (first + step) % ring.length;
    const end = ring[(side + 1) % ring.length];
    if (isHidden.has(side)) {
      if (line.length > 1) lines.push(line);
      line = [end];
    } else {
      line.push(end);
    }
  }
  return lines;
}

function decoded(cell) {
  const lines = (list) => list.map((steps) => unpacked(steps, cell.per_degree));
  const land = lines(cell.land);
  return {
    land, // for asking what is water
    area: projected(land),
    coast: projected(land.flatMap((ring, i) => coastOf(ring, cell.hidden[i]))),
    border: projected(lines(cell.border)),
    contested: projected(lines(cell.contested)),
    river: cell.river.map((steps) => ({
      km: steps[0],
      line: projected([unpacked(steps, cell.per_degree, 1)])[0],
    })),
  };
}

const RELIEF = { cell_degrees: 20, mostLatitude: 80 };
const RELIEF_STEPS = [[4.5, 1], [7, 0.8], [8, 0.55], [9, 0.35], [9.5, 0]]; // zoom, share

const RELIEF_ONLY_STEPS = [[3, 2.2], [9, 1.4]]; // when a reader asks for relief

/** How strongly the relief shows at a zoom: it helps in the middle and is coarse beyond. */
export function reliefShare(zoom, isAsked = false) {
  if (isAsked) return RELIEF_ONLY_STEPS.filter(([from]) => from <= zoom).at(-1)?.[1] ?? 0;
  return RELIEF_STEPS.filter(([from]) => from <= zoom).at(-1)?.[1] ?? 0;
}

export class BaseMap {
  constructor(map, { root, basemap, bands }) {
    this.map = map;
    this.address = new URL(`${basemap}/`, root);
    this.bands = bands;
    this.known = new Map(); // address -> promise of a decoded cell
    this.asking = new Map(); // address -> how to stop asking for it
    this.shown = new Map(); // key -> layer
    this.sheet = null; // band, rivers and theme of what is shown
    this.turn = 0;
    this.reliefs = new Map(); // key -> image overlay
    this.fills = L.canvas({ pane: pane(map, "land", 150), padding: 0.7 });
    this.reliefPane = pane(map, "relief", 160);
    this.lines = L.canvas({ pane: pane(map, "lines", 170), padding: 0.7 });
  }

  /** Draws what the view needs; what stands there stays until its successor is complete. */
  async draw(colours, theme, showsRelief = false) {
    const turn = ++this.turn;
    const zoom = this.map.getZoom();
    const band = bandFor(this.bands, zoom);
    const bounds = this.map.getBounds().pad(WIDENING);
    const wanted = cellsIn(band, edgesOf(bounds));
    this.leave(new Set(wanted.map((cell) => this.addressOf(band, cell))));
    const cells = await Promise.all(wanted.map((cell) => this.fetched(band, cell)));
    if (turn !== this.turn) return; // the reader has moved on
    this.ground = { band, cells: new Map(wanted.map((cell, i) => [placeOf(cell), cells[i]])) };
    const least = shortestRiver(band, zoom);
    const sheet = `${band.name} ${least} ${theme}`;
    const before = this.shown;
    if (sheet !== this.sheet) this.shown = new Map();
    wanted.forEach((cell, i) => {
      const key = `${cell.column} ${cell.row} ${cell.copy}`;
      if (!cells[i] || this.shown.has(key)) return;
      const layer = this.layerOf(cells[i], cell.copy, least, zoom, colours);
      this.shown.set(key, layer.addTo(this.map));
    });
    if (before !== this.shown) before.forEach((layer) => layer.remove());
    this.sheet = sheet;
    this.map.getContainer().classList.add("gz-grounded"); // what has no land on it is sea now
    this.drawRelief(this.map.getBounds(), Math.min(1, reliefShare(zoom, showsRelief) * colours.relief));
    this.forget(new Set(wanted.map((cell) => `${cell.column} ${cell.row} ${cell.copy}`)));
  }

  /** Tiles of another maker below everything; `onFailure` when the first of them do not come. */
  drawTiles({ url }, onFailure) {
    if (this.tiles) return;
    const look = { pane: pane(this.map, "tiles", 140), maxZoom: this.map.getMaxZoom() };
    let come = 0;
    this.tiles = L.tileLayer(url, { ...look, referrerPolicy: "strict-origin-when-cross-origin" })
      .on("tileload", () => (come += 1))
      .on("tileerror", () => come || onFailure())
      .addTo(this.map);
  }

  removeTiles() {
    this.tiles?.remove();
    this.tiles = null;
  }

  /**
   * Draws both canvases anew at once; sharp ones have twice the pixels, for paper. A new size has
   * wiped them: a browser that prints the strokes themselves would print the wiping as white.
   */
  redraw({ isSharp = L.Browser.retina } = {}) {
    const ofScreen = L.Browser.retina;
    L.Browser.retina = isSharp; // Leaflet asks for it whenever it makes a canvas
    try {
      for (const canvas of [this.fills, this.lines]) {
        if (!canvas._map) continue;
        canvas._clear = () => {};
        canvas._update();
        delete canvas._clear;
      }
    } finally {
      L.Browser.retina = ofScreen;
    }
  }

  /** Takes land, lines and relief away. */
  clear() {
    this.turn += 1; // what is under way is not drawn any more
    this.shown.forEach((layer) => layer.remove());
    this.shown = new Map();
    this.sheet = null;
    this.ground = null;
    this.drawRelief(this.map.getBounds(), 0);
  }

  /** Whether a position is water, as far as the cells in view know: unknown is not water. */
  isWater(position) {
    return this.isOnLand(position) === false;
  }

  /** Whether a position is land, null where no cell in view knows. */
  isOnLand({ lat, lng }) {
    if (!this.ground || Math.abs(lat) >= 90) return null;
    const lon = ((((lng + 180) % 360) + 360) % 360) - 180;
    const point = { west: lon, east: lon, south: lat, north: lat };
    const [cell] = cellsIn(this.ground.band, point);
    const known = this.ground.cells.get(placeOf(cell));
    if (!known) return null;
    known.sides ??= sidesByDegree(known.land);
    return isInside(known.sides, lat, lon);
  }

  /** Lays the shadows over the land; pictures that are there only change their opacity. */
  drawRelief(bounds, opacity) {
    const wanted = new Map();
    if (opacity > 0) {
      for (const cell of cellsIn(RELIEF, edgesOf(bounds))) {
        wanted.set(`${cell.column} ${cell.row} ${cell.copy}`, cell);
      }
    }
    for (const [key, overlay] of this.reliefs) {
      if (wanted.has(key)) continue;
      const picture = overlay.getElement();
      if (picture && !picture.complete) picture.src = L.Util.emptyImageUrl; // asks no more for it
      overlay.remove();
      this.reliefs.delete(key);
    }
    for (const [key, { column, row, copy }] of wanted) {
      if (!this.reliefs.has(key)) {
        const address = new URL(`relief/${column}_${row}.webp`, this.address).href;
        const west = -180 + column * RELIEF.cell_degrees + copy * 360;
        const south = -90 + row * RELIEF.cell_degrees;
        const most = RELIEF.mostLatitude;
        const box = [
          [Math.max(-most, south), west],
          [Math.min(most, south + RELIEF.cell_degrees), west + RELIEF.cell_degrees],
        ];
        const look = { pane: this.reliefPane, interactive: false, opacity };
        this.reliefs.set(key, L.imageOverlay(address, box, look).addTo(this.map));
      }
      this.reliefs.get(key).setOpacity(opacity);
    }
  }

  /** A cell, or null when it cannot be had: the map then has a gap, not an error. */
  fetched(band, place) {
    const address = this.addressOf(band, place);
    if (!this.known.has(address)) {
      const asking = new AbortController();
      const cell = getBytes(address, { signal: asking.signal }).then(unpackedCell).then(decoded);
      cell.catch(() => this.known.get(address) === cell && this.known.delete(address))
        .finally(() => this.asking.get(address) === asking && this.asking.delete(address));
      this.known.set(address, cell);
      this.asking.set(address, asking);
    }
    return this.known.get(address).catch(() => null);
  }

  addressOf(band, { column, row }) {
    return new URL(`${band.name}/${column}_${row}.bin`, this.address).href;
  }

  /** Asks no more for what the reader has left: it would hold up what is wanted now. */
  leave(wanted) {
    for (const [address, asking] of this.asking) {
      if (wanted.has(address)) continue;
      asking.abort();
      this.asking.delete(address);
      this.known.delete(address);
    }
  }

  layerOf(cell, copy, leastKm, zoom, colours) {
    const group = L.layerGroup();
    const add = (lines, look) => {
      if (!lines.length) return;
      sheetOf(lines, copy, { renderer: this.lines, fill: false, ...look }).addTo(group);
    };
    if (cell.area.length) {
      sheetOf(cell.area, copy, {
        renderer: this.fills, isClosed: true,
        stroke: false, fill: true, fillColor: colours.land, fillOpacity: 1, fillRule: "evenodd",
      }).addTo(group);
    }
    add(cell.coast, { color: colours.coast, weight: 0.9 });
    const rivers = cell.river.filter((river) => river.km >= leastKm);
    add(rivers.map((river) => river.line), { color: colours.river, weight: 1 });
    const isSmall = zoom < 5;
    add(cell.border, {
      color: colours.border,
      weight: isSmall ? 0.9 : 1.15,
      dashArray: isSmall ? null : "5 2.5 1.5 2.5",
    });
    add(cell.contested, {
      color: colours.contested, weight: isSmall ? 1.2 : 1.5, dashArray: "1 3.5", lineCap: "round",
    });
    return group;
  }

  forget(wanted) {
    if (this.shown.size > MOST_KEPT) {
      for (const [key, layer] of this.shown) {
        if (wanted.has(key)) continue;
        layer.remove();
        this.shown.delete(key);
      }
    }
    for (const address of this.known.keys()) {
      if (this.known.size <= MOST_KEPT) break;
      this.known.delete(address);
    }
  }
}

const placeOf = ({ column, row }) => `${column} ${row}`;

/**
 * The sides of rings, [lat, lon, lat, lon, ...], by the whole degrees of latitude that they touch:
 * names of water ask for a hundred positions, and the world has twenty thousand sides.
 */
export function sidesByDegree(rings) {
  const sides = new Map();
  for (const ring of rings) {
    for (let i = 0, before = ring.length - 1; i < ring.length; before = i++) {
      const [y1, x1] = ring[i];
      const [y2, x2] = ring[before];
      const last = Math.floor(Math.max(y1, y2));
      for (let degree = Math.floor(Math.min(y1, y2)); degree <= last; degree++) {
        if (!sides.has(degree)) sides.set(degree, []);
        sides.get(degree).push(y1, x1, y2, x2);
      }
    }
  }
  return sides;
}

/** Whether a position lies inside an odd number of rings, given as their sides. */
export function isInside(sides, lat, lon) {
  let inside = false;
  const near = sides.get(Math.floor(lat)) ?? [];
  for (let i = 0; i < near.length; i += 4) {
    const [y1, x1, y2, x2] = [near[i], near[i + 1], near[i + 2], near[i + 3]];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) {
      inside = !inside;
    }
  }
  return inside;
}

/** A pane that lets clicks through; gives its name. */
export function pane(map, name, order) {
  const element = map.getPane(name) ?? map.createPane(name);
  element.style.zIndex = order;
  element.style.pointerEvents = "none";
  return name;
}
