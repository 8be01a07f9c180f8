"""Another place under the same words, a pin where a person puts it, a place nobody had read."""

from __future__ import annotations

import math
from dataclasses import replace

from geodata.coordinates import LatLon, distance_km
from geodata.errors import InputError
from geodata.model import Candidate, EventPlace, Place, PlaceKind, PlaceRole, Precision

EARTH_KM = 20_037.0  # half a circumference: no radius is larger
LEAST_RADIUS_KM = 0.01

_PRECISION_OF = {
    PlaceKind.CONTINENT: Precision.AREA,
    PlaceKind.WORLD_REGION: Precision.AREA,
    PlaceKind.COUNTRY: Precision.COUNTRY,
    PlaceKind.REGION: Precision.REGION,
    PlaceKind.DISTRICT: Precision.DISTRICT,
    PlaceKind.AREA: Precision.AREA,
    PlaceKind.SETTLEMENT: Precision.SETTLEMENT,
    PlaceKind.CITY_DISTRICT: Precision.SETTLEMENT,
    PlaceKind.WATER: Precision.AREA,
    PlaceKind.MOUNTAINS: Precision.AREA,
    PlaceKind.ISLAND: Precision.AREA,
    PlaceKind.FACILITY: Precision.EXACT,
}


def precision_of(kind: PlaceKind) -> Precision:
    """How exactly an event is known that lies somewhere in a place of this kind.

    Example:
        >>> precision_of(PlaceKind.REGION).value
        'region'
    """
    return _PRECISION_OF[kind]


def moved_place(old: EventPlace, place: Place, reason: str) -> EventPlace:
    """The event's place with another gazetteer place under the same words.

    What it was before becomes the first runner-up, so nothing that was read is lost.
    """
    if old.precision is Precision.RELATIVE:
        position, precision = _shifted(old, place), Precision.RELATIVE
        radius_km, reading = old.radius_km, old.reading
    else:
        position, precision = place.position, _PRECISION_OF[place.kind]
        radius_km, reading = place.radius_km, ""
    return replace(
        old,
        place=place,
        position=position,
        precision=precision,
        radius_km=radius_km,
        score=1.0,
        reasons=(reason,),
        runners_up=runners_up(old.place, old.score, old.reasons, old.runners_up, place),
        reading=reading,
    )


def pinned_place(
    old: EventPlace, position: LatLon, radius_km: float, precision: Precision, reason: str
) -> EventPlace:
    """The event's place where a person put the pin; the gazetteer's place stays as its address.

    Args:
        old: the place as it stands.
        position: where the pin is put.
        radius_km: how far off it may be, above 0.
        precision: what the person says it is exact to.
        reason: who says so.

    Raises:
        InputError: a radius that is none.
    """
    if not math.isfinite(radius_km) or not LEAST_RADIUS_KM <= radius_km <= EARTH_KM:
        raise InputError(
            f"A pin cannot lie within {radius_km} km of the truth; give a radius above 0 km."
        )
    away = distance_km(old.place.position, position)
    far = f", {away:,.0f} km from {old.place.name}" if away >= 1 else ""
    return replace(
        old,
        position=position,
        radius_km=float(radius_km),
        precision=precision,
        score=1.0,
        reasons=(reason,),
        reading=f"set by hand{far}",
    )


def added_place(
    place: Place, role: PlaceRole, *, name: str, start: int, end: int, reason: str
) -> EventPlace:
    """A place that a person gives an event; start == end where no words name it."""
    return EventPlace(
        name=name or place.name,
        place=place,
        role=role,
        precision=_PRECISION_OF[place.kind],
        position=place.position,
        radius_km=place.radius_km,
        score=1.0,
        start=start,
        end=end,
        reasons=(reason,),
    )


def runners_up(
    before: Place,
    score: float,
    reasons: tuple[str, ...],
    others: tuple[Candidate, ...],
    chosen: Place,
) -> tuple[Candidate, ...]:
    """The other candidates once a place is chosen: what stood there before comes first."""
    left = [c for c in others if c.place.id not in (chosen.id, before.id)]
    if before.id == chosen.id:
        return tuple(left)
    return (Candidate(before, score, reasons), *left)


def _shifted(old: EventPlace, place: Place) -> LatLon:
    """As far and in the same direction from the new place as it was from the old one."""
    origin = old.place.position
    north = old.position.lat - origin.lat
    east = (old.position.lon - origin.lon + 180.0) % 360.0 - 180.0
    lat = max(-90.0, min(90.0, place.position.lat + north))
    narrowing = math.cos(math.radians(origin.lat)) / max(
        0.01, math.cos(math.radians(place.position.lat))
    )
    return LatLon(lat, place.position.lon + east * narrowing)
