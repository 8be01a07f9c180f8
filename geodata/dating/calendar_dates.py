"""Days, months, years and weekdays of the calendar; a year that is not said is looked for."""

from __future__ import annotations

from geodata.dating import meanings as m
from geodata.dating.calendars import day_of, month_part, shifted, year_part
from geodata.dating.context import (
    NO_REPORT_DATE,
    NO_SUCH_DAY,
    OPEN,
    Answer,
    Context,
    from_report,
    left_open,
)
from geodata.dating.missing_year import with_year
from geodata.partial_date import PartialDate, day_words


def calendar_date(said: m.Calendar, context: Context) -> Answer:
    """The days of a calendar date, whatever parts of it are said."""
    if said.year_shift is not None:
        return _told_year(said, context)
    if said.day is not None and said.month is not None:
        return _day_and_month(said, context)
    if said.month is not None:
        return month_date(said, context)
    if said.year is not None:
        when = year_part(said.year, said.part)
        return Answer(when or OPEN, "stated" if when else "no such year", True)
    if said.weekday is not None:
        return _weekday(said, context)
    return Answer(OPEN, "not understood")


def _day_and_month(said: m.Calendar, context: Context) -> Answer:
    if said.year is not None:
        day = day_of(said.year, said.month, said.day)
        if day is None:
            return left_open(said, NO_SUCH_DAY)
        rule = "stated"
        if said.weekday is not None and day.weekday() != said.weekday:
            rule = "stated; the weekday does not fit the date"
        return Answer(PartialDate.of_day(day), rule, True)
    if day_of(2000, said.month, said.day) is None:
        return left_open(said, NO_SUCH_DAY)
    return with_year(said, context, lambda year: _day_or_none(year, said))


def _told_year(said: m.Calendar, context: Context) -> Answer:
    """From the report for "June last year", from the date before for "April the next year"."""
    told = context.published if said.year_base == "report" else None
    if said.year_base == "text" and context.last_of_any is not None:
        told = context.last_of_any[1].first_day
    if told is None:
        return left_open(said, f"from {context.words}: the year it counts from is not known")
    year = told.year + (said.year_shift or 0)
    known = m.Calendar(year, said.month, said.day)
    answer = calendar_date(known, context) if 1 <= year <= 9999 else Answer(OPEN, "no such year")
    source = "report dated" if said.year_base == "report" else "counted from"
    return Answer(answer.date, f"from {context.words}, {source} {day_words(told)}")


def _day_or_none(year: int, said: m.Calendar) -> PartialDate | None:
    day = day_of(year, said.month, said.day)
    return None if day is None else PartialDate.of_day(day)


def month_date(said: m.Calendar, context: Context) -> Answer:
    """A month or a part of one; "last July" and a bare "July" are looked up."""
    month = said.month or 1
    if said.year is not None:
        when = month_part(said.year, month, said.part)
        return Answer(when, "stated", True) if when else left_open(said, "no such year")
    if said.which is not None and context.published is not None:
        report = context.published
        year = report.year + max(-1, min(1, said.which)) * (
            0 if said.which == 0 or (month - report.month) * said.which > 0 else 1
        )
        when = month_part(year, month, said.part)
        return from_report(when, context)
    return with_year(said, context, lambda year: month_part(year, month, said.part))


def _weekday(said: m.Calendar, context: Context) -> Answer:
    report = context.published
    if report is None:
        return Answer(OPEN, f"from {context.words}: {NO_REPORT_DATE}")
    back = (report.weekday() - (said.weekday or 0)) % 7
    if said.which == -1:
        days = -(back or 7)
    elif said.which in (1, 2):
        days = ((7 - back) or 7) + 7 * (said.which - 1)
    elif said.which == 0:
        days = (said.weekday or 0) - report.weekday()
    elif back and (context.looks_ahead or (back >= 4 and not context.looks_back)):
        days = 7 - back
    else:
        days = -back
    day = shifted(report, days)
    return from_report(PartialDate.of_day(day) if day else None, context)


def weekday_in_week(said: m.WeekdayInWeek, context: Context) -> Answer:
    """A weekday of the last, this or next week, Monday first."""
    if context.published is None:
        return Answer(OPEN, f"from {context.words}: {NO_REPORT_DATE}")
    days = said.weekday - context.published.weekday() + 7 * said.which
    day = shifted(context.published, days)
    return from_report(PartialDate.of_day(day) if day else None, context)
