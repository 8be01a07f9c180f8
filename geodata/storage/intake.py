"""What came in: texts that are there already or nearly so, files and addresses seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata import text_likeness
from geodata.model import Report, text_hash
from geodata.storage import tables
from geodata.storage.reading import REPORT_COLUMNS, report_value

NEARLY = 0.6  # share of common runs of words from which a text counts as nearly the same
_SHORTEST = 200  # characters; of shorter texts two that differ in a word may well be two reports
_MOST_CANDIDATES = 20
_LONGEST_NAME = 300
Transaction = Callable[..., AbstractContextManager[sa.Connection]]


@dataclass(frozen=True, slots=True)
class Known:
    """A report of the collection that has the same or nearly the same text.

    Attributes:
        likeness: the share of what both have in common, 1.0 for the same text.
        differing: how many sentences differ, 0 for the same text.
    """

    report: Report
    likeness: float
    differing: int


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address answered last time, for asking whether anything is new.

    Attributes:
        etag, last_modified: as the server gave them, '' when it did not.
    """

    address: str
    visited_at: datetime
    etag: str = ""
    last_modified: str = ""


class IntakeBook:
    """Texts, files and addresses that were seen."""

    def __init__(
        self, looking: Transaction, writing: Transaction, clock: Callable[[], datetime]
    ) -> None:
        """For EventStore.intake."""
        self._looking = looking
        self._writing = writing
        self._clock = clock

    def known(self, text: str) -> Known | None:
        """The report whose text is this one, or is most like it; None when none is.

        Found by an index of fingerprints: the collection may hold a million reports.
        """
        column = tables.reports.c
        with self._looking() as connection:
            same = connection.execute(
                sa.select(*REPORT_COLUMNS).where(column.text_hash == text_hash(text))
            ).first()
            if same is not None:
                return Known(report_value(same), 1.0, 0)
            if len(text) < _SHORTEST:
                return None
            rows = connection.execute(_candidates(text_likeness.bands(text))).all()
        likely = [(text_likeness.likeness(text, row.text), row) for row in rows]
        if not likely:
            return None
        likeness, row = max(likely, key=lambda pair: pair[0])
        if likeness < NEARLY:
            return None
        differing = text_likeness.sentences_that_differ(text, row.text)
        return Known(report_value(row), likeness, differing)

    def has_seen_file(self, file_hash: str) -> bool:
        """Whether a file with this content was read before."""
        query = sa.select(sa.exists().where(tables.seen_files.c.hash == file_hash))
        with self._looking() as connection:
            return bool(connection.execute(query).scalar_one())

    def saw_file(self, file_hash: str, name: str, outcome: str) -> None:
        """Remember a file by the hash of its content, with what came of it."""
        row = {
            "hash": file_hash, "name": name[-_LONGEST_NAME:], "seen_at": self._clock(),
            "outcome": outcome,
        }  # fmt: skip
        with self._writing(visible=False) as connection:
            _replace(connection, tables.seen_files, "hash", row)

    def visit(self, address: str) -> Visit | None:
        """What an address answered last time, None when it was never asked."""
        query = sa.select(tables.visits).where(tables.visits.c.address == address)
        with self._looking() as connection:
            row = connection.execute(query).first()
        return None if row is None else Visit(**row._mapping)

    def visited(self, address: str, *, etag: str = "", last_modified: str = "") -> None:
        """Remember what an address answered."""
        row = {
            "address": address, "visited_at": self._clock(), "etag": etag,
            "last_modified": last_modified,
        }  # fmt: skip
        with self._writing(visible=False) as connection:
            _replace(connection, tables.visits, "address", row)

    def links(self, links: Iterable[str]) -> set[str]:
        """Which of these addresses reports of the collection came from."""
        asked = list(links)
        column = tables.reports.c.link
        found: set[str] = set()
        with self._looking() as connection:
            for start in range(0, len(asked), 500):
                query = sa.select(column).where(column.in_(asked[start : start + 500]))
                found.update(connection.execute(query).scalars())
        return found


def _candidates(values: tuple[int, ...]) -> sa.Select[Any]:
    """The reports that share most numbers of a fingerprint."""
    band, report = tables.text_bands.c, tables.reports.c
    meeting = (
        sa.select(band.report_key, sa.func.count().label("shared"))
        .where(band.value.in_(values))
        .group_by(band.report_key)
        .order_by(sa.desc("shared"), band.report_key)
        .limit(_MOST_CANDIDATES)
        .subquery()
    )
    return sa.select(*REPORT_COLUMNS).join(meeting, meeting.c.report_key == report.key)


def _replace(connection: sa.Connection, table: sa.Table, key: str, row: dict[str, Any]) -> None:
    connection.execute(sa.delete(table).where(table.c[key] == row[key]))
    connection.execute(sa.insert(table), row)
