"""Calendar arithmetic that stays inside the calendar: None instead of an overflow."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from geodata.partial_date import DatePrecision, PartialDate

_PARTS_OF_MONTH = {
    "early": (1, 10),
    "begin": (1, 7),
    "mid": (11, 20),
    "late": (21, 31),
    "end": (25, 31),
    "half 1": (1, 15),
    "half 2": (16, 31),
}
_MONTHS_OF_PART = {
    "early": (1, 4),
    "begin": (1, 1),
    "mid": (5, 8),
    "late": (9, 12),
    "end": (12, 12),
}
_DAYS_OF_WEEK = {"early": (0, 1), "begin": (0, 1), "mid": (1, 3), "late": (3, 4), "end": (4, 6)}


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """That day, None when there is no such day.

    Example:
        >>> day_of(2020, 2, 29), day_of(2021, 2, 29)
        (datetime.date(2020, 2, 29), None)
    """
    try:
        return date(year or 0, month or 0, day or 0)
    except (ValueError, OverflowError):
        return None


def shifted(day: date, days: int) -> date | None:
    """So many days later (or, negative, earlier); None beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_shifted(year: int, month: int, months: int) -> tuple[int, int] | None:
    """The year and month so many months later, None beyond the calendar's ends."""
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return (year, month) if 1 <= year <= 9999 else None


def span(
    first: date | None, last: date | None, precision: DatePrecision, *, approximate: bool = False
) -> PartialDate | None:
    """The partial date, None when an end is missing or they stand the wrong way round."""
    if first is None or last is None or last < first:
        return None
    return PartialDate(first, last, precision, approximate)


def month_part(year: int, month: int, part: str) -> PartialDate | None:
    """A month or its early, middle or late third; "begin" and "end" are about a week."""
    if not 1 <= year <= 9999:
        return None
    if not part:
        return PartialDate.of_month(year, month)
    first, last = _PARTS_OF_MONTH[part]
    last = min(last, calendar.monthrange(year, month)[1])
    exact = part.startswith("half")
    return PartialDate.of_span(
        date(year, month, first), date(year, month, last), approximate=not exact
    )


def year_part(year: int, part: str) -> PartialDate | None:
    """A year or its early, middle or late third; "begin" and "end" are one month."""
    if not 1 <= year <= 9999:
        return None
    if not part:
        return PartialDate.of_year(year)
    first, last = _MONTHS_OF_PART[part]
    days = calendar.monthrange(year, last)[1]
    return PartialDate.of_span(date(year, first, 1), date(year, last, days), approximate=True)


def years_part(first: int, last: int, part: str) -> PartialDate | None:
    """Whole years, or the early (first four of ten), middle or late part of them."""
    if not 1 <= first <= last <= 9999:
        return None
    length = last - first + 1
    if part in ("early", "begin"):
        last = first + max(1, length * 4 // 10) - 1
    elif part in ("late", "end"):
        first = last - max(1, length * 3 // 10) + 1
    elif part == "mid":
        first, last = first + length * 4 // 10, last - length * 3 // 10
    return PartialDate(date(first, 1, 1), date(last, 12, 31), DatePrecision.YEARS, bool(part))


def week_part(day: date, weeks: int, part: str) -> PartialDate | None:
    """The week, Monday to Sunday, so many weeks from that of the day, or a part of it."""
    monday = shifted(day, -day.weekday() + 7 * weeks)
    if monday is None:
        return None
    first, last = _DAYS_OF_WEEK.get(part, (0, 6))
    precision = DatePrecision.DAYS if part else DatePrecision.WEEK
    return span(shifted(monday, first), shifted(monday, last), precision, approximate=bool(part))


def season_span(year: int, season: int, part: str, *, southern: bool = False) -> PartialDate | None:
    """A season by the year it begins in; what begins in December ends in the next year.

    Spring is March to May, in the south September to November.

    Example:
        >>> season_span(2019, 2, "", southern=True).edtf
        '2019-12-01~/2020-02-29~'
    """
    if southern:
        season = (season + 1) % 4 + 1
    first = day_of(year, 3 * season, 1)
    ending = month_shifted(year, 3 * season, 2)
    if first is None or ending is None:
        return None
    last = day_of(*ending, calendar.monthrange(*ending)[1])
    if part and last is not None:
        third = (last - first).days // 3
        if part in ("early", "begin"):
            last = shifted(first, third)
        elif part in ("late", "end"):
            first = shifted(last, -third) or first
        else:
            first, last = shifted(first, third) or first, shifted(last, -third)
    return span(first, last, DatePrecision.SEASON, approximate=True)


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of 1876).

    Example:
        >>> easter(2020)
        datetime.date(2020, 4, 12)
    """
    if not 1583 <= year <= 9999:
        return None
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    lag = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lag) // 451
    n = h + lag - 7 * m + 114
    return date(year, n // 31, n % 31 + 1)


def orthodox_easter(year: int) -> date | None:
    """Easter Sunday of the Julian computus, as a Gregorian date (Meeus, 1991).

    Example:
        >>> orthodox_easter(2020)
        datetime.date(2020, 4, 19)
    """
    if not 1900 <= year <= 2099:  # the calendars lie thirteen days apart in these years
        return None
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    n = d + e + 114
    return shifted(date(year, n // 31, n % 31 + 1), 13)
