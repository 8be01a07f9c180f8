"""The map that stands before Streamlit's page does, and how the page's own map takes over."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
STREAMLIT = re.compile(r"/static/js/index\.[^/]*\.js$")
EARLY = "iframe#gz-early"
START_S = 120.0
PAGE_MAP = "iframe[title*='streamlit_folium']"


@pytest.fixture(scope="module")
def demo(start_server: Callable[..., Any]) -> str:
    """The address of a server with the demo collection, once it is open."""
    address = str(start_server().address)
    end = time.monotonic() + START_S
    while httpx.post(f"{address}map/first", json={"search": ""}).status_code != 200:
        assert time.monotonic() < end, "the collection was not opened"
        time.sleep(0.2)
    return address


class Held:
    """A page whose Streamlit does not start until it is let go."""

    def __init__(self, open_page: OpenPage, address: str, **options: Any) -> None:
        self.page = open_page("about:blank", **options)
        self.waiting: list[Route] | None = []
        self.page.route(STREAMLIT, self._asked)
        self.page.goto(address, wait_until="commit")
        self.early = self.page.frame_locator(EARLY)

    def _asked(self, route: Route) -> None:
        if self.waiting is None:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        """Streamlit starts."""
        waiting, self.waiting = self.waiting or [], None
        for route in waiting:
            route.continue_()

    def taken_over(self) -> FrameLocator:
        """The map of the page, once it alone is there."""
        expect(self.page.locator(EARLY)).to_have_count(0)
        return self.page.frame_locator(PAGE_MAP)


@pytest.fixture
def hold(open_page: OpenPage, demo: str) -> Callable[..., Held]:
    """Opens an address with Streamlit held."""
    return lambda search="", **options: Held(open_page, f"{demo}{search}", **options)


def names(frame: FrameLocator) -> list[str]:
    """What the markers of a map say."""
    frame.locator(".gz-marker").first.wait_for()
    found = frame.locator(".gz-marker").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    return sorted(found)


def view(page: Page, frame: str) -> list[float]:
    """Middle and zoom of a map."""
    script = f"""() => {{
        const {{ map }} = document.querySelector("{frame}").contentWindow;
        const {{ lat, lng }} = map.getCenter();
        return [lat, lng, map.getZoom()];
    }}"""
    return [round(number, 4) for number in page.evaluate(script)]


def test_the_map_is_there_before_streamlit_and_the_same_afterwards(
    hold: Callable[..., Held],
) -> None:
    held = hold()
    before = names(held.early)
    expect(held.page.locator("h1")).to_have_count(0)
    at = view(held.page, EARLY)
    held.let_go()
    after = held.taken_over()
    assert names(after) == before
    assert view(held.page, PAGE_MAP) == at


@pytest.mark.parametrize(
    ("width", "height", "phone", "search"),
    [(1440, 900, False, ""), (1440, 900, False, "?kind=Battle"), (1280, 720, False, "?q=Ganja"),
     (390, 844, True, ""), (390, 844, True, "?kind=Battle")],
)  # fmt: skip
def test_the_early_map_stands_where_the_page_puts_its_own(
    hold: Callable[..., Held], width: int, height: int, phone: bool, search: str
) -> None:
    held = hold(search, width=width, height=height, phone=phone)
    names(held.early)
    early = held.page.locator(EARLY).bounding_box()
    held.let_go()
    held.taken_over()
    expect(held.page.get_by_test_id("stStatusWidget")).to_have_count(0)
    own = held.page.locator(PAGE_MAP).bounding_box()
    assert early is not None
    assert own is not None
    assert early == pytest.approx(own, abs=2)


def test_the_early_map_and_the_page_open_where_the_link_says(hold: Callable[..., Held]) -> None:
    held = hold("?c=40.3,45.4&z=9")
    held.let_go()
    held.taken_over()
    expect(held.page).to_have_url(re.compile(r"[?&]z=9"))
    expect(held.page).to_have_url(re.compile(r"[?&]c=40\.3"))


def test_a_click_on_the_early_map_opens_the_event_when_the_page_is_there(
    hold: Callable[..., Held],
) -> None:
    held = hold("?c=40.5,46.3&z=7")
    marker = held.early.locator("[aria-label*='Ganja']").first
    marker.click()
    expect(held.early.locator("[aria-pressed=true]").first).to_be_visible()
    held.let_go()
    after = held.taken_over()
    expect(held.page.locator("[role=heading][aria-level='2']").first).to_be_visible()
    expect(after.locator("[aria-pressed=true][aria-label*='Ganja']").first).to_be_visible()


def test_where_the_reader_moved_the_early_map_the_page_goes_on_and_keeps_the_focus(
    hold: Callable[..., Held],
) -> None:
    held = hold()
    names(held.early)
    held.early.locator(".gz-map").focus()
    held.page.keyboard.press("+")
    held.page.keyboard.press("+")
    expect(held.page).to_have_url(re.compile(r"[?&]z="))
    held.early.locator(".gz-marker").first.focus()
    focused = held.early.locator(".gz-marker:focus").get_attribute("aria-label")
    at = view(held.page, EARLY)
    held.let_go()
    after = held.taken_over()
    assert view(held.page, PAGE_MAP) == pytest.approx(at, abs=0.02)  # a pixel or two
    expect(after.locator(".gz-marker:focus")).to_have_attribute("aria-label", str(focused))


@pytest.mark.parametrize("search", ["?view=list", "?story=none", "?embed=true", "?kind=Picnic"])
def test_an_address_for_more_than_the_map_opens_as_before(
    hold: Callable[..., Held], search: str
) -> None:
    held = hold(search)
    expect(held.page.locator(EARLY)).to_have_count(0)
    held.let_go()
    expect(held.page.locator("h1").first).to_be_visible()


def test_a_host_that_does_not_pass_on_our_addresses_gets_the_page(
    open_page: OpenPage, demo: str
) -> None:
    page = open_page("about:blank")
    page.route("**/map/first", lambda route: route.fulfill(status=200, body="<html></html>"))
    page.goto(demo)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(EARLY)).to_have_count(0)


def test_another_page_chosen_meanwhile_is_not_covered(hold: Callable[..., Held]) -> None:
    held = hold()
    names(held.early)
    held.page.route("**/component/**/index.html*", lambda route: None)  # its map never comes
    held.let_go()
    held.page.get_by_role("link", name="About").click()
    expect(held.page.locator(EARLY)).to_have_count(0)


def test_the_early_map_is_dark_where_the_page_will_be(hold: Callable[..., Held]) -> None:
    held = hold(dark=True)
    names(held.early)
    colour = "getComputedStyle(document.querySelector('.gz-legend')).backgroundColor"
    frames = held.page.frames
    early = next(frame for frame in frames if frame.url == "about:srcdoc").evaluate(colour)
    held.let_go()
    held.taken_over().locator(".gz-marker").first.wait_for()
    own = next(frame for frame in frames_of_map(held.page)).evaluate(colour)
    assert early == own


def frames_of_map(page: Page) -> list[Any]:
    """The frames that the page's own map is in."""
    return [frame for frame in page.frames if "streamlit_folium" in frame.url]
