"""What is not on the map or not on the timeline: listed, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.behind_panel import behind_panel
from dashboard.state import Reader
from geodata.browse import EventRow, Selection

_MOST = 30  # lines of a tray


def trays_panel(reader: Reader, selection: Selection) -> None:
    """Two trays side by side: events without a place, events without a date."""
    left, right = st.columns(2, gap="small")
    with left:
        _tray(
            reader, "Not placed", selection.count - selection.placed_count, selection.count,
            selection.unplaced, _when,
        )  # fmt: skip
    with right:
        _tray(
            reader, "No date", selection.undated_count, selection.count, selection.undated, _where
        )
    behind_panel()


def _tray(
    reader: Reader,
    name: str,
    count: int,
    total: int,
    page: Callable[[int, int], list[EventRow]],
    detail: Callable[[EventRow], str],
) -> None:
    with st.expander(f"{name} ({count:,} of {total:,})", key=f"tray-{name}"):
        if not count:
            st.caption("Nothing.")
        rows: Sequence[EventRow] = page(0, _MOST) if count else []
        for row in rows:
            st.button(
                f"{markdown(shortened(row.title, 70))} :gray[{markdown(detail(row))}]",
                key=f"tray-{name}-{row.id}",
                type="tertiary",
                on_click=reader.open_event,
                args=(row.id,),
            )
        if count > len(rows):
            st.caption(f"and {words.count(count - len(rows), 'more')}".removesuffix("s"))


def _when(row: EventRow) -> str:
    return row.date_label


def _where(row: EventRow) -> str:
    return (
        f"{row.date_label}, {row.place_label}" if row.date_label != "no date" else row.place_label
    )
