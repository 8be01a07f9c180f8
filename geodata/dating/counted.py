"""Days counted from the report or from a date told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from geodata.dating import meanings as m
from geodata.dating.beside import told_before_event
from geodata.dating.calendars import (
    day_of,
    month_part,
    month_shifted,
    season_span,
    shifted,
    span,
    week_part,
    year_part,
)
from geodata.dating.context import (
    BEYOND,
    NO_REPORT_DATE,
    OPEN,
    Answer,
    Context,
    from_report,
    left_open,
)
from geodata.dating.wording import date_in_words, quoted
from geodata.partial_date import DatePrecision, PartialDate, day_words


def from_report_shift(said: m.FromReport, context: Context) -> Answer:
    """Units before or after the day of the report: "yesterday", "earlier this month"."""
    report = context.published
    if said.part == "unknown count":
        return Answer(OPEN, f"from {context.words}: not said how many")
    if report is None:
        return Answer(OPEN, f"from {context.words}: {NO_REPORT_DATE}")
    part = said.part if said.part not in ("before today", "after today") else ""
    when = unit_around(report, said.unit, said.count, part)
    if when is not None and said.part == "before today" and said.count == 0:
        when = span(when.first_day, report, DatePrecision.DAYS, approximate=True)
    elif when is not None and said.part == "after today" and said.count == 0:
        when = span(report, when.last_day, DatePrecision.DAYS, approximate=True)
    if when is not None and (said.approximate or abs(said.count) > 20):
        when = replace(when, approximate=True)
    return from_report(when, context)


def unit_around(day: date, unit: str, count: int, part: str) -> PartialDate | None:
    """The day, week, month or year so many units from that of a day; None out of reach."""
    if unit == "day":
        moved = shifted(day, count)
        return None if moved is None else PartialDate.of_day(moved)
    if unit == "night":  # from the evening before to the morning of the day
        eve = shifted(day, count - 1)
        return None if eve is None else PartialDate.of_span(eve, eve + timedelta(days=1))
    if unit == "week":
        return week_part(day, count, part)
    if unit == "weekend":
        return _weekend(day, count)
    if unit == "month":
        month = month_shifted(day.year, day.month, count)
        return None if month is None else month_part(*month, part)
    return year_part(day.year + count, part)


def the_weekend(said: m.Weekend, context: Context) -> Answer:
    """The weekend gone by, the coming one where the words look ahead."""
    report = context.published
    if report is None:
        return Answer(OPEN, f"from {context.words}: {NO_REPORT_DATE}")
    is_now = report.weekday() >= 5
    return from_report(_weekend(report, 0 if is_now or context.looks_ahead else -1), context)


def _weekend(day: date, count: int) -> PartialDate | None:
    """The weekend of the week, or the one before it ("last") or after it ("next")."""
    saturday = shifted(day, 5 - day.weekday() + 7 * count)
    return span(saturday, shifted(saturday, 1) if saturday else None, DatePrecision.DAYS)


def from_text(said: m.FromText, context: Context) -> Answer:
    """Units before or after the date told last: "the same day", "a week later"."""
    if said.part == "unknown count":
        return Answer(OPEN, f"from {context.words}: not said how many")
    if said.part == "ahead" and context.published and (context.looks_ahead or not context.last):
        return from_report_shift(m.FromReport(said.unit, said.count), context)
    told = context.last if said.unit in ("day", "week") else context.last_of_any
    if told is None:
        return Answer(OPEN, f"from {context.words}, but no date stands before it")
    _, base = told
    if said.part == "calendar" and said.unit == "week" and said.count and base.first_day:
        when = unit_around(base.first_day, "week", said.count, "")
        rule = f"from {context.words}, counted from {date_in_words(base)}"
        return Answer(when, rule) if when else Answer(OPEN, BEYOND)
    return counted(base, said.unit, said.count, context)


def counted(base: PartialDate, unit: str, count: int, context: Context) -> Answer:
    """So many units from a date; an open base that has a day gives an open day."""
    first, last = base.first_day, base.last_day
    if first is None or last is None:
        return _counted_without_year(base, unit, count, context)
    day = last if count > 0 else first
    if unit == "day" or (unit in ("week", "month", "year") and abs(count) and first == last):
        when = _moved(first if count <= 0 else last, last if count >= 0 else first, unit, count)
    else:
        when = unit_around(day, unit, count, "")
    if when is None:
        return Answer(OPEN, BEYOND)
    return Answer(when, f"from {context.words}, counted from {date_in_words(base)}")


def _counted_without_year(base: PartialDate, unit: str, count: int, context: Context) -> Answer:
    """A day and month from a day and month; not across the end of February or the year."""
    _, month, number = base.year_month_day
    start = day_of(2001, month, number)
    days = count * {"day": 1, "week": 7}.get(unit, 0)
    end = shifted(start, days) if start is not None and (days or not count) else None
    if start is None or end is None or _crosses_leap_day(start, end):
        return Answer(OPEN, f"from {context.words}, counted from a date that is open")
    known = m.Calendar(month=end.month, day=end.day)
    return left_open(known, f"from {context.words}, counted from a date whose year is not stated")


def _crosses_leap_day(one: date, other: date) -> bool:
    march = date(2001, 3, 1)
    return one.year != other.year or (one < march) != (other < march)


def _moved(first: date, last: date, unit: str, count: int) -> PartialDate | None:
    """Days exactly, weeks to the day but only about, months and years as a whole."""
    if unit == "day":
        precision = DatePrecision.DAY if first == last else DatePrecision.DAYS
        return span(shifted(first, count), shifted(last, count), precision)
    if unit == "week":
        day = shifted(first, 7 * count)
        return span(day, day, DatePrecision.DAY, approximate=True)
    return unit_around(first, unit, count, "")


def from_event(said: m.FromEvent, context: Context) -> Answer:
    """Units between two events of which one carries a date told before."""
    if context.last is None:
        return Answer(OPEN, f"from {context.words}, but no date stands before it")
    reading = told_before_event(context.text, context.expression, context.told, context.last[0])
    base = next((when for told, when in context.told if told is reading.base), context.last[1])
    sign = -said.direction if reading.event_follows else said.direction
    answer = counted(base, said.unit, sign * said.count, context)
    return replace(answer, rule=f"{answer.rule}: {reading.reason}", is_aside=reading.event_follows)


def named_in_text(said: m.NamedInText, context: Context) -> Answer:
    """A weekday, month or season beside the date told last: "that Friday"."""
    told = context.last if said.kind == "weekday" else context.last_of_any
    base = told[1].first_day if told else None
    if base is None:
        return Answer(OPEN, f"from {context.words}, but no date stands before it")
    if said.kind == "weekday":
        when = _weekday_from(base, said.number, said.direction)
    else:
        when = _named_from(base, said, context)
    if when is None:
        return Answer(OPEN, BEYOND)
    return Answer(when, f"from {context.words}, counted from {day_words(base)}")


def _weekday_from(base: date, weekday: int, direction: int) -> PartialDate | None:
    if direction == 1:
        days = (weekday - base.weekday()) % 7 or 7
    elif direction == -1:
        days = -((base.weekday() - weekday) % 7 or 7)
    else:
        days = weekday - base.weekday()
    day = shifted(base, days)
    return None if day is None else PartialDate.of_day(day)


def _named_from(base: date, said: m.NamedInText, context: Context) -> PartialDate | None:
    """The month or season of that year, or the first one after or before the day."""
    for year in range(base.year - 1, base.year + 3):
        if said.kind == "season":
            when = season_span(year, said.number, "", southern=context.hemisphere[0])
        else:
            when = month_part(year, said.number, "")
        if when is None or when.first_day is None or when.last_day is None:
            continue
        if said.direction == 0 and when.first_day.year == base.year:
            return when
        if said.direction == 1 and when.first_day > base:
            return when
        if said.direction == -1 and when.last_day < base <= _a_year_later(when.last_day):
            return when
    return None


def _a_year_later(day: date) -> date:
    """About a year later, at the calendar's end that end."""
    return shifted(day, 366) or date.max


def day_of_month(said: m.DayOfMonth, context: Context) -> Answer:
    """A day of the month told last: "on the 16th"."""
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
        source = f"month taken from the report’s date, {day_words(context.published)}"
    day = day_of(base.year, base.month, said.day) if base else None
    if day is None:
        return left_open(known, "month not stated")
    return Answer(PartialDate.of_day(day), source)
