"""Text that tries to be more than text, on the screens beside the map, in a real browser."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geodata.coordinates import LatLon
from geodata.correcting import Change, Rule, Scope, Support
from geodata.model import EventKind, Place, PlaceKind, Status
from geodata.partial_date import PartialDate
from geodata.storage import EventStore
from geodata.storage.stories import Step

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
RUN = "window.XSSMARK=1"
STEALS = (
    f'<img src="http://hostile.example/i" onerror="{RUN}"><script>{RUN}</script>'
    f"{{{{7*191}}}} ![i](http://hostile.example/m) [a](javascript:{RUN}) :red[r]"
)


def hand_made() -> Any:
    """The builders of hand-made events, which the tests of the dashboard use too."""
    path = Path(__file__).parents[1] / "dashboard" / "hand_made.py"
    spec = importlib.util.spec_from_file_location("gazette_hand_made_for_screens", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def hostile(field: str) -> str:
    """What a field holds; its own name tells the fields apart."""
    return f"{field} {STEALS}"


def fill(folder: Path) -> None:
    """Two reports: an event to review, and one that is published, corrected and in a story."""
    made = hand_made()
    with EventStore.open(folder / "gazette.sqlite3") as store:
        for number, status in enumerate((Status.UNREVIEWED, Status.ACCEPTED)):
            text = f"{number}: {hostile('Passage')}"
            name = text[3:]
            place = Place(
                f"gz:h{number}", hostile("Place"), PlaceKind.SETTLEMENT, "AM", hostile("Region"),
                hostile("District"), "", LatLon(40.0 + number, 45.0), 5.0, 1000, (name,), "test",
            )  # fmt: skip
            source = made.report(
                text, title=hostile(f"Title{number}"), source=hostile("Source"),
                link=f"javascript:{RUN}", published=date(2020, 7, 1),
            )  # fmt: skip
            where = made.place_of(text, name, place, name=name, reasons=(hostile("Reason"),))
            event = made.event_of(
                source, text, hostile("Event"), EventKind.BATTLE, places=[where],
                actors=[name], day=PartialDate.of_day(date(2020, 7, 1 + number)),
            )  # fmt: skip
            store.add_reading(made.reading_of(source, [event]), status=status, by=hostile("By"))
        standing = store.editions.standing()
        store.editions.sign_off(standing.against, hostile("Signed"), by=hostile("By"))
        store.editions.publish(by=hostile("By"))
        change, support = Change(title=hostile("Corrected")), Support(reason=hostile("Why"))
        store.edit(event.id, change, support, by=hostile("By"))
        store.rules.make(Rule("Ganja", place, Scope.COLLECTION), by="Ada", why=hostile("Rule"))
        store.stories.save(hostile("Story")[:190], [Step(event.id, hostile("Caption"))])


@pytest.fixture(scope="module")
def address(start_server: Callable[..., object]) -> str:
    """The address of a server whose collection is hostile."""
    return str(start_server(fill).address)  # type: ignore[attr-defined]


def slug_of_the_story() -> str:
    """What stands in a link to the story, as a store makes it."""
    with EventStore.open(":memory:") as store:
        return store.stories.save(hostile("Story")[:190], [Step("e1")]).slug


def nothing_ran(page: Page) -> None:
    """No script of a report ran, no template was evaluated, nothing of it became an element."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    for frame in page.frames:
        assert frame.evaluate("typeof window.XSSMARK") == "undefined"
        assert frame.locator("[src*='hostile.example'], [href*='hostile.example']").count() == 0
    assert page.locator("a[href^='javascript' i]").count() == 0
    assert "1337" not in page.locator("body").inner_text()


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("review", ["Source", "Event"]),
        ("corrections", ["Corrected", "Why"]),
        ("?story=STORY", ["Story", "Caption"]),
    ],
)
def test_hostile_text_is_shown_as_typed_on_the_screen(
    address: str, open_page: OpenPage, path: str, fields: list[str]
) -> None:
    page = open_page(address + path.replace("STORY", slug_of_the_story()))
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for field in fields:
        expect(page.get_by_text(f'{field} <img src="http://hostile').first).to_be_attached()
    nothing_ran(page)
    assert dialogs == []


def test_the_sources_screen_shows_hostile_titles_in_cells_of_text(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}sources")
    expect(page.get_by_text("2 reports")).to_be_visible()
    nothing_ran(page)


def test_a_hostile_report_that_is_handed_in_is_shown_as_text(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    page.get_by_role("link", name="Add report").click()
    box = page.get_by_role("textbox", name="Text")
    expect(box).to_be_visible()
    page.get_by_label("Title").fill(hostile("Typed"))
    box.fill(f"Jets landed in Ganja on 29 July 2020. {STEALS}")
    page.get_by_role("button", name="Find events").click()
    expect(page.get_by_role("button", name="Discard")).to_be_visible()
    expect(page.locator(".gz-text")).to_contain_text('<img src="http://hostile.example/i"')
    nothing_ran(page)


@pytest.mark.parametrize(
    ("path", "opened", "button", "field"),
    [
        ("publish", "What an edition showed", "Download", "Event"),
        ("corrections", "Log of decisions", "CSV", "Why"),
        ("corrections", "Log of decisions", "JSON", "Signed"),
    ],
)
def test_editors_take_out_files_with_hostile_text_in_them(
    address: str, open_page: OpenPage, path: str, opened: str, button: str, field: str
) -> None:
    page = open_page(address + path)
    page.get_by_role("button", name=opened).click()
    with page.expect_download() as coming:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name=button).click()
    assert f"{field} <img src=" in Path(coming.value.path()).read_text(encoding="utf-8")
