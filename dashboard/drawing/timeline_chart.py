"""The timeline as an Altair chart: stacked bars by family, a brush, a mark for the chosen event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from dashboard.drawing.kinds import COLOUR
from geodata.browse import BarUnit, Timeline
from geodata.model import Family

BRUSH = "days"
_LEAST_BARS = 28  # the axis spans at least so many bars
_MOST_TICKS = 8
_DAYS_OF = {BarUnit.DAY: 1, BarUnit.WEEK: 7, BarUnit.MONTH: 31, BarUnit.YEAR: 366}
_FADED = 0.35  # opacity of what lies outside the chosen days
_HEADING = {
    BarUnit.DAY: "Events per day",
    BarUnit.WEEK: "Events per week",
    BarUnit.MONTH: "Events per month",
    BarUnit.YEAR: "Events per year",
}


@dataclass(frozen=True, slots=True)
class ChartLook:
    """What depends on the screen: dark or light, with or without heading, height in px."""

    is_dark: bool = False
    is_compact: bool = False
    height_px: int = 118


def heading(unit: BarUnit) -> str:
    """What a bar counts.

    Example:
        >>> heading(BarUnit.WEEK)
        'Events per week'
    """
    return _HEADING[unit]


def bar_table(timeline: Timeline, first_day: date | None, last_day: date | None) -> pd.DataFrame:
    """One row for each bar and family, with whether it touches the chosen days."""
    rows = [
        {
            "first": pd.Timestamp(bar.first_day),
            "last": pd.Timestamp(bar.last_day) + pd.Timedelta(days=1),
            "day": f"{bar.first_day:%-d %b %Y}",
            "family": family.value,
            "order": list(Family).index(family),
            "events": events,
            "inside": (first_day is None or bar.last_day >= first_day)
            and (last_day is None or bar.first_day <= last_day),
        }
        for bar in timeline.bars
        for family, events in bar.counts
    ]
    columns = ["first", "last", "day", "family", "order", "events", "inside"]
    return pd.DataFrame(rows, columns=columns)


def chart(
    timeline: Timeline,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    chosen_day: date | None = None,
    look: ChartLook | None = None,
) -> Any:
    """The chart; its brush is called ``days`` and holds two times of the x axis."""
    look = look or ChartLook()
    bars = _bars(bar_table(timeline, first_day, last_day), timeline, look)
    layers: list[Any] = [bars]
    if chosen_day is not None:
        layers.append(_pointer(chosen_day, look))
    title = alt.Title(
        "" if look.is_compact else heading(timeline.unit),
        anchor="start", fontSize=12, fontWeight="normal", offset=4, dx=2,
    )  # fmt: skip
    layered = alt.layer(*layers)
    # Streamlit leaves 20 px free below a chart that does not say how much it wants.
    padding = {"left": 0, "top": 0, "right": 0, "bottom": 2}
    sized = layered.properties(height=look.height_px, title=title, padding=padding)
    return sized.configure_view(stroke=None)


def brushed_days(selection: object, unit: BarUnit) -> tuple[date, date] | None:
    """The days a brush covers, None when it covers nothing or what came is no brush.

    The value comes from the browser: anything that is not two finite times is refused.

    Example:
        >>> brushed_days({"first": [1594512000000, 1594684800000]}, BarUnit.DAY)
        (datetime.date(2020, 7, 12), datetime.date(2020, 7, 13))
        >>> brushed_days({"first": ["x", None]}, BarUnit.DAY) is None
        True
    """
    times = selection.get("first") if isinstance(selection, dict) else None
    if not isinstance(times, Sequence) or isinstance(times, str) or len(times) != 2:
        return None
    try:
        low, high = sorted(float(time) for time in times)
        first = pd.Timestamp(low, unit="ms").date()
        last = pd.Timestamp(high - 1, unit="ms").date()
    except (TypeError, ValueError, OverflowError):
        return None
    if high - low < timedelta(hours=6).total_seconds() * 1000 and unit is BarUnit.DAY:
        return None  # a slip of the mouse, not a span
    return first, max(first, last)


def _bars(table: pd.DataFrame, timeline: Timeline, look: ChartLook) -> Any:
    most = int(table.groupby("first")["events"].sum().max()) if len(table) else 1
    edge = 0 if look.is_dark else 0.7
    families = [family.value for family in Family]
    first, last = _reach(timeline)
    # Ends, not one domain: Vega takes a domain at x and the same at x2 for two, and warns.
    encoded = alt.Chart(table).mark_bar(stroke="#2B3136", strokeWidth=edge).encode(
        x=alt.X("first:T", title=None, axis=_time_axis(timeline.unit, first, last),
                scale=alt.Scale(type="utc", domainMin=_moment(first), domainMax=_moment(last))),
        x2="last:T",
        y=alt.Y("sum(events):Q", stack="zero", title=None, axis=_count_axis(most),
                scale=alt.Scale(domain=[0, most], nice=False)),
        color=alt.Color("family:N", legend=None, scale=alt.Scale(
            domain=families, range=[COLOUR[family] for family in Family])),
        order=alt.Order("order:Q"),
        detail="inside:N",
        opacity=alt.condition("datum.inside", alt.value(1.0), alt.value(_FADED)),
        tooltip=[alt.Tooltip("day:N", title=timeline.unit.value.capitalize()),
                 alt.Tooltip("family:N", title="Kind"),
                 alt.Tooltip("events:Q", title="Events")],
    )  # fmt: skip
    return encoded.add_params(alt.selection_interval(name=BRUSH, encodings=["x"]))


def _reach(timeline: Timeline) -> tuple[date, date]:
    """First day and the day after the last; at least so many bars that none is a slab."""
    first, last = timeline.bars[0].first_day, _shifted(timeline.bars[-1].last_day, 1)
    least = _LEAST_BARS * _DAYS_OF[timeline.unit]
    missing = max(0, least - (last - first).days)
    return _shifted(first, -(missing // 2)), _shifted(last, missing - missing // 2)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _time_axis(unit: BarUnit, first: date, last: date) -> alt.Axis:
    """Labels at chosen days: Vega would put hours under bars of days."""
    step = max(_DAYS_OF[unit], -(-(last - first).days // _MOST_TICKS))
    if unit is BarUnit.DAY:
        step = 7 * -(-step // 7) if step > 3 else step
    days = [_shifted(first, offset) for offset in range(0, (last - first).days + 1, step)]
    shown = "%Y" if unit is BarUnit.YEAR else "%b %Y" if unit is BarUnit.MONTH else "%-d %b"
    if unit in (BarUnit.DAY, BarUnit.WEEK) and first.year != last.year:
        shown = "%-d %b %y"
    return alt.Axis(
        grid=False, values=[_moment(day) for day in days], format=shown, labelOverlap=True,
        labelFlush=True,
    )  # fmt: skip


def _moment(day: date) -> Any:
    """The start of a day, UTC: a day is a day wherever the reader sits."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)


def _count_axis(most: int) -> alt.Axis:
    values = sorted({0, most // 2, most}) if most > 1 else [0, 1]
    return alt.Axis(values=values, domain=False, ticks=False, format="d")


def _pointer(day: date, look: ChartLook) -> Any:
    noon = pd.Timestamp(day) + pd.Timedelta(hours=12)
    colour = "#E8E4DC" if look.is_dark else "#14181B"
    return (
        alt.Chart(pd.DataFrame({"first": [noon]}))
        .mark_point(
            shape="triangle-down", size=42, filled=True, color=colour, opacity=1, yOffset=-4
        )
        .encode(x=alt.X("first:T", scale=alt.Scale(type="utc")), y=alt.value(0))
    )
