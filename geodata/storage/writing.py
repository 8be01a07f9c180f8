"""Model values as rows. Nothing here knows how a database is opened or locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from geodata import text_likeness
from geodata.correcting.urgency import SINGLE_SOURCE, weight_of
from geodata.model import (
    Candidate,
    DateMention,
    Event,
    EventPlace,
    Match,
    Place,
    Reading,
    Sentence,
    Status,
)
from geodata.partial_date import Bound, PartialDate
from geodata.storage import tables
from geodata.storage.place_rows import gazetteer_row, place_hash

T = TypeVar("T")
Row = dict[str, Any]
PlaceKeys = dict[Place, int]
CHUNK = 500  # values in one IN (...): below every limit of SQLite and PostgreSQL


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterable[list[T]]:
    """The values in lists of at most `size`."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def insert_reading(
    connection: sa.Connection, reading: Reading, *, status: Status, added_at: datetime
) -> None:
    """Write a report and all that was read out of it; the report must not be there yet."""
    report_key = _insert_report(connection, reading, added_at)
    place_keys = keep_places(connection, _places_of(reading))
    _insert(
        connection,
        tables.matches,
        [
            {"report_key": report_key, "number": number, **match_row(match, place_keys)}
            for number, match in enumerate(reading.matches)
        ],
    )
    _insert(
        connection,
        tables.dates,
        [
            {"report_key": report_key, "number": number, **_date_mention_row(mention)}
            for number, mention in enumerate(reading.dates)
        ],
    )
    _insert_events(connection, report_key, reading.events, status, place_keys)


def _insert_report(connection: sa.Connection, reading: Reading, added_at: datetime) -> int:
    report = reading.report
    row = {
        "id": report.id,
        "text": report.text,
        "text_hash": report.text_hash,
        "title": report.title,
        "source": report.source,
        "link": report.link,
        "published": report.published,
        "language": report.language,
        "added_at": added_at,
        "is_demo": report.is_demo,
        "author": report.author,
        "file_name": report.file_name,
        "file_hash": report.file_hash,
        "accessed_at": report.accessed_at,
        "sentences": [_sentence_row(sentence, report.text) for sentence in reading.sentences],
        "notes": list(reading.notes),
    }
    result = connection.execute(sa.insert(tables.reports), row)
    report_key = cast(tuple[int], result.inserted_primary_key)[0]
    keep_bands(connection, report_key, report.text)
    return report_key


def keep_bands(connection: sa.Connection, report_key: int, text: str) -> None:
    """Write the fingerprint of a report's text, by which nearly the same ones are found."""
    values = set(text_likeness.bands(text))
    _insert(
        connection,
        tables.text_bands,
        [{"value": value, "report_key": report_key} for value in values],
    )


def _insert_events(
    connection: sa.Connection,
    report_key: int,
    events: Sequence[Event],
    status: Status,
    place_keys: PlaceKeys,
) -> None:
    _insert(
        connection,
        tables.events,
        [
            {"report_key": report_key, "number": number, **event_row(event, status)}
            for number, event in enumerate(events)
        ],
    )
    table = tables.events
    found = connection.execute(
        sa.select(table.c.number, table.c.key).where(table.c.report_key == report_key)
    )
    keys = {number: key for number, key in found}  # noqa: C416 - rows are not pairs to mypy
    parts = [(keys[number], event) for number, event in enumerate(events)]
    _insert_parts(
        connection,
        tables.event_places,
        ((key, [place_row(place, place_keys) for place in event.places]) for key, event in parts),
    )
    _insert_parts(connection, tables.actors, ((key, actor_rows(event)) for key, event in parts))
    _insert_parts(connection, tables.counts, ((key, count_rows(event)) for key, event in parts))
    _insert_parts(
        connection, tables.evidence, ((key, evidence_rows(event)) for key, event in parts)
    )


def _insert_parts(
    connection: sa.Connection, table: sa.Table, parts: Iterable[tuple[int, list[Row]]]
) -> None:
    rows = [
        {"event_key": key, "number": number, **row}
        for key, event_rows in parts
        for number, row in enumerate(event_rows)
    ]
    _insert(connection, table, rows)


def _insert(connection: sa.Connection, table: sa.Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


# --------------------------------------------------------------------- places


def _places_of(reading: Reading) -> Iterable[Place]:
    for match in reading.matches:
        if match.place is not None:
            yield match.place
        yield from (candidate.place for candidate in match.runners_up)
    for event in reading.events:
        for event_place in event.places:
            yield event_place.place
            yield from (candidate.place for candidate in event_place.runners_up)


def keep_places(connection: sa.Connection, places: Iterable[Place]) -> PlaceKeys:
    """Write the places that are not there yet; the key of each."""
    by_hash = {place_hash(place): place for place in dict.fromkeys(places)}
    known = place_keys_of(connection, by_hash)
    _insert(
        connection,
        tables.places,
        [gazetteer_row(place, digest) for digest, place in by_hash.items() if digest not in known],
    )
    known |= place_keys_of(connection, by_hash.keys() - known.keys())
    return {place: known[digest] for digest, place in by_hash.items()}


def place_keys_of(connection: sa.Connection, hashes: Iterable[str]) -> dict[str, int]:
    """The key of each place that is there, by its hash."""
    column = tables.places.c
    known: dict[str, int] = {}
    for chunk in chunks(hashes):
        found = connection.execute(
            sa.select(column.content_hash, column.key).where(column.content_hash.in_(chunk))
        )
        known |= {row.content_hash: row.key for row in found}
    return known


# ----------------------------------------------------------------------- rows


def _sentence_row(sentence: Sentence, text: str) -> list[Any]:
    row: list[Any] = [sentence.start, sentence.end, sentence.number, sentence.paragraph]
    if sentence.text != text[sentence.start : sentence.end]:
        row.append(sentence.text)
    return row


def candidate_rows(candidates: Iterable[Candidate], keys: PlaceKeys) -> list[list[Any]]:
    """Runners-up as JSON: place key, score, reasons."""
    return [[keys[c.place], c.score, list(c.reasons)] for c in candidates]


def match_row(match: Match, keys: PlaceKeys) -> Row:
    """The columns of a match without its report and number."""
    return {
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "usage": match.usage.value,
        "place_key": None if match.place is None else keys[match.place],
        "score": match.score,
        "reasons": list(match.reasons),
        "runners_up": candidate_rows(match.runners_up, keys),
    }


def _date_row(date: PartialDate | None, rule: str) -> Row:
    if date is None:
        none = dict.fromkeys(("first_day", "last_day", "date_precision", "year", "month", "day"))
        return {**none, "approximate": False, "bound": Bound.ON.value, "date_rule": rule}
    year, month, day = date.year_month_day
    return {
        "first_day": date.first_day,
        "last_day": date.last_day,
        "date_precision": date.precision.value,
        "approximate": date.approximate,
        "year": year,
        "month": month,
        "day": day,
        "bound": date.bound.value,
        "date_rule": rule,
    }


def _date_mention_row(mention: DateMention) -> Row:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "stated": mention.stated,
        **_date_row(mention.date, mention.rule),
    }


def event_row(event: Event, status: Status) -> Row:
    """The columns of an event without its report and number."""
    return {
        "id": event.id,
        "kind": event.kind.value,
        "modality": event.modality.value,
        "title": event.title,
        "passage_start": event.passage.start,
        "passage_end": event.passage.end,
        "passage": event.passage.text,
        **_date_row(event.date, event.date_rule),
        "speaker": event.speaker,
        "status": status.value,
        "certainty": event.certainty,
        **_weight_row(event),
    }


def _weight_row(event: Event) -> Row:
    """How much it calls for a person while no other report tells it."""
    weight = weight_of(event)
    urgency = weight.doubt * weight.impact * SINGLE_SOURCE
    return {"doubt": weight.doubt, "impact": weight.impact, "urgency": urgency}


def place_row(place: EventPlace, keys: PlaceKeys) -> Row:
    """The columns of an event's place without its event and number."""
    return {
        "name": place.name,
        "place_key": keys[place.place],
        "role": place.role.value,
        "precision": place.precision.value,
        "lat": place.position.lat,
        "lon": place.position.lon,
        "radius_km": place.radius_km,
        "score": place.score,
        "start": place.start,
        "end": place.end,
        "reasons": list(place.reasons),
        "runners_up": candidate_rows(place.runners_up, keys),
        "inherited": place.inherited,
        "reading": place.reading,
    }


def actor_rows(event: Event) -> list[Row]:
    """The columns of the actors of an event."""
    return [
        {"name": a.name, "role": a.role.value, "start": a.start, "end": a.end, "title": a.title}
        for a in event.actors
    ]


def count_rows(event: Event) -> list[Row]:
    """The columns of the numbers of an event."""
    return [
        {
            "text": count.text,
            "what": count.what,
            "low": count.low,
            "high": count.high,
            "start": count.start,
            "end": count.end,
        }
        for count in event.counts
    ]


def evidence_rows(event: Event) -> list[Row]:
    """The columns of the evidence of an event."""
    return [
        {
            "field": piece.field.value,
            "report_id": piece.report_id,
            "start": piece.start,
            "end": piece.end,
            "text": piece.text,
        }
        for piece in event.evidence
    ]
