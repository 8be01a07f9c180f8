"""Whether it happened, as far as the words around a trigger go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from geodata.events.clauses import AUXILIARIES, Clause, Link
from geodata.events.kinds import is_violent
from geodata.events.timing import is_history
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind, Modality
from geodata.partial_date import Bound, PartialDate

_REACH = 9  # words before a trigger in which its auxiliaries and adverbs stand


@dataclass(frozen=True, slots=True)
class Stance:
    """What the words say about an event's reality.

    Attributes:
        modality: None when the words say that there was no such event.
        cues: numbers of the words that say so.
    """

    modality: Modality | None
    cues: tuple[int, ...] = ()


_NEGATIONS = word_set("not n't never no nobody none without neither nor cannot")
_AVERTED = word_set(
    """
    avert averted prevent prevented foil foiled thwart thwarted cancel cancelled canceled
    postpone postponed avoid avoided avoiding rule ruled abort aborted suspend suspended
    fail failed refuse refused refusing refuses ban banned stopped scrapped scrap called-off
    preventing averting against lack absence prevents
    """
)
_HEARSAY = word_set(
    """
    reportedly allegedly alleged purportedly supposedly claimed claims claim claiming
    alleges alleging rumoured rumored unconfirmed accused accuses accusing accuse unverified
    """
)
_DENIALS = word_set(
    """
    denied denies deny denying denial refuted refutes rejected dismissed rejects
    """
)
_PRESUMED = word_set(
    """
    presumably probably apparently likely suspected believed thought feared presumed
    possibly perhaps seemingly appears appeared seems seemed
    """
)
_WOULD = word_set("will 'll shall would won't")
_COULD = word_set("could may might can")
_PLANS = word_set(
    """
    plan plans planned planning intends intend intended scheduled due expected set aims aim
    wants want wanted hopes hope hoped hoping prepare prepares prepared preparing
    preparations upcoming forthcoming proposed offered offer offers going ready poised
    slated vowed vows pledged pledges promised promises ordered orders decided agreed
    considering considers considered threatens urged urges calls urging demanded demands
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


def stance_of(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, clauses: list[Clause]
) -> Stance:
    """What the words of a clause, and of the clause it hangs on, say of a trigger.

    Args:
        words: the sentence.
        clause: the clause the trigger stands in.
        hit: the trigger.
        kind: what it tells.
        clauses: all clauses of the sentence.
    """
    if clause.link is Link.CONDITION:
        return Stance(None)
    if _is_contrary_to_fact(words, clause, clauses):
        return Stance(None)
    left = max(clause.start, hit.number - _REACH)
    before = range(hit.number - 1, left - 1, -1)
    above = _clause_above(clause, clauses)
    denial = _denied_above(words, clause, above)
    if denial is not None:
        return denial
    dreaded = _dreaded(words, clause, hit, above)
    if dreaded is not None:
        return dreaded
    for decide in (_denied, _negated, _threatened, _feared, _planned, _presumed):
        found = decide(words, clause, hit, kind, before)
        if found is not None:
            return found
    governed = _governed(words, clause, above)
    if governed is not None:
        return governed
    return _hearsay(words, clause, hit, kind, clauses) or _going_on(words, clause, hit)


_HAVING_A_PART = word_set(
    """
    responsibility involvement role knowledge blame link links connection part
    """
)


def _is_contrary_to_fact(words: Words, clause: Clause, clauses: list[Clause]) -> bool:
    """Whether it would have happened if something else had: 'Had it exploded, many had died'."""
    if not any(other.link is Link.CONDITION for other in clauses):
        return False
    inside = words.lowers[clause.start : clause.end]
    return any(a in ("would", "could", "might") and b == "have" for a, b in pairwise(inside))


def _denied(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
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


def _negated(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
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
    return _called_off(words, clause, hit, kind, before) if hit.is_noun else None


def _called_off(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    """'the talks were cancelled', 'outlawed any plan to hold protests'."""
    forbidden = next((n for n in before[:_FORBIDDEN_WITHIN] if words.lowers[n] in _FORBIDDEN), None)
    if forbidden is not None:
        return Stance(None, (forbidden,))
    for number in range(hit.end, clause.end):
        if words.lowers[number] in _CALLED_OFF and words.lower(number - 1) in _TO_BE:
            return Stance(None, (number,))
    if kind is EventKind.DISASTER and _ABATED.intersection(words.lowers[hit.end : hit.end + 4]):
        return Stance(None, (hit.end,))  # 'the floodwater had receded'
    return None


_NEGATED_WITHIN = 5  # words
_FORBIDDEN_WITHIN = 7  # words
_FORBIDDEN = word_set("outlawed outlaws banned bans prohibited prohibits forbade forbids")
_ABATED = word_set("receded recedes recede receding subsided subsides abated eased")


_CALLED_OFF = word_set("cancelled canceled averted postponed foiled prevented thwarted avoided")
_TO_BE = word_set("was were been be is are")


def _governs(words: Words, number: int, hit: Hit) -> bool:
    """'failed to withdraw', 'averted an attack'; not 'stopped the car and attacked'."""
    if words.lowers[number] == "against":
        return False
    return hit.is_noun or "to" in words.lowers[number : hit.number]


def _threatened(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
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
        if word in _COULD and not _is_perfect(words, number) and number + 4 > hit.number:
            return Stance(Modality.THREATENED, (number,))
    return None


def _is_perfect(words: Words, number: int) -> bool:
    return words.lower(number + 1) == "have"


def _looks_ahead(words: Words, number: int) -> bool:
    """Whether it is "will", "could" or "may", not the month of "3 May 2021" or "in May"."""
    word = words.lowers[number]
    if word == "may" and number and words.is_capital(number) and not words.texts[number].isupper():
        return False
    return word in _WOULD or word in _COULD


_MISHAPS = frozenset((EventKind.DISASTER, EventKind.ACCIDENT))


def _feared(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    """'a storm could hit the coast': a risk, no event."""
    if kind not in _MISHAPS:
        return None
    around = [*before[:4], *(range(hit.end, min(hit.end + 4, clause.end)) if hit.is_noun else ())]
    for number in around:
        could = words.lowers[number] in _COULD and words.texts[number] != "May"
        if could and not _is_perfect(words, number):
            return Stance(None, (number,))
    return None


def _planned(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    if kind is EventKind.STATEMENT:
        return _promise(words, hit)
    for number in before:
        word = words.lowers[number]
        near = hit.number - number <= 5
        if word in (",", ";") and hit.number - number > 2:
            return None
        if _looks_ahead(words, number) and near:
            if _is_perfect(words, number):
                return Stance(Modality.PRESUMED, (number,))
            return Stance(Modality.PLANNED, (number,))
        if word == "for" and words.lower(number - 1) in ("called", "calls", "calling", "call"):
            return Stance(Modality.PLANNED, (number - 1,))
        if word in _PLANS and _plans_it(words, number, hit):
            return Stance(Modality.PLANNED, (number,))
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


_FORESEEN = word_set("planned scheduled due expected slated forecast likely predicted")


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


def _presumed(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, before: range
) -> Stance | None:
    for number in before:
        word = words.lowers[number]
        if word == "likely" and words.lower(number + 1) == "to":
            return Stance(Modality.PLANNED, (number,))
        if word in _PRESUMED:
            if word.startswith("appear") and words.lower(number + 1) in ("before", "in", "at"):
                continue  # 'appeared before a court'
            if word in ("suspected", "feared") and not _verb_like(words, number):
                continue
            if _has_its_own_verb(words, number, hit):
                continue
            return Stance(Modality.PRESUMED, (number,))
        if word == "must" and _is_perfect(words, number):
            return Stance(Modality.PRESUMED, (number,))
    return None


def _has_its_own_verb(words: Words, number: int, hit: Hit) -> bool:
    """'a man suspected of theft was arrested', 'the alleged killer was held': sure all the same."""
    if hit.is_noun or words.lower(number - 1) in _TO_BE:
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


def _clause_above(clause: Clause, clauses: list[Clause]) -> Clause | None:
    """The clause that a 'that' clause or an -ing clause hangs on."""
    if clause.link not in (Link.COMPLEMENT, Link.PARTICIPLE):
        return None
    place = next(i for i, other in enumerate(clauses) if other is clause)
    while place > 0 and clauses[place - 1].end - clauses[place - 1].start <= 1:
        place -= 1  # an empty clause: 'that' before a quotation
    return clauses[place - 1] if place > 0 else None


def _last_words(above: Clause, reach: int) -> range:
    return range(above.end - 1, max(above.start, above.end - reach) - 1, -1)


def _denied_above(words: Words, clause: Clause, above: Clause | None) -> Stance | None:
    """'denied that its troops had shelled', 'denied it was planning'."""
    if above is None or clause.link is not Link.COMPLEMENT:
        return None
    found = next((n for n in _last_words(above, 6) if words.lowers[n] in _DENIALS), None)
    return None if found is None else Stance(Modality.DENIED, (found,))


def _dreaded(words: Words, clause: Clause, hit: Hit, above: Clause | None) -> Stance | None:
    """'feared that rebels would seize the town': nothing happened, nobody plans it."""
    if above is None or clause.link is not Link.COMPLEMENT:
        return None
    if not _WOULD_BE.intersection(words.lowers[clause.start : hit.number]):
        return None
    found = next((n for n in _last_words(above, 6) if words.lowers[n] in _FEARED), None)
    return None if found is None else Stance(None, (found,))


def _governed(words: Words, clause: Clause, above: Clause | None) -> Stance | None:
    """What the verb before a 'that' clause or an -ing clause says about what hangs on it."""
    if above is None:
        return None
    for number in _last_words(above, 6 if clause.link is Link.COMPLEMENT else 2):
        word = words.lowers[number]
        if word in _PRESUMED:
            return Stance(Modality.PRESUMED, (number,))
        if clause.link is not Link.COMPLEMENT:
            continue
        if word in ("hope", "hopes", "hoped", "hoping"):
            return Stance(None, (number,))
        if word in _ASKED_FOR and _is_subjunctive(words, clause):
            return Stance(None, (number,))  # 'demand that he step down'
        if word in _HEARSAY:
            return Stance(Modality.CLAIMED, (number,))
    return None


_FEARED = word_set("feared fear fears fearing worried")
_WOULD_BE = word_set("would could might may")
_ASKED_FOR = word_set(
    """
    demand demands demanded demanding insist insists insisted urge urges urged urging recommend
    recommended propose proposed request requested ask asked
    """
)


def _is_subjunctive(words: Words, clause: Clause) -> bool:
    """Whether no word of the clause is in the past or has an auxiliary: 'that he step down'."""
    inside = words.lowers[clause.start : clause.end]
    return not any(word in AUXILIARIES or word.endswith("ed") for word in inside)


def _hearsay(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, clauses: list[Clause]
) -> Stance | None:
    for number in range(max(clause.start, hit.number - 12), min(clause.end, hit.number + 6)):
        word = words.lowers[number]
        if word in _HEARSAY:
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


_OBSERVERS = word_set(
    """
    police hospital hospitals doctors medics witnesses witness residents survey usgs agency
    firefighters rescuers paramedics journalists reporter reporters mayor photographer un
    nations coroner monitors observatory
    """
)


def _is_partisan(words: Words, clause: Clause) -> bool:
    """'according to the rebels' is a claim; what police or doctors counted is told as fact."""
    found = words.lowers[clause.start : clause.end]
    if found[:2] != ["according", "to"] and not {"claimed", "claims", "alleged"}.intersection(
        found
    ):
        return False
    return not _OBSERVERS.intersection(found)


def _going_on(words: Words, clause: Clause, hit: Hit) -> Stance:
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


_PORTRAYING = word_set(
    """
    about on of depicting set showing portraying 's
    """
)


def is_fiction(words: Words, hit: Hit) -> bool:
    """Whether a trigger stands in what a film, book or game is about."""
    before = words.lowers[max(0, hit.number - 8) : hit.number]
    return bool(_FICTION.intersection(before)) and bool(_PORTRAYING.intersection(before))


_HISTORY_WORDS = word_set(
    """
    anniversary commemorate commemorated commemorates commemorating commemoration memorial
    centuries historian historians veterans remembrance born
    """
)


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
