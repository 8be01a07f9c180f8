"""What a reader does with the demo collection, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
NEAR_GANJA = "?c=40.5,46.3&z=7"  # near enough that no other marker takes it in


@pytest.fixture(scope="module")
def demo(start_server: Callable[..., object]) -> str:
    """The address of a server with the demo collection."""
    return str(start_server().address)  # type: ignore[attr-defined]


def map_of(page: Page) -> FrameLocator:
    """The frame of the map, with its markers drawn."""
    frame = page.frame_locator("iframe[title*='streamlit_folium']")
    frame.locator("[aria-label*=' — ']").first.wait_for()
    return frame


def click_marker(page: Page, name: str) -> None:
    """Click the marker of a place."""
    map_of(page).locator(f"[aria-label*='{name}']").first.click()


# What was laid over the panel in the moment of a click, before it goes again.
KEEP_FIRST_DETAILS = """() => new MutationObserver(() => {
  const sheet = document.querySelector(".gz-first-details");
  if (!sheet || window.firstDetails) return;
  const title = sheet.querySelector("[role=heading]");
  const { top, left } = title.getBoundingClientRect();
  window.firstDetails = { title: title.textContent, isInert: sheet.inert, top, left,
    passage: sheet.querySelector("blockquote").textContent };
}).observe(document.body, { childList: true, subtree: true })"""


def lines(page: Page) -> Locator:
    """The events of the list."""
    return page.locator(".st-key-event-list tbody tr")


def settled(page: Page) -> None:
    """Wait until the page run is over: a control that is drawn anew loses a click."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def heading(page: Page) -> str:
    """The title of the open event."""
    found = page.locator("[data-testid=stHtml] [role=heading][aria-level='2']").first
    found.wait_for()
    return found.inner_text()


def copied_link(page: Page) -> str:
    """The link that *Copy link* offers."""
    page.get_by_role("button", name="Copy link").click()
    code = page.get_by_test_id("stCode").last
    code.wait_for()
    return code.inner_text().strip()


def test_the_details_of_a_click_stand_there_before_the_page_is_drawn_again(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}{NEAR_GANJA}")
    map_of(page)
    settled(page)
    page.evaluate(KEEP_FIRST_DETAILS)
    click_marker(page, "Ganja")
    title = heading(page)
    expect(page.locator(".gz-first-details")).to_be_hidden()
    first = page.evaluate("window.firstDetails")
    assert first["title"] == title
    assert "Ganja" in first["passage"]
    assert first["isInert"]
    own = page.locator("[data-testid=stHtml] [role=heading][aria-level='2']").bounding_box()
    assert own is not None
    assert abs(own["y"] - first["top"]) <= 2
    assert abs(own["x"] - first["left"]) <= 2


# The map's frame is made anew while what was laid over the panel still stands there.
LOSE_THE_FRAME = """() => new MutationObserver((_, watch) => {
  if (!document.querySelector(".gz-first-details")) return;
  watch.disconnect();
  const frame = document.querySelector("iframe[title*='streamlit_folium']");
  frame.contentWindow.location.reload();
  window.frameWasLost = true;
}).observe(document.body, { childList: true, subtree: true })"""


def test_what_was_laid_over_the_panel_goes_when_the_frame_that_laid_it_is_gone(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}{NEAR_GANJA}")
    map_of(page)
    settled(page)
    page.evaluate(LOSE_THE_FRAME)
    click_marker(page, "Ganja")
    page.wait_for_function("window.frameWasLost")
    expect(page.locator(".gz-first-details")).to_be_hidden()


def test_click_ganja_read_filter_copy_the_link_and_open_it_fresh(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}{NEAR_GANJA}")
    expect(page.locator(".st-key-first-steps")).to_contain_text("Look around")
    click_marker(page, "Ganja")
    title = heading(page)
    passage = page.locator("[data-testid=stHtml] blockquote.gz-passage")
    expect(passage).to_contain_text("Ganja")
    expect(passage.locator("mark.gz-place", has_text="Ganja")).to_be_visible()
    page.get_by_role("searchbox").fill("Ganja")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("Clear all (1)")).to_be_visible()
    page.wait_for_url(re.compile("q=Ganja"))
    link = copied_link(page)
    assert "q=Ganja" in link
    assert "event=e" in link
    fresh = open_page(link)
    assert heading(fresh) == title
    expect(fresh.get_by_text("Clear all (1)")).to_be_visible()
    expect(map_of(fresh).locator("[aria-label*='Ganja']").first).to_be_visible()


def test_list_and_map_choose_each_other_and_the_frame_stays(demo: str, open_page: OpenPage) -> None:
    page = open_page(demo)
    frame = map_of(page)
    page.evaluate("document.querySelector('iframe').dataset.seen = 'yes'")
    frame.locator("body").evaluate("body => { body.dataset.seen = 'yes'; }")
    lines(page).first.click()
    heading(page)
    click_marker(page, "Baku")
    expect(page.get_by_text(re.compile(r"\d events (in|around)"))).to_be_visible()
    settled(page)
    expect(map_of(page).locator("[aria-pressed=true][aria-label*='Baku']")).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("button", name=re.compile("Protest")).click()
    expect(page.get_by_text("Clear all (1)")).to_be_visible()
    assert page.evaluate("document.querySelector('iframe').dataset.seen") == "yes"
    assert map_of(page).locator("body").evaluate("body => body.dataset.seen") == "yes"


def test_keys_alone_open_an_event(demo: str, open_page: OpenPage) -> None:
    page = open_page(f"{demo}{NEAR_GANJA}")
    marker = map_of(page).locator("[aria-label*='Ganja']").first
    marker.focus()
    marker.press("Enter")
    assert heading(page)


def test_the_list_is_walked_and_left_by_keys_and_coming_to_it_opens_nothing(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(demo)
    map_of(page)
    lines(page).nth(1).wait_for()
    page.get_by_role("button", name="Later event").focus()
    page.keyboard.press("Tab")
    expect(lines(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(lines(page).nth(1)).to_be_focused()
    settled(page)
    assert "event=" not in page.url
    page.keyboard.press("Enter")
    title = heading(page)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "event=" not in url)
    expect(lines(page).nth(1)).to_be_focused()
    expect(lines(page).nth(1)).to_contain_text(title)
    page.locator(".st-key-event-list th").first.click()
    settled(page)
    assert "event=" not in page.url


def test_escape_on_a_marker_closes_the_event_and_the_marker_keeps_the_focus(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}{NEAR_GANJA}")
    marker = map_of(page).locator("[aria-label*='Ganja']").first
    marker.focus()
    marker.press("Enter")
    at(page)
    settled(page)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "event=" not in url)
    expect(marker).to_be_focused()


def test_sharing_offers_a_link_and_lines_to_embed_and_warns_of_this_machine(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}?kind=Protest")
    page.get_by_role("button", name="Share").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text("works on your computer only")).to_be_visible()
    expect(sheet.get_by_test_id("stCode").nth(0)).to_contain_text("?kind=Protest")
    expect(sheet.get_by_test_id("stCode").nth(1)).to_contain_text("embed=true")
    expect(sheet.get_by_test_id("stCode").nth(2)).to_contain_text("/feeds/events.geojson")


def test_the_embedded_map_has_nothing_around_it(demo: str, open_page: OpenPage) -> None:
    page = open_page(f"{demo}?embed=true", width=860, height=620)
    map_of(page)
    expect(page.get_by_text("Open in Gazette")).to_be_visible()
    expect(page.get_by_text("Add report")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    page.get_by_text("List", exact=True).click()
    expect(lines(page).first).to_be_visible()


def test_a_phone_reads_an_event_in_a_sheet_and_shares_it(demo: str, open_page: OpenPage) -> None:
    page = open_page(f"{demo}{NEAR_GANJA}", width=390, height=844, phone=True)
    map_of(page).locator("[aria-label*='Ganja']").first.tap()
    sheet = page.get_by_role("dialog")
    expect(sheet.locator("blockquote.gz-passage")).to_contain_text("Ganja")
    title = heading(page)
    link = copied_link(page)
    fresh = open_page(link, width=390, height=844, phone=True)
    assert heading(fresh) == title
    assert fresh.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [360, 390])
def test_panes_and_buttons_of_a_phone_stand_in_one_row(
    demo: str, open_page: OpenPage, width: int
) -> None:
    page = open_page(f"{demo}?kind=Battle", width=width, height=844, phone=True)
    map_of(page)
    pane, share = (page.locator(f".st-key-{key}").bounding_box() for key in ("pane", "share"))
    assert pane is not None
    assert share is not None
    assert abs(pane["y"] - share["y"]) < 8
    assert share["x"] + share["width"] <= width


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
@pytest.mark.parametrize("query", ["", "?kind=Battle"])
def test_the_map_screen_ends_with_the_window(
    demo: str, open_page: OpenPage, query: str, width: int, height: int
) -> None:
    page = open_page(f"{demo}{query}", width=width, height=height)
    map_of(page)
    tray = page.get_by_test_id("stExpander").filter(has_text=re.compile("^.*No date")).last
    expect(tray).to_be_visible()
    settled(page)
    box = tray.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height
    more = page.get_by_test_id("stSidebar").get_by_text("More filters").bounding_box()
    assert more is not None
    assert more["y"] + more["height"] <= height


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_no_page_scrolls_sideways(demo: str, open_page: OpenPage, width: int, dark: bool) -> None:
    page = open_page(demo, width=width, phone=width < 500, dark=dark)
    map_of(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def at(page: Page) -> str:
    """The id of the event that the address names."""
    page.wait_for_url(re.compile("event=e"))
    return page.url.split("event=")[1].split("&")[0]


def test_list_map_timeline_and_details_lead_to_each_other(demo: str, open_page: OpenPage) -> None:
    page = open_page(demo)
    frame = map_of(page)
    lines(page).first.click()
    first, title = at(page), heading(page)
    expect(frame.locator("[aria-pressed='true'], [aria-current='true']").first).to_be_visible()
    settled(page)
    later = page.locator(".st-key-step-Later button:visible").first
    later.click()
    page.wait_for_url(lambda url: "event=e" in url and first not in url)
    expect(page.locator("[role=heading][aria-level='2']").first).not_to_have_text(title)
    settled(page)
    chart = page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first
    box = chart.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.1 * box["width"], box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 40, steps=8)
    page.mouse.up()
    expect(page.get_by_text("Clear all (1)")).to_be_visible()
    page.wait_for_url(re.compile("when="))
    settled(page)
    page.get_by_text("List", exact=True).click()
    expect(lines(page).first).to_be_visible()


def test_a_filter_of_the_address_has_its_chip_and_the_chip_takes_it_off(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}?claim=claimed&claim=denied&kind=Strikes")
    map_of(page)
    chips = page.locator(".st-key-chips")
    expect(chips.get_by_role("button")).to_have_count(3)
    chips.get_by_role("button", name=re.compile("Denied")).click()
    page.wait_for_url(lambda url: "claim=claimed" in url and "denied" not in url)
    expect(chips.get_by_role("button")).to_have_count(2)
    settled(page)
    page.get_by_text("Clear all (2)").click()
    page.wait_for_url(lambda url: "claim" not in url and "kind" not in url)


def test_words_that_were_found_are_marked_and_words_that_were_not_are_named(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}?q=Gəncə")
    map_of(page)
    lines(page).first.click()
    passage = page.locator("[data-testid=stHtml] blockquote.gz-passage")
    expect(passage.locator("mark.gz-hit", has_text="Ganja")).to_be_visible()
    page.get_by_role("searchbox").fill("gnaja")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_text("List", exact=True).click()
    expect(page.get_by_text("No event has a word beginning with “gnaja”")).to_be_visible()


def test_a_story_is_made_shared_walked_on_a_phone_removed_and_brought_back(
    demo: str, open_page: OpenPage
) -> None:
    page = open_page(f"{demo}?kind=Protest")
    map_of(page)
    page.get_by_role("button", name="Walk through").click()
    page.get_by_text("New story of these events").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Name").fill("Nights in Baku")
    sheet.get_by_label("Name").press("Tab")
    settled(page)
    sheet.get_by_role("button", name="Save story").click()
    page.wait_for_url(re.compile("story=nights-in-baku&event=e"))
    title, link = heading(page), page.url
    page.get_by_role("button", name="Write a caption").click()
    page.get_by_role("textbox", name="What the story says").fill("The first night.")
    page.get_by_role("textbox", name="What the story says").press("Control+Enter")
    expect(page.locator(".st-key-walk p", has_text="The first night.")).to_be_visible()
    phone = open_page(link, width=390, height=844, phone=True)
    expect(phone.locator(".st-key-walk")).to_contain_text("1 of 3")
    expect(phone.get_by_text("The first night.")).to_be_in_viewport()
    expect(map_of(phone).locator("[aria-pressed='true']").first).to_be_in_viewport()
    assert heading(phone) == title
    phone.get_by_role("button", name=re.compile("^On")).click()
    expect(phone.locator(".st-key-walk")).to_contain_text("2 of 3")
    page.get_by_role("button", name="Edit", exact=False).first.click()
    page.get_by_role("button", name="Remove story").click()
    page.wait_for_url(lambda url: "story" not in url)
    late = open_page(link)
    expect(late.get_by_text("no longer in the collection").first).to_be_visible()
    page.get_by_role("button", name="Walk through").click()
    page.get_by_text("Removed stories (1)").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    page.wait_for_url(re.compile("story=nights-in-baku&event=e"))
    assert heading(open_page(link)) == title


def test_the_web_page_taken_away_is_read_from_a_disk_and_asks_for_nothing(
    demo: str, open_page: OpenPage, browser: Browser, tmp_path: Path
) -> None:
    page = open_page(demo)
    map_of(page)
    settled(page)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Web page, works offline").click()
    file = tmp_path / "map.html"
    coming.value.save_as(file)
    wrong: list[str] = []
    asked: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        taken = window.new_page()
        taken.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        taken.on("pageerror", lambda error: wrong.append(str(error)))
        taken.on("request", lambda one: asked.append(one.url))
        taken.goto(file.as_uri())
        rows = taken.locator("#events > li:visible")
        count = rows.count()
        assert count > 1
        expect(taken.locator("#said")).to_contain_text(f"{count} of {count} events")
        taken.locator("#search").fill("Ganja")
        expect(rows).not_to_have_count(count)
        taken.get_by_role("button", name="Ganja").first.click()
        expect(rows.locator("> details[open]")).to_have_count(1)
        taken.keyboard.press("Escape")
        expect(rows.locator("> details[open]")).to_have_count(0)
        taken.get_by_role("button", name="Clear all").click()
        expect(rows).to_have_count(count)
        taken.set_viewport_size({"width": 390, "height": 844})
        assert taken.evaluate("document.documentElement.scrollWidth") == 390
    assert wrong == []
    assert asked == [file.as_uri()]
