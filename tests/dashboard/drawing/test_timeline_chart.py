from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.timeline_chart import brushed_days, chart
from geodata.browse import BarUnit, Timeline, TimelineBar
from geodata.model import Family


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
