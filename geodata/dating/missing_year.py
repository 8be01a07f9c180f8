"""The year that nobody said: from a date beside it or from the day of the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from geodata.dating import meanings as m
from geodata.dating.context import Answer, Context, left_open
from geodata.dating.wording import quoted
from geodata.partial_date import Bound, PartialDate, day_words

_STORY_GOES_BACK = 120  # days
_ABOUT_A_YEAR = 400
_SOON = 120
_LONG_AGO = 180
_LONG_WAIT = 240


def with_year(
    said: m.Calendar, context: Context, make: Callable[[int], PartialDate | None]
) -> Answer:
    """A day or month whose year nobody said: from dates beside it or from the report's date."""
    beside = _year_beside(context, make)
    if beside is not None:
        year, source = beside
        when = make(year)
        if when is not None:
            return Answer(when, f"year taken from {source} in the same text")
    if context.published is not None:
        return _year_from_report(said, context, context.published, make)
    if context.year_of_text is not None and (when := make(context.year_of_text)):
        return Answer(when, f"year taken from {context.year_source} in the same text")
    return left_open(said, "year not stated")


def _year_beside(
    context: Context, make: Callable[[int], PartialDate | None]
) -> tuple[int, str] | None:
    """The year of a full date just before in the same paragraph, carried over New Year."""
    here = context.expression
    if context.opening_year is not None and context.opening_year[0].sentence == here.sentence:
        opening, year = context.opening_year
        return year, quoted(context.text[opening.start : opening.end])
    if context.stated is None:
        return None
    expression, when = context.stated
    if expression.paragraph != here.paragraph or when.first_day is None:
        return None
    report = context.published
    if report is not None and (when.first_day.year == report.year or when.first_day > report):
        return None
    if here.sentence - expression.sentence > 2:
        return None
    year = when.first_day.year
    meant = make(year)
    # A story goes forward: what lies far before the date just told is of the next year.
    if meant and meant.first_day and (when.first_day - meant.first_day).days > _STORY_GOES_BACK:
        year += 1
    if report is not None and year == report.year:
        return None
    return year, quoted(context.text[expression.start : expression.end])


def _year_from_report(
    said: m.Calendar,
    context: Context,
    report: date,
    make: Callable[[int], PartialDate | None],
) -> Answer:
    reach = 8 if (said.month, said.day) == (2, 29) else 1  # leap days lie up to eight years apart
    years = range(max(1, report.year - reach), min(9999, report.year + reach) + 1)
    options = [when for year in years if (when := make(year)) is not None]
    if said.weekday is not None:
        fitting = [w for w in options if w.first_day and w.first_day.weekday() == said.weekday]
        nearest = _nearest(fitting, report, context.looks_ahead)
        if nearest is not None and _days(report, nearest) <= _ABOUT_A_YEAR:
            rule = f"year taken from the weekday and the report’s date, {day_words(report)}"
            return Answer(nearest, rule)
    # "shut until 13 February" in early February: an end lies ahead sooner than a year back.
    is_end = context.expression.bound is Bound.UNTIL
    chosen = _nearest(
        options, report, context.looks_ahead, lambda: is_end or not context.looks_back
    )
    if chosen is None:
        return left_open(said, "no such day in the years around the report")
    return Answer(chosen, f"year taken from the report’s date, {day_words(report)}")


def _nearest(
    options: list[PartialDate],
    report: date,
    ahead: bool,
    may_be_soon: Callable[[], bool] = lambda: False,
) -> PartialDate | None:
    """The nearest that has begun; the nearest to come when the words look ahead."""
    past = [w for w in options if w.first_day is not None and w.first_day <= report]
    coming = [w for w in options if w.last_day is not None and w.last_day >= report]
    if ahead and coming:
        soonest = coming[0]
        # "was due on 1 July": a long wait speaks against the future when the past is close.
        if not past or _days(report, soonest) <= _LONG_WAIT:
            return soonest
    if past:
        if (
            coming
            and _days(report, coming[0]) <= _SOON
            and _days(report, past[-1]) > _LONG_AGO
            and may_be_soon()
        ):
            return coming[0]
        return past[-1]
    return coming[0] if coming else None


def _days(report: date, when: PartialDate) -> int:
    return abs(((when.first_day or report) - report).days)
