"""Imprecise dates of a selection, asked of a real store."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.browse import EventIndex
from geodata.browse.spans import DateSpan, spans_of
from geodata.model import Event, EventKind, Family, Modality, Reading, Report, Span, content_id
from geodata.model import text_hash as hashed
from geodata.partial_date import Bound, DatePrecision, PartialDate
from geodata.storage import EventStore

JULY = PartialDate.of_month(2020, 7)
SINCE = PartialDate(date(2020, 7, 14), date(2020, 7, 14), DatePrecision.DAY, bound=Bound.SINCE)
DAY = PartialDate.of_day(date(2020, 7, 20))


def index_of(*dates: PartialDate | None) -> EventIndex:
    text = "Something happened. " * len(dates)
    report = Report(content_id("r", [text]), text, hashed(text))
    events = tuple(
        Event(
            content_id("e", [str(number)]), report.id, EventKind.BATTLE, Modality.HAPPENED, "x",
            Span(0, 10, text[:10]), date=when,
        )
        for number, when in enumerate(dates)
    )  # fmt: skip
    with EventStore.open(":memory:") as store:
        store.add_reading(Reading(report, (), (), (), events))
        return EventIndex.from_store(store)


def test_a_month_is_one_span_and_leaves_the_bar_of_its_first_day() -> None:
    shown = index_of(JULY, JULY, DAY).select()
    spans = spans_of(shown, shown.timeline())
    assert spans.shown == (
        DateSpan(date(2020, 7, 1), date(2020, 7, 31), Bound.ON, Family.BATTLE, 2),
    )
    assert spans.in_bars == {(date(2020, 7, 1), Family.BATTLE): 2}
    assert spans.unshown == 0


def test_a_date_that_is_open_on_one_side_keeps_its_side() -> None:
    shown = index_of(SINCE, DAY).select()
    assert [span.bound for span in spans_of(shown, shown.timeline()).shown] == [Bound.SINCE]


@pytest.mark.parametrize("dates", [(), (DAY,), (None,), (DAY, None)])
def test_precise_and_missing_dates_make_no_span(dates: tuple[PartialDate | None, ...]) -> None:
    shown = index_of(*dates).select()
    assert spans_of(shown, shown.timeline()).shown == ()


def test_what_is_too_much_to_show_is_counted() -> None:
    weeks = [
        PartialDate.of_span(date(2020, 7, day), date(2020, 7, day + 3)) for day in range(1, 20)
    ]
    shown = index_of(*weeks).select()
    spans = spans_of(shown, shown.timeline(), most=5)
    assert len(spans.shown) == 5
    assert spans.unshown == 14
    assert sum(spans.in_bars.values()) == 19
