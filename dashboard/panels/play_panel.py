"""Playing the events through time: a row of controls above the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.state import Reader
from geodata.browse import Timeline

_KEY = "play"
_FILES = Path(__file__).parents[1] / "assets" / "page"
_DAYS_BY_DAY, _DAYS_BY_WEEK = 62, 731  # longest spans that are offered day by day, week by week


def play_panel(
    reader: Reader, timeline: Timeline, span: tuple[date, date] | None, title: str
) -> None:
    """The controls move the map by themselves; the page follows when they pause.

    Args:
        reader: whose days are played.
        timeline: what happened when, so that empty steps go by quicker.
        span: first and last day to play, None when nothing is dated.
        title: stands at the left of the row.
    """
    if span is None or not timeline.bars:
        return
    first = max(span[0], reader.filter.first_day or span[0])
    last = min(span[1], reader.filter.last_day or span[1])
    if first > last:
        return
    controls = st.components.v2.component(
        "gazette_play", html=_file("play.html"), css=_file("play.css"), js=_file("play.js")
    )
    at = reader.playing
    controls(
        key=_KEY,
        data={
            "title": title,
            "first": _iso(first),
            "last": _iso(last),
            "unit": unit_of(first, last),
            "busy": [[_iso(bar.first_day), _iso(bar.last_day)] for bar in timeline.bars],
            "at": [_iso(day) for day in at] if at else None,
        },
        on_days_change=lambda: _paused(reader),
    )


def unit_of(first: date, last: date) -> str:
    """What one step is at first: short enough to see something, few enough to sit through.

    Example:
        >>> unit_of(date(2020, 7, 1), date(2020, 8, 31)), unit_of(date(2011, 1, 1), date.max)
        ('day', 'month')
    """
    days = (last - first).days
    return "day" if days <= _DAYS_BY_DAY else "week" if days <= _DAYS_BY_WEEK else "month"


def played_days(value: object) -> tuple[date, date] | None:
    """The two days in what the browser sent, None when they are none.

    Example:
        >>> played_days(["2020-07-12", "2020-07-18"])
        (datetime.date(2020, 7, 12), datetime.date(2020, 7, 18))
        >>> played_days(None), played_days(["x", 3]), played_days(["2020-07-18", "2020-07-12"])
        (None, None, None)
    """
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        return None
    try:
        first, last = (date.fromisoformat(str(day)) for day in value)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _paused(reader: Reader) -> None:
    said: Any = st.session_state.get(_KEY)
    reader.play(played_days(said.get("days") if hasattr(said, "get") else None))


def _file(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


def _iso(day: date) -> str:
    return f"{day:%Y-%m-%d}"
