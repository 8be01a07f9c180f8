"""Which events readers see."""

from __future__ import annotations

import sqlalchemy as sa

from geodata.model import Status
from geodata.storage import tables


def is_shown() -> sa.ColumnElement[bool]:
    """The condition under which readers see an event."""
    event, shown = tables.events.c, tables.shown_events.c
    published = sa.exists().where(shown.event_key == event.key)
    return sa.and_(event.status == Status.ACCEPTED.value, published)
