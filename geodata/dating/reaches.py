"""Stretches that begin or end with the day of the report: "within 48 hours", "the past week"."""

from __future__ import annotations

from datetime import date

from geodata.dating import meanings as m
from geodata.dating.calendars import day_of, month_shifted, shifted, span
from geodata.dating.context import NO_REPORT_DATE, OPEN, Answer, Context, from_report
from geodata.partial_date import DatePrecision

_DAYS = {"day": 1, "week": 7}


def reach(said: m.Reach, context: Context) -> Answer:
    """From the day of the report so far ahead, or from so far back up to it."""
    report = context.published
    if report is None:
        return Answer(OPEN, f"from {context.words}: {NO_REPORT_DATE}")
    other = moved(report, said.unit, said.count)
    first, last = (other, report) if said.count < 0 else (report, other)
    return from_report(span(first, last, DatePrecision.DAYS, approximate=True), context)


def moved(day: date, unit: str, count: int) -> date | None:
    """The day so many units on; the last of a shorter month; None beyond the calendar.

    Example:
        >>> moved(date(2021, 3, 31), "month", -1)
        datetime.date(2021, 2, 28)
    """
    if unit in _DAYS:
        return shifted(day, count * _DAYS[unit])
    month = month_shifted(day.year, day.month, count * (12 if unit == "year" else 1))
    if month is None:
        return None
    return next((d for n in range(4) if (d := day_of(*month, day.day - n)) is not None), None)
