"""How far a publisher can be relied on, and what may be shown of its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """Reliability of a source on the scale of NATO's STANAG 2511 (the "Admiralty" scale)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


GRADE_WORDS = {
    Grade.A: "completely reliable",
    Grade.B: "usually reliable",
    Grade.C: "fairly reliable",
    Grade.D: "not usually reliable",
    Grade.E: "unreliable",
    Grade.F: "cannot be judged",
}


class PermittedUse(StrEnum):
    """What readers may be shown of a publisher's words."""

    UNSETTLED = "not settled"
    FULL = "whole text"
    QUOTES = "passages"
    FACTS = "facts without words"


@dataclass(frozen=True, slots=True)
class Publisher:
    """A source as the collection knows it.

    Attributes:
        name: as reports name it.
        grade: F until somebody judges it.
        use: what its owner, its licence or the law permits.
        note: why, in an editor's words.
    """

    name: str
    grade: Grade = Grade.F
    use: PermittedUse = PermittedUse.UNSETTLED
    note: str = ""
