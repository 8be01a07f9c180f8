"""Rows as model values, exactly as they went in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from geodata.coordinates import LatLon
from geodata.model import (
    Actor,
    ActorRole,
    Candidate,
    Count,
    DateMention,
    Event,
    EventKind,
    EventPlace,
    Evidence,
    Field,
    Match,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Reading,
    Report,
    Sentence,
    Span,
    Status,
    Usage,
)
from geodata.partial_date import Bound, DatePrecision, PartialDate
from geodata.storage import tables
from geodata.storage.packed_evidence import PACKED, unpacked
from geodata.storage.writing import chunks

REPORT_COLUMNS = [c for c in tables.reports.c if c.name not in ("sentences", "notes")]
_ROWS_AT_ONCE = 500
_EVENT_COLUMNS = [*tables.events.c, tables.reports.c.id.label("report_id")]


def report_value(row: sa.Row[Any]) -> Report:
    """The report of a row with REPORT_COLUMNS."""
    return Report(
        id=row.id,
        text=row.text,
        text_hash=row.text_hash,
        title=row.title,
        source=row.source,
        link=row.link,
        published=row.published,
        language=row.language,
        added_at=row.added_at,
        is_demo=row.is_demo,
        author=row.author,
        file_name=row.file_name,
        file_hash=row.file_hash,
        accessed_at=row.accessed_at,
    )


class Reader:
    """Reads values on one connection; each place is fetched and built once."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._places: dict[int, Place] = {}

    def reading(self, report_id: str) -> Reading | None:
        """All that was read out of a report, None when it is not there."""
        table = tables.reports
        row = self._connection.execute(sa.select(table).where(table.c.id == report_id)).first()
        if row is None:
            return None
        return Reading(
            report=report_value(row),
            sentences=tuple(_sentence(stored, row.text) for stored in row.sentences),
            matches=tuple(self.matches(row.key)),
            dates=tuple(self._dates(row.key)),
            events=tuple(self.events(tables.events.c.report_key == row.key)),
            notes=tuple(row.notes),
        )

    def events(self, *conditions: sa.ColumnElement[bool]) -> Iterator[Event]:
        """The events that meet the conditions, in the order they were stored, in chunks."""
        column = tables.events.c
        last_key = -1
        while True:
            query = (
                sa.select(*_EVENT_COLUMNS)
                .join(tables.reports, tables.reports.c.key == column.report_key)
                .where(column.key > last_key, *conditions)
                .order_by(column.key)
                .limit(_ROWS_AT_ONCE)
            )
            rows = self._connection.execute(query).all()
            if rows:
                last_key = rows[-1].key
                yield from self._with_parts(rows)
            if len(rows) < _ROWS_AT_ONCE:
                return

    def passages(
        self, *conditions: sa.ColumnElement[bool]
    ) -> list[tuple[Span, tuple[Evidence, ...]]]:
        """The passages of events with the words that support them, and nothing else of them."""
        query = (
            sa.select(*_EVENT_COLUMNS)
            .join(tables.reports, tables.reports.c.key == tables.events.c.report_key)
            .where(*conditions)
        )
        rows = self._connection.execute(query).all()
        evidence = self._evidence(rows)
        return [
            (Span(row.passage_start, row.passage_end, row.passage), evidence[row.key])
            for row in rows
        ]

    def _with_parts(self, rows: Sequence[sa.Row[Any]]) -> Iterator[Event]:
        keys = [row.key for row in rows]
        places = self._parts(tables.event_places, keys)
        self._fetch_places(stored for part in places.values() for stored in part)
        actors = self._parts(tables.actors, keys)
        counts = self._parts(tables.counts, keys)
        evidence = self._evidence(rows)
        for row in rows:
            yield Event(
                id=row.id,
                report_id=row.report_id,
                kind=EventKind(row.kind),
                modality=Modality(row.modality),
                title=row.title,
                passage=Span(row.passage_start, row.passage_end, row.passage),
                date=None if row.date_precision is None else _partial_date(row),
                date_rule=row.date_rule,
                places=tuple(self._event_place(part) for part in places[row.key]),
                actors=tuple(_actor(part) for part in actors[row.key]),
                counts=tuple(_count(part) for part in counts[row.key]),
                speaker=row.speaker,
                evidence=evidence[row.key],
                status=Status(row.status),
                certainty=row.certainty,
            )

    def _parts(self, table: sa.Table, keys: list[int]) -> dict[int, list[sa.Row[Any]]]:
        query = (
            sa.select(table)
            .where(table.c.event_key.in_(keys))
            .order_by(table.c.event_key, table.c.number)
        )
        parts: dict[int, list[sa.Row[Any]]] = defaultdict(list)
        for row in self._connection.execute(query):
            parts[row.event_key].append(row)
        return parts

    def _evidence(self, rows: Sequence[sa.Row[Any]]) -> dict[int, tuple[Evidence, ...]]:
        """The evidence of events by their keys; that of imported ones is packed."""
        parts = self._parts(tables.evidence, [row.key for row in rows])
        packed = [row for row in rows if any(part.field == PACKED for part in parts[row.key])]
        texts = self._texts({row.report_key for row in packed})
        found = {
            row.key: tuple(unpacked(parts[row.key][0].text, row.report_id, texts[row.report_key]))
            for row in packed
        }
        for row in rows:
            if row.key not in found:
                found[row.key] = tuple(_evidence(part) for part in parts[row.key])
        return found

    def _texts(self, report_keys: set[int]) -> dict[int, str]:
        column = tables.reports.c
        found: dict[int, str] = {}
        for chunk in chunks(sorted(report_keys)):
            query = sa.select(column.key, column.text).where(column.key.in_(chunk))
            found.update((row[0], row[1]) for row in self._connection.execute(query))
        return found

    def matches(self, report_key: int) -> Iterator[Match]:
        """The matches of a report in the order they were stored."""
        table = tables.matches
        query = sa.select(table).where(table.c.report_key == report_key).order_by(table.c.number)
        rows = self._connection.execute(query).all()
        self._fetch_places(rows)
        for row in rows:
            yield Match(
                start=row.start,
                end=row.end,
                text=row.text,
                usage=Usage(row.usage),
                place=None if row.place_key is None else self._places[row.place_key],
                score=row.score,
                reasons=tuple(row.reasons),
                runners_up=self._candidates(row.runners_up),
            )

    def _dates(self, report_key: int) -> Iterator[DateMention]:
        table = tables.dates
        query = sa.select(table).where(table.c.report_key == report_key).order_by(table.c.number)
        for row in self._connection.execute(query):
            yield DateMention(
                row.start, row.end, row.text, _partial_date(row), row.date_rule, row.stated
            )

    # ------------------------------------------------------------------ places

    def places(self, keys: Iterable[int]) -> dict[int, Place]:
        """Gazetteer places by their keys."""
        wanted = set(keys)
        self._fetch(wanted)
        return {key: self._places[key] for key in wanted}

    def _fetch_places(self, rows: Iterable[sa.Row[Any]]) -> None:
        wanted: set[int] = set()
        for row in rows:
            if row.place_key is not None:
                wanted.add(row.place_key)
            wanted.update(stored[0] for stored in row.runners_up)
        self._fetch(wanted)

    def _fetch(self, wanted: set[int]) -> None:
        for chunk in chunks(sorted(wanted - self._places.keys())):
            query = sa.select(tables.places).where(tables.places.c.key.in_(chunk))
            self._places |= {row.key: _place(row) for row in self._connection.execute(query)}

    def _candidates(self, stored: list[list[Any]]) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(self._places[key], score, tuple(reasons)) for key, score, reasons in stored
        )

    def _event_place(self, row: sa.Row[Any]) -> EventPlace:
        return EventPlace(
            name=row.name,
            place=self._places[row.place_key],
            role=PlaceRole(row.role),
            precision=Precision(row.precision),
            position=LatLon(row.lat, row.lon),
            radius_km=row.radius_km,
            score=row.score,
            start=row.start,
            end=row.end,
            reasons=tuple(row.reasons),
            runners_up=self._candidates(row.runners_up),
            inherited=row.inherited,
            reading=row.reading,
        )


def _place(row: sa.Row[Any]) -> Place:
    return Place(
        id=row.id,
        name=row.name,
        kind=PlaceKind(row.kind),
        country_code=row.country_code,
        country=row.country,
        admin1=row.admin1,
        admin2=row.admin2,
        position=LatLon(row.lat, row.lon),
        radius_km=row.radius_km,
        population=row.population,
        names=tuple(row.names),
        source=row.source,
    )


def _sentence(stored: list[Any], text: str) -> Sentence:
    start, end, number, paragraph, *own_text = stored
    return Sentence(start, end, own_text[0] if own_text else text[start:end], number, paragraph)


def _partial_date(row: sa.Row[Any]) -> PartialDate:
    return PartialDate(
        row.first_day,
        row.last_day,
        DatePrecision(row.date_precision),
        row.approximate,
        (row.year, row.month, row.day),
        Bound(row.bound),
    )


def _actor(row: sa.Row[Any]) -> Actor:
    return Actor(row.name, ActorRole(row.role), row.start, row.end, row.title)


def _count(row: sa.Row[Any]) -> Count:
    # Row is a tuple: row.count would be tuple's method, the columns here are safe.
    return Count(row.text, row.what, row.low, row.high, row.start, row.end)


def _evidence(row: sa.Row[Any]) -> Evidence:
    return Evidence(Field(row.field), row.report_id, row.start, row.end, row.text)
