"""Words that put it ahead: threatened, feared, planned, promised."""

from __future__ import annotations

from geodata.events.clauses import Clause
from geodata.events.kinds import is_violent
from geodata.events.modality.stance import Stance
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind, Modality

_WOULD = word_set("will 'll shall would won't")
_COULD = word_set("could may might can")
_PLANS = word_set(
    """
    plan plans planned planning intends intend intended scheduled due expected set aims aim
    wants want wanted hopes hope hoped hoping prepare prepares prepared preparing
    preparations upcoming forthcoming proposed offered offer offers going ready poised
    slated vowed vows pledged pledges promised promises ordered orders decided agreed
    haste bid desire eager keen considering considers considered threatens threatened
    threaten urged urges calls urging demanded demands
    asked asks authorised authorized willing forecast forecasts predicted predict warned
    warns warning risk danger possibility threat potential possible imminent pledging vowing
    invited invites consider ahead eve seek seeks seeking future
    """
)
_THREATS = word_set(
    """
    threaten threatens threatened threatening threat threats vowed vows vow vowing warned
    """
)
_MISHAPS = frozenset((EventKind.DISASTER, EventKind.ACCIDENT))


def threatened(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    """'threatened to bomb', 'could strike': a deed of violence that lies ahead."""
    if kind is EventKind.THREAT:
        return Stance(Modality.THREATENED, (hit.number,))
    if not is_violent(kind):
        return None
    for number in before:
        word = words.lowers[number]
        if word in _THREATS and (
            "to" in words.lowers[number + 1 : hit.number]
            or ("of" in words.lowers[number + 1 : hit.number])
        ):
            return Stance(Modality.THREATENED, (number,))
        if _could(words, number) and not is_perfect(words, number) and number + 4 > hit.number:
            return Stance(Modality.THREATENED, (number,))
    return None


def is_perfect(words: Words, number: int) -> bool:
    """'could have', 'must have': about what is past."""
    return words.lower(number + 1) == "have"


def _looks_ahead(words: Words, number: int) -> bool:
    """Whether it is "will", "could" or "may"."""
    return words.lowers[number] in _WOULD or _could(words, number)


def _could(words: Words, number: int) -> bool:
    """Whether it is "could" or "may", not the month of "3 May 2021" or "in May"."""
    return words.lowers[number] in _COULD and words.texts[number] != "May"


def feared(words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range) -> Stance | None:
    """'a storm could hit the coast': a risk, no event."""
    if kind not in _MISHAPS:
        return None
    around = [*before[:4], *(range(hit.end, min(hit.end + 4, clause.end)) if hit.is_noun else ())]
    for number in around:
        if _could(words, number) and not is_perfect(words, number):
            return Stance(None, (number,))
    return None


_RISKS = word_set("possible potential threat risk danger possibility imminent likely")


def planned(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    """'will march', 'agreed to withdraw', 'a rally is planned': it lies ahead."""
    if kind is EventKind.STATEMENT:
        return _promise(words, hit)
    for number in before:
        word = words.lowers[number]
        near = hit.number - number <= 5
        if word in (",", ";") and hit.number - number > 2:
            return None
        if _looks_ahead(words, number) and near:
            if is_perfect(words, number):
                return Stance(Modality.PRESUMED, (number,))
            return Stance(Modality.PLANNED, (number,))
        if word == "for" and words.lower(number - 1) in ("called", "calls", "calling", "call"):
            return Stance(Modality.PLANNED, (number - 1,))
        if word in _PLANS and _plans_it(words, number, hit):
            risk = kind in _MISHAPS and word in _RISKS
            return Stance(None if risk else Modality.PLANNED, (number,))
        if word == "to" and words.lower(number - 1) in ("is", "are", "was", "were") and near:
            return Stance(Modality.PLANNED, (number,))
    return _planned_after(words, clause, hit)


def _promise(words: Words, hit: Hit) -> Stance:
    """A pledge is made; what is pledged lies ahead."""
    ahead = ("pledge", "vow", "promise", "announce", "call for", "call on", "urge", "demand")
    to_do = "to" in words.lowers[hit.end : hit.end + 4]
    if hit.trigger.lemma in ("pledge", "vow", "promise") or (to_do and hit.trigger.lemma in ahead):
        return Stance(Modality.PLANNED, (hit.number,))
    return Stance(Modality.HAPPENED)


def _plans_it(words: Words, number: int, hit: Hit) -> bool:
    word, between = words.lowers[number], words.lowers[number + 1 : hit.number]
    if word in (
        "upcoming",
        "future",
        "forthcoming",
        "proposed",
        "planned",
        "scheduled",
        "possible",
        "potential",
        "imminent",
        "threat",
        "risk",
        "danger",
        "possibility",
        "plans",
        "preparations",
        "planning",
        "plan",
        "considering",
    ):
        return len(between) <= 3
    if word in ("ahead", "eve"):
        return between[:1] == ["of"] and len(between) <= 4
    if word in ("warned", "warns", "warning"):
        return "of" in between[:1]
    if word in ("ordered", "agreed", "offered", "decided", "asked", "urged", "invited"):
        return "to" in between and len(between) <= 6
    return "to" in between and len(between) <= 4


def _planned_after(words: Words, clause: Clause, hit: Hit) -> Stance | None:
    """'the talks will resume', 'a protest is planned for Sunday'."""
    if not hit.is_noun:
        return None
    for number in range(hit.end, min(hit.end + 9, clause.end)):
        word = words.lowers[number]
        if word in (",", ";", "and", "but") or (
            word in ("was", "were", "has", "had", "have")
            and words.lower(number + 1) not in ("planned", "scheduled", "due", "expected", "set")
        ):
            return None
        ahead = word == "to" and words.lower(number - 1) in ("is", "are")
        if ahead or _looks_ahead(words, number):
            return Stance(Modality.PLANNED, (number,))
        if word in (
            "planned",
            "supposed",
            "scheduled",
            "due",
            "expected",
            "slated",
            "forecast",
            "likely",
        ) and words.lower(number - 1) in ("is", "are", "was", "were", "be", "been"):
            return Stance(Modality.PLANNED, (number,))
    return None
