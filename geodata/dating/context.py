"""What is known while the expressions of a text are read in order."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from datetime import date

from geodata.dating import meanings as m
from geodata.dating.hemisphere import southern_name
from geodata.dating.tense import is_governed, tense_around
from geodata.dating.wording import quoted
from geodata.partial_date import Bound, DatePrecision, PartialDate, day_words

OPEN = PartialDate.without_year()
NO_REPORT_DATE = "counted from the day of the report, which is not known"
BEYOND = "beyond the end of the calendar"
NO_SUCH_DAY = "there is no such day in the calendar"

_HALF = {False: "northern", True: "southern"}
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?]\s+|\n)(?:In|The) $")


@dataclass(frozen=True, slots=True)
class Answer:
    """Days with the rule that gave them.

    Attributes:
        stated: whether the words alone give the days.
        is_aside: of an event beside the story, which later words do not count from.
    """

    date: PartialDate
    rule: str
    stated: bool = False
    is_aside: bool = False


@dataclass(slots=True)
class Context:
    """What is known when an expression is read.

    Attributes:
        year_of_text: the one year of all full dates of the text, None when there is none
            or more than one.
        year_source: the words that state that year.
        month_first: how ambiguous slash dates are read, None when the text does not show it.
        order_shown_by: the words of the text that show it.
        southern: whose seasons count, None when only the text can tell.
        last: the last anchored expression whose days can be counted from.
        told: the last dozen of those, oldest first.
        last_of_any: the last anchored expression, of any precision.
        opening_year: the last bare year that opens a sentence ("In 1985", "The 1985
            earthquake") with its expression.
        stated: the last full date with its own year.
    """

    text: str
    published: date | None
    year_of_text: int | None = None
    year_source: str = ""
    month_first: bool | None = None
    order_shown_by: str = ""
    southern: bool | None = None
    last: tuple[m.Expression, PartialDate] | None = None
    last_of_any: tuple[m.Expression, PartialDate] | None = None
    told: deque[tuple[m.Expression, PartialDate]] = field(default_factory=lambda: deque(maxlen=12))
    opening_year: tuple[m.Expression, int] | None = None
    stated: tuple[m.Expression, PartialDate] | None = None
    expression: m.Expression = field(default_factory=lambda: m.Expression(0, 0, m.DayOfMonth(1)))

    @property
    def words(self) -> str:
        """The words being read, in quotation marks."""
        return quoted(self.text[self.expression.start : self.expression.end])

    @property
    def hemisphere(self) -> tuple[bool, str]:
        """Whether seasons are southern, and the rule in words."""
        if self.southern is None:
            name = southern_name(self.text)
            because = f", as the text names {name}" if name else ""
            return bool(name), f"; seasons as in the {_HALF[bool(name)]} half of the world{because}"
        because = ", where most places of the text lie" if self.southern else ""
        return (
            self.southern,
            f"; seasons as in the {_HALF[self.southern]} half of the world{because}",
        )

    @property
    def looks_ahead(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return self._tense > 0 and self.expression.bound is not Bound.SINCE

    @property
    def looks_back(self) -> bool:
        """Whether the clause tells of the day as past."""
        if self.expression.bound is Bound.SINCE:
            return True
        return self._tense < 0 and is_governed(self.text, self.expression.start)

    @property
    def _tense(self) -> int:
        return tense_around(self.text, self.expression.start, self.expression.end)


def left_open(words: m.Calendar, rule: str) -> Answer:
    """No days: what was said is kept, and the rule says what is missing."""
    parts = (words.year, words.month, words.day)
    return Answer(PartialDate(None, None, DatePrecision.OPEN, False, parts), rule)


def from_report(when: PartialDate | None, context: Context) -> Answer:
    """Days counted from the day of the report, None turned into an open answer."""
    if when is None or context.published is None:
        return Answer(OPEN, BEYOND)
    return Answer(when, f"from {context.words}, report dated {day_words(context.published)}")


def remember(context: Context, expression: m.Expression, answer: Answer) -> None:
    """Note the answer for the expressions that follow and count from it."""
    when = answer.date
    if when.is_open and None not in when.year_month_day[1:]:
        context.last = (expression, when)  # a day without its year: the next day follows it
    if when.is_open or isinstance(expression.meaning, (m.Years, m.Landmark)):
        return
    if isinstance(expression.meaning, m.FromEvent) and answer.is_aside:
        return
    context.last_of_any = (expression, when)
    if when.precision is DatePrecision.YEAR and answer.stated and when.first_day is not None:
        before = context.text[max(0, expression.start - 5) : expression.start]
        if _OPENS_SENTENCE.search(before):
            context.opening_year = (expression, when.first_day.year)
    if when.precision is DatePrecision.DAY or _is_short_span(when):
        context.last = (expression, when)
        context.told.append(context.last)
    if answer.stated and when.precision in (DatePrecision.DAY, DatePrecision.MONTH):
        context.stated = (expression, when)


def _is_short_span(when: PartialDate) -> bool:
    """Whether it is a stated span that "the next day" can be counted from."""
    return when.precision is DatePrecision.DAYS and not when.approximate and (when.days or 99) <= 14
