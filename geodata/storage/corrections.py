"""A person corrects the machine: another place, another status."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from geodata.coordinates import LatLon
from geodata.model import (
    Candidate,
    EventPlace,
    Match,
    Place,
    PlaceKind,
    Precision,
    Status,
)
from geodata.storage import tables
from geodata.storage.joins import with_their_groups
from geodata.storage.reading import Reader
from geodata.storage.writing import keep_places, match_row, place_row

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


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What the decision log says about a choice: the place's id and label before and after."""

    before: dict[str, Any]
    after: dict[str, Any]


def choose_place(
    connection: sa.Connection, event_id: str, mention_start: int, place: Place | None, *, by: str
) -> PlaceChange | None:
    """Move the words at mention_start to a place; None when the event stands on no such words."""
    event = tables.events.c
    report_key = connection.execute(
        sa.select(event.report_key).where(event.id == event_id)
    ).scalar()
    if report_key is None:
        return None
    moved = [
        (found, event_place)
        for found in list(Reader(connection).events(event.report_key == report_key))
        for event_place in found.places
        if event_place.start == mention_start
    ]
    before = [event_place.place for found, event_place in moved if found.id == event_id]
    if not before:
        return None
    reason = f"chosen by {by}" if by else "chosen by a reader"
    for found, event_place in moved:
        _move(connection, found.id, event_place, place, reason)
    _move_match(connection, report_key, mention_start, place, reason)
    events = [found.id for found, _ in moved]
    return PlaceChange(
        before={"place": before[0].id, "label": before[0].label, "start": mention_start},
        after={
            "place": None if place is None else place.id,
            "label": "" if place is None else place.label,
            "events": sorted(set(events)),
        },
    )


def _move(
    connection: sa.Connection, event_id: str, old: EventPlace, place: Place | None, reason: str
) -> None:
    event, column = tables.events.c, tables.event_places.c
    key = sa.select(event.key).where(event.id == event_id).scalar_subquery()
    here = (column.event_key == key) & (column.start == old.start)
    if place is None:
        connection.execute(sa.delete(tables.event_places).where(here))
        return
    new = moved_place(old, place, reason)
    keys = keep_places(connection, [new.place, *(c.place for c in new.runners_up)])
    connection.execute(sa.update(tables.event_places).where(here).values(place_row(new, keys)))


def moved_place(old: EventPlace, place: Place, reason: str) -> EventPlace:
    """The event's place with another gazetteer place under the same words."""
    if old.precision is Precision.RELATIVE:
        position, precision = _shifted(old, place), Precision.RELATIVE
        radius_km = old.radius_km
    else:
        position, precision = place.position, _PRECISION_OF[place.kind]
        radius_km = place.radius_km
    return replace(
        old,
        place=place,
        position=position,
        precision=precision,
        radius_km=radius_km,
        score=1.0,
        reasons=(reason,),
        runners_up=_runners_up(old.place, old.score, old.reasons, old.runners_up, place),
    )


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


def _runners_up(
    before: Place,
    score: float,
    reasons: tuple[str, ...],
    others: tuple[Candidate, ...],
    chosen: Place,
) -> tuple[Candidate, ...]:
    left = [c for c in others if c.place.id not in (chosen.id, before.id)]
    if before.id == chosen.id:
        return tuple(left)
    return (Candidate(before, score, reasons), *left)


def _move_match(
    connection: sa.Connection, report_key: int, start: int, place: Place | None, reason: str
) -> None:
    table = tables.matches
    for number, match in enumerate(list(Reader(connection).matches(report_key))):
        if match.start != start:
            continue
        new = _moved_match(match, place, reason)
        places = [c.place for c in new.runners_up] + ([place] if place is not None else [])
        row = match_row(new, keep_places(connection, places))
        here = (table.c.report_key == report_key) & (table.c.number == number)
        connection.execute(sa.update(table).where(here).values(row))


def _moved_match(old: Match, place: Place | None, reason: str) -> Match:
    if old.place is None:
        kept = tuple(c for c in old.runners_up if place is None or c.place.id != place.id)
    elif place is None:
        kept = (Candidate(old.place, old.score, old.reasons), *old.runners_up)
    else:
        kept = _runners_up(old.place, old.score, old.reasons, old.runners_up, place)
    score = 0.0 if place is None else 1.0
    return replace(old, place=place, score=score, reasons=(reason,), runners_up=kept)


def set_status(connection: sa.Connection, ids: list[str], status: Status) -> dict[str, str]:
    """Change the status of events and their groups; those that changed, with what they had."""
    event = tables.events.c
    ids = with_their_groups(connection, ids)
    found = connection.execute(
        sa.select(event.id, event.status).where(event.id.in_(ids), event.status != status.value)
    )
    before = {row.id: row.status for row in found}
    connection.execute(
        sa.update(tables.events).where(event.id.in_(list(before))).values(status=status.value)
    )
    return before
