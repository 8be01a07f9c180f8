"""What a person should look at first: the least certain and the most consequential.

Doubt is how unsure an event is, 0..1; impact how much hangs on it, from 1. Their product is
its place in the queue of review.
"""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import Event, EventKind, Modality

DOUBTFUL_FROM = 0.2  # from here on a person looks at the event by itself
SINGLE_SOURCE = 1.5  # times the impact while one report alone tells it
FIRST_IN_COUNTRY = 2.0  # times the impact of the first pin in a country

_UNPLACED, _UNDATED, _RIVALLED, _LIVES = 0.8, 0.5, 0.4, 0.25
_RIVAL = 0.25  # a runner-up with such a score is a real question
_VIOLENT = {EventKind.STRIKE: 2.0, EventKind.ATTACK_ON_CIVILIANS: 2.5, EventKind.BATTLE: 2.0}
_DEAD = {"killed", "dead", "deaths"}
_HURT = {"wounded", "injured", "detained", "displaced", "missing"}
_UNCERTAIN_WORDS = {Modality.CLAIMED, Modality.DENIED, Modality.PRESUMED}


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an event calls for a person.

    Attributes:
        doubt: 0..1; below DOUBTFUL_FROM it counts as certain.
        impact: from 1.
        doubts: what makes it unsure, in words.
        stakes: what hangs on it, in words.
    """

    doubt: float
    impact: float
    doubts: tuple[str, ...] = ()
    stakes: tuple[str, ...] = ()


def weight_of(event: Event) -> Weight:
    """The weight of an event from what was read, whatever other reports tell.

    Example:
        >>> from geodata.model import EventKind, Modality, Span
        >>> bare = Event("e", "r", EventKind.STRIKE, Modality.HAPPENED, "", Span(0, 1, "x"))
        >>> weight_of(bare).doubt, weight_of(bare).doubts[0]
        (1.0, 'it has no place')
    """
    found = [*_place_doubts(event), *_other_doubts(event)]
    read = _unsure(event.certainty)
    if read >= DOUBTFUL_FROM and not found:
        found.append((read, f"its reading scores {event.certainty:.2f}"))
    doubt = max([read, *(_unsure(place.score) for place in event.places)]
                + [share for share, _ in found])  # fmt: skip
    stakes = _stakes(event)
    impact = 1.0
    for factor, _ in stakes:
        impact *= factor
    return Weight(
        round(min(1.0, max(0.0, doubt)), 6),
        impact,
        tuple(said for _, said in found),
        tuple(said for _, said in stakes),
    )


def _place_doubts(event: Event) -> list[tuple[float, str]]:
    if not event.places:
        return [(_UNPLACED, "it has no place")]
    found: list[tuple[float, str]] = []
    rivals = [
        sum(rival.score >= _RIVAL for rival in place.runners_up)
        for place in event.places
        if place.score < 1.0
    ]
    if any(rivals):
        count = max(rivals) + 1
        found.append((_RIVALLED, f"{count} places could be meant"))
    if any(place.inherited for place in event.places):
        found.append((_RIVALLED, "its place is carried over from an earlier sentence"))
    lowest = min(place.score for place in event.places)
    if not found and _unsure(lowest) >= DOUBTFUL_FROM:
        found.append((_unsure(lowest), f"its place scores {lowest:.2f}"))
    return found


def _unsure(score: float) -> float:
    return round(1.0 - score, 6)


def _other_doubts(event: Event) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    if not event.is_dated:
        found.append((_UNDATED, "its day is not known"))
    if event.modality in _UNCERTAIN_WORDS:
        found.append((_LIVES, f"it is {event.modality.value}"))
    # What costs lives is looked at by a person, however sure the machine is.
    if event.kind in _VIOLENT:
        found.append((_LIVES, "it tells of violence"))
    if _people(event, _DEAD | _HURT):
        found.append((_LIVES, "people were killed, hurt or taken"))
    return found


def _stakes(event: Event) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    dead = _people(event, _DEAD)
    if dead:
        found.append((3.0 if dead < 10 else 4.0, f"{dead:,} killed"))
    elif _people(event, _HURT):
        found.append((2.0, f"{_people(event, _HURT):,} hurt, taken or displaced"))
    if event.kind in _VIOLENT:
        found.append((_VIOLENT[event.kind], event.kind.value))
    return found


def _people(event: Event, what: set[str]) -> int:
    """The largest number told of them, at least 1 when any is told; 0 when none is."""
    told = [max(count.high or count.low, 1) for count in event.counts if count.what in what]
    return max(told, default=0)
