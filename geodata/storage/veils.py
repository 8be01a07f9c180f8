"""Which veils hold for the events of some reports: rules against what the store holds."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from geodata.model import Event, Status
from geodata.publishing import SafetyRule, SafetyScope, Veils
from geodata.publishing.sources import PermittedUse
from geodata.storage import tables
from geodata.storage.reading import Reader
from geodata.storage.writing import chunks


def veils_of_reports(
    connection: sa.Connection, report_ids: Collection[str], rules: Sequence[SafetyRule]
) -> dict[str, Veils]:
    """The veils of reports by id; those of which nothing is withheld are left out.

    Drafts count too: what is withheld of one of them is withheld of what is published beside it.
    """
    if not rules:
        return {}
    found: dict[str, Veils] = {}
    for chunk in chunks(sorted(report_ids), 100):
        events = with_joined(connection, chunk)
        groups = groups_of(connection, [event.id for event in events])
        for part in _components(events, groups):
            veils = Veils.of(part, rules, groups)
            if veils:
                found |= {event.report_id: veils for event in part}
    return found


def reports_in_question(connection: sa.Connection, rules: Sequence[SafetyRule]) -> set[str]:
    """The ids of the reports that any rule touches, with those they share events with."""
    if not rules:
        return set()
    event, here, place = tables.events, tables.event_places, tables.places
    query = (
        sa.select(event.c.key)
        .join_from(here, event, event.c.key == here.c.event_key)
        .join(place, place.c.key == here.c.place_key)
        .where(sa.or_(*map(_may_hold, rules)))
        .distinct()
    )
    beside = _events_beside(connection, set(connection.execute(query).scalars()))
    return reports_of(connection, beside)


def _may_hold(rule: SafetyRule) -> sa.ColumnElement[bool]:
    """Places that a rule may hold for; those of a box wherever they are from west to east."""
    event, here = tables.events.c, tables.event_places.c
    is_finer, box = here.radius_km < rule.blur_km, rule.box
    if rule.scope is SafetyScope.EVENT:
        return sa.and_(is_finer, event.id == rule.value)
    if rule.scope is SafetyScope.KIND:
        return sa.and_(is_finer, event.kind == rule.value)
    if rule.scope is SafetyScope.PLACE:
        return sa.and_(is_finer, tables.places.c.id == rule.value)
    if box is not None:
        return sa.and_(is_finer, here.lat.between(box.south, box.north))
    return is_finer


def hanging_on(connection: sa.Connection, keys: Collection[int]) -> set[int] | None:
    """Events with all that are told beside them, in a report or joined, and so on by their keys.

    None when one of them is gone: nobody knows what it was told beside.
    """
    event, there = tables.events.c, 0
    for chunk in chunks(sorted(keys)):
        query = sa.select(sa.func.count()).where(event.key.in_(chunk))
        there += int(connection.execute(query).scalar_one())
    return _events_beside(connection, set(keys)) if there == len(keys) else None


def reports_of(connection: sa.Connection, keys: Collection[int]) -> set[str]:
    """The ids of the reports of events given by their keys."""
    report, event = tables.reports.c, tables.events.c
    found: set[str] = set()
    for chunk in chunks(sorted(keys)):
        query = sa.select(report.id).join(tables.events, event.report_key == report.key)
        found.update(connection.execute(query.where(event.key.in_(chunk)).distinct()).scalars())
    return found


def _events_beside(connection: sa.Connection, keys: set[int]) -> set[int]:
    mine, other = tables.events.alias(), tables.events.alias()
    one, two = tables.memberships.alias(), tables.memberships.alias()
    in_report = sa.select(other.c.key).join(mine, mine.c.report_key == other.c.report_key)
    joined = sa.select(two.c.event_key).join(one, one.c.group_id == two.c.group_id)
    known, new = set[int](), keys
    while new:
        known, found = known | new, set[int]()
        for chunk in chunks(sorted(new)):
            found.update(connection.execute(in_report.where(mine.c.key.in_(chunk))).scalars())
            found.update(connection.execute(joined.where(one.c.event_key.in_(chunk))).scalars())
        new = found - known
    return known


def facts_only(connection: sa.Connection) -> set[str]:
    """The publishers whose words readers may not be shown."""
    column = tables.publishers.c
    query = sa.select(column.name).where(column.permitted == PermittedUse.FACTS.value)
    return set(connection.execute(query).scalars())


def with_joined(connection: sa.Connection, report_ids: Sequence[str]) -> list[Event]:
    """The events of reports and of every report that shares one with them, and so on."""
    reports = set(report_ids)
    reader = Reader(connection)
    known: dict[str, Event] = {}
    while True:
        query = tables.reports.c.id.in_(sorted(reports))
        for event in reader.events(query, tables.events.c.status != Status.REJECTED.value):
            known[event.id] = event
        more = _reports_joined(connection, list(known)) - reports
        if not more:
            return list(known.values())
        reports |= more


def _reports_joined(connection: sa.Connection, event_ids: Iterable[str]) -> set[str]:
    event, report, members = tables.events, tables.reports, tables.memberships
    mine, theirs, other = members.alias(), members.alias(), event.alias()
    found: set[str] = set()
    for chunk in chunks(event_ids):
        query = (
            sa.select(report.c.id)
            .join_from(event, mine, mine.c.event_key == event.c.key)
            .join(theirs, theirs.c.group_id == mine.c.group_id)
            .join(other, other.c.key == theirs.c.event_key)
            .join(report, report.c.key == other.c.report_key)
            .where(event.c.id.in_(chunk))
            .distinct()
        )
        found.update(connection.execute(query).scalars())
    return found


def groups_of(connection: sa.Connection, event_ids: Iterable[str]) -> list[list[str]]:
    """The ids of these events that are joined with each other, group by group."""
    event, members = tables.events.c, tables.memberships.c
    found: dict[str, list[str]] = {}
    for chunk in chunks(event_ids):
        query = (
            sa.select(members.group_id, event.id)
            .join_from(tables.memberships, tables.events, event.key == members.event_key)
            .where(event.id.in_(chunk))
        )
        for group_id, event_id in connection.execute(query):
            found.setdefault(group_id, []).append(event_id)
    return list(found.values())


def _components(events: Sequence[Event], groups: Iterable[Sequence[str]]) -> list[list[Event]]:
    """The events apart by what hangs together: by a report, or by being joined."""
    owner = {event.id: event.report_id for event in events}
    parent = {report_id: report_id for report_id in owner.values()}

    def root(report_id: str) -> str:
        while parent[report_id] != report_id:
            parent[report_id] = parent[parent[report_id]]
            report_id = parent[report_id]
        return report_id

    for group in groups:
        reports = [owner[event_id] for event_id in group if event_id in owner]
        for one, two in itertools.pairwise(reports):
            parent[root(one)] = root(two)
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(root(event.report_id), []).append(event)
    return list(found.values())
