"""From what is said to days: by the day of the report and by dates told before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from geodata.dating import meanings as m
from geodata.dating.calendars import (
    day_of,
    month_part,
    month_shifted,
    season_span,
    shifted,
    span,
    week_part,
    year_part,
    years_part,
)
from geodata.dating.holidays import holiday, why_open
from geodata.dating.tense import speaks_of_future, speaks_of_past
from geodata.dating.wording import date_in_words, day_in_words, quoted
from geodata.model import DateMention
from geodata.partial_date import Bound, DatePrecision, PartialDate

_OPEN = PartialDate.without_year()
_NO_REPORT_DATE = "counted from the day of the report, which is not known"


@dataclass(frozen=True, slots=True)
class Answer:
    """Days with the rule that gave them."""

    date: PartialDate
    rule: str
    stated: bool = False


@dataclass(slots=True)
class Context:
    """What is known when an expression is read.

    Attributes:
        year_of_text: the one year of all full dates of the text, None when there is none
            or more than one.
        year_source: the words that state that year.
        month_first: how ambiguous slash dates are read, None when the text does not show it.
        last: the last anchored expression whose days can be counted from.
        stated: the last full date with its own year.
    """

    text: str
    published: date | None
    year_of_text: int | None = None
    year_source: str = ""
    month_first: bool | None = None
    last: tuple[m.Expression, PartialDate] | None = None
    stated: tuple[m.Expression, PartialDate] | None = None
    expression: m.Expression = field(default_factory=lambda: m.Expression(0, 0, m.DayOfMonth(1)))

    @property
    def words(self) -> str:
        """The words being read, in quotation marks."""
        return quoted(self.text[self.expression.start : self.expression.end])

    @property
    def looks_ahead(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return speaks_of_future(self.text, self.expression.start, self.expression.end)

    @property
    def looks_back(self) -> bool:
        """Whether the clause has a verb in the past."""
        return speaks_of_past(self.text, self.expression.start, self.expression.end)


def anchor(text: str, expressions: list[m.Expression], published: date | None) -> list[DateMention]:
    """Every expression with its days, read in the order of the text."""
    context = Context(text, published)
    context.year_of_text, context.year_source = _year_of_text(text, expressions)
    context.month_first = _month_first(expressions)
    mentions = []
    for expression in expressions:
        context.expression = expression
        answer = resolve(expression.meaning, context)
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
        _remember(context, expression, answer)
    return mentions


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


def _remember(context: Context, expression: m.Expression, answer: Answer) -> None:
    when = answer.date
    if when.is_open or isinstance(expression.meaning, (m.Years, m.Landmark)):
        return
    if when.precision is DatePrecision.DAY or _is_short_span(when):
        context.last = (expression, when)
    if answer.stated and when.precision in (DatePrecision.DAY, DatePrecision.MONTH):
        context.stated = (expression, when)


def _is_short_span(when: PartialDate) -> bool:
    """Whether it is a stated span that "the next day" can be counted from."""
    return when.precision is DatePrecision.DAYS and not when.approximate and (when.days or 99) <= 14


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


# ------------------------------------------------------------------ calendar


def _open(words: m.Calendar, rule: str) -> Answer:
    parts = (words.year, words.month, words.day)
    return Answer(PartialDate(None, None, DatePrecision.OPEN, False, parts), rule)


def _calendar(said: m.Calendar, context: Context) -> Answer:
    if said.day is not None and said.month is not None:
        return _day_and_month(said, context)
    if said.month is not None:
        return _month(said, context)
    if said.year is not None:
        when = year_part(said.year, said.part)
        return Answer(when or _OPEN, "stated" if when else "no such year", True)
    if said.weekday is not None:
        return _weekday(said, context)
    return Answer(_OPEN, "not understood")


def _day_and_month(said: m.Calendar, context: Context) -> Answer:
    if said.year is not None:
        day = day_of(said.year, said.month, said.day)
        if day is None:
            return _open(said, "there is no such day in the calendar")
        rule = "stated"
        if said.weekday is not None and day.weekday() != said.weekday:
            rule = "stated; the weekday does not fit the date"
        return Answer(PartialDate.of_day(day), rule, True)
    if day_of(2000, said.month, said.day) is None:
        return _open(said, "there is no such day in the calendar")
    return _with_year(said, context, lambda year: _day_or_none(year, said))


def _day_or_none(year: int, said: m.Calendar) -> PartialDate | None:
    day = day_of(year, said.month, said.day)
    return None if day is None else PartialDate.of_day(day)


def _month(said: m.Calendar, context: Context) -> Answer:
    month = said.month or 1
    if said.year is not None:
        when = month_part(said.year, month, said.part)
        return Answer(when, "stated", True) if when else _open(said, "no such year")
    if said.which is not None and context.published is not None:
        report = context.published
        year = report.year + max(-1, min(1, said.which)) * (
            0 if said.which == 0 or (month - report.month) * said.which > 0 else 1
        )
        when = month_part(year, month, said.part)
        return _from_report(when, context)
    return _with_year(said, context, lambda year: month_part(year, month, said.part))


def _with_year(
    said: m.Calendar, context: Context, make: Callable[[int], PartialDate | None]
) -> Answer:
    """A day or month whose year nobody said: from dates beside it or from the report's date."""
    beside = _year_beside(said, context)
    if beside is not None:
        year, source = beside
        when = make(year)
        if when is not None:
            return Answer(when, f"year taken from {source} in the same text")
    if context.published is not None:
        return _year_from_report(said, context, context.published, make)
    if context.year_of_text is not None and (when := make(context.year_of_text)):
        return Answer(when, f"year taken from {context.year_source} in the same text")
    return _open(said, "year not stated")


def _year_beside(said: m.Calendar, context: Context) -> tuple[int, str] | None:
    """The year of a full date just before in the same paragraph, carried over New Year."""
    if context.stated is None:
        return None
    expression, when = context.stated
    if expression.paragraph != context.expression.paragraph or when.first_day is None:
        return None
    report = context.published
    if report is not None and when.first_day.year == report.year:
        return None
    if context.expression.sentence - expression.sentence > 2:
        return None
    year = when.first_day.year
    if said.month is not None and when.first_day.month - said.month >= 9:
        year += 1
    return year, quoted(context.text[expression.start : expression.end])


def _year_from_report(
    said: m.Calendar,
    context: Context,
    report: date,
    make: Callable[[int], PartialDate | None],
) -> Answer:
    options = [w for y in range(report.year - 8, report.year + 9) if (w := _safe(make, y))]
    if said.weekday is not None:
        fitting = [w for w in options if w.first_day and w.first_day.weekday() == said.weekday]
        nearest = _nearest(fitting, report, context.looks_ahead)
        if nearest is not None and abs(nearest.first_day.year - report.year) <= 1:  # type: ignore[union-attr]
            return Answer(
                nearest,
                f"year taken from the weekday and the report’s date, {day_in_words(report)}",
            )
    chosen = _nearest(options, report, context.looks_ahead, lambda: not context.looks_back)
    if chosen is None:
        return _open(said, "no such day in the years around the report")
    return Answer(chosen, f"year taken from the report’s date, {day_in_words(report)}")


def _safe(make: Callable[[int], PartialDate | None], year: int) -> PartialDate | None:
    return make(year) if 1 <= year <= 9999 else None


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
        if not past or _days(report, soonest) <= 240:
            return soonest
    if past:
        if (
            coming
            and _days(report, coming[0]) <= 31
            and _days(report, past[-1]) > 180
            and may_be_soon()
        ):
            return coming[0]
        return past[-1]
    return coming[0] if coming else None


def _days(report: date, when: PartialDate) -> int:
    return abs(((when.first_day or report) - report).days)


def _from_report(when: PartialDate | None, context: Context) -> Answer:
    if when is None or context.published is None:
        return Answer(_OPEN, "beyond the end of the calendar")
    return Answer(when, f"from {context.words}, report dated {day_in_words(context.published)}")


def _weekday(said: m.Calendar, context: Context) -> Answer:
    report = context.published
    if report is None:
        return Answer(_OPEN, f"from {context.words}: {_NO_REPORT_DATE}")
    back = (report.weekday() - (said.weekday or 0)) % 7
    if said.which == -1:
        days = -(back or 7)
    elif said.which == 1:
        days = (7 - back) or 7
    elif said.which == 0:
        days = (said.weekday or 0) - report.weekday()
    elif back and context.looks_ahead:
        days = 7 - back
    else:
        days = -back
    day = shifted(report, days)
    return _from_report(PartialDate.of_day(day) if day else None, context)


def _weekday_in_week(said: m.WeekdayInWeek, context: Context) -> Answer:
    if context.published is None:
        return Answer(_OPEN, f"from {context.words}: {_NO_REPORT_DATE}")
    days = said.weekday - context.published.weekday() + 7 * said.which
    day = shifted(context.published, days)
    return _from_report(PartialDate.of_day(day) if day else None, context)


# ------------------------------------------------------------------- numeric


def _month_first(expressions: list[m.Expression]) -> bool | None:
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


def _numeric(said: m.Numeric, context: Context) -> Answer:
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
        return _open(said, "there is no such day in the calendar")
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
            other = day_in_words(readings[0] if past[0] == readings[1] else readings[1])
            return Answer(
                PartialDate.of_day(past[0]), f"read so because {other} lies after the report"
            )
    return _open(said, f"either {day_in_words(readings[0])} or {day_in_words(readings[1])}")


# ---------------------------------------------------------- seasons and years


def _years(said: m.Years, context: Context) -> Answer:
    when = years_part(said.first, said.last, said.part)
    return Answer(when or _OPEN, "stated", when is not None)


def _season(said: m.SeasonOf, context: Context) -> Answer:
    note = "; seasons as in the northern half of the world"
    if said.year is not None:
        when = season_span(said.year, said.season, said.part)
        return Answer(when or _OPEN, "stated" + note, True)
    report = context.published
    if report is None:
        return Answer(_OPEN, f"from {context.words}: {_NO_REPORT_DATE}")
    spans = [
        season_span(y, said.season, said.part)
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
    answer = _from_report(chosen[0] if chosen else None, context)
    return replace(answer, rule=answer.rule + note)


def _holds(when: PartialDate, day: date) -> bool:
    return (
        when.first_day is not None
        and when.last_day is not None
        and when.first_day <= day <= when.last_day
    )


def _fraction(said: m.FractionOf, context: Context) -> Answer:
    months = 12 // said.of
    report = context.published
    number, year = said.number, said.year
    if year is None:
        if report is None:
            return Answer(_OPEN, f"from {context.words}: {_NO_REPORT_DATE}")
        year = report.year + (said.which or 0 if number else 0)
        if not number:  # last, this or next quarter
            index = report.year * said.of + (report.month - 1) // months + (said.which or 0)
            year, number = index // said.of, index % said.of + 1
    first = month_shifted(year, 1, (number - 1) * months)
    following = month_shifted(year, 1, number * months)
    if first is None or following is None:
        return Answer(_OPEN, "beyond the end of the calendar")
    precision = DatePrecision.QUARTER if said.of == 4 else DatePrecision.DAYS
    last = shifted(date(*following, 1), -1)
    when = span(date(*first, 1), last, precision)
    if said.year is not None:
        return Answer(when or _OPEN, "stated", True)
    return _from_report(when, context)


def _nth_unit(said: m.NthUnit, context: Context) -> Answer:
    month = _month(m.Calendar(said.year, said.month), context)
    first, last = month.date.first_day, month.date.last_day
    if first is None or last is None:
        return month
    if said.unit == "day":
        when = _edge_days(first, last, said.number)
    elif said.unit == "weekend":
        when = _nth_weekend(first, last, said.number)
    elif said.unit == "week" and said.number == -1:
        when = span(shifted(last, -6), last, DatePrecision.WEEK, approximate=True)
    elif said.unit == "week":
        start = shifted(first, 7 * (said.number - 1))
        end = shifted(first, 7 * said.number - 1)
        when = span(start, min(end, last) if end else last, DatePrecision.WEEK, approximate=True)
    else:
        when = None
    return replace(month, date=when or _OPEN)


def _edge_days(first: date, last: date, number: int) -> PartialDate | None:
    """The first or last days of a month, taken as five; no other "nth days" is said."""
    if number == 1:
        return span(first, shifted(first, 4), DatePrecision.DAYS, approximate=True)
    if number == -1:
        return span(shifted(last, -4), last, DatePrecision.DAYS, approximate=True)
    return None


def _nth_weekend(first: date, last: date, number: int) -> PartialDate | None:
    if number == -1:
        saturday = shifted(last, -((last.weekday() - 5) % 7))
    else:
        saturday = shifted(first, (5 - first.weekday()) % 7 + 7 * (number - 1))
    return span(saturday, shifted(saturday, 1) if saturday else None, DatePrecision.DAYS)


# ------------------------------------------------- counted from the report


def _from_report_shift(said: m.FromReport, context: Context) -> Answer:
    report = context.published
    if said.part == "unknown count":
        return Answer(_OPEN, f"from {context.words}: not said how many")
    if report is None:
        return Answer(_OPEN, f"from {context.words}: {_NO_REPORT_DATE}")
    part = said.part if said.part not in ("before today", "after today") else ""
    when = unit_around(report, said.unit, said.count, part)
    if when is not None and said.part == "before today" and said.count == 0:
        when = span(when.first_day, report, DatePrecision.DAYS, approximate=True)
    elif when is not None and said.part == "after today" and said.count == 0:
        when = span(report, when.last_day, DatePrecision.DAYS, approximate=True)
    if when is not None and (said.approximate or abs(said.count) > 20):
        when = replace(when, approximate=True)
    return _from_report(when, context)


def unit_around(day: date, unit: str, count: int, part: str) -> PartialDate | None:
    """The day, week, month or year so many units from that of a day; None out of reach."""
    if unit == "day":
        moved = shifted(day, count)
        return None if moved is None else PartialDate.of_day(moved)
    if unit == "week":
        return week_part(day, count, part)
    if unit == "weekend":
        return _weekend(day, count)
    if unit == "month":
        month = month_shifted(day.year, day.month, count)
        return None if month is None else month_part(*month, part)
    return year_part(day.year + count, part)


def _weekend(day: date, count: int) -> PartialDate | None:
    """The weekend of the week, or the one before it ("last") or after it ("next")."""
    saturday = shifted(day, 5 - day.weekday() + 7 * count)
    return span(saturday, shifted(saturday, 1) if saturday else None, DatePrecision.DAYS)


# ---------------------------------------------------- counted from the text


def _from_text(said: m.FromText, context: Context) -> Answer:
    if said.part == "unknown count":
        return Answer(_OPEN, f"from {context.words}: not said how many")
    if context.last is None:
        return Answer(_OPEN, f"from {context.words}, but no date stands before it")
    _, base = context.last
    return _counted(base, said.unit, said.count, context)


def _counted(base: PartialDate, unit: str, count: int, context: Context) -> Answer:
    first, last = base.first_day, base.last_day
    if first is None or last is None:
        return Answer(_OPEN, f"from {context.words}, counted from a date that is open")
    day = last if count > 0 else first
    if unit == "day" or (unit in ("week", "month", "year") and abs(count) and first == last):
        when = _moved(first if count <= 0 else last, last if count >= 0 else first, unit, count)
    else:
        when = unit_around(day, unit, count, "")
    if when is None:
        return Answer(_OPEN, "beyond the end of the calendar")
    return Answer(when, f"from {context.words}, counted from {date_in_words(base)}")


def _moved(first: date, last: date, unit: str, count: int) -> PartialDate | None:
    """Days exactly, weeks to the day but only about, months and years as a whole."""
    if unit == "day":
        precision = DatePrecision.DAY if first == last else DatePrecision.DAYS
        return span(shifted(first, count), shifted(last, count), precision)
    if unit == "week":
        day = shifted(first, 7 * count)
        return span(day, day, DatePrecision.DAY, approximate=True)
    return unit_around(first, unit, count, "")


def _from_date(said: m.FromDate, context: Context) -> Answer:
    base = resolve(said.base, context)
    if base.date.is_open:
        return replace(base, rule=f"from {context.words}: {base.rule}")
    return _counted(base.date, said.unit, said.count, context)


def _from_event(said: m.FromEvent, context: Context) -> Answer:
    from geodata.dating.beside import told_before_event

    if context.last is None:
        return Answer(_OPEN, f"from {context.words}, but no date stands before it")
    _, base = context.last
    event_is_subordinate, why = told_before_event(context.text, context.expression, context.last[0])
    sign = -said.direction if event_is_subordinate else said.direction
    answer = _counted(base, said.unit, sign * said.count, context)
    return replace(answer, rule=f"{answer.rule}: {why}")


def _weekday_in_text(said: m.WeekdayInText, context: Context) -> Answer:
    if context.last is None or context.last[1].first_day is None:
        return Answer(_OPEN, f"from {context.words}, but no date stands before it")
    base = context.last[1].first_day
    ahead = (said.weekday - base.weekday()) % 7
    if said.direction == 1:
        days = ahead or 7
    elif said.direction == -1:
        days = -((base.weekday() - said.weekday) % 7 or 7)
    else:
        days = said.weekday - base.weekday()
    day = shifted(base, days)
    if day is None:
        return Answer(_OPEN, "beyond the end of the calendar")
    rule = f"from {context.words}, counted from {day_in_words(base)}"
    return Answer(PartialDate.of_day(day), rule)


def _day_of_month(said: m.DayOfMonth, context: Context) -> Answer:
    known = m.Calendar(day=said.day)
    base = context.last[1].first_day if context.last else None
    source = (
        f"month taken from {quoted(context.text[context.last[0].start : context.last[0].end])}"
        if context.last
        else ""
    )
    if base is None and context.published is not None:
        base = context.published
        if said.day > base.day and not context.looks_ahead:
            base = shifted(base.replace(day=1), -1)
        source = f"month taken from the report’s date, {day_in_words(context.published)}"
    day = day_of(base.year, base.month, said.day) if base else None
    if day is None:
        return _open(known, "month not stated")
    return Answer(PartialDate.of_day(day), source)


# ------------------------------------------------------------------ named days


def _holiday(said: m.Holiday, context: Context) -> Answer:
    known = m.Calendar(said.year)
    if why_open(said.name):
        return _open(known, f"{context.words}: {why_open(said.name)}")
    if said.year is not None:
        day = holiday(said.name, said.year)
        return (
            Answer(PartialDate.of_day(day), f"{said.name} of the stated year", True)
            if day
            else _open(known, "not computed for that year")
        )

    def make(year: int) -> PartialDate | None:
        found = holiday(said.name, year)
        return None if found is None else PartialDate.of_day(found)

    return _with_year(known, context, make)


def _landmark(said: m.Landmark, context: Context) -> Answer:
    day = date(said.year, said.month, said.day)
    return Answer(
        PartialDate.of_day(day), f"{context.words} is used as the name of {day_in_words(day)}"
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
        return Answer(_OPEN, "the span ends before it begins")
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
    m.Calendar: _calendar,
    m.Numeric: _numeric,
    m.SeasonOf: _season,
    m.Years: _years,
    m.FractionOf: _fraction,
    m.NthUnit: _nth_unit,
    m.FromReport: _from_report_shift,
    m.FromText: _from_text,
    m.FromEvent: _from_event,
    m.FromDate: _from_date,
    m.WeekdayInText: _weekday_in_text,
    m.WeekdayInWeek: _weekday_in_week,
    m.DayOfMonth: _day_of_month,
    m.Holiday: _holiday,
    m.Landmark: _landmark,
    m.Between: _between,
}
