"""Rules in words that a newspaper's reader understands."""

from __future__ import annotations

from geodata.partial_date import PartialDate, day_words


def date_in_words(when: PartialDate) -> str:
    """A date as it is written in a rule: a day, or its first and last day."""
    if when.first_day is None or when.last_day is None:
        return "an open date"
    if when.first_day == when.last_day:
        return day_words(when.first_day)
    return f"{day_words(when.first_day)} to {day_words(when.last_day)}"


def quoted(words: str) -> str:
    """The report's words inside quotation marks, on one line and not longer than 60."""
    words = " ".join(words.split())
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"
