"""What a reader waits for, in Chromium: Gazette with a million events and with a thousand.

Beside it a page of folium.plugins.MarkerCluster with ten thousand of the same events, its
scripts from this machine, and the floor below which no Streamlit page comes: one with a title
and one with a bare map. No request leaves this machine. The load average is part of the table:
on a busy machine the rows say something only beside each other.

"Click to details" is until title, facts and passage of the event stand beside the map; "own
details" is until Streamlit's page shows them itself, with all that belongs to them.

"First map" is until markers stand on drawn land and can be clicked, from the first byte asked
for; "own map" is until the map of Streamlit's page has taken over from the early one, which
draws the same before Streamlit does.

python -m tests.benchmarks browser
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from tests.benchmarks.big_store import big_store
from tests.benchmarks.generator import event_table
from tests.benchmarks.measuring import print_table
from tests.npm_packages import JQUERY, MARKER_CLUSTER, npm_package

ROOT = Path(__file__).parents[2]
COUNTS = (1_000_000, 1_000)
PEER_COUNT = 10_000
OPENINGS, CLICKS, PANS = 7, 24, 30
PATIENCE_MS = 120_000
START_S = 180.0
TARGETS = ("3.0 s", "400 ms", "600 ms", "150 kB")


@dataclass(slots=True)
class Waiting:
    """What was measured on one side: milliseconds, and bytes that travelled for a pan."""

    name: str
    opening: list[float] = field(default_factory=list)
    own_map: list[float] = field(default_factory=list)
    load: float = field(default_factory=lambda: os.getloadavg()[0])
    details: list[float] = field(default_factory=list)
    own_details: list[float] = field(default_factory=list)
    pan: list[float] = field(default_factory=list)
    view_bytes: list[float] = field(default_factory=list)
    opening_bytes: float = 0.0
    runs_by_panning: int = 0


def run(counts: Sequence[int] = COUNTS) -> None:
    """Print the table."""
    chromium = os.environ.get("GAZETTE_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("\nThe browser's table needs Chromium: install it or name it in GAZETTE_CHROMIUM.")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        print(f"Load average at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        peer = _peer(browser)
        found = [*_floor(browser), *(_ours(browser, count) for count in counts)]
        browser.close()
    print(f"Load average at the end: {os.getloadavg()[0]:.1f}")
    _print([*found, *([peer] if peer else [])])


def _print(found: Sequence[Waiting]) -> None:
    def both(values: list[float], unit: str, scale: float = 1.0) -> str:
        if not values:
            return "–"
        middle, late = statistics.median(values) / scale, np.percentile(values, 95) / scale
        digits = 2 if unit == "s" else 0
        return f"{middle:,.{digits}f} / {late:,.{digits}f} {unit}"

    print_table(
        "In the browser: median / 95th percentile",
        ["", "first map", "own map", "click to details", "own details", "pan to new markers",
         "sent for a pan", "sent to open", "page runs by panning", "load"],
        [["wanted at the 95th", TARGETS[0], "", TARGETS[1], "", *TARGETS[2:], "", "0", ""]] + [
            [one.name, both(one.opening, "s", 1000), both(one.own_map, "s", 1000),
             both(one.details, "ms"), both(one.own_details, "ms"), both(one.pan, "ms"),
             both(one.view_bytes, "kB", 1000), f"{one.opening_bytes / 1000:,.0f} kB",
             str(one.runs_by_panning), f"{one.load:.1f}"]
            for one in found
        ],
    )  # fmt: skip


# ---------------------------------------------------------------------- floor

_TITLE = """import streamlit as st
st.title("Nothing")
"""
_BARE = """import folium, streamlit as st
from streamlit_folium import st_folium
chart = folium.Map([30, 15], zoom_start=3, tiles=None)
chart.default_js = [("leaflet", "../../leaflet/leaflet.js")]
chart.default_css = [("leaflet_css", "../../leaflet/leaflet.css")]
folium.Marker([30, 15], icon=folium.DivIcon(html="x")).add_to(chart)
st_folium(chart, key="map", height=500, use_container_width=True)
"""
_APP = """import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
app = st.App("page.py", routes=[Mount("/leaflet", StaticFiles(directory={folder!r}))])
"""


def _floor(browser: Browser) -> list[Waiting]:
    """The least that any Streamlit page takes here, and any with a map."""
    from dashboard.routes.assets import leaflet_folder

    found = []
    for name, script, is_map in (("a title", _TITLE, False), ("a bare st_folium", _BARE, True)):
        waiting = Waiting(f"Streamlit with {name}")
        with tempfile.TemporaryDirectory() as written:
            folder = Path(written)
            (folder / "page.py").write_text(script, encoding="utf-8")
            app = _APP.format(folder=str(leaflet_folder()))
            (folder / "app.py").write_text(app, encoding="utf-8")
            with _server(folder, folder / "app.py") as address:
                for number in range(OPENINGS + 1):
                    page, spent_ms = _opened(browser, address, "bare" if is_map else "title")
                    if number:  # the server is warm
                        waiting.opening.append(spent_ms)
                        waiting.opening_bytes = _bytes(page)
                    page.context.close()
        found.append(waiting)
    return found


# ----------------------------------------------------------------------- ours


def _ours(browser: Browser, count: int) -> Waiting:
    waiting = Waiting(f"Gazette, {count:,} events")
    table = event_table(count)
    with _server(big_store(count)) as address:
        _opened(browser, address)[0].context.close()  # the server is warm from here on
        for _ in range(OPENINGS):
            page, spent_ms = _opened(browser, address)
            waiting.opening.append(spent_ms)
            waiting.own_map.append(spent_ms + _taken_over(page))
            waiting.opening_bytes = _bytes(page)
            page.context.close()
        page, _ = _opened(browser, address)
        frame = _map_frame(page)
        messages = _watch_runs(page)
        for spot in _spots(table, PANS):
            _pan(frame, spot, waiting)
        waiting.runs_by_panning = len(messages)
        for lat, lon, title in _lone_events(table, CLICKS):
            spent = _click(page, frame, lat, lon, title)
            if spent is not None:
                waiting.details.append(spent[0])
                waiting.own_details.append(spent[1])
        page.context.close()
    return waiting


@contextmanager
def _server(folder: Path, app: Path = ROOT / "dashboard" / "app.py") -> Iterator[str]:
    """The dashboard as anybody starts it, over a copy of nothing: the store is only read."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true",
        "--server.fileWatcherType", "none",
    ]  # fmt: skip
    environment = os.environ | {"GAZETTE_DATA": str(folder)}
    process = subprocess.Popen(
        command,
        cwd=ROOT if app.is_relative_to(ROOT) else app.parent,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(f"{address}_stcore/health")
        yield address
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:  # a thread that keeps a large index
            process.kill()
            process.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The server did not start: {address}")


_FIRST = {
    "title": "h1",
    "bare": ".leaflet-marker-icon",
    "events": ".gz-grounded .gz-marker",
}


_OWN = "iframe[title*='streamlit_folium']"
_EARLY = "iframe#gz-early"
_MAPS = f"{_EARLY}, {_OWN}"


def _opened(browser: Browser, address: str, first: str = "events") -> tuple[Page, float]:
    """A page with nothing in its cache, and the milliseconds until the first of it stood there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    frame = page if first == "title" else page.locator(_MAPS).first.content_frame
    frame.locator(_FIRST[first]).first.wait_for()
    return page, (time.perf_counter() - begin) * 1000


def _taken_over(page: Page) -> float:
    """Milliseconds until the page's own map has drawn and stands alone."""
    begin = time.perf_counter()
    page.frame_locator(_OWN).locator(_FIRST["events"]).first.wait_for()
    page.locator(_EARLY).wait_for(state="detached")
    return (time.perf_counter() - begin) * 1000


def _map_frame(page: Page) -> Frame:
    _taken_over(page)
    page.wait_for_timeout(2500)  # all of the page stands still
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def _watch_runs(page: Page) -> list[str]:
    """What the server says about page runs from now on."""
    told: list[str] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda event: told.append(event["requestId"]))
    return told


_BYTES = """() => performance.getEntries().reduce((all, one) => all + (one.transferSize || 0), 0)"""
_PAN = """async ([lat, lon, zoom]) => {
  performance.clearResourceTimings();
  const drawn = new Promise((done) => {
    map.once("eventsdrawn", done);
    setTimeout(done, 15000); // counted as such
  });
  const begin = performance.now();
  map.setView([lat, lon], zoom, {animate: false});
  await drawn;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const spent = performance.now() - begin;
  await new Promise((done) => setTimeout(done, 700));
  const answers = performance.getEntriesByType("resource");
  return [spent, answers.reduce((all, one) => all + one.transferSize, 0)];
}"""


def _bytes(page: Page) -> float:
    return sum(float(frame.evaluate(_BYTES)) for frame in page.frames if frame.url != "about:blank")


def _pan(frame: Frame, spot: tuple[float, float, float], waiting: Waiting) -> None:
    spent, size = frame.evaluate(_PAN, list(spot))
    waiting.pan.append(spent)
    waiting.view_bytes.append(size)


_SHOW = """async ([lat, lon]) => {
  const drawn = new Promise((done) => {
    map.once("eventsdrawn", done);
    setTimeout(done, 15000); // counted as such
  });
  map.setView([lat, lon], 10, {animate: false});
  await drawn;
}"""
_CLICK = """async ([lat, lon, title]) => {
  const here = (one) => one.getLatLng && one.item && one.item.properties.count === 1
    && one.getLatLng().distanceTo([lat, lon]) < 1500;
  let marker = null;
  map.eachLayer((one) => { if (here(one)) marker = one; });
  if (!marker) return null;
  const page = window.parent.document;
  const has = (places) => [...page.querySelectorAll(`:is(${places}) *`)].some((one) =>
    one.childElementCount === 0 && one.textContent.trim() === title);
  const begin = performance.now();
  let first = 0;
  marker.getElement().click();
  while (performance.now() - begin < 20000) {
    await new Promise((done) => requestAnimationFrame(done));
    if (!first && has(".gz-first-details, [data-testid=stHtml]")) first = performance.now() - begin;
    if (has("[data-testid=stHtml]")) return [first, performance.now() - begin];
  }
  return null;
}"""


def _click(
    page: Page, frame: Frame, lat: float, lon: float, title: str
) -> tuple[float, float] | None:
    """Milliseconds from a click on the marker of one event to its title beside the map.

    First as it stands there at all, then in Streamlit's own panel.
    """
    frame.evaluate(_SHOW, [lat, lon])
    page.wait_for_timeout(400)
    spent = frame.evaluate(_CLICK, [lat, lon, title])
    page.wait_for_timeout(400)
    return None if spent is None else (float(spent[0]), float(spent[1]))


def _spots(table: pa.Table, count: int) -> list[tuple[float, float, float]]:
    """Views all over the world where something happened, at zooms a reader uses."""
    rng = np.random.default_rng(7)
    placed = table.filter(table.column("lat").is_valid())
    rows = rng.choice(placed.num_rows, count)
    lats, lons = (placed.column(name).to_numpy()[rows] for name in ("lat", "lon"))
    zooms = rng.choice([4.0, 5.0, 6.0, 7.0, 8.0], count)
    return list(zip(lats.tolist(), lons.tolist(), zooms.tolist(), strict=True))


def _lone_events(table: pa.Table, count: int) -> list[tuple[float, float, str]]:
    """Events that stand alone in their place, with their titles."""
    shown = table.column("status").combine_chunks().dictionary_decode().to_numpy(False)
    places = table.column("place_id").combine_chunks().indices.to_numpy(False)
    number = table.column("place_number").fill_null(-1).to_numpy()
    many = np.bincount(places[number >= 0].astype(np.int64))
    precision = table.column("precision").combine_chunks().dictionary_decode().to_numpy(False)
    alone = (number == 0) & (shown != "rejected") & (precision == "settlement")
    rows = np.flatnonzero(alone)
    rows = rows[many[places[rows].astype(np.int64)] == 1]
    rng = np.random.default_rng(11)
    chosen = rng.choice(rows, min(count, len(rows)), replace=False)
    lats, lons = table.column("lat").to_numpy(), table.column("lon").to_numpy()
    titles = table.column("title")
    return [(float(lats[row]), float(lons[row]), titles[int(row)].as_py()) for row in chosen]


# ----------------------------------------------------------------------- peer


def _peer(browser: Browser) -> Waiting | None:
    """A page of folium's MarkerCluster with all its events inside."""
    plugin, query = npm_package(*MARKER_CLUSTER), npm_package(*JQUERY)
    if plugin is None or query is None:
        print("\nfolium's MarkerCluster is left out: its scripts come with npm, which is not here.")
        return None
    waiting = Waiting(f"folium MarkerCluster, {PEER_COUNT:,} events")
    table = event_table(PEER_COUNT)
    with tempfile.TemporaryDirectory() as folder:
        page_file = _peer_page(Path(folder), plugin, query, table)
        address = page_file.as_uri()
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        for _ in range(OPENINGS):
            page, spent = _peer_opened(browser, address)
            waiting.opening.append(spent)
            waiting.opening_bytes = size
            page.context.close()
        page, _ = _peer_opened(browser, address)
        for lat, lon, zoom in _spots(table, PANS):
            waiting.pan.append(page.evaluate(_PEER_PAN, [lat, lon, zoom]))
            waiting.view_bytes.append(0.0)
        for lat, lon, title in _lone_events(table, CLICKS):
            spent_ms = page.evaluate(_PEER_CLICK, [lat, lon, title])
            if spent_ms is not None:
                waiting.details.append(spent_ms)
        page.context.close()
    return waiting


def _peer_page(folder: Path, plugin: Path, query: Path, table: pa.Table) -> Path:
    import folium
    from folium.plugins import MarkerCluster

    from dashboard.routes.assets import leaflet_folder

    shutil.copytree(leaflet_folder(), folder / "leaflet")
    shutil.copytree(plugin / "dist", folder / "cluster")
    shutil.copytree(query / "dist", folder / "jquery")
    chart = folium.Map([30, 15], zoom_start=3, tiles=None)
    chart.options["maxZoom"] = 18  # clustering asks for it; a layer of tiles would tell
    chart.default_js = [("leaflet", "leaflet/leaflet.js"), ("jquery", "jquery/jquery.min.js")]
    chart.default_css = [("leaflet_css", "leaflet/leaflet.css")]
    cluster = MarkerCluster()
    cluster.default_js = [("cluster", "cluster/leaflet.markercluster.js")]
    cluster.default_css = [("cluster_css", "cluster/MarkerCluster.css"),
                           ("cluster_looks", "cluster/MarkerCluster.Default.css")]  # fmt: skip
    cluster.add_to(chart)
    rows = table.select(["lat", "lon", "title", "passage"]).to_pandas().dropna(subset=["lat"])
    for row in rows.itertuples():
        words = f"<b>{row.title}</b><br>{row.passage}"
        folium.Marker([row.lat, row.lon], tooltip=row.title, popup=words).add_to(cluster)
    written = folder / "index.html"
    chart.save(str(written))
    return written


def _peer_opened(browser: Browser, address: str) -> tuple[Page, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(".leaflet-marker-icon").first.wait_for()
    return page, (time.perf_counter() - begin) * 1000


_PEER_MAP = "Object.values(window).find((one) => one instanceof L.Map)"
_PEER_PAN = f"""async ([lat, lon, zoom]) => {{
  const map = {_PEER_MAP};
  const begin = performance.now();
  map.setView([lat, lon], zoom, {{animate: false}});
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begin;
}}"""
_PEER_CLICK = f"""async ([lat, lon, title]) => {{
  const map = {_PEER_MAP};
  map.setView([lat, lon], 18, {{animate: false}});
  await new Promise((done) => setTimeout(done, 400));
  let marker = null;
  map.eachLayer((one) => {{
    if (one.getPopup?.() && one.getLatLng().distanceTo([lat, lon]) < 500) marker = one;
  }});
  if (!marker) return null;
  const begin = performance.now();
  marker.getElement().click();
  while (performance.now() - begin < 5000) {{
    await new Promise((done) => requestAnimationFrame(done));
    const popup = document.querySelector(".leaflet-popup");
    if (popup && popup.textContent.includes(title)) return performance.now() - begin;
  }}
  return null;
}}"""
