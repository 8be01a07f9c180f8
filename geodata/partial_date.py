"""A date that remembers how much of it was said."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from geodata.errors import InvalidDateError

FIRST_YEAR, LAST_YEAR = 1, 9999  # what datetime.date can hold


class DatePrecision(StrEnum):
    """How finely a date was given."""

    DAY = "day"
    DAYS = "days"  # a stated span of days: "12-16 July"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    YEARS = "years"  # longer than a year
    OPEN = "open"  # no first and last day can be computed


class Bound(StrEnum):
    """On which side of the named days it lies: "since 14 July" is not the 14th alone."""

    ON = "on"
    SINCE = "since"  # the named days and what follows
    AFTER = "after"  # what follows the named days, without them
    UNTIL = "until"  # up to the named days, with them
    BEFORE = "before"  # what precedes the named days, without them


@dataclass(frozen=True, slots=True)
class PartialDate:
    """First and last day of what was said, with its precision; both None while it is open.

    A date whose year nobody said keeps what *was* said in ``year_month_day`` and has no
    first or last day until somebody says the year.

    Attributes:
        first_day: the earliest day it can mean, None when open.
        last_day: the latest day it can mean, inclusive, None when open.
        precision: how finely it was given.
        approximate: "about", "late July": the edges are soft.
        year_month_day: what was said of an open date, each part None where unsaid.
        bound: the side of the named days it lies on. A half-open span keeps the named days
            as its first and last day: the other end is unknown and is not made up.

    Raises:
        InvalidDateError: only one end is given, or the last day lies before the first.

    Example:
        >>> PartialDate.of_month(2020, 7).edtf
        '2020-07'
        >>> PartialDate.without_year(month=7, day=16).edtf
        'XXXX-07-16'
    """

    first_day: date | None
    last_day: date | None
    precision: DatePrecision
    approximate: bool = False
    year_month_day: tuple[int | None, int | None, int | None] = (None, None, None)
    bound: Bound = Bound.ON

    def __post_init__(self) -> None:
        if (self.first_day is None) != (self.last_day is None):
            raise InvalidDateError("A partial date has both a first and a last day, or neither.")
        if self.first_day is not None and self.last_day is not None:
            if self.last_day < self.first_day:
                raise InvalidDateError(
                    f"The last day {self.last_day} lies before the first day {self.first_day}."
                )
        elif self.precision is not DatePrecision.OPEN:
            raise InvalidDateError("A date without days is open.")

    @classmethod
    def of_day(cls, day: date) -> PartialDate:
        """One stated day."""
        return cls(day, day, DatePrecision.DAY)

    @classmethod
    def of_span(cls, first_day: date, last_day: date, *, approximate: bool = False) -> PartialDate:
        """A stated span of days, both ends included."""
        return cls(first_day, last_day, DatePrecision.DAYS, approximate)

    @classmethod
    def of_month(cls, year: int, month: int) -> PartialDate:
        """One calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), DatePrecision.MONTH)

    @classmethod
    def of_year(cls, year: int) -> PartialDate:
        """One calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)

    @classmethod
    def without_year(cls, *, month: int | None = None, day: int | None = None) -> PartialDate:
        """A date whose year nobody said, or that cannot be anchored at all."""
        return cls(None, None, DatePrecision.OPEN, year_month_day=(None, month, day))

    @property
    def is_open(self) -> bool:
        """Whether no day can be computed from what was said."""
        return self.first_day is None

    @property
    def days(self) -> int | None:
        """How many days it spans, None while it is open."""
        if self.first_day is None or self.last_day is None:
            return None
        return (self.last_day - self.first_day) // timedelta(days=1) + 1

    @property
    def edtf(self) -> str:
        """The date in the Extended Date/Time Format (ISO 8601-2), '' when nothing is known.

        Example:
            >>> PartialDate.of_span(date(2020, 7, 12), date(2020, 7, 16)).edtf
            '2020-07-12/2020-07-16'
            >>> since = PartialDate(date(2020, 7, 14), date(2020, 7, 14), DatePrecision.DAY,
            ...                     bound=Bound.SINCE)
            >>> since.edtf
            '2020-07-14/..'
        """
        mark = "~" if self.approximate else ""
        if self.first_day is None or self.last_day is None:
            return _open_edtf(self.year_month_day)
        if self.bound is not Bound.ON:
            return _half_open_edtf(self.first_day, self.last_day, self.bound, mark)
        if self.precision is DatePrecision.DAY:
            return f"{self.first_day.isoformat()}{mark}"
        if self.precision is DatePrecision.MONTH:
            return f"{self.first_day:%Y-%m}{mark}"
        if self.precision is DatePrecision.YEAR:
            return f"{self.first_day.year:04d}{mark}"
        return f"{self.first_day.isoformat()}{mark}/{self.last_day.isoformat()}{mark}"


def _half_open_edtf(first_day: date, last_day: date, bound: Bound, mark: str) -> str:
    if bound is Bound.SINCE:
        return f"{first_day.isoformat()}{mark}/.."
    if bound is Bound.UNTIL:
        return f"../{last_day.isoformat()}{mark}"
    if bound is Bound.AFTER:
        following = min(last_day.toordinal() + 1, date.max.toordinal())
        return f"{date.fromordinal(following).isoformat()}{mark}/.."
    preceding = max(first_day.toordinal() - 1, date.min.toordinal())
    return f"../{date.fromordinal(preceding).isoformat()}{mark}"


def _open_edtf(parts: tuple[int | None, int | None, int | None]) -> str:
    if parts == (None, None, None):
        return ""
    year, month, day = parts
    text = "XXXX" if year is None else f"{year:04d}"
    if month is not None or day is not None:
        text += "-XX" if month is None else f"-{month:02d}"
    if day is not None:
        text += f"-{day:02d}"
    return text


NO_DATE = "no date"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date) -> str:
    """A day as people write it; exports carry ISO dates instead.

    Example:
        >>> day_words(date(2020, 10, 4))
        '4 Oct 2020'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(first_day: date, last_day: date) -> str:
    """From a day to a day, saying month and year once where they are the same.

    Example:
        >>> span_words(date(2020, 10, 4), date(2020, 10, 11))
        '4–11 Oct 2020'
        >>> span_words(date(2020, 9, 28), date(2020, 10, 4))
        '28 Sep–4 Oct 2020'
        >>> span_words(date(2019, 12, 28), date(2020, 1, 4))
        '28 Dec 2019–4 Jan 2020'
    """
    if first_day == last_day:
        return day_words(first_day)
    if first_day.year != last_day.year:
        return f"{day_words(first_day)}–{day_words(last_day)}"
    if first_day.month != last_day.month:
        return f"{first_day.day} {_MONTHS[first_day.month - 1]}–{day_words(last_day)}"
    return f"{first_day.day}–{day_words(last_day)}"


def date_words(value: PartialDate | None) -> str:
    """A date as finely as it is known.

    Example:
        >>> date_words(PartialDate.of_month(2020, 7)), date_words(None)
        ('Jul 2020', 'no date')
        >>> date_words(PartialDate.without_year(month=7, day=16))
        '16 Jul, year not said'
    """
    if value is None:
        return NO_DATE
    if value.first_day is None or value.last_day is None:
        return _open_words(value.year_month_day)
    if value.precision is DatePrecision.MONTH:
        words = f"{_MONTHS[value.first_day.month - 1]} {value.first_day.year}"
    elif value.precision is DatePrecision.YEAR:
        words = str(value.first_day.year)
    else:
        words = span_words(value.first_day, value.last_day)
    if value.bound is not Bound.ON:
        return f"{value.bound.value} {words}"
    return f"about {words}" if value.approximate else words


def _open_words(parts: tuple[int | None, int | None, int | None]) -> str:
    year, month, day = parts
    if month is None:
        return NO_DATE if year is None else str(year)
    words = _MONTHS[month - 1] if day is None else f"{day} {_MONTHS[month - 1]}"
    return f"{words}, year not said" if year is None else f"{words} {year}"
