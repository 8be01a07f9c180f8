"""A batch of events into the tables, in one transaction of the caller's.

Values go to the driver as tuples in stored form: the rows of SQLAlchemy would cost more than
the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, Final

import sqlalchemy as sa

from geodata.storage import decision_log, tables
from geodata.storage.batches import EVENT_COLUMNS, PART_COLUMNS, SPOT_COLUMNS, Batch, Columns
from geodata.storage.decision_log import Decision
from geodata.storage.import_tables import import_parts, imported_rows
from geodata.storage.writing import chunks, place_keys_of

Row = tuple[Any, ...]
CACHE_KB: Final = 128_000
CHECKPOINT_PAGES: Final = 16_000
VALUES_A_STATEMENT: Final = 400  # old SQLite takes 999; more was no faster
_NO_DAY: Final = dict.fromkeys(("year", "month", "day"))
_SPOT = tuple("place_key" if name == "place" else name for name in SPOT_COLUMNS)
_PARTS: Final = {
    "actors": tables.actors,
    "counts": tables.counts,
    "evidence": tables.evidence,
    "rows": imported_rows,
}


class BulkWriter:
    """Writes one batch.

    Args:
        connection: of the transaction.
        places: keys of places by the hash of their content, as far as they are known.
        now: when it is written.
        by: who does it.
    """

    def __init__(
        self, connection: sa.Connection, places: Mapping[str, int], *, now: datetime, by: str
    ) -> None:
        self._connection = connection
        self._known = places
        self._now = now
        self._by = by
        self.new_places: dict[str, int] = {}

    def write(self, batch: Batch, import_key: int) -> None:
        """Put all of it in."""
        give_room(self._connection)
        reports = self._reports(batch["reports"], import_key)
        keys = event_keys(self._connection, batch)
        spots = self._spots(batch["spots"], self._places(batch["places"]))
        self._events(batch, keys, reports)
        self._event_places(batch["event_places"], keys, spots)
        for name, table in _PARTS.items():
            part, columns = batch[name], PART_COLUMNS[name]
            if part.count:
                owners = map(keys.__getitem__, part.column("event"))
                rows = list(zip(owners, *map(part.column, columns), strict=True))
                self._insert(table, ("event_key", *columns), rows)

    # ---------------------------------------------------------------- parts

    def _reports(self, new: Columns, import_key: int) -> list[int]:
        """Keys of the reports in their order; one that is there is taken as it is."""
        if not new.count:
            return []
        ids = list(new.column("id"))
        there = self._keys_of_reports(ids)
        names = [*new.values, *new.same]
        rows = [
            {**dict(zip(names, row, strict=True)), "added_at": self._now}
            for row, report_id in zip(new.rows(names), ids, strict=True)
            if report_id not in there
        ]
        if rows:
            # Of a type is only what Python has in another form than the table.
            plain = sa.table(
                "reports", *map(sa.column, names), sa.column("added_at", tables.Moment)
            )
            self._connection.execute(sa.insert(plain), rows)
            fresh = self._keys_of_reports([row["id"] for row in rows])
            parts = [{"report_key": key, "import_key": import_key} for key in fresh.values()]
            self._connection.execute(sa.insert(import_parts), parts)
            there |= fresh
        return [there[report_id] for report_id in ids]

    def _keys_of_reports(self, ids: Iterable[str]) -> dict[str, int]:
        column = tables.reports.c
        found: dict[str, int] = {}
        for chunk in chunks(ids):
            query = sa.select(column.id, column.key).where(column.id.in_(chunk))
            found.update((row[0], row[1]) for row in self._connection.execute(query))
        return found

    def _places(self, places: Columns) -> list[int]:
        """Keys of the places in their order; those met for the first time are kept apart."""
        if not places.count:
            return []
        hashes, known = list(places.column("content_hash")), self._known
        new = [digest for digest in dict.fromkeys(hashes) if digest not in known]
        fresh = place_keys_of(self._connection, new)
        missing = set(new) - fresh.keys()
        if missing:
            names = [*places.values, *places.same]
            rows = {
                digest: row
                for digest, row in zip(hashes, places.rows(names), strict=True)
                if digest in missing
            }
            self._insert(tables.places, names, list(rows.values()))
            fresh |= place_keys_of(self._connection, missing)
        self.new_places = fresh
        return [fresh[one] if one in fresh else known[one] for one in hashes]

    def _spots(self, spots: Columns, places: list[int]) -> list[Row]:
        """What event places share, with keys where it has numbers of places."""
        if not spots.count:
            return []
        return [
            (name, places[place], *rest, _with_keys(runners, places), inherited, reading)
            for name, place, *rest, runners, inherited, reading in spots.rows(SPOT_COLUMNS)
        ]

    def _events(self, batch: Batch, keys: list[int], reports: list[int]) -> None:
        events = batch["events"]
        if not events.count:
            return
        # What is NULL in all rows need not be said.
        names = [n for n in EVENT_COLUMNS if n not in events.same or events.same[n] is not None]
        owners = map(reports.__getitem__, events.column("report"))
        rows = list(zip(keys, owners, *map(events.column, names), strict=True))
        columns = ("key", "report_key", *names)
        if batch.replaced:
            changed = [rows[number] for number in batch.replaced]
            rows = [row for number, row in enumerate(rows) if number not in batch.replaced]
            self._replace(columns, changed)
        self._insert(tables.events, columns, rows)

    def _event_places(self, places: Columns, keys: list[int], spots: list[Row]) -> None:
        if not places.count:
            return
        columns = ("event", "number", "start", "end", "spot")
        rows = [
            (keys[event], number, start, end, *spots[spot])
            for event, number, start, end, spot in places.rows(columns)
        ]
        names = ("event_key", "number", "start", "end", *_SPOT)
        self._insert(tables.event_places, names, rows)

    def _replace(self, columns: Sequence[str], rows: list[Row]) -> None:
        """Events as a newer file tells them: their status and joins stay, the log says it."""
        event, connection = tables.events, self._connection
        shown = (event.c.id, event.c.kind, event.c.title, event.c.passage, event.c.status)
        for row in rows:
            values = {**_NO_DAY, **dict(zip(columns, row, strict=True))}
            key = values.pop("key")
            before = connection.execute(sa.select(*shown).where(event.c.key == key)).one()
            values["status"] = before.status
            for table in (tables.event_places, *_PARTS.values()):
                connection.execute(sa.delete(table).where(table.c.event_key == key))
            plain = {name: _plain(event.c[name], value) for name, value in values.items()}
            connection.execute(sa.update(event).where(event.c.key == key).values(plain))
            names = ("kind", "title", "passage")
            decision_log.write(
                connection,
                Decision.of(
                    self._now, self._by, "update event", before.id,
                    {name: before._mapping[name] for name in names},
                    {name: values[name] for name in names},
                ),
            )  # fmt: skip

    def _insert(self, table: sa.Table, columns: Sequence[str], rows: list[Row]) -> None:
        """Rows of values as they are stored."""
        if not rows:
            return
        if self._connection.dialect.name == "sqlite":
            self._insert_together(table, columns, rows)
            return
        # Columns without a type: nothing is converted, the server reads JSON and numbers itself.
        plain = sa.table(table.name, *(sa.column(column) for column in columns))
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        self._connection.execute(sa.insert(plain), values)

    def _insert_together(
        self, table: sa.Table, columns: Sequence[str], rows: Sequence[Row]
    ) -> None:
        """Some rows a statement: what SQLite does around each one is a sixth of the writing."""
        quote = self._connection.dialect.identifier_preparer.quote
        names, marks = ", ".join(map(quote, columns)), f"({', '.join('?' * len(columns))})"
        at_once = VALUES_A_STATEMENT // len(columns)
        whole = len(rows) // at_once * at_once
        groups = [
            tuple(chain.from_iterable(rows[at : at + at_once])) for at in range(0, whole, at_once)
        ]
        for values, count in ((groups, at_once), (rows[whole:], 1)):
            if values:
                # Names of our own tables and columns only; every value is bound.
                places = ", ".join([marks] * count)
                statement = f"INSERT INTO {table.name} ({names}) VALUES {places}"
                self._connection.exec_driver_sql(statement, list(values))


def give_room(connection: sa.Connection) -> None:
    """Ids come in no order: their index is touched everywhere, so let it stay in memory."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KB}")
        connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def event_keys(connection: sa.Connection, batch: Batch) -> list[int]:
    """A key for each event: a new one, or that of the event it replaces."""
    count = batch["events"].count
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


def _plain(column: sa.Column[Any], value: Any) -> Any:
    """A stored value as it is, past the type that would convert it."""
    return sa.literal(value, sa.Integer) if isinstance(column.type, tables.Day) else value


def _with_keys(runners: str, places: list[int]) -> str:
    """Runners-up with keys of places for their numbers."""
    if runners == "[]":
        return runners
    found = [[places[place], *rest] for place, *rest in json.loads(runners)]
    return json.dumps(found, ensure_ascii=False)
