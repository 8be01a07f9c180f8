"""The list beside the map: one line an event, one click or Enter opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.found_words import Find, nowhere
from dashboard.drawing.kinds import badge
from dashboard.drawing.plain_text import visible
from dashboard.settings import ROWS_OF_A_PAGE
from dashboard.state import Reader
from geodata.browse import EventRow
from geodata.model import Modality

_KEY = "event-list"
_FILES = Path(__file__).parents[1] / "assets" / "page"
_NOTHING: Mapping[str, str] = MappingProxyType({})


def list_panel(
    reader: Reader,
    rows: Sequence[EventRow],
    count: int,
    *,
    height: Any,
    found: Mapping[str, str] = _NOTHING,
    find: Find = nowhere,
) -> None:
    """A page of events; a click or Enter opens the details.

    Args:
        reader: whose page and event they are.
        rows: of this page.
        count: of all pages.
        height: at most, in px, or 'stretch'; a short list is as high as its rows.
        found: what a search found beside the titles, by the event's id.
        find: where in a title the words of the search stand.
    """
    table = st.components.v2.component(
        "gazette_list", html=_file("list.html"), css=_file("list.css"), js=_file("list.js")
    )
    with st.container(key="list", height=height if height == "stretch" else "content"):
        if height == "stretch":
            st.html(_FILLS)
        else:
            st.html(f"<style>.st-key-list {{ --gz-list-most: {height:d}px; }}</style>")
        table(
            key=_KEY,
            data={
                "rows": list_lines(rows, found=found, find=find),
                "badges": {family.value: badge(family, 26) for family in {r.family for r in rows}},
                "chosen": reader.event_id,
                "first": (reader.page - 1) * ROWS_OF_A_PAGE + 1,
                "count": count,
                "label": f"{words.count(count, 'event')}; arrow keys move, Enter opens the details",
            },
            on_open_change=partial(_open, reader, [row.id for row in rows]),
        )
    if count > ROWS_OF_A_PAGE:
        _pages(reader, count)


# The list fills what the map and the timeline beside it are high, and never makes the page
# higher; see list.css. A printed page shows all of it.
_FILLS = """<style>
.st-key-list { position: relative; min-height: 300px; --gz-list-position: absolute;
  --gz-list-most: 100%; }
.st-key-list > .st-key-event-list { position: absolute; inset: 0; height: 100%; }
@media print { .st-key-list { min-height: 0; }
  .st-key-list > .st-key-event-list { position: static; height: auto; } }
</style>"""


def list_lines(
    rows: Sequence[EventRow], *, found: Mapping[str, str] = _NOTHING, find: Find = nowhere
) -> list[dict[str, Any]]:
    """What the list shows of each event, as text; the title in parts, those found marked."""
    return [
        {
            "id": row.id,
            "date": label,
            "kind": row.family.value,
            "title": _parts(visible(row.title), find),
            "note": _note(row),
            "found": visible(found.get(row.id, "")),
            "place": visible(_place(row)),
        }
        for row, label in zip(rows, date_labels(rows), strict=True)
    ]


def date_labels(rows: Sequence[EventRow]) -> list[str]:
    """The dates in words, without the year when there is only one."""
    years = {row.first_day.year for row in rows if row.first_day}
    year = f" {years.pop()}" if len(years) == 1 else ""
    return [row.date_label.removesuffix(year) for row in rows]


def _parts(title: str, find: Find) -> list[tuple[str, bool]]:
    """The title in pieces, each with whether it was found."""
    parts, done = [], 0
    for start, end in find(title):
        parts += [(title[done:start], False), (title[start:end], True)]
        done = end
    return [part for part in [*parts, (title[done:], False)] if part[0]]


def _note(row: EventRow) -> str:
    notes = []
    if row.modality not in {Modality.HAPPENED, Modality.ONGOING}:
        notes.append(words.MODALITY_SHORT[row.modality])
    if row.report_count > 1:
        notes.append(words.count(row.report_count, "report"))
    return "; ".join(notes)


def _place(row: EventRow) -> str:
    further = len(row.place_ids) - 1
    return (row.place_name or "not placed") + (f" +{further}" if further > 0 else "")


def _pages(reader: Reader, count: int) -> None:
    pages = -(-count // ROWS_OF_A_PAGE)
    key = f"page-{reader.generation}"

    def turned() -> None:
        reader.page = int(st.session_state[key])

    st.pagination(pages, default=min(reader.page, pages), key=key, on_change=turned)


def _open(reader: Reader, ids: Sequence[str]) -> None:
    """Open the event of the line; what the browser sends is checked first."""
    said: Any = st.session_state.get(_KEY)
    picked = said.get("open") if hasattr(said, "get") else None
    if isinstance(picked, str) and picked in ids:
        reader.open_event(picked)


def _file(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")
