"""The filters: each widget follows the reader's filter and writes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.kinds import glyph_markdown
from dashboard.links import CERTAINTY, LONGEST_VALUE
from dashboard.state import Reader, follow
from geodata.browse import Facets, FacetValue
from geodata.model import Family, Status

_ALL = "All"
_SHOWN_STATUS = (Status.UNREVIEWED, Status.ACCEPTED)


def filters_panel(
    reader: Reader, facets: Facets, span: tuple[date, date] | None, *, place: str = "side"
) -> None:
    """Search, kind, days, people, source, certainty and status.

    Args:
        reader: whose filter they show and change.
        facets: the live counts.
        span: first and last day of the whole collection, None when nothing is dated.
        place: part of the widgets' keys; the side bar and the phone's sheet are two places.
    """
    _search(reader, place)
    _kinds(reader, facets.families, place)
    _days(reader, span, place)
    _choices(reader, facets.actors, "actors", "People and groups", "Anyone", place)
    _choices(reader, facets.sources, "sources", "Source", "Any source", place)
    _certainty(reader, place)
    _status(reader, facets.statuses, place)


def _search(reader: Reader, place: str) -> None:
    key = follow(f"{place}-search", reader.filter.text)
    st.text_input(
        "Search",
        key=key,
        type="search",
        placeholder="Words, places, people",
        icon=":material/search:",
        on_change=lambda: reader.narrow(text=str(st.session_state[key]).strip()[:LONGEST_VALUE]),
    )


def _kinds(reader: Reader, counted: Sequence[FacetValue], place: str) -> None:
    counts = {value.value: value.count for value in counted}
    chosen = [family for family in Family if family in reader.filter.kinds]
    key = follow(f"{place}-kinds", chosen)

    def changed() -> None:
        finer = {kind for kind in reader.filter.kinds if not isinstance(kind, Family)}
        reader.narrow(kinds=frozenset(st.session_state[key]) | finer)

    def label(family: Family) -> str:
        return f"{glyph_markdown(family)} {family.value} :gray[{counts.get(family.value, 0):,}]"

    st.pills(
        "Kind",
        list(Family),
        selection_mode="multi",
        key=key,
        format_func=label,
        on_change=changed,
    )


def _days(reader: Reader, span: tuple[date, date] | None, place: str) -> None:
    if span is None:
        return
    wanted = (reader.filter.first_day or span[0], reader.filter.last_day or span[1])
    key = f"{place}-days"
    # With one end picked the other is still to come: leave the widget alone.
    if len(_picked(st.session_state.get(key))) != 1:
        follow(key, wanted)

    def changed() -> None:
        picked = _picked(st.session_state[key])
        if len(picked) != 2:
            return
        whole = picked[0] <= span[0] and picked[1] >= span[1]
        first, last = (None, None) if whole else picked
        reader.narrow(first_day=first, last_day=last)

    st.date_input(
        "When",
        key=key,
        value=wanted,
        min_value=min(span[0], wanted[0]),
        max_value=max(span[1], wanted[1]),
        format="DD/MM/YYYY",
        on_change=changed,
    )


def _choices(
    reader: Reader, values: Sequence[FacetValue], part: str, label: str, empty: str, place: str
) -> None:
    chosen = sorted(getattr(reader.filter, part))
    options = list(dict.fromkeys([*(value.value for value in values), *chosen]))
    key = follow(f"{place}-{part}", chosen)
    st.multiselect(
        label,
        options,
        key=key,
        placeholder=empty,
        disabled=not options,
        on_change=lambda: reader.narrow(**{part: frozenset(st.session_state[key])}),
    )


def _certainty(reader: Reader, place: str) -> None:
    steps = [_ALL, *(word.capitalize() for word in CERTAINTY)]
    least = reader.filter.minimum_certainty
    now = next((word.capitalize() for word, at in CERTAINTY.items() if at == least), _ALL)
    key = follow(f"{place}-certainty", now)
    st.segmented_control(
        "Place is",
        steps,
        key=key,
        required=True,
        width="stretch",
        on_change=lambda: reader.narrow(
            minimum_certainty=CERTAINTY.get(str(st.session_state[key]).lower(), 0.0)
        ),
    )


def _status(reader: Reader, counted: Sequence[FacetValue], place: str) -> None:
    """Only when there is something to tell apart."""
    counts = {value.value: value.count for value in counted}
    offered = [status for status in _SHOWN_STATUS if counts.get(status.value)]
    if len(offered) < 2 and not reader.filter.statuses:
        return
    key = follow(f"{place}-status", [s for s in _SHOWN_STATUS if s in reader.filter.statuses])
    st.pills(
        "Status",
        list(_SHOWN_STATUS),
        selection_mode="multi",
        key=key,
        format_func=lambda status: f"{words.STATUS[status]} :gray[{counts.get(status, 0):,}]",
        on_change=lambda: reader.narrow(statuses=frozenset(st.session_state[key])),
    )


def _picked(value: Any) -> tuple[date, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else ()
