"""Whether the words are strong enough to tell an event of their own."""

from __future__ import annotations

from itertools import pairwise

from geodata.events.clauses import (
    Clause,
    Link,
)
from geodata.events.drafts import Draft
from geodata.events.everyday import DECIDERS
from geodata.events.telling.view import SentenceView
from geodata.events.triggers import Hit
from geodata.events.words import word_set
from geodata.model import (
    ActorRole,
    EventKind,
    Modality,
)

_SANCTIONS = word_set("sanctions war force retaliation attack strike strikes action tariffs")
_TRADE = word_set("investors shareholders customers sales profit profits shares earnings")
_MANY = word_set("thousands hundreds dozens crowds crowd protesters demonstrators mourners")


def _is_a_statement(view: SentenceView, draft: Draft) -> bool:
    """Whether somebody is named who makes it, in words that are not quoted themselves."""
    before = view.words.lower(draft.hit.number - 1)
    spoken = before in ("i", "we", "you", "the", "a", "whether", "of")
    if not draft.hit.is_noun and not _is_said_by_somebody(view, draft):
        return False
    return (
        (draft.hit.trigger.strength >= 2 or bool(draft.places))
        and bool(draft.actors)
        and draft.clause.link is not Link.RELATIVE
        and not (draft.clause.quoted or spoken)
    )


def _tells_by_itself(view: SentenceView, draft: Draft) -> bool:
    trigger = draft.hit.trigger
    died = trigger.sub_kind == "death of a person" and trigger.strength >= 2
    return died or (trigger.lemma == "gather" and _is_a_crowd(view, draft))


def _is_a_crowd(view: SentenceView, draft: Draft) -> bool:
    """'Thousands gathered outside the city hall': many, at a spot, in a main clause."""
    clause, hit = draft.clause, draft.hit
    many = _MANY.intersection(view.words.lowers[clause.start : hit.number])
    spot = view.words.lower(hit.end) in ("outside", "in", "at", "near", "on", "around")
    return bool(many) and spot and clause.link in (Link.MAIN, Link.COORDINATE)


def stands(view: SentenceView, draft: Draft) -> bool:
    """Whether the words are strong enough to tell an event of their own."""
    clause = draft.clause
    if clause.quoted and not (draft.places or draft.counts):
        return False
    if draft.only_consequence:
        return bool(
            draft.counts
            or draft.places
            or draft.dated.is_known
            or any(a.role is ActorRole.UNDERGOES for a in draft.actors)
            or not draft.hit.is_noun
        )
    strength = draft.hit.trigger.strength
    if _tells_by_itself(view, draft):
        return True
    support = bool(draft.places) + draft.dated.is_known + bool(draft.counts)
    somebody = any(a.role is not ActorRole.SAYS for a in draft.actors)
    named = any(a.title or a.name[:1].isupper() for a in draft.actors)
    if draft.kind is EventKind.STATEMENT:
        return _is_a_statement(view, draft)
    if draft.kind is EventKind.THREAT and not draft.hit.is_noun:
        ahead = view.words.lowers[draft.hit.end : draft.hit.end + 7]
        serious = bool(_SANCTIONS.intersection(ahead)) or "to" in ahead[:5]
        return bool(draft.places) or serious or draft.hit.trigger.kind != "threat"
    if draft.kind is EventKind.THREAT:
        return strength >= 2 or _threatens_to_do(view, draft.hit)
    if draft.modality is Modality.THREATENED or draft.modality is Modality.DENIED:
        return bool(support or draft.actors or draft.speaker)
    happens = _lets_happen(view, clause)
    if draft.hit.is_noun:
        if strength == 1:
            return support >= 2 or (bool(support) and happens)
        told = happens or (draft.hit.trigger.form == "fixed" and somebody)
        return bool(support) or (told and strength >= 2)
    decided = draft.hit.trigger.lemma in DECIDERS  # its company was looked at
    if (strength == 2 or decided) and _is_undergone(view, clause, draft.hit):
        return True
    if strength == 1:
        subject = named or draft.kind in (EventKind.TALKS, EventKind.MOVEMENT)
        return bool(support or (subject and somebody)) and (
            clause.link is not Link.RELATIVE or support > 1
        )
    return bool(support or somebody or strength == 3)


def _threatens_to_do(view: SentenceView, hit: Hit) -> bool:
    """'a threat to bomb the port', not 'a threat to the public'."""
    ahead = view.words.lowers[hit.end : hit.end + 2]
    deeds = view.scene.lexicon.triggers.get(ahead[1], ()) if ahead[:1] == ["to"] else ()
    return any(deed.form == "base" for deed in deeds) or ahead[1:] in (["use"], ["close"])


def _is_undergone(view: SentenceView, clause: Clause, hit: Hit) -> bool:
    """'Nearby villages were evacuated': a passive with its subject, in a main clause."""
    passive = view.words.lower(hit.number - 1) in ("was", "were")
    main = clause.link in (Link.MAIN, Link.COORDINATE) or clause.word == "where"
    main = main and not clause.quoted
    return passive and main and hit.number - clause.start >= 2


def _is_said_by_somebody(view: SentenceView, draft: Draft) -> bool:
    """Whether a speaker stands in front: not 'a man accused of theft', 'was warned'."""
    hit, words = draft.hit, view.words
    before = words.lowers[max(0, hit.number - 3) : hit.number]
    passive = {"was", "were", "been", "being", "is", "are"}.intersection(before)
    aside = words.lower(hit.end) in ("of", "by") and hit.trigger.lemma in ("accuse", "blame")
    long_ago = "had" in before  # 'had warned for years': told as background
    said = [a for a in draft.actors if a.role is ActorRole.SAYS]
    states = any(a.start in view.geographic for a in said)
    speakers = [] if states else [a.name for a in said]
    common = bool(speakers) and all(n.endswith("s") and " " not in n for n in speakers)
    if common and not (draft.dated.is_known or draft.places or passive):
        says = any(name.lower() not in words.lowers[:1] for name in speakers)  # 'Doctors urged'
    else:
        says = bool(said)
    if _TRADE.intersection(words.lowers):
        return False
    return says and not passive and not aside and not long_ago


def _lets_happen(view: SentenceView, clause: Clause) -> bool:
    found = view.words.lowers[clause.start : clause.end]
    return bool(view.scene.lexicon.happening.intersection(found)) or any(
        f"{a} {b}" in view.scene.lexicon.happening for a, b in pairwise(found)
    )
