"""What people decided: only ever added to; triggers in the database hold everybody to it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.storage import tables


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a person decided.

    Attributes:
        id: 'n' and 16 random letters or digits.
        by: who, '' when nobody was logged in.
        action: 'add report', 'remove report', 'choose place', 'set status', 'join events',
            'take apart', 'keep apart' or 'set aliases'.
        subject_id: of the event or report.
        before, after: JSON values that belong to the action.
    """

    id: str
    made_at: datetime
    by: str
    action: str
    subject_id: str
    before: Any
    after: Any

    @classmethod
    def of(
        cls, made_at: datetime, by: str, action: str, subject_id: str, before: Any, after: Any
    ) -> Decision:
        """A new decision with an id of its own."""
        return cls(f"n{secrets.token_hex(8)}", made_at, by, action, subject_id, before, after)


def write(connection: sa.Connection, decision: Decision) -> None:
    """Add a decision inside the transaction of what it decides."""
    connection.execute(
        sa.insert(tables.decisions),
        {
            "id": decision.id,
            "made_at": decision.made_at,
            "by": decision.by,
            "action": decision.action,
            "subject_id": decision.subject_id,
            "before": decision.before,
            "after": decision.after,
        },
    )


def read(connection: sa.Connection, subject_id: str | None, limit: int) -> list[Decision]:
    """The latest decisions, newest first."""
    table = tables.decisions
    query = sa.select(*[column for column in table.c if column.name != "key"])
    if subject_id is not None:
        query = query.where(table.c.subject_id == subject_id)
    rows = connection.execute(query.order_by(table.c.key.desc()).limit(limit))
    return [Decision(**row._mapping) for row in rows]
