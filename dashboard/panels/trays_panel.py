"""What is not on the map or not on the timeline: listed, never dropped."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.behind_panel import behind_panel
from dashboard.state import Reader, follow
from geodata.browse import EventRow, Selection

LINES = 30  # of a page of a tray


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
    """Filled once it is opened: what nobody looks at is not drawn again with every click."""
    is_open = name in reader.open_trays
    key = follow(f"tray-{name}", is_open)  # its label counts, and with the label it would close

    def turned() -> None:
        reader.open_trays ^= {name}

    tray = st.expander(f"{name} ({count:,} of {total:,})", key=key, on_change=turned)
    if not is_open:
        return
    with tray:
        if not count:
            st.caption("Nothing.")
            return
        pages = -(-count // LINES)
        number = min(reader.tray_pages.get(name, 1), pages)
        with st.container(gap=None):
            for row in page((number - 1) * LINES, LINES):
                st.button(
                    f"{markdown(shortened(row.title, 70))} :gray[{markdown(detail(row))}]",
                    key=f"tray-{name}-{row.id}",
                    type="tertiary",
                    on_click=reader.open_event,
                    args=(row.id,),
                )
        if pages > 1:
            _turning(reader, name, number, pages)


def _turning(reader: Reader, name: str, number: int, pages: int) -> None:
    key = f"tray-page-{name}-{reader.generation}"

    def turned() -> None:
        reader.tray_pages[name] = int(st.session_state[key])

    st.pagination(pages, default=number, key=key, on_change=turned)


def _when(row: EventRow) -> str:
    return row.date_label


def _where(row: EventRow) -> str:
    return (
        f"{row.date_label}, {row.place_label}" if row.date_label != "no date" else row.place_label
    )
