"""Words that say it did not happen: denied, called off, averted."""

from __future__ import annotations

from geodata.events.clauses import Clause, Link
from geodata.events.modality.above import last_words
from geodata.events.modality.hearsay import TO_BE
from geodata.events.modality.stance import Stance
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind, Modality

_NEGATIONS = word_set("not n't never no nobody none without neither nor cannot")
_AVERTED = word_set(
    """
    avert averted prevent prevented foil foiled thwart thwarted cancel cancelled canceled
    postpone postponed avoid avoided avoiding rule ruled abort aborted suspend suspended
    fail failed refuse refused refusing refuses ban banned stopped scrapped scrap called-off
    preventing averting against lack absence prevents
    """
)
_DENIALS = word_set(
    """
    denied denies deny denying denial refuted refutes rejected dismissed rejects
    """
)
_HAVING_A_PART = word_set(
    """
    responsibility involvement role knowledge blame link links connection part
    """
)
_NEGATED_WITHIN = 5  # words
_FORBIDDEN_WITHIN = 7  # words
_FORBIDDEN = word_set("outlawed outlaws banned bans prohibited prohibits forbade forbids")
_ABATED = word_set("receded recedes recede receding subsided subsides abated eased")
_CALLED_OFF = word_set("cancelled canceled averted postponed foiled prevented thwarted avoided")


def denied(words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range) -> Stance | None:
    """'denied shelling the town', not 'denied a part in it'."""
    for number in before:
        if words.lowers[number] in _DENIALS:
            between = set(words.lowers[number : hit.number])
            if between & _HAVING_A_PART:
                return None
            if words.lowers[number] in ("rejected", "dismissed", "rejects") and not between & {
                "reports",
                "claims",
                "allegations",
                "accusations",
            }:
                return None
            return Stance(Modality.DENIED, (number,))
    return None


def negated(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    """'did not attack', 'failed to withdraw', 'no longer a threat': there was no such event."""
    for number in before[:_NEGATED_WITHIN]:
        word = words.lowers[number]
        if word in (",", "but"):
            break
        if word == "many" and words.lower(number - 1) == "how":
            return Stance(None, (number,))  # 'did not know how many were displaced'
        if word == "no" and words.lower(number + 1) in ("longer", "doubt", "fewer", "less"):
            if hit.is_noun and words.lower(number + 1) == "longer":
                return Stance(None, (number,))  # 'there is no longer a threat'
            continue
        if word == "not" and words.lower(number + 1) in ("only", "far", "just"):
            continue
        if word in _NEGATIONS or word.endswith("n't"):
            return Stance(None, (number,))
        if word in _AVERTED and _governs(words, number, hit):
            return Stance(None, (number,))
    if not hit.is_noun:
        return None
    return _left_undone(words, before) or _called_off(words, clause, hit, kind, before)


_UNDONE_WITHIN = 9  # words
_AUXILIARY = word_set("would will did do does could has have had")
_BREAKS = word_set(", ; and but after before that because until while when")


def _left_undone(words: Words, before: range) -> Stance | None:
    """'would not attend the next round of talks': what the verb that is negated governs."""
    for number in before[:_UNDONE_WITHIN]:
        if words.lowers[number] in _BREAKS:
            return None
        if words.lowers[number] == "not" and words.lower(number - 1) in _AUXILIARY:
            return Stance(None, (number,))
    return None


def _called_off(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    """'the talks were cancelled', 'outlawed any plan to hold protests'."""
    in_case = next((n for n in before[:5] if words.lowers[n] in ("event", "case")), None)
    if in_case is not None and words.lower(in_case + 1) == "of":
        return Stance(None, (in_case,))  # 'in the event of a storm'
    forbidden = next((n for n in before[:_FORBIDDEN_WITHIN] if words.lowers[n] in _FORBIDDEN), None)
    if forbidden is not None:
        return Stance(None, (forbidden,))
    for number in range(hit.end, clause.end):
        if words.lowers[number] in _CALLED_OFF and words.lower(number - 1) in TO_BE:
            return Stance(None, (number,))
    if kind is EventKind.DISASTER and _ABATED.intersection(words.lowers[hit.end : hit.end + 4]):
        return Stance(None, (hit.end,))  # 'the floodwater had receded'
    return None


def _governs(words: Words, number: int, hit: Hit) -> bool:
    """'failed to withdraw', 'averted an attack'; not 'stopped the car and attacked'."""
    if words.lowers[number] == "against":
        return False
    return hit.is_noun or "to" in words.lowers[number : hit.number]


def denied_above(words: Words, clause: Clause, above: Clause | None) -> Stance | None:
    """'denied that its troops had shelled', 'denied it was planning'."""
    if above is None or clause.link is not Link.COMPLEMENT:
        return None
    found = next((n for n in last_words(above, 6) if words.lowers[n] in _DENIALS), None)
    return None if found is None else Stance(Modality.DENIED, (found,))
