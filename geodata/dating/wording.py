"""Rules in words that a newspaper's reader understands."""

from __future__ import annotations

from datetime import date

from geodata.partial_date import PartialDate

_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def day_in_words(day: date) -> str:
    """A day as it is written in a rule: '20 Aug 2020'."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_in_words(when: PartialDate) -> str:
    """A date as it is written in a rule: a day, or its first and last day."""
    if when.first_day is None or when.last_day is None:
        return "an open date"
    if when.first_day == when.last_day:
        return day_in_words(when.first_day)
    return f"{day_in_words(when.first_day)} to {day_in_words(when.last_day)}"


def quoted(words: str) -> str:
    """The report's words inside quotation marks, on one line and not longer than 60."""
    words = " ".join(words.split())
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"
