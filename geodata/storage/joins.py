"""Events of several reports that are one: joined, proposed, taken apart, and by whom.

A joined event keeps its id and all that was read; its group has a lead, the event that map
and list show for all of them. What a person took apart stays apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.correcting.urgency import SINGLE_SOURCE
from geodata.errors import InputError, NotFoundError
from geodata.model import Event, EventKind, Status, content_id
from geodata.storage import decision_log, many_joins, tables
from geodata.storage.decision_log import Decision
from geodata.storage.many_joins import Asked
from geodata.storage.reading import Reader
from geodata.storage.writing import chunks

BY_MACHINE = "Gazette"  # who decided, when nobody did
_STATUS_RANK = {Status.ACCEPTED.value: 0, Status.UNREVIEWED.value: 1, Status.REJECTED.value: 2}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that is perhaps the same as another.

    Attributes:
        event_id: of the other one.
        score: the chance that they are one, 0..1.
        reasons: in words.
    """

    event_id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinBook:
    """The joins of a store; comes as ``store.joins``.

    Every write is one transaction and one entry in the log of decisions.
    """

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    # ----------------------------------------------------------------- looking

    def group(self, event_id: str) -> tuple[str, ...]:
        """The ids of the events that are one with this one, the lead first; itself when alone."""
        with self.looking() as connection:
            keys = _group_keys(connection, event_id)
            return tuple(_in_order(connection, keys)) or (event_id,)

    def groups(self) -> list[tuple[str, ...]]:
        """All groups of two events and more, the lead of each first."""
        with self.looking() as connection:
            keys = list(leads(connection).items())
            ids = _ids(connection, [key for _, group in keys for key in group])
        return [tuple(ids[key] for key in group) for _, group in keys]

    def groups_with(self, event_ids: Iterable[str]) -> list[tuple[str, ...]]:
        """The groups that these events stand in, in no order."""
        with self.looking() as connection:
            keys = _ids_to_keys(connection, set(event_ids))
            found = many_joins.groups_of(connection, keys.values())
            ids = _ids(connection, found.group_of)
        groups = {id(group): group for group in found.group_of.values() if len(group) > 1}
        return [tuple(ids[key] for key in group) for group in groups.values()]

    def behind(self) -> frozenset[str]:
        """The ids of the events that stand behind the lead of their group."""
        return frozenset(event_id for group in self.groups() for event_id in group[1:])

    def proposals(self, event_id: str) -> list[Proposal]:
        """The events that are perhaps the same as this one, the likeliest first."""
        table, event = tables.proposals.c, tables.events
        found: list[Proposal] = []
        with self.looking() as connection:
            for mine, theirs in (
                (table.first_key, table.second_key),
                (table.second_key, table.first_key),
            ):
                other = event.alias()
                query = (
                    sa.select(other.c.id, table.score, table.reasons)
                    .join_from(tables.proposals, event, event.c.key == mine)
                    .join(other, other.c.key == theirs)
                    .where(event.c.id == event_id, other.c.status != Status.REJECTED.value)
                )
                found += [
                    Proposal(row.id, row.score, tuple(row.reasons))
                    for row in connection.execute(query)
                ]
        return sorted(found, key=lambda one: (-one.score, one.event_id))

    def apart(self, event_ids: Iterable[str]) -> set[frozenset[str]]:
        """The pairs with one of these events that a person took apart."""
        column = tables.apart.c
        pairs: set[frozenset[str]] = set()
        with self.looking() as connection:
            for chunk in chunks(event_ids):
                query = sa.select(column.first_id, column.second_id).where(
                    column.first_id.in_(chunk) | column.second_id.in_(chunk)
                )
                pairs.update(frozenset(row) for row in connection.execute(query))
        return pairs

    def near(
        self, *, first_day: int, last_day: int, kinds: Collection[EventKind], without: str
    ) -> Iterator[Event]:
        """Events not rejected, of other reports, that touch these days.

        Args:
            first_day: as an ordinal.
            last_day: the same, inclusive.
            kinds: any of these.
            without: the id of the report that is left out.
        """
        event = tables.events.c
        first = sa.type_coerce(event.first_day, sa.Integer)
        query = (
            sa.select(event.key)
            .join(tables.reports, tables.reports.c.key == event.report_key)
            .where(
                # What lasts longer than two months has no day to compare.
                first.between(first_day - 62, last_day),
                sa.type_coerce(event.last_day, sa.Integer) >= first_day,
                event.kind.in_([kind.value for kind in kinds]),
                event.status != Status.REJECTED.value,
                tables.reports.c.id != without,
            )
        )
        with self.looking() as connection:
            for keys in chunks(connection.execute(query).scalars().all()):
                yield from Reader(connection).events(event.key.in_(keys))

    def aliases(self) -> dict[str, str]:
        """Name to canonical name, in the order of the names."""
        with self.looking() as connection:
            return _aliases(connection)

    # ----------------------------------------------------------------- writing

    def join(
        self, event_ids: Sequence[str], *, by: str = "", score: float = 1.0, reasons: Any = ()
    ) -> tuple[str, ...]:
        """Make these events and whatever they are joined with one; their ids, the lead first.

        A person's join (by is not BY_MACHINE) ends an earlier "apart" between them.

        Raises:
            InputError: two of them come from one report.
            NotFoundError: one of them is gone.
        """
        with self.writing() as connection:
            keys = sorted({key for one in event_ids for key in _group_keys(connection, one)})
            _refuse_one_report(connection, keys)
            ids = _in_order(connection, keys)
            group_id = content_id("g", sorted(ids))
            table = tables.memberships
            connection.execute(sa.delete(table).where(table.c.event_key.in_(keys)))
            connection.execute(
                sa.insert(table), [{"event_key": key, "group_id": group_id} for key in keys]
            )
            _forget_proposals(connection, keys)
            _weigh(connection, keys, 1.0)
            if by != BY_MACHINE:
                _forget_apart(connection, ids)
            after = {"events": ids, "score": score, "reasons": list(reasons)}
            self._log(connection, by, "join events", event_ids[0], None, after)
        return tuple(ids)

    def join_many(self, found: Iterable[Asked]) -> int:
        """Join pairs as the machine, in one transaction; how many became one.

        Left out are pairs that are one already, that are gone, and that would put two events of
        one report into a group. Each join is an entry in the log.
        """
        wanted = list(found)
        if not wanted:
            return 0
        with self.writing() as connection:
            keys = _ids_to_keys(connection, {x for a in wanted for x in (a.first_id, a.second_id)})
            groups = many_joins.groups_of(connection, keys.values())
            ids = _ids(connection, groups.group_of)
            standing = _standing(connection, list(groups.group_of))
            steps = []
            for asked in wanted:
                if asked.first_id in keys and asked.second_id in keys:
                    group = groups.join(keys[asked.first_id], keys[asked.second_id])
                    if group is not None:
                        ordered = sorted(group, key=standing.__getitem__)
                        steps.append((asked, [ids[key] for key in ordered]))
            many_joins.write_groups(
                connection, groups, lambda group: content_id("g", sorted(ids[k] for k in group))
            )
            now = self.clock()

            def made(subject: str, after: object) -> Decision:
                return Decision.of(now, BY_MACHINE, "join events", subject, None, after)

            decision_log.write(connection, *many_joins.decisions(steps, made))
        return len(steps)

    def let_go(self, event_id: str, reasons: Sequence[str]) -> bool:
        """Take an event out of a group the machine put it in; False when a person had a part.

        Nothing is remembered as "apart": what it was corrected to may be joined again.
        """
        with self.writing() as connection:
            keys = _group_keys(connection, event_id)
            ids = _in_order(connection, keys)
            if len(ids) < 2 or _joined_by_people(connection, ids):
                return False
            left = [one for one in ids if one != event_id]
            event, table = tables.events.c, tables.memberships
            mine = sa.select(event.key).where(event.id == event_id).scalar_subquery()
            connection.execute(sa.delete(table).where(table.c.event_key == mine))
            after = {"events": left, "reasons": list(reasons)}
            self._log(connection, BY_MACHINE, "take apart", event_id, {"events": ids}, after)
        return True

    def forget_proposals(self, event_id: str) -> None:
        """Forget what is asked about an event, before it is compared anew."""
        with self.writing() as connection:
            table = tables.proposals
            keys = list(_ids_to_keys(connection, (event_id,)).values())
            here = table.c.first_key.in_(keys) | table.c.second_key.in_(keys)
            connection.execute(sa.delete(table).where(here))

    def take_apart(self, event_id: str, *, by: str = "") -> tuple[str, ...]:
        """Take an event out of its group for good; the ids that are left, the lead first.

        Raises:
            NotFoundError: there is no such event, or it is joined with nobody.
        """
        with self.writing() as connection:
            keys = _group_keys(connection, event_id)
            ids = _in_order(connection, keys)
            if len(ids) < 2:
                raise NotFoundError("This event is not joined with another one (any more).")
            left = [one for one in ids if one != event_id]
            event, table = tables.events.c, tables.memberships
            mine = sa.select(event.key).where(event.id == event_id).scalar_subquery()
            connection.execute(sa.delete(table).where(table.c.event_key == mine))
            _weigh(connection, keys if len(left) == 1 else [_key(connection, event_id)])
            _keep_apart(connection, event_id, left)
            self._log(connection, by, "take apart", event_id, {"events": ids}, {"events": left})
        return tuple(left)

    def keep_apart(self, first_id: str, second_id: str, *, by: str = "") -> None:
        """Say that two events are not one: the proposal goes, the machine never joins them."""
        with self.writing() as connection:
            keys = list(_ids_to_keys(connection, (first_id, second_id)).values())
            table = tables.proposals
            connection.execute(
                sa.delete(table).where(table.c.first_key.in_(keys), table.c.second_key.in_(keys))
            )
            _keep_apart(connection, first_id, [second_id])
            self._log(connection, by, "keep apart", first_id, None, {"from": second_id})

    def propose(self, found: Iterable[tuple[str, str, float, Sequence[str]]]) -> int:
        """Keep pairs to ask about, as ids, score and reasons; how many are new."""
        wanted = list(found)
        if not wanted:
            return 0
        with self.writing() as connection:
            keys = _ids_to_keys(connection, {x for one in wanted for x in one[:2]})
            pairs: dict[tuple[int, int], tuple[float, Sequence[str]]] = {}
            for first_id, second_id, score, reasons in wanted:
                if first_id in keys and second_id in keys:
                    first, second = sorted((keys[first_id], keys[second_id]))
                    pairs.setdefault((first, second), (score, reasons))
            return many_joins.new_proposals(connection, pairs)

    def set_aliases(
        self, names: Mapping[str, str], *, by: str = "", expected: Mapping[str, str] | None = None
    ) -> None:
        """Replace the list of other names.

        Raises:
            ChangedMeanwhileError: the list is not as it was expected (any more).
            InputError: a name is empty, stands twice or leads in a circle.
        """
        rows = _alias_rows(names)
        before = self.aliases()
        if before == {row["name"]: row["canonical"] for row in rows}:
            return
        with self.writing() as connection:
            if expected is not None and dict(expected) != _aliases(connection):
                raise decision_log.changed_meanwhile(connection, "aliases")
            connection.execute(sa.delete(tables.aliases))
            if rows:
                connection.execute(sa.insert(tables.aliases), rows)
            self._log(connection, by, "set aliases", "aliases", before, dict(names))

    def _log(
        self, connection: sa.Connection, by: str, action: str, subject: str, before: Any, after: Any
    ) -> None:
        decision_log.write(
            connection, Decision.of(self.clock(), by, action, subject, before, after)
        )


def _aliases(connection: sa.Connection) -> dict[str, str]:
    column = tables.aliases.c
    rows = connection.execute(sa.select(column.name, column.canonical))
    return dict(sorted((row.name, row.canonical) for row in rows))


# -------------------------------------------------------------------- groups


def leads(connection: sa.Connection, among: Sequence[int] | None = None) -> dict[int, list[int]]:
    """The events of every group of two and more by key, its lead first and as the key.

    `among`: only of these events, which hold whole groups.
    """
    members = tables.memberships.c
    query = sa.select(members.group_id, members.event_key)
    parts = (
        [query] if among is None else [query.where(members.event_key.in_(p)) for p in chunks(among)]
    )
    rows = [row for part in parts for row in connection.execute(part)]
    rows.sort(key=lambda row: row.group_id)
    standing = _standing(connection, [row.event_key for row in rows])
    found: dict[int, list[int]] = {}
    for _, part in itertools.groupby(rows, key=lambda row: row.group_id):
        keys = sorted((row.event_key for row in part), key=standing.__getitem__)
        if len(keys) > 1:
            found[keys[0]] = keys
    return found


def with_their_groups(connection: sa.Connection, ids: Sequence[str]) -> list[str]:
    """The ids and those of the events joined with them."""
    event, members = tables.events, tables.memberships
    other = members.alias()
    query = (
        sa.select(event.c.id)
        .join_from(event, other, other.c.event_key == event.c.key)
        .where(
            other.c.group_id.in_(
                sa.select(members.c.group_id)
                .join_from(members, event, event.c.key == members.c.event_key)
                .where(event.c.id.in_(ids))
                .correlate(None)
            )
        )
    )
    return list(dict.fromkeys([*ids, *connection.execute(query).scalars()]))


def _weigh(connection: sa.Connection, keys: Sequence[int], factor: float = SINGLE_SOURCE) -> None:
    """What several reports tell hangs on less than what one alone does."""
    event = tables.events.c
    connection.execute(
        sa.update(tables.events)
        .where(event.key.in_(keys))
        .values(urgency=event.doubt * event.impact * factor)
    )


def _key(connection: sa.Connection, event_id: str) -> int:
    return _ids_to_keys(connection, [event_id])[event_id]


def _group_keys(connection: sa.Connection, event_id: str) -> list[int]:
    event, members = tables.events.c, tables.memberships
    key = connection.execute(sa.select(event.key).where(event.id == event_id)).scalar()
    if key is None:
        raise NotFoundError(f"There is no event {event_id!r} (any more).")
    other = members.alias()
    query = (
        sa.select(other.c.event_key)
        .join_from(members, other, other.c.group_id == members.c.group_id)
        .where(members.c.event_key == key)
    )
    return list(connection.execute(query).scalars()) or [key]


def _in_order(connection: sa.Connection, keys: Sequence[int]) -> list[str]:
    standing = _standing(connection, keys)
    ids = _ids(connection, keys)
    return [ids[key] for key in sorted(keys, key=standing.__getitem__)]


def _standing(connection: sa.Connection, keys: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """What decides who leads: accepted, placed, dated, first stored."""
    event, place = tables.events.c, tables.event_places.c
    found: dict[int, tuple[int, ...]] = {}
    for chunk in chunks(keys):
        placed = set(
            connection.execute(
                sa.select(place.event_key).where(place.event_key.in_(chunk)).distinct()
            ).scalars()
        )
        query = sa.select(event.key, event.status, event.first_day).where(event.key.in_(chunk))
        for row in connection.execute(query):
            rank = (_STATUS_RANK[row.status], row.key not in placed, row.first_day is None)
            found[row.key] = (*map(int, rank), row.key)
    return found


def _ids(connection: sa.Connection, keys: Iterable[int]) -> dict[int, str]:
    event = tables.events.c
    found: dict[int, str] = {}
    for chunk in chunks(keys):
        query = sa.select(event.key, event.id).where(event.key.in_(chunk))
        found |= {row.key: row.id for row in connection.execute(query)}
    return found


def _ids_to_keys(connection: sa.Connection, ids: Collection[str]) -> dict[str, int]:
    event = tables.events.c
    found: dict[str, int] = {}
    for chunk in chunks(ids):
        query = sa.select(event.key, event.id).where(event.id.in_(chunk))
        found |= {row.id: row.key for row in connection.execute(query)}
    return found


def _refuse_one_report(connection: sa.Connection, keys: Sequence[int]) -> None:
    event = tables.events.c
    reports = connection.execute(sa.select(event.report_key).where(event.key.in_(keys))).scalars()
    found = list(reports)
    if len(set(found)) < len(found):
        raise InputError(
            "Two of these events come from one report, which tells them apart: "
            "they cannot be joined."
        )


# ----------------------------------------------------------- proposals and pairs


def _joined_by_people(connection: sa.Connection, ids: Sequence[str]) -> bool:
    """Whether a person joined any two of these events."""
    decision = tables.decisions.c
    query = sa.select(decision.after).where(
        decision.action == "join events", decision.by != BY_MACHINE, decision.subject_id.in_(ids)
    )
    return any(len(set(row.after["events"]) & set(ids)) > 1 for row in connection.execute(query))


def _forget_proposals(connection: sa.Connection, keys: Sequence[int]) -> None:
    """Those between events that are one now."""
    table = tables.proposals
    connection.execute(
        sa.delete(table).where(table.c.first_key.in_(keys), table.c.second_key.in_(keys))
    )


def _keep_apart(connection: sa.Connection, event_id: str, others: Iterable[str]) -> None:
    pairs = [tuple(sorted((event_id, other))) for other in others]
    table = tables.apart
    for first, second in pairs:
        here = (table.c.first_id == first) & (table.c.second_id == second)
        connection.execute(sa.delete(table).where(here))
    rows = [{"first_id": first, "second_id": second} for first, second in pairs]
    if rows:
        connection.execute(sa.insert(table), rows)


def _forget_apart(connection: sa.Connection, ids: Sequence[str]) -> None:
    table = tables.apart
    connection.execute(
        sa.delete(table).where(table.c.first_id.in_(ids), table.c.second_id.in_(ids))
    )


# -------------------------------------------------------------------- aliases


def name_key(name: str) -> str:
    """A name as the list of aliases is looked up.

    Example:
        >>> name_key("  Ministry of  DEFENCE")
        'ministry of defence'
    """
    return " ".join(name.casefold().split())


def _alias_rows(names: Mapping[str, str]) -> list[dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for name, canonical in names.items():
        plain, target = " ".join(name.split()), " ".join(canonical.split())
        key = name_key(plain)
        if not plain or not target:
            raise InputError("A name and the name to use for it must both be given.")
        if key in rows:
            raise InputError(f"“{plain}” stands in the list twice.")
        rows[key] = {"name_key": key, "name": plain, "canonical": target}
    for start in rows:
        key, steps = start, 0
        while key in rows:
            key, steps = name_key(rows[key]["canonical"]), steps + 1
            if steps > len(rows):
                raise InputError(f"“{rows[start]['name']}” leads back to itself.")
    return sorted(rows.values(), key=lambda row: row["name"])


def followed(connection: sa.Connection) -> dict[str, str]:
    """Name key to the name at the end of the list of aliases."""
    column = tables.aliases.c
    found = connection.execute(sa.select(column.name_key, column.canonical))
    direct = {row.name_key: row.canonical for row in found}
    ends = {}
    for key, canonical in direct.items():
        end = canonical
        while name_key(end) in direct:  # no circle is ever stored
            end = direct[name_key(end)]
        ends[key] = end
    return ends
