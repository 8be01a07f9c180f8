"""Audits of the map: pins drawn at random, what people said of each, and the figures of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from geodata.errors import InputError, NotFoundError
from geodata.model import Status
from geodata.publishing import Judged, Verdict, drawn
from geodata.storage import decision_log, tables
from geodata.storage.decision_log import Decision

PINS = 50


@dataclass(frozen=True, slots=True)
class AuditedPin:
    """A pin that was drawn, with what was said of it; None before anybody judged.

    Attributes:
        number: from 0, in the order they were drawn.
        place_number: of the event's places.
    """

    number: int
    event_id: str
    place_number: int
    place: Verdict | None = None
    date: Verdict | None = None
    by: str = ""
    judged_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Whether both were judged."""
        return self.place is not None and self.date is not None


@dataclass(frozen=True, slots=True)
class Audit:
    """One drawing.

    Attributes:
        seed: that draws the same pins again from the same collection.
        of: how many pins there were to draw from.
    """

    id: str
    drawn_at: datetime
    seed: int
    of: int
    pins: tuple[AuditedPin, ...]

    @property
    def is_done(self) -> bool:
        """Whether every pin was judged."""
        return bool(self.pins) and all(pin.is_done for pin in self.pins)

    @property
    def places(self) -> Judged:
        """How many places are right."""
        return _judged([pin.place for pin in self.pins])

    @property
    def dates(self) -> Judged:
        """How many dates are right."""
        return _judged([pin.date for pin in self.pins])

    @property
    def judged_on(self) -> date | None:
        """The day of the latest judgement."""
        days = [pin.judged_at for pin in self.pins if pin.judged_at is not None]
        return max(days).date() if days else None

    @property
    def judges(self) -> tuple[str, ...]:
        """Who judged, for editors."""
        return tuple(sorted({pin.by for pin in self.pins if pin.by}))

    @property
    def words(self) -> str:
        """'place right 46 of 50 (81–97 %), date right 44 of 50 (76–94 %), judged on …', or ''."""
        day = self.judged_on
        if not self.is_done or day is None:
            return ""
        when = f"{day.day} {day:%b %Y}"
        who = len(self.judges)
        by = f" by {who} {'person' if who == 1 else 'people'}" if who else ""
        return (
            f"place right {self.places.words}, date right {self.dates.words}, "
            f"judged on {when}{by}, of {self.of:,} pins"
        )


@dataclass(frozen=True, slots=True)
class AuditBook:
    """Comes as ``store.audits``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def draw(self, *, seed: int | None = None, most: int = PINS, by: str = "") -> Audit:
        """Draw pins at random among all that readers see.

        Raises:
            InputError: there is no pin yet.
        """
        seed = secrets.randbelow(2**31) if seed is None else seed
        now = self.clock()
        with self.writing() as connection:
            pins = _pins(connection)
            if not pins:
                raise InputError("No pin is published yet: publish first, then draw.")
            audit_id = f"u{secrets.token_hex(8)}"
            head = {"id": audit_id, "drawn_at": now, "by": by, "seed": seed, "of": len(pins)}
            connection.execute(sa.insert(tables.audits).values(head))
            connection.execute(
                sa.insert(tables.audited_pins),
                [
                    {"audit_id": audit_id, "number": number, "event_id": event_id,
                     "place_number": place, "place_verdict": "", "date_verdict": "", "by": "",
                     "judged_at": None}
                    for number, (event_id, place) in enumerate(drawn(pins, most, seed))
                ],
            )  # fmt: skip
            after = {"seed": seed, "pins": min(most, len(pins)), "of": len(pins)}
            decision_log.write(
                connection, Decision.of(now, by, "draw audit", audit_id, None, after)
            )
        return self.audit(audit_id)

    def judge(
        self, audit_id: str, number: int, place: Verdict, date: Verdict, *, by: str = ""
    ) -> None:
        """Keep what a person says of one pin.

        Raises:
            NotFoundError: no such pin was drawn.
        """
        column, now = tables.audited_pins.c, self.clock()
        with self.writing() as connection:
            changed = connection.execute(
                sa.update(tables.audited_pins)
                .where(column.audit_id == audit_id, column.number == number)
                .values(place_verdict=place.value, date_verdict=date.value, by=by, judged_at=now)
            )
            if not changed.rowcount:
                raise NotFoundError("This pin was not drawn.")
            after = {"pin": number, "place": place.value, "date": date.value}
            decision_log.write(connection, Decision.of(now, by, "judge pin", audit_id, None, after))

    def audit(self, audit_id: str) -> Audit:
        """One drawing.

        Raises:
            NotFoundError: there is no such drawing.
        """
        with self.looking() as connection:
            found = _read(connection, tables.audits.c.id == audit_id)
        if not found:
            raise NotFoundError(f"There is no audit {audit_id!r}.")
        return found[0]

    def latest(self) -> Audit | None:
        """The latest drawing, None before the first."""
        with self.looking() as connection:
            found = _read(connection)
        return found[0] if found else None

    def latest_done(self) -> Audit | None:
        """The latest drawing of which every pin was judged."""
        with self.looking() as connection:
            return next((one for one in _read(connection) if one.is_done), None)


def _pins(connection: sa.Connection) -> list[tuple[str, int]]:
    event, here = tables.events, tables.event_places
    query = (
        sa.select(event.c.id, here.c.number)
        .join_from(event, here, here.c.event_key == event.c.key)
        .join(tables.shown_events, tables.shown_events.c.event_key == event.c.key)
        .where(event.c.status == Status.ACCEPTED.value)
        .order_by(event.c.id, here.c.number)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def _read(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Audit]:
    audit, pin = tables.audits.c, tables.audited_pins.c
    query = sa.select(tables.audits).where(*conditions).order_by(audit.drawn_at.desc(), audit.id)
    found = []
    for row in connection.execute(query):
        pins = connection.execute(
            sa.select(tables.audited_pins).where(pin.audit_id == row.id).order_by(pin.number)
        )
        of = row._mapping["of"]
        found.append(Audit(row.id, row.drawn_at, row.seed, of, tuple(_pin(one) for one in pins)))
    return found


def _pin(row: sa.Row[tuple[object, ...]]) -> AuditedPin:
    return AuditedPin(
        row.number, row.event_id, row.place_number,
        Verdict(row.place_verdict) if row.place_verdict else None,
        Verdict(row.date_verdict) if row.date_verdict else None,
        row.by, row.judged_at,
    )  # fmt: skip


def _judged(verdicts: list[Verdict | None]) -> Judged:
    told = [one for one in verdicts if one in (Verdict.RIGHT, Verdict.WRONG)]
    return Judged(told.count(Verdict.RIGHT), len(told))
