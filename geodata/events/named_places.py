"""The place names of a sentence as its words, and one as the place of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.events.words import Words
from geodata.model import EventPlace, Match, Place, PlaceKind, PlaceRole, Precision, Usage

_PRECISION = {
    PlaceKind.SETTLEMENT: Precision.SETTLEMENT,
    PlaceKind.CITY_DISTRICT: Precision.SETTLEMENT,
    PlaceKind.FACILITY: Precision.EXACT,
    PlaceKind.REGION: Precision.REGION,
    PlaceKind.DISTRICT: Precision.DISTRICT,
    PlaceKind.COUNTRY: Precision.COUNTRY,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A match with the words of the sentence it covers."""

    first: int
    end: int
    match: Match
    place: Place


def named_places(words: Words, matches: Sequence[Match]) -> list[Named]:
    """The matches of a sentence that are used as places and were placed."""
    found = []
    for match in matches:
        if match.usage is Usage.PLACE and match.place is not None:
            first = words.at(match.start)
            end = first + 1
            while end < len(words) and words.starts[end] < match.end:
                end += 1
            found.append(Named(first, end, match, match.place))
    return found


def plain_place(match: Match, place: Place, role: PlaceRole) -> EventPlace:
    """A match as the place of an event, with the precision of its kind."""
    return EventPlace(
        name=match.text,
        place=place,
        role=role,
        precision=_PRECISION.get(place.kind, Precision.AREA),
        position=place.position,
        radius_km=place.radius_km,
        score=match.score,
        start=match.start,
        end=match.end,
        reasons=match.reasons,
        runners_up=match.runners_up,
    )
