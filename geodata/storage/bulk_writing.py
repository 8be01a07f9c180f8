"""A batch of events into the tables, in one transaction of the caller's.

Values go to the driver as tuples in stored form: the rows of SQLAlchemy would cost more than
the database.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa

from geodata.storage import decision_log, tables
from geodata.storage.batches import EVENT_COLUMNS, PART_COLUMNS, SPOT_COLUMNS, Batch, Columns
from geodata.storage.decision_log import Decision
from geodata.storage.import_tables import import_parts, imported_rows
from geodata.storage.writing import chunks, place_keys_of

Row = tuple[Any, ...]
_PLAIN: Final = re.compile(r"[a-z_ ]{0,40}")  # words of enumerations, and none
CACHE_KB: Final = 128_000
CHECKPOINT_PAGES: Final = 16_000
VALUES_A_STATEMENT: Final = 400  # old SQLite takes 999; more was no faster
_SPOT_NAMES: Final = {"place": "place_key"}
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
        places = self._places(batch["places"])
        self._events(batch, keys, reports)
        self._event_places(batch["event_places"], keys, batch["spots"], places)
        for name, table in _PARTS.items():
            part = batch[name]
            if part.count:
                columns, same = part.apart(PART_COLUMNS[name])
                owners = map(keys.__getitem__, part.column("event"))
                rows = list(zip(owners, *map(part.column, columns), strict=True))
                self._insert(table, ("event_key", *columns), rows, same)

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

    def _events(self, batch: Batch, keys: list[int], reports: list[int]) -> None:
        events = batch["events"]
        if not events.count:
            return
        names, same = events.apart(EVENT_COLUMNS)
        owners = map(reports.__getitem__, events.column("report"))
        rows = list(zip(keys, owners, *map(events.column, names), strict=True))
        columns = ("key", "report_key", *names)
        if batch.replaced:
            changed = [rows[number] for number in batch.replaced]
            rows = [row for number, row in enumerate(rows) if number not in batch.replaced]
            self._replace(columns, changed, same)
        self._insert(tables.events, columns, rows, same)

    def _event_places(
        self, of_events: Columns, keys: list[int], spots: Columns, places: list[int]
    ) -> None:
        if not of_events.count:
            return
        own, same = of_events.apart(("number", "start", "end"))
        shared, all_share = spots.apart(SPOT_COLUMNS)
        spot_rows = list(zip(*(_in_keys(spots, name, places) for name in shared), strict=True))
        rows = [
            (keys[event], *said, *spot_rows[spot])
            for event, spot, said in zip(
                of_events.column("event"), of_events.column("spot"), of_events.rows(own),
                strict=True,
            )
        ]  # fmt: skip
        names = ("event_key", *own, *map(_SPOT_NAMES.get, shared, shared))
        self._insert(tables.event_places, names, rows, same | all_share)

    def _replace(self, columns: Sequence[str], rows: list[Row], same: Mapping[str, Any]) -> None:
        """Events as a newer file tells them: their status and joins stay, the log says it."""
        event, connection = tables.events, self._connection
        shown = (event.c.id, event.c.kind, event.c.title, event.c.passage, event.c.status)
        for row in rows:
            values = {**same, **dict(zip(columns, row, strict=True))}
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

    def _insert(
        self,
        table: sa.Table,
        columns: Sequence[str],
        rows: list[Row],
        same: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Rows of values as they are stored, and what stands in all of them."""
        if not rows:
            return
        if self._connection.dialect.name == "sqlite":
            self._insert_together(table, columns, rows, same)
            return
        # Columns without a type: nothing is converted, the server reads JSON and numbers itself.
        plain = sa.table(table.name, *(sa.column(column) for column in (*columns, *same)))
        values = [{**dict(zip(columns, row, strict=True)), **same} for row in rows]
        self._connection.execute(sa.insert(plain), values)

    def _insert_together(
        self, table: sa.Table, columns: Sequence[str], rows: list[Row], same: Mapping[str, Any]
    ) -> None:
        """Some rows a statement: what SQLite does around each one is a sixth of the writing.

        What all rows share stands in the statement: a value costs as much to bind as to store.
        """
        spelled = {name: literal(value) for name, value in same.items()}
        bound = [name for name, value in spelled.items() if value is None]
        if bound:
            rest = tuple(same[name] for name in bound)
            columns, rows = (*columns, *bound), [(*row, *rest) for row in rows]
        said = {name: value for name, value in spelled.items() if value is not None}
        names = ", ".join(
            map(self._connection.dialect.identifier_preparer.quote, (*columns, *said))
        )
        marks = f"({', '.join(('?',) * len(columns) + tuple(said.values()))})"
        at_once = VALUES_A_STATEMENT // len(columns)
        whole = len(rows) // at_once * at_once
        groups = [
            tuple(chain.from_iterable(rows[at : at + at_once])) for at in range(0, whole, at_once)
        ]
        for values, count in ((groups, at_once), (rows[whole:], 1)):
            if values:
                # Names of our own and plain words only; every other value is bound.
                places = ", ".join([marks] * count)
                statement = f"INSERT INTO {table.name} ({names}) VALUES {places}"
                self._connection.exec_driver_sql(statement, list(values))


def literal(value: object) -> str | None:
    """A whole number, a plain word of ours or NULL as SQL has it; None for anything else.

    Example:
        >>> literal("site"), literal(False), literal(None), literal("it's")
        ("'site'", '0', 'NULL', None)
    """
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return f"'{value}'"
    return None


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


def _in_keys(spots: Columns, name: str, places: list[int]) -> Iterable[Any]:
    """A column of spots, with keys of places for their numbers."""
    values = spots.column(name)
    if name == "place":
        return map(places.__getitem__, values)
    return (_with_keys(one, places) for one in values) if name == "runners_up" else values


def _with_keys(runners: str, places: list[int]) -> str:
    """Runners-up with keys of places for their numbers."""
    if runners == "[]":
        return runners
    found = [[places[place], *rest] for place, *rest in json.loads(runners)]
    return json.dumps(found, ensure_ascii=False)
