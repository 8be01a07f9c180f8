"""What an automatic check of accessibility finds on each screen, and print and small windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.npm_packages import AXE, npm_package

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]

# Streamlit draws these and gives us no way to name, colour or order them otherwise.
STREAMLITS_OWN = {
    ("target-size", "react-aria"): "the day, month and year of the date field, 18 px wide; the "
    "arrow keys step through them",
    ("svg-img-alt", "days_brush"): "the frame that Vega draws while a span is brushed; bars and "
    "chart have their words",
}

RUN = """async () => {
  const options = {iframes: false,
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]};
  const {violations} = await axe.run(document, options);
  return violations.flatMap(({id, nodes}) => nodes.map((node) =>
    [id, node.target.join(" "), node.html.slice(0, 160)]));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    folder = npm_package(*AXE)
    if folder is None:
        pytest.skip("axe-core comes with npm, which is not here or has no network.")
    return Path(folder / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(start_server: Callable[..., Any]) -> str:
    """A dashboard with the demo collection."""
    return str(start_server().address)


SCREENS = {
    "map": "", "details": "", "list": "?view=list", "add": "add", "sources": "sources",
    "about": "about", "review": "review", "publish": "publish", "corrections": "corrections",
}  # fmt: skip
EVERY_LOOK = ("map", "details", "add", "sources", "about")
LOOKS = [
    *((screen, width, dark) for screen in EVERY_LOOK for width in (1440, 390)
      for dark in (False, True)),
    *(("list", 390, dark) for dark in (False, True)),  # the map has it beside it where it is wide
    *((screen, 390 if dark else 1440, dark) for screen in ("review", "publish", "corrections")
      for dark in (False, True)),
]  # fmt: skip


@pytest.mark.parametrize(("screen", "width", "dark"), LOOKS)
def test_the_screen_has_no_fault_that_a_machine_can_find(
    axe: str, address: str, open_page: OpenPage, screen: str, width: int, dark: bool
) -> None:
    page = open_page(
        address + SCREENS[screen], width=width, height=900, phone=width < 500, dark=dark
    )
    settle(page, with_map=screen in {"map", "details"})
    if screen == "details":
        one = map_frame(page).locator(".gz-marker[aria-label*='1 event,']").first
        one.dispatch_event("click")
        page.get_by_role("button", name="Copy link").wait_for()
    found = []
    for frame in page.frames:
        if frame.url.startswith("http"):
            frame.evaluate(axe)
            found += frame.evaluate(RUN)
    assert [fault for fault in found if not is_streamlits_own(*fault)] == []


def is_streamlits_own(rule: str, target: str, html: str) -> bool:
    return any(rule == known and (part in target or part in html) for known, part in STREAMLITS_OWN)


def map_frame(page: Page) -> Any:
    return page.frame_locator("iframe[title*='streamlit_folium']")


def settle(page: Page, *, with_map: bool) -> None:
    """Wait until the page stands still."""
    page.get_by_test_id("stApp").wait_for()
    page.locator("h1").first.wait_for()
    if with_map:
        map_frame(page).locator(".gz-marker").first.wait_for()
    page.wait_for_timeout(1500)


def test_the_base_map_is_chosen_by_keyboard_and_stands_in_the_address(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    settle(page, with_map=True)
    button = map_frame(page).get_by_role("button", name="Base map")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**base=dark**")
    page.keyboard.press("Escape")
    focused = map_frame(page).locator(":focus")
    assert focused.get_attribute("aria-label") == "Base map"
    page.reload()
    settle(page, with_map=True)
    theme = map_frame(page).locator("html").get_attribute("data-theme")
    assert (theme, "base=dark" in page.url) == ("dark", True)


def test_online_tiles_are_neither_offered_nor_fetched_unless_a_server_names_some(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}?base=online")
    settle(page, with_map=True)  # what leaves this machine fails the test
    map_frame(page).get_by_role("button", name="Base map").click()
    assert map_frame(page).get_by_role("radio", name="Online tiles").count() == 0


def test_at_four_hundred_percent_nothing_runs_out_of_the_window(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address, width=320, height=640)
    settle(page, with_map=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
