"""Which trigger says best what a clause tells."""

from __future__ import annotations

from geodata.events import kinds
from geodata.events.clauses import (
    AUXILIARIES,
    Clause,
)
from geodata.events.company import company_of
from geodata.events.modality import is_fiction
from geodata.events.telling.view import SentenceView
from geodata.events.triggers import Hit
from geodata.events.words import word_set
from geodata.model import (
    EventKind,
)

# A noun behind one of these is what a clause is about, not what it tells ...
_TOPIC = word_set(
    """
    about against for despite discuss discussed discussing discusses demanding regarding
    concerning how whether ending end halt stop cause risk commemorate remember remembering rules
    over charges charge counts count suspicion accused fear fears feared worried warn warned prior
    survived survive survives surviving monitor monitoring oversee overseeing supervise enforce
    enforcing
    """
)
# ... and behind one of these it happened, but the clause tells something else of it.
_OBLIQUE = _TOPIC | word_set(
    """
    ahead following since investigate investigating investigation marking mark marks into because
    condemn condemned condemning condemns mourn addressed blamed cover covering covered response
    respond denounce denounced protesting reports reported
    """
)
_ANGER = word_set("protest protests protested protesting anger angry fury outrage outraged dismay")
_CONVICTED = word_set(
    "charged convicted guilty arrested indicted sentenced jailed wanted acquitted suspected accused"
)
_OFFENCE = word_set("with of for in")
_OF_WHAT = word_set(
    "anniversary victims charges charge counts count suspicion accused fear fears risk"
)
_ACCUSED = word_set("accused accuses accuse accusing blamed")
_PEACEFUL = ("exercise", "movement of forces", "humanitarian", "talks", "other", "delivery")
_ASKING = frozenset(("urge", "call on", "call upon", "appeal to", "demand", "ask"))


def hits_by_clause(view: SentenceView, hits: list[Hit]) -> list[list[Hit]]:
    """The triggers of each clause."""
    found: list[list[Hit]] = [[] for _ in view.clauses]
    place = 0
    for hit in hits:
        while hit.number >= view.clauses[place].end:
            place += 1
        found[place].append(hit)
    return found


def chosen_in(view: SentenceView, number: int) -> tuple[Hit, EventKind | None] | None:
    """The trigger that says best what a clause tells."""
    if not view.hits[number]:
        return None
    clause = view.clauses[number]
    near = company_of(view.words, clause.start, clause.end)
    readings = []
    for hit in view.hits[number]:
        if is_fiction(view.words, hit):
            continue
        kind = kinds.kind_of(hit, view.words, near, view.company)
        if _is_remembered(view, hit) and len(view.hits[number]) > 1:
            continue
        if _is_oblique(view, hit, clause, _TOPIC) and not hit.is_consequence:
            continue
        if kind is not None or hit.is_consequence:
            readings.append((_weight_of(view, hit, kind, clause), -hit.number, hit, kind))
    if not readings:
        return None
    _, _, hit, kind = max(readings, key=lambda r: r[:2])
    return hit, kind


def _is_remembered(view: SentenceView, hit: Hit) -> bool:
    """'the anniversary of the earthquake': what is told is the day of memory."""
    before = view.words.lowers[max(0, hit.number - 6) : hit.number]
    return hit.is_noun and "anniversary" in before


def _weight_of(view: SentenceView, hit: Hit, kind: EventKind | None, clause: Clause) -> int:
    if hit.is_consequence or kind is None:
        return hit.trigger.strength
    weight = 2 * (kinds.RANK[kind] + 3 * hit.trigger.strength) + (not hit.is_noun)
    if hit.trigger.lemma in _ASKING and "to" in view.words.lowers[hit.end : hit.end + 7]:
        weight += 16  # 'urged both sides to resume talks': what is asked for is none yet
    if hit.is_noun and _uprooted_by(view, hit):
        return weight - 16  # 'families displaced by fighting': what is told is their flight
    return weight - 16 if hit.is_noun and _is_oblique(view, hit, clause, _OBLIQUE) else weight


def _uprooted_by(view: SentenceView, hit: Hit) -> bool:
    before = view.words.lowers[max(0, hit.number - 4) : hit.number]
    return "by" in before and bool({"displaced", "uprooted"}.intersection(before))


def _is_oblique(view: SentenceView, hit: Hit, clause: Clause, about: frozenset[str]) -> bool:
    """'protested against the arrest', 'discussed the flood': not what the clause tells."""
    if not hit.is_noun:
        return False
    number = hit.number - 1
    while number >= clause.start and hit.number - number <= 5:
        word = view.words.lowers[number]
        if word in about:
            return True
        left = view.words.lowers[max(clause.start, number - 4) : number]
        if word == "at" and left and left[-1] in _ANGER:
            return True  # 'blocked the road to protest at power cuts'
        if word in _OFFENCE and _CONVICTED.intersection(left):
            return True  # 'charged with assault', 'arrested in a shooting'
        if word in AUXILIARIES or word in (",", "and", "in", "of", "at", "on"):
            left = view.words.lowers[max(clause.start, number - 4) : number]
            accused = _ACCUSED.intersection(left) and hit.trigger.kind in _PEACEFUL
            what = view.words.lower(number - 1) in _OF_WHAT
            return word == "of" and bool(what or accused)
        number -= 1
    return False
