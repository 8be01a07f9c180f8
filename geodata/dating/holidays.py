"""Named days whose date is sure; the others stay open and the rule says why."""

from __future__ import annotations

from datetime import date

from geodata.dating.calendars import day_of, easter, orthodox_easter, shifted

_FIXED = {
    "Christmas Day": (12, 25),
    "Christmas Eve": (12, 24),
    "Boxing Day": (12, 26),
    "New Year’s Day": (1, 1),
    "New Year’s Eve": (12, 31),
    "Valentine’s Day": (2, 14),
    "May Day": (5, 1),
    "Halloween": (10, 31),
    "Orthodox Christmas": (1, 7),
    "Women’s Day": (3, 8),
    "St Patrick’s Day": (3, 17),
    "Anzac Day": (4, 25),
    "Juneteenth": (6, 19),
    "Bastille Day": (7, 14),
    "All Saints’ Day": (11, 1),
    "Armistice Day": (11, 11),
}
_FROM_EASTER = {
    "Easter": 0,
    "Good Friday": -2,
    "Easter Monday": 1,
    "Palm Sunday": -7,
    "Ash Wednesday": -46,
    "Pentecost": 49,
}
_WHY_OPEN = {
    "Independence Day": "which day it is depends on the country",
    "Victory Day": "which day it is depends on the country",
    "a national day": "which day it is depends on the country",
    "Thanksgiving": "which day it is depends on the country",
    "Labour Day": "which day it is depends on the country",
    "Nowruz": "it falls on 20, 21 or 22 March, depending on the country and year",
    "Eid": "it follows the sighting of the moon",
    "a movable feast": "its day moves with a lunar calendar",
}


def holiday(name: str, year: int) -> date | None:
    """The day of a named day in a year, None when it is not sure or does not exist."""
    if name in _FIXED:
        return day_of(year, *_FIXED[name])
    if name == "Orthodox Easter":
        return orthodox_easter(year)
    sunday = easter(year)
    if name in _FROM_EASTER and sunday is not None:
        return shifted(sunday, _FROM_EASTER[name])
    return None


def why_open(name: str) -> str:
    """The reason that a named day is left open, '' when its date can be computed."""
    return _WHY_OPEN.get(name, "")
