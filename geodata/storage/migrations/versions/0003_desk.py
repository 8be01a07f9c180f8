"""The desk: an order of review, corrections that hold wider, why and what belongs together.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# REPLACE deletes without asking a trigger for DELETE (sqlite.org/lang_conflict.html).
SQLITE_TRIGGER = """CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END"""
# Until an event is touched again: unsure, undated and violent ones first.
WEIGH = """UPDATE events SET
doubt = CASE WHEN first_day IS NULL AND certainty > 0.5 THEN 0.5 ELSE 1.0 - certainty END,
impact = CASE WHEN kind IN ('battle', 'shelling or strike', 'attack on civilians')
THEN 2.0 ELSE 1.0 END"""


def upgrade() -> None:
    for name in ("doubt", "impact", "urgency"):
        op.add_column("events", sa.Column(name, sa.Double(), nullable=False, server_default="0"))
    op.execute(WEIGH)
    op.execute("UPDATE events SET urgency = doubt * impact")
    op.create_index("ix_events_status_urgency", "events", ["status", "urgency"], unique=False)
    op.create_index("ix_events_status_doubt", "events", ["status", "doubt"], unique=False)
    op.create_index("ix_matches_text", "matches", ["text"], unique=False)
    op.create_index("ix_event_places_place_key", "event_places", ["place_key"], unique=False)
    op.create_index(op.f("ix_places_country_code"), "places", ["country_code"], unique=False)
    for name in ("why", "act_id", "undoes"):
        op.add_column("decisions", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("act_id", "undoes", "action"):
        op.create_index(op.f(f"ix_decisions_{name}"), "decisions", [name], unique=False)
    op.create_table(
        "rules",
        sa.Column("key", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("place_key", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("act_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["place_key"], ["places.key"], name=op.f("fk_rules_place_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rules")),
        sa.UniqueConstraint("id", name=op.f("uq_rules_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rules_name_key"), "rules", ["name_key"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE_TRIGGER)
