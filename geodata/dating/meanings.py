"""What a date expression says, before anybody asks which days that is."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.partial_date import Bound


@dataclass(frozen=True, slots=True)
class Calendar:
    """Parts of a calendar date; what is unsaid is None ("July 16", "in 2016", "on Tuesday").

    Attributes:
        part: early, mid, late, begin or end of the month or year, '' for all of it.
        which: -1, 0 or 1 for "last", "this", "next"; None when not said.
        year_shift: years from that of ``year_base``: "June last year" is -1 from the report.
        year_base: "report", or "text" for the year of the date told before.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    which: int | None = None
    year_shift: int | None = None
    year_base: str = ""


@dataclass(frozen=True, slots=True)
class Numeric:
    """Three numbers with separators whose order may be open ("7/6/2020")."""

    digits: str


@dataclass(frozen=True, slots=True)
class SeasonOf:
    """A season of a year, or the last, this or next one."""

    season: int
    year: int | None = None
    which: int | None = None
    part: str = ""
    begins: bool = False  # "summer 2019-20": it begins in the first of two years


@dataclass(frozen=True, slots=True)
class Years:
    """Decades, centuries and stated spans of years."""

    first: int
    last: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class FractionOf:
    """The third quarter or the second half of a year (None: the year of the report)."""

    number: int
    of: int  # 4 quarters, 2 halves
    year: int | None = None
    which: int | None = None


@dataclass(frozen=True, slots=True)
class NthUnit:
    """The first (or, number -1, the last) week, weekend, days or weekday of a month."""

    number: int
    unit: str
    month: int
    year: int | None = None
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Weekend:
    """A weekend with nothing that says which: "over the weekend"."""


@dataclass(frozen=True, slots=True)
class FromReport:
    """So many units before or after the day of the report; "last week" is -1 week."""

    unit: str
    count: int
    part: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """From the day of the report so many units ahead, or from so many back up to it."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class FromText:
    """Counted from a date told before: "the same day", "two days later".

    Attributes:
        part: "calendar" for the whole week, month or year; "ahead" where the words count from
            the report when they look ahead.
    """

    unit: str
    count: int
    part: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class FromEvent:
    """Counted from an event or date told beside it: "two days after officers were killed"."""

    unit: str
    count: int
    direction: int  # 1 after, -1 before


@dataclass(frozen=True, slots=True)
class FromDate:
    """Counted from a date named beside it: "two days after Christmas", "the day after 16 July"."""

    unit: str
    count: int
    base: Meaning


@dataclass(frozen=True, slots=True)
class NamedInText:
    """A weekday, month or season counted from a date told before: "that Friday".

    Attributes:
        kind: "weekday", "month" or "season".
        direction: 0 the one of that week or year, 1 the next after, -1 the last before.
    """

    kind: str
    number: int
    direction: int


@dataclass(frozen=True, slots=True)
class WeekdayInWeek:
    """A weekday of the last, this or next week: "Monday of last week"."""

    weekday: int
    which: int


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day whose month was told before: "on the 16th"."""

    day: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day."""

    name: str
    year: int | None = None
    which: int | None = None


@dataclass(frozen=True, slots=True)
class Landmark:
    """A date used as a name: 9/11."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Between:
    """From the first day of one to the last day of the other."""

    first: Meaning
    last: Meaning


Meaning = (
    Calendar
    | Numeric
    | SeasonOf
    | Years
    | FractionOf
    | NthUnit
    | Weekend
    | FromReport
    | Reach
    | FromText
    | FromEvent
    | FromDate
    | NamedInText
    | WeekdayInWeek
    | DayOfMonth
    | Holiday
    | Landmark
    | Between
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch of the text and what it says.

    Attributes:
        bound: the side of the named days that the word before it asks for.
        sentence, paragraph: counted from 0 in reading order.
        leading: the class letters of what stands directly before.
    """

    start: int
    end: int
    meaning: Meaning
    bound: Bound = Bound.ON
    sentence: int = 0
    paragraph: int = 0
    leading: str = ""
