"""Events of files: which are there already, those that are new, and the ledger of files.

A batch is one transaction with the ledger's tally, so that what the ledger says is there is
there.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.errors import NotFoundError
from geodata.model import Status
from geodata.storage import decision_log, tables
from geodata.storage.batches import Batch
from geodata.storage.bulk_writing import BulkWriter
from geodata.storage.decision_log import Decision
from geodata.storage.import_tables import imported_rows, imports
from geodata.storage.known_rows import KnownRow
from geodata.storage.writing import chunks

PLACES_REMEMBERED = 200_000
CALM_S = 10.0  # how long a running dashboard may keep its index while an import goes on


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


_TAKEN_BACK, _BROUGHT_BACK = "take import back", "bring import back"


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
        self._place_keys: dict[str, int] = {}
        self._shown_at = -CALM_S

    @property
    def file(self) -> str | None:
        """The SQLite file, which another process may look into; None for memory or a server."""
        with self._looking() as connection:
            engine = connection.engine
        is_file = engine.dialect.name == "sqlite" and not isinstance(engine.pool, sa.StaticPool)
        return str(engine.url.database) if is_file else None

    def all(self) -> list[ImportRecord]:
        """Every import, the latest first."""
        columns = [column for column in imports.c if column.name not in ("key", "file_hash")]
        query = sa.select(*columns).order_by(imports.c.key.desc())
        with self._looking() as connection:
            return [ImportRecord(**row._mapping) for row in connection.execute(query)]

    def id_of(self, key: int) -> str:
        """The id of an import by its key, as ``begin`` gave it."""
        with self._looking() as connection:
            query = sa.select(imports.c.id).where(imports.c.key == key)
            return str(connection.execute(query).scalar_one())

    def record(self, import_id: str) -> ImportRecord:
        """One import.

        Raises:
            NotFoundError: there is none of this id.
        """
        found = next((one for one in self.all() if one.id == import_id), None)
        if found is None:
            raise NotFoundError(f"There is no import {import_id!r} in the collection.")
        return found

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
        # Readers make their index anew at each revision: some batches share one.
        moment = time.monotonic()
        is_shown = moment - self._shown_at >= CALM_S
        if len(self._place_keys) > PLACES_REMEMBERED:
            self._place_keys.clear()
        with self._writing(visible=is_shown) as connection:
            writer = BulkWriter(connection, self._place_keys, now=self._clock(), by=by)
            writer.write(batch, import_key)
            _tally(connection, import_key, tally)
        # Not before: the transaction may have been rolled back.
        self._place_keys |= writer.new_places
        self._shown_at = moment if is_shown else self._shown_at

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
                self._clock(), by, _TAKEN_BACK, import_id, None, {"rejected": count}
            )
            decision_log.write(connection, entry)
            return count

    def taken_back(self) -> list[ImportRecord]:
        """The imports that were taken back and not brought back since, the latest first."""
        decision, later = tables.decisions.c, tables.decisions.alias()
        since = sa.exists().where(
            later.c.subject_id == decision.subject_id,
            later.c.action == _BROUGHT_BACK,
            later.c.key > decision.key,
        )
        query = sa.select(decision.subject_id).where(decision.action == _TAKEN_BACK, ~since)
        with self._looking() as connection:
            ids = set(connection.execute(query).scalars())
        return [one for one in self.all() if one.id in ids] if ids else []

    def bring_back(self, import_id: str, *, by: str) -> int:
        """Put back what taking an import back rejected; how many events wait again.

        What somebody decided by hand since stays as it is.

        Raises:
            NotFoundError: no such import was taken back.
        """
        if import_id not in {one.id for one in self.taken_back()}:
            raise NotFoundError(f"The import {import_id!r} was not taken back.")
        event, decision = tables.events, tables.decisions.c
        own = (
            sa.select(imported_rows.c.event_key)
            .join(imports, imports.c.key == imported_rows.c.import_key)
            .where(imports.c.id == import_id)
        )
        by_hand = sa.exists().where(
            decision.subject_id == event.c.id,
            decision.action.in_(("set status", "withdraw", "undo")),
        )
        with self._writing() as connection:
            done = connection.execute(
                sa.update(event)
                .where(event.c.key.in_(own), event.c.status == Status.REJECTED.value, ~by_hand)
                .values(status=Status.UNREVIEWED.value)
            )
            count = int(done.rowcount)
            entry = Decision.of(
                self._clock(), by, _BROUGHT_BACK, import_id, None, {"unreviewed": count}
            )
            decision_log.write(connection, entry)
        return count


def _tally(connection: sa.Connection, import_key: int, values: Mapping[str, Any]) -> None:
    connection.execute(sa.update(imports).where(imports.c.key == import_key).values(**values))
