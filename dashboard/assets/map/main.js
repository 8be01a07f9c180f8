/* Puts the map together and keeps it in step with what Python says.
 *
 * Python says a small state and nothing else: which view the events belong to, what is chosen,
 * how it looks. No text of a report is in it; that comes by address and is shown as text.
 */

import { BaseChoice, baseOfAddress, themeOf, writeBase } from "./base_choice.js";
import { BaseMap } from "./cells.js";
import { addCredit, addFitButton, note, OutsideNote, wheelAfterClick } from "./controls.js";
import { FirstDetails } from "./details.js";
import { Events, hand } from "./events.js";
import { Legend } from "./legend.js";
import { keepViewInLink } from "./link.js";
import { Names, nearestCopy } from "./names.js";
import { paletteOf } from "./palette.js";
import { printWell } from "./paper.js";
import { earlyMap, openAs, showsSame, takeOver } from "./takeover.js";

// Free margin around fitted events: half a marker, and beside it most of a name.
const EDGE_PX = { x: 70, y: 34 };
const SMALL_EDGE_PX = { x: 34, y: 30 };
const NAMES_PATIENCE_MS = 1500;

/** Starts drawing on a Leaflet map; gives the object that takes states. */
export function start(map, settings) {
  return new Drawing(map, settings);
}

class Drawing {
  constructor(map, settings) {
    this.map = map;
    this.state = null;
    this.colours = paletteOf("light");
    const frame = map.getContainer();
    frame.classList.add("gz-map");
    for (const meta of document.querySelectorAll("meta[name=viewport]")) {
      meta.content = "width=device-width, initial-scale=1"; // Folium's forbids to enlarge the text
    }
    window.frameElement?.setAttribute("data-gz-here", ""); // see map_panel.py
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Map of events");
    this.base = new BaseMap(map, settings);
    this.names = new Names(map, settings.root, this.base);
    this.events = new Events(map, { onPick: (picked) => this.pick(picked), ...settings }, {
      onChange: () => this.drawNames(),
      onTrouble: note(map, "gz-trouble"),
    });
    this.details = new FirstDetails(settings.root);
    this.onNames = note(map);
    this.legend = new Legend(map, () => this.liftCorners());
    addFitButton(map, () => this.fit(true));
    this.tiles = settings.tiles ?? null;
    this.chosenBase = "";
    this.baseChoice = new BaseChoice(map, this.tiles, (base) => this.choose(base));
    this.onBase = note(map, "gz-trouble");
    this.outside = new OutsideNote(map, (box) => this.fitBox(box, true));
    this.credit = addCredit(map);
    printWell(this);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) stayStill(map);
    map.on("moveend", () => this.redraw());
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(frame);
    const fonts = ['650 13px "Gazette Sans"', 'italic 13px "Gazette Serif"'];
    Promise.allSettled(fonts.map((font) => document.fonts.load(font))).then(() => {
      this.names.remeasure();
      this.drawNames();
    });
  }

  /** Takes a state; does only what the difference from the last one asks for. */
  show(asked) {
    const before = this.state;
    if (!before) this.chosenBase = baseOfAddress(this.tiles);
    this.asked = asked;
    const base = this.chosenBase;
    const theme = this.isOnPaper ? "light" : themeOf(base, asked.theme);
    const state = { ...asked, base, theme };
    this.state = state;
    this.baseChoice.show(base);
    const changed = (...keys) =>
      !before || keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(state[key]));
    if (changed("theme")) this.colours = paletteOf(state.theme);
    if (changed("theme", "counts", "small")) this.legend.draw(state, this.colours);
    if (!before) {
      if (state.wheel === "click") wheelAfterClick(this.map);
      this.open();
      return;
    }
    if (changed("theme", "base")) this.drawBase();
    if (changed("view", "revision")) {
      this.events.fetch(state, this.colours);
      this.tellOutside();
    } else if (changed("theme", "selected", "places")) {
      this.events.draw(state, this.colours);
    }
    if (changed("selected")) this.reveal();
  }

  /**
   * Hands a picked marker on and shows it as chosen at once. The answer of the page names it as
   * well and so moves nothing: by then the reader may have panned away.
   */
  pick(picked) {
    const { ids, count } = picked.properties;
    const selected = count === 1 && ids.length === 1 ? ids[0] : picked.id;
    if (selected !== picked.id) this.details.show(this.state.view, selected);
    hand(picked);
    setTimeout(() => this.show({ ...this.asked, selected, places: [], spot: null }));
  }

  /** Draws another base map and keeps the choice in the page's address. */
  choose(base) {
    this.chosenBase = base;
    writeBase(base);
    this.onBase("");
    this.show(this.asked);
  }

  /** Gives when land and coast of the view are drawn. */
  drawBase() {
    const { base, theme } = this.state;
    const isOnline = base === "online";
    this.names.isQuiet = isOnline; // the tiles name places themselves
    this.credit.say(isOnline ? this.tiles.credit : "");
    if (isOnline) this.base.drawTiles(this.tiles, () => this.leaveTiles());
    else this.base.removeTiles();
    this.map.getContainer().classList.toggle("gz-online", isOnline);
    if (isOnline) {
      this.base.clear();
      this.drawNames();
      return Promise.resolve();
    }
    return this.base.draw(this.colours, theme, base === "relief").then(() => this.drawNames());
  }

  /** The tiles cannot be had: the offline map instead, said in a quiet line. */
  leaveTiles() {
    if (this.chosenBase !== "online") return;
    this.chosenBase = "";
    this.show(this.asked);
    this.onBase("The online tiles cannot be had now; this is the offline map.");
    setTimeout(() => this.onBase(""), 9000);
  }

  /** The opening view: the one the link names, otherwise around the events. */
  open() {
    const early = earlyMap();
    this.isOpening = true; // each step of it would ask for events and names
    this.liftCorners();
    this.map.invalidateSize({ animate: false });
    if (early && showsSame(early, this.state)) {
      openAs(this.map, early);
    } else if (this.state.at) {
      const [lat, lon, zoom] = this.state.at;
      this.map.setView([lat, lon], zoom, { animate: false });
    } else {
      this.fit(false);
    }
    this.isOpening = false;
    const told = new Promise((done) => {
      this.map.once("eventsdrawn", () => this.tellOutside().then(done)); // what is seen comes first
    });
    this.redraw();
    if (early) Promise.race([told, this.standing]).then(() => takeOver(this, early));
    if (this.state.in_link) keepViewInLink(this.map);
  }

  /** Shows only the events of some days, {from, to}, or again all of the view for null. */
  showDays(days) {
    if (JSON.stringify(days) === JSON.stringify(this.events.days)) return;
    this.events.days = days;
    if (this.state) this.events.fetch(this.state, this.colours);
  }

  /** Shows the box that Python named, clear of controls and legend. */
  fit(animate) {
    if (this.state?.fit) this.fitBox(this.state.fit, animate);
  }

  fitBox([south, west, north, east], animate) {
    const isNarrow = this.map.getSize().x < 480;
    const { x, y } = isNarrow ? SMALL_EDGE_PX : EDGE_PX;
    const left = Math.max(x, this.widthOfControls() + SMALL_EDGE_PX.x / 2);
    const eastward = east < west ? east + 360 : east;
    this.map.fitBounds([[south, west], [north, eastward]], {
      paddingTopLeft: [left, y],
      paddingBottomRight: [x, this.legend.height + y],
      maxZoom: 8.5,
      animate,
    });
  }

  /** How far the buttons at the left reach into the map, in pixels. */
  widthOfControls() {
    const frame = this.map.getContainer();
    const bars = [...frame.querySelectorAll(".leaflet-left .leaflet-bar")];
    const edge = frame.getBoundingClientRect().left;
    return Math.max(0, ...bars.map((bar) => bar.getBoundingClientRect().right - edge));
  }

  /** Pans to what was chosen elsewhere when it lies outside the view. */
  reveal() {
    if (!this.state.spot) return;
    const [lat, lon] = this.state.spot;
    const place = L.latLng(lat, nearestCopy(lon, this.map.getCenter().lng));
    const size = this.map.getSize();
    const at = this.map.latLngToContainerPoint(place);
    const bottom = size.y - this.legend.height;
    const isSeen = at.x > 30 && at.y > 30 && at.x < size.x - 30 && at.y < bottom - 30;
    if (!isSeen) this.map.panTo(place);
  }

  redraw() {
    if (!this.state || this.isOpening) return;
    // Events are asked for first: a browser has six lines to a server, and the ground takes all.
    const events = this.events.fetch(this.state, this.colours);
    const names = this.fetchNames();
    this.standing = Promise.all([this.drawBase(), events, names]);
  }

  /** Names come late while the gazetteer is still being compiled: then it is said. */
  async fetchNames() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.onNames("Names are on their way …"), NAMES_PATIENCE_MS);
    const isNew = await this.names.fetch();
    if (isNew === null) return; // another question is under way
    clearTimeout(this.waiting);
    this.onNames("");
    if (isNew) this.drawNames();
  }

  /** Says what the view does not show: after opening and after every filter. */
  async tellOutside() {
    const { view } = this.state;
    const size = this.map.getSize();
    const lower = this.map.containerPointToLatLng([0, size.y - this.legend.height]);
    const upper = this.map.containerPointToLatLng([size.x, 0]);
    try {
      const outside = await this.events.outside(this.state, L.latLngBounds(lower, upper));
      if (view === this.state.view) this.outside.show(outside);
      this.drawNames(); // they make room for the note
    } catch {
      this.outside.hide(); // not worth a word: the events themselves say when they fail
    }
  }

  /** Once before the next picture, however many things have changed: it measures the page. */
  drawNames() {
    this.naming ??= requestAnimationFrame(() => {
      this.naming = null;
      this.drawNamesNow();
    });
  }

  drawNamesNow() {
    if (!this.state) return;
    const markers = this.events.drawn.map((marker) => ({
      ...marker,
      at: this.map.latLngToContainerPoint(marker.latlng),
    }));
    this.names.draw(markers, this.blocked());
  }

  /** The boxes of the controls, in pixels of the frame. */
  blocked() {
    const frame = this.map.getContainer();
    const corner = frame.getBoundingClientRect();
    const covering = frame.querySelectorAll(
      ".leaflet-bar, .leaflet-control-attribution, .gz-note:not([hidden])",
    );
    return [...covering].map((element) => {
      const box = element.getBoundingClientRect();
      return [
        box.left - corner.left - 3, box.top - corner.top - 3,
        box.right - corner.left + 3, box.bottom - corner.top + 3,
      ];
    });
  }

  /** Keeps Leaflet's lower corners above the legend. */
  liftCorners() {
    for (const element of this.map.getContainer().querySelectorAll(".leaflet-bottom")) {
      element.style.bottom = `${this.legend.height}px`;
    }
    this.drawNames();
  }
}

/** No sliding and no growing for readers who asked for less motion. */
function stayStill(map) {
  const { setView, panTo, setZoomAround } = map;
  const still = { animate: false };
  map.options.inertia = false;
  map.setView = (centre, zoom) => setView.call(map, centre, zoom, still);
  map.panTo = (centre) => panTo.call(map, centre, still);
  map.setZoomAround = (point, zoom) => setZoomAround.call(map, point, zoom, still);
}
