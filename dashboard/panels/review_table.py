"""Many events at once: a page of the queue with ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.drawing import questions, words
from dashboard.drawing.kinds import badge
from dashboard.drawing.plain_text import visible
from dashboard.panels.edited_rows import edited_rows
from geodata.model import Event, Status

ROWS = 50


def review_table(
    events: Sequence[Event], *, key: str, decide: Callable[[list[str], Status], None]
) -> None:
    """The events in the order of the queue; ticked ones are accepted or rejected together.

    Only ticks of rows that are there count, whatever else the browser sends.
    """
    st.data_editor(
        review_frame(events),
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["Kind", "Event", "Place", "Date", "Why look"],
        height=560 if len(events) > 15 else "content",
        row_height=36,
        column_config={
            "Tick": st.column_config.CheckboxColumn("", width=44),
            "Kind": st.column_config.ImageColumn(width=50),
            "Event": st.column_config.TextColumn(width=420),
            "Place": st.column_config.TextColumn(width=200),
            "Date": st.column_config.TextColumn(width=130),
            "Why look": st.column_config.TextColumn(width=360),
        },
    )
    ids = [event.id for event in events]
    ticked = ticked_ids(st.session_state.get(key), ids)

    def of_ticked(status: Status) -> None:
        # Read here: the button was drawn before the last tick.
        decide(ticked_ids(st.session_state.get(key), ids), status)

    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        count = f" {len(ticked):,}" if ticked else ""
        st.button(
            f"Accept{count}", type="primary", icon=":material/check:", key="accept-ticked",
            disabled=not ticked, on_click=of_ticked, args=(Status.ACCEPTED,),
        )  # fmt: skip
        st.button(
            f"Reject{count}", icon=":material/close:", key="reject-ticked",
            disabled=not ticked, on_click=of_ticked, args=(Status.REJECTED,),
        )  # fmt: skip


def review_frame(events: Sequence[Event]) -> pd.DataFrame:
    """What the table shows."""
    return pd.DataFrame(
        {
            "Tick": [False] * len(events),
            "Kind": [badge(event.family, 30) for event in events],
            "Event": [visible(event.title) for event in events],
            "Place": [
                visible("; ".join(place.place.name for place in event.places)) or "not placed"
                for event in events
            ],
            "Date": [words.partial_date(event.date) for event in events],
            "Why look": [
                questions.standing(event, told_by=2, first_in=()) or "certain" for event in events
            ],
        }
    )


def ticked_ids(value: Any, ids: Sequence[str]) -> list[str]:
    """The ids of the rows that are ticked; anything else that was sent is passed over.

    Example:
        >>> ticked_ids({"edited_rows": {"1": {"Tick": True}, "0": {"Event": "forged"}}}, ["a", "b"])
        ['b']
        >>> ticked_ids({"edited_rows": {"7": {"Tick": True}}}, ["a"]), ticked_ids(None, ["a"])
        ([], [])
    """
    rows = edited_rows(value, len(ids))
    return [ids[number] for number, cells in rows.items() if cells.get("Tick") is True]
