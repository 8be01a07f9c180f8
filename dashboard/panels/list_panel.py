"""The list beside the map: one line an event, one click opens it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.kinds import badge
from dashboard.drawing.plain_text import visible
from dashboard.settings import ROWS_OF_A_PAGE
from dashboard.state import Reader
from geodata.browse import EventRow
from geodata.model import Modality

_ROW_PX = 34
_TOUCH_ROW_PX = 44
_FEW_ROWS = 12  # fewer do not fill the panel: no empty lines below them


def list_panel(
    reader: Reader, rows: Sequence[EventRow], count: int, *, height: Any, touch: bool = False
) -> None:
    """A page of events; a click opens the details.

    Args:
        reader: whose page and event they are.
        rows: of this page.
        count: of all pages.
        height: in px, or 'stretch'.
        touch: rows that a finger can hit.
    """
    key = f"list-{reader.generation}-{reader.page}"
    st.dataframe(
        event_table(rows),
        key=key,
        on_select=partial(_open, reader, key, [row.id for row in rows]),
        selection_mode="single-cell",
        hide_index=True,
        height="content" if len(rows) < _FEW_ROWS else height,
        row_height=_TOUCH_ROW_PX if touch else _ROW_PX,
        column_config={
            "Date": st.column_config.Column(width=_date_width(rows)),
            "Kind": st.column_config.ImageColumn(width=50),
            "Event": st.column_config.TextColumn(width=200 if touch else 262),
            "Place": st.column_config.TextColumn(width=90),
        },
        alt=f"{words.count(count, 'event')} in order of date; a click opens the details",
    )
    if count > ROWS_OF_A_PAGE:
        _pages(reader, count)


def event_table(rows: Sequence[EventRow]) -> pd.DataFrame:
    """What the list shows; text as text, without the year when there is only one."""
    years = {row.first_day.year for row in rows if row.first_day}
    year = f" {years.pop()}" if len(years) == 1 else ""
    return pd.DataFrame(
        {
            "Date": [row.date_label.removesuffix(year) for row in rows],
            "Kind": [badge(row.family) for row in rows],
            "Event": [visible(_title(row)) for row in rows],
            "Place": [visible(_place(row)) for row in rows],
        }
    )


def _title(row: EventRow) -> str:
    if row.modality in {Modality.HAPPENED, Modality.ONGOING}:
        return row.title
    return f"{row.title} ({words.MODALITY_SHORT[row.modality]})"


def _place(row: EventRow) -> str:
    further = len(row.place_ids) - 1
    return (row.place_name or "not placed") + (f" +{further}" if further > 0 else "")


def _date_width(rows: Sequence[EventRow]) -> int:
    longest = max((len(label) for label in event_table(rows)["Date"]), default=6)
    return min(150, max(62, 22 + 7 * longest))


def _pages(reader: Reader, count: int) -> None:
    pages = -(-count // ROWS_OF_A_PAGE)
    key = f"page-{reader.generation}"

    def turned() -> None:
        reader.page = int(st.session_state[key])

    st.pagination(pages, default=min(reader.page, pages), key=key, on_change=turned)


def _open(reader: Reader, key: str, ids: Sequence[str]) -> None:
    """Open the event of the clicked cell; what the browser sends is checked first."""
    try:
        row = int(st.session_state[key]["selection"]["cells"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return
    if 0 <= row < len(ids):
        reader.open_event(ids[row])
