"""Text that tries to be more than text, in every field, in a real browser."""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from geodata.coordinates import LatLon
from geodata.model import EventKind, Place, PlaceKind, Status
from geodata.partial_date import PartialDate
from geodata.storage import EventStore

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
MARK = "window.XSSMARK=1"
STRINGS_OF_AN_EVENT = 34


def hostile_strings() -> Iterator[str]:
    """More than 400 different strings, each of which some layer might read as more than text."""
    calls = [MARK, "alert(1)", "fetch('http://hostile.example/')"]
    shells = [
        "<img src=x onerror=\"{}\">", "<IMG SRC=x OnErRoR='{}'>", "<svg/onload={}>",
        "<script>{}</script>", "</script><script>{}</script>",
        "<iframe srcdoc='<script>{}</script>'>",
        "<details open ontoggle={}>x</details>", "<a href='javascript:{}'>x</a>",
        "<math><mi//xlink:href='javascript:{}'>",
        "<style>@import'http://hostile.example/';</style>{}",
        "<!--><img src=x onerror={}>-->", "<b onmouseover={}>x</b>", "<body onload={}>",
        "&lt;img src=x onerror={}&gt;", "&#60;svg onload={}&#62;", "\\u003cscript\\u003e{}",
        "[x](javascript:{})", "![x](http://hostile.example/{})", "[x]: javascript:{}",
        "<javascript:{}>", "${{{}}}", "`${{{}}}`", "{{{{{}}}}}", "{{% {} %}}", "{{# {} #}}",
        "\"onfocus={} autofocus=\"", "'-{}-'", "\\\"-{}-\\\"", "*/{}/*", "//{}\n",
        "data:text/html,{}",
        ":red[{}]", ":material/home: {}", "$${}$$", "`{}`", "**{}**", "# {}", "| {} |", "> {}",
        "- [ ] {}", "~~{}~~", "<{}>", "\x00{}", "\u202e{}", "\u2066{}", "\ud83d\ude00 {}",
    ]  # fmt: skip
    plain = [
        "{{7*191}}", "${7*191}", "{{", "{%", "{#", "{% raw %}", "#{7*191}", "<%= 7*191 %>",
        "C:\\path\\2019", "\\", "`", "$", "alert(coords);", "drawnItems", "map_div2", "=1+1",
        "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://hostile.example\")", ":streamlit:", ":smile:",
        "-> <- <-> -- >= <= ~=", "www.hostile.example", "http://hostile.example/a?b=c",
        "a@b.example",
        "null", "undefined", "NaN", "__proto__", "constructor", "' OR 1=1 --", "\"; DROP TABLE x",
        "%3Cscript%3E", "%00", "../../etc/passwd", "&amp;", "&nbsp;", "&", "<", ">", "\"", "'",
    ]  # fmt: skip
    wrapped = ["{}", "x {} y", "({})", "{}."]
    filled = [shell.format(call) for shell, call in itertools.product(shells, calls)]
    for text, wrap in itertools.product([*filled, *plain], wrapped):
        yield wrap.format(text)


def hand_made() -> Any:
    """The builders of hand-made events, which the tests of the dashboard use too."""
    path = Path(__file__).parents[1] / "dashboard" / "hand_made.py"
    spec = importlib.util.spec_from_file_location("gazette_hand_made_for_journeys", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fill(folder: Path) -> None:
    """A collection in which every field of every event is hostile."""
    made, store = hand_made(), EventStore.open(folder / "gazette.sqlite3")
    strings = [
        text.encode("utf-8", "replace").decode() for text in dict.fromkeys(hostile_strings())
    ]
    for number, start in enumerate(range(0, 14 * STRINGS_OF_AN_EVENT, STRINGS_OF_AN_EVENT)):
        title, name, *people = strings[start : start + STRINGS_OF_AN_EVENT]
        text = f"{number}: {name} " + " ".join(people)
        place = Place(
            f"gz:h{number}", name, PlaceKind.SETTLEMENT, "AM", title, name, "",
            LatLon(10.0 + number, 20.0 + 2 * number), 5.0, 1000, (name,), "made by hand",
        )  # fmt: skip
        link = "javascript:window.XSSMARK=1"
        source = made.report(text, title=title, source=name, link=link, published=date(2020, 7, 1))
        where = made.place_of(text, name, place, name=name, reasons=(title, name))
        event = made.event_of(
            source, text, title, EventKind.BATTLE, places=[where], actors=people,
            day=PartialDate.of_day(date(2020, 7, 1 + number)),
        )  # fmt: skip
        store.add_reading(made.reading_of(source, [event]), status=Status.ACCEPTED, by=title)
    store.close()


@pytest.fixture(scope="module")
def hostile(start_server: Callable[..., object]) -> str:
    """The address of a server whose collection is hostile."""
    return str(start_server(fill).address)  # type: ignore[attr-defined]


def nothing_ran(page: Page) -> None:
    """No script of a report ran, in the page or in the map, and no template was evaluated."""
    for frame in page.frames:
        assert frame.evaluate("typeof window.XSSMARK") == "undefined"
    assert "1337" not in page.locator("body").inner_text()
    assert page.locator("a[href^='javascript']").count() == 0


def later(page: Page) -> Locator:
    """The button that opens the next event."""
    return page.get_by_role("button", name="Later event")


def folded(text: str) -> str:
    """White space as a browser shows it."""
    return " ".join(text.split())


def test_every_hostile_string_is_shown_as_typed_in_the_details(
    hostile: str, open_page: OpenPage
) -> None:
    from dashboard.drawing.plain_text import visible

    page = open_page(hostile)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.frame_locator("iframe").locator("[aria-label*=' — ']").first.wait_for()
    later(page).click()
    shown = 0
    strings = [
        text.encode("utf-8", "replace").decode() for text in dict.fromkeys(hostile_strings())
    ]
    for number in range(14):
        start = number * STRINGS_OF_AN_EVENT
        wanted = strings[start : start + STRINGS_OF_AN_EVENT]
        passage = page.locator("[data-testid=stHtml] blockquote.gz-passage")
        expect(passage).to_contain_text(f"{number}:")
        expect(page.get_by_text(f"{number + 1} of 14", exact=True)).to_be_visible()
        text = folded(page.get_by_test_id("stMain").inner_text())
        for string in wanted:
            assert folded(visible(string)) in text, string
            shown += 1
        nothing_ran(page)
        if number < 13:
            later(page).click()
    assert shown >= 400
    assert dialogs == []


def test_list_sources_and_filters_survive_hostile_text(hostile: str, open_page: OpenPage) -> None:
    page = open_page(hostile)
    page.frame_locator("iframe").locator("[aria-label*=' — ']").first.wait_for()
    expect(page.locator(".st-key-event-list tbody tr").first).to_be_visible()
    nothing_ran(page)
    page.get_by_role("searchbox").fill(
        '<img src=x onerror="window.XSSMARK=1"> :red[x] ![](http://hostile.example/)'
    )
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("Clear all (1)")).to_be_visible()
    main = page.get_by_test_id("stMain")
    expect(main.get_by_role("button", name="“<img src=x onerror=")).to_be_visible()
    nothing_ran(page)
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_text("14 reports")).to_be_visible()
    nothing_ran(page)


def test_a_hostile_address_is_ignored(hostile: str, open_page: OpenPage) -> None:
    page = open_page(hostile + "?event=%3Cscript%3E&kind=%7B%7B7*191%7D%7D&c=%3Csvg%3E&z=1e99")
    expect(page.get_by_text("Some filters in the link were not recognised.")).to_be_visible()
    nothing_ran(page)
