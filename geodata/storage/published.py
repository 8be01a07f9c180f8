"""What readers may know of the log: corrections of events that were published when they were made.

Nothing of drafts, of events that are rejected or not reviewed, and nothing of who decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.correcting.wording import Difference, differences
from geodata.model import Status
from geodata.storage import tables
from geodata.storage.corrections import parts_of
from geodata.storage.snapshots import STATUS

_TOLD = ("choose place", "set position", "edit", "apply correction", "undo")


@dataclass(frozen=True, slots=True)
class PublishedCorrection:
    """One correction of one event.

    Attributes:
        id: of the decision.
        event_id: '' where readers are not told which event it is.
        why: in the editor's words, '' when none were given.
        differences: what was and what is.
        is_withdrawn: whether readers no longer see the event at all.
    """

    id: str
    made_at: datetime
    event_id: str
    title: str
    why: str
    differences: tuple[Difference, ...]
    is_withdrawn: bool = False


def published(connection: sa.Connection, limit: int) -> list[PublishedCorrection]:
    """The latest corrections of published events, newest first."""
    decision, event = tables.decisions.c, tables.events.c
    later = tables.decisions.alias()
    became_published = sa.exists().where(
        later.c.subject_id == decision.subject_id,
        later.c.key > decision.key,
        later.c.action == "set status",
        sa.cast(later.c.after, sa.Text) == f'"{Status.ACCEPTED.value}"',
    )
    query = (
        sa.select(
            decision.id, decision.made_at, decision.subject_id, event.title, decision.why,
            decision.before, decision.after,
        )
        .join(tables.events, event.id == decision.subject_id)
        .where(
            decision.action.in_(_TOLD),
            event.status == Status.ACCEPTED.value,
            ~became_published,
            _was_shown_before(decision.key),
        )
        .order_by(decision.key.desc())
        .limit(limit)
    )  # fmt: skip
    found = (_value(row) for row in connection.execute(query))
    return [one for one in found if one.differences]


def _was_shown_before(key: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Whether readers saw the event before this decision: what nobody saw needs no correction."""
    shown, publishing = tables.shown_events.c, tables.decisions.alias()
    came_later = (
        sa.exists()
        .where(
            publishing.c.action == "publish",
            publishing.c.subject_id == sa.literal("edition ") + sa.cast(shown.edition, sa.Text),
            publishing.c.key > key,
        )
        .correlate(tables.shown_events, tables.decisions)
    )
    seen = sa.exists().where(shown.event_key == tables.events.c.key, ~came_later)
    return seen.correlate(tables.events, tables.decisions)


def _value(row: Any) -> PublishedCorrection:
    before, after = _without_status(row.before), _without_status(row.after)
    return PublishedCorrection(
        row.id, row.made_at, row.subject_id, row.title, row.why, differences(before, after)
    )


def _without_status(value: Any) -> dict[str, Any]:
    return {name: part for name, part in parts_of(value).items() if name != STATUS}
