"""The grammar: patterns on the letters of words, the more particular ones first.

The letters are those of ``words.classes``, with D a day number, Y a year, E a decade,
Z a numeric date and N any other number. No pattern repeats without an end, so that a
scan takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from geodata.dating import meanings as m
from geodata.dating.words.classes import Word


@dataclass(frozen=True, slots=True)
class Found:
    """The words that a pattern matched, looked up by their letter."""

    letters: str
    words: list[Word]

    def get(self, letters: str, nth: int = 0) -> Word | None:
        """The nth word of one of these letters, None when there is none."""
        for letter, word in zip(self.letters, self.words, strict=True):
            if letter in letters:
                if nth == 0:
                    return word
                nth -= 1
        return None

    def value(self, letters: str, nth: int = 0) -> int | None:
        """The number that the nth such word carries, None when there is none."""
        word = self.get(letters, nth)
        return None if word is None else word.value

    def detail(self, letters: str, nth: int = 0) -> str:
        """What else the nth such word carries, '' when there is none."""
        word = self.get(letters, nth)
        return "" if word is None else word.detail


Build = Callable[[Found], m.Meaning | None]


def _calendar(found: Found) -> m.Meaning:
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


def _year(found: Found) -> m.Meaning:
    """A year, or a decade where the language says "1990 years" for it."""
    year = found.value("Y") or 0
    if found.detail("y") == "years" and year % 10 == 0:
        return m.Years(year, year + 9)
    return m.Calendar(year=year)


def _landmark(found: Found) -> m.Meaning | None:
    """9/11 alone is a name; other day/month pairs may be fractions and are left alone."""
    is_name = (found.value("D"), found.value("D", 1)) == (9, 11)
    return m.Landmark(2001, 9, 11) if is_name else None


def _date_of_told_year(found: Found) -> m.Meaning | None:
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


def _numeric(found: Found) -> m.Meaning:
    return m.Numeric(found.detail("Z"))


def _days_of_month(found: Found) -> m.Meaning:
    year, month = found.value("Y"), found.value("M")
    first, last = found.value("DO"), found.value("DO", 1)
    return m.Between(m.Calendar(year, month, first), m.Calendar(year, month, last))


def _season(found: Found) -> m.Meaning | None:
    year = found.value("Y")
    season = m.SeasonOf(found.value("S") or 1, year, found.value("Q"), found.detail("F"))
    return replace(season, begins="-" in found.letters or "/" in found.letters)


def _decade(found: Found) -> m.Meaning | None:
    word = found.get("E")
    if word is None:
        return None
    if word.detail == "named":
        return m.Years(1900 + 10 * word.value, 1909 + 10 * word.value, found.detail("F"))
    if word.detail == "short" and "t" not in found.letters and "'" not in found.letters:
        return None
    return m.Years(word.value, word.value + 9, found.detail("F"))


def _century(found: Found) -> m.Meaning | None:
    number = found.value("ODN") or 0
    if not 11 <= number <= 21:
        return None
    return m.Years((number - 1) * 100 + 1, number * 100, found.detail("F"))


def _fraction(found: Found) -> m.Meaning | None:
    of = found.value("V") or 4
    number = found.value("O") or 0
    if found.get("O") is None:  # "last quarter", "this quarter"
        return m.FractionOf(0, of, None, found.value("Q"))
    if not 1 <= number <= of:
        return None
    return m.FractionOf(number, of, found.value("Y"), found.value("Q"))


def _half_of_month(found: Found) -> m.Meaning | None:
    number = found.value("O")
    if found.value("V") != 2 or number not in (1, 2):
        return None
    return m.Calendar(found.value("Y"), found.value("M"), part=f"half {number}")


def _short_fraction(found: Found) -> m.Meaning | None:
    """Such as Q3 2020 and H1; the year of the report when none is said."""
    return m.FractionOf(found.value("q") or 1, int(found.detail("q")), found.value("Y"))


def _week_ago(found: Found) -> m.Meaning | None:
    return m.WeekdayInWeek(found.value("W") or 0, -1) if found.detail("U") == "week" else None


def _nth_unit(found: Found) -> m.Meaning | None:
    number = -1 if found.get("Q") else found.value("O") or 0
    if found.get("Q") and found.value("Q") != -1:
        return None
    if number > 5:
        return None
    return m.NthUnit(number, found.detail("U"), found.value("M") or 1, found.value("Y"))


def _nth_weekday(found: Found) -> m.Meaning | None:
    number = found.value("Q") if found.get("Q") else found.value("O")
    if number is None or number == 0 or not -1 <= number <= 5:
        return None
    weekday = found.value("W") or 0
    return m.NthUnit(number, "weekday", found.value("M") or 1, found.value("Y"), weekday)


def _the_weekend(found: Found) -> m.Meaning | None:
    return m.Weekend() if found.detail("U") == "weekend" else None


def _which_unit(found: Found) -> m.Meaning | None:
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


def _part_of_this(found: Found) -> m.Meaning | None:
    unit = found.detail("Uy")
    part = found.detail("F")
    if found.get("l"):
        if unit == "day":
            return m.FromText("day", 0)
        return m.FromReport(unit, 0, "before today" if found.value("l") == -1 else "after today")
    if unit == "day":
        return None
    return m.FromReport(unit, 0, part)


def _weekday(found: Found) -> m.Meaning:
    return m.Calendar(weekday=found.value("W"), which=found.value("Q"), part="")


def _weekday_of_week(found: Found) -> m.Meaning | None:
    if found.detail("U") != "week":
        return None
    return m.WeekdayInWeek(found.value("W") or 0, found.value("Q") or 0)


def _today(found: Found) -> m.Meaning:
    return m.FromReport("day", found.value("R") or 0)


def _overnight(found: Found) -> m.Meaning | None:
    """The night before the report; any other part of a day is no date by itself."""
    return m.FromReport("night", 0) if found.detail("P") == "overnight" else None


def _which_part(found: Found) -> m.Meaning | None:
    which = found.value("Q") or 0
    if which == -1:
        return m.FromReport("day", -1)
    if which == 0:
        return m.FromReport("day", 0)
    return m.FromText("day", 1)


def _count(found: Found) -> tuple[int, bool] | None:
    """How many, and whether that is only about so many; None when nobody can say."""
    word = found.get("DNCA")
    if word is None:
        return 1, False
    if word.letter == "C" and word.value == 0:
        return (2, True) if word.detail == "couple" else None
    return (word.value, False) if word.value <= 2000 else None


def _ago(found: Found) -> m.Meaning | None:
    counted, unit = _count(found), found.get("Uy")
    if counted is None or unit is None:
        return m.FromReport(unit.detail if unit else "day", 0, "unknown count")
    sign = found.value("gz") or -1
    return m.FromReport(unit.detail, sign * counted[0] * unit.value, "", counted[1])


def _ago_and_half(found: Found) -> m.Meaning | None:
    """Such as "two and a half years ago" and "a year and a half ago"."""
    counted, unit = _count(found), found.detail("U")
    months = {"year": 12, "month": 1}.get(unit, 0)
    if counted is None or unit == "weekend":
        return None
    if months == 12:
        return m.FromReport("month", -(12 * counted[0] + 6), "", True)
    days = {"month": 30, "week": 7, "day": 1}[unit]
    return m.FromReport("day", -(days * counted[0] + days // 2), "", True)


def _centuries_ago(found: Found) -> m.Meaning | None:
    word, counted = found.get("C"), _count(found)
    if word is not None and word.detail == "half":
        return m.FromReport("year", -50)
    return None if counted is None else m.FromReport("year", -100 * counted[0], "", True)


def _days_of_hours(found: Found) -> int:
    """Whole days in so many hours; hours nobody counted stay within the day."""
    counted = _count(found)
    return 0 if counted is None else counted[0] * (found.value("h") or 0) // 24


def _hours_beside(found: Found) -> m.Meaning:
    return m.FromEvent("day", _days_of_hours(found), found.value("e") or 1)


def _hours_later(found: Found) -> m.Meaning:
    return m.FromText("day", _days_of_hours(found) * (found.value("l") or 1))


def _hours_ago(found: Found) -> m.Meaning:
    return m.FromReport("day", -_days_of_hours(found), "", True)


def _reach(found: Found) -> m.Reach | None:
    """How far, with hours as days begun; None where nobody can say."""
    counted, unit = _count(found), found.get("U")
    if counted is None:
        return None
    if unit is None:
        return m.Reach("day", -(-counted[0] * (found.value("h") or 0) // 24))
    return None if unit.detail == "weekend" else m.Reach(unit.detail, counted[0] * unit.value)


def _in_units(found: Found) -> m.Meaning | None:
    """Such as "in two weeks"; the guard asks for words that look ahead."""
    ahead = _reach(found)
    if ahead is None or found.detail("i"):
        return None
    return ahead if found.get("h") else m.FromReport(ahead.unit, ahead.count)


def _last_units(found: Found) -> m.Meaning | None:
    """Such as "the past week" and "the next three days"; "the next day" is told by the text."""
    which, ahead, is_counted = found.value("Q"), _reach(found), found.get("DNC") is not None
    if which == 1 and not is_counted:
        return _next_in_text(found)
    if which == 0 or ahead is None or (found.get("h") and not is_counted):
        return None
    return m.Reach(ahead.unit, ahead.count * (which or 0))


def _eve_of(_: Found) -> m.Meaning:
    return m.FromEvent("day", 1, -1)


def _night_to(found: Found) -> m.Meaning:
    """The evening before a day and its morning."""
    day = _weekday(found) if found.get("W") else _calendar(found)
    return m.Between(m.FromDate("day", -1, day), day)


def _weekday_week(found: Found) -> m.Meaning | None:
    """Such as "Monday week": the one after the coming Monday."""
    return m.Calendar(weekday=found.value("W"), which=2) if found.detail("U") == "week" else None


def _later(found: Found) -> m.Meaning | None:
    counted, unit = _count(found), found.get("Uy")
    if counted is None or unit is None:
        return m.FromText("day", 0, "unknown count")
    part = "ahead" if found.get("z") else ""
    return m.FromText(unit.detail, (found.value("lz") or 1) * counted[0] * unit.value, part)


def _beside(found: Found) -> m.Meaning | None:
    counted, unit = _count(found), found.get("Uy")
    direction = found.value("e") or 1
    if unit is None:  # "the morning after"
        return m.FromEvent("day", 1, direction)
    if counted is None:
        return None  # "several days after": neither counted nor sure to be a date
    return m.FromEvent(unit.detail, counted[0] * unit.value, direction)


def _same(found: Found) -> m.Meaning | None:
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


def _day_before(found: Found) -> m.Meaning:
    return m.FromText("day", found.value("G") or 0)


def _holiday(found: Found) -> m.Meaning:
    return m.Holiday(found.detail("H"), found.value("Y"), found.value("Q"))


def _day_of_month(found: Found) -> m.Meaning | None:
    word = found.get("O")
    return m.DayOfMonth(word.value) if word and word.detail != "spelled" else None


def _year_span(found: Found) -> m.Meaning | None:
    first, last = found.value("Y") or 0, found.value("Y", 1)
    if last is None:
        tail = found.value("DN") or 0
        last = first - first % 100 + tail
        if not 0 < last - first <= 15:
            return None
    return m.Years(first, last) if first < last <= first + 300 else None


def _month_span(found: Found) -> m.Meaning:
    year = found.value("Y")
    return m.Between(m.Calendar(year, found.value("M")), m.Calendar(year, found.value("M", 1)))


_YEAR = "(?:,?o?Yy?)?"
_WEEKDAY_BEFORE = "(?:[Ww]P?[,(]?n?t?|t)?"
_CLOSED = r"(?:\([Ww]\)|\))?"
_RULES: tuple[tuple[str, str, Build], ...] = (
    ("landmark", r"D/D(?!/)", _landmark),
    ("days_listed", rf"[DO](?:,[DO]){{0,4}},?&[DO]o?M{_YEAR}", _calendar),
    ("month_days_listed", rf"M[DO](?:,[DO]){{0,4}},?&[DO](?!o?M){_YEAR}", _calendar),
    ("date_year_said", r"(?:t?[DO]o?M|M[DO]|M),?o?(?:t?[QX])[Uy]", _date_of_told_year),
    ("numeric", r"(?:[Ww]P?,?)?Z", _numeric),
    ("days_months", rf"[DO]o?M(?:,?Yy?)?[->]t?[DO]o?M{_YEAR}", lambda f: _two_dates(f)),
    ("months_days", rf"M[DO](?:,?Yy?)?[->]M[DO]{_YEAR}", lambda f: _two_dates(f)),
    ("between_dm", rf"(?<=b)t?[DO]o?M(?:,?Yy?)?&t?[DO]o?M{_YEAR}", lambda f: _two_dates(f)),
    ("between_md", rf"(?<=b)M[DO](?:,?Yy?)?&M[DO]{_YEAR}", lambda f: _two_dates(f)),
    ("days_month", rf"t?[DO][->u/]t?[DO]o?M{_YEAR}", _days_of_month),
    ("between_days_month", rf"(?<=b)t?[DO]&t?[DO]o?M{_YEAR}", _days_of_month),
    ("month_days", rf"M[DO][->u][DO](?!M){_YEAR}", _days_of_month),
    ("between_month_days", rf"(?<=b)M[DO]&[DO](?!M){_YEAR}", _days_of_month),
    ("year_month_days", r"Yy?,?M[DO][->][DO]", _days_of_month),
    ("month_days_cased", r"M[DO][DO](?!o?M)", _days_of_month),
    ("month_span", r"M[->u]M(?:,?o?Yy?)?(?![DO])", _month_span),
    ("between_years", r"(?<=b)Y&Y", _year_span),
    ("between_months", r"(?<=b)M&Mo?Yy?(?![DO])", _month_span),
    (
        "day_month",
        r"(?:[Ww]P?[,(]?n?t?|t)?[DO]-?o?-?M(?:[,-]?o?Yy?(?!y?[DO]M))?(?:\([Ww]\)|\))?",
        _calendar,
    ),
    ("month_day", rf"(?:[Ww]P?[,(]?n?)?Mt?[DO](?:,?Yy?)?{_CLOSED}", _calendar),
    ("year_month_day", r"Yy?,?M[DO]|YyD-?M", _calendar),
    ("nth_unit", rf"t?[OQ]Uo[iM]?M{_YEAR}", _nth_unit),
    ("nth_weekday", rf"t?[OQ]W[oi]M{_YEAR}", _nth_weekday),
    ("nth_unit_plain", rf"t?[OQ]UoM{_YEAR}", _nth_unit),
    ("fraction", r"t?OVot?(?:Y|QU)", _fraction),
    ("fraction_tail", r"t?OV,?Y", _fraction),
    ("half_of_month", rf"t?OVoM{_YEAR}", _half_of_month),
    ("fraction_alone", r"t?OV(?![oV])", _fraction),
    ("short_fraction", r"q(?:o?,?Y)?|Yq", _short_fraction),
    ("this_fraction", r"QV", _fraction),
    ("year_end", r"tJ|J", lambda _: m.FromReport("year", 0, "end")),
    ("part_of_month", rf"t?F-?[oi]?t?M{_YEAR}", _calendar),
    ("part_in_month", rf"lit?M{_YEAR}", _calendar),
    ("part_of_season", r"t?F-?[oi]?t?S(?:,?o?t?Yy?)", _season),
    ("part_of_which_season", r"t?F-?[oi]?t?QS", _season),
    ("part_of_decade", r"t?F-?[oi]?t?'?E", _decade),
    ("part_of_century", r"t?F-?[oi]?t?[OD]-?K", _century),
    ("part_of_which", r"t?[Fl][oi]?t?Q[Uy]", _which_unit),
    ("part_of_year", r"t?F-?[oi]?t?Yy?", _calendar),
    ("part_in_year", r"[l]it?Y", _calendar),
    ("part_of_this", r"t?[Fl][oi]t?Uy?", _part_of_this),
    ("part_of_unit", r"F-?[Uy](?![gl])|[Uy]F", _part_of_this),
    ("month_part", r"(?:Yy)?MU?F", _calendar),
    ("year_part", r"(?:Y[yU])F", _calendar),
    ("which_part_turkic", r"Q[Uy]F", _which_unit),
    ("month_year", r"M,?o?Yy?", _calendar),
    ("year_month", r"YyM", _calendar),
    ("years_season", r"t?Y[-/][DN]S", _season),
    ("season_year", r"t?So?t?Yy?(?:[-/][DN])?", _season),
    ("year_season", r"Yy?S", _season),
    ("which_season", r"QS", _season),
    ("season", r"(?<=i)t?S", _season),
    ("decade", r"t?'?Ey?", _decade),
    ("century", r"t?[OD]-?K", _century),
    ("weekday_of_week", r"Wo?QU", _weekday_of_week),
    ("weekday_week", r"(?<=n)WU", _weekday_week),
    ("same", r"t?X(?:[Uy]P?|WP?|P|S|M)(?!l)", _same),
    ("last_units", r"tQ[DNC]?-?[hU]", _last_units),
    ("next_in_text", r"tQ[UyP]", lambda f: _next_in_text(f)),
    ("week_ago_weekday", r"AUg(?:n?W)", _week_ago),
    ("ago_and_half", r"[DNC]&AVUg|A?U&AVg", _ago_and_half),
    ("centuries_ago", r"[DNCA]-?Kg", _centuries_ago),
    ("hours_ago", r"(?:[DNCA]-?)?hg", _hours_ago),
    ("hours_later", r"(?:[DNCA]-?)?hl", _hours_later),
    ("hours_beside", r"(?:[DNCA]-?)?he", _hours_beside),
    ("within", r"d(?:t|tQ)?[DNCA]-?[hU]", _reach),
    ("in_units", r"i[DNCA]-?[hU](?![gle])", _in_units),
    ("units_on", r"[DNC]-?Un", _later),
    ("eve_of", r"k", _eve_of),
    ("night_to", rf"j(?:[DO]o?M{_YEAR}|W)", _night_to),
    ("ago", r"[DNCA]-?[Uy]g", _ago),
    ("ago_one", r"[Uy]g", _ago),
    ("later", r"[DNCA]-?[Uy]l", _later),
    ("later_through", r"z[DNCA]?[Uy](?!e)", _later),
    ("beside_through", r"z[DNCA]?[Uy]e", _beside),
    ("beside", r"[DNCA]-?[Uy]e", _beside),
    ("day_beside", r"t(?:U|P)e", _beside),
    ("part_of_weekday", r"[Fl]WP?", _weekday),
    ("part_of_today", r"[Fl]R", _today),
    ("which_weekday", r"QWP?", _weekday),
    ("which_month", r"QM", _calendar),
    ("which_unit", r"Q[Uy]", _which_unit),
    ("which_part", r"QP", _which_part),
    ("today", r"RP?", _today),
    ("eve", r"G", _day_before),
    ("holiday", r"Q?H,?o?Y?", _holiday),
    ("weekday", r"WP?", _weekday),
    ("overnight", r"P(?!,?n?t?W)", _overnight),
    ("year_span", r"Yy?[-/]Y?(?:(?<=Y)|[DN])y?", _year_span),
    ("month", r"MU?", _calendar),
    ("year", r"Yy?", _year),
    ("the_weekend", r"tU(?!o)", _the_weekend),
    ("day_of_month", r"(?<=n)tO", _day_of_month),
)


def _two_dates(found: Found) -> m.Meaning:
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


def _next_in_text(found: Found) -> m.Meaning | None:
    """'The next day' is counted from the text, "the last week" is not a date."""
    if found.value("Q") != 1:
        return None
    unit = found.detail("U") or "day"
    return m.FromText(unit, 1)


PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _RULES))
BUILD: dict[str, Build] = {name: build for name, _, build in _RULES}
