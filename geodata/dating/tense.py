"""Whether the words around a date speak of what is to come."""

from __future__ import annotations

import re

_WINDOW = 160  # characters to either side; a clause is rarely longer

_COMING = re.compile(
    r"\b(?:will|shall|must|won[’']t|would(?! have)|upcoming|"
    r"forthcoming|scheduled|slated|due|expected|planned|plans?|"
    r"planning|is to|are to|set to|going to|would be held|looms?|expires?|"
    r"intends?|aims?|hopes? to|"
    r"будет|будут|состоится|пройдёт|пройдет|запланирован\w*|предстоящ\w+|"
    r"keçiriləcək|olacaq|planlaşdırılır|yapılacak|olacak|planlanıyor|տեղի կունենա|"
    r"відбудеться|буде|გაიმართება)\b|\w(?:acaq|əcək|acak|ecek)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|came|went|took|began|fell|left|met|held|broke|struck|won|lost|ago|"
    r"said|told|born)\b|\b(?!need|indeed|speed|feed|seed|weed|exceed|proceed|hundred|armed|united)"
    r"[a-z]{2,}ed\b"
)
_STOP = re.compile(r"[.!?։]\s+(?=[^a-zа-я])|\n\s*\n|;")


def clause_around(text: str, start: int, end: int) -> str:
    """The sentence around a span, cut to a bounded window."""
    before = text[max(0, start - _WINDOW) : start]
    cuts = list(_STOP.finditer(before))
    if cuts:
        before = before[cuts[-1].end() :]
    after = text[end : end + _WINDOW]
    cut = _STOP.search(after)
    return before + text[start:end] + (after[: cut.start()] if cut else after)


def speaks_of_future(text: str, start: int, end: int) -> bool:
    """Whether the clause says that it is still to come."""
    return bool(_COMING.search(clause_around(text, start, end)))


def speaks_of_past(text: str, start: int, end: int) -> bool:
    """Whether the clause has a verb in the past."""
    return bool(_PAST.search(clause_around(text, start, end)))
