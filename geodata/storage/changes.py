"""Which events changed since a state of the store, so that an index need not be made anew.

Triggers of the database note every event whose row in the event table may have changed, whoever
writes; events that came later have higher keys than those before. Key 0 stands for all events.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa
import sqlalchemy as sa

from geodata.storage import tables
from geodata.storage.writing import chunks

EVERYTHING = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of some events.

    Attributes:
        revision, state: of the store now.
        stored: the numbers of the events that changed, came or went.
        table: those of them that are there, as in the event table.
    """

    revision: int
    state: str
    stored: tuple[int, ...]
    table: pa.Table


def revision_of(connection: sa.Connection) -> int:
    """The revision of the store."""
    column = tables.meta.c
    query = sa.select(column.value).where(column.name == "revision")
    return int(connection.execute(query).scalar_one())


def state_of(connection: sa.Connection) -> str:
    """Tells what the store holds from what any other store held at the same revision."""
    event, decision = tables.events.c, tables.decisions.c
    newest = connection.execute(sa.select(sa.func.max(event.key))).scalar()
    latest = connection.execute(
        sa.select(decision.id).order_by(decision.key.desc()).limit(1)
    ).scalar()
    return f"{revision_of(connection)} {newest} {latest}"


def begin_write(connection: sa.Connection) -> None:
    """Raise the revision, and keep what the store was before: what triggers note is later.

    The first statement of every write that readers can see: in PostgreSQL it also makes
    writers wait for each other.
    """
    column = tables.meta.c
    connection.execute(
        sa.update(tables.meta).where(column.name == "revision").values(value=column.value + 1)
    )
    revision = revision_of(connection)
    before = f"{revision - 1} {state_of(connection).split(' ', 1)[1]}"
    newest = connection.execute(sa.select(sa.func.max(tables.events.c.key))).scalar()
    connection.execute(
        sa.insert(tables.writes).values(revision=revision, before=before, newest_event=newest or 0)
    )


def changed_since(
    connection: sa.Connection,
    state: str,
    most: int,
    *,
    shown: sa.ColumnElement[bool] | None = None,
    later_only: bool = False,
) -> set[int] | None:
    """The keys of the events that changed, came or went since a state, whole groups of them.

    Args:
        connection: to the store.
        state: as `state_of` told it.
        most: None is returned for more than so many.
        shown: of the events that came only those that meet this; None for all.
        later_only: leave out what was noted under the revision of the state itself, most of which
            was there already.

    None: everything may have changed, or nothing is known of this state.
    """
    if state == state_of(connection):
        return set()
    write, change, event = tables.writes.c, tables.changed.c, tables.events.c
    first = connection.execute(
        sa.select(write.revision, write.newest_event).where(
            write.before == state, write.revision == int(state.split(" ", 1)[0]) + 1
        )
    ).first()
    if first is None:
        return None
    # A write that raised no revision noted its changes under the one before.
    begin = first.revision if later_only else first.revision - 1
    changed = sa.select(change.event_key).where(change.revision >= begin)
    came = sa.select(event.key).where(event.key > first.newest_event)
    if shown is not None:
        came = came.where(shown)
    found: set[int] = set()
    for query in (changed, came):
        found.update(connection.execute(query.limit(most + 1)).scalars())
    if EVERYTHING in found or len(found) > most:
        return None
    return found | _joined_with(connection, found)


def _joined_with(connection: sa.Connection, keys: Collection[int]) -> set[int]:
    mine, theirs = tables.memberships.alias(), tables.memberships.alias()
    found: set[int] = set()
    for chunk in chunks(sorted(keys)):
        query = (
            sa.select(theirs.c.event_key)
            .join_from(mine, theirs, theirs.c.group_id == mine.c.group_id)
            .where(mine.c.event_key.in_(chunk))
        )
        found.update(connection.execute(query).scalars())
    return found
