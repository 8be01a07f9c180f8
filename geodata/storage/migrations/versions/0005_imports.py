"""Tables of events that were imported, and which row each of their events came from.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COUNTS = ("rows", "added", "known", "updated", "refused")


def _reference(
    table: str, column: str, to: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [to], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("key", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in COUNTS),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imports")),
        sa.UniqueConstraint("id", name=op.f("uq_imports_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_imports_file_hash"), "imports", ["file_hash"], unique=False)
    op.create_table(
        "import_parts",
        sa.Column("report_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_key", sa.Integer(), nullable=False),
        _reference("import_parts", "report_key", "reports.key", ondelete="CASCADE"),
        _reference("import_parts", "import_key", "imports.key"),
        sa.PrimaryKeyConstraint("report_key", name=op.f("pk_import_parts")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_import_parts_import_key"), "import_parts", ["import_key"], unique=False
    )
    op.create_table(
        "imported_rows",
        sa.Column("event_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_key", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        _reference("imported_rows", "event_key", "events.key", ondelete="CASCADE"),
        _reference("imported_rows", "import_key", "imports.key"),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_imported_rows")),
        sqlite_with_rowid=False,
    )
