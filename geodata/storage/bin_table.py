"""The table of what was removed and can still be brought back."""

from __future__ import annotations

import sqlalchemy as sa

from geodata.storage.tables import Moment, metadata

removed_reports = sa.Table(
    "removed_reports",
    metadata,
    sa.Column("report_id", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("events", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("removed_at", Moment, nullable=False, index=True),
    # Every row that went with the report: JSON, packed with zlib.
    sa.Column("content", sa.LargeBinary, nullable=False),
)
