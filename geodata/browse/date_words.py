"""Dates as people write them: '4–11 Oct 2020'. English; exports carry ISO dates instead."""

from __future__ import annotations

from datetime import date

from geodata.partial_date import Bound, DatePrecision, PartialDate

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NO_DATE = "no date"


def day_words(day: date) -> str:
    """One day.

    Example:
        >>> day_words(date(2020, 10, 4))
        '4 Oct 2020'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_words(first_day: date, last_day: date) -> str:
    """From a day to a day, saying month and year once where they are the same.

    Example:
        >>> span_words(date(2020, 10, 4), date(2020, 10, 11))
        '4–11 Oct 2020'
        >>> span_words(date(2020, 9, 28), date(2020, 10, 4))
        '28 Sep – 4 Oct 2020'
        >>> span_words(date(2019, 12, 28), date(2020, 1, 4))
        '28 Dec 2019 – 4 Jan 2020'
    """
    if first_day == last_day:
        return day_words(first_day)
    if first_day.year != last_day.year:
        return f"{day_words(first_day)} – {day_words(last_day)}"
    if first_day.month != last_day.month:
        return f"{first_day.day} {MONTHS[first_day.month - 1]} – {day_words(last_day)}"
    return f"{first_day.day}–{day_words(last_day)}"


def date_words(value: PartialDate | None) -> str:
    """A date as finely as it is known.

    Example:
        >>> date_words(PartialDate.of_month(2020, 7)), date_words(None)
        ('Jul 2020', 'no date')
        >>> date_words(PartialDate.without_year(month=7, day=16))
        '16 Jul, year unknown'
    """
    if value is None:
        return NO_DATE
    if value.first_day is None or value.last_day is None:
        return _open_words(value.year_month_day)
    if value.precision is DatePrecision.MONTH:
        words = f"{MONTHS[value.first_day.month - 1]} {value.first_day.year}"
    elif value.precision is DatePrecision.YEAR:
        words = str(value.first_day.year)
    else:
        words = span_words(value.first_day, value.last_day)
    if value.bound is not Bound.ON:
        return f"{value.bound.value} {words}"
    return f"about {words}" if value.approximate else words


def _open_words(parts: tuple[int | None, int | None, int | None]) -> str:
    year, month, day = parts
    if month is None:
        return NO_DATE if year is None else str(year)
    words = MONTHS[month - 1] if day is None else f"{day} {MONTHS[month - 1]}"
    return f"{words}, year unknown" if year is None else f"{words} {year}"
