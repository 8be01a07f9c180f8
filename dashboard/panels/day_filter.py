"""The filter by days: two dates, and the last so many days of what is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard.state import Reader, follow

# The collection's own last days: an archive has nothing in the last days of the calendar.
LATEST: Mapping[str, int] = {"Week": 7, "Month": 30, "Year": 365}
_ALL = "All"


def day_filter(reader: Reader, span: tuple[date, date] | None, place: str) -> None:
    """Nothing when nothing is dated.

    Args:
        reader: whose filter it shows and changes.
        span: first and last day of the whole collection, None when nothing is dated.
        place: part of the widgets' keys.
    """
    if span is None:
        return
    _dates(reader, span, place)
    _latest(reader, span, place)


def _dates(reader: Reader, span: tuple[date, date], place: str) -> None:
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


def _latest(reader: Reader, span: tuple[date, date], place: str) -> None:
    offered = latest_of(span)
    if not offered:
        return
    spans: dict[str, tuple[date | None, date | None]] = {_ALL: (None, None), **offered}
    wanted = (reader.filter.first_day, reader.filter.last_day)
    now = next((name for name, days in spans.items() if days == wanted), None)
    key = follow(f"{place}-latest", now)

    def changed() -> None:
        first, last = spans.get(str(st.session_state[key]), (None, None))
        reader.narrow(first_day=first, last_day=last)

    st.segmented_control(
        "All days, or the last so many",
        list(spans),
        key=key,
        label_visibility="collapsed",
        width="stretch",
        on_change=changed,
    )


def latest_of(span: tuple[date, date]) -> dict[str, tuple[date | None, date | None]]:
    """The last so many days before the last event, where that is less than everything.

    Example:
        >>> latest_of((date(2020, 7, 1), date(2020, 7, 20)))
        {'Week': (datetime.date(2020, 7, 14), datetime.date(2020, 7, 20))}
    """
    first, last = span
    return {
        name: (last - timedelta(days=days - 1), last)
        for name, days in LATEST.items()
        if (last - first).days >= days
    }


def _picked(value: Any) -> tuple[date, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else ()
