"""Which of two events carries the known date in "two days after officers were killed".

Two readings are possible. In "The comments came two days after officers were killed" the
comments are what was told before, with its date: the killing lies two days back. In "Two
days after the explosion police arrested a man" the explosion was told before: the arrest
lies two days ahead.
"""

from __future__ import annotations

import re

from geodata.dating.meanings import Expression

_LOOK_BACK = 240
_SENTENCE_START = re.compile(r"[.!?։][”’\"')\]]*\s+|\n\s*\n")
_POINTS_BACK = re.compile(
    r"[\s“\"'‘(]*(?:(?:The|This|That|These|Those|His|Her|Their|Its|Such)\b|It\b|This\b)", re.UNICODE
)
_OCCURS = re.compile(
    r"\b(?:came|comes|coming|come|followed|follows|happened|happens|occurred|occurs|took place|"
    r"takes place|(?:was|were|is|are) (?:made|held|announced|issued|launched|carried out|"
    r"reported|published|delivered|released|called)|was|were|is|are)"
    r"(?: (?:just|only|barely|less than|more than|nearly|almost|about|some|exactly|a mere))?\s*$"
)


def told_before_event(text: str, expression: Expression, base: Expression) -> tuple[bool, str]:
    """Whether the dated event is the one before the words, and the reading in words."""
    before = text[max(0, expression.start - _LOOK_BACK) : expression.start]
    breaks = list(_SENTENCE_START.finditer(before))
    clause = before[breaks[-1].end() :] if breaks else before
    if not clause.strip(" “\"'‘—–-•*"):
        return False, "what is told here came that much after or before the dated event"
    if base.sentence == expression.sentence and base.end <= expression.start:
        return True, "the words before carry the date, what follows is counted from it"
    if _POINTS_BACK.match(clause) and _OCCURS.search(clause):
        return True, "the sentence points back to what is dated, what follows is counted from it"
    return False, "what is told here came that much after or before the dated event"
