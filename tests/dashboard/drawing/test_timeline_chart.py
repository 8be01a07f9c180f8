from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.timeline_chart import bar_table, brushed_days, chart, lanes
from geodata.browse import BarUnit, Timeline, TimelineBar
from geodata.browse.spans import DateSpan, DateSpans
from geodata.model import Family
from geodata.partial_date import Bound


def timeline(*days: date, unit: BarUnit = BarUnit.DAY) -> Timeline:
    bars = tuple(TimelineBar(day, day, ((Family.BATTLE, 2), (Family.TALKS, 1)), 0) for day in days)
    return Timeline(unit, bars, 0)


def test_the_axis_never_shrinks_to_a_slab() -> None:
    spec = chart(timeline(date(2020, 7, 12), date(2020, 7, 13))).to_dict()
    scale = spec["layer"][0]["encoding"]["x"]["scale"]
    ends = (scale["domainMin"], scale["domainMax"])
    days = [date(end["year"], end["month"], end["date"]) for end in ends]
    assert (days[1] - days[0]).days >= 28


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_can_be_drawn(day: date) -> None:
    assert chart(timeline(day, unit=BarUnit.YEAR)).to_dict()["layer"]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["first", "x"]), inner, max_size=2)
    ),
)


@given(json_values)
def test_a_forged_brush_is_refused_or_gives_days(value: object) -> None:
    picked = brushed_days(value, BarUnit.DAY)
    assert picked is None or picked[0] <= picked[1]


def test_a_slip_of_the_mouse_picks_nothing() -> None:
    assert brushed_days({"first": [1594512000000, 1594512600000]}, BarUnit.DAY) is None


def span(first: int, last: int, bound: Bound = Bound.ON) -> DateSpan:
    return DateSpan(date(2020, 7, first), date(2020, 7, last), bound, Family.BATTLE, 1)


def test_an_imprecise_date_is_a_bar_over_its_days_and_none_on_its_first_day() -> None:
    days = timeline(date(2020, 7, 1), date(2020, 7, 20))
    july = DateSpans((span(1, 31),), 0, {(date(2020, 7, 1), Family.BATTLE): 2})
    table = bar_table(days, None, None, july.in_bars)
    assert list(table[table["day"] == "1 Jul 2020"]["family"]) == ["Talks"]
    spec = str(chart(days, spans=july).to_dict())
    assert "1–31 Jul 2020" in spec


def test_what_began_on_a_day_and_has_no_end_goes_on_in_its_line() -> None:
    assert lanes([span(3, 3, Bound.SINCE), span(9, 12), span(20, 22)]) == [0, 1, 1]
    assert "since 3 Jul 2020" in str(
        chart(
            timeline(date(2020, 7, 3)), spans=DateSpans((span(3, 3, Bound.SINCE),), 0, {})
        ).to_dict()
    )


def test_more_spans_than_lines_are_all_drawn() -> None:
    assert max(lanes([span(1, 31)] * 30)) == 3
