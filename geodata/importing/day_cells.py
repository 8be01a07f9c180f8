"""Days as tables write them, read alike in one column: 3/4/2024 is one order, not two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geodata.importing.coordinate_cells import EMPTY
from geodata.importing.results import DateOrder
from geodata.partial_date import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier января январь",
            "feb february februar février февраля февраль",
            "mar march märz mars марта март",
            "apr april avril апреля апрель",
            "may mai мая май",
            "jun june juni juin июня июнь",
            "jul july juli juillet июля июль",
            "aug august août августа август",
            "sep sept september septembre сентября сентябрь",
            "oct october oktober octobre октября октябрь",
            "nov november novembre ноября ноябрь",
            "dec december dezember décembre декабря декабрь",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: .*)?")
_MOST_DAYS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))
_DAY_MONTH = re.compile(r"(\d{1,2})\.?[ \-]*([^\W\d_]+)\.?,?[ \-]*(\d{4})(?: .*)?")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?: .*)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


class UndecidedOrderError(ValueError):
    """Day and month could stand either way."""


@dataclass(slots=True)
class Orders:
    """How many days of a column can only be read with the day, or the month, in front.

    Kept apart for '/', '-' and '.': what is written otherwise may be ordered otherwise; with
    a full stop the day always stands in front.
    """

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    def look_at(self, cell: str) -> None:
        """Count a cell."""
        found = _NUMERIC.fullmatch(cell.strip())
        if found is None or found[2] == ".":
            return
        first, second = int(found[1]), int(found[3])
        if max(first, second) > _MOST_DAYS.get(min(first, second), 0):
            return  # no day in either order: it says nothing about the others
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second:
            self.either += 1

    @property
    def decided(self) -> DateOrder | None:
        """The order that the cells leave, None when they say nothing or contradict."""
        if self.day_first and not self.month_first:
            return "dmy"
        if self.month_first and not self.day_first:
            return "mdy"
        return None


def day_of(cell: str, order: DateOrder | None) -> PartialDate | None:
    """The day, month or year of a cell, None when it is empty.

    Raises:
        UndecidedOrderError: 03/04/2024 without an order.
        ValueError: it is no date; the message says why.

    Example:
        >>> [day_of(cell, "dmy").edtf for cell in ("2020-07-12", "12/7/2020", "12 July 2020")]
        ['2020-07-12', '2020-07-12', '2020-07-12']
        >>> day_of("202007", None)
        Traceback (most recent call last):
        ValueError: it is no date that is known here
    """
    text = cell.strip()
    if text.casefold() in EMPTY:
        return None
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(text):
        return _numeric(int(found[1]), found[2], int(found[3]), found[4], order)
    if found := _DAY_MONTH.fullmatch(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := _MONTH.fullmatch(text):
        first = _day(int(found[1]), int(found[2]), 1).first_day
        assert first is not None  # noqa: S101 - a day was just made
        return PartialDate.of_month(first.year, first.month)
    if _YEAR.fullmatch(text) and int(text) > 0:
        return PartialDate.of_year(int(text))
    raise ValueError("it is no date that is known here")


def _numeric(first: int, mark: str, second: int, year: str, order: DateOrder | None) -> PartialDate:
    if mark == ".":
        order = "dmy"
    if order is None:
        if first > 12 or second > 12 or first == second:
            order = "dmy" if first > 12 or first == second else "mdy"
        else:
            raise UndecidedOrderError("day and month could stand either way")
    day, month = (first, second) if order == "dmy" else (second, first)
    # Two figures as in POSIX: 69 to 99 are of the last century.
    whole = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 69 else 2000)
    return _day(whole, month, day)


def _month(word: str) -> int:
    number = _MONTHS.get(word.casefold()) or _MONTHS.get(word.casefold()[:3])
    if number is None:
        raise ValueError(f"{word[:20]!r} is no month")
    return number


def _day(year: int, month: int, day: int) -> PartialDate:
    try:
        return PartialDate.of_day(date(year, month, day))
    except ValueError as error:
        raise ValueError(f"there is no such day ({error})") from None


def span_of(first: PartialDate, last: PartialDate | None) -> PartialDate:
    """From the first day of one to the last day of the other.

    Raises:
        ValueError: it ends before it begins.
    """
    if last is None or last == first or first.first_day is None or last.last_day is None:
        return first
    if last.last_day < first.first_day:
        raise ValueError("it ends before it begins")
    if first.first_day == last.last_day:
        return first
    whole_month = PartialDate.of_month(first.first_day.year, first.first_day.month)
    whole_year = PartialDate.of_year(first.first_day.year)
    for whole in (whole_month, whole_year):
        if (whole.first_day, whole.last_day) == (first.first_day, last.last_day):
            return whole
    return PartialDate.of_span(first.first_day, last.last_day)
