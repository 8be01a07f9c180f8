"""The bin: reports that were removed, for thirty days, with every row that went with them.

A removed report leaves its tables at once, so that no index, feed or export can show it; what
was there is kept here as it was, keys included (they are never given out again).
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from geodata.errors import DuplicateReportError, NotFoundError
from geodata.storage import decision_log, edition_copies, tables
from geodata.storage.bin_table import removed_reports
from geodata.storage.decision_log import Decision
from geodata.storage.rules import apply_to_report

KEPT_FOR = timedelta(days=30)
_IN_ONE_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Removed:
    """A report in the bin.

    Attributes:
        events: how many it told.
        by: who removed it, '' when nobody was logged in.
        gone_at: when it cannot be brought back any more.
    """

    report_id: str
    title: str
    source: str
    events: int
    by: str
    removed_at: datetime
    gone_at: datetime


@dataclass(frozen=True, slots=True)
class Bin:
    """What was removed from a store; comes as ``store.bin``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def all(self) -> list[Removed]:
        """Everything that can be brought back, the latest removal first."""
        column = removed_reports.c
        shown = [one for one in column if one.name != "content"]
        query = sa.select(*shown).order_by(column.removed_at.desc(), column.report_id)
        with self.looking() as connection:
            return [
                Removed(**row._mapping, gone_at=row.removed_at + KEPT_FOR)
                for row in connection.execute(query)
            ]

    def restore(self, report_id: str, *, by: str = "") -> int:
        """Bring a report back as it was; how many events came with it.

        Corrections that were made meanwhile hold for it too.

        Raises:
            NotFoundError: it is not in the bin (any more).
            DuplicateReportError: the same text was added again; nothing is changed.
        """
        now = self.clock()
        with self.writing() as connection:
            row = connection.execute(
                sa.select(removed_reports).where(removed_reports.c.report_id == report_id)
            ).first()
            if row is None:
                raise NotFoundError(f"There is no report {report_id!r} in the bin (any more).")
            content = unpacked(row.content)
            _refuse_duplicate(connection, content)
            put_back(connection, content)
            apply_to_report(connection, report_id, now)
            connection.execute(
                sa.delete(removed_reports).where(removed_reports.c.report_id == report_id)
            )
            after = {"title": row.title, "events": row.events}
            decision_log.write(
                connection, Decision.of(now, by, "restore report", report_id, None, after)
            )
            return int(row.events)

    def delete(self, report_id: str, *, by: str = "") -> None:
        """Delete a removed report for good, out of the copies of editions too.

        The log keeps that it was deleted and by whom, nothing of what it said.

        Raises:
            NotFoundError: it is not in the bin (any more).
        """
        now = self.clock()
        with self.writing() as connection:
            here = removed_reports.c.report_id == report_id
            if not connection.execute(sa.delete(removed_reports).where(here)).rowcount:
                raise NotFoundError(f"There is no report {report_id!r} in the bin (any more).")
            edition_copies.erase(connection, report_id)
            decision_log.write(
                connection, Decision.of(now, by, "delete for good", report_id, None, None)
            )

    def purge(self, now: datetime) -> int:
        """Forget for good what was removed thirty days ago or earlier; how many reports."""
        expired = removed_reports.c.removed_at <= now - KEPT_FOR
        with self.looking() as connection:
            query = sa.select(sa.func.count()).select_from(removed_reports).where(expired)
            if not connection.execute(query).scalar_one():
                return 0  # the usual case takes no lock
        with self.writing() as connection:
            return int(connection.execute(sa.delete(removed_reports).where(expired)).rowcount)


def put_in_bin(
    connection: sa.Connection, condition: sa.ColumnElement[bool], now: datetime, by: str
) -> None:
    """Keep the reports that meet a condition, before they are deleted in the same write."""
    report = tables.reports
    found = connection.execute(
        sa.select(report.c.key, report.c.id, report.c.title, report.c.source).where(condition)
    ).all()
    for row in found:
        content = rows_of(connection, row.key)
        connection.execute(sa.delete(removed_reports).where(removed_reports.c.report_id == row.id))
        connection.execute(
            sa.insert(removed_reports).values(
                report_id=row.id, title=row.title, source=row.source,
                events=len(content[tables.events.name]), by=by, removed_at=now,
                content=packed(content),
            )
        )  # fmt: skip


# ------------------------------------------------------------------------- rows

Cells = dict[str, Any]
Content = dict[str, list[Cells]]


def rows_of(connection: sa.Connection, report_key: int) -> Content:
    """Every row that deleting a report takes along, by table, in the order to put them back."""
    report, event = tables.reports, tables.events
    of_report = sa.select(event.c.key).where(event.c.report_key == report_key)
    content: Content = {}
    for table in tables.metadata.sorted_tables:
        if table is report:
            condition = report.c.key == report_key
        else:
            parts = [c == report_key for c in _pointing(table, report)]
            parts += [c.in_(of_report) for c in _pointing(table, event)]
            if not parts:
                continue
            condition = sa.or_(*parts)
        found = connection.execute(sa.select(table).where(condition))
        content[table.name] = [dict(row._mapping) for row in found]
    return content


def put_back(connection: sa.Connection, content: Content) -> None:
    """Insert the rows with the keys they had; what points at an event that is gone stays away."""
    known = tables.metadata.tables
    for name, rows in content.items():
        table = known.get(name)
        if table is None:
            continue
        kept = list(_still_standing(connection, table, rows))
        for start in range(0, len(kept), _IN_ONE_STATEMENT):
            connection.execute(sa.insert(table), kept[start : start + _IN_ONE_STATEMENT])
    event = tables.events
    # Whoever follows what changed counts on higher keys for what is new: these are old ones.
    keys = [row["key"] for row in content[event.name]]
    for start in range(0, len(keys), _IN_ONE_STATEMENT):
        here = event.c.key.in_(keys[start : start + _IN_ONE_STATEMENT])
        connection.execute(sa.update(event).where(here).values(status=event.c.status))


def packed(content: Content) -> bytes:
    """Rows as bytes; every cell says what it is, since JSON knows no days and no bytes."""
    plain = {
        name: [{key: _cell(value) for key, value in row.items()} for row in rows]
        for name, rows in content.items()
    }
    return zlib.compress(json.dumps(plain).encode("ascii"))


def unpacked(data: bytes) -> Content:
    """The rows of `packed`."""
    plain = json.loads(zlib.decompress(data))
    return {
        name: [{key: _value(*cell) for key, cell in row.items()} for row in rows]
        for name, rows in plain.items()
    }


def _cell(value: Any) -> tuple[str, Any]:
    if isinstance(value, datetime):
        return "moment", value.isoformat()
    if isinstance(value, date):
        return "day", value.toordinal()
    if isinstance(value, bytes):
        return "bytes", base64.b64encode(value).decode("ascii")
    return "", value


def _value(kind: str, value: Any) -> Any:
    if kind == "moment":
        return datetime.fromisoformat(value)
    if kind == "day":
        return date.fromordinal(value)
    if kind == "bytes":
        return base64.b64decode(value)
    return value


def _pointing(table: sa.Table, target: sa.Table) -> list[sa.Column[Any]]:
    """The columns that die with a row of the target."""
    return [
        key.parent
        for key in table.foreign_keys
        if key.column.table is target and key.ondelete == "CASCADE"
    ]


def _still_standing(
    connection: sa.Connection, table: sa.Table, rows: list[Cells]
) -> Iterator[Cells]:
    columns = [column.name for column in _pointing(table, tables.events)]
    if len(columns) < 2:
        yield from rows
        return
    wanted = {row[name] for row in rows for name in columns}
    event = tables.events.c.key
    there = set(connection.execute(sa.select(event).where(event.in_(wanted))).scalars())
    yield from (row for row in rows if all(row[name] in there for name in columns))


def _refuse_duplicate(connection: sa.Connection, content: Content) -> None:
    (removed,) = content[tables.reports.name]
    column = tables.reports.c
    same = (column.text_hash == removed["text_hash"]) | (column.id == removed["id"])
    found = connection.execute(sa.select(column.id).where(same)).scalar()
    if found is not None:
        raise DuplicateReportError("This report was added again since; it is there.", found)
