"""Which events readers see."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from geodata.model import Status
from geodata.storage import tables
from geodata.storage.writing import chunks


def is_shown() -> sa.ColumnElement[bool]:
    """The condition under which readers see an event."""
    event, shown = tables.events.c, tables.shown_events.c
    published = sa.exists().where(shown.event_key == event.key)
    return sa.and_(event.status == Status.ACCEPTED.value, published)


def hide_until_published(connection: sa.Connection, event_keys: Iterable[int]) -> None:
    """Let these events wait for the gate again, though readers saw them before."""
    column = tables.shown_events.c.event_key
    for chunk in chunks(event_keys):
        connection.execute(sa.delete(tables.shown_events).where(column.in_(chunk)))
