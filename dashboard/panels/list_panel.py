"""The list beside the map: one line an event, one click opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard.drawing import words
from dashboard.drawing.kinds import badge
from dashboard.drawing.plain_text import visible
from dashboard.settings import ROWS_OF_A_PAGE
from dashboard.state import Reader
from geodata.browse import EventRow
from geodata.model import Modality

_KIND_PX = 50
_PLACE_PX = 110
_PANEL_PX = 462  # for all columns in a window of 1440 px
_ROW_PX = 34
_TOUCH_ROW_PX = 44
_THREE_LINES_PX = 62  # below 4 rem Streamlit does not wrap
_FOUR_LINES_PX = 82
_ONE_LINE = 44  # characters of a title that fit one line of the panel
_GRID_PX = 37  # head and edges of the table
_NOTHING: Mapping[str, str] = MappingProxyType({})


def list_panel(
    reader: Reader,
    rows: Sequence[EventRow],
    count: int,
    *,
    height: Any,
    touch: bool = False,
    is_tight: bool = False,
    found: Mapping[str, str] = _NOTHING,
) -> None:
    """A page of events; a click opens the details.

    Args:
        reader: whose page and event they are.
        rows: of this page.
        count: of all pages.
        height: in px, or 'stretch'; a short list is as high as its rows.
        touch: rows that a finger can hit.
        is_tight: a panel with room for date, kind and words only.
        found: what a search found beside the titles, by the event's id.
    """
    # Other lines, another table: what was selected in the last one means nothing here.
    key = f"list-{reader.generation}-{reader.page}-{rows[0].id if rows else ''}"
    row_px = row_height(rows, touch=touch, is_tight=is_tight, found=found)
    words_px = _words_width(rows, is_tight=is_tight, touch=touch)
    with st.container(key="list", height=height if height == "stretch" else "content"):
        st.html(_AT_MOST.format(px=_GRID_PX + row_px * len(rows)))
        st.dataframe(
            styled(
                event_table(rows, badge_box=row_px - 6, is_tight=is_tight, found=found),
                date_labels(rows),
                next((at for at, row in enumerate(rows) if row.id == reader.event_id), None),
            ),
            key=key,
            on_select=partial(_open, reader, key, [row.id for row in rows]),
            selection_mode="single-cell",
            hide_index=True,
            height=height if height == "stretch" else min(height, _GRID_PX + row_px * len(rows)),
            row_height=row_px,
            column_config={
                "Date": st.column_config.NumberColumn(width=_date_width(rows), alignment="left"),
                "Kind": st.column_config.ImageColumn(width=_KIND_PX),
                "Event": st.column_config.TextColumn(width=words_px),
                "Place": st.column_config.TextColumn(width=_PLACE_PX),
            },
            alt=f"{words.count(count, 'event')} in order of date; a click opens the details",
        )
    if count > ROWS_OF_A_PAGE:
        _pages(reader, count)


# Streamlit fills a stretched table with empty lines. Its head would sort the page that is shown
# and not the others, and a click on it counts as one on the first line: it is covered.
_AT_MOST = (
    "<style>.st-key-list [data-testid=stDataFrame]{{max-height:{px}px;position:relative}}"
    ".st-key-list [data-testid=stDataFrame]::after{{content:'';position:absolute;inset:0 0 auto;"
    "height:35px;z-index:2}}</style>"
)


def row_height(
    rows: Sequence[EventRow],
    *,
    touch: bool,
    is_tight: bool = False,
    found: Mapping[str, str] = _NOTHING,
) -> int:
    """Pixels of a row: several lines when more than a few titles need them.

    Example:
        >>> row_height([], touch=False), row_height([], touch=True)
        (34, 44)
    """
    if any(found.values()):
        return _FOUR_LINES_PX
    long = sum(len(_title(row)) > _ONE_LINE for row in rows)
    if 4 * long > len(rows):
        return _FOUR_LINES_PX if is_tight else _THREE_LINES_PX
    return _TOUCH_ROW_PX if touch else _ROW_PX


def event_table(
    rows: Sequence[EventRow],
    badge_box: int = 28,
    *,
    is_tight: bool = False,
    found: Mapping[str, str] = _NOTHING,
) -> pd.DataFrame:
    """What the list shows; text as text, the date as its rank so that it sorts by time.

    A tight panel has no room for a column of places: they stand before the words.
    """
    titles, places = [_title(row) for row in rows], [_place(row) for row in rows]
    finds = [f" — {found[row.id]}" if found.get(row.id) else "" for row in rows]
    titles = [title + find for title, find in zip(titles, finds, strict=True)]
    if is_tight:
        titles = [f"{place} · {title}" for title, place in zip(titles, places, strict=True)]
    table = pd.DataFrame(
        {
            "Date": range(1, len(rows) + 1),
            "Kind": [badge(row.family, badge_box) for row in rows],
            "Event": [visible(title) for title in titles],
            "Place": [visible(place) for place in places],
        }
    )
    return table.drop(columns="Place") if is_tight else table


def date_labels(rows: Sequence[EventRow]) -> list[str]:
    """The dates in words, without the year when there is only one."""
    years = {row.first_day.year for row in rows if row.first_day}
    year = f" {years.pop()}" if len(years) == 1 else ""
    return [row.date_label.removesuffix(year) for row in rows]


def styled(table: pd.DataFrame, labels: Sequence[str], chosen: int | None = None) -> Styler:
    """The table with its dates in words and the line of the open event tinted."""
    words_of: dict[object, str] = dict(enumerate(labels, start=1))
    style = table.style.format({"Date": words_of.__getitem__})
    if chosen is None:
        return style
    tint = ["background-color: #1B496526"] * len(table.columns)
    plain = [""] * len(table.columns)
    return style.apply(lambda line: tint if line.name == chosen else plain, axis=1)


def _title(row: EventRow) -> str:
    notes = []
    if row.modality not in {Modality.HAPPENED, Modality.ONGOING}:
        notes.append(words.MODALITY_SHORT[row.modality])
    if row.report_count > 1:
        notes.append(words.count(row.report_count, "report"))
    return f"{row.title} ({'; '.join(notes)})" if notes else row.title


def _place(row: EventRow) -> str:
    further = len(row.place_ids) - 1
    return (row.place_name or "not placed") + (f" +{further}" if further > 0 else "")


def _date_width(rows: Sequence[EventRow]) -> int:
    """Pixels for most of the dates; the few longer ones are cut, their details say them whole."""
    lengths = sorted(map(len, date_labels(rows))) or [6]
    return min(98, max(64, 18 + 7 * lengths[(len(lengths) - 1) * 4 // 5]))


def _words_width(rows: Sequence[EventRow], *, is_tight: bool, touch: bool) -> int:
    """Pixels for the words: what the other columns leave."""
    room = 296 if is_tight else 360 if touch else _PANEL_PX - _PLACE_PX
    return room - _KIND_PX - _date_width(rows)


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
