/* The map before the page: draws it at once, and leaves when the page's own map has drawn.
 *
 * Written into Streamlit's page. Streamlit's scripts are megabytes; here they wait in a template
 * for the little that the map needs. The early map is the map: same scripts, same events by
 * address, same rights. `window.gazetteEarly` is what the page's map takes over from it.
 */
(() => {
  "use strict";
  const PATIENCE_MS = 1200; // Streamlit never waits longer, whatever becomes of the map
  const MISSING_MS = 3000; // a page that was run and has no map
  const LONGEST_MS = 60_000; // in front of a map of the page that does not draw
  const DONE = "[data-test-script-state=notRunning] [data-testid=stElementContainer]";
  const COMING = ".st-key-map-frame"; // Streamlit may still be fetching what draws it
  const STILL_MS = 1500;
  const REAL = "iframe[title*='streamlit_folium']";
  // The page's measures on a wide screen and on a phone; a test holds them to the page.
  const SIDE_PX = 264;
  const ROW_PX = 52.5;
  const { assets, ...colours } = document.currentScript.dataset;
  const root = location.pathname;

  window.gazetteHolds = true; // see release.js
  const held = document.getElementById("streamlit-scripts");
  /** First what Streamlit fetches, then the script that runs. */
  const fetchStreamlit = () => document.head.append(...held.content.querySelectorAll("link"));
  const startStreamlit = () => document.head.append(held.content);
  setTimeout(startStreamlit, PATIENCE_MS);

  /** As Streamlit decides it: what the reader chose, or else what the system says. */
  const isDark = () => {
    try {
      const { name } = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`));
      if (/dark|light/i.test(name)) return /dark/i.test(name);
    } catch {
      // nothing was chosen, or there is no storage
    }
    return matchMedia("(prefers-color-scheme: dark)").matches;
  };

  const theme = isDark() ? "dark" : "light";
  const isPhone = matchMedia("(max-width: 640px)").matches;
  // No white flash before a dark page, and the side bar where it will be.
  const [paper, sideColour] = colours[theme].split(" ");
  const sidePx = document.documentElement.clientWidth > 768 ? SIDE_PX : 0;
  document.documentElement.style.background = sidePx
    ? `linear-gradient(to right, ${sideColour} ${sidePx}px, ${paper} ${sidePx}px)` : paper;

  const file = (name) => `${assets}/${name}`;
  const frame = document.createElement("iframe");
  frame.id = "gz-early";
  frame.title = "Map of events";
  frame.srcdoc = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Map of events</title>
<link rel="stylesheet" href="${file("leaflet/leaflet.css")}">
<link rel="stylesheet" href="${file("map/map.css")}">
<script src="${file("leaflet/leaflet.js")}"><\/script><script src="${file("map/boot.js")}"><\/script>
</head><body><div id="map_div" class="folium-map gz-map"></div></body></html>`;

  const asked = fetch("map/first", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ search: location.search }),
  }).then((answer) => (answer.status === 200 ? answer.json() : null));

  const leave = () => {
    frame.remove();
    delete window.gazetteEarly;
    startStreamlit();
  };

  const place = ({ left, top, width, height }) => {
    Object.assign(frame.style, {
      left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`,
    });
  };

  /** Where the page will put its map; `rows` says whether a row of buttons stands above it. */
  const expected = (rows) => {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    if (isPhone) {
      return { left: 15, top: 183.4 + (rows.phone ? ROW_PX : 0), width: width - 30, height: 540 };
    }
    const margin = sidePx ? 24 : 15;
    const titleRow = width <= 1340 ? 14 : 0;
    return {
      left: sidePx + margin,
      top: 116.3 + (rows.wide ? ROW_PX : 0),
      width: (width - sidePx - 2 * margin) * (4 / 7) - 7.5,
      height: Math.min(860, Math.max(290, height - 370 - (rows.wide ? 30 : 0) - titleRow)),
    };
  };

  /** Stays where the page puts its map; leaves when the page shows none. */
  let seenSince = null;
  let missingSince = null;
  const follow = () => {
    if (!frame.isConnected) return;
    const now = performance.now();
    const real = document.querySelector(REAL);
    const isWithout = document.querySelector(DONE) !== null && !document.querySelector(COMING);
    if (real?.offsetHeight) {
      seenSince ??= now;
      missingSince = null;
      place(real.getBoundingClientRect());
    } else {
      missingSince = isWithout ? missingSince ?? now : null;
    }
    const isOver = location.pathname !== root
      || (missingSince !== null && now - missingSince > MISSING_MS)
      || (seenSince !== null && now - seenSince > LONGEST_MS);
    if (isOver) leave();
    else requestAnimationFrame(follow);
  };

  Object.assign(frame.style, { position: "absolute", zIndex: 2, border: 0, colorScheme: "normal" });
  const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
  document.body.append(frame);

  Promise.all([asked, loaded]).then(async ([first]) => {
    if (!first || !frame.contentWindow.L) return leave();
    place(expected(first.rows));
    const inside = frame.contentWindow;
    const map = (inside.map = inside.L.map("map_div", first.options));
    const early = {
      frame, map, leave, picked: null,
      state: { ...first.state, theme: theme, small: isPhone },
      still: stillness(map, inside),
    };
    const onPick = (picked) => {
      early.picked = picked;
      early.state = { ...early.state, selected: picked.properties.ids[0] ?? picked.id };
      inside.gazette.show(early.state);
    };
    map.once("eventscome", fetchStreamlit);
    map.once("eventsdrawn", () => requestAnimationFrame(startStreamlit));
    inside.gazette.attach(map, { ...first.settings, early: true, onPick });
    inside.gazette.show(early.state);
    const drawing = await inside.gazette.drawing;
    early.markers = () => drawing.events.markers;
    window.gazetteEarly = early;
    follow();
  }).catch(leave);

  /** Gives a function that gives when nobody drags the map and it does not move by itself. */
  function stillness(map, inside) {
    let isHeld = false;
    let isMoving = false;
    const waiting = [];
    const tell = () => {
      if (!isHeld && !isMoving) waiting.splice(0).forEach((done) => done());
    };
    const held = (now) => () => ((isHeld = now), setTimeout(tell));
    inside.addEventListener("pointerdown", held(true), true);
    for (const name of ["pointerup", "pointercancel"]) inside.addEventListener(name, held(false), true);
    map.on("movestart zoomstart", () => (isMoving = true));
    map.on("moveend", () => ((isMoving = false), setTimeout(tell)));
    return () => new Promise((done) => {
      waiting.push(done);
      tell();
      setTimeout(() => isHeld || done(), STILL_MS); // a movement that was broken off says no end
    });
  }
})();
