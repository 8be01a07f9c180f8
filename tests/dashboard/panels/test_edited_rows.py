"""What a table on the page was changed to, as the browser tells it."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from dashboard.panels import aliases_panel
from dashboard.panels.edited_rows import edited, edited_rows
from dashboard.services import collection
from geodata.model import Reading

DRAWN = [{"Name": "A", "Part": "does"}, {"Name": "B", "Part": "says"}]


def test_rows_are_taken_out_by_the_numbers_they_were_drawn_with() -> None:
    state = {"deleted_rows": [0], "edited_rows": {1: {"Name": "Bea"}}, "added_rows": [{}]}
    assert edited(state, DRAWN) == [{"Name": "Bea", "Part": "says"}, {}]


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        {},
        {"edited_rows": [1], "deleted_rows": "0", "added_rows": {"Name": "C"}},
        {"edited_rows": {5: {"Name": "C"}, -1: {"Name": "C"}, 0: ["C"]}, "deleted_rows": [7]},
        {"added_rows": ["C", None]},
    ],
)
def test_what_does_not_fit_the_drawn_rows_changes_none(state: Any) -> None:
    assert edited(state, DRAWN) == DRAWN
    assert edited_rows(state, len(DRAWN)) == {}


def test_names_that_were_typed_are_kept_when_the_collection_changed_before_the_click(
    stored: Reading, editor: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {aliases_panel._NAME: "the Air Force", aliases_panel._CANONICAL: "Air Force"}
    key = f"aliases-{collection.store().revision}"
    collection.store().remove_report(stored.report.id, by="Ada")
    monkeypatch.setattr(st, "session_state", {key: {"added_rows": [typed]}})
    aliases_panel._save(key, [], {})
    assert collection.store().joins.aliases() == {"the Air Force": "Air Force"}
