"""The place names of a sentence as its words, and one as the place of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geodata.coordinates import distance_km
from geodata.events.containment import contains
from geodata.events.words import Words, word_set
from geodata.model import EventPlace, Match, Place, PlaceKind, PlaceRole, Precision, Usage

_PRECISION = {
    PlaceKind.SETTLEMENT: Precision.SETTLEMENT,
    PlaceKind.CITY_DISTRICT: Precision.SETTLEMENT,
    PlaceKind.FACILITY: Precision.EXACT,
    PlaceKind.REGION: Precision.REGION,
    PlaceKind.DISTRICT: Precision.DISTRICT,
    PlaceKind.COUNTRY: Precision.COUNTRY,
}


_HOLDING = (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.COUNTRY)
_HELD = (PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT, PlaceKind.DISTRICT, PlaceKind.MOUNTAINS)
_LIES_IN = word_set(", in of the village town city district area mountain range province")
_UNITS = word_set("province region state governorate oblast county district department")
_LONGEST_JOINT = 5  # words
_WELL_KNOWN = 100_000  # inhabitants
_MARGIN_KM = 20.0  # a division is no circle


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
            if _is_a_street(words, end) or _is_of_somebody(words, first, end):
                continue
            found.append(Named(first, end, match, match.place))
    return [n for n, after in pairwise([*found, None]) if n and not _contradicted(words, n, after)]


_STREETS = word_set("road street avenue lane boulevard highway drive rd st ave blvd")
_PEOPLE = word_set(
    "man woman boy girl teenager teen couple resident mother father student driver pensioner native"
)


def _is_a_street(words: Words, end: int) -> bool:
    """'Dandenong Road': a street that bears the name of a place."""
    return words.lower(end) in _STREETS and words.is_capital(end)


def _is_of_somebody(words: Words, first: int, end: int) -> bool:
    """'a 28-year-old Mount Waverley man': where somebody comes from."""
    if words.lower(end) not in _PEOPLE:
        return False
    before = words.lowers[max(0, first - 2) : first]
    return any(word in ("a", "an", "the") or word.endswith("-old") for word in before)


def _contradicted(words: Words, name: Named, after: Named | None) -> bool:
    """Whether the words put a place where the gazetteer's place of the name is not.

    So they do in "Pervomaiske, Kherson region" where the only Pervomaiske known lies elsewhere.
    """
    if after is None or name.place.kind not in _HELD or contains(after.place, name.place):
        return False
    if name.place.population >= _WELL_KNOWN:
        return False  # "in Kyiv, Odesa region and elsewhere"
    joint = words.lowers[name.end : after.first]
    said = bool(joint) and len(joint) <= _LONGEST_JOINT and all(w in _LIES_IN for w in joint)
    listed = joint == [","] and words.lower(after.end) not in _UNITS
    if not said or (listed and words.lower(after.end) in (",", "and", "or")):
        return False
    if after.place.kind not in _HOLDING:
        abroad = name.place.country_code != after.place.country_code
        return abroad and "in" in joint and after.place.kind is PlaceKind.SETTLEMENT
    if after.place.kind is PlaceKind.REGION and name.place.admin1:
        return True  # the gazetteer knows which region it lies in
    away = distance_km(name.place.position, after.place.position)
    return away > after.place.radius_km + _MARGIN_KM


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
