"""Many joins in one transaction: groups grow in memory and are written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from geodata.storage import tables
from geodata.storage.decision_log import Decision
from geodata.storage.writing import chunks

Standing = Callable[[sa.Connection, Sequence[int]], dict[int, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Two events to join, how sure the machine is, and why in words."""

    first_id: str
    second_id: str
    score: float
    reasons: Sequence[str]


@dataclass(slots=True)
class GrowingGroups:
    """The groups of the events at hand by key, as they grow.

    Attributes:
        group_of: each event's group; the events of one group share one list.
        report_of: the report each event comes from.
        changed: the events whose group grew.
    """

    group_of: dict[int, list[int]] = field(default_factory=dict)
    report_of: dict[int, int] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)

    def join(self, first: int, second: int) -> list[int] | None:
        """The group that two become; None when they are one or have two events of a report."""
        one, two = self.group_of[first], self.group_of[second]
        if one is two or {self.report_of[k] for k in one} & {self.report_of[k] for k in two}:
            return None
        one.extend(two)
        self.group_of.update(dict.fromkeys(two, one))
        self.changed.update(one)
        return one


def groups_of(connection: sa.Connection, keys: Iterable[int]) -> GrowingGroups:
    """The groups of these events, with all their members."""
    members, event = tables.memberships.c, tables.events.c
    found = GrowingGroups()
    wanted, of_group = list(keys), dict[str, list[int]]()
    for chunk in chunks(wanted):
        mine = sa.select(members.group_id).where(members.event_key.in_(chunk))
        rows = sa.select(members.group_id, members.event_key).where(members.group_id.in_(mine))
        for row in connection.execute(rows):
            group = of_group.setdefault(row.group_id, [])
            if row.event_key not in group:
                group.append(row.event_key)
    for group in of_group.values():
        found.group_of.update(dict.fromkeys(group, group))
    for key in wanted:
        found.group_of.setdefault(key, [key])
    for chunk in chunks(found.group_of):
        query = sa.select(event.key, event.report_key).where(event.key.in_(chunk))
        found.report_of.update((row.key, row.report_key) for row in connection.execute(query))
    return found


def write_groups(
    connection: sa.Connection, groups: GrowingGroups, name: Callable[[Sequence[int]], str]
) -> None:
    """Store the groups that grew, by the id that ``name`` gives them.

    Proposals between events that are one now go.
    """
    table, asked = tables.memberships, tables.proposals
    rows, seen = [], set[int]()
    for key in sorted(groups.changed):
        group = groups.group_of[key]
        if id(group) not in seen:
            seen.add(id(group))
            group_id = name(group)
            rows += [{"event_key": member, "group_id": group_id} for member in group]
    for chunk in chunks(groups.changed):
        connection.execute(sa.delete(table).where(table.c.event_key.in_(chunk)))
    if rows:
        connection.execute(sa.insert(table), rows)
    for chunk in chunks(groups.changed):
        query = sa.select(asked.c.first_key, asked.c.second_key).where(asked.c.first_key.in_(chunk))
        settled = [
            {"first": row.first_key, "second": row.second_key}
            for row in connection.execute(query)
            if groups.group_of.get(row.first_key) is groups.group_of.get(row.second_key, [])
        ]
        if settled:
            here = (asked.c.first_key == sa.bindparam("first")) & (
                asked.c.second_key == sa.bindparam("second")
            )
            connection.execute(sa.delete(asked).where(here), settled)


def new_proposals(
    connection: sa.Connection, pairs: dict[tuple[int, int], tuple[float, Sequence[str]]]
) -> int:
    """Keep the proposals that are not there yet; how many are new."""
    table = tables.proposals
    there: set[tuple[int, int]] = set()
    for chunk in chunks({first for first, _ in pairs}):
        query = sa.select(table.c.first_key, table.c.second_key).where(table.c.first_key.in_(chunk))
        there.update((row.first_key, row.second_key) for row in connection.execute(query))
    rows = [
        {"first_key": pair[0], "second_key": pair[1], "score": score, "reasons": list(reasons)}
        for pair, (score, reasons) in pairs.items()
        if pair not in there
    ]
    if rows:
        connection.execute(sa.insert(table), rows)
    return len(rows)


def decisions(
    steps: Sequence[tuple[Asked, Sequence[str]]], made: Callable[[str, object], Decision]
) -> list[Decision]:
    """One entry in the log for each join, with the group as it was then."""
    return [
        made(
            asked.first_id,
            {"events": list(ids), "score": asked.score, "reasons": list(asked.reasons)},
        )
        for asked, ids in steps
    ]
