"""A person corrects the machine: another place, a pin put by hand, a field, another status.

Every change stands in the log with what was before, exact enough to be taken back; a change
made against an older version of an event is refused and the newer one shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from geodata.coordinates import LatLon
from geodata.correcting import Change, Support, edited, moved_place, pinned_place
from geodata.correcting.rules import CHOSEN, moved_match
from geodata.errors import ChangedMeanwhileError, InputError, NotFoundError
from geodata.model import Event, EventPlace, Place, Precision, Report, Status
from geodata.storage import decision_log, snapshots, tables
from geodata.storage.decision_log import Act, Decision
from geodata.storage.joins import with_their_groups
from geodata.storage.reading import REPORT_COLUMNS, Reader, report_value
from geodata.storage.shown import hide_until_published
from geodata.storage.writing import chunks

RULE_PREFIX = "k"


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of taking something back.

    Attributes:
        act_id: of the taking back, which can be taken back itself.
        events: how many events are as they were.
        kept: ids of events that somebody changed since; they stay as they are.
    """

    act_id: str
    events: int
    kept: tuple[str, ...] = ()


# ------------------------------------------------------------------- one event


def choose_place(
    connection: sa.Connection, act: Act, event_id: str, mention_start: int, place: Place | None
) -> bool:
    """Move the words at mention_start to a place; whether the event stands on such words."""
    found = _event(connection, event_id)
    old = next((p for p in found[1].places if p.start == mention_start), None) if found else None
    if found is None or old is None:
        return False
    report_key = found[2]
    reason = CHOSEN + (act.by or "a reader")
    events = tables.events.c
    query = sa.select(events.key, events.id).where(events.report_key == report_key)
    keys = {row.id: row.key for row in connection.execute(query)}
    for event in list(Reader(connection).events(events.report_key == report_key)):
        if any(p.start == mention_start for p in event.places):
            new = replace(event, places=tuple(_chosen(event, mention_start, place, reason)))
            extra = (_summary(old.place, mention_start), _summary(place, mention_start))
            change_event(connection, act, keys[event.id], event, new, extra)
    _choose_match(connection, act, report_key, old, place, reason)
    return True


def _chosen(event: Event, start: int, place: Place | None, reason: str) -> Iterator[EventPlace]:
    for there in event.places:
        if there.start != start:
            yield there
        elif place is not None:
            yield moved_place(there, place, reason)


def _summary(place: Place | None, start: int) -> dict[str, Any]:
    label = "" if place is None else place.label
    return {"place": None if place is None else place.id, "label": label, "start": start}


def _choose_match(
    connection: sa.Connection, act: Act, report_key: int, old: EventPlace, place: Place | None,
    reason: str,
) -> None:  # fmt: skip
    report_id = connection.execute(
        sa.select(tables.reports.c.id).where(tables.reports.c.key == report_key)
    ).scalar_one()
    for number, match in enumerate(list(Reader(connection).matches(report_key))):
        same = match.place is not None and match.place.id == old.place.id
        if match.start == old.start or (same and old.start <= match.start < old.end):
            new = moved_match(match, place, reason)
            change_match(connection, act, report_id, report_key, number, match, new)


def set_position(
    connection: sa.Connection,
    act: Act,
    event_id: str,
    number: int,
    position: LatLon,
    *,
    radius_km: float,
    precision: Precision,
) -> None:
    """Put the pin of a place of an event where a person says, and nowhere else."""
    key, event, _ = _known_event(connection, event_id)
    if not 0 <= number < len(event.places):
        raise NotFoundError(f"The event {event_id!r} has no place {number + 1} (any more).")
    # Readers see the reason; who it was stands in the log.
    reason = "set by an editor" + (f": {act.why}" if act.why else "")
    places = list(event.places)
    places[number] = pinned_place(places[number], position, radius_km, precision, reason)
    change_event(connection, act, key, event, replace(event, places=tuple(places)))


def edit(
    connection: sa.Connection, act: Act, event_id: str, change: Change, support: Support
) -> None:
    """Change fields of an event, by words of its report or on the person's word."""
    key, event, report_key = _known_event(connection, event_id)
    row = connection.execute(
        sa.select(*REPORT_COLUMNS).where(tables.reports.c.key == report_key)
    ).one()
    report: Report = report_value(row)
    if act.why != support.reason:
        raise InputError("The reason of a change and of its entry in the log are one.")
    change_event(connection, act, key, event, edited(event, report, change, support))


def set_status(
    connection: sa.Connection, act: Act, event_ids: list[str], status: Status
) -> dict[str, str]:
    """Change the status of events and their groups; those that changed, with what they had.

    What is accepted again waits to be published, whatever readers saw of it before.
    """
    event = tables.events.c
    before: dict[str, str] = {}
    for ids in chunks(with_their_groups(connection, event_ids)):
        found = connection.execute(
            sa.select(event.key, event.id, event.status).where(
                event.id.in_(ids), event.status != status.value
            )
        ).all()
        here = {row.id: row.status for row in found}
        if status is Status.ACCEPTED:
            hide_until_published(connection, [row.key for row in found])
        connection.execute(
            sa.update(tables.events).where(event.id.in_(list(here))).values(status=status.value)
        )
        entries = (act.decision(one, old, status.value) for one, old in here.items())
        decision_log.write(connection, *entries)
        before |= here
    return before


def refuse_outdated(connection: sa.Connection, event_id: str, expected: int | None) -> None:
    """Raise ChangedMeanwhileError when an event was changed after the version somebody saw.

    The row is locked first: on PostgreSQL two editors can come here at once.
    """
    if expected is None:
        return
    event = tables.events.c
    connection.execute(sa.select(event.key).where(event.id == event_id).with_for_update())
    newer = decision_log.since(connection, event_id, expected)
    if newer:
        who = newer[-1].by or "Somebody"
        raise ChangedMeanwhileError(
            f"{who} changed this event while you looked at it. Nothing of yours was saved yet: "
            "see what changed, then decide.",
            event_id,
            tuple(newer),
        )


# ----------------------------------------------------------------- in the log


def change_event(
    connection: sa.Connection,
    act: Act,
    key: int,
    old: Event,
    new: Event,
    extra: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
) -> bool:
    """Write the parts in which an event differs, and the entry in the log."""
    names = snapshots.changed_parts(old, new)
    if not names:
        return False
    snapshots.keep(connection, old, new)
    before, after = snapshots.snapshot(old, names), snapshots.snapshot(new, names)
    snapshots.put_back(connection, key, after)
    entry = act.decision(old.id, {**extra[0], "parts": before}, {**extra[1], "parts": after})
    decision_log.write(connection, entry)
    return True


def change_match(
    connection: sa.Connection, act: Act, report_id: str, report_key: int, number: int,
    old: Any, new: Any,
) -> None:  # fmt: skip
    """Write a match and the entry in the log."""
    snapshots.keep(connection, old, new)
    before, after = snapshots.match_snapshot(old), snapshots.match_snapshot(new)
    snapshots.put_back_match(connection, report_key, number, after)
    name = str(number)
    entry = act.decision(
        report_id,
        {"parts": {snapshots.MATCHES: {name: before}}},
        {"parts": {snapshots.MATCHES: {name: after}}},
    )
    decision_log.write(connection, entry)


def parts_of(value: Any) -> snapshots.Snapshot:
    """The parts in what the log has of before or after; {} when it has none."""
    if isinstance(value, str):
        return {snapshots.STATUS: value}
    return dict(value.get("parts") or {}) if isinstance(value, dict) else {}


# ------------------------------------------------------------------------ undo


def undo(connection: sa.Connection, act_id: str, act: Act) -> Undone:
    """Put everything back that one act changed, except what somebody changed since.

    Raises:
        NotFoundError: there is no such act, or nothing in it can be taken back.
        InputError: it was taken back already.
        ChangedMeanwhileError: all of it was changed since.
    """
    decided = [one for one in decision_log.of_act(connection, act_id) if _can_undo(one)]
    if not decided:
        raise NotFoundError("There is nothing here that could be taken back.")
    if decision_log.is_undone(connection, act_id):
        raise InputError("This was taken back already.")
    events, untouched, kept = 0, 0, []
    for decision in decided:
        if decision.subject_id.startswith(RULE_PREFIX):
            _undo_rule(connection, act, decision)
        elif decision.subject_id.startswith("r"):
            untouched += not _undo_matches(connection, act, decision)
        elif _undo_event(connection, act, decision):
            events += 1
        else:
            kept.append(decision.subject_id)
    if not events and len(kept) + untouched == len(decided):
        subject_id = kept[0] if kept else decided[0].subject_id
        newer = tuple(decision_log.read(connection, subject_id, 1))
        raise ChangedMeanwhileError(
            "It was changed again since, so it was left as it is: undo the later change first.",
            subject_id,
            newer,
        )
    return Undone(act.id, events, tuple(kept))


def _can_undo(decision: Decision) -> bool:
    return bool(parts_of(decision.before)) or decision.subject_id.startswith(RULE_PREFIX)


def _undo_event(connection: sa.Connection, act: Act, decision: Decision) -> bool:
    found = _event(connection, decision.subject_id)
    if found is None:
        return False
    before, after = parts_of(decision.before), parts_of(decision.after)
    now = snapshots.snapshot(found[1], after)
    if now != after:
        return False
    snapshots.put_back(connection, found[0], before)
    entry = act.decision(decision.subject_id, {"parts": after}, {"parts": before})
    decision_log.write(connection, entry)
    return True


def _undo_matches(connection: sa.Connection, act: Act, decision: Decision) -> bool:
    """Whether any words were put back."""
    report = tables.reports.c
    query = sa.select(report.key).where(report.id == decision.subject_id)
    key = connection.execute(query).scalar()
    if key is None:
        return False
    now = list(Reader(connection).matches(key))
    before = parts_of(decision.before)[snapshots.MATCHES]
    after = parts_of(decision.after)[snapshots.MATCHES]
    back = {
        name: parts
        for name, parts in before.items()
        if int(name) < len(now) and snapshots.match_snapshot(now[int(name)]) == after[name]
    }
    for name, parts in back.items():
        snapshots.put_back_match(connection, key, int(name), parts)
    if back:
        new = {"parts": {snapshots.MATCHES: {name: after[name] for name in back}}}
        entry = act.decision(decision.subject_id, new, {"parts": {snapshots.MATCHES: back}})
        decision_log.write(connection, entry)
    return bool(back)


def _undo_rule(connection: sa.Connection, act: Act, decision: Decision) -> None:
    """A correction that is taken back ends; taking that back makes it hold again."""
    table = tables.rules
    ends = decision.after != {"holds": False}
    connection.execute(
        sa.update(table)
        .where(table.c.id == decision.subject_id)
        .values(ended_at=act.made_at if ends else None)
    )
    entry = act.decision(decision.subject_id, {"holds": ends}, {"holds": not ends})
    decision_log.write(connection, entry)


# --------------------------------------------------------------------- looking


def _event(connection: sa.Connection, event_id: str) -> tuple[int, Event, int] | None:
    """The key of an event, the event and the key of its report."""
    column = tables.events.c
    query = sa.select(column.key, column.report_key).where(column.id == event_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    for event in Reader(connection).events(column.key == row.key):
        return row.key, event, row.report_key
    return None


def _known_event(connection: sa.Connection, event_id: str) -> tuple[int, Event, int]:
    found = _event(connection, event_id)
    if found is None:
        raise NotFoundError(f"There is no event {event_id!r} (any more).")
    return found
