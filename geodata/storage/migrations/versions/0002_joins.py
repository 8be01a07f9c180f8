"""Events of several reports that are one; other names of actors.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_events_first_day"), "events", ["first_day"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("event_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_key"],
            ["events.key"],
            name=op.f("fk_memberships_event_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_memberships")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_memberships_group_id"), "memberships", ["group_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("first_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        *[
            sa.ForeignKeyConstraint(
                [name], ["events.key"], name=op.f(f"fk_proposals_{name}"), ondelete="CASCADE"
            )
            for name in ("first_key", "second_key")
        ],
        sa.PrimaryKeyConstraint("first_key", "second_key", name=op.f("pk_proposals")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_proposals_second_key"), "proposals", ["second_key"], unique=False)
    op.create_table(
        "apart",
        sa.Column("first_id", sa.Text(), nullable=False),
        sa.Column("second_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_apart")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_apart_second_id"), "apart", ["second_id"], unique=False)
    op.create_table(
        "aliases",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_aliases")),
        sqlite_with_rowid=False,
    )
