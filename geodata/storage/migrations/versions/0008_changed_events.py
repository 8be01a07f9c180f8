"""Which events changed in which write, noted by the database itself.

Revision: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Only what the event table tells: the order of review is none of its business.
EVENT = (
    "id, report_key, kind, modality, title, passage, first_day, last_day, date_precision, "
    "approximate, year, month, day, bound, speaker, status, certainty"
)
PLACE = "number, name, place_key, role, precision, lat, lon, radius_km"

# Table, what of it, the key of the event in the row.
OF_EVENTS = (
    ("events", f"UPDATE OF {EVENT}", "key"),
    ("events", "DELETE", "key"),
    ("event_places", f"UPDATE OF {PLACE}", "event_key"),
    ("actors", "UPDATE OF number, name", "event_key"),
    *[
        (table, verb, "event_key")
        for table in ("event_places", "actors", "shown_events")
        for verb in ("INSERT", "DELETE")
    ],
)
# All that are joined: who leads them, and what the lead tells, may be another.
OF_GROUPS = [("memberships", verb) for verb in ("INSERT", "UPDATE", "DELETE")]
OF_ALL = [
    *[
        (table, verb)
        for table in ("aliases", "safety_rules", "publishers")
        for verb in ("INSERT", "UPDATE", "DELETE")
    ],
    ("reports", "UPDATE OF id, source, is_demo"),
    ("places", "UPDATE OF id, name, admin1, country, country_code"),
]
# Those that came in the same write are found by their keys.
NOTE = """INSERT INTO changed (event_key, revision)
SELECT {key}, write.revision FROM {source} (
SELECT revision, newest_event FROM writes ORDER BY revision DESC LIMIT 1) AS write
WHERE {key} <= write.newest_event
ON CONFLICT (event_key) DO UPDATE SET revision = excluded.revision"""
JOINED = (
    "SELECT event_key FROM memberships WHERE group_id = {row}.group_id UNION SELECT {row}.event_key"
)


def upgrade() -> None:
    op.create_table(
        "writes",
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("newest_event", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_writes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "changed",
        sa.Column("event_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_changed")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_changed_revision"), "changed", ["revision"], unique=False)
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, what, statements in _notes():
        for statement in (_sqlite if is_sqlite else _postgresql)(table, what, statements):
            op.execute(sa.text(statement.replace(":", r"\:")))


def _notes() -> list[tuple[str, str, list[str]]]:
    """Table, what is done to it, and what is noted then."""
    found = []
    for table, what, column in OF_EVENTS:
        key = f"{_row(what)}.{column}"
        found.append((table, what, [NOTE.format(key=key, source="")]))
    for table, what in OF_GROUPS:
        rows = ["OLD", "NEW"] if what == "UPDATE" else [_row(what)]
        sources = [f"({JOINED.format(row=row)}) AS one, " for row in rows]
        notes = [NOTE.format(key="one.event_key", source=source) for source in sources]
        found.append((table, what, notes))
    found += [(table, what, [NOTE.format(key="0", source="")]) for table, what in OF_ALL]
    return found


def _row(what: str) -> str:
    return "OLD" if what == "DELETE" else "NEW"


def _name(table: str, what: str) -> str:
    return f"note_{table}_{what.split()[0].lower()}"


def _sqlite(table: str, what: str, notes: list[str]) -> list[str]:
    body = "; ".join(notes)
    return [f"CREATE TRIGGER {_name(table, what)} AFTER {what} ON {table} BEGIN {body}; END"]


def _postgresql(table: str, what: str, notes: list[str]) -> list[str]:
    name, body = _name(table, what), "; ".join(notes)
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {body}; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
