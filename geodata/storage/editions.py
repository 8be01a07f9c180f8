"""What readers see: the gate before it, and the editions that were published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.errors import InputError, NotFoundError, NotPublishableError
from geodata.model import Status
from geodata.publishing import Hazard, Objection, objections, veiled
from geodata.publishing.veiling import Veils
from geodata.storage import decision_log, edition_copies, publishers, tables
from geodata.storage.decision_log import Decision
from geodata.storage.portions import portions
from geodata.storage.reading import Reader
from geodata.storage.safety import in_force, read_gate
from geodata.storage.shown import is_shown
from geodata.storage.veils import veils_of_reports
from geodata.storage.writing import chunks

LONGEST_REASON = 500
_OPEN, _ACCEPTED = Status.UNREVIEWED.value, Status.ACCEPTED.value


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication.

    Attributes:
        number: from 1.
        by: who, '' when nobody was named.
        hash: SHA-256 of the lines that readers were shown, '' for what an earlier Gazette showed.
        counts: 'events' that readers saw, 'new' among them, 'signed' objections.
    """

    number: int
    made_at: datetime
    by: str
    hash: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the next edition stands.

    Attributes:
        waiting: accepted events that readers do not see yet.
        shown: events that readers see.
        objections: what stands against publishing, signed ones too.
    """

    waiting: int
    shown: int
    objections: tuple[Objection, ...]

    @property
    def against(self) -> tuple[Objection, ...]:
        """The objections that nobody has signed for."""
        return tuple(one for one in self.objections if not one.signed)


@dataclass(frozen=True, slots=True)
class EditionBook:
    """Comes as ``store.editions``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def all(self) -> list[Edition]:
        """Every edition, the latest first."""
        query = sa.select(tables.editions).order_by(tables.editions.c.number.desc())
        with self.looking() as connection:
            return [_edition(row) for row in connection.execute(query)]

    def latest(self) -> Edition | None:
        """The latest edition, None before the first."""
        query = sa.select(tables.editions).order_by(tables.editions.c.number.desc()).limit(1)
        with self.looking() as connection:
            row = connection.execute(query).first()
        return None if row is None else _edition(row)

    def waiting(self) -> int:
        """How many accepted events readers do not see yet."""
        with self.looking() as connection:
            return _count(connection, _is_waiting())

    def waiting_ids(self, most: int) -> list[str]:
        """The ids of accepted events that readers do not see yet, the latest added first."""
        query = sa.select(_event.id).where(_is_waiting()).order_by(_event.key.desc()).limit(most)
        with self.looking() as connection:
            return list(connection.execute(query).scalars())

    def standing(self) -> Standing:
        """What the gate says now; nothing is written."""
        with self.looking() as connection:
            found = tuple(_objections(connection))
            return Standing(
                _count(connection, _is_waiting()), _count(connection, is_shown()), found
            )

    def sign_off(self, wanted: Iterable[Objection], why: str, *, by: str = "") -> int:
        """Sign for objections with a reason; how many were signed.

        A signature holds for what was objected to then: when more is found in the same event,
        it stands against publishing again.

        Raises:
            InputError: no reason was given.
        """
        why = " ".join(why.split())
        if not why or len(why) > LONGEST_REASON:
            raise InputError(f"Give a reason of at most {LONGEST_REASON} characters.")
        now, column = self.clock(), tables.sign_offs.c
        signed = 0
        with self.writing() as connection:
            for one in wanted:
                connection.execute(sa.delete(tables.sign_offs).where(column.id == one.id))
                row = {"id": one.id, "by": by, "why": why, "made_at": now}
                connection.execute(sa.insert(tables.sign_offs).values(row))
                subject = one.subject_id or "unreviewed events"
                if one.hazard is Hazard.NO_PERMISSION:
                    subject = f"source {one.subject_id}"
                after = {"against": one.hazard.value, "detail": one.detail}
                decision = Decision.of(now, by, "sign off", subject, None, after)
                decision_log.write(connection, replace(decision, why=why))
                signed += 1
        return signed

    def publish(self, *, by: str = "") -> Edition:
        """Show readers every accepted event.

        Raises:
            NotPublishableError: something stands against it that nobody signed for.
            InputError: there is nothing new, and nothing was withdrawn.
        """
        now = self.clock()
        with self.writing() as connection:
            found = list(_objections(connection))
            against = tuple(one for one in found if not one.signed)
            if against:
                raise NotPublishableError(_refusal(against), against)
            waiting = _count(connection, _is_waiting())
            latest = connection.execute(sa.select(sa.func.max(tables.editions.c.number))).scalar()
            number = int(latest or 0) + 1
            if not waiting:
                raise InputError("There is nothing new to publish.")
            connection.execute(
                sa.insert(tables.shown_events).from_select(
                    ["event_key", "edition"],
                    sa.select(_event.key, sa.literal(number)).where(_is_waiting()),
                )
            )
            shown = _count(connection, is_shown())
            counts = {"events": shown, "new": waiting, "signed": len(found)}
            edition = Edition(number, now, by, edition_copies.keep(connection, number), counts)
            connection.execute(
                sa.insert(tables.editions).values(
                    number=number, made_at=now, by=by, hash=edition.hash, counts=counts
                )
            )
            after = {"hash": edition.hash, **counts}
            subject = f"edition {number}"
            decision_log.write(connection, Decision.of(now, by, "publish", subject, None, after))
        return edition

    def content_hash(self) -> str:
        """SHA-256 of what readers see now."""
        with self.looking() as connection:
            return edition_copies.content_hash(connection)

    def first_kept(self) -> int | None:
        """The earliest edition of which there is a copy, None when there is none."""
        with self.looking() as connection:
            return edition_copies.first_kept(connection)

    def lines(self, number: int) -> Iterator[tuple[str, bool]]:
        """What an edition showed, a GeoJSON feature in each line; whether each is as it was.

        A line is not as it was when a safety rule of today touches it.

        Raises:
            NotFoundError: there is no such edition, or no copy of it.
        """
        with self.looking() as connection:
            _edition_with_copy(connection, number)
            yield from edition_copies.lines_at(connection, number)

    def forget_before(self, number: int, *, by: str = "") -> None:
        """Let the copies of earlier editions go; their numbers, days and hashes stay.

        Raises:
            NotFoundError: there is no such edition, or no copy of it.
        """
        with self.writing() as connection:
            _edition_with_copy(connection, number)
            edition_copies.forget_before(connection, number)
            subject = f"edition {number}"
            decision = Decision.of(
                self.clock(), by, "forget earlier copies", subject, None, {"before": number}
            )
            decision_log.write(connection, decision)

    def edition(self, number: int) -> Edition:
        """One edition.

        Raises:
            NotFoundError: there is none of this number.
        """
        with self.looking() as connection:
            return _known_edition(connection, number)

    def shown_ids(self, event_ids: Iterable[str]) -> frozenset[str]:
        """Which of these events readers see."""
        found: set[str] = set()
        with self.looking() as connection:
            for chunk in chunks(event_ids):
                query = sa.select(_event.id).where(_event.id.in_(chunk), is_shown())
                found.update(connection.execute(query).scalars())
        return frozenset(found)


def _known_edition(connection: sa.Connection, number: int) -> Edition:
    query = sa.select(tables.editions).where(tables.editions.c.number == number)
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError(f"There is no edition {number}.")
    return _edition(row)


def _edition_with_copy(connection: sa.Connection, number: int) -> Edition:
    found, first = _known_edition(connection, number), edition_copies.first_kept(connection)
    if first is None or number < first:
        raise NotFoundError(f"No copy of edition {number} was kept.")
    return found


def veiled_events(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Iterator[Any]:
    """Events as readers may see them, in the order they were stored."""
    reader, rules = Reader(connection), in_force(connection)
    for part in portions(reader.events(*conditions)):
        veils = veils_of_reports(connection, {event.report_id for event in part}, rules)
        yield from (veiled(event, veils.get(event.report_id, Veils())) for event in part)


def _objections(connection: sa.Connection) -> Iterator[Objection]:
    signed = {row.id: row for row in connection.execute(sa.select(tables.sign_offs))}
    for one in _found(connection):
        row = signed.get(one.id)
        yield one if row is None else replace(one, signed=row.why, signed_by=row.by)


def _found(connection: sa.Connection) -> Iterator[Objection]:
    open_pins = _count(connection, _event.status == _OPEN, _not_of_demo())
    if open_pins:
        detail = f"{open_pins:,} not reviewed; they stay drafts until somebody accepts them"
        yield Objection(Hazard.UNREVIEWED, "", "Events nobody has looked at", detail)
    gate, known = read_gate(connection), publishers.read(connection)
    seen: set[str] = set()
    for part in portions(veiled_events(connection, _is_waiting(), _not_of_demo())):
        sources = _sources(connection, [event.id for event in part])
        for event in part:
            for one in objections(event, gate, sources=sources.get(event.id, ()), publishers=known):
                if one.id not in seen:  # a source once, however many events it tells
                    seen.add(one.id)
                    yield one


def _sources(connection: sa.Connection, event_ids: list[str]) -> dict[str, set[str]]:
    """The sources of every report that tells each of these events."""
    event, report = tables.events, tables.reports
    members = tables.memberships
    mine, theirs, other = members.alias(), members.alias(), event.alias()
    found: dict[str, set[str]] = {}
    alone = (
        sa.select(event.c.id, report.c.source)
        .join_from(event, report, report.c.key == event.c.report_key)
        .where(event.c.id.in_(event_ids))
    )
    joined = (
        sa.select(event.c.id, report.c.source)
        .join_from(event, mine, mine.c.event_key == event.c.key)
        .join(theirs, theirs.c.group_id == mine.c.group_id)
        .join(other, other.c.key == theirs.c.event_key)
        .join(report, report.c.key == other.c.report_key)
        .where(event.c.id.in_(event_ids), other.c.status != Status.REJECTED.value)
    )
    for query in (alone, joined):
        for event_id, source in connection.execute(query):
            found.setdefault(event_id, set()).add(source)
    return found


def _is_waiting() -> sa.ColumnElement[bool]:
    shown = tables.shown_events.c
    return sa.and_(_event.status == _ACCEPTED, ~sa.exists().where(shown.event_key == _event.key))


def _not_of_demo() -> sa.ColumnElement[bool]:
    """The demo was written for this program: nothing in it is anybody's words or life."""
    report = tables.reports.c
    demo = sa.exists().where(report.key == _event.report_key, report.is_demo.is_(True))
    return ~demo.correlate(tables.events)


def _count(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).select_from(tables.events).where(*conditions)
    return int(connection.execute(query).scalar_one())


def _refusal(against: tuple[Objection, ...]) -> str:
    first = against[0]
    more = f" and {len(against) - 1:,} more" if len(against) > 1 else ""
    return (
        f"{len(against):,} {'thing stands' if len(against) == 1 else 'things stand'} against "
        f"publishing: {first.title}: {first.detail}{more}. Mend each of them, or sign for it "
        "with a reason."
    )


def _edition(row: Any) -> Edition:
    return Edition(row.number, row.made_at, row.by, row.hash, dict(row.counts))


_event = tables.events.c
