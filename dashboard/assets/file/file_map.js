/* The map of a page that is one file: opened from a disk, it asks nobody for anything.
 *
 * The list is in the page already and can be read without this script. What comes from reports
 * is only ever set as text.
 */

import { coastOf, unpacked } from "./cells.js";
import { projected, sheetOf } from "./lines.js";
import { paletteOf } from "./palette.js";
import { symbolOf } from "./symbols.js";

const CLOSE_PX = 34; // markers nearer than this are drawn as one
const LETTER_PX = 7.2;
const NAME_PX = 17;
const FIT_ZOOM = 8;

const data = JSON.parse(document.getElementById("data").textContent);
const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
const colours = paletteOf(isDark ? "dark" : "light");
document.documentElement.classList.add("js"); // the map gets its size
const map = L.map("map", { zoomSnap: 0.5, minZoom: 1, maxZoom: data.most_zoom, worldCopyJump: true,
  preferCanvas: true, scrollWheelZoom: true, fadeAnimation: false,
  zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
map.attributionControl.setPrefix(false).addAttribution(data.credit);
const spots = data.events.flatMap(({ places }) => places.map(({ lat, lon }) => [lat, lon]));
const fit = () => (spots.length
  ? map.fitBounds(L.latLngBounds(spots).pad(0.12), { maxZoom: FIT_ZOOM, animate: false })
  : map.setView([25, 10], 2, { animate: false }));
fit();
const canvas = L.canvas({ padding: 0.5 });
const fine = L.layerGroup();
const markers = L.layerGroup().addTo(map);
const names = L.layerGroup().addTo(map);
const circle = L.layerGroup().addTo(map);
let chosen = null;

function drawBase(cell, group, copies, edge) {
  const lines = (list) => list.map((steps) => unpacked(steps, cell.per_degree));
  const land = lines(cell.land);
  const coast = land.flatMap((ring, i) => coastOf(ring, cell.hidden[i]));
  const rivers = cell.river.map((steps) => unpacked(steps, cell.per_degree, 1));
  const plain = { renderer: canvas, interactive: false };
  for (const copy of copies) {
    const add = (shapes, look) => shapes.length
      && sheetOf(projected(shapes), copy, { ...plain, fill: false, ...look }).addTo(group);
    if (edge) {
      L.rectangle(edge, { ...plain, stroke: false, fillColor: colours.sea, fillOpacity: 1 }).addTo(group);
    }
    add(land, { isClosed: true, stroke: false, fill: true, fillColor: colours.land, fillOpacity: 1,
      fillRule: "evenodd" });
    add(coast, { color: colours.coast, weight: 0.9 });
    add(rivers, { color: colours.river, weight: 1 });
    add(lines(cell.border), { color: colours.border, weight: 1.1, dashArray: "5 2.5 1.5 2.5" });
    add(lines(cell.contested), { color: colours.contested, weight: 1.4, dashArray: "1 3.5", lineCap: "round" });
  }
}

drawBase(data.world, map, [-1, 0, 1]);
for (const { box: [south, west, north, east], cell } of data.cells) {
  drawBase(cell, fine, [0], [[south, west], [north, east]]);
}

// ------------------------------------------------------------------- what is shown

const rows = new Map([...document.querySelectorAll("#events > li")].map((row) => [row.dataset.id, row]));
const field = (id) => document.getElementById(id);
const [search, from, until, said, clear] = ["search", "from", "until", "said", "clear"].map(field);
const off = new Set(); // families that are switched off
let onlyHere = null; // keys of places, after a click on a marker

/** Without marks and case: Gəncə is found by its own letters, Sağ by "sag". */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
const texts = new Map([...rows].map(([id, row]) => [id, folded(row.textContent)]));

const passes = (event) => {
  if (off.has(event.family)) return false;
  if (from.value && !(event.last && event.last >= from.value)) return false;
  if (until.value && !(event.first && event.first <= until.value)) return false;
  return folded(search.value).split(/\s+/).every((word) => texts.get(event.id).includes(word));
};

function show() {
  const passed = data.events.filter(passes);
  const listed = passed.filter((event) => !onlyHere || event.places.some(({ key }) => onlyHere.has(key)));
  const ids = new Set(listed.map(({ id }) => id));
  rows.forEach((row, id) => { row.hidden = !ids.has(id); });
  const days = from.value || until.value ? ` · ${from.value || "…"} – ${until.value || "…"}` : "";
  const unplaced = listed.filter(({ places }) => !places.length).length;
  said.textContent = `${ids.size.toLocaleString("en")} of ${data.events.length.toLocaleString("en")} events${days}`
    + (unplaced ? ` · ${unplaced} not placed` : "") + (onlyHere ? " · one place" : "");
  field("none").hidden = ids.size > 0;
  clear.hidden = !(off.size || from.value || until.value || search.value || onlyHere);
  drawMarkers(passed);
  drawBars();
}

function stacksOf(events) {
  const stacks = new Map();
  for (const event of events) {
    for (const place of event.places) {
      const stack = stacks.get(place.key) ?? { ...place, events: [], keys: new Set([place.key]), others: 0 };
      if (!stack.events.includes(event)) stack.events.push(event);
      stacks.set(place.key, stack);
    }
  }
  return [...stacks.values()].sort((a, b) => b.events.length - a.events.length || (a.key < b.key ? -1 : 1));
}

/** Stacks that would cover each other at this zoom become one, at the place with the most events. */
function melted(stacks) {
  const kept = [];
  for (const stack of stacks) {
    const at = map.latLngToLayerPoint([stack.lat, stack.lon]);
    const near = kept.find((one) => one.at.distanceTo(at) < CLOSE_PX);
    if (!near) {
      kept.push({ ...stack, at, keys: new Set(stack.keys), box: L.latLngBounds([[stack.lat, stack.lon]]) });
      continue;
    }
    near.events = [...new Set([...near.events, ...stack.events])];
    near.keys.add(stack.key);
    near.others += 1;
    near.box.extend([stack.lat, stack.lon]);
  }
  return kept;
}

function ringOf(events) {
  const shares = new Map();
  for (const { family, soft } of events) {
    const key = `${family} ${soft ? 1 : 0}`;
    shares.set(key, (shares.get(key) ?? 0) + 1);
  }
  return [...shares].sort(([a], [b]) => data.families.indexOf(a.split(" ")[0]) - data.families.indexOf(b.split(" ")[0]))
    .map(([key, count]) => [key.split(" ")[0], count, key.endsWith("1")]);
}

function drawMarkers(events) {
  markers.clearLayers();
  const taken = [];
  const isFree = (box) => !taken.some((one) => one.intersects(box));
  const drawn = melted(stacksOf(events));
  const boxes = drawn.map((stack) => {
    const isChosen = chosen !== null && stack.events.some(({ id }) => id === chosen);
    const marker = { count: stack.events.length, families: ringOf(stack.events), modality: stack.events[0].modality,
      shape: stack.others ? "cluster" : stack.shape };
    const symbol = symbolOf(marker, isChosen, colours);
    const half = L.point(symbol.halfWidth, symbol.halfHeight);
    taken.push(L.bounds(stack.at.subtract(half), stack.at.add(half)));
    return { symbol, isChosen };
  });
  drawn.forEach((stack, i) => {
    const { symbol, isChosen } = boxes[i];
    const label = stack.others ? `${stack.name} +${stack.others}` : stack.name;
    const holder = document.createElement("span");
    holder.append(symbol.draw());
    const width = label.length * LETTER_PX + 4;
    const starts = [[symbol.halfWidth, -NAME_PX / 2], [-symbol.halfWidth - width, -NAME_PX / 2],
      [-width / 2, symbol.halfHeight], [-width / 2, -symbol.halfHeight - NAME_PX]];
    const place = starts.map(([x, y]) => L.bounds(stack.at.add([x, y]), stack.at.add([x + width, y + NAME_PX])))
      .find(isFree);
    if (place) {
      taken.push(place);
      const name = document.createElement("bdi");
      name.textContent = label;
      name.className = isChosen ? "name chosen" : "name";
      const to = place.min.subtract(stack.at);
      name.style.transform = `translate(${to.x}px, ${to.y}px)`;
      name.style.width = `${width}px`;
      holder.append(name);
    }
    const icon = L.divIcon({ className: "sign", html: holder, iconSize: [symbol.width, symbol.height],
      iconAnchor: [symbol.width / 2, symbol.height / 2 + symbol.lift] });
    const marker = L.marker([stack.lat, stack.lon], { icon, keyboard: true, riseOnHover: true,
      zIndexOffset: isChosen ? 1000 : 0 }).addTo(markers);
    const said = `${label} — ${stack.events.length} ${stack.events.length === 1 ? "event" : "events"}`;
    const element = marker.getElement();
    element.setAttribute("aria-label", said);
    element.title = said;
    marker.on("click", () => open(stack));
    marker.on("keydown", ({ originalEvent }) => {
      if (originalEvent.key === " ") originalEvent.preventDefault();
      if (originalEvent.key === " ") open(stack);
    });
  });
  drawNames(taken, isFree);
}

/** Countries, waters and towns where there is room beside what happened. */
function drawNames(taken, isFree) {
  names.clearLayers();
  for (const { name, kind, lat, lon } of data.names) {
    const at = map.latLngToLayerPoint([lat, lon]);
    const half = (name.length * (kind === "country" ? 9.5 : 6.2)) / 2 + 3;
    const box = L.bounds(at.subtract([half, 8]), at.add([half, 8]));
    if (!isFree(box)) continue;
    taken.push(box);
    const text = document.createElement("bdi");
    text.textContent = name;
    const icon = L.divIcon({ className: `label ${kind}`, html: text, iconSize: [2 * half, 16] });
    L.marker([lat, lon], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(names);
  }
}

function open(stack) {
  const isWide = stack.others && !stack.box.getNorthEast().equals(stack.box.getSouthWest());
  if (isWide && map.getZoom() < map.getMaxZoom()) {
    map.fitBounds(stack.box.pad(0.3), { maxZoom: Math.min(map.getMaxZoom(), map.getZoom() + 3) });
    return;
  }
  onlyHere = stack.keys;
  choose(stack.events[0].id, { isFollowed: false });
}

/** One event is open in the list and marked on the map; null closes it. */
function choose(id, { isFollowed = true } = {}) {
  chosen = id;
  rows.forEach((row, key) => {
    row.querySelector("details").open = key === id;
    row.classList.toggle("chosen", key === id);
  });
  circle.clearLayers();
  const event = data.events.find((one) => one.id === id);
  for (const { lat, lon, radius_km: km, shape } of event?.places ?? []) {
    if (km < 3 || shape === "pill") continue;
    L.circle([lat, lon], { renderer: canvas, interactive: false, radius: km * 1000, weight: 1.2,
      color: colours.outline, dashArray: "2 4", fillOpacity: 0.06 }).addTo(circle);
  }
  const first = event?.places[0];
  if (isFollowed && first && !map.getBounds().pad(-0.1).contains([first.lat, first.lon])) {
    map.panTo([first.lat, first.lon], { animate: false });
  }
  show();
  if (id) rows.get(id).scrollIntoView({ block: "nearest" });
}

// ------------------------------------------------------------------------- time

const DAY = 86_400_000;
const dated = data.events.filter(({ first, last }) => first && last);
const firstDay = dated.reduce((least, { first }) => (first < least ? first : least), "9999");
const lastDay = dated.reduce((most, { last }) => (last > most ? last : most), "0000");
const span = dated.length ? (Date.parse(lastDay) - Date.parse(firstDay)) / DAY : 0;
const step = span <= 62 ? "day" : span <= 430 ? "week" : span <= 4000 ? "month" : "year";
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const bins = [];

function after(day) {
  const at = new Date(Date.parse(day));
  if (step === "day") return iso(+at + DAY);
  if (step === "week") return iso(+at + 7 * DAY);
  if (step === "month") return iso(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  return iso(Date.UTC(at.getUTCFullYear() + 1, 0, 1));
}

for (let day = firstDay; dated.length && day <= lastDay && bins.length < 400;) {
  const next = after(day);
  bins.push({ first: day, last: iso(Date.parse(next) - DAY), events: [] });
  day = next;
}
for (const event of dated) bins.find(({ last }) => event.first <= last)?.events.push(event);

/** The bars, one for each day, week, month or year; those outside of the chosen days are pale. */
function drawBars() {
  const chart = field("bars");
  const most = Math.max(1, ...bins.map(({ events }) => events.length));
  const width = 1000 / Math.max(1, bins.length);
  const parts = bins.flatMap(({ first, last, events }, i) => {
    const isIn = (!from.value || last >= from.value) && (!until.value || first <= until.value);
    let top = 60;
    const pieces = ringOf(events.filter(({ family }) => !off.has(family))).map(([family, count]) => {
      const height = (count / most) * 56;
      top -= height;
      return rect(i * width + width * 0.1, top, width * 0.8, height, data.colours[family], isIn ? 1 : 0.3);
    });
    const target = rect(i * width, 0, width, 60, "transparent", 1);
    target.append(titled(`${first === last ? first : `${first} – ${last}`}: ${events.length}`));
    target.addEventListener("click", () => setDays(first, last));
    return [...pieces, target];
  });
  chart.replaceChildren(...parts);
}

const inSvg = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);

function titled(text) {
  const title = inSvg("title");
  title.textContent = text;
  return title;
}

function rect(x, y, width, height, fill, opacity) {
  const element = inSvg("rect");
  for (const [key, value] of Object.entries({ x, y, width, height, fill, opacity })) element.setAttribute(key, value);
  return element;
}

function setDays(first, last) {
  from.value = first;
  until.value = last;
  show();
}

const play = field("play");
let playing = null;

function pause() {
  clearInterval(playing);
  playing = null;
  play.textContent = "▶ Play";
}

function begin() {
  let at = bins.findIndex(({ first }) => first === from.value);
  const isLast = at === bins.length - 1;
  if (isLast) at = -1;
  const forward = () => {
    at += 1;
    if (at >= bins.length) return pause();
    return setDays(bins[at].first, bins[at].last);
  };
  play.textContent = "❚❚ Pause";
  playing = setInterval(forward, step === "day" ? 700 : 1000);
  forward();
}

// ------------------------------------------------------------------------ hands

play.addEventListener("click", () => (playing ? pause() : begin()));
play.hidden = bins.length < 2;
for (const one of [search, from, until]) one.addEventListener("input", () => { pause(); show(); });
for (const button of document.querySelectorAll("#kinds button")) {
  button.addEventListener("click", () => {
    const { family } = button.dataset;
    if (!off.delete(family)) off.add(family);
    button.setAttribute("aria-pressed", String(!off.has(family)));
    show();
  });
}
clear.addEventListener("click", () => {
  pause();
  off.clear();
  onlyHere = null;
  for (const one of [search, from, until]) one.value = "";
  document.querySelectorAll("#kinds button").forEach((button) => button.setAttribute("aria-pressed", "true"));
  show();
  search.focus();
});
rows.forEach((row, id) => {
  row.querySelector("summary").addEventListener("click", (event) => {
    event.preventDefault();
    choose(chosen === id ? null : id);
  });
});
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || (!chosen && !onlyHere)) return;
  const before = rows.get(chosen);
  onlyHere = null;
  choose(null);
  before?.querySelector("summary").focus();
});
const openAll = (isOpen) => rows.forEach((row, id) => {
  row.querySelector("details").open = isOpen || id === chosen;
});
addEventListener("beforeprint", () => openAll(true));
addEventListener("afterprint", () => openAll(false));
function zoomed() {
  if (map.getZoom() >= data.fine_from) fine.addTo(map);
  else fine.remove();
  circle.eachLayer((one) => one.bringToFront());
  drawMarkers(data.events.filter(passes));
}

map.on("zoomend", zoomed);
zoomed();
field("fit").addEventListener("click", fit);
const linked = location.hash.slice(1);
if (rows.has(linked)) choose(linked);
else show();
