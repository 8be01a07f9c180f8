"""Clauses without an event of their own, and which event their places and dates belong to."""

from __future__ import annotations

from geodata.events.clauses import (
    AUXILIARIES,
    Link,
)
from geodata.events.telling.view import SentenceView
from geodata.events.words import word_set

_SENDING = frozenset(("send", "fly", "dispatch", "deploy"))
_ARRIVED = word_set("landed arrived")
_HAPPENING = word_set("took happened occurred erupted began started hit struck shook broke ended")


def has_verb(view: SentenceView, number: int) -> bool:
    """Whether a clause has a finite verb, and so tells something of its own."""
    clause = view.clauses[number]
    inside = view.words.lowers[clause.start : clause.end]
    return any(word in AUXILIARIES or word in view.scene.lexicon.past for word in inside)


def is_dateline(view: SentenceView, number: int) -> bool:
    """'JAKARTA, Jan 2 (AP) —': where and when the report was written."""
    clause = view.clauses[number]
    end = view.words.lower(clause.end - 1)
    first = view.words.texts[clause.start]
    return (
        number == 0
        and end in ("-", "—", "–", "--", ":")
        and first.isupper()
        and (clause.end - clause.start <= 16)
    )


def attributes(view: SentenceView, number: int) -> bool:
    """Whether a clause says who speaks."""
    clause = view.clauses[number]
    if clause.link is Link.ATTRIBUTION:
        return True
    following = view.clauses[number + 1] if number + 1 < len(view.clauses) else None
    if following is None or following.link is not Link.COMPLEMENT or view.hits[number]:
        return False
    return bool(
        view.scene.lexicon.saying.intersection(view.words.lowers[clause.start : clause.end])
    )


def donors_of(view: SentenceView, number: int) -> list[int]:
    """Clauses without an event of their own whose places and dates belong to this one."""
    return [other for other, leans_on in enumerate(view.leaning) if leans_on == number]


def leans_on(view: SentenceView, other: int) -> int | None:
    """The clause whose event a clause only adds to; None when it stands alone."""
    clause = view.clauses[other]
    if view.chosen[other] is not None or clause.quoted or attributes(view, other):
        return None
    if tells_more_of(view, other):
        return other - 1
    if clause.link in (Link.RELATIVE, Link.COMPLEMENT, Link.CONDITION, Link.REASON):
        return None
    if clause.link is Link.TIME and clause.word in ("after", "before", "until", "as"):
        return None
    told = [n for n, c in enumerate(view.chosen) if c is not None]
    before = [n for n in told if n < other]
    after = [n for n in told if n > other]
    if clause.link in (Link.PARTICIPLE, Link.INCLUDING) or (clause.word and before):
        return before[-1] if before and before[-1] == other - 1 else None
    if after and after[0] == other + 1:
        return after[0]
    if not before and after:
        return after[0]
    return before[-1] if before and before[-1] == other - 1 else None


def tells_more_of(view: SentenceView, other: int) -> bool:
    """'a stabbing that took place at a hostel on Tuesday': where and when it was."""
    clause = view.clauses[other]
    told = view.chosen[other - 1] if other else None
    if clause.link is not Link.RELATIVE or told is None:
        return False
    if told[0].trigger.lemma in _SENDING and clause.word in ("who", "which", "that"):
        return view.words.lower(clause.start + 1) in _ARRIVED  # 'sent a team, which landed in Lae'
    if not told[0].is_noun:
        return False
    opens = clause.word in ("that", "which")
    happens = _HAPPENING.intersection(view.words.lowers[clause.start + 1 : clause.start + 4])
    return opens and bool(happens) and clause.start - told[0].end <= 1
