"""What somebody does who brings a report of their own, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
REPORT = (
    "An explosion damaged a warehouse in the port of Valparaíso on 3 March 2021. "
    "Two days later thousands of people marched through Santiago to ask for an inquiry."
)


@pytest.fixture(scope="module")
def address(start_server: Callable[..., object]) -> str:
    """The address of a server with the demo collection."""
    return str(start_server().address)  # type: ignore[attr-defined]


def go_to_add(page: Page, *, phone: bool = False) -> None:
    """Open the page of a new report as a visitor does."""
    if phone:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Add report").click()
    expect(page.get_by_role("textbox", name="Text")).to_be_visible()


def find_events(page: Page, text: str, title: str) -> None:
    """Paste, and let the events be found."""
    page.get_by_label("Title").fill(title)
    page.get_by_role("textbox", name="Text").fill(text)
    page.get_by_role("button", name="Find events").click()
    expect(page.get_by_role("button", name="Discard")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True])
def test_paste_a_report_and_find_it_on_the_map(
    address: str, open_page: OpenPage, phone: bool
) -> None:
    size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
    page = open_page(address, phone=phone, **size)
    go_to_add(page, phone=phone)
    text = REPORT.replace("3 March", "5 March") if phone else REPORT
    find_events(page, text, "A port")
    expect(page.locator("mark.gz-place", has_text="Valparaíso")).to_be_visible()
    page.get_by_role("button", name="Add 2 events").click()
    frame = page.frame_locator("iframe[title*='streamlit_folium']")
    # At a low zoom the two towns share one marker, named after one of them.
    marker = frame.locator("[aria-label*='Valpara'], [aria-label*='Santiago']").first
    expect(marker).to_be_visible()
    passage = page.locator("[data-testid=stHtml] blockquote.gz-passage")
    expect(passage).to_contain_text(re.compile("explosion.*damaged.*a warehouse"))
    if not phone:
        expect(page.get_by_text("Collected reports")).to_be_visible()


def test_a_reload_loses_nothing(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    go_to_add(page)
    find_events(page, REPORT + " Nobody was hurt.", "Half done")
    page.reload()
    expect(page.get_by_role("button", name="Discard")).to_be_visible()
    assert page.get_by_label("Title").input_value() == "Half done"
    expect(page.locator("mark.gz-place", has_text="Valparaíso")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("textbox", name="Text")).to_have_value("")


def test_five_million_characters_are_refused_with_a_sentence(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    go_to_add(page)
    page.get_by_role("textbox", name="Text").focus()
    page.get_by_role("textbox", name="Text").evaluate(
        """box => {
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
            set.call(box, 'word '.repeat(1000000));
            box.dispatchEvent(new Event('input', {bubbles: true}));
        }"""
    )
    page.get_by_role("button", name="Find events").click()
    expect(page.get_by_text("The text has 5,000,000 characters")).to_be_visible()


def test_files_are_read_behind_the_page_checked_and_added(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(address)
    go_to_add(page)
    page.get_by_role("radio", name="Files").click()
    page.locator("input[type=file]").set_input_files(
        [
            {
                "name": "fire.md",
                "mimeType": "text/markdown",
                "buffer": b"# Fire in Quito\n\nA **fire** damaged a school in Quito on 4 May 2021.",
            },
            {"name": "bad.docx", "mimeType": "application/zip", "buffer": b"no docx"},
        ]
    )
    page.get_by_role("button", name="Read 2 files").click()
    expect(page.get_by_text("is not a Word document as its name says")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Fire in Quito").click()
    expect(page.get_by_text("From fire.md")).to_be_visible()
    expect(page.get_by_role("textbox", name="Text")).to_have_value(
        "Fire in Quito\n\nA fire damaged a school in Quito on 4 May 2021."
    )
    assert page.get_by_label("Title").input_value() == "Fire in Quito"
    page.get_by_role("button", name="Find events").click()
    page.get_by_role("button", name="Add 1 event").click()
    passage = page.locator("[data-testid=stHtml] blockquote.gz-passage")
    expect(passage).to_contain_text(re.compile("fire.*damaged.*a school"))


def test_a_text_that_nearly_repeats_a_report_is_offered_not_added(
    address: str, open_page: OpenPage
) -> None:
    long = (
        "An explosion damaged a warehouse in Arequipa on 3 March 2021, the mayor said. Nobody was "
        "hurt, but two houses burned down. The minister visited Arequipa on Friday and promised "
        "help. A school in the city was closed until further notice."
    )
    page = open_page(address)
    go_to_add(page)
    find_events(page, long, "Arequipa")
    page.get_by_role("button", name=re.compile(r"^add Add \d+ events?$|^Add \d+ events?$")).click()
    expect(page.locator("[data-testid=stHtml] blockquote.gz-passage")).to_be_visible()
    go_to_add(page)
    find_events(page, long.replace("two houses", "three houses"), "Arequipa again")
    expect(page.get_by_text("1 sentence of this text differs")).to_be_visible()
    page.get_by_role("button", name="Replace it").click()
    expect(page.locator("[data-testid=stHtml] blockquote.gz-passage")).to_be_visible()


def test_a_private_address_is_refused_on_the_page(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    go_to_add(page)
    page.get_by_role("radio", name="Web address").click()
    page.get_by_label("Address of an article or feed").fill("http://169.254.169.254/latest")
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_text("is not an address of the public internet")).to_be_visible()
