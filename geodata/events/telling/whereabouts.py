"""Where an event was when its own clause does not say it plainly."""

from __future__ import annotations

from dataclasses import replace

from geodata.events import kinds
from geodata.events.bearings import STRIKING
from geodata.events.clauses import (
    Clause,
    Link,
)
from geodata.events.containers import somewhere_in
from geodata.events.containment import METROPOLIS, contains
from geodata.events.drafts import Draft
from geodata.events.named_places import Named, plain_place
from geodata.events.places import places_in
from geodata.events.strangers import Stranger, strangers_in
from geodata.events.telling.view import SentenceView
from geodata.events.triggers import Hit
from geodata.events.words import word_set
from geodata.model import (
    EventKind,
    EventPlace,
    Modality,
    PlaceKind,
    PlaceRole,
)

_CAUSES = word_set("after when as while")
_LONGEST_DATELINE = 12  # words
_POLICED = (EventKind.ARREST, EventKind.RIOT, EventKind.PROTEST)
_CROWDS = (EventKind.RIOT, EventKind.PROTEST)
_SEATS = word_set("parliament palace capital presidency ministry embassy")


def end_of_dateline(view: SentenceView) -> int:
    """The number of the dash behind 'KEENE, N.H. (AP) -'; 0 where there is none."""
    if not view.words.texts[0].isupper() or len(view.words.texts[0]) < 3:
        return 0
    opening = view.words.texts[:_LONGEST_DATELINE]
    return next((n for n, text in enumerate(opening) if text in ("-", "—", "–", "--")), 0)


def place_by_dateline(view: SentenceView, drafts: list[Draft]) -> None:
    """'SPRINGFIELD - A man was shot': a town that a first line without a place is dated in.

    A metropolis only for crowds and seats of power ("stormed parliament"): agencies write there
    of what happened anywhere.
    """
    first = next((n for n in view.names if n.end <= end_of_dateline(view)), None)
    if first is None or first.place.kind not in (PlaceKind.SETTLEMENT, PlaceKind.DISTRICT):
        return
    large = first.place.population >= METROPOLIS
    if not _is_told_there(view, first, within=True):
        return
    found = plain_place(first.match, first.place, PlaceRole.SITE)
    reason = "taken over from the dateline: the report names no other place for it"
    for draft in drafts:
        local = kinds.does_harm(draft.kind) or draft.kind in _POLICED
        bare = not draft.places and not draft.names_elsewhere and not draft.dated.is_only_said
        seen = not large or draft.kind in _CROWDS or _SEATS.intersection(_told_in(draft))
        if bare and local and seen and draft.modality in (Modality.HAPPENED, Modality.ONGOING):
            score = round(found.score * 0.7, 3)
            reasons = (reason, *found.reasons)
            draft.places = [replace(found, inherited=True, score=score, reasons=reasons)]


def where_pointed(view: SentenceView, number: int) -> list[EventPlace]:
    """'in Minsk, where police fired', 'the city' just named, 'Mogadishu: Shells landed'."""
    clause = view.clauses[number]
    before = [n for n in view.names if n.end <= clause.start]
    if not before:
        return []
    label = before[0]
    opens = not any(word.isalnum() for word in view.words.lowers[: label.first])  # behind a bullet
    if opens and view.words.lower(label.end) == ":" and _is_told_there(view, label):
        return [plain_place(label.match, label.place, PlaceRole.SITE)]
    last = before[-1]
    if clause.word == "where" and clause.start - last.end <= 3:
        return [plain_place(last.match, last.place, PlaceRole.SITE)]
    if last.place.kind is PlaceKind.SETTLEMENT and _points_back(view, clause):
        reason = "taken over from the words before: “the city” points back to it"
        found = plain_place(last.match, last.place, PlaceRole.SITE)
        return [replace(found, inherited=True, reasons=(reason, *found.reasons))]
    return []


def where_it_came_from(
    view: SentenceView, number: int, hit: Hit, kind: EventKind | None
) -> list[EventPlace]:
    """'died when a bus fell into a gorge in X', 'a landslide that struck X': the clause behind.

    Only where that clause tells no event of its own.
    """
    behind = number + 1
    while behind < len(view.clauses) and _only_counts_on(view, behind):
        behind += 1  # "13 people died and 34 were hurt when a bus fell into a gorge in X"
    if behind >= len(view.clauses) or view.chosen[behind] is not None:
        return []
    clause = view.clauses[behind]
    cause = hit.is_consequence and clause.link is Link.TIME and clause.word in _CAUSES
    told_of = (
        (hit.is_consequence or clause.start - hit.end <= 1)
        and clause.link is Link.RELATIVE
        and bool(STRIKING.intersection(view.words.lowers[clause.start : clause.start + 3]))
    )
    if not cause and not told_of:
        return []
    found = kind or EventKind.ACCIDENT
    places = places_in(view.words, clause, view.names, hit, found)
    return with_strangers(view, places, strangers_of(view, clause), kind)


def _only_counts_on(view: SentenceView, number: int) -> bool:
    chosen = view.chosen[number]
    consequence = chosen is None or chosen[0].is_consequence
    return view.clauses[number].link is Link.COORDINATE and consequence


def _told_in(draft: Draft) -> list[str]:
    return draft.words.lowers[draft.clause.start : draft.clause.end]


def _is_told_there(view: SentenceView, label: Named, *, within: bool = False) -> bool:
    """Whether a sentence names no other place than that of its label or dateline.

    Args:
        view: the sentence.
        label: the name.
        within: whether what that place lies in may be named too.
    """
    begin = max(label.end, end_of_dateline(view))
    known = view.geographic | _actors_named(view)
    others = (
        n.place.id
        for n in view.names
        if n.first >= begin and not (within and contains(n.place, label.place))
    )
    lost = any(m.start >= view.words.starts[begin] for m in view.lost)
    return (
        not lost
        and all(other == label.place.id for other in others)
        and not any(strangers_in(view.words, begin, len(view.words), known, view.all_dates))
    )


def names_elsewhere(view: SentenceView, clause: Clause) -> bool:
    """Whether a clause names a place that could not be placed."""
    words = view.words
    return any(
        words.starts[clause.start] <= m.start < words.ends[clause.end - 1] for m in view.lost
    )


def strangers_of(view: SentenceView, clause: Clause) -> list[Stranger]:
    """The names in a clause used as places that nobody knows."""
    known = view.geographic | _actors_named(view)
    return list(strangers_in(view.words, clause.start, clause.end, known, view.all_dates))


def _actors_named(view: SentenceView) -> set[int]:
    """Where names of persons and groups begin; 'Co Louth' is a county, no company."""
    words = view.words
    return {
        words.starts[actor.first]
        for actor in view.named
        if words.lowers[actor.first] not in ("co", "county")
    }


def _persons(view: SentenceView) -> set[int]:
    return {view.words.starts[actor.first] for actor in view.named if actor.is_person}


def with_strangers(
    view: SentenceView, places: list[EventPlace], strangers: list[Stranger], kind: EventKind | None
) -> list[EventPlace]:
    """The places with 'somewhere in X' for a village that the gazetteer lacks."""
    if kind is EventKind.STATEMENT:
        return places
    inside = [
        place
        for stranger in strangers
        if (place := somewhere_in(view.words, stranger, view.names, _persons(view)))
    ]
    wide = {place.place.id for place in inside}
    return places if any(p.place.id not in wide for p in places) else inside or places


def _points_back(view: SentenceView, clause: Clause) -> bool:
    inside = view.words.lowers[clause.start : clause.end]
    return any(
        word in ("city", "town", "village", "capital")
        and "the" in inside[max(0, n - 2) : n]
        and inside[n + 1 : n + 2] != ["of"]
        for n, word in enumerate(inside)
    )
