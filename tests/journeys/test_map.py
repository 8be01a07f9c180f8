"""The map in a real browser, over invented events."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from dashboard.routes.basemap.packing import Cell, packed

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
ROOT = Path(__file__).parents[2]
START_S = 120.0


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the map harness."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("harness") / "server.log"
    command = [
        sys.executable, "-m", "streamlit", "run", "tests/dashboard/harness/map_app.py",
        "--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true",
    ]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=output, stderr=output)
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(address: str, log: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


def map_of(page: Page) -> FrameLocator:
    """The frame of the map, with its markers drawn."""
    frame = page.frame_locator("iframe[title*='streamlit_folium']")
    frame.locator(".gz-marker").first.wait_for()
    return frame


def in_map(page: Page, script: str) -> Any:
    """What a script says inside the frame of the map."""
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    return frame.evaluate(script)


VIEW = "[map.getCenter().lat.toFixed(4), map.getCenter().lng.toFixed(4), map.getZoom()]"


def test_panning_and_zooming_cause_no_page_run(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    frame = map_of(page)
    before = in_map(page, VIEW)
    frame.locator(".gz-map").focus()
    for move in (
        lambda: page.keyboard.press("ArrowRight"),
        lambda: page.keyboard.press("+"),
        frame.get_by_role("button", name="Zoom out").click,
    ):
        in_map(page, "window.moved = new Promise(done => map.once('moveend', done)), 0")
        move()
        in_map(page, "window.moved.then(() => 0)")
    page.wait_for_timeout(1500)  # a page run would come within
    assert in_map(page, VIEW) != before
    expect(page.get_by_text("runs 1 picked", exact=True)).to_be_visible()


def test_a_filter_keeps_the_frame_and_the_view(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    frame = map_of(page)
    in_map(page, "map.setView([40.6, 45.4], 7.5, {animate: false}), window.mark = 'here'")
    expect(frame.get_by_role("button", name="Ganja — 3 events")).to_be_visible()
    before = in_map(page, VIEW)
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="Battle").click()
    expect(frame.get_by_role("button", name="Ganja — 3 events")).to_have_count(0)
    expect(frame.get_by_role("button", name="Tavush — 3 events")).to_be_visible()
    assert in_map(page, "window.mark") == "here"
    assert in_map(page, VIEW) == before
    assert frame.locator(".gz-legend .gz-none").count() == 6


def test_another_theme_is_drawn_in_the_same_frame(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    map_of(page)
    in_map(page, "window.mark = 'here'")
    page.get_by_text("Dark", exact=True).click()
    sea = "getComputedStyle(document.querySelector('.gz-map')).backgroundColor"
    page.wait_for_function(
        "() => document.querySelector('iframe').contentDocument.documentElement"
        ".dataset.theme === 'dark'"
    )
    assert in_map(page, sea) == "rgb(20, 25, 29)"
    assert in_map(page, "window.mark") == "here"


def test_a_click_hands_over_the_id_every_time(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    frame = map_of(page)
    frame.get_by_role("button", name="Ganja — 3 events").click()
    expect(page.get_by_text("runs 2 picked seganja0")).to_be_visible()
    frame.get_by_role("button", name="Ganja — 3 events").click()
    expect(page.get_by_text("runs 3 picked seganja0")).to_be_visible()


def test_the_keyboard_reaches_and_chooses_markers(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    frame = map_of(page)
    marker = frame.get_by_role("button", name="Kurdamir — 1 events")
    marker.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("picked ekurdamir0")).to_be_visible()
    expect(marker).to_have_attribute("aria-pressed", "true")
    expect(marker).to_be_focused()  # drawing it as chosen did not take the focus away
    page.keyboard.press("Tab")
    expect(marker).not_to_be_focused()
    assert "gz-marker" in in_map(page, "document.activeElement.className")


def test_a_cluster_opens_by_zooming_in(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    frame = map_of(page)
    in_map(page, "map.setView([40.6, 45.4], 5, {animate: false})")
    cluster = frame.get_by_role("button", name=re.compile(r"— [123]\d events")).first
    cluster.focus()  # neighbours may cover it: a click would wait for them to go
    page.keyboard.press("Enter")
    expect(page.get_by_text("runs 1 picked", exact=True)).to_be_visible()
    page.wait_for_function("() => document.querySelector('iframe').contentWindow.map.getZoom() > 5")


def test_what_lies_outside_is_said_and_shown(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    frame = map_of(page)
    note = frame.get_by_role("button", name="outside this view")
    expect(note).to_contain_text("4 outside this view")
    note.click()
    expect(frame.get_by_role("button", name="Suva")).to_be_visible()
    expect(note).to_be_hidden()


def test_hostile_labels_are_shown_as_typed(harness: str, open_page: OpenPage) -> None:
    page = open_page(f"{harness}?hostile=1")
    frame = map_of(page)
    labels = frame.locator(".gz-marker").evaluate_all(
        "markers => markers.map(marker => marker.getAttribute('aria-label'))"
    )
    assert len(labels) >= 400
    sys.path.insert(0, str(ROOT / "tests/dashboard/harness"))
    try:
        from invented import HOSTILE
    finally:
        sys.path.pop(0)
    assert sorted(labels) == sorted(HOSTILE)
    tooltips = in_map(page, TOOLTIPS)
    assert sorted(tooltips) == sorted(HOSTILE)
    shown = frame.locator(".gz-name").evaluate_all("names => names.map(n => n.textContent)")
    assert shown
    assert in_map(page, "window.__xss === undefined && window.parent.__xss === undefined")
    assert "1337" not in page.content()


TOOLTIPS = """() => {
  const texts = [];
  map.eachLayer((layer) => {
    if (!layer.getTooltip || !layer.getTooltip()) return;
    layer.openTooltip();
    texts.push(layer.getTooltip().getElement().textContent);
    layer.closeTooltip();
  });
  return texts;
}"""


def test_on_a_phone_the_legend_is_folded_and_markers_fit_a_finger(
    harness: str, open_page: OpenPage
) -> None:
    page = open_page(f"{harness}?small=1&height=540", width=390, height=844, phone=True)
    frame = map_of(page)
    legend = frame.locator(".gz-legend")
    folded = legend.bounding_box()
    frame.get_by_role("button", name="Legend", exact=True).tap()
    expect(legend.get_by_text("district or province")).to_be_visible()
    opened = legend.bounding_box()
    assert folded is not None
    assert opened is not None
    assert opened["height"] > folded["height"]
    sizes = frame.locator(".gz-marker").evaluate_all(
        "markers => markers.map(m => Math.min(m.offsetWidth, m.offsetHeight))"
    )
    assert min(sizes) >= 44


def test_an_embedded_map_leaves_the_wheel_to_the_page(harness: str, open_page: OpenPage) -> None:
    page = open_page(f"{harness}?wheel=click")
    frame = map_of(page)
    before = in_map(page, "map.getZoom()")
    frame.locator(".gz-map").hover(position={"x": 500, "y": 60})
    page.mouse.wheel(0, -400)
    expect(frame.get_by_text("Click the map to zoom with the wheel")).to_be_visible()
    assert in_map(page, "map.getZoom()") == before
    frame.locator(".gz-map").click(position={"x": 500, "y": 60})
    page.mouse.wheel(0, -400)
    page.wait_for_function(
        f"() => document.querySelector('iframe').contentWindow.map.getZoom() > {before}"
    )


def test_the_view_is_in_the_address(harness: str, open_page: OpenPage) -> None:
    page = open_page(f"{harness}?link=1")
    map_of(page)
    page.wait_for_timeout(500)
    in_map(page, "map.setView([41.5, 44.25], 7, {animate: false})")
    page.wait_for_url("**c=41.500**")
    assert "link=1" in page.url
    assert "z=7" in page.url


def test_the_map_goes_on_across_the_antimeridian(harness: str, open_page: OpenPage) -> None:
    page = open_page(harness)
    frame = map_of(page)
    in_map(page, "map.setView([-17.3, 179.6], 7, {animate: false})")
    expect(frame.get_by_role("button", name="Suva")).to_be_visible()
    expect(frame.get_by_role("button", name="Taveuni")).to_be_visible()


PURE = [
    ("cells", "unpacked([10, 20, 1, -2], 10)", [[2.0, 1.0], [1.8, 1.1]]),
    ("cells", "coastOf([[0, 0], [0, 1], [1, 1]], [])", [[[0, 0], [0, 1], [1, 1], [0, 0]]]),
    ("cells", "coastOf([[0, 0], [0, 1], [1, 1]], [1])", [[[1, 1], [0, 0], [0, 1]]]),
    ("cells", "coastOf([[0, 0], [0, 1], [1, 1]], [0, 1, 2])", []),
    (
        "cells",
        "cellsIn({cell_degrees: 20}, {west: 175, east: 185, south: 5, north: 6})",
        [{"column": 17, "row": 4, "copy": 0}, {"column": 0, "row": 4, "copy": 1}],
    ),
    (
        "cells",
        "cellsIn({cell_degrees: 20}, {west: -181, east: -179, south: 89, north: 95})",
        [{"column": 17, "row": 8, "copy": -1}, {"column": 0, "row": 8, "copy": 0}],
    ),
    ("cells", "isInside(sidesByDegree([[[0, 0], [0, 4], [4, 4], [4, 0]]]), 1, 1)", True),
    (
        "cells",
        "isInside(sidesByDegree([[[0, 0], [0, 4], [4, 4]], [[0, 0], [0, 4], [4, 4]]]), 1, 3)",
        False,
    ),
    (
        "cells",
        "[-7.2, -3, -2.5, 0, 1.9, 2, 3].map((lat) =>"
        " isInside(sidesByDegree([[[-7, 1], [2, 9], [2, -9]]]), lat, 0.5))",
        [False, True, True, True, True, False, False],
    ),
    ("cells", "[4, 6, 8.2, 9.5].map((zoom) => reliefShare(zoom))", [0, 1, 0.55, 0]),
    ("symbols", "[0, 999, 1000, 1240, 9960, 999499, 1500000].map(shortNumber)",
     ["0", "999", "1k", "1.2k", "10k", "999k", "1.5M"]),
    ("symbols", "[1, 2, 5, 10, 25, 100].map(diameterOf)", [24, 28, 32, 38, 44, 52]),
    ("names", "[nearestCopy(-179, 179), nearestCopy(10, 0), nearestCopy(0, 720)]", [181, 10, 720]),
    ("placement", "overlap([0, 0, 2, 2], [2, 0, 4, 2])", False),
    (
        "placement",
        "(() => { const o = new Occupied(); o.add([0, 0, 200, 10]);"
        " return [o.isFree([150, 5, 160, 20]), o.isFree([150, 11, 160, 20])]; })()",
        [False, True],
    ),
    (
        "placement",
        "(() => { const o = new Occupied(); o.add([-5, -5, 5, 5]);"
        " const s = steppedAside({x: 0, y: 0}, 4, 4, 20, o);"
        " return Math.round(Math.hypot(s.x, s.y)); })()",
        14,
    ),
    (
        "placement",
        "(() => { const o = new Occupied(); o.add([-99, -99, 99, 99]);"
        " return steppedAside({x: 1, y: 2}, 4, 4, 60, o); })()",
        {"x": 1, "y": 2},
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def blank(harness: str, browser: Any) -> Iterator[Page]:
    """A page of the same origin with nothing on it."""
    page = browser.new_page()
    page.goto(f"{harness}map/events")
    yield page
    page.close()


@pytest.mark.parametrize(("module", "expression", "expected"), PURE)
def test_the_geometry_in_the_browser(
    blank: Page, module: str, expression: str, expected: Any
) -> None:
    script = (
        f"async () => {{ const all = await import('/assets/any/map/{module}.js');"
        f" const said = new Function(...Object.keys(all), 'return {expression}');"
        " return said(...Object.values(all)); }"
    )
    assert blank.evaluate(script) == expected


def test_the_browser_reads_a_packed_cell(blank: Page) -> None:
    cell = Cell(5000, land=[[-900_000, 449_999, 0, -1, 63, 64, -64, -65]], hidden=[[0, 127, 128]],
                border=[[], [1]], river=[[2**40, -(2**40)]])  # fmt: skip
    script = """async (bytes) => {
      const { unpackedCell } = await import("/assets/any/map/cells.js");
      return unpackedCell(new Uint8Array(bytes));
    }"""
    assert blank.evaluate(script, list(packed(cell))) == cell.values()
