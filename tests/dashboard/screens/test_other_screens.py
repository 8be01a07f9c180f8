from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, rights, writing
from geodata.errors import StoreFullError
from geodata.model import Reading, Report, Status, content_id, text_hash

OpenScreen = Callable[[str], AppTest]


@pytest.fixture(autouse=True)
def read_by_hand(monkeypatch: pytest.MonkeyPatch, summer: Reading) -> None:
    """Reading is not what these tests are about: the hand-made text gives the hand-made events."""

    def read_report(text: str, **known: Any) -> Reading:
        assert text == summer.report.text
        fields = {name: known[name] for name in ("title", "source", "link", "published")}
        return replace(summer, report=replace(summer.report, **fields))

    monkeypatch.setattr("geodata.pipeline.read_report", read_report)
    monkeypatch.setattr(collection, "gazetteer", lambda: None)


@pytest.fixture
def empty(data_folder: object, no_demo: None, editor: None) -> Iterator[None]:
    """An empty collection and somebody who may write."""
    collection.close()
    yield
    collection.close()


def pasted(page: AppTest, text: str, **fields: str) -> AppTest:
    """The page after a text was pasted and *Find events* pressed."""
    for name, value in fields.items():
        page.text_input(key=f"add-{name}").set_value(value)
    page.text_area(key="add-text").set_value(text)
    page.button[0].click().run()
    assert not page.exception
    return page


def test_a_pasted_report_shows_its_events_and_is_added(
    empty: None, open_screen: OpenScreen, summer: Reading
) -> None:
    page = pasted(open_screen("add_screen"), summer.report.text, title="A summer", source="Me")
    table = page.data_editor[0].value
    assert list(table["Event"]) == [event.title for event in summer.events]
    assert list(table["Check"])[3:] == ["claimed", "planned; not placed; no date"]
    assert "ruby" not in page.html[-1].value
    page.button(key="add-events").click().run()
    (report,) = collection.store().reports()
    assert (report.title, report.source) == ("A summer", "Me")
    assert len(list(collection.store().events())) == 5
    assert all(event.status is Status.ACCEPTED for event in collection.store().events())
    assert collection.store().drafts() == []


def test_an_unticked_event_is_not_added(
    empty: None, open_screen: OpenScreen, summer: Reading
) -> None:
    page = pasted(open_screen("add_screen"), summer.report.text)
    page.session_state["drafting"].untick({summer.events[0].id})
    page.run()
    assert page.button(key="add-events").label == "Add 4 events"
    page.button(key="add-events").click().run()
    kept = {event.id for event in collection.store().events()}
    assert kept == {event.id for event in summer.events[1:]}


def test_a_reload_finds_the_draft_as_it_was(
    empty: None, open_screen: OpenScreen, summer: Reading
) -> None:
    page = pasted(open_screen("add_screen"), summer.report.text, title="Half done")
    draft = page.query_params["draft"]

    def script() -> None:
        from dashboard.screens import add_screen

        add_screen.show()

    fresh = AppTest.from_function(script, default_timeout=30)
    fresh.query_params["draft"] = draft
    fresh.run()
    assert fresh.text_input(key="add-title").value == "Half done"
    assert len(fresh.data_editor[0].value) == 5


@pytest.mark.parametrize(
    ("text", "fields", "sentence"),
    [
        ("", {}, "There is no text to read. Paste the report first."),
        (" \n ", {}, "There is no text to read. Paste the report first."),
        ("x" * 200_001, {}, "The text has 200,001 characters; one report may have 200,000."),
        ("A text.", {"link": "javascript:alert(1)"}, "must begin with http:// or https://"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_kept(
    empty: None, open_screen: OpenScreen, text: str, fields: dict[str, str], sentence: str
) -> None:
    page = pasted(open_screen("add_screen"), text, **fields)
    said = page.error[0].value.replace("&#58;", ":").replace("&#47;", "/").replace("&#46;", ".")
    assert sentence in said.replace("&#59;", ";").replace("&#44;", ",").replace("\u2060", "")
    assert page.text_area(key="add-text").value == text
    assert collection.store().reports() == []


def test_a_text_that_is_there_already_says_when_it_came(
    stored: Reading, editor: None, open_screen: OpenScreen
) -> None:
    page = pasted(open_screen("add_screen"), stored.report.text)
    assert "You added this report on" in page.warning[0].value
    assert not page.data_editor
    assert "add-events" not in [button.key for button in page.button]
    page.button(key="show-known").click().run()
    assert not page.exception
    assert page.session_state["reader"].event_id in {event.id for event in stored.events}
    assert len(collection.store().reports()) == 1


def test_a_full_disk_loses_nothing_that_was_typed(
    empty: None, open_screen: OpenScreen, summer: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = pasted(open_screen("add_screen"), summer.report.text)

    def full(*_: object, **__: object) -> Report:
        raise StoreFullError("no space")

    monkeypatch.setattr(writing, "add", full)
    page.button(key="add-events").click().run()
    assert "The disk is full" in page.error[0].value
    assert len(page.data_editor[0].value) == 5


def test_a_reader_is_told_why_nothing_can_be_added(
    stored: Reading, open_screen: OpenScreen
) -> None:
    page = open_screen("add_screen")
    assert page.info[0].value == rights.current().reason
    assert not page.text_area


def test_sources_list_the_reports_with_their_counts(
    stored: Reading, open_screen: OpenScreen
) -> None:
    page = open_screen("sources_screen")
    table = page.dataframe[0].value
    assert list(table["Title"]) == ["A summer of flights"]
    assert list(table["Events"]) == [5]
    assert page.caption[0].value == "1 report · 5 events"


def test_the_demo_can_be_removed_beside_reports_of_ones_own(
    stored: Reading, editor: None, open_screen: OpenScreen
) -> None:
    text = "Nothing happened."
    own = Report(content_id("r", ["demo"]), text, text_hash(text), title="Demo", is_demo=True)
    page = open_screen("sources_screen")
    assert "remove-demo" not in [button.key for button in page.button]
    collection.store().add_reading(Reading(own, (), (), (), ()))
    page.run()
    page.button(key="remove-demo").click().run()
    assert [report.title for report in collection.store().reports()] == ["A summer of flights"]
    assert "remove-demo" not in [button.key for button in page.button]


def test_about_names_the_licences_and_whether_one_may_edit(
    stored: Reading, open_screen: OpenScreen
) -> None:
    page = open_screen("about_screen")
    text = "\n".join(one.value for one in page.markdown)
    assert "CC BY 4.0" in text
    assert "GSHHG" in text
    tables = "\n".join(str(table.value) for table in page.table)
    assert "1 report, 5 events" in tables
    assert "Western Sahara" in tables  # the borders drawn as contested


def test_a_removed_report_is_brought_back_from_the_bin(
    stored: Reading, editor: None, open_screen: OpenScreen
) -> None:
    writing.remove_report(stored.report.id)
    page = open_screen("sources_screen")
    assert collection.store().reports() == []
    page.button(key=f"bin-{stored.report.id}").click().run()
    assert not page.exception
    assert [report.id for report in collection.store().reports()] == [stored.report.id]
    assert not [one for one in page.button if str(one.key).startswith("bin-")]
