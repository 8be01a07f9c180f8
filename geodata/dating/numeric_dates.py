"""Dates in three numbers; an order that may be read two ways is decided or left open."""

from __future__ import annotations

from datetime import date

from geodata.dating import meanings as m
from geodata.dating.calendars import day_of
from geodata.dating.context import NO_SUCH_DAY, Answer, Context, left_open
from geodata.partial_date import PartialDate, day_words


def month_comes_first(expressions: list[m.Expression]) -> bool | None:
    """Whether the slash dates of the text put the month first, where one of them shows it."""
    shown = set()
    for expression in expressions:
        if isinstance(expression.meaning, m.Numeric) and "/" in expression.meaning.digits:
            one, two, _ = (int(part) for part in expression.meaning.digits.split("/"))
            if 12 < one <= 31 and two <= 12:
                shown.add(False)
            elif 12 < two <= 31 and one <= 12:
                shown.add(True)
    return shown.pop() if len(shown) == 1 else None


def numeric_year(digits: str) -> int | None:
    """The year of a numeric date, None when there is none between 1000 and 2100."""
    separator = next(c for c in digits if not c.isdigit())
    one, _, three = digits.split(separator)
    if len(one) == 4:
        year = int(one)
    elif len(three) == 4:
        year = int(three)
    elif len(three) == 2 and separator in "./":
        year = 2000 + int(three) if int(three) <= 68 else 1900 + int(three)
    else:
        return None
    return year if 1000 <= year <= 2100 else None


def numeric_date(said: m.Numeric, context: Context) -> Answer:
    """The day of three numbers, open where two orders are possible."""
    digits = said.digits
    year = numeric_year(digits)
    separator = next(c for c in digits if not c.isdigit())
    one, two, three = (int(part) for part in digits.split(separator))
    if digits.index(separator) == 4:
        day = day_of(year, two, three)
        return _stated_day(day, m.Calendar(year, two, three))
    if separator != "/" or one > 12 or two > 12 or one == two:
        month, number = (one, two) if separator == "/" and two > 12 else (two, one)
        return _stated_day(day_of(year, month, number), m.Calendar(year, month, number))
    return _slash(m.Calendar(year), one, two, context)


def _stated_day(day: date | None, said: m.Calendar) -> Answer:
    if day is None:
        return left_open(said, NO_SUCH_DAY)
    return Answer(PartialDate.of_day(day), "stated", True)


def _slash(said: m.Calendar, one: int, two: int, context: Context) -> Answer:
    """Both orders are possible: other dates of the text decide, or the report's date does."""
    if context.month_first is not None:
        month, number = (one, two) if context.month_first else (two, one)
        order = "month first" if context.month_first else "day first"
        when = PartialDate.of_day(date(said.year or 1, month, number))
        return Answer(when, f"read with the {order}, as another date of the text shows")
    readings = [date(said.year or 1, two, one), date(said.year or 1, one, two)]
    report = context.published
    if report is not None and not context.looks_ahead:
        past = [day for day in readings if day <= report]
        if len(past) == 1:
            other = day_words(readings[0] if past[0] == readings[1] else readings[1])
            return Answer(
                PartialDate.of_day(past[0]), f"read so because {other} lies after the report"
            )
    return left_open(said, f"either {day_words(readings[0])} or {day_words(readings[1])}")
