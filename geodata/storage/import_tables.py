"""The tables that say which table of events a row came from."""

from __future__ import annotations

import sqlalchemy as sa

from geodata.storage.tables import Moment, metadata


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, default=0)


# One row for each file, as often as it was imported; unfinished while `ended_at` is NULL.
imports = sa.Table(
    "imports",
    metadata,
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("file_hash", sa.Text, nullable=False, index=True),
    sa.Column("layout", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    *(_count(name) for name in ("rows", "added", "known", "updated", "refused")),
    sqlite_autoincrement=True,
)

# The reports whose text is rows of a file.
import_parts = sa.Table(
    "import_parts",
    metadata,
    sa.Column(
        "report_key",
        sa.Integer,
        sa.ForeignKey("reports.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("import_key", sa.Integer, sa.ForeignKey("imports.key"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

imported_rows = sa.Table(
    "imported_rows",
    metadata,
    sa.Column(
        "event_key",
        sa.Integer,
        sa.ForeignKey("events.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("import_key", sa.Integer, sa.ForeignKey("imports.key"), nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    # Eight bytes of a hash of the row's cells: another one says that the row was changed.
    sa.Column("content_hash", sa.BigInteger, nullable=False),
    sa.Column("external_id", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
