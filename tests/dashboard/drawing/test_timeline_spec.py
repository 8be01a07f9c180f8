from __future__ import annotations

from datetime import date

import pyarrow as pa

from dashboard.drawing.timeline_chart import ChartLook, chart
from dashboard.drawing.timeline_spec import timeline_spec
from geodata.browse import BarUnit, Timeline, TimelineBar
from geodata.browse.spans import DateSpan, DateSpans
from geodata.model import Family
from geodata.partial_date import Bound

DAYS = (date(2020, 7, 12), date(2020, 7, 14))
BARS = Timeline(
    BarUnit.DAY, tuple(TimelineBar(day, day, ((Family.BATTLE, 2),), 0) for day in DAYS), 0
)
JULY = DateSpans((DateSpan(date(2020, 7, 1), date(2020, 7, 31), Bound.ON, Family.TALKS, 1),), 0, {})


def spec(chosen_day: date | None = None) -> dict[str, object]:
    return timeline_spec(
        BARS, JULY, first_day=None, last_day=None, chosen_day=chosen_day, look=ChartLook()
    )


def without_data(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_data(v) for k, v in value.items() if k not in ("data", "datasets")}
    if isinstance(value, list):
        return [without_data(one) for one in value]
    return value


def test_the_kept_chart_is_the_chart_with_and_without_the_pointer() -> None:
    for chosen in (None, DAYS[0], None):
        drawn = chart(BARS, spans=JULY, chosen_day=chosen).to_dict()
        ours = spec(chosen)
        for each in (drawn, ours):
            for name in ("config", "params", "$schema"):  # the theme; views are counted
                each.pop(name, None)
        drawn["layer"][0].pop("name", None), ours["layer"][0].pop("name", None)  # type: ignore[index]
        assert without_data(ours) == without_data(drawn)


def test_the_tables_are_named_and_hold_days_not_words() -> None:
    tables = spec(DAYS[1])["datasets"]
    assert isinstance(tables, dict)
    assert all(isinstance(table, pa.Table) for table in tables.values())
    assert all(pa.types.is_timestamp(table.schema.field("first").type) for table in tables.values())
    assert str(tables["chosen"]["first"][0]) == "2020-07-14 12:00:00"


def test_what_a_page_run_changes_is_not_in_the_next_one() -> None:
    first = spec()
    first["layer"].clear()  # type: ignore[attr-defined]
    first["datasets"].clear()  # type: ignore[attr-defined]
    assert spec()["layer"] and spec()["datasets"]
