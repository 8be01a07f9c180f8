"""Published events that were taken back: out of readers' sight at once, and said to readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from geodata.correcting.wording import Difference
from geodata.errors import InputError, NotFoundError
from geodata.model import Status
from geodata.storage import decision_log, tables
from geodata.storage.decision_log import Act
from geodata.storage.joins import with_their_groups
from geodata.storage.published import PublishedCorrection
from geodata.storage.snapshots import STATUS

ACTION = "withdraw"
UNNAMED = "An event"
_REJECTED, _ACCEPTED = Status.REJECTED.value, Status.ACCEPTED.value
_TOLD = "told"
_GONE = (Difference("shown to readers", "yes", "no, withdrawn"),)


def withdraw(connection: sa.Connection, act: Act, event_id: str, *, told: bool) -> int:
    """Take a published event, with those it is joined with, from readers; how many went.

    Args:
        connection: of the write.
        act: whose reason must not be empty.
        event_id: of the event.
        told: whether readers are told which event it was and why, or only that one went.

    Raises:
        NotFoundError: readers see no such event.
        InputError: no reason was given.
    """
    if not act.why:
        raise InputError("Write why it is withdrawn.")
    event = tables.events.c
    ids = with_their_groups(connection, [event_id])
    query = sa.select(event.id).where(event.id.in_(ids), event.status == _ACCEPTED, _was_shown())
    gone = list(connection.execute(query).scalars())
    if event_id not in gone:
        raise NotFoundError("Readers do not see this event (any more).")
    connection.execute(sa.update(tables.events).where(event.id.in_(gone)).values(status=_REJECTED))
    before, after = {"parts": {STATUS: _ACCEPTED}}, {"parts": {STATUS: _REJECTED}, _TOLD: told}
    decision_log.write(connection, *(act.decision(one, before, after) for one in gone))
    return len(gone)


def withdrawn(
    connection: sa.Connection, limit: int, secret_reports: set[str]
) -> Iterator[PublishedCorrection]:
    """What readers are told of the latest withdrawals that still hold, newest first.

    Args:
        connection: to read with.
        limit: of how many.
        secret_reports: ids of the reports of which something may be withheld: their events
            are not named.
    """
    decision, event, report = tables.decisions.c, tables.events.c, tables.reports.c
    later = tables.decisions.alias()
    turned = (ACTION, "set status", "undo")
    was_decided_again = sa.exists().where(
        later.c.subject_id == decision.subject_id,
        later.c.key > decision.key,
        later.c.action.in_(turned),
    )
    query = (
        sa.select(
            decision.id, decision.made_at, decision.action, decision.why, decision.after,
            event.id.label("event_id"), event.title, report.id.label("report_id"),
        )
        .join(tables.events, event.id == decision.subject_id)
        .join(tables.reports, report.key == event.report_key)
        .where(
            decision.action.in_(turned),
            event.status == _REJECTED,
            _was_shown(),
            ~was_decided_again,
        )
        .order_by(decision.key.desc())
        .limit(limit)
    )  # fmt: skip
    for row in connection.execute(query):
        is_told = _is_told(row.action, row.after) and row.report_id not in secret_reports
        title, why = (row.title, row.why) if is_told else (UNNAMED, "")
        yield PublishedCorrection(row.id, row.made_at, row.event_id if is_told else "",
                                  title, why, _GONE, is_withdrawn=True)  # fmt: skip


def _is_told(action: str, after: Any) -> bool:
    return action == ACTION and isinstance(after, dict) and bool(after.get(_TOLD))


def _was_shown() -> sa.ColumnElement[bool]:
    return sa.exists().where(tables.shown_events.c.event_key == tables.events.c.key)
