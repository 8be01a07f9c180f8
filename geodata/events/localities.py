"""The town of a local report: named by the police who act, or in the headline alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from geodata.events.bearings import bearing_of
from geodata.events.clauses import Clause, Link
from geodata.events.containment import METROPOLIS, contains
from geodata.events.drafts import Draft
from geodata.events.lexicon import CONSEQUENCE, Trigger
from geodata.events.named_places import named_places, plain_place
from geodata.events.triggers import Hit
from geodata.events.words import split_words, word_set
from geodata.model import (
    EventKind,
    EventPlace,
    Match,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Sentence,
    Usage,
)

_LOCAL = frozenset(
    (EventKind.ACCIDENT, EventKind.ATTACK_ON_CIVILIANS, EventKind.ARREST, EventKind.RIOT)
)
_POLICED = _LOCAL | {EventKind.OTHER, EventKind.DISASTER}
_TOWNS = frozenset((PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT))
_FORCES = word_set(
    """
    police firefighters firefighter fire sheriff sheriffs deputies officers detectives detective
    constabulary paramedics rescuers coroner prosecutors
    """
)
_COURTS = word_set("court courthouse")
_OF_A_TOWN = word_set(
    """
    county city town township borough district superior circuit magistrates crown municipal
    provincial regional high probate juvenile criminal metropolitan metro department
    """
)
_POSSESSIVE = word_set("'s ’s s ' ’")
_FARTHEST = 4  # words between the name and what is named after it
_LONGEST_HEADLINE = 14  # words
_AT = word_set("in at near outside across throughout")
_ASIDE = word_set(
    """
    said told says told reporters interview conference hospital court jail prison based born living
    lives officials ambassador embassy office spokesman spokeswoman from university studied
    headquarters
    """
)
_LONGEST_DATELINE = 8  # words
_AWAY = 5  # words
_NOTHING = Hit(-1, -1, Trigger("", CONSEQUENCE, "", 1, "past"), is_noun=True)
_BY_THE_SENTENCE = 0.5
_WIDE = frozenset((PlaceKind.COUNTRY, PlaceKind.REGION))
_ANYWHERE = frozenset((EventKind.STATEMENT, EventKind.TALKS, EventKind.AGREEMENT, EventKind.THREAT))
_LONGEST_TITLE = 120  # characters
_BY_THE_TITLE = 0.5
_DASHES = frozenset(("-", "—", "–", "--"))
_LONGEST = 600  # characters of a sentence that is looked through
_MOST_NAMES = 6
_BY_A_FORCE = 0.6  # of the score of a name, against 0.7 for a place taken over in the text
_BY_THE_HEADLINE = 0.5


def settle(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], matches: Sequence[Match]
) -> None:
    """Gives crimes, fires and mishaps without a place the town that the report takes for granted.

    It is the town or county of the police, firefighters or court in a sentence that tells it
    ("Nashua police said"), else, for the headline and the line below, the one town of the
    headline ("Nashua man stabbed"). A sentence that names another place gives none. The place
    is marked as inherited, its score is lower, and its span is the name that stands in the report.

    Args:
        drafts: of the whole report, joined.
        sentences: of the report, in order.
        matches: its place names, in order.
    """
    starts = [match.start for match in matches]
    openings = [sentence.start for sentence in sentences]

    def named(sentence: Sentence) -> Sequence[Match]:
        first = bisect_left(starts, sentence.start)
        return matches[first : bisect_left(starts, sentence.end)]

    for draft in filter(_is_bare, drafts):
        for first in sorted({start for start, _ in (draft.passage, *draft.spans)}):
            sentence = sentences[max(0, bisect_right(openings, first) - 1)]
            inside = named(sentence)
            if len(sentence.text) > _LONGEST or len(inside) > _MOST_NAMES:
                continue
            found = _town_of(sentence, inside, draft.kind) or _only_place(sentence, inside)
            if found is None and sentence.number <= 1 and draft.kind in _LOCAL:
                found = _of_headline(sentences[0], [*named(sentences[0]), *inside])
            if found is not None:
                draft.places = [found]
                break
    _below_a_title(drafts, sentences, named)


def _is_bare(draft: Draft) -> bool:
    return _is_unplaced(draft) and draft.kind in _POLICED and not draft.names_elsewhere


def _is_unplaced(draft: Draft) -> bool:
    return not draft.places and draft.modality in (Modality.HAPPENED, Modality.ONGOING)


def _below_a_title(
    drafts: Sequence[Draft],
    sentences: Sequence[Sentence],
    named: Callable[[Sentence], Sequence[Match]],
) -> None:
    """'Nepal: Floods and Landslides', a line of its own: what has no place below it is there.

    A village nobody knows is somewhere in it; what names a known place is left alone.
    """
    title = _label_of(sentences, named)
    if title is None or title.place is None:
        return
    starts = [sentence.start for sentence in sentences]
    for draft in filter(_is_unplaced, drafts):
        sentence = sentences[max(0, bisect_right(starts, draft.passage[0]) - 1)]
        far = any(_lies_outside(other, title.place) for other in named(sentence))
        if draft.kind not in _ANYWHERE and not far:
            name = min(draft.strangers, default="")
            place = title.place
            reading = f"“{name}” is not in the gazetteer: somewhere in {place.name}" if name else ""
            found = _inherited(title, place, _BY_THE_TITLE, "the title of the report")
            draft.places = [replace(found, reading=reading)]


def _label_of(
    sentences: Sequence[Sentence], named: Callable[[Sentence], Sequence[Match]]
) -> Match | None:
    """The country or region that a first line of its own begins with, before a colon."""
    first = sentences[0] if sentences else None
    if first is None or len(first.text) > _LONGEST_TITLE or first.text.rstrip()[-1:] in ".!?”":
        return None
    label = next(iter(named(first)), None)
    if label is None or label.place is None or label.place.kind not in _WIDE:
        return None
    colon = first.text[label.end - first.start :].lstrip().startswith(":")
    return label if colon and label.start == first.start else None


def _lies_outside(other: Match, place: Place) -> bool:
    if other.place is None or other.usage is not Usage.PLACE or other.place.id == place.id:
        return False
    return not (contains(place, other.place) or contains(other.place, place))


def _town_of(
    sentence: Sentence, matches: Sequence[Match], kind: EventKind | None
) -> EventPlace | None:
    """The town whose police, firefighters or court a sentence names; None where it has none."""
    words = split_words(sentence.text, sentence.start)
    for match in matches:
        if match.place is None or not _is_the_only_place(match, match.place, matches):
            continue
        behind = words.at(match.end - 1) + 1
        whose = _named_after(words.lowers[behind : behind + _FARTHEST], match.place, kind)
        if whose:
            return _inherited(match, match.place, _BY_A_FORCE, f"the name of the {whose}")
    return None


def _only_place(sentence: Sentence, matches: Sequence[Match]) -> EventPlace | None:
    """'triggered a lockdown in a town in New Mexico': the one place of a sentence, if told as one.

    Not where somebody speaks, works, comes from or is treated.
    """
    words = split_words(sentence.text, sentence.start)
    opening = words.texts[:_LONGEST_DATELINE]
    ends = [n for n, text in enumerate(opening) if text in _DASHES or text == ":"]
    if ends and words.capitals[0]:
        matches = [match for match in matches if match.start >= words.ends[ends[0]]]
    clause = Clause(0, len(words), Link.MAIN)
    names = [
        n
        for n in named_places(words, matches)
        if bearing_of(words, clause, n, _NOTHING).word in _AT
        and not _ASIDE.intersection(words.lowers[max(0, n.first - _AWAY) : n.first])
    ]
    for name in names:
        if _is_the_only_place(name.match, name.place, matches):
            return _inherited(name.match, name.place, _BY_THE_SENTENCE, "its sentence")
    return None


def _of_headline(headline: Sentence, matches: Sequence[Match]) -> EventPlace | None:
    """'Nashua man stabbed': the one town of a first line as short as a headline.

    Not a metropolis, nor the town of a dateline.
    """
    words = split_words(headline.text[:_LONGEST])
    if len(words) > _LONGEST_HEADLINE or _DASHES.intersection(words.texts):
        return None
    for match in matches:
        place = match.place
        if place is None or match.usage is not Usage.PLACE or match.start >= headline.end:
            continue
        small = place.kind in _TOWNS and place.population < METROPOLIS
        if small and _is_the_only_place(match, place, matches):
            return _inherited(match, place, _BY_THE_HEADLINE, "the headline")
    return None


def _named_after(following: Sequence[str], place: Place, kind: EventKind | None) -> str:
    """'police', 'court': what bears the name of the place; '' for nothing."""
    if place.kind not in _TOWNS and place.kind is not PlaceKind.DISTRICT:
        return ""
    for word in following:
        if word in _FORCES:
            return "fire department" if word == "fire" else word
        if word in _COURTS:
            return "court" if kind is EventKind.ARREST else ""
        if word not in _OF_A_TOWN and word not in _POSSESSIVE:
            return ""
    return ""


def _is_the_only_place(match: Match, place: Place, matches: Sequence[Match]) -> bool:
    """Whether every other name of the sentence is the same place or what it lies in."""
    return all(
        other is match
        or other.usage is Usage.DEMONYM
        or (
            other.place is not None and (other.place.id == place.id or contains(other.place, place))
        )
        for other in matches
    )


def _inherited(match: Match, place: Place, trust: float, source: str) -> EventPlace:
    found = plain_place(match, place, PlaceRole.SITE)
    reason = f"taken over from {source}: the sentence names no other place"
    score = round(found.score * trust, 3)
    return replace(found, inherited=True, score=score, reasons=(reason, *found.reasons))
