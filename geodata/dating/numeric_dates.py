"""Dates in three numbers; an order that may be read two ways is decided or left open."""

from __future__ import annotations

import re
from datetime import date

from geodata.dating import meanings as m
from geodata.dating.calendars import day_of
from geodata.dating.context import NO_SUCH_DAY, Answer, Context, left_open
from geodata.dating.wording import quoted
from geodata.partial_date import PartialDate, day_words

_OTHER_SCRIPT = re.compile("[а-яёіїєԱ-֏ა-ჿəığşç]")


def month_comes_first(text: str, expressions: list[m.Expression]) -> tuple[bool | None, str]:
    """Whether slash dates put the month first, and the words that show it.

    Another slash date shows it; else the dates in words, when all of them have one order; else
    letters of a language that always puts the day first. None when nothing does.
    """
    shown: dict[bool, str] = {}
    for expression in expressions:
        words = text[expression.start : expression.end]
        if isinstance(expression.meaning, m.Numeric) and "/" in expression.meaning.digits:
            one, two, _ = (int(part) for part in expression.meaning.digits.split("/"))
            if 12 < one <= 31 and two <= 12:
                shown.setdefault(False, words)
            elif 12 < two <= 31 and one <= 12:
                shown.setdefault(True, words)
    if not shown:
        shown = _orders_in_words(text, expressions)
    if len(shown) == 1:
        [(month_first, words)] = shown.items()
        return month_first, quoted(words)
    if not shown and _OTHER_SCRIPT.search(text.lower()):
        return False, "the language of the text"
    return None, ""


def _orders_in_words(text: str, expressions: list[m.Expression]) -> dict[bool, str]:
    """The orders of "July 12, 2020" and "12 July 2020" with an example of each."""
    shown: dict[bool, str] = {}
    for expression in expressions:
        said = expression.meaning
        if isinstance(said, m.Calendar) and said.month is not None and said.day is not None:
            words = text[expression.start : expression.end]
            plain = _WEEKDAY.sub("", words)
            shown.setdefault(plain[:1].isalpha() and not plain.startswith("the "), words)
    return shown


_WEEKDAY = re.compile(r"^[^\W\d]+day,? ")


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
        shown = f"as {context.order_shown_by} shows"
        when = PartialDate.of_day(date(said.year or 1, month, number))
        return Answer(when, f"read with the {order}, {shown}")
    readings = [date(said.year or 1, two, one), date(said.year or 1, one, two)]
    report = context.published
    if report is not None and not context.looks_ahead:
        past = [day for day in readings if day <= report]
        if len(past) == 1:
            other = day_words(readings[0] if past[0] == readings[1] else readings[1])
            return Answer(
                PartialDate.of_day(past[0]), f"read so because {other} lies after the report"
            )
    first, last = sorted(readings)
    rule = f"either {day_words(readings[0])} or {day_words(readings[1])}; the span holds both"
    when = PartialDate.of_span(first, last, approximate=True)
    return Answer(when, rule)
