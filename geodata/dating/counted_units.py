"""What counted units mean: ago, later, within, the past three weeks."""

from __future__ import annotations

from geodata.dating import meanings as m
from geodata.dating.found import Found


def count(found: Found) -> tuple[int, bool] | None:
    """How many, and whether that is only about so many; None when nobody can say."""
    word = found.get("DNCA")
    if word is None:
        return 1, False
    if word.letter == "C" and word.value == 0:
        return (2, True) if word.detail == "couple" else None
    return (word.value, False) if word.value <= 2000 else None


def ago(found: Found) -> m.Meaning | None:
    """So many units before the report."""
    counted, unit = count(found), found.get("Uy")
    if counted is None or unit is None:
        return m.FromReport(unit.detail if unit else "day", 0, "unknown count")
    sign = found.value("gz") or -1
    return m.FromReport(unit.detail, sign * counted[0] * unit.value, "", counted[1])


def ago_and_half(found: Found) -> m.Meaning | None:
    """Such as "two and a half years ago" and "a year and a half ago"."""
    counted, unit = count(found), found.detail("U")
    months = {"year": 12, "month": 1}.get(unit, 0)
    if counted is None or unit == "weekend":
        return None
    if months == 12:
        return m.FromReport("month", -(12 * counted[0] + 6), "", True)
    days = {"month": 30, "week": 7, "day": 1}[unit]
    return m.FromReport("day", -(days * counted[0] + days // 2), "", True)


def centuries_ago(found: Found) -> m.Meaning | None:
    """So many centuries before the report."""
    word, counted = found.get("C"), count(found)
    if word is not None and word.detail == "half":
        return m.FromReport("year", -50)
    return None if counted is None else m.FromReport("year", -100 * counted[0], "", True)


def days_of_hours(found: Found) -> int:
    """Whole days in so many hours; hours nobody counted stay within the day."""
    counted = count(found)
    return 0 if counted is None else counted[0] * (found.value("h") or 0) // 24


def hours_beside(found: Found) -> m.Meaning:
    """Hours before or after another event."""
    return m.FromEvent("day", days_of_hours(found), found.value("e") or 1)


def hours_later(found: Found) -> m.Meaning:
    """Hours later or earlier than what was told."""
    return m.FromText("day", days_of_hours(found) * (found.value("l") or 1))


def hours_ago(found: Found) -> m.Meaning:
    """Hours before the report."""
    return m.FromReport("day", -days_of_hours(found), "", True)


def reach(found: Found) -> m.Reach | None:
    """How far, with hours as days begun; None where nobody can say."""
    counted, unit = count(found), found.get("U")
    if counted is None:
        return None
    if unit is None:
        return m.Reach("day", -(-counted[0] * (found.value("h") or 0) // 24))
    return None if unit.detail == "weekend" else m.Reach(unit.detail, counted[0] * unit.value)


def in_units(found: Found) -> m.Meaning | None:
    """Such as "in two weeks"; the guard asks for words that look ahead."""
    ahead = reach(found)
    if ahead is None or found.detail("i"):
        return None
    return ahead if found.get("h") else m.FromReport(ahead.unit, ahead.count)


def last_units(found: Found) -> m.Meaning | None:
    """Such as "the past week" and "the next three days"; "the next day" is told by the text."""
    which, ahead, is_counted = found.value("Q"), reach(found), found.get("DNC") is not None
    if which == 1 and not is_counted:
        return next_in_text(found)
    if which == 0 or ahead is None or (found.get("h") and not is_counted):
        return None
    return m.Reach(ahead.unit, ahead.count * (which or 0))


def later(found: Found) -> m.Meaning | None:
    """So many units later than what was told."""
    counted, unit = count(found), found.get("Uy")
    if counted is None or unit is None:
        return m.FromText("day", 0, "unknown count")
    part = "ahead" if found.get("z") else ""
    return m.FromText(unit.detail, (found.value("lz") or 1) * counted[0] * unit.value, part)


def beside(found: Found) -> m.Meaning | None:
    """So many units before or after another event."""
    counted, unit = count(found), found.get("Uy")
    direction = found.value("e") or 1
    if unit is None:  # "the morning after"
        return m.FromEvent("day", 1, direction)
    if counted is None:
        return None  # "several days after": neither counted nor sure to be a date
    return m.FromEvent(unit.detail, counted[0] * unit.value, direction)


def next_in_text(found: Found) -> m.Meaning | None:
    """'The next day' is counted from the text, "the last week" is not a date."""
    if found.value("Q") != 1:
        return None
    unit = found.detail("U") or "day"
    return m.FromText(unit, 1)
