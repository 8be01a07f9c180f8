"""The review in a real browser: keys, pins, undo, what holds wider, and what readers are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geodata.joins import add_reading
from geodata.pipeline import read_report
from geodata.storage import EventStore

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
REPORTS = [
    "Jets landed in Ganja on 29 July 2020, the ministry said. <b>Crowds</b> marched in Baku.",
    "Two soldiers were killed in shelling near Berd on 14 July 2020. Trucks reached Ganja on 30 "
    "July 2020.",
]


def fill(folder: Path) -> None:
    with EventStore.open(folder / "gazette.sqlite3") as store:
        for number, text in enumerate(REPORTS):
            reading = read_report(text, title=f"Report {number}", source="Example Times")
            add_reading(store, reading, by="command line")


@pytest.fixture(scope="module")
def review_server(start_server: Callable[..., object]) -> object:
    return start_server(fill)


@pytest.fixture
def review(review_server: object, open_page: OpenPage) -> Page:
    page: Page = open_page(f"{review_server.address}review")  # type: ignore[attr-defined]
    expect(page.get_by_role("heading", name="Review")).to_be_visible()
    expect(page.get_by_role("button", name="Accept Shortcut A")).to_be_visible()
    return page


def waiting(page: Page) -> int:
    line = page.get_by_text("to look at.").first
    expect(line).to_be_visible()
    return int(line.inner_text().split()[0])


def settled(page: Page) -> None:
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def test_keys_accept_and_undo_and_are_asleep_in_a_text_field(review: Page) -> None:
    first = review.locator(".st-key-review-card [role=heading]").first.inner_text()
    before = waiting(review)
    review.keyboard.press("a")
    expect(review.get_by_text("Accepted.", exact=False).first).to_be_visible()
    expect(review.get_by_text(f"{before - 1} event", exact=False).first).to_be_visible()
    settled(review)
    review.keyboard.press("u")
    expect(review.get_by_text("Taken back.")).to_be_visible()
    expect(review.get_by_text(f"{before} event", exact=False).first).to_be_visible()
    # The count stands in the page before the card does.
    expect(review.locator(".st-key-review-card [role=heading]").first).to_have_text(first)

    review.get_by_text("Edit this event").click()
    title = review.get_by_label("Title", exact=True)
    title.fill("")
    title.press_sequentially("axaxn1")
    review.wait_for_timeout(800)
    assert title.input_value() == "axaxn1"
    assert waiting(review) == before


def test_a_pin_is_dragged_and_stands_where_a_person_with_a_reason_put_it(review: Page) -> None:
    frame = review.frame_locator(".st-key-pins-frame iframe")
    pin = frame.get_by_role("button", name="chosen; drag it")
    expect(pin).to_be_visible()
    box = pin.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    review.mouse.move(x, y)
    review.mouse.down()
    review.mouse.move(x + 40, y + 30, steps=6)
    review.mouse.up()
    expect(review.get_by_text("Put the pin at")).to_be_visible()
    review.get_by_label("How do you know?").first.fill("seen on a picture")
    review.get_by_label("How do you know?").first.press("Tab")
    settled(review)
    review.get_by_role("button", name="Put it there").click()
    expect(review.get_by_text("The pin stands where you put it.")).to_be_visible()
    expect(review.get_by_text("set position").first).to_be_attached()
