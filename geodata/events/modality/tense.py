"""Still going on, long past, yet to come, or never meant to be real."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from geodata.events.clauses import Clause, Link
from geodata.events.modality.stance import Stance
from geodata.events.timing import is_history
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import Modality
from geodata.partial_date import Bound, PartialDate

_GOES_ON = word_set(
    """
    continue continues continuing ongoing underway rages raging persists
    """
)
_FICTION = word_set(
    """
    film movie novel book documentary exhibition painting play drama simulated simulation
    hypothetical rehearsal mock fictional imagined thriller memoir musical
    """
)
_PORTRAYING = word_set(
    """
    about on of depicting set showing portraying 's
    """
)
_HISTORY_WORDS = word_set(
    """
    anniversary commemorate commemorated commemorates commemorating commemoration memorial
    centuries historian historians veterans remembrance born
    """
)


def is_contrary_to_fact(words: Words, clause: Clause, clauses: list[Clause]) -> bool:
    """Whether it would have happened if something else had: 'Had it exploded, many had died'."""
    if not any(other.link is Link.CONDITION for other in clauses):
        return False
    inside = words.lowers[clause.start : clause.end]
    return any(a in ("would", "could", "might") and b == "have" for a, b in pairwise(inside))


def going_on(words: Words, clause: Clause, hit: Hit) -> Stance:
    """Present and still going on, or told as done."""
    before = words.lowers[max(clause.start, hit.number - 4) : hit.number]
    after = words.lowers[hit.end : min(hit.end + 12, clause.end)]
    if hit.trigger.form == "ing" and _is_progressive(before):
        return Stance(Modality.ONGOING, (hit.number - 1,))
    if {"has", "have"}.intersection(before) and "been" in before and hit.trigger.form == "ing":
        return Stance(Modality.ONGOING, (hit.number - 1,))
    if hit.is_noun:
        for shift, word in enumerate(after):
            if word in (",", ";", "was", "were", "had"):
                break
            present = after[shift - 1] in ("is", "are", "still") if shift else False
            if shift > 3 and not present:
                continue  # 'after the quake stories spread as they continue to search'
            if word in ("continues", "continue", "rages", "persists", "persist") or (
                word in _GOES_ON and present
            ):
                return Stance(Modality.ONGOING, (hit.end + shift,))
        if before[-1:] == ["ongoing"]:
            return Stance(Modality.ONGOING, (hit.number - 1,))
    return Stance(Modality.HAPPENED)


def _is_progressive(before: Sequence[str]) -> bool:
    """'are still fighting', not 'are called to shooting'."""
    for word in reversed(before[-3:]):
        if word in ("is", "are", "'re", "'s"):
            return True
        if not (word.endswith("ly") or word in ("not", "still", "now", "also", "already", "again")):
            return False
    return False


def is_fiction(words: Words, hit: Hit) -> bool:
    """Whether a trigger stands in what a film, book or game is about."""
    before = words.lowers[max(0, hit.number - 8) : hit.number]
    return bool(_FICTION.intersection(before)) and bool(_PORTRAYING.intersection(before))


def _old_year(near: Sequence[str], told: date | None) -> bool:
    """Whether the words name a year before that of the report: 'floods in 2010'."""
    if told is None:
        return False
    if any(
        b == "ago" and a in ("decades", "years", "century", "centuries") for a, b in pairwise(near)
    ):
        return True
    return any(
        a == "in" and len(b) == 4 and b.isdecimal() and 1000 <= int(b) < told.year
        for a, b in pairwise(near)
    )


def in_time(
    modality: Modality, when: PartialDate | None, told: date | None, near: Sequence[str]
) -> Modality:
    """The modality once the date is known: long past is history, what lies ahead is planned.

    Args:
        modality: as the words say.
        when: the date of the event.
        told: the day of the report, or the latest day it names.
        near: the words of the clause in small letters.
    """
    if modality not in (Modality.HAPPENED, Modality.CLAIMED, Modality.PRESUMED):
        return modality
    if _old_year(near, told):
        return Modality.BACKGROUND
    if is_history(when, told) or _HISTORY_WORDS.intersection(near):
        return Modality.BACKGROUND
    if when is None or when.first_day is None or told is None or when.bound is not Bound.ON:
        return modality
    lies_ahead = when.first_day > told and modality is Modality.HAPPENED
    return Modality.PLANNED if lies_ahead else modality
