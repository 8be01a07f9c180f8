from __future__ import annotations

from datetime import date

import pytest

from geodata.errors import InvalidDateError
from geodata.partial_date import DatePrecision, PartialDate


def test_a_month_lasts_until_its_last_day_also_in_a_leap_year() -> None:
    assert PartialDate.of_month(2020, 2).last_day == date(2020, 2, 29)
    assert PartialDate.of_month(2020, 2).days == 29


def test_a_date_with_one_end_is_refused() -> None:
    with pytest.raises(InvalidDateError, match="both"):
        PartialDate(date(2020, 7, 1), None, DatePrecision.DAYS)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidDateError, match="before"):
        PartialDate.of_span(date(2020, 7, 16), date(2020, 7, 12))


def test_a_date_without_days_must_say_that_it_is_open() -> None:
    with pytest.raises(InvalidDateError, match="open"):
        PartialDate(None, None, DatePrecision.DAY)


@pytest.mark.parametrize(
    ("partial", "edtf"),
    [
        (PartialDate.of_day(date(2020, 7, 16)), "2020-07-16"),
        (PartialDate.of_year(2019), "2019"),
        (PartialDate.without_year(month=7), "XXXX-07"),
        (PartialDate.without_year(day=16), "XXXX-XX-16"),
        (PartialDate.without_year(), ""),
        (
            PartialDate.of_span(date(2020, 7, 21), date(2020, 7, 31), approximate=True),
            "2020-07-21~/2020-07-31~",
        ),
    ],
)
def test_edtf_says_what_is_known_and_no_more(partial: PartialDate, edtf: str) -> None:
    assert partial.edtf == edtf


def test_an_open_date_has_no_days() -> None:
    assert PartialDate.without_year(month=7, day=16).days is None
    assert PartialDate.without_year(month=7, day=16).is_open
