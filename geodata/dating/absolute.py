"""What patterns of calendar dates, spans, seasons and fractions of a year mean."""

from __future__ import annotations

from dataclasses import replace

from geodata.dating import meanings as m
from geodata.dating.found import Found


def calendar(found: Found) -> m.Meaning:
    """A day, month or year with what is said beside it."""
    part = found.detail("F")
    if found.get("l"):
        part = "early" if found.value("l") == -1 else "late"
    return m.Calendar(
        year=found.value("Y"),
        month=found.value("M"),
        day=found.value("DO"),
        weekday=found.value("Ww"),
        part=part,
        which=found.value("Q"),
    )


def year(found: Found) -> m.Meaning:
    """A year, or a decade where the language says "1990 years" for it."""
    year = found.value("Y") or 0
    if found.detail("y") == "years" and year % 10 == 0:
        return m.Years(year, year + 9)
    return m.Calendar(year=year)


def landmark(found: Found) -> m.Meaning | None:
    """9/11 alone is a name; other day/month pairs may be fractions and are left alone."""
    is_name = (found.value("D"), found.value("D", 1)) == (9, 11)
    return m.Landmark(2001, 9, 11) if is_name else None


def date_of_told_year(found: Found) -> m.Meaning | None:
    """Such as "June last year" and "28 April the following year"."""
    if found.detail("Uy") != "year":
        return None
    from_text = found.get("X") is not None or "tQ" in found.letters
    base = "text" if from_text else "report"
    return m.Calendar(
        month=found.value("M"),
        day=found.value("DO"),
        year_shift=found.value("XQ"),
        year_base=base,
    )


def numeric(found: Found) -> m.Meaning:
    """A date in figures, read later by its order."""
    return m.Numeric(found.detail("Z"))


def days_of_month(found: Found) -> m.Meaning:
    """From one day of a month to another."""
    year, month = found.value("Y"), found.value("M")
    first, last = found.value("DO"), found.value("DO", 1)
    return m.Between(m.Calendar(year, month, first), m.Calendar(year, month, last))


def season(found: Found) -> m.Meaning | None:
    """A season, alone, of a year or a part of it."""
    year = found.value("Y")
    season = m.SeasonOf(found.value("S") or 1, year, found.value("Q"), found.detail("F"))
    return replace(season, begins="-" in found.letters or "/" in found.letters)


def decade(found: Found) -> m.Meaning | None:
    """A decade, "the nineties" or "the 1990s"."""
    word = found.get("E")
    if word is None:
        return None
    if word.detail == "named":
        return m.Years(1900 + 10 * word.value, 1909 + 10 * word.value, found.detail("F"))
    if word.detail == "short" and "t" not in found.letters and "'" not in found.letters:
        return None
    return m.Years(word.value, word.value + 9, found.detail("F"))


def century(found: Found) -> m.Meaning | None:
    """The eleventh to the twenty-first century."""
    number = found.value("ODN") or 0
    if not 11 <= number <= 21:
        return None
    return m.Years((number - 1) * 100 + 1, number * 100, found.detail("F"))


def fraction(found: Found) -> m.Meaning | None:
    """A half or a quarter of a year."""
    of = found.value("V") or 4
    number = found.value("O") or 0
    if found.get("O") is None:  # "last quarter", "this quarter"
        return m.FractionOf(0, of, None, found.value("Q"))
    if not 1 <= number <= of:
        return None
    return m.FractionOf(number, of, found.value("Y"), found.value("Q"))


def half_of_month(found: Found) -> m.Meaning | None:
    """The first or second half of a month."""
    number = found.value("O")
    if found.value("V") != 2 or number not in (1, 2):
        return None
    return m.Calendar(found.value("Y"), found.value("M"), part=f"half {number}")


def short_fraction(found: Found) -> m.Meaning | None:
    """Such as Q3 2020 and H1; the year of the report when none is said."""
    return m.FractionOf(found.value("q") or 1, int(found.detail("q")), found.value("Y"))


def nth_unit(found: Found) -> m.Meaning | None:
    """The first week or the last days of a month."""
    number = -1 if found.get("Q") else found.value("O") or 0
    if found.get("Q") and found.value("Q") != -1:
        return None
    if number > 5:
        return None
    return m.NthUnit(number, found.detail("U"), found.value("M") or 1, found.value("Y"))


def nth_weekday(found: Found) -> m.Meaning | None:
    """The first or last Monday of a month."""
    number = found.value("Q") if found.get("Q") else found.value("O")
    if number is None or number == 0 or not -1 <= number <= 5:
        return None
    weekday = found.value("W") or 0
    return m.NthUnit(number, "weekday", found.value("M") or 1, found.value("Y"), weekday)


def holiday(found: Found) -> m.Meaning:
    """A holiday, of a year where one is said."""
    return m.Holiday(found.detail("H"), found.value("Y"), found.value("Q"))


def day_of_month(found: Found) -> m.Meaning | None:
    """Such as "on the 12th", never "on the first"."""
    word = found.get("O")
    return m.DayOfMonth(word.value) if word and word.detail != "spelled" else None


def year_span(found: Found) -> m.Meaning | None:
    """From one year to another, the second maybe cut short."""
    first, last = found.value("Y") or 0, found.value("Y", 1)
    if last is None:
        tail = found.value("DN") or 0
        last = first - first % 100 + tail
        if not 0 < last - first <= 15:
            return None
    return m.Years(first, last) if first < last <= first + 300 else None


def month_span(found: Found) -> m.Meaning:
    """From one month to another."""
    year = found.value("Y")
    return m.Between(m.Calendar(year, found.value("M")), m.Calendar(year, found.value("M", 1)))


def two_dates(found: Found) -> m.Meaning:
    """Two whole dates; a year said once is left to the one it stands behind."""
    first, last = found.value("Y"), found.value("Y", 1)
    if last is None and first is not None:
        second = [i for i, letter in enumerate(found.letters) if letter in "DO"][1]
        if found.letters.index("Y") > second:
            first, last = None, first
    return m.Between(
        m.Calendar(first, found.value("M"), found.value("DO")),
        m.Calendar(last, found.value("M", 1), found.value("DO", 1)),
    )


def weekday_post(found: Found) -> m.Meaning:
    """Such as "mardi dernier": the word for last or next stands behind."""
    return m.Calendar(weekday=found.value("W"), which=found.value("ω"))
