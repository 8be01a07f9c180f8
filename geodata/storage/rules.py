"""Corrections that hold for a report, a publisher or the collection: made, shown before, ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.coordinates import distance_km
from geodata.correcting.rules import (
    Rule,
    Scope,
    is_by_hand,
    moved_event,
    moved_match,
    name_key,
    ruling,
)
from geodata.errors import InputError, NotFoundError
from geodata.model import Event, Match, Place, content_id
from geodata.storage import corrections, decision_log, tables
from geodata.storage.corrections import Undone
from geodata.storage.decision_log import Act
from geodata.storage.reading import Reader
from geodata.storage.writing import chunks, keep_places

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Move:
    """A pin that a correction moves.

    Attributes:
        before, after: where it stands and would stand, in words; '' for nowhere.
        away_km: how far it goes, None when one of the two is nowhere.
    """

    event_id: str
    title: str
    before: str
    after: str
    away_km: float | None


@dataclass(frozen=True, slots=True)
class Moves:
    """What a correction would do.

    Attributes:
        pins: that move, in the order they were stored.
        names: how many places of the text it is read at anew, with or without a pin.
        kept: how many uses of the name a person decided one by one; they stay.
    """

    pins: tuple[Move, ...]
    names: int
    kept: int


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The corrections of a store; comes as ``store.rules``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def all(self) -> list[Rule]:
        """All corrections, ended ones too, the latest first."""
        with self.looking() as connection:
            return list(reversed(_read(connection)))

    def in_force(self) -> list[Rule]:
        """Those that hold now, in the order they were made."""
        with self.looking() as connection:
            return in_force(connection)

    def preview(self, rule: Rule) -> Moves:
        """What a correction would move; nothing is written."""
        _check(rule)
        pins: list[Move] = []
        names = 0
        with self.looking() as connection:
            for plan in _plans(connection, rule):
                names += len(plan.matches)
                for _, old, new in plan.events:
                    pins.extend(_moves(old, new))
            return Moves(tuple(pins), names, _kept(connection, rule))

    def make(self, rule: Rule, *, by: str = "", why: str = "") -> tuple[Rule, int]:
        """Let a correction hold: pins move now, and in every report that is added later.

        Returns:
            The correction with its id, and how many events moved.
        """
        _check(rule)
        act = Act(self.clock(), by, "apply correction", " ".join(why.split()))
        with self.writing() as connection:
            own_id = content_id(corrections.RULE_PREFIX, [act.id])
            made = replace(rule, id=own_id, by=by, why=act.why, made_at=act.made_at)
            _insert(connection, made, act)
            moved = sum(_apply(connection, act, plan) for plan in _plans(connection, made))
        return made, moved

    def take_back(self, rule_id: str, *, by: str = "", why: str = "") -> Undone:
        """End a correction and put every pin back where it was, except those changed since.

        Raises:
            NotFoundError: there is no such correction.
            InputError: it does not hold any more.
        """
        column = tables.rules.c
        act = Act(self.clock(), by, "undo", " ".join(why.split()))
        with self.writing() as connection:
            row = connection.execute(
                sa.select(column.act_id, column.ended_at).where(column.id == rule_id)
            ).first()
            if row is None:
                raise NotFoundError(f"There is no correction {rule_id!r}.")
            if row.ended_at is not None:
                raise InputError("This correction was taken back already.")
            act = replace(act, undoes=row.act_id)
            return corrections.undo(connection, row.act_id, act)


def apply_to_report(connection: sa.Connection, report_id: str, made_at: datetime) -> int:
    """Let the corrections that hold speak about a report that was just added."""
    moved = 0
    for rule in in_force(connection):
        act_id = connection.execute(
            sa.select(tables.rules.c.act_id).where(tables.rules.c.id == rule.id)
        ).scalar_one()
        act = Act(made_at, rule.by, "apply correction", rule.why, id=act_id)
        for plan in _plans(connection, rule, report_id):
            moved += _apply(connection, act, plan)
    return moved


def in_force(connection: sa.Connection, key: str | None = None) -> list[Rule]:
    """The corrections that hold, of one name or of all."""
    return [rule for rule in _read(connection, key) if rule.ended_at is None]


# --------------------------------------------------------------------- planning


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a correction changes in one report."""

    report_id: str
    report_key: int
    matches: tuple[tuple[int, Match, Match], ...]  # number, before, after
    events: tuple[tuple[int, Event, Event], ...]  # key, before, after


def _plans(connection: sa.Connection, rule: Rule, only: str | None = None) -> Iterator[_Plan]:
    rivals = [one for one in in_force(connection, name_key(rule.name)) if one.id != rule.id]
    reader, event = Reader(connection), tables.events.c
    for keys in chunks(_report_keys(connection, rule, only), 200):
        rows = connection.execute(
            sa.select(tables.reports.c.key, *_BRIEF).where(tables.reports.c.key.in_(keys))
        ).all()
        events: dict[str, list[Event]] = {}
        for one in reader.events(event.report_key.in_(keys)):
            events.setdefault(one.report_id, []).append(one)
        own = connection.execute(sa.select(event.id, event.key).where(event.report_key.in_(keys)))
        key_of = {row.id: row.key for row in own}
        for row in sorted(rows, key=lambda row: row.key):
            if ruling([*rivals, rule], rule.name, row.id, row.source) is rule:
                plan = _plan(reader, rule, row, events.get(row.id, []), key_of)
                if plan.matches:
                    yield plan


def _plan(
    reader: Reader, rule: Rule, row: Any, events: Sequence[Event],
    key_of: dict[str, int],
) -> _Plan:  # fmt: skip
    moved: list[tuple[int, Match, Match]] = []
    new = list(events)
    for number, match in enumerate(reader.matches(row.key)):
        if rule.moves(match):
            after = moved_match(match, rule.place, rule.reason)
            moved.append((number, match, after))
            new = [moved_event(event, match, after) for event in new]
    changed = (
        (key_of[a.id], a, b) for a, b in zip(events, new, strict=True) if a.places != b.places
    )
    return _Plan(row.id, row.key, tuple(moved), tuple(changed))


def _report_keys(connection: sa.Connection, rule: Rule, only: str | None) -> list[int]:
    match, report = tables.matches.c, tables.reports.c
    query = (
        sa.select(match.report_key)
        .join(tables.reports, report.key == match.report_key)
        .where(match.text.in_(_spellings(rule.name)))
        .distinct()
        .order_by(match.report_key)
    )
    if only is not None or rule.scope is Scope.REPORT:
        query = query.where(report.id == (only or rule.value))
    return list(connection.execute(query).scalars())


def _spellings(name: str) -> list[str]:
    """How a name may stand in texts, so that an index finds it; the rule compares again."""
    plain = " ".join(name.split())
    forms = (name, plain, plain.upper(), plain.lower(), plain.title(), plain.capitalize())
    return list(dict.fromkeys(forms))


def _kept(connection: sa.Connection, rule: Rule) -> int:
    count = 0
    reader, report = Reader(connection), tables.reports.c
    for key in _report_keys(connection, rule, None):
        row = connection.execute(sa.select(report.id, report.source).where(report.key == key)).one()
        if ruling([rule], rule.name, row.id, row.source):
            count += sum(
                name_key(match.text) == name_key(rule.name) and is_by_hand(match.reasons)
                for match in reader.matches(key)
            )
    return count


def _moves(old: Event, new: Event) -> Iterable[Move]:
    was = {place.start: place for place in old.places}
    becomes = {place.start: place for place in new.places}
    for start in dict.fromkeys([*was, *becomes]):
        a, b = was.get(start), becomes.get(start)
        if a == b:
            continue
        away = distance_km(a.position, b.position) if a and b else None
        yield Move(old.id, old.title, a.place.label if a else "", b.place.label if b else "", away)


# ---------------------------------------------------------------------- writing


def _apply(connection: sa.Connection, act: Act, plan: _Plan) -> int:
    for number, old_match, new_match in plan.matches:
        corrections.change_match(
            connection, act, plan.report_id, plan.report_key, number, old_match, new_match
        )
    return sum(
        corrections.change_event(connection, act, key, old, new) for key, old, new in plan.events
    )


def _check(rule: Rule) -> None:
    if not 1 <= len(rule.name.strip()) <= LONGEST_NAME:
        raise InputError(f"A name has 1 to {LONGEST_NAME} characters.")
    if rule.scope is not Scope.COLLECTION and not rule.value.strip():
        raise InputError("This report names no publisher, so the correction cannot hold for one.")


def _insert(connection: sa.Connection, rule: Rule, act: Act) -> None:
    keys = {} if rule.place is None else keep_places(connection, [rule.place])
    row = {
        "id": rule.id,
        "name_key": name_key(rule.name),
        "name": " ".join(rule.name.split()),
        "scope": rule.scope.value,
        "value": rule.value,
        "place_key": None if rule.place is None else keys[rule.place],
        "by": rule.by,
        "why": rule.why,
        "made_at": act.made_at,
        "act_id": act.id,
    }
    connection.execute(sa.insert(tables.rules), row)
    said = {
        "name": row["name"],
        "scope": rule.scope.value,
        "value": rule.value,
        "place": None if rule.place is None else rule.place.id,
        "label": "" if rule.place is None else rule.place.label,
    }
    decision_log.write(connection, act.decision(rule.id, None, said))


def _read(connection: sa.Connection, key: str | None = None) -> list[Rule]:
    table = tables.rules
    query = sa.select(table).order_by(table.c.key)
    if key is not None:
        query = query.where(table.c.name_key == key)
    rows = connection.execute(query).all()
    reader = Reader(connection)
    places: dict[int, Place] = reader.places(
        row.place_key for row in rows if row.place_key is not None
    )
    return [
        Rule(
            row.name, None if row.place_key is None else places[row.place_key], Scope(row.scope),
            row.value, row.id, row.by, row.why, row.made_at, row.ended_at,
        )
        for row in rows
    ]  # fmt: skip


_BRIEF = (tables.reports.c.id, tables.reports.c.source)
