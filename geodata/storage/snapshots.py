"""Parts of an event as JSON for the log of decisions, exact enough to put them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from geodata.correcting.urgency import SINGLE_SOURCE, weight_of
from geodata.model import Event, EventPlace, Match, Place, Status
from geodata.storage import tables
from geodata.storage.place_rows import place_hash
from geodata.storage.reading import Reader
from geodata.storage.shown import hide_until_published
from geodata.storage.writing import (
    Row,
    actor_rows,
    count_rows,
    event_row,
    evidence_rows,
    keep_places,
    match_row,
    place_keys_of,
    place_row,
)

Snapshot = dict[str, Any]
EVENT: Final = "event"
STATUS: Final = "status"
MATCHES: Final = "matches"
_DAYS = ("first_day", "last_day")
_FIELDS = (
    "kind", "modality", "title", "speaker", *_DAYS, "date_precision", "approximate", "year",
    "month", "day", "bound", "date_rule",
)  # fmt: skip
_LISTS: Mapping[str, tuple[sa.Table, Callable[[Event], Any]]] = {
    "places": (tables.event_places, lambda event: event.places),
    "actors": (tables.actors, lambda event: event.actors),
    "counts": (tables.counts, lambda event: event.counts),
    "evidence": (tables.evidence, lambda event: event.evidence),
}


def changed_parts(old: Event, new: Event) -> list[str]:
    """The names of the parts in which two versions of an event differ."""
    names = [name for name, (_, of) in _LISTS.items() if of(old) != of(new)]
    if _fields(old) != _fields(new):
        names.append(EVENT)
    if old.status is not new.status:
        names.append(STATUS)
    return names


def snapshot(event: Event, names: Iterable[str]) -> Snapshot:
    """Parts of an event as JSON."""
    makers: dict[str, Callable[[], Any]] = {
        EVENT: lambda: _fields(event),
        STATUS: lambda: event.status.value,
        "places": lambda: [_place(place) for place in event.places],
        "actors": lambda: actor_rows(event),
        "counts": lambda: count_rows(event),
        "evidence": lambda: evidence_rows(event),
    }
    return {name: makers[name]() for name in names}


def match_snapshot(match: Match) -> Snapshot:
    """A match as JSON."""
    return match_row(match, _hashes(_places_of(match)))


def keep(connection: sa.Connection, *things: Event | Match) -> None:
    """Make sure that every gazetteer place of these can be put back from its hash."""
    places: list[Place] = []
    for thing in things:
        for one in thing.places if isinstance(thing, Event) else (thing,):
            places.extend(_places_of(one))
    keep_places(connection, places)


def put_back(connection: sa.Connection, key: int, parts: Snapshot) -> None:
    """Write parts of an event as they stand in a snapshot, and weigh the event anew.

    Where that accepts it again, it waits to be published.
    """
    for name, (table, _) in _LISTS.items():
        if name in parts:
            _replace(connection, table, key, parts[name])
    values = _columns(parts.get(EVENT) or {})
    if STATUS in parts:
        values["status"] = Status(parts[STATUS]).value
        if values["status"] == Status.ACCEPTED.value:
            hide_until_published(connection, [key])
    if values:
        event = tables.events
        connection.execute(sa.update(event).where(event.c.key == key).values(values))
    weigh(connection, key)


def put_back_match(
    connection: sa.Connection, report_key: int, number: int, parts: Snapshot
) -> None:
    """Write a match as it stands in a snapshot."""
    table = tables.matches
    here = (table.c.report_key == report_key) & (table.c.number == number)
    row = _with_keys(connection, [parts])[0]
    connection.execute(sa.update(table).where(here).values(row))


def weigh(connection: sa.Connection, key: int) -> None:
    """Bring the place of an event in the queue of review up to date."""
    for event in Reader(connection).events(tables.events.c.key == key):
        weight = weight_of(event)
        members = tables.memberships.c
        joined = connection.execute(
            sa.select(sa.exists().where(members.event_key == key))
        ).scalar_one()
        factor = 1.0 if joined else SINGLE_SOURCE
        connection.execute(
            sa.update(tables.events)
            .where(tables.events.c.key == key)
            .values(
                doubt=weight.doubt,
                impact=weight.impact,
                urgency=weight.doubt * weight.impact * factor,
            )
        )


# ----------------------------------------------------------------------- rows


def _fields(event: Event) -> Row:
    row = event_row(event, event.status)
    for name in _DAYS:
        day: date | None = row[name]
        row[name] = None if day is None else day.toordinal()
    return {name: row[name] for name in _FIELDS}


def _columns(fields: Snapshot) -> Row:
    values = {name: fields[name] for name in _FIELDS if name in fields}
    for name in _DAYS:
        if values.get(name) is not None:
            values[name] = date.fromordinal(values[name])
    return values


def _place(place: EventPlace) -> Row:
    row = place_row(place, _hashes(_places_of(place)))
    return {**row, "place": place.place.id, "label": place.place.label}


def _places_of(thing: EventPlace | Match) -> list[Place]:
    own = [] if thing.place is None else [thing.place]
    return [*own, *(candidate.place for candidate in thing.runners_up)]


def _hashes(places: Iterable[Place]) -> Any:
    return {place: place_hash(place) for place in places}


def _replace(connection: sa.Connection, table: sa.Table, key: int, rows: list[Row]) -> None:
    connection.execute(sa.delete(table).where(table.c.event_key == key))
    if table is tables.event_places:
        rows = _with_keys(connection, rows)
    numbered = [{"event_key": key, "number": number, **row} for number, row in enumerate(rows)]
    if numbered:
        connection.execute(sa.insert(table), numbered)


def _with_keys(connection: sa.Connection, rows: list[Row]) -> list[Row]:
    """Rows with the keys of places where the snapshot has their hashes."""
    hashes = {row["place_key"] for row in rows if row["place_key"] is not None}
    hashes |= {runner[0] for row in rows for runner in row["runners_up"]}
    keys = place_keys_of(connection, hashes)

    def runner(one: str, score: float, reasons: list[str]) -> list[Any]:
        return [keys[one], score, reasons]

    return [
        {
            **{name: value for name, value in row.items() if name not in ("place", "label")},
            "place_key": None if row["place_key"] is None else keys[row["place_key"]],
            "runners_up": [
                [keys[one], score, reasons] for one, score, reasons in row["runners_up"]
            ],
        }
        for row in rows
    ]
