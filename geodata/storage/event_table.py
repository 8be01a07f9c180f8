"""All events as one Arrow table: what the map's index is made of.

One row for each place of an event and one, without position, for each unplaced event; the
rows of an event stand together. Read with the driver's own cursor: at a million rows the
row objects of SQLAlchemy would cost more than the query.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from geodata.model import EventKind
from geodata.storage import tables

ROWS_A_BATCH = 20_000
ACTOR_SEPARATOR = "\x1f"  # between actors in one string; no name contains it

_WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("event_id", pa.string()),
        ("report_id", pa.string()),
        ("kind", _WORD),
        ("family", _WORD),
        ("modality", _WORD),
        ("status", _WORD),
        ("first_day", pa.int32()),  # ordinals as of datetime.date.toordinal
        ("last_day", pa.int32()),
        ("date_precision", _WORD),  # null when there is no date at all
        ("approximate", pa.bool_()),
        ("year", pa.int16()),  # what was said of an open date
        ("month", pa.int8()),
        ("day", pa.int8()),
        ("bound", _WORD),
        ("certainty", pa.float32()),
        ("title", pa.string()),
        ("passage", pa.string()),
        ("speaker", _WORD),
        ("actors", _WORD),  # joined by ACTOR_SEPARATOR, '' when nobody is named
        ("source", _WORD),
        ("is_demo", pa.bool_()),
        ("place_number", pa.int16()),  # from here on null when the event is unplaced
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("radius_km", pa.float32()),
        ("precision", _WORD),
        ("place_role", _WORD),
        ("place_said", _WORD),  # the words of the report
        ("place_id", _WORD),
        ("place_name", _WORD),
        ("place_label", _WORD),
        ("place_country", _WORD),  # ISO code, '' when it belongs to no single country
    ]
)


def _query() -> sa.Select[Any]:
    event, report = tables.events.c, tables.reports.c
    event_place, place, actor = tables.event_places.c, tables.places.c, tables.actors.c
    names = (
        sa.select(sa.func.aggregate_strings(actor.name, ACTOR_SEPARATOR))
        .where(actor.event_key == event.key)
        .scalar_subquery()
    )
    columns: list[sa.ColumnElement[Any]] = [
        event.id,
        report.id,
        event.kind,
        event.modality,
        event.status,
        # The ordinals as they are stored, not as dates.
        sa.type_coerce(event.first_day, sa.Integer),
        sa.type_coerce(event.last_day, sa.Integer),
        event.date_precision,
        event.approximate,
        event.year,
        event.month,
        event.day,
        event.bound,
        event.certainty,
        event.title,
        event.passage,
        event.speaker,
        sa.func.coalesce(names, ""),
        report.source,
        report.is_demo,
        event_place.number,
        event_place.lat,
        event_place.lon,
        event_place.radius_km,
        event_place.precision,
        event_place.role,
        event_place.name,
        place.id,
        place.name,
        place.admin1,
        place.country,
        place.country_code,
    ]
    joined = (
        tables.events.join(tables.reports, report.key == event.report_key)
        .outerjoin(tables.event_places, event_place.event_key == event.key)
        .outerjoin(tables.places, place.key == event_place.place_key)
    )
    return sa.select(*columns).select_from(joined).order_by(event.key, event_place.number)


def read_event_table(connection: sa.Connection) -> pa.Table:
    """The table of SCHEMA; no row at all when the store is empty."""
    statement = str(_query().compile(connection, compile_kwargs={"literal_binds": True}))
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement)
        batches = []
        while rows := list(islice(iter(cursor.fetchone, None), ROWS_A_BATCH)):
            batches.append(_batch(rows))
    finally:
        cursor.close()
    return pa.Table.from_batches(batches, SCHEMA).unify_dictionaries().combine_chunks()


def _batch(rows: list[tuple[Any, ...]]) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True))
    kinds, admin1s, countries = columns[2], columns[29], columns[30]
    columns[3:3] = [tuple(_FAMILY_OF[kind] for kind in kinds)]
    columns[30:32] = [tuple(map(_label, columns[29], admin1s, countries))]
    arrays = [_array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        # Arrow does not turn text into codes by itself when it reads Python values.
        return pa.array(values, kind.value_type).dictionary_encode()
    if pa.types.is_boolean(kind):
        return pa.array([bool(value) for value in values], kind)
    return pa.array(values, kind)


def _label(name: str | None, admin1: str | None, country: str | None) -> str | None:
    if name is None:
        return None
    parts = [name]
    for part in (admin1, country):
        if part and part not in parts:
            parts.append(part)
    return ", ".join(parts)


_FAMILY_OF = {kind.value: kind.family.value for kind in EventKind}
