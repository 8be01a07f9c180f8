"""What is said from the day of the report or of the text: yesterday, last week, the same day."""

from __future__ import annotations

from geodata.dating import absolute
from geodata.dating import meanings as m
from geodata.dating.found import Found


def week_ago(found: Found) -> m.Meaning | None:
    """Such as "Monday last week"."""
    return m.WeekdayInWeek(found.value("W") or 0, -1) if found.detail("U") == "week" else None


def the_weekend(found: Found) -> m.Meaning | None:
    """The weekend of the report."""
    return m.Weekend() if found.detail("U") == "weekend" else None


def which_unit(found: Found) -> m.Meaning | None:
    """Such as "last week" and "late this month"."""
    unit = found.get("Uy")
    if unit is None:
        return None
    part = found.detail("F")
    if found.get("l"):
        part = "before today" if found.value("l") == -1 else "after today"
    which = found.value("Q") or 0
    if unit.detail == "day":  # "last days", "this day": nobody can say which
        return m.FromText("day", 1) if which == 1 and not part else None
    return m.FromReport(unit.detail, which * max(1, unit.value), part)


def part_of_this(found: Found) -> m.Meaning | None:
    """Such as "earlier this year"."""
    unit = found.detail("Uy")
    part = found.detail("F")
    if found.get("l"):
        if unit == "day":
            return m.FromText("day", 0)
        return m.FromReport(unit, 0, "before today" if found.value("l") == -1 else "after today")
    if unit == "day":
        return None
    return m.FromReport(unit, 0, part)


def weekday(found: Found) -> m.Meaning:
    """A weekday, maybe last, this or next."""
    return m.Calendar(weekday=found.value("W"), which=found.value("Q"), part="")


def weekday_of_week(found: Found) -> m.Meaning | None:
    """Such as "Monday of last week"."""
    if found.detail("U") != "week":
        return None
    return m.WeekdayInWeek(found.value("W") or 0, found.value("Q") or 0)


def today(found: Found) -> m.Meaning:
    """Today, yesterday or tomorrow."""
    return m.FromReport("day", found.value("R") or 0)


def overnight(found: Found) -> m.Meaning | None:
    """The night before the report; any other part of a day is no date by itself."""
    return m.FromReport("night", 0) if found.detail("P") == "overnight" else None


def which_part(found: Found) -> m.Meaning | None:
    """Such as "last night" and "this morning"."""
    which = found.value("Q") or 0
    if which == -1:
        return m.FromReport("day", -1)
    if which == 0:
        return m.FromReport("day", 0)
    return m.FromText("day", 1)


def eve_of(_: Found) -> m.Meaning:
    """The day before another event."""
    return m.FromEvent("day", 1, -1)


def night_to(found: Found) -> m.Meaning:
    """The evening before a day and its morning."""
    day = weekday(found) if found.get("W") else absolute.calendar(found)
    return m.Between(m.FromDate("day", -1, day), day)


def weekday_week(found: Found) -> m.Meaning | None:
    """Such as "Monday week": the one after the coming Monday."""
    return m.Calendar(weekday=found.value("W"), which=2) if found.detail("U") == "week" else None


def same(found: Found) -> m.Meaning | None:
    """Such as "the same day" and "the following week"."""
    shift = found.value("XQ") or 0
    weekday = found.get("W")
    if weekday is not None:
        return m.NamedInText("weekday", weekday.value, shift)
    if season := found.get("S"):
        return m.NamedInText("season", season.value, shift)
    if month := found.get("M"):
        return m.NamedInText("month", month.value, shift)
    if found.get("P") and not found.get("Uy"):
        return m.FromText("day", shift)
    unit = found.get("Uy")
    if unit is None:
        return None
    return m.FromText(unit.detail, shift * unit.value, "calendar")


def day_before(found: Found) -> m.Meaning:
    """The eve of the day told before."""
    return m.FromText("day", found.value("G") or 0)


def unit_post(found: Found) -> m.Meaning | None:
    """Such as "la semaine dernière" and "el mes pasado"."""
    unit = found.get("U")
    if unit is None or unit.detail == "day":
        return None
    return m.FromReport(unit.detail, (found.value("ω") or 0) * unit.value)
