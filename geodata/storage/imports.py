"""Rows of files in bulk: which are there already, those that are new, and the ledger of files.

The columns of the big tables go to the driver as tuples: the rows of SQLAlchemy would cost
more than the database. A batch is one transaction with the ledger's tally, so that what the
ledger says is there is there.
"""

from __future__ import annotations

import itertools
import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from geodata.errors import NotFoundError
from geodata.model import Place, Status
from geodata.storage import decision_log, tables
from geodata.storage.decision_log import Decision
from geodata.storage.engine import sqlite_driver
from geodata.storage.import_tables import import_parts, imported_rows, imports
from geodata.storage.writing import chunks, keep_places

Row = tuple[Any, ...]
PlaceName = tuple[str, float, float]
PLACES_REMEMBERED = 200_000
CACHE_KB = 128_000
CHECKPOINT_PAGES = 16_000
CALM_S = 10.0  # how long a running dashboard may keep its index while an import goes on
ROWS_A_STATEMENT = 500
MOST_VALUES = 32_766  # of one statement, since SQLite 3.32 (sqlite.org/limits.html)
EVENT_COLUMNS = (
    "id", "number", "kind", "modality", "title", "passage_start", "passage_end", "passage",
    "first_day", "last_day", "date_precision", "approximate", "year", "month", "day", "bound",
    "date_rule", "speaker", "status", "certainty",
)  # fmt: skip
_EVENT = ("key", "report_key", *EVENT_COLUMNS)
_PARTS: dict[str, tuple[sa.Table, tuple[str, ...]]] = {
    "places": (
        tables.event_places,
        (
            "number", "name", "place_key", "role", "precision", "lat", "lon", "radius_km",
            "score", "start", "end", "reasons", "runners_up", "inherited", "reading",
        ),
    ),
    "actors": (tables.actors, ("number", "name", "role", "start", "end", "title")),
    "counts": (tables.counts, ("number", "text", "what", "low", "high", "start", "end")),
    "evidence": (tables.evidence, ("number", "field", "report_id", "start", "end", "text")),
    "rows": (imported_rows, ("import_key", "line", "content_hash", "external_id")),
}  # fmt: skip


class KnownRow(NamedTuple):
    """An event that is there: by which import and from which line; None for a read report."""

    event_key: int
    import_key: int | None
    line: int | None
    content_hash: int | None


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One file in the ledger; see the table for the counts."""

    id: str
    name: str
    layout: str
    source: str
    by: str
    started_at: datetime
    ended_at: datetime | None
    rows: int
    added: int
    known: int
    updated: int
    refused: int


@dataclass(slots=True)
class Batch:
    """Rows made ready for the tables.

    Attributes:
        reports: columns of ``reports`` by name; `added_at` is put in here.
        events: (number of the report in ``reports``, its columns EVENT_COLUMNS ...).
        places: what the places' rows mean by a number.
        parts: by name of _PARTS: (number of the event in ``events``, columns ...); the
            place_key is a number in ``places``, days are ordinals, JSON is text.
        replaced: number of an event in ``events`` to the key of the one it replaces.
    """

    reports: list[dict[str, Any]] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    parts: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in _PARTS})
    replaced: dict[int, int] = field(default_factory=dict)


class ImportBook:
    """The imports of a store; comes as ``store.imports``."""

    def __init__(
        self,
        looking: Callable[[], AbstractContextManager[sa.Connection]],
        writing: Callable[..., AbstractContextManager[sa.Connection]],
        clock: Callable[[], datetime],
    ) -> None:
        self._looking = looking
        self._writing = writing
        self._clock = clock
        self._place_keys: dict[PlaceName, int] = {}
        self._shown_at = -CALM_S

    @property
    def takes_threads(self) -> bool:
        """Whether one thread may look while another writes: not on a database in memory."""
        with self._looking() as connection:
            return not isinstance(connection.engine.pool, sa.StaticPool)

    def all(self) -> list[ImportRecord]:
        """Every import, the latest first."""
        columns = [column for column in imports.c if column.name not in ("key", "file_hash")]
        query = sa.select(*columns).order_by(imports.c.key.desc())
        with self._looking() as connection:
            return [ImportRecord(**row._mapping) for row in connection.execute(query)]

    def begin(
        self, *, name: str, file_hash: str, layout: str, source: str, by: str
    ) -> tuple[int, bool]:
        """The key of this import in the ledger, and whether it goes on with a stopped one."""
        table = imports
        with self._writing() as connection:
            stopped = connection.execute(
                sa.select(table.c.key)
                .where(table.c.file_hash == file_hash, table.c.ended_at.is_(None))
                .order_by(table.c.key.desc())
            ).scalar()
            if stopped is not None:
                return int(stopped), True
            row = {
                "id": f"i{secrets.token_hex(8)}",
                "name": name,
                "file_hash": file_hash,
                "layout": layout,
                "source": source,
                "by": by,
                "started_at": self._clock(),
            }
            key = connection.execute(sa.insert(table), row).inserted_primary_key
            assert key is not None  # noqa: S101 - an insert of one row has one
            return int(key[0]), False

    def known(self, event_ids: Iterable[str]) -> dict[str, KnownRow]:
        """Those of the events that are there."""
        event, row = tables.events, imported_rows
        found: dict[str, KnownRow] = {}
        with self._looking() as connection:
            for chunk in chunks(event_ids):
                query = (
                    sa.select(
                        event.c.id, event.c.key, row.c.import_key, row.c.line, row.c.content_hash
                    )
                    .select_from(event.outerjoin(row, row.c.event_key == event.c.key))
                    .where(event.c.id.in_(chunk))
                )
                for event_id, *rest in connection.execute(query):
                    found[event_id] = KnownRow(*rest)
        return found

    def report_texts(self, report_ids: Iterable[str]) -> dict[str, str]:
        """The texts of those of the reports that are there."""
        column = tables.reports.c
        found: dict[str, str] = {}
        with self._looking() as connection:
            for chunk in chunks(report_ids):
                query = sa.select(column.id, column.text).where(column.id.in_(chunk))
                found.update((row[0], row[1]) for row in connection.execute(query))
        return found

    def add(self, import_key: int, batch: Batch, tally: Mapping[str, int], *, by: str) -> None:
        """Write a batch and the ledger's tally as it is with it; all or nothing."""
        fresh: dict[PlaceName, int] = {}
        # Readers make their index anew at each revision: some batches share one.
        now = time.monotonic()
        is_shown = now - self._shown_at >= CALM_S
        with self._writing(visible=is_shown) as connection:
            _give_room(connection)
            reports = self._reports(connection, import_key, batch.reports)
            keys = _event_keys(connection, batch)
            places = self._places(connection, batch.places, fresh)
            self._events(connection, batch, keys, reports, by)
            for name, (table, columns) in _PARTS.items():
                rows = batch.parts[name]
                if name == "places":
                    ready = [_with_keys(row, keys, places) for row in rows]
                else:
                    ready = [(keys[row[0]], *row[1:]) for row in rows]
                _insert(connection, table, ("event_key", *columns), ready)
            _tally(connection, import_key, tally)
        self._place_keys |= fresh  # not before: the transaction may have been rolled back
        self._shown_at = now if is_shown else self._shown_at

    def end(self, import_key: int, tally: Mapping[str, int], *, by: str) -> None:
        """Mark an import as whole."""
        now = self._clock()
        with self._writing() as connection:
            _tally(connection, import_key, {**tally, "ended_at": now})
            query = sa.select(imports.c.id, imports.c.name).where(imports.c.key == import_key)
            row = connection.execute(query).one()
            after = {"name": row.name, **tally}
            decision_log.write(
                connection, Decision.of(now, by, "import events", row.id, None, after)
            )

    def take_back(self, import_id: str, *, by: str) -> int:
        """Reject all events of an import that nobody has looked at; how many these are.

        What somebody accepted stays, nothing is deleted, and the log says who did it.

        Raises:
            NotFoundError: no such import.
        """
        event = tables.events
        with self._writing() as connection:
            key = connection.execute(
                sa.select(imports.c.key).where(imports.c.id == import_id)
            ).scalar()
            if key is None:
                raise NotFoundError(f"There is no import {import_id!r} in the collection.")
            own = sa.select(imported_rows.c.event_key).where(imported_rows.c.import_key == key)
            done = connection.execute(
                sa.update(event)
                .where(event.c.key.in_(own), event.c.status == Status.UNREVIEWED.value)
                .values(status=Status.REJECTED.value)
            )
            count = int(done.rowcount)
            entry = Decision.of(
                self._clock(), by, "take import back", import_id, None, {"rejected": count}
            )
            decision_log.write(connection, entry)
            return count

    # ---------------------------------------------------------------- parts

    def _reports(
        self, connection: sa.Connection, import_key: int, rows: list[dict[str, Any]]
    ) -> list[int]:
        """Keys of the reports in their order; one that is there is taken as it is."""
        table, now = tables.reports, self._clock()
        there = _keys_of_reports(connection, [row["id"] for row in rows])
        new = [{**row, "added_at": now} for row in rows if row["id"] not in there]
        if new:
            connection.execute(sa.insert(table), new)
            fresh = _keys_of_reports(connection, [row["id"] for row in new])
            parts = [{"report_key": key, "import_key": import_key} for key in fresh.values()]
            connection.execute(sa.insert(import_parts), parts)
            there |= fresh
        return [there[row["id"]] for row in rows]

    def _places(
        self, connection: sa.Connection, places: Sequence[Place], fresh: dict[PlaceName, int]
    ) -> list[int]:
        """Keys of the places in their order; those met for the first time go into `fresh`."""
        # An id and a position stand for one description as long as one file is imported.
        if len(self._place_keys) > PLACES_REMEMBERED:
            self._place_keys.clear()
        names = [(place.id, place.position.lat, place.position.lon) for place in places]
        known = self._place_keys
        new = {name: p for name, p in zip(names, places, strict=True) if name not in known}
        keys = keep_places(connection, new.values())
        fresh.update((name, keys[place]) for name, place in new.items())
        return [fresh[name] if name in fresh else known[name] for name in names]

    def _events(
        self,
        connection: sa.Connection,
        batch: Batch,
        keys: list[int],
        reports: list[int],
        by: str,
    ) -> None:
        rows = [
            (key, reports[row[0]], *row[1:]) for key, row in zip(keys, batch.events, strict=True)
        ]
        if batch.replaced:
            changed = [rows[number] for number in batch.replaced]
            rows = [row for n, row in enumerate(rows) if n not in batch.replaced]
            self._replace(connection, changed, by)
        _insert(connection, tables.events, _EVENT, rows)

    def _replace(self, connection: sa.Connection, rows: list[Row], by: str) -> None:
        """Events as a newer file tells them: their status and joins stay, the log says it."""
        now, event = self._clock(), tables.events
        shown = (event.c.id, event.c.kind, event.c.title, event.c.passage, event.c.status)
        for row in rows:
            values = dict(zip(_EVENT, row, strict=True))
            key = values.pop("key")
            before = connection.execute(sa.select(*shown).where(event.c.key == key)).one()
            values["status"] = before.status
            for table, _ in _PARTS.values():
                connection.execute(sa.delete(table).where(table.c.event_key == key))
            plain = {name: _plain(event.c[name], value) for name, value in values.items()}
            connection.execute(sa.update(event).where(event.c.key == key).values(plain))
            names = ("kind", "title", "passage")
            decision_log.write(
                connection,
                Decision.of(
                    now, by, "update event", before.id,
                    {name: before._mapping[name] for name in names},
                    {name: values[name] for name in names},
                ),
            )  # fmt: skip


def _plain(column: sa.Column[Any], value: Any) -> Any:
    """A stored value as it is, past the type that would convert it."""
    return sa.literal(value, sa.Integer) if isinstance(column.type, tables.Day) else value


def _give_room(connection: sa.Connection) -> None:
    """Ids come in no order: their index is touched everywhere, so let it stay in memory."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KB}")
        connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _with_keys(row: Row, keys: list[int], places: list[int]) -> Row:
    """A place's row with keys where it has numbers of events and places."""
    event, number, name, place, *rest, runners, inherited, reading = row
    found = "[]"
    if runners:
        found = json.dumps(
            [[places[one], score, list(why)] for one, score, why in runners], ensure_ascii=False
        )
    return (keys[event], number, name, places[place], *rest, found, inherited, reading)


def _keys_of_reports(connection: sa.Connection, ids: Iterable[str]) -> dict[str, int]:
    column = tables.reports.c
    found: dict[str, int] = {}
    for chunk in chunks(ids):
        query = sa.select(column.id, column.key).where(column.id.in_(chunk))
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found


def _event_keys(connection: sa.Connection, batch: Batch) -> list[int]:
    """A key for each event: a new one, or that of the event it replaces."""
    count = len(batch.events)
    new = count - len(batch.replaced)
    if connection.dialect.name == "sqlite":
        query = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'"
        first = int(connection.exec_driver_sql(query).scalar_one()) + 1
        fresh = iter(range(first, first + new))
    else:
        sequence = sa.text(
            "SELECT nextval(pg_get_serial_sequence('events', 'key')) "
            "FROM generate_series(1, :count) ORDER BY 1"
        )
        fresh = iter([int(k) for k in connection.execute(sequence, {"count": new}).scalars()])
    return [batch.replaced[n] if n in batch.replaced else next(fresh) for n in range(count)]


def _insert(
    connection: sa.Connection, table: sa.Table, columns: Sequence[str], rows: list[Row]
) -> None:
    """Rows of values as they are stored."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        _insert_many(connection, table, columns, rows)
        return
    # Columns without a type: nothing is converted, the server reads JSON and numbers itself.
    plain = sa.table(table.name, *(sa.column(column) for column in columns))
    connection.execute(sa.insert(plain), [dict(zip(columns, row, strict=True)) for row in rows])


def _insert_many(
    connection: sa.Connection, table: sa.Table, columns: Sequence[str], rows: list[Row]
) -> None:
    """Many rows in one statement: the driver lets other threads work only within one."""
    quote = connection.dialect.identifier_preparer.quote
    at_once = min(ROWS_A_STATEMENT, MOST_VALUES // len(columns))
    whole = len(rows) - len(rows) % at_once if sqlite_driver().sqlite_version_info > (3, 32) else 0
    names = tuple(quote(column) for column in columns)
    for at in range(0, whole, at_once):
        values = tuple(itertools.chain.from_iterable(rows[at : at + at_once]))
        connection.exec_driver_sql(_statement(table.name, names, at_once), values)
    if whole < len(rows):
        connection.exec_driver_sql(_statement(table.name, names, 1), rows[whole:])


@lru_cache(maxsize=64)
def _statement(table: str, names: tuple[str, ...], rows: int) -> str:
    """Names of our own tables and columns only; every value is bound."""
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([row] * rows)}"


def _tally(connection: sa.Connection, import_key: int, values: Mapping[str, Any]) -> None:
    connection.execute(sa.update(imports).where(imports.c.key == import_key).values(**values))
