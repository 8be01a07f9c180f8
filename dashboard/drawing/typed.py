"""Dates, people and numbers as an editor types them, read back into values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from geodata.errors import InputError, InvalidDateError
from geodata.model import Actor, ActorRole, Count, Event, Report
from geodata.partial_date import PartialDate

Rows = Iterable[Mapping[Any, Any]]
_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_HOW = "write it as 2020-07-16, 2020-07, 2020 or 2020-07-12/2020-07-16"
MOST = 1_000_000_000  # people; a larger number is a slip


def date_text(event: Event) -> str:
    """The date of an event as it can be typed, '' when there is none or it is open.

    Example:
        >>> read_date("2020-07-12/2020-07-16").days, read_date("2020-07").days
        (5, 31)
    """
    when = event.date
    if when is None or when.first_day is None or when.last_day is None:
        return ""
    first, last = when.first_day, when.last_day
    if first == last:
        return first.isoformat()
    if when == PartialDate.of_month(first.year, first.month):
        return f"{first:%Y-%m}"
    if when == PartialDate.of_year(first.year):
        return f"{first:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"


def read_date(text: str) -> PartialDate | None:
    """The date that was typed, None for nothing.

    Raises:
        InvalidDateError: it is no date.
    """
    typed = text.strip()
    if not typed:
        return None
    try:
        if found := re.fullmatch(rf"{_DAY}\s*/\s*{_DAY}", typed):
            numbers = [int(one) for one in found.groups()]
            return PartialDate.of_span(date(*numbers[:3]), date(*numbers[3:]))
        if found := re.fullmatch(_DAY, typed):
            return PartialDate.of_day(date(*(int(one) for one in found.groups())))
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})", typed):
            return PartialDate.of_month(int(found[1]), _month(int(found[2])))
        if re.fullmatch(r"\d{4}", typed):
            return PartialDate.of_year(int(typed))
    except (ValueError, TypeError) as error:
        raise InvalidDateError(f"{typed[:40]!r} is not a date ({error}); {_HOW}.") from error
    raise InvalidDateError(f"{typed[:40]!r} is not a date; {_HOW}.")


def _month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    return month


def read_people(rows: Rows, event: Event, report: Report) -> tuple[Actor, ...]:
    """The people of a table; names that stand in the passage point at their characters.

    Raises:
        InputError: a part that there is not.
    """
    found = []
    for row in rows:
        name = _line(row.get("Name"))
        if not name:
            continue
        part = _line(row.get("Part")) or ActorRole.DOES.value
        if part not in set(ActorRole):
            raise InputError(f"{part[:40]!r} is no part that somebody has in an event.")
        start, end = _where(name, event, report)
        found.append(Actor(name, ActorRole(part), start, end, _line(row.get("Title"))))
    return tuple(found)


def read_numbers(rows: Rows, event: Event, report: Report) -> tuple[Count, ...]:
    """The numbers of a table.

    Raises:
        InputError: what is no number, or a most below the least.
    """
    found = []
    for row in rows:
        text, what = _line(row.get("As said")), _line(row.get("What"))
        if not text and not what:
            continue
        low, high = _whole(row.get("At least")), _whole(row.get("At most"))
        if low is None:
            raise InputError(f"Give the least number for “{text or what}”.")
        if high is not None and high < low:
            raise InputError(f"For “{text or what}” the most is below the least.")
        start, end = _where(text, event, report) if text else (0, 0)
        found.append(Count(text or f"{low:,}", what, low, high, start, end))
    return tuple(found)


def _where(words: str, event: Event, report: Report) -> tuple[int, int]:
    """The characters of these words: those known before, in the passage, nowhere (0, 0)."""
    spans = {one.text: (one.start, one.end) for one in event.counts}
    spans |= {one.name: (one.start, one.end) for one in event.actors}
    if words in spans:
        return spans[words]
    start = report.text.find(words, event.passage.start, event.passage.end)
    return (start, start + len(words)) if start >= 0 else (0, 0)


def _line(value: object) -> str:
    return " ".join(value.split())[:200] if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    if value is None or value != value:  # an empty cell is not a number
        return None
    if not isinstance(value, int | float) or value != int(value) or not 0 <= value <= MOST:
        raise InputError(f"{str(value)[:20]!r} is no whole number of people or things.")
    return int(value)
