from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import streamlit as st

from dashboard.panels import list_panel, reading_panel
from dashboard.state import Reader
from geodata.model import Reading
from geodata.pipeline import read_report

IDS = ["e1", "e2", "e3"]


def unticked_after(edits: Any, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What is left out once the browser has sent these edits."""
    monkeypatch.setattr(st, "session_state", {"table": edits})
    found: list[set[str]] = []
    reading_panel._ticked("table", IDS, {"e3"}, found.append)
    return found[0]


def test_a_tick_taken_off_leaves_the_event_out_and_one_set_takes_it_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edits = {"edited_rows": {0: {"Add": False}, 2: {"Add": True}}}
    assert unticked_after(edits, monkeypatch) == {"e1"}


@pytest.mark.parametrize(
    "edits",
    [
        None,
        {},
        [],
        {"edited_rows": {7: {"Add": False}, -1: {"Add": False}}},
        {"edited_rows": {0: {"Add": "no"}, "1": {"Add": False}, 1: ["Add"]}},
        {"edited_rows": {0: {"Event": "forged", "Place": "forged"}}, "deleted_rows": [0, 1]},
        {"added_rows": [{"Add": True}], "deleted_rows": [1]},
    ],
)
def test_forged_edits_change_nothing(edits: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert unticked_after(edits, monkeypatch) == {"e3"}


def test_events_are_numbered_in_the_order_of_the_text(summer: Reading) -> None:
    assert [event.title for _, event in reading_panel.numbered(summer)] == [
        event.title for event in summer.events
    ]


@pytest.mark.parametrize(
    "value", [None, [], {}, {"open": None}, {"open": ["e1"]}, {"open": "e9"}, {"open": 1}],
)  # fmt: skip
def test_a_forged_click_in_the_list_opens_nothing(
    value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {"event-list": value})
    reader = Reader()
    list_panel._open(reader, IDS)
    assert reader.event_id is None


def test_a_click_in_the_list_opens_the_event_of_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {"event-list": {"open": "e2"}})
    reader = Reader()
    list_panel._open(reader, IDS)
    assert (reader.event_id, reader.panel) == ("e2", "Detail")


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Lima, 14 March 2024 - Teachers walked out on Tuesday.", None, date(2024, 3, 14)),
        ("Lima, 14 March 2024 - Teachers walked out on Tuesday.", date(2024, 3, 15), None),
        ("Teachers walked out on Tuesday.", None, None),
        ("On 14 March 2024 teachers walked out in Lima.", None, None),
    ],
)
def test_a_text_that_begins_with_its_day_offers_it_where_others_wait_for_it(
    text: str, published: date | None, day: date | None
) -> None:
    assert reading_panel.opening_day(read_report(text, published=published)) == day
