"""Which place lies in which, and the finest of several."""

from __future__ import annotations

from geodata.coordinates import distance_km
from geodata.model import EventKind, EventPlace, Place, PlaceKind, PlaceRole

_ABOUT = 1.3  # a district is no circle


def _is_local(place: Place) -> bool:
    return place.kind in (PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT, PlaceKind.FACILITY)


METROPOLIS = 500_000  # inhabitants; from here agencies write of what happened anywhere
_METROPOLIS_KM = 12.0  # New York, not a market town
TRAVELLING = frozenset((EventKind.MOVEMENT, EventKind.DELIVERY, EventKind.HUMANITARIAN))
_WAYS = (PlaceRole.ORIGIN, PlaceRole.DESTINATION)
_VAST_KM = 1000.0  # an ocean, a continent


def contains(outer: Place, inner: Place) -> bool:
    """Whether one place lies in the other, as far as their names say."""
    if outer.id == inner.id:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return inner.country_code == outer.country_code != ""
    if outer.kind is PlaceKind.REGION:
        return inner.admin1 == outer.name and inner.country_code == outer.country_code
    if outer.kind is PlaceKind.DISTRICT:
        if inner.country_code != outer.country_code:
            return False
        near = distance_km(outer.position, inner.position) < _ABOUT * outer.radius_km
        return inner.admin2 == outer.name or (not outer.admin1 and near and _is_local(inner))
    if outer.kind in (PlaceKind.WORLD_REGION, PlaceKind.CONTINENT):
        return inner.kind not in (PlaceKind.WORLD_REGION, PlaceKind.CONTINENT)
    if outer.kind in (PlaceKind.AREA, PlaceKind.ISLAND):
        long = 2.0 if outer.kind is PlaceKind.ISLAND else 1.5  # as islands mostly are
        near = distance_km(outer.position, inner.position) < long * outer.radius_km
        return near and inner.radius_km < outer.radius_km / 2
    if outer.kind is PlaceKind.SETTLEMENT:
        if inner.country_code != outer.country_code:
            return False
        if inner.kind in (PlaceKind.CITY_DISTRICT, PlaceKind.FACILITY):
            return True
        if inner.kind is not PlaceKind.SETTLEMENT or outer.radius_km < _METROPOLIS_KM:
            return False
        away = distance_km(outer.position, inner.position)
        return away < outer.radius_km and inner.radius_km < outer.radius_km / 1.5
    return False


def finest(places: list[EventPlace], kind: EventKind | None = None) -> list[EventPlace]:
    """The places without those that contain another of them, and without doubles.

    Args:
        places: of one event.
        kind: of the event; the ends of a way make the site needless only for what travels.
    """
    travels = kind in TRAVELLING
    kept: list[EventPlace] = []
    for place in places:
        if any(other is not place and _outranks(other, place, travels) for other in places):
            continue
        if any(place.place.id == k.place.id and place.role is k.role for k in kept):
            continue
        kept.append(place)
    return kept


def _outranks(inner: EventPlace, outer: EventPlace, travels: bool) -> bool:
    """'Berd' makes 'Armenia' needless, unless they are two ends of a way."""
    if inner.role is outer.role and _VAST_KM < outer.radius_km > 5 * inner.radius_km:
        return True  # "the Pacific coast" beside a state on it
    if outer.role in _WAYS and inner.role is not outer.role:
        return False
    if inner.role in _WAYS and outer.role not in _WAYS and not travels:
        return False  # "on the way from A to B a bus fell into a gorge in C"
    if inner.place.id == outer.place.id:
        return outer.role is PlaceRole.SITE and inner.role is not PlaceRole.SITE
    return contains(outer.place, inner.place)
