"""Enum values and dates in words: one phrase for one thing, on every screen."""

from __future__ import annotations

from datetime import date

from geodata.model import ActorRole, Modality, PlaceRole, Precision
from geodata.partial_date import Bound, DatePrecision, PartialDate

MODALITY = {
    Modality.HAPPENED: "happened",
    Modality.ONGOING: "going on",
    Modality.PLANNED: "planned, not yet happened",
    Modality.THREATENED: "threatened, not happened",
    Modality.CLAIMED: "claimed, not established",
    Modality.DENIED: "denied",
    Modality.PRESUMED: "presumed, not established",
    Modality.BACKGROUND: "told as background",
}
# In the list a word in brackets stands behind the title, except for what plainly happened.
MODALITY_SHORT = {
    Modality.PLANNED: "planned",
    Modality.THREATENED: "threatened",
    Modality.CLAIMED: "claimed",
    Modality.DENIED: "denied",
    Modality.PRESUMED: "presumed",
    Modality.BACKGROUND: "background",
}
PRECISION = {
    Precision.EXACT: "exact place",
    Precision.SETTLEMENT: "town or village",
    Precision.DISTRICT: "somewhere in this district",
    Precision.REGION: "somewhere in this province",
    Precision.AREA: "somewhere in this area",
    Precision.COUNTRY: "somewhere in this country",
    Precision.RELATIVE: "near this place",
}
PLACE_ROLE = {
    PlaceRole.SITE: "",
    PlaceRole.ORIGIN: "from here",
    PlaceRole.DESTINATION: "to here",
    PlaceRole.TARGET: "the target",
    PlaceRole.NEAR: "",
}
ACTOR_ROLE = {
    ActorRole.DOES: "",
    ActorRole.UNDERGOES: "to whom it happened",
    ActorRole.SAYS: "says so",
}
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """A day as it is written everywhere.

    Example:
        >>> day(date(2020, 7, 4))
        '4 Jul 2020'
    """
    return f"{value.day} {_MONTHS[value.month]} {value.year}"


def days(first: date, last: date) -> str:
    """A span of days, nothing said twice.

    Example:
        >>> days(date(2020, 7, 12), date(2020, 8, 14))
        '12 Jul–14 Aug 2020'
        >>> days(date(2020, 7, 12), date(2020, 7, 12))
        '12 Jul 2020'
        >>> days(date(2020, 7, 12), date(2020, 7, 16))
        '12–16 Jul 2020'
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month]}–{day(last)}"
    return f"{day(first)}–{day(last)}"


def partial_date(value: PartialDate | None) -> str:
    """A date with its precision; 'no date' when there is none.

    Example:
        >>> partial_date(PartialDate.of_month(2020, 7))
        'Jul 2020'
        >>> partial_date(PartialDate.without_year(month=7, day=16))
        '16 Jul, year not said'
        >>> partial_date(None)
        'no date'
    """
    if value is None:
        return "no date"
    if value.first_day is None or value.last_day is None:
        return _open_date(value)
    about = "about " if value.approximate else ""
    side = "" if value.bound is Bound.ON else f"{value.bound.value} "
    return f"{side}{about}{_closed_date(value.first_day, value.last_day, value.precision)}"


def _closed_date(first: date, last: date, precision: DatePrecision) -> str:
    if precision is DatePrecision.MONTH:
        return f"{_MONTHS[first.month]} {first.year}"
    if precision is DatePrecision.YEAR:
        return str(first.year)
    return days(first, last)


def _open_date(value: PartialDate) -> str:
    year, month, month_day = value.year_month_day
    said = " ".join(
        part
        for part in (
            "" if month_day is None else str(month_day),
            "" if month is None else _MONTHS[month],
            "" if year is None else str(year),
        )
        if part
    )
    if not said:
        return "date not known"
    return said if year is not None else f"{said}, year not said"


def count(number: int, thing: str) -> str:
    """A number with its thing, in the singular or plural.

    Example:
        >>> count(1, "event"), count(1200, "event")
        ('1 event', '1,200 events')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def distance(kilometres: float) -> str:
    """A distance no finer than it is known.

    Example:
        >>> distance(0.4), distance(48.7), distance(1234.0)
        ('under 1 km', '49 km', '1,234 km')
    """
    return "under 1 km" if kilometres < 1 else f"{kilometres:,.0f} km"
