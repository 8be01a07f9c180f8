"""Which of two events carries the known date in "two days after officers were killed".

Two readings are possible. In "The comments came two days after officers were killed" the
comments are what was told before, with its date: the killing lies two days back. In "Two
days after the explosion police arrested a man" the explosion was told before: the arrest
lies two days ahead, counted from the sentence that told of an explosion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.dating.meanings import Expression
from geodata.partial_date import PartialDate

_LOOK_BACK = 240
_LOOK_AROUND = 160
_SENTENCE_START = re.compile(r"[.!?։][”’\"')\]]*\s+|\n\s*\n")
_POINTS_BACK = re.compile(
    r"[\s“\"'‘(]*(?:(?:The|This|That|These|Those|His|Her|Their|Its|Such|Both)\b|It\b|They\b)"
)
_OCCURS = re.compile(
    r"\b(?:came|comes|coming|come|followed|follows|happened|happens|occurred|occurs|took place|"
    r"takes place|(?:was|were|is|are) (?:made|held|announced|issued|launched|carried out|"
    r"reported|published|delivered|released|called)|was|were|is|are)"
    r"(?: (?:just|only|barely|less than|more than|nearly|almost|about|some|exactly|a mere))?\s*$"
)
_EVENT_NAMED = re.compile(
    r"\s+(?:the|a|an|this|that|his|her|its|their)\s+([\w-]+(?:\s+[\w-]+){0,2})"
)
_SHORTEST_NOUN = 4  # shorter words are mostly articles and prepositions


@dataclass(frozen=True, slots=True)
class Reading:
    """Which event is dated, by which expression, and why.

    Attributes:
        event_follows: the event named behind the words is the undated one.
    """

    event_follows: bool
    base: Expression
    reason: str


def told_before_event(
    text: str,
    expression: Expression,
    told: Iterable[tuple[Expression, PartialDate]],
    last: Expression,
) -> Reading:
    """How "two days after ..." is read among the dates told before it."""
    before = text[max(0, expression.start - _LOOK_BACK) : expression.start]
    breaks = list(_SENTENCE_START.finditer(before))
    clause = before[breaks[-1].end() :] if breaks else before
    opens = not clause.strip(" “\"'‘—–-•*")
    if not opens and last.sentence == expression.sentence:
        reason = "the words before carry the date, what follows is counted from it"
        return Reading(True, last, reason)
    if not opens and _POINTS_BACK.match(clause) and _OCCURS.search(clause):
        reason = "the sentence points back to what is dated, what follows is counted from it"
        return Reading(True, last, reason)
    base, noun = _named_before(text, expression, told)
    if base is not None:
        return Reading(False, base, f"the {noun} is told with that date")
    return Reading(False, last, "what is told here is counted from the date before it")


def _named_before(
    text: str, expression: Expression, told: Iterable[tuple[Expression, PartialDate]]
) -> tuple[Expression | None, str]:
    """The latest dated sentence that holds the noun named behind the words, with the noun."""
    named = _EVENT_NAMED.match(text, expression.end)
    if named is None:
        return None, ""
    nouns = [word for word in named[1].lower().split() if len(word) >= _SHORTEST_NOUN]
    for earlier, _ in reversed(list(told)):
        first = max(0, earlier.start - _LOOK_AROUND)
        around = _sentence_of(text[first : earlier.end + _LOOK_AROUND], earlier.start - first)
        for noun in nouns:
            if noun in around.lower():
                return earlier, noun
    return None, ""


def _sentence_of(stretch: str, position: int) -> str:
    """The sentence of a stretch of text that holds a position."""
    breaks = [0, *(match.end() for match in _SENTENCE_START.finditer(stretch)), len(stretch)]
    first = max(b for b in breaks if b <= position)
    last = min((b for b in breaks if b > position), default=len(stretch))
    return stretch[first:last]
