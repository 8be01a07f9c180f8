"""All events as one Arrow table: what the map's index is made of.

One row for each place of an event and one, without position, for each unplaced event; the
rows of an event stand together. Events of several reports that are one have the rows of their
lead, with the sources, passages and actors of all of them. Each database table is read once,
in the order of its key, with the driver's own cursor, and joined as arrays: at a million rows
the row objects of SQLAlchemy and the joins of SQLite would cost more than the reading.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from geodata.model import EventKind, EventPlace
from geodata.storage import tables
from geodata.storage.apart import Apart, reading_apart
from geodata.storage.collecting import without_collecting
from geodata.storage.joins import followed, leads, name_key
from geodata.storage.packed_rows import NUMBERS, WORDS, packed, unpacked
from geodata.storage.writing import chunks

ROWS_A_BATCH = 20_000
# Between actors, or the sources of several reports, in one string; no name contains it.
ACTOR_SEPARATOR = "\x1f"

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
        ("source", _WORD),  # one for each report that tells it, joined by ACTOR_SEPARATOR
        ("is_demo", pa.bool_()),
        ("stored", pa.int64()),  # rises in the order of the table; an event keeps its number
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
_EVENT_COLUMNS = [
    name for name in SCHEMA.names[: SCHEMA.names.index("place_number")]
    if name not in ("event_id", "report_id", "family", "actors", "source", "is_demo", "stored")
]  # fmt: skip
_KEY = pa.int64()
_PACKED = frozenset({*WORDS, *NUMBERS})
Keys = Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What readers see: which events, and what is told of some of them in place of the truth.

    Attributes:
        keys: of the events, rising.
        texts: by key the columns title, passage, speaker and actors.
        places: by key the places; an event that has texts has places here.
    """

    keys: Sequence[int]
    texts: Mapping[int, Mapping[str, str]]
    places: Mapping[int, Sequence[EventPlace]]


def read_event_table(
    connection: sa.Connection, shown: Shown | None = None, *, keys: Collection[int] | None = None
) -> pa.Table:
    """The table of SCHEMA; no row at all when the store is empty.

    Args:
        connection: to the store.
        shown: only these events, as told there; None for all of them as they are.
        keys: only these events, with whole groups of those that are joined; None for all.
    """
    wanted = None if keys is None else sorted(keys)
    helper = reading_apart(connection) if wanted is None else nullcontext()
    with without_collecting(), helper as apart:
        source = _Source(connection, apart)
        events, groups = _read_events(source, wanted), leads(connection, wanted)
        if shown is not None:
            events, groups = _only_shown(events, groups, shown)
        events = _joined(events, groups)
        places = _read_event_places(source, wanted)
        if shown is not None and shown.places:
            places = _with_told(places, shown.places)
    event_keys = events.column("key").to_numpy()
    places = places.filter(np.isin(places.column("event_key").to_numpy(), event_keys))
    owner = np.searchsorted(event_keys, places.column("event_key").to_numpy())
    places_of = np.bincount(owner, minlength=len(event_keys))
    event_row = np.repeat(np.arange(len(event_keys)), np.maximum(places_of, 1))
    has_place = np.repeat(places_of > 0, np.maximum(places_of, 1))
    place_row = np.cumsum(has_place) - 1
    events = events.take(pa.array(event_row))
    places = places.take(pa.array(place_row, mask=~has_place))
    columns = [
        (events if name in events.column_names else places).column(name) for name in SCHEMA.names
    ]
    return pa.table(columns, schema=SCHEMA).combine_chunks()


def _read_events(source: _Source, keys: Keys = None) -> pa.Table:
    """One row an event with all columns up to the places, and its key."""
    event, report = tables.events.c, tables.reports.c
    plain = [(SCHEMA.field(name), event[name]) for name in _EVENT_COLUMNS]
    wanted = [(pa.field("key", _KEY), event.key), (pa.field("report_key", _KEY), event.report_key),
              (SCHEMA.field("event_id"), event.id), *plain]  # fmt: skip
    events = _read(source, wanted, event.key, keys=keys, short=packed(event))
    events = events.append_column(SCHEMA.field("stored"), events.column("key"))
    reports = _read(
        source,
        [(pa.field("key", _KEY), report.key), (SCHEMA.field("report_id"), report.id),
         (SCHEMA.field("source"), report.source), (SCHEMA.field("is_demo"), report.is_demo)],
        report.key,
        keys=None if keys is None else _different(events.column("report_key")),
    )  # fmt: skip
    of_report = _rows_of(reports, events.column("report_key"))
    for name in ("report_id", "source", "is_demo"):
        events = events.append_column(name, _looked_up(reports.column(name), of_report))
    kinds = _whole(events.column("kind"))
    families = [_FAMILY_OF[kind] for kind in kinds.dictionary.to_pylist()]
    events = events.append_column(
        "family", _looked_up(pa.array(families, pa.string()).dictionary_encode(), kinds.indices)
    )
    return events.append_column("actors", _actors(source, events.column("key"), keys))


def _joined(events: pa.Table, groups: dict[int, list[int]]) -> pa.Table:
    """Each group as its lead, which tells what all of them tell."""
    if not groups:
        return events
    keys = events.column("key").to_numpy()
    rows = [np.searchsorted(keys, group).tolist() for group in groups.values()]
    sources = ACTOR_SEPARATOR.join
    for name, tell in (("actors", _every_name), ("source", sources), ("passage", "\n".join)):
        column = events.column(name)
        told = [tell([column[row].as_py() for row in group]) for group in rows]
        firsts = (group[0] for group in rows)
        events = _replaced(events, name, dict(zip(firsts, told, strict=True)))
    is_shown = np.ones(len(events), dtype=bool)
    is_shown[[row for group in rows for row in group[1:]]] = False
    return events.filter(pa.array(is_shown))


def _only_shown(
    events: pa.Table, groups: Mapping[int, list[int]], shown: Shown
) -> tuple[pa.Table, dict[int, list[int]]]:
    """The events that readers see, as they are told, and the groups among them."""
    events = events.filter(np.isin(events.column("key").to_numpy(), list(shown.keys)))
    keys = events.column("key").to_numpy()
    rows = {int(key): row for row, key in enumerate(keys.tolist()) if key in shown.texts}
    for name in ("title", "passage", "speaker", "actors") if rows else ():
        told = {row: shown.texts[key][name] for key, row in rows.items()}
        events = _replaced(events, name, told)
    seen = set(keys.tolist())
    kept = ([key for key in group if key in seen] for group in groups.values())
    return events, {group[0]: group for group in kept if len(group) > 1}


def _with_told(places: pa.Table, told: Mapping[int, Sequence[EventPlace]]) -> pa.Table:
    """The places of events with those of some events as they are told."""
    keys = places.column("event_key").to_numpy()
    kept = places.drop_columns(["place_key"]).filter(~np.isin(keys, list(told)))
    rows = [
        (key, number, one.position.lat, one.position.lon, one.radius_km, one.precision.value,
         one.role.value, one.name, one.place.id, one.place.name, one.place.label,
         one.place.country_code)
        for key, ones in told.items() for number, one in enumerate(ones)
    ]  # fmt: skip
    if not rows:
        return kept
    names = [
        "event_key", "place_number", "lat", "lon", "radius_km", "precision", "place_role",
        "place_said", "place_id", "place_name", "place_label", "place_country",
    ]  # fmt: skip
    cells = dict(zip(names, zip(*rows, strict=True), strict=True))
    added = pa.table(
        [_array(cells[field.name], field.type) for field in kept.schema], schema=kept.schema
    )
    whole = pa.concat_tables([kept, added]).unify_dictionaries().combine_chunks()
    return whole.sort_by([("event_key", "ascending"), ("place_number", "ascending")])


def _every_name(combinations: list[str]) -> str:
    names = (name for joined in combinations for name in joined.split(ACTOR_SEPARATOR) if name)
    return ACTOR_SEPARATOR.join(dict.fromkeys(names))


def _replaced(events: pa.Table, name: str, texts: dict[int, str]) -> pa.Table:
    """The table with other texts at some rows of a column."""
    field = SCHEMA.field(name)
    mask = np.zeros(len(events), dtype=bool)
    mask[list(texts)] = True
    plain = _whole(events.column(name)).cast(pa.string())
    new = pa.array([texts[row] for row in sorted(texts)], pa.string())
    column = pc.replace_with_mask(plain, pa.array(mask), new)
    if pa.types.is_dictionary(field.type):
        column = column.dictionary_encode()
    return events.set_column(events.column_names.index(name), field, column)


def _actors(source: _Source, event_keys: pa.ChunkedArray, keys: Keys) -> pa.Array:
    """The actors of each event in one string."""
    actor = tables.actors.c
    found = _read(
        source,
        [(pa.field("event_key", _KEY), actor.event_key),
         (pa.field("name", pa.string()), actor.name)],
        actor.event_key,
        actor.number,
        keys=keys,
    )  # fmt: skip
    edges = np.append(event_keys.to_numpy(), np.iinfo(np.int64).max)
    offsets = np.searchsorted(found.column("event_key").to_numpy(), edges)
    names = _renamed(_whole(found.column("name")), followed(source.connection))
    lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), names)
    return pc.binary_join(lists, ACTOR_SEPARATOR).dictionary_encode()


def _renamed(names: pa.Array, aliases: dict[str, str]) -> pa.Array:
    """The names that the list of aliases says to use."""
    if not aliases:
        return names
    words = names.dictionary_encode()
    known = [aliases.get(name_key(name), name) for name in words.dictionary.to_pylist()]
    return pa.array(known, pa.string()).take(words.indices)


def _read_event_places(source: _Source, keys: Keys = None) -> pa.Table:
    """One row for each place of an event with all columns from place_number on."""
    here, place = tables.event_places.c, tables.places.c
    names = {"place_number": here.number, "lat": here.lat, "lon": here.lon,
             "radius_km": here.radius_km, "precision": here.precision,
             "place_role": here.role, "place_said": here.name}  # fmt: skip
    found = _read(
        source,
        [(pa.field("event_key", _KEY), here.event_key),
         (pa.field("place_key", _KEY), here.place_key),
         *((SCHEMA.field(name), column) for name, column in names.items())],
        here.event_key,
        here.number,
        keys=keys,
    )  # fmt: skip
    places = _read(
        source,
        [(pa.field("key", _KEY), place.key)]
        + [(pa.field(name, pa.string()), place[name])
           for name in ("id", "name", "admin1", "country", "country_code")],
        place.key,
        keys=None if keys is None else _different(found.column("place_key")),
    )  # fmt: skip
    labels = [_label(*parts) for parts in zip(
        *(places.column(name).to_pylist() for name in ("name", "admin1", "country")), strict=True
    )]  # fmt: skip
    row = _rows_of(places, found.column("place_key"))
    for name, values in (
        ("place_id", places.column("id")),
        ("place_name", places.column("name")),
        ("place_label", pa.array(labels, pa.string())),
        ("place_country", places.column("country_code")),
    ):
        found = found.append_column(name, _looked_up(_whole(values).dictionary_encode(), row))
    return found


def _label(name: str, admin1: str, country: str) -> str:
    return ", ".join(dict.fromkeys(part for part in (name, admin1, country) if part))


# ----------------------------------------------------------------- arrays


@dataclass(frozen=True, slots=True)
class _Source:
    """The store, and the process that reads much of it faster."""

    connection: sa.Connection
    apart: Apart | None


def _read(
    source: _Source,
    wanted: list[tuple[pa.Field, sa.ColumnElement[Any]]],
    *order: sa.ColumnElement[Any],
    keys: Keys = None,
    short: list[sa.ColumnElement[Any]] | None = None,
) -> pa.Table:
    """Columns of one database table, in the order of its key.

    Args:
        source: where from.
        wanted: the columns and what they become.
        order: the columns of the key.
        keys: only these, rising; None for all.
        short: what stands for the columns of `packed_rows` when another process reads.
    """
    # Days as the ordinals they are stored as.
    columns = [
        sa.type_coerce(column, sa.Integer) if isinstance(column.type, tables.Day) else column
        for _, column in wanted
    ]
    statement = sa.select(*columns).order_by(*order)
    schema = pa.schema([field for field, _ in wanted])
    if source.apart is not None and keys is None:
        plain = {
            field.name: column
            for field, column in zip(schema, columns, strict=True)
            if not short or field.name not in _PACKED
        }
        asked = [_never_null(column).label(name) for name, column in plain.items()]
        query = statement.with_only_columns(*asked, *(short or ()))
        lacking = {name for name, column in plain.items() if _is_text_or_null(column)}
        found = source.apart.read(
            str(query.compile(source.connection, compile_kwargs={"literal_binds": True})),
            lambda batch: _typed(batch, schema, lacking),
        )
        if found is not None:
            return found.unify_dictionaries().combine_chunks()
    return _read_here(source.connection, statement, schema, order[0], keys)


def _is_text_or_null(column: sa.ColumnElement[Any]) -> bool:
    return isinstance(column.type, sa.Text) and bool(getattr(column, "nullable", False))


def _never_null(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Missing text as '': a column that starts with nulls would be taken for numbers."""
    if _is_text_or_null(column):
        return sa.func.coalesce(column, sa.literal_column("''"))
    return column


def _typed(batch: pa.RecordBatch, schema: pa.Schema, may_lack: Collection[str]) -> pa.RecordBatch:
    """Whole numbers, floating numbers and texts as the columns that are wanted."""
    known = unpacked(batch, schema) if "words" in batch.schema.names else {}
    columns = []
    for field in schema:
        if field.name in known:
            columns.append(known[field.name])
            continue
        is_word = pa.types.is_dictionary(field.type)
        typed = batch.column(field.name).cast(field.type.value_type if is_word else field.type)
        if field.name in may_lack:
            typed = pc.if_else(pc.equal(typed, ""), None, typed)
        columns.append(typed.dictionary_encode() if is_word else typed)
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _read_here(
    connection: sa.Connection,
    statement: sa.Select[Any],
    schema: pa.Schema,
    key: sa.ColumnElement[Any],
    keys: Keys,
) -> pa.Table:
    parts = [statement]
    if keys is not None:
        parts = [statement.where(key.in_(part)) for part in chunks(keys)]
    cursor = connection.connection.cursor()
    batches = []
    try:
        for part in parts:
            options = {"literal_binds": True}
            cursor.execute(str(part.compile(connection, compile_kwargs=options)))
            while rows := cursor.fetchmany(ROWS_A_BATCH):
                arrays = map(_array, zip(*rows, strict=True), schema.types)
                batches.append(pa.RecordBatch.from_arrays(list(arrays), schema=schema))
    finally:
        cursor.close()
    return pa.Table.from_batches(batches, schema).unify_dictionaries().combine_chunks()


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        # Arrow does not turn text into codes by itself when it reads Python values.
        return pa.array(values, kind.value_type).dictionary_encode()
    if pa.types.is_boolean(kind):
        return pa.array([bool(value) for value in values], kind)
    return pa.array(values, kind)


def _different(column: pa.ChunkedArray) -> list[int]:
    found: list[int] = np.unique(column.to_numpy()).tolist()
    return found


def _rows_of(table: pa.Table, keys: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Where each key stands in the column `key` of a table that is sorted by it."""
    rows: npt.NDArray[np.int64] = np.searchsorted(table.column("key").to_numpy(), keys.to_numpy())
    return rows


def _looked_up(values: Any, rows: Any) -> pa.Array:
    """The values at some rows."""
    return _whole(values).take(pa.array(rows))


def _whole(column: Any) -> Any:
    """A column as one array."""
    if isinstance(column, pa.ChunkedArray):
        return column.chunk(0) if column.num_chunks else pa.array([], column.type)
    return column


_FAMILY_OF = {kind.value: kind.family.value for kind in EventKind}
