"""From what is said to days: by the day of the report and by dates told before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any

from geodata.dating import meanings as m
from geodata.dating.calendar_dates import calendar_date, weekday_in_week
from geodata.dating.calendars import span
from geodata.dating.context import OPEN, Answer, Context, left_open, remember
from geodata.dating.counted import (
    counted,
    day_of_month,
    from_event,
    from_report_shift,
    from_text,
    named_in_text,
    the_weekend,
)
from geodata.dating.holidays import holiday, why_open
from geodata.dating.missing_year import with_year
from geodata.dating.numeric_dates import month_comes_first, numeric_date, numeric_year
from geodata.dating.periods import fraction, nth_unit, season, years
from geodata.dating.reaches import reach
from geodata.dating.wording import quoted
from geodata.model import DateMention
from geodata.partial_date import Bound, DatePrecision, PartialDate, day_words

_NEAR = 60  # characters between an event and its own date
_EVENT_ON = re.compile(r" [^,;:.!?\n]* (?:on|of) ")


def anchor(
    text: str,
    expressions: list[m.Expression],
    published: date | None,
    southern: bool | None = None,
) -> list[DateMention]:
    """Every expression with its days, read in the order of the text."""
    context = Context(text, published, southern=southern)
    context.year_of_text, context.year_source = _year_of_text(text, expressions)
    context.month_first, context.order_shown_by = month_comes_first(text, expressions)
    mentions = []
    for expression, following in zip_longest(expressions, expressions[1:]):
        context.expression = expression
        answer = resolve(_with_date_behind(text, expression, following), context)
        when = replace(answer.date, bound=expression.bound)
        mentions.append(
            DateMention(
                expression.start,
                expression.end,
                text[expression.start : expression.end],
                when,
                answer.rule + _bound_in_words(expression.bound),
                answer.stated,
            )
        )
        remember(context, expression, answer)
    return mentions


def _with_date_behind(
    text: str, expression: m.Expression, following: m.Expression | None
) -> m.Meaning:
    """In "three days before his death on 5 May" the event has its date behind it."""
    meaning = expression.meaning
    if not isinstance(meaning, m.FromEvent) or following is None:
        return meaning
    between = text[expression.end : following.start]
    if len(between) > _NEAR or not _EVENT_ON.fullmatch(between):
        return meaning
    if not isinstance(following.meaning, (m.Calendar, m.Numeric, m.Holiday)):
        return meaning
    if isinstance(following.meaning, m.Calendar) and not _is_day(following.meaning):
        return meaning
    return m.FromDate(meaning.unit, meaning.count * meaning.direction, following.meaning)


def _is_day(said: m.Calendar) -> bool:
    return said.day is not None or said.weekday is not None


def resolve(meaning: m.Meaning, context: Context) -> Answer:
    """The days of one meaning."""
    return _RESOLVERS[type(meaning)](meaning, context)


def _bound_in_words(bound: Bound) -> str:
    return {
        Bound.ON: "",
        Bound.SINCE: "; from then on",
        Bound.AFTER: "; some time after it",
        Bound.UNTIL: "; up to then",
        Bound.BEFORE: "; some time before it",
    }[bound]


def _year_of_text(text: str, expressions: list[m.Expression]) -> tuple[int | None, str]:
    """The year that every full date of the text agrees on, with the words that state it."""
    found: dict[int, str] = {}
    for expression in expressions:
        ends = [expression.meaning]
        if isinstance(expression.meaning, m.Between):
            ends = [expression.meaning.first, expression.meaning.last]
        for meaning in ends:
            year = None
            if isinstance(meaning, m.Calendar) and meaning.month is not None:
                year = meaning.year
            elif isinstance(meaning, m.Numeric):
                year = numeric_year(meaning.digits)
            if year is not None:
                found.setdefault(year, quoted(text[expression.start : expression.end]))
    return next(iter(found.items())) if len(found) == 1 else (None, "")


def _from_date(said: m.FromDate, context: Context) -> Answer:
    base = resolve(said.base, context)
    if base.date.is_open:
        return replace(base, rule=f"from {context.words}: {base.rule}")
    return counted(base.date, said.unit, said.count, context)


def _holiday(said: m.Holiday, context: Context) -> Answer:
    known = m.Calendar(said.year)
    if why_open(said.name):
        return left_open(known, f"{context.words}: {why_open(said.name)}")
    if said.year is not None:
        day = holiday(said.name, said.year)
        return (
            Answer(PartialDate.of_day(day), f"{said.name} of the stated year", True)
            if day
            else left_open(known, "not computed for that year")
        )

    def make(year: int) -> PartialDate | None:
        found = holiday(said.name, year)
        return None if found is None else PartialDate.of_day(found)

    return with_year(known, context, make)


def _landmark(said: m.Landmark, context: Context) -> Answer:
    day = date(said.year, said.month, said.day)
    return Answer(
        PartialDate.of_day(day), f"{context.words} is used as the name of {day_words(day)}"
    )


def _between(said: m.Between, context: Context) -> Answer:
    first, last = said.first, said.last
    if isinstance(first, m.Calendar) and isinstance(last, m.Calendar):
        first, last = _one_year(first, last)
    end = resolve(last, context)
    start = resolve(first, context)
    if start.date.first_day and end.date.last_day and start.date.first_day > end.date.last_day:
        start = _earlier(first, end.date.last_day, context) or start
    when = span(
        start.date.first_day,
        end.date.last_day,
        DatePrecision.DAYS,
        approximate=start.date.approximate or end.date.approximate,
    )
    if when is None:
        if start.date.is_open or end.date.is_open:
            return start if start.date.is_open else end
        return Answer(OPEN, "the span ends before it begins")
    stated = start.stated and end.stated
    return Answer(when, "stated" if stated else end.rule if not end.stated else start.rule, stated)


def _one_year(first: m.Calendar, last: m.Calendar) -> tuple[m.Calendar, m.Calendar]:
    """A year said once serves both ends; December to January crosses New Year."""
    crosses = (first.month or 0) > (last.month or 99)
    if last.year is not None and first.year is None:
        return replace(first, year=last.year - crosses), last
    if first.year is not None and last.year is None and last.month is not None:
        return first, replace(last, year=first.year + crosses)
    return first, last


def _earlier(first: m.Meaning, last_day: date, context: Context) -> Answer | None:
    """The start of a span read from its end, when by itself it would fall behind it."""
    if not isinstance(first, m.Calendar):
        return None
    return resolve(first, replace(context, published=last_day))


_RESOLVERS: dict[type, Callable[[Any, Context], Answer]] = {
    m.Calendar: calendar_date,
    m.Numeric: numeric_date,
    m.SeasonOf: season,
    m.Years: years,
    m.FractionOf: fraction,
    m.NthUnit: nth_unit,
    m.Weekend: the_weekend,
    m.FromReport: from_report_shift,
    m.Reach: reach,
    m.FromText: from_text,
    m.FromEvent: from_event,
    m.FromDate: _from_date,
    m.NamedInText: named_in_text,
    m.WeekdayInWeek: weekday_in_week,
    m.DayOfMonth: day_of_month,
    m.Holiday: _holiday,
    m.Landmark: _landmark,
    m.Between: _between,
}
