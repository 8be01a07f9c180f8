"""Seasons, quarters, weeks of a month and spans of years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geodata.dating import meanings as m
from geodata.dating.calendar_dates import month_date
from geodata.dating.calendars import month_shifted, season_span, shifted, span, years_part
from geodata.dating.context import BEYOND, NO_REPORT_DATE, OPEN, Answer, Context, from_report
from geodata.partial_date import DatePrecision, PartialDate


def years(said: m.Years, context: Context) -> Answer:
    """A decade, a century or a stated span of years."""
    when = years_part(said.first, said.last, said.part)
    return Answer(when or OPEN, "stated", when is not None)


def season(said: m.SeasonOf, context: Context) -> Answer:
    """A season, taken as three whole months."""
    southern, rule = context.hemisphere
    report = context.published
    if said.year is not None:
        when = season_span(said.year, said.season, said.part, southern=southern)
        begun = report is None or when is None or (when.first_day or report) <= report
        if when is not None and not (begun or said.begins) and _ends_next_year(when):
            # "winter 2019" in a report of March 2019 is the one that had begun the year before.
            when = season_span(said.year - 1, said.season, said.part, southern=southern)
        return Answer(when or OPEN, "stated" + rule, True)
    if report is None:
        return Answer(OPEN, f"from {context.words}: {NO_REPORT_DATE}")
    spans = [
        season_span(y, said.season, said.part, southern=southern)
        for y in range(report.year - 2, report.year + 3)
        if 1 <= y <= 9998
    ]
    seasons = [s for s in spans if s is not None]
    now = [s for s in seasons if _holds(s, report)]
    past = [s for s in seasons if s.last_day is not None and s.last_day < report]
    coming = [s for s in seasons if s.first_day is not None and s.first_day > report]
    if said.which == 1 or (said.which is None and not now and context.looks_ahead):
        chosen = coming[:1]
    elif said.which == -1:
        chosen = past[-1:]
    elif said.which == 0:
        same_year = [s for s in seasons if s.first_day and s.first_day.year == report.year]
        chosen = now or same_year
    else:
        chosen = now or past[-1:]
    answer = from_report(chosen[0] if chosen else None, context)
    return replace(answer, rule=answer.rule + rule)


def _ends_next_year(when: PartialDate) -> bool:
    return when.first_day is not None and when.first_day.month == 12


def _holds(when: PartialDate, day: date) -> bool:
    return (
        when.first_day is not None
        and when.last_day is not None
        and when.first_day <= day <= when.last_day
    )


def fraction(said: m.FractionOf, context: Context) -> Answer:
    """A quarter or half of a year, stated or counted from the report."""
    months = 12 // said.of
    report = context.published
    number, year = said.number, said.year
    if year is None:
        if report is None:
            return Answer(OPEN, f"from {context.words}: {NO_REPORT_DATE}")
        year = report.year + (said.which or 0 if number else 0)
        if said.which is None and (number - 1) * months >= report.month:
            year -= 1  # "the third quarter" is the last one that has begun
        if not number:  # last, this or next quarter
            index = report.year * said.of + (report.month - 1) // months + (said.which or 0)
            year, number = index // said.of, index % said.of + 1
    first = month_shifted(year, 1, (number - 1) * months)
    following = month_shifted(year, 1, number * months)
    if first is None or following is None:
        return Answer(OPEN, BEYOND)
    precision = DatePrecision.QUARTER if said.of == 4 else DatePrecision.DAYS
    last = shifted(date(*following, 1), -1)
    when = span(date(*first, 1), last, precision)
    if said.year is not None:
        return Answer(when or OPEN, "stated", True)
    return from_report(when, context)


def nth_unit(said: m.NthUnit, context: Context) -> Answer:
    """The first, second ... or last week, weekend or days of a month."""
    month = month_date(m.Calendar(said.year, said.month), context)
    first, last = month.date.first_day, month.date.last_day
    if first is None or last is None:
        return month
    if said.unit == "day":
        when = _edge_days(first, last, said.number)
    elif said.unit == "one day":
        day = last if said.number == -1 else shifted(first, said.number - 1)
        when = None if day is None else PartialDate.of_day(day)
    elif said.unit == "weekend":
        when = _nth_weekend(first, last, said.number)
    elif said.unit == "weekday":
        day = _nth_weekday(first, last, said.number, said.weekday)
        when = None if day is None or day > last else PartialDate.of_day(day)
    elif said.unit == "week" and said.number == -1:
        when = span(shifted(last, -6), last, DatePrecision.WEEK, approximate=True)
    elif said.unit == "week":
        start = shifted(first, 7 * (said.number - 1))
        end = shifted(first, 7 * said.number - 1)
        when = span(start, min(end, last) if end else last, DatePrecision.WEEK, approximate=True)
    else:
        when = None
    return replace(month, date=when or OPEN)


def _edge_days(first: date, last: date, number: int) -> PartialDate | None:
    """The first or last days of a month, taken as five; no other "nth days" is said."""
    if number == 1:
        return span(first, shifted(first, 4), DatePrecision.DAYS, approximate=True)
    if number == -1:
        return span(shifted(last, -4), last, DatePrecision.DAYS, approximate=True)
    return None


def _nth_weekday(first: date, last: date, number: int, weekday: int) -> date | None:
    if number == -1:
        return shifted(last, -((last.weekday() - weekday) % 7))
    return shifted(first, (weekday - first.weekday()) % 7 + 7 * (number - 1))


def _nth_weekend(first: date, last: date, number: int) -> PartialDate | None:
    saturday = _nth_weekday(first, last, number, 5)
    return span(saturday, shifted(saturday, 1) if saturday else None, DatePrecision.DAYS)
