"""Who wrote a report and what file it came in; texts, files and addresses seen before.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

from geodata.text_likeness import bands

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REPORTS = sa.table("reports", sa.column("key", sa.Integer), sa.column("text", sa.Text))
BANDS = sa.table(
    "text_bands", sa.column("value", sa.BigInteger), sa.column("report_key", sa.Integer)
)


def upgrade() -> None:
    for name in ("author", "file_name", "file_hash"):
        op.add_column("reports", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("accessed_at", sa.DateTime(timezone=True)))
    op.create_index("ix_reports_link", "reports", ["link"], unique=False)
    op.create_table(
        "text_bands",
        sa.Column("value", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_key"],
            ["reports.key"],
            name=op.f("fk_text_bands_report_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("value", "report_key", name=op.f("pk_text_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_text_bands_report_key"), "text_bands", ["report_key"], unique=False)
    op.create_table(
        "seen_files",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_seen_files")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visits",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_visits")),
        sqlite_with_rowid=False,
    )
    _fingerprint_what_is_there()


def _fingerprint_what_is_there() -> None:
    connection = op.get_bind()
    last = -1
    while True:
        query = sa.select(REPORTS.c.key, REPORTS.c.text).where(REPORTS.c.key > last)
        rows = connection.execute(query.order_by(REPORTS.c.key).limit(200)).all()
        if not rows:
            return
        last = rows[-1].key
        values = [
            {"value": value, "report_key": row.key}
            for row in rows
            for value in set(bands(row.text))
        ]
        if values:
            connection.execute(sa.insert(BANDS), values)
