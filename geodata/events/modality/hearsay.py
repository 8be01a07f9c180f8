"""Words that leave it open: presumed, alleged, claimed by one side."""

from __future__ import annotations

from geodata.events.clauses import Clause, Link
from geodata.events.kinds import is_violent
from geodata.events.modality.ahead import is_perfect
from geodata.events.modality.stance import Stance
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind, Modality

HEARSAY = word_set(
    """
    reportedly allegedly alleged purportedly supposedly claimed claims claim claiming
    alleges alleging rumoured rumored unconfirmed accused accuses accusing accuse unverified
    """
)
PRESUMED = word_set(
    """
    presumably probably apparently likely suspected believed thought feared presumed
    possibly perhaps seemingly appears appeared seems seemed
    """
)
TO_BE = word_set("was were been be is are")
_OBSERVERS = word_set(
    """
    police hospital hospitals doctors medics witnesses witness residents survey usgs agency
    firefighters rescuers paramedics journalists reporter reporters mayor photographer un
    nations coroner monitors observatory committee activists reuters afp ap bbc cnn media newspaper
    newspapers broadcaster network
    """
)


def presumed(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    """'probably killed', 'believed to have fled', 'must have sunk'."""
    for number in before:
        word = words.lowers[number]
        if word == "likely" and words.lower(number + 1) == "to":
            return Stance(Modality.PLANNED, (number,))
        if word in PRESUMED:
            if word.startswith("appear") and words.lower(number + 1) in ("before", "in", "at"):
                continue  # 'appeared before a court'
            if word in ("suspected", "feared") and not _verb_like(words, number):
                continue
            if _has_its_own_verb(words, number, hit):
                continue
            return Stance(Modality.PRESUMED, (number,))
        if word == "must" and is_perfect(words, number):
            return Stance(Modality.PRESUMED, (number,))
    return None


def _has_its_own_verb(words: Words, number: int, hit: Hit) -> bool:
    """'a man suspected of theft was arrested', 'the alleged killer was held': sure all the same."""
    if hit.is_noun or words.lower(number - 1) in TO_BE:
        return False
    return bool({"was", "were", "has", "have"}.intersection(words.lowers[number + 1 : hit.number]))


def _verb_like(words: Words, number: int) -> bool:
    """'is suspected to have', not 'suspected militants'."""
    return words.lower(number + 1) in ("to", "of", "that") or words.lower(number - 1) in (
        "is",
        "are",
        "was",
        "were",
    )


def hearsay(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, clauses: list[Clause]
) -> Stance | None:
    """'reportedly', 'according to the rebels': somebody's claim."""
    for number in range(max(clause.start, hit.number - 12), min(clause.end, hit.number + 6)):
        word = words.lowers[number]
        if word in HEARSAY:
            if number > hit.number and word in ("alleged", "accused", "supposed"):
                continue  # 'arrested two people over the alleged theft'
            about_somebody = number < hit.number and word in ("alleged", "accused", "supposed")
            if about_somebody and _has_its_own_verb(words, number, hit):
                continue
            if word == "claimed" and words.lower(number + 1) in (
                "responsibility",
                "the",
                "at",
                "lives",
                "more",
            ):
                continue
            return Stance(Modality.CLAIMED, (number,))
    if not is_violent(kind):
        return None
    for other in clauses:
        if other.link is Link.ATTRIBUTION and _is_partisan(words, other):
            return Stance(Modality.CLAIMED, (other.start,))
    first = clause.start + (words.lower(clause.start) == "that")
    own = clause.link is Link.COMPLEMENT and words.lower(first) in (
        "it",
        "they",
        "its",
        "he",
        "his",
        "their",
    )
    return Stance(Modality.CLAIMED, (clause.start,)) if clause.quoted or own else None


def _is_partisan(words: Words, clause: Clause) -> bool:
    """'according to the rebels' is a claim; what police or doctors counted is told as fact."""
    found = words.lowers[clause.start : clause.end]
    if found[:2] != ["according", "to"] and not {"claimed", "claims", "alleged"}.intersection(
        found
    ):
        return False
    return not _OBSERVERS.intersection(found)
