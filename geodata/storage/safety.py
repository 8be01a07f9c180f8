"""What readers may not know exactly, what is graphic, and what the gate asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.errors import InputError, NotFoundError
from geodata.model import EventKind, content_id
from geodata.publishing import Gate, SafetyRule, SafetyScope
from geodata.storage import decision_log, tables
from geodata.storage.decision_log import Decision
from geodata.storage.writing import chunks

COARSEST_KM = 500.0
FINEST_KM = 0.5
MOST_WATCHED = 1_000
_GATE = "gate"


@dataclass(frozen=True, slots=True)
class SafetyBook:
    """Comes as ``store.safety``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def rules(self) -> list[SafetyRule]:
        """The rules in force, in the order they were made."""
        with self.looking() as connection:
            return in_force(connection)

    def make(self, rule: SafetyRule, *, by: str = "", why: str = "") -> SafetyRule:
        """Let a rule hold from now on; the rule with its id.

        Raises:
            InputError: it names nothing, or a grid that is none.
        """
        _check(rule)
        now, why = self.clock(), " ".join(why.split())
        parts = [rule.scope.value, rule.value, repr(rule.blur_km), now.isoformat()]
        made = replace(rule, id=content_id("s", parts))
        with self.writing() as connection:
            connection.execute(
                sa.insert(tables.safety_rules).values(
                    id=made.id, scope=made.scope.value, value=made.value, blur_km=made.blur_km,
                    hides_name=made.hides_name, hides_passage=made.hides_passage,
                    by=by, why=why, made_at=now,
                )
            )  # fmt: skip
            subject = made.value if made.scope is SafetyScope.EVENT else made.id
            decision = Decision.of(now, by, "make safety rule", subject, None, _words(made))
            decision_log.write(connection, replace(decision, why=why))
        return made

    def end(self, rule_id: str, *, by: str = "", why: str = "") -> None:
        """Let a rule hold no longer: readers see the true points again.

        Raises:
            NotFoundError: no such rule holds.
        """
        column = tables.safety_rules.c
        now = self.clock()
        with self.writing() as connection:
            known = {rule.id: rule for rule in in_force(connection)}
            if rule_id not in known:
                raise NotFoundError("This safety rule does not hold (any more).")
            connection.execute(
                sa.update(tables.safety_rules).where(column.id == rule_id).values(ended_at=now)
            )
            rule = known[rule_id]
            subject = rule.value if rule.scope is SafetyScope.EVENT else rule.id
            decision = Decision.of(now, by, "end safety rule", subject, _words(rule), None)
            decision_log.write(connection, replace(decision, why=" ".join(why.split())))

    def gate(self) -> Gate:
        """What the gate before publishing asks for."""
        with self.looking() as connection:
            return read_gate(connection)

    def set_gate(self, gate: Gate, *, by: str = "", expected: Gate | None = None) -> None:
        """Ask for something else from now on.

        Raises:
            InputError: a distance or a name that is none.
            ChangedMeanwhileError: it does not ask for what was expected (any more).
        """
        if not 0.0 <= gate.finest_km <= COARSEST_KM:
            raise InputError(f"The finest point may be known to 0–{COARSEST_KM:g} km.")
        names = tuple(dict.fromkeys(" ".join(name.split()) for name in gate.watched))
        names = tuple(name for name in names if name)
        if len(names) > MOST_WATCHED or any(len(name) > 200 for name in names):
            raise InputError(f"The watch list may have {MOST_WATCHED:,} names of 200 characters.")
        value = {"finest_km": gate.finest_km, "watched": list(names)}
        with self.writing() as connection:
            column = tables.desk_settings.c
            before = connection.execute(sa.select(column.value).where(column.name == _GATE))
            old = before.scalar()
            if expected is not None and expected != read_gate(connection):
                raise decision_log.changed_meanwhile(connection, _GATE)
            connection.execute(sa.delete(tables.desk_settings).where(column.name == _GATE))
            connection.execute(sa.insert(tables.desk_settings).values(name=_GATE, value=value))
            decision = Decision.of(self.clock(), by, "set gate", _GATE, old, value)
            decision_log.write(connection, decision)

    def graphic(self, event_ids: Iterable[str]) -> frozenset[str]:
        """Which of these events have a passage that is folded behind a click."""
        column = tables.warnings.c
        found: set[str] = set()
        with self.looking() as connection:
            for chunk in chunks(event_ids):
                query = sa.select(column.event_id).where(column.event_id.in_(chunk))
                found.update(connection.execute(query).scalars())
        return frozenset(found)

    def mark_graphic(self, event_id: str, *, is_graphic: bool, by: str = "") -> None:
        """Fold the passage of an event, or show it again.

        Raises:
            NotFoundError: there is no such event.
        """
        column, now = tables.warnings.c, self.clock()
        with self.writing() as connection:
            event = tables.events.c
            if connection.execute(sa.select(event.key).where(event.id == event_id)).first() is None:
                raise NotFoundError(f"There is no event {event_id!r} (any more).")
            gone = connection.execute(sa.delete(tables.warnings).where(column.event_id == event_id))
            if is_graphic:
                row = {"event_id": event_id, "by": by, "made_at": now}
                connection.execute(sa.insert(tables.warnings).values(row))
            before = bool(gone.rowcount)
            decision = Decision.of(now, by, "mark graphic", event_id, before, is_graphic)
            decision_log.write(connection, decision)


def in_force(connection: sa.Connection) -> list[SafetyRule]:
    """The rules that hold, in the order they were made."""
    column = tables.safety_rules.c
    query = (
        sa.select(tables.safety_rules)
        .where(column.ended_at.is_(None))
        .order_by(column.made_at, column.id)
    )
    return [
        SafetyRule(
            SafetyScope(row.scope), row.value, row.blur_km, row.hides_name, row.hides_passage,
            row.id,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def read_gate(connection: sa.Connection) -> Gate:
    """What the gate asks for; nothing before somebody set it."""
    column = tables.desk_settings.c
    query = sa.select(column.value).where(column.name == _GATE)
    value: Any = connection.execute(query).scalar() or {}
    return Gate(float(value.get("finest_km", 0.0)), tuple(value.get("watched", ())))


def _check(rule: SafetyRule) -> None:
    if not FINEST_KM <= rule.blur_km <= COARSEST_KM:
        raise InputError(f"The grid may be {FINEST_KM:g} to {COARSEST_KM:g} km coarse.")
    kinds: Collection[str] = [kind.value for kind in EventKind]
    if rule.scope is SafetyScope.KIND and rule.value not in kinds:
        raise InputError(f"There is no kind {rule.value[:80]!r}.")
    if rule.scope in (SafetyScope.EVENT, SafetyScope.PLACE) and not rule.value.strip():
        raise InputError("Name the event or place that the rule holds for.")
    if rule.scope is SafetyScope.BOX:
        _check_box(rule)


def _check_box(rule: SafetyRule) -> None:
    try:
        box = rule.box
    except ValueError as error:
        raise InputError("Write the box as west, south, east, north in degrees.") from error
    if box is None or not (-90 <= box.south < box.north <= 90):
        raise InputError("The south of the box must lie below its north, from -90 to 90.")
    if not all(-180 <= side <= 180 for side in (box.west, box.east)):
        raise InputError("West and east of the box lie from -180 to 180.")


def _words(rule: SafetyRule) -> dict[str, Any]:
    return {
        "scope": rule.scope.value, "value": rule.value, "blur_km": rule.blur_km,
        "hides_name": rule.hides_name, "hides_passage": rule.hides_passage,
    }  # fmt: skip
