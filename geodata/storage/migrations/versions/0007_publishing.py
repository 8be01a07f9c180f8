"""What readers see: editions, safety, sources, audits. What was accepted counts as published.

Revision: 0007
"""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_editions")),
    )
    op.create_table(
        "shown_events",
        sa.Column("event_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_key"],
            ["events.key"],
            name=op.f("fk_shown_events_event_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_shown_events")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shown_events_edition"), "shown_events", ["edition"], unique=False)
    _plain("sign_offs", "id", ["by", "why"], [sa.Column("made_at", _moment(), nullable=False)])
    _plain(
        "safety_rules",
        "id",
        ["scope", "value", "by", "why"],
        [
            sa.Column("blur_km", sa.Double(), nullable=False),
            sa.Column("hides_name", sa.Boolean(), nullable=False),
            sa.Column("hides_passage", sa.Boolean(), nullable=False),
            sa.Column("made_at", _moment(), nullable=False),
            sa.Column("ended_at", _moment(), nullable=True),
        ],
    )
    _plain("warnings", "event_id", ["by"], [sa.Column("made_at", _moment(), nullable=False)])
    _plain(
        "publishers",
        "name",
        ["grade", "permitted", "note", "by"],
        [sa.Column("changed_at", _moment(), nullable=False)],
    )
    _plain(
        "link_checks",
        "link",
        ["answer"],
        [
            sa.Column("checked_at", _moment(), nullable=False),
            sa.Column("is_dead", sa.Boolean(), nullable=False),
        ],
    )
    _plain(
        "audits",
        "id",
        ["by"],
        [
            sa.Column("drawn_at", _moment(), nullable=False),
            sa.Column("seed", sa.BigInteger(), nullable=False),
            sa.Column("of", sa.BigInteger(), nullable=False),
        ],
    )
    op.create_table(
        "audited_pins",
        sa.Column("audit_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("place_number", sa.Integer(), nullable=False),
        sa.Column("place_verdict", sa.Text(), nullable=False),
        sa.Column("date_verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("judged_at", _moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["audits.id"], name=op.f("fk_audited_pins_audit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("audit_id", "number", name=op.f("pk_audited_pins")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "desk_settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_desk_settings")),
        sqlite_with_rowid=False,
    )
    _first_edition()


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _plain(table: str, key: str, texts: list[str], others: list[sa.Column[Any]]) -> None:
    op.create_table(
        table,
        sa.Column(key, sa.Text(), nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in texts],
        *others,
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def _first_edition() -> None:
    """Nobody's map goes empty: what readers saw as accepted is the first edition."""
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "INSERT INTO shown_events (event_key, edition) "
            "SELECT key, 1 FROM events WHERE status = 'accepted'"
        )
    )
    count = connection.execute(sa.text("SELECT count(*) FROM shown_events")).scalar_one()
    if count:
        editions = sa.table(
            "editions",
            sa.column("number", sa.Integer),
            sa.column("made_at", _moment()),
            sa.column("by", sa.Text),
            sa.column("hash", sa.Text),
            sa.column("counts", sa.Text),
        )
        connection.execute(
            sa.insert(editions).values(
                number=1, made_at=datetime.now(UTC), by="", hash="",
                counts=json.dumps({"events": count, "new": count}),
            )
        )  # fmt: skip
