"""What a card of the review asks, and why it stands so far up, in words."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.correcting import weight_of
from geodata.model import Event, EventPlace, Precision

_SURE, _RIVAL = 0.8, 0.25  # of a place: no question below, a question from
ORDER = "Least certain first, and among those what most hangs on."


def doubtful_place(event: Event) -> EventPlace | None:
    """The place of an event that is least certain, None when it has none."""
    return min(event.places, key=lambda place: (place.score, place.start), default=None)


def name_asked(place: EventPlace) -> str:
    """The name itself, without the words around it ("near Berd")."""
    return place.place.name if place.precision is Precision.RELATIVE else place.name


def question(event: Event) -> tuple[str, str]:
    """The question before and after the name it is about.

    Example:
        >>> from geodata.model import EventKind, Modality, Span
        >>> question(Event("e", "r", EventKind.TALKS, Modality.HAPPENED, "", Span(0, 1, "x")))
        ('Where was it?', '')
    """
    place = doubtful_place(event)
    if place is None:
        return "Where was it?", ""
    rivalled = any(one.score >= _RIVAL for one in place.runners_up)
    if place.runners_up and place.score < 1.0 and (rivalled or place.score < _SURE):
        return "Which", name_asked(place)
    if not event.is_dated:
        return "When was it?", ""
    return "Is it right?", ""


def standing(event: Event, *, told_by: int, first_in: Sequence[str]) -> str:
    """Why a person should look at it, one line; never empty."""
    weight = weight_of(event)
    reasons = [*weight.stakes, *weight.doubts]
    reasons.extend(f"first pin in {country}" for country in first_in)
    if told_by < 2:
        reasons.append("told by one report only")
    return " · ".join(dict.fromkeys(reasons))
