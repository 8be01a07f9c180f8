"""The timeline as an Altair chart: stacked bars by family, a brush, a mark for the chosen event.

Below the bars lie the dates that are not known to the bar, each over all the days it can mean;
one that is open on a side ("since 14 July") goes on as a thin line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from dashboard.drawing.kinds import COLOUR
from geodata.browse import BarUnit, Timeline
from geodata.browse.spans import DateSpan, DateSpans
from geodata.model import Family
from geodata.partial_date import Bound, span_words

BRUSH = "days"
_LEAST_BARS = 28  # the axis spans at least so many bars
_MOST_TICKS = 8
_DAYS_OF = {BarUnit.DAY: 1, BarUnit.WEEK: 7, BarUnit.MONTH: 31, BarUnit.YEAR: 366}
_LANE_PX, _LANE_BAR_PX, _GAP_PX = 9, 6, 3
_AXIS_PX = 22  # the height that is asked for has the axis in it
_MOST_LANES = 4
_OPEN_ENDED = {Bound.SINCE, Bound.AFTER}
_OPEN_BEGINNING = {Bound.UNTIL, Bound.BEFORE}
_FADED = 0.35  # opacity of what lies outside the chosen days
_HEADING = {
    BarUnit.DAY: "Events per day",
    BarUnit.WEEK: "Events per week",
    BarUnit.MONTH: "Events per month",
    BarUnit.YEAR: "Events per year",
}


@dataclass(frozen=True, slots=True)
class ChartLook:
    """What depends on the screen: dark or light, with a heading or not, how high the bars are."""

    is_dark: bool = False
    is_compact: bool = False
    height_px: int = 74


def heading(unit: BarUnit) -> str:
    """What a bar counts.

    Example:
        >>> heading(BarUnit.WEEK)
        'Events per week'
    """
    return _HEADING[unit]


def bar_table(
    timeline: Timeline,
    first_day: date | None,
    last_day: date | None,
    in_bars: Mapping[tuple[date, Family], int] | None = None,
) -> pd.DataFrame:
    """One row for each bar and family, with whether it touches the chosen days.

    Args:
        timeline: the bars.
        first_day: of the chosen days.
        last_day: likewise.
        in_bars: events of a bar that are drawn elsewhere, see ``DateSpans``.
    """
    elsewhere = in_bars or {}
    rows = [
        {
            "first": pd.Timestamp(bar.first_day),
            "last": pd.Timestamp(bar.last_day) + pd.Timedelta(days=1),
            "day": f"{bar.first_day:%-d %b %Y}",
            "family": family.value,
            "order": list(Family).index(family),
            "events": events - elsewhere.get((bar.first_day, family), 0),
            "inside": (first_day is None or bar.last_day >= first_day)
            and (last_day is None or bar.first_day <= last_day),
        }
        for bar in timeline.bars
        for family, events in bar.counts
        if events > elsewhere.get((bar.first_day, family), 0)
    ]
    columns = ["first", "last", "day", "family", "order", "events", "inside"]
    return pd.DataFrame(rows, columns=columns)


def lanes(spans: Sequence[DateSpan], most: int = _MOST_LANES) -> list[int]:
    """For each span the line it is drawn in, so that they do not cover each other.

    What finds no free line is drawn in the last one, over what is there.

    Example:
        >>> july = DateSpan(date(2020, 7, 1), date(2020, 7, 31), Bound.ON, Family.TALKS, 1)
        >>> lanes([july, july])
        [0, 1]
    """
    ends: list[date] = []
    found = []
    for span in spans:
        first, last = _drawn_days(span)
        free = next((lane for lane, end in enumerate(ends) if end < first), len(ends))
        lane = min(free, most - 1)
        if lane == len(ends):
            ends.append(last)
        else:
            ends[lane] = max(ends[lane], last)
        found.append(lane)
    return found


def _drawn_days(span: DateSpan) -> tuple[date, date]:
    """The days a span takes on its line, with the thin line of an open side."""
    if span.bound is Bound.ON:
        return span.first_day, span.last_day
    if span.bound in _OPEN_ENDED:
        return span.first_day, date.max
    return date.min, span.last_day


def chart(
    timeline: Timeline,
    *,
    spans: DateSpans | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    chosen_day: date | None = None,
    look: ChartLook | None = None,
) -> Any:
    """The chart; its brush is called ``days`` and holds two times of the x axis."""
    look = look or ChartLook()
    table = bar_table(timeline, first_day, last_day, spans.in_bars if spans else None)
    shown = spans.shown if spans else ()
    below_px = _GAP_PX + _LANE_PX * (max(lanes(shown)) + 1) if shown else 0
    scale = _count_scale(table, look.height_px, below_px)
    layers: list[Any] = [_bars(table, timeline, look, scale)]
    if shown:
        layers.append(_spans(shown, _reach(timeline), scale))
    if chosen_day is not None:
        layers.append(_pointer(chosen_day, look))
    title = alt.Title(
        "" if look.is_compact else heading(timeline.unit),
        anchor="start", fontSize=12, fontWeight="normal", offset=4, dx=2,
    )  # fmt: skip
    layered = alt.layer(*layers)
    # Streamlit leaves 20 px free below a chart that does not say how much it wants.
    padding = {"left": 0, "top": 0, "right": 0, "bottom": 2}
    sized = layered.properties(
        height=look.height_px + below_px + _AXIS_PX, title=title, padding=padding
    )
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


@dataclass(frozen=True, slots=True)
class _CountScale:
    """The scale of the bars; below its zero lie the spans, so many events deep as px are worth."""

    most: int
    per_px: float
    below_px: int

    @property
    def encoding(self) -> dict[str, Any]:
        domain = [-self.below_px * self.per_px, self.most]
        scale = alt.Scale(domain=domain, nice=False, zero=False)
        return {"title": None, "axis": _count_axis(self.most), "scale": scale}


def _count_scale(table: pd.DataFrame, height_px: int, below_px: int) -> _CountScale:
    most = int(table.groupby("first")["events"].sum().max()) if len(table) else 1
    return _CountScale(most, most / height_px, below_px)


def _bars(table: pd.DataFrame, timeline: Timeline, look: ChartLook, scale: _CountScale) -> Any:
    edge = 0 if look.is_dark else 0.7
    first, last = _reach(timeline)
    # Ends, not one domain: Vega takes a domain at x and the same at x2 for two, and warns.
    encoded = alt.Chart(table).mark_bar(stroke="#2B3136", strokeWidth=edge).encode(
        x=alt.X("first:T", title=None, axis=_time_axis(timeline.unit, first, last),
                scale=alt.Scale(type="utc", domainMin=_moment(first), domainMax=_moment(last))),
        x2="last:T",
        y=alt.Y("sum(events):Q", stack="zero", **scale.encoding),
        color=_family_colour(),
        order=alt.Order("order:Q"),
        detail="inside:N",
        opacity=alt.condition("datum.inside", alt.value(1.0), alt.value(_FADED)),
        tooltip=[alt.Tooltip("day:N", title=timeline.unit.value.capitalize()),
                 alt.Tooltip("family:N", title="Kind"),
                 alt.Tooltip("events:Q", title="Events")],
    )  # fmt: skip
    return encoded.add_params(alt.selection_interval(name=BRUSH, encodings=["x"]))


def _spans(shown: Sequence[DateSpan], reach: tuple[date, date], scale: _CountScale) -> Any:
    """Bars over the named days, and a thin line where a date is open on one side."""
    start, end = (pd.Timestamp(day) for day in reach)
    rows = []
    for span, lane in zip(shown, lanes(shown), strict=True):
        first = max(pd.Timestamp(span.first_day), start)
        last = min(pd.Timestamp(_shifted(span.last_day, 1)), end)
        side = "" if span.bound is Bound.ON else f"{span.bound.value} "
        top_px = _GAP_PX + lane * _LANE_PX
        rows.append(
            {
                "first": first,
                "last": last,
                "from": start if span.bound in _OPEN_BEGINNING else first,
                "to": end if span.bound in _OPEN_ENDED else last,
                "top": -top_px * scale.per_px,
                "middle": -(top_px + _LANE_BAR_PX / 2) * scale.per_px,
                "bottom": -(top_px + _LANE_BAR_PX) * scale.per_px,
                "when": side + span_words(span.first_day, span.last_day),
                "family": span.family.value,
                "events": span.count,
            }
        )
    bars = _marks(pd.DataFrame(rows)).mark_bar(opacity=0.85, cornerRadius=2).encode(
        x="first:T", x2="last:T", y=alt.Y("top:Q", **scale.encoding), y2="bottom:Q"
    )  # fmt: skip
    open_rows = [row for row in rows if (row["from"], row["to"]) != (row["first"], row["last"])]
    if not open_rows:
        return bars
    lines = _marks(pd.DataFrame(open_rows)).mark_rule(strokeWidth=1.5, strokeDash=[3, 2]).encode(
        x="from:T", x2="to:T", y=alt.Y("middle:Q", **scale.encoding)
    )  # fmt: skip
    return alt.layer(lines, bars)


def _marks(table: pd.DataFrame) -> Any:
    return alt.Chart(table).encode(
        color=_family_colour(),
        tooltip=[alt.Tooltip("when:N", title="Date"), alt.Tooltip("family:N", title="Kind"),
                 alt.Tooltip("events:Q", title="Events")],
    )  # fmt: skip


def _family_colour() -> alt.Color:
    families = [family.value for family in Family]
    colours = [COLOUR[family] for family in Family]
    return alt.Color("family:N", legend=None, scale=alt.Scale(domain=families, range=colours))


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
