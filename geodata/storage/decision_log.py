"""What people decided: only ever added to; triggers in the database hold everybody to it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.errors import ChangedMeanwhileError
from geodata.storage import tables


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a person decided.

    Attributes:
        id: 'n' and 16 random letters or digits.
        by: who, '' when nobody was logged in.
        action: 'add report', 'remove report', 'choose place', 'set position', 'edit',
            'set status', 'withdraw', 'undo', 'make correction', 'apply correction', 'join events',
            'take apart', 'keep apart' or 'set aliases'.
        subject_id: of the event, report or correction.
        before, after: JSON values that belong to the action.
        why: in the person's words, '' when none were given.
        act_id: what was decided in one go has one; '' in what an earlier Gazette wrote.
        undoes: the act_id of what it takes back, '' otherwise.
    """

    id: str
    made_at: datetime
    by: str
    action: str
    subject_id: str
    before: Any
    after: Any
    why: str = ""
    act_id: str = ""
    undoes: str = ""

    @classmethod
    def of(
        cls, made_at: datetime, by: str, action: str, subject_id: str, before: Any, after: Any
    ) -> Decision:
        """A new decision with an id of its own."""
        return cls(f"n{secrets.token_hex(8)}", made_at, by, action, subject_id, before, after)


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does in one go: one entry in the log for each event it changes.

    Attributes:
        id: 'a' and 16 random letters or digits.
    """

    made_at: datetime
    by: str
    action: str
    why: str = ""
    undoes: str = ""
    id: str = field(default_factory=lambda: f"a{secrets.token_hex(8)}")

    def decision(self, subject_id: str, before: Any, after: Any) -> Decision:
        """Its entry for one event, report or correction."""
        own_id = f"n{secrets.token_hex(8)}"
        return Decision(
            own_id, self.made_at, self.by, self.action, subject_id, before, after,
            self.why, self.id, self.undoes,
        )  # fmt: skip


def write(connection: sa.Connection, *decisions: Decision) -> None:
    """Add decisions inside the transaction of what they decide."""
    if decisions:
        connection.execute(sa.insert(tables.decisions), [asdict(one) for one in decisions])


def read(connection: sa.Connection, subject_id: str | None, limit: int) -> list[Decision]:
    """The latest decisions, newest first."""
    table = tables.decisions.c
    query = _SELECT
    if subject_id is not None:
        query = query.where(table.subject_id == subject_id)
    return _values(connection.execute(query.order_by(table.key.desc()).limit(limit)))


def read_all(connection: sa.Connection, size: int = 500) -> Iterator[Decision]:
    """Every decision, oldest first, fetched in portions."""
    table, last_key = tables.decisions.c, 0
    while True:
        query = sa.select(table.key, *_COLUMNS).where(table.key > last_key)
        rows = connection.execute(query.order_by(table.key).limit(size)).all()
        if not rows:
            return
        last_key = rows[-1].key
        yield from (Decision(*row[1:]) for row in rows)


def of_act(connection: sa.Connection, act_id: str) -> list[Decision]:
    """The decisions of one act, newest first."""
    table = tables.decisions.c
    query = _SELECT.where(table.act_id == act_id).order_by(table.key.desc())
    return _values(connection.execute(query))


def since(connection: sa.Connection, subject_id: str, version: int) -> list[Decision]:
    """What was decided on a subject after a version of it, oldest first."""
    table = tables.decisions.c
    query = _SELECT.where(table.subject_id == subject_id, table.key > version)
    return _values(connection.execute(query.order_by(table.key)))


def version(connection: sa.Connection, subject_id: str) -> int:
    """A number that grows with every decision on a subject, 0 before the first."""
    table = tables.decisions.c
    query = sa.select(sa.func.max(table.key)).where(table.subject_id == subject_id)
    return int(connection.execute(query).scalar() or 0)


def versions(connection: sa.Connection, subject_ids: Iterable[str]) -> dict[str, int]:
    """`version` of each of these subjects."""
    table, wanted = tables.decisions.c, list(subject_ids)
    found = dict.fromkeys(wanted, 0)
    for start in range(0, len(wanted), 500):
        query = (
            sa.select(table.subject_id, sa.func.max(table.key))
            .where(table.subject_id.in_(wanted[start : start + 500]))
            .group_by(table.subject_id)
        )
        found |= {subject_id: int(key) for subject_id, key in connection.execute(query)}
    return found


def changed_meanwhile(connection: sa.Connection, subject_id: str) -> ChangedMeanwhileError:
    """What to raise when a subject is no longer as somebody saw it: who changed it, and how."""
    latest = read(connection, subject_id, 1)
    who = latest[0].by if latest and latest[0].by else "Somebody"
    return ChangedMeanwhileError(
        f"{who} changed this while you looked at it. Nothing of yours was saved: see what it is "
        "now, then decide.",
        subject_id,
        tuple(latest),
    )


def latest_acts(connection: sa.Connection, by: str | None, limit: int) -> list[Decision]:
    """One decision of each of the latest acts, newest first; by: only this person's."""
    table = tables.decisions.c
    # A correction is applied again to each later report, in the act that made it.
    first = sa.func.min(table.key)
    begun = sa.select(first).where(table.act_id != "")
    if by is not None:
        begun = begun.where(table.by == by)
    keys = begun.group_by(table.act_id).order_by(first.desc()).limit(limit)
    query = _SELECT.where(table.key.in_(connection.execute(keys).scalars().all()))
    return _values(connection.execute(query.order_by(table.key.desc())))


def is_undone(connection: sa.Connection, act_id: str) -> bool:
    """Whether an act was taken back and that was not taken back itself."""
    table = tables.decisions.c
    query = sa.select(table.act_id).where(table.undoes == act_id).distinct()
    undoing = connection.execute(query).scalars().all()
    return any(not is_undone(connection, other) for other in undoing)


def _values(rows: Iterable[sa.Row[Any]]) -> list[Decision]:
    return [Decision(**row._mapping) for row in rows]


_COLUMNS = [column for column in tables.decisions.c if column.name != "key"]
_SELECT = sa.select(*_COLUMNS)
