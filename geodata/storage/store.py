"""The event store: one object in front of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from geodata.coordinates import LatLon
from geodata.correcting import Change, Support
from geodata.errors import DuplicateReportError, InputError, NotFoundError, StoreReadOnlyError
from geodata.model import Event, Place, Precision, Reading, Report, Status
from geodata.publishing import Publisher
from geodata.storage import corrections, decision_log, draft_shelf, tables, withdrawals
from geodata.storage.audits import AuditBook
from geodata.storage.bin import Bin, put_in_bin
from geodata.storage.changes import (
    Changes,
    begin_write,
    changed_since,
    revision_of,
    state_of,
)
from geodata.storage.corrections import Undone
from geodata.storage.decision_log import Act, Decision
from geodata.storage.draft_shelf import Draft
from geodata.storage.editions import EditionBook
from geodata.storage.engine import (
    address_of,
    check_file,
    default_path,
    looking,
    make_folder,
    may_write,
    refuse_file_as_folder,
    server_engine,
    sqlite_engine,
    writing,
)
from geodata.storage.event_table import read_event_table
from geodata.storage.faults import read_only as read_only_sentence
from geodata.storage.faults import translated, values_believed
from geodata.storage.import_tables import import_parts
from geodata.storage.imports import ImportBook
from geodata.storage.intake import IntakeBook
from geodata.storage.joins import JoinBook
from geodata.storage.migrate import migrate, needs_migration, refuse_migration
from geodata.storage.published import PublishedCorrection, published
from geodata.storage.publishers import PublisherBook
from geodata.storage.readers import ReaderStore
from geodata.storage.reading import REPORT_COLUMNS, Reader, report_value
from geodata.storage.review import ReviewBook, raise_firsts
from geodata.storage.rules import RuleBook, apply_to_report
from geodata.storage.safety import SafetyBook
from geodata.storage.stories import StoryShelf
from geodata.storage.work_queue import WorkBook
from geodata.storage.writing import chunks, insert_reading

Clock = Callable[[], datetime]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _now() -> datetime:
    return datetime.now(UTC)


class EventStore:
    """Reports and their events in one SQLite file, or in PostgreSQL by URL.

    Safe to share between threads. Every write is one transaction: when a method raises,
    nothing was changed.

    Example:
        >>> with EventStore.open(":memory:") as store:
        ...     store.reports(), store.revision
        ([], 0)
    """

    def __init__(self, engine: sa.Engine, where: str, *, read_only: bool, clock: Clock) -> None:
        """For `open`; where: the file or address without password, for messages."""
        self._engine = engine
        self._where = where
        self._read_only = read_only
        self._clock = clock

    @classmethod
    def open(
        cls, url: str | Path | None = None, *, read_only: bool = False, clock: Clock = _now
    ) -> EventStore:
        """The store at a path or an SQLAlchemy URL, made when missing, brought up to date.

        A file or folder that refuses writes is opened for reading: see is_read_only.

        Args:
            url: None for the user's own collection: gazette.sqlite3 in the folder that
                GAZETTE_DATA names, or in the platform's folder for user data.
            read_only: never write, not even to make the file.
            clock: says when something was added or decided.

        Raises:
            StoreDamagedError: another kind of file, or a damaged one; it is left as it is.
            StoreReadOnlyError: it would have to be made or updated and cannot be.
            StoreBusyError: another program is writing to it.
            StoreError: its folder cannot be made, or a newer Gazette wrote it.
        """
        path = _sqlite_path(url)
        if path is None:
            engine, where = server_engine(str(url))
            store = cls(engine, where, read_only=read_only, clock=clock)
        else:
            store = cls._open_file(path, read_only=read_only, clock=clock)
        try:
            store._bring_up_to_date()
            if not store.is_read_only:
                store.bin.purge(clock())
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _open_file(cls, path: Path, *, read_only: bool, clock: Clock) -> EventStore:
        if str(path) != ":memory:":
            refuse_file_as_folder(path)
            check_file(path)
            if read_only and not path.exists():
                raise StoreReadOnlyError(
                    f"There is no collection at {path} yet: add a report first."
                )
            if not read_only:
                make_folder(path)
                read_only = not may_write(path)
            if read_only and not path.exists():
                raise StoreReadOnlyError(
                    f"There is no collection at {path} yet and its folder takes no writes: "
                    "allow writing there, or name another folder in GAZETTE_DATA."
                )
        return cls(
            sqlite_engine(path, read_only=read_only), str(path), read_only=read_only, clock=clock
        )

    def _bring_up_to_date(self) -> None:
        with self._looking() as connection:
            if not needs_migration(connection, self._where):
                return
        if self._read_only:
            raise refuse_migration(self._where)
        with translated(self._where), writing(self._engine) as connection:
            # Asked again under the write lock: another process may have been faster.
            if needs_migration(connection, self._where):
                migrate(connection)

    def close(self) -> None:
        """Let go of the file; the store is not used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> EventStore:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # ------------------------------------------------------------ transactions

    @contextmanager
    def _looking(self) -> Iterator[sa.Connection]:
        with (
            translated(self._where),
            values_believed(self._where),
            looking(self._engine) as connection,
        ):
            yield connection

    @contextmanager
    def _writing(self, *, visible: bool = True) -> Iterator[sa.Connection]:
        """One write; visible: whether readers must be told by a new revision."""
        if self._read_only:
            raise StoreReadOnlyError(read_only_sentence(self._where))
        with translated(self._where), writing(self._engine) as connection:
            if visible:
                begin_write(connection)
            try:
                yield connection
            except UnicodeEncodeError as error:
                raise InputError(
                    "The text contains half of a character pair (a lone surrogate at position "
                    f"{error.start}), which cannot be stored: replace it, then try again."
                ) from error

    # ---------------------------------------------------------------- standing

    @property
    def where(self) -> str:
        """The file or address, without password."""
        return self._where

    @property
    def is_read_only(self) -> bool:
        """Whether every write will be refused."""
        return self._read_only

    @property
    def revision(self) -> int:
        """Grows with every write that readers can see; drafts are not seen."""
        with self._looking() as connection:
            return revision_of(connection)

    @property
    def state(self) -> str:
        """Tells what the store holds from what any other store held at the same revision."""
        with self._looking() as connection:
            return state_of(connection)

    def check(self) -> list[str]:
        """What the database finds wrong with itself, [] when sound; reads the whole file."""
        if self._engine.dialect.name != "sqlite":
            return []
        with self._looking() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        return [] if found == ["ok"] else [str(line) for line in found]

    def about(self) -> dict[str, str]:
        """What holds the data, for people: the engine, its version, its journal."""
        if self._engine.dialect.name != "sqlite":
            return {"engine": self._engine.dialect.name}
        with self._looking() as connection:
            version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        return {"engine": "SQLite", "version": str(version), "journal": str(journal).upper()}

    # ----------------------------------------------------------------- reports

    def add_reading(
        self, reading: Reading, *, status: Status = Status.UNREVIEWED, by: str = ""
    ) -> Report:
        """Keep a report and all that was read out of it; the report as it was stored.

        Raises:
            DuplicateReportError: the same text is there already; nothing is changed.
            InputError: a text that no database can hold.
        """
        now = self._clock()
        with self._writing() as connection:
            self._refuse_duplicate(connection, reading.report)
            insert_reading(connection, reading, status=status, added_at=now)
            apply_to_report(connection, reading.report.id, now)
            raise_firsts(connection, reading.report.id)
            decision_log.write(
                connection,
                Decision.of(now, by, "add report", reading.report.id, None, len(reading.events)),
            )
        return self.report(reading.report.id)

    def _refuse_duplicate(self, connection: sa.Connection, report: Report) -> None:
        column = tables.reports.c
        found = connection.execute(
            sa.select(column.id, column.added_at).where(
                (column.text_hash == report.text_hash) | (column.id == report.id)
            )
        ).first()
        if found is not None:
            day = f"{found.added_at.day} {_MONTHS[found.added_at.month - 1]} {found.added_at.year}"
            raise DuplicateReportError(f"You added this report on {day}.", found.id)

    def report(self, report_id: str) -> Report:
        """One report.

        Raises:
            NotFoundError: no report has this id (any more).
        """
        query = sa.select(*REPORT_COLUMNS).where(tables.reports.c.id == report_id)
        with self._looking() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise _no_report(report_id)
        return report_value(row)

    def reports(self) -> list[Report]:
        """All reports, the newest addition first, without the rows of imported tables."""
        of_tables = sa.select(import_parts.c.report_key)
        query = (
            sa.select(*REPORT_COLUMNS)
            .where(tables.reports.c.key.not_in(of_tables))
            .order_by(tables.reports.c.key.desc())
        )
        with self._looking() as connection:
            return [report_value(row) for row in connection.execute(query)]

    def reading(self, report_id: str) -> Reading:
        """All that was read out of one report, with later decisions applied.

        Raises:
            NotFoundError: no report has this id (any more).
        """
        with self._looking() as connection:
            reading = Reader(connection).reading(report_id)
        if reading is None:
            raise _no_report(report_id)
        return reading

    def remove_report(self, report_id: str, *, by: str = "") -> int:
        """Put a report with its events into the bin; how many events went.

        Raises:
            NotFoundError: no report has this id (any more).
        """
        with self._writing() as connection:
            put_in_bin(connection, tables.reports.c.id == report_id, self._clock(), by)
            gone = self._remove(connection, tables.reports.c.id == report_id, by)
            if not gone:
                raise _no_report(report_id)
        return gone[report_id]

    def remove_demo(self, *, by: str = "") -> int:
        """Remove the demo collection, which can be loaded again; how many reports went."""
        if not self.has_demo:
            return 0
        with self._writing() as connection:
            return len(self._remove(connection, tables.reports.c.is_demo.is_(True), by))

    def _remove(
        self, connection: sa.Connection, condition: sa.ColumnElement[bool], by: str
    ) -> dict[str, int]:
        """Remove the reports that meet the condition; id → number of events."""
        report, event = tables.reports.c, tables.events.c
        query = (
            sa.select(report.id, report.title, sa.func.count(event.key).label("events"))
            .select_from(tables.reports.outerjoin(tables.events, event.report_key == report.key))
            .where(condition)
            .group_by(report.key)
        )
        rows = connection.execute(query).all()
        now = self._clock()
        for row in rows:
            before = {"title": row.title, "events": row.events}
            decision_log.write(
                connection, Decision.of(now, by, "remove report", row.id, before, None)
            )
        connection.execute(sa.delete(tables.reports).where(condition))
        return {row.id: row.events for row in rows}

    @property
    def has_demo(self) -> bool:
        """Whether any report of the demo collection is there."""
        query = sa.select(sa.exists().where(tables.reports.c.is_demo.is_(True)))
        with self._looking() as connection:
            return bool(connection.execute(query).scalar_one())

    @property
    def is_demo_only(self) -> bool:
        """Whether the demo collection is there and nothing else."""
        own = sa.select(sa.exists().where(tables.reports.c.is_demo.is_(False)))
        with self._looking() as connection:
            if connection.execute(own).scalar_one():
                return False
        return self.has_demo

    @property
    def report_count(self) -> int:
        """How many ``reports()`` gives."""
        of_tables = sa.select(import_parts.c.report_key)
        query = sa.select(sa.func.count()).where(tables.reports.c.key.not_in(of_tables))
        with self._looking() as connection:
            return int(connection.execute(query).scalar_one())

    # ------------------------------------------------------------------ events

    def event(self, event_id: str) -> Event:
        """One event.

        Raises:
            NotFoundError: no event has this id (any more).
        """
        with self._looking() as connection:
            for event in Reader(connection).events(tables.events.c.id == event_id):
                return event
        raise _no_event(event_id)

    def events(
        self, ids: Iterable[str] | None = None, *, report_id: str | None = None
    ) -> Iterator[Event]:
        """Events by id (in the order asked, unknown ids left out), of one report, or all.

        All of them are streamed from one moment of the store; memory stays bounded.
        """
        with self._looking() as connection:
            reader = Reader(connection)
            if ids is not None:
                for chunk in chunks(ids):
                    found = {e.id: e for e in reader.events(tables.events.c.id.in_(chunk))}
                    yield from (found[event_id] for event_id in chunk if event_id in found)
            elif report_id is not None:
                yield from reader.events(tables.reports.c.id == report_id)
            else:
                yield from reader.events()

    def event_table(self) -> pa.Table:
        """One row for each place of an event, one for each unplaced event.

        The columns are those of geodata.storage.event_table.SCHEMA.
        """
        with self._looking() as connection:
            return read_event_table(connection)

    def changes_since(self, state: str, most: int, *, later_only: bool = False) -> Changes | None:
        """What changed since a state; None: more than so many events, or nobody knows."""
        with self._looking() as connection:
            keys = changed_since(connection, state, most, later_only=later_only)
            if keys is None:
                return None
            table = read_event_table(connection, keys=keys)
            now = state_of(connection)
            return Changes(revision_of(connection), now, tuple(sorted(keys)), table)

    @property
    def telling(self) -> str:
        """Nothing is withheld from those who see everything: ''."""
        return ""

    def withheld(self, _stored: object, _telling: str) -> Changes:
        """No event, at the state of the collection now."""
        with self._looking() as connection:
            table = read_event_table(connection, keys=())
            return Changes(revision_of(connection), state_of(connection), (), table)

    def event_counts(self) -> dict[str, int]:
        """How many events each report tells, by its id; reports without any are left out."""
        report, event = tables.reports.c, tables.events.c
        query = (
            sa.select(report.id, sa.func.count(event.key))
            .join_from(tables.reports, tables.events, event.report_key == report.key)
            .group_by(report.id)
        )
        with self._looking() as connection:
            return {report_id: int(count) for report_id, count in connection.execute(query)}

    @property
    def bin(self) -> Bin:
        """Reports that were removed in the last thirty days."""
        return Bin(self._looking, self._writing, self._clock)

    @property
    def imports(self) -> ImportBook:
        """Tables of events that were imported, and writing of many events at once."""
        return ImportBook(self._looking, self._writing, self._clock)

    @property
    def joins(self) -> JoinBook:
        """Which events of several reports are one, and the aliases of actors."""
        return JoinBook(self._looking, self._writing, self._clock)

    @property
    def stories(self) -> StoryShelf:
        """Events in an order made by hand; no event changes with them, so no index does."""
        return StoryShelf(self._looking, partial(self._writing, visible=False), self._clock)

    @property
    def intake(self) -> IntakeBook:
        """Texts, files and addresses that were seen before."""
        return IntakeBook(self._looking, self._writing, self._clock)

    @property
    def work(self) -> WorkBook:
        """Long work that was asked for and is not done."""
        return WorkBook(self._looking, partial(self._writing, visible=False), self._clock)

    # ------------------------------------------------------- what readers see

    @property
    def for_readers(self) -> ReaderStore:
        """The collection as everybody may see it who may not edit."""
        return ReaderStore(
            f"{self._where} as readers see it",
            self._looking,
            self.stories,
            lambda: self.revision,
            lambda: self.state,
        )

    @property
    def editions(self) -> EditionBook:
        """The gate before publishing, and what was published."""
        return EditionBook(self._looking, self._writing, self._clock)

    @property
    def safety(self) -> SafetyBook:
        """What readers may not know exactly, and what the gate asks for."""
        return SafetyBook(self._looking, self._writing, self._clock)

    @property
    def publishers(self) -> PublisherBook:
        """How far each source can be relied on, and what may be shown of its words."""
        return PublisherBook(self._looking, self._writing, self._clock)

    def graphic(self, event_ids: Iterable[str]) -> frozenset[str]:
        """Which of these events have a passage that is folded behind a click."""
        return self.safety.graphic(event_ids)

    def publisher(self, name: str) -> Publisher:
        """What is known of a publisher."""
        return self.publishers.publisher(name)

    @property
    def audits(self) -> AuditBook:
        """Pins drawn at random and judged one by one."""
        return AuditBook(self._looking, self._writing, self._clock)

    # --------------------------------------------------------------- decisions

    def choose_place(
        self,
        event_id: str,
        mention_start: int,
        place: Place | None,
        *,
        by: str = "",
        why: str = "",
        expected: int | None = None,
    ) -> Event:
        """Take the words at mention_start to mean this place; the event as it is then.

        Every event of the report that stands on these words moves with them, and the
        report's match too. The place they had before becomes the first runner-up. None:
        the words place no event.

        Args:
            event_id: of the event somebody looks at.
            mention_start: of the words of its place.
            place: None takes the event off the map.
            by: who decides.
            why: in words.
            expected: the version that was looked at (see `version`), None to ask for none.

        Raises:
            NotFoundError: no such event, or no place of it stands on these words.
            ChangedMeanwhileError: somebody changed the event after that version.
        """
        act = Act(self._clock(), by, "choose place", why)
        with self._writing() as connection:
            corrections.refuse_outdated(connection, event_id, expected)
            if not corrections.choose_place(connection, act, event_id, mention_start, place):
                raise NotFoundError(
                    f"No place of the event {event_id!r} is named at character {mention_start}: "
                    "it was changed meanwhile; reload the page."
                )
        return self.event(event_id)

    def set_position(
        self,
        event_id: str,
        place_number: int,
        position: LatLon,
        *,
        radius_km: float,
        precision: Precision = Precision.EXACT,
        by: str = "",
        why: str = "",
        expected: int | None = None,
    ) -> Event:
        """Put the pin of one place of an event, counted from 0, where a named person says.

        Raises:
            NotFoundError: no such event or place.
            InputError: a radius that is none.
            ChangedMeanwhileError: somebody changed the event after that version.
        """
        act = Act(self._clock(), by, "set position", " ".join(why.split()))
        with self._writing() as connection:
            corrections.refuse_outdated(connection, event_id, expected)
            corrections.set_position(
                connection, act, event_id, place_number, position,
                radius_km=radius_km, precision=precision,
            )  # fmt: skip
        return self.event(event_id)

    def edit(
        self,
        event_id: str,
        change: Change,
        support: Support,
        *,
        by: str = "",
        expected: int | None = None,
    ) -> Event:
        """Change fields of an event, by words of its report or on a person's word.

        Raises:
            NotFoundError: no such event.
            InputError: nothing stands behind the change, or a value cannot be used.
            ChangedMeanwhileError: somebody changed the event after that version.
        """
        support = replace(support, reason=" ".join(support.reason.split()))
        act = Act(self._clock(), by, "edit", support.reason)
        with self._writing() as connection:
            corrections.refuse_outdated(connection, event_id, expected)
            corrections.edit(connection, act, event_id, change, support)
        return self.event(event_id)

    def set_status(
        self,
        event_ids: Iterable[str],
        status: Status,
        *,
        by: str = "",
        why: str = "",
        expected: Mapping[str, int] | None = None,
    ) -> int:
        """Accept or reject events with those they are joined with; how many changed.

        Unknown ids are left out.

        Args:
            event_ids: of the events.
            status: that they get.
            by: who decides.
            why: in words.
            expected: the versions that were looked at, by event id.

        Raises:
            ChangedMeanwhileError: one of them was changed after that version; none is changed.
        """
        act = Act(self._clock(), by, "set status", why)
        changed = 0
        with self._writing() as connection:
            for event_id, version in (expected or {}).items():
                corrections.refuse_outdated(connection, event_id, version)
            for chunk in chunks(event_ids):
                changed += len(corrections.set_status(connection, act, chunk, status))
        return changed

    def withdraw(
        self,
        event_id: str,
        why: str,
        *,
        told: bool = True,
        by: str = "",
        expected: int | None = None,
    ) -> int:
        """Take a published event back from readers with those it is joined with; how many.

        Readers no longer see it; their corrections say that it was withdrawn.

        Args:
            event_id: of the event.
            why: in words; readers are told them too.
            told: False says to readers only that an event was withdrawn.
            by: who decides.
            expected: the version that was looked at.

        Raises:
            NotFoundError: readers see no such event.
            InputError: no reason was given.
            ChangedMeanwhileError: somebody changed the event after that version.
        """
        act = Act(self._clock(), by, withdrawals.ACTION, " ".join(why.split()))
        with self._writing() as connection:
            corrections.refuse_outdated(connection, event_id, expected)
            return withdrawals.withdraw(connection, act, event_id, told=told)

    def undo(self, act_id: str, *, by: str = "", why: str = "") -> Undone:
        """Take back all that was decided in one go; the log keeps both.

        Raises:
            NotFoundError: there is no such act, or nothing in it can be taken back.
            InputError: it was taken back already.
            ChangedMeanwhileError: all of it was changed again since.
        """
        act = Act(self._clock(), by, "undo", why, undoes=act_id)
        with self._writing() as connection:
            return corrections.undo(connection, act_id, act)

    def version(self, event_id: str) -> int:
        """A number that grows with every decision on an event: what `expected` asks for."""
        with self._looking() as connection:
            return decision_log.version(connection, event_id)

    def versions(self, event_ids: Iterable[str]) -> dict[str, int]:
        """The version of each of these events."""
        with self._looking() as connection:
            return decision_log.versions(connection, event_ids)

    @property
    def review(self) -> ReviewBook:
        """The events that nobody has looked at, in the order to look at them."""
        return ReviewBook(self._looking, self._writing, self._clock)

    @property
    def rules(self) -> RuleBook:
        """Corrections that hold for a report, a publisher or the collection."""
        return RuleBook(self._looking, self._writing, self._clock)

    def decisions(self, subject_id: str | None = None, *, limit: int = 50) -> list[Decision]:
        """The latest decisions on an event or report, or on all of them; newest first."""
        with self._looking() as connection:
            return decision_log.read(connection, subject_id, limit)

    def all_decisions(self) -> Iterator[Decision]:
        """The whole log, oldest first, however long."""
        with self._looking() as connection:
            yield from decision_log.read_all(connection)

    def latest_acts(self, *, by: str | None = None, limit: int = 50) -> list[Decision]:
        """One decision of each of the latest acts that are not taken back, newest first."""
        with self._looking() as connection:
            acts = decision_log.latest_acts(connection, by, limit)
            return [one for one in acts if not decision_log.is_undone(connection, one.act_id)]

    def published_corrections(self, limit: int = 100) -> list[PublishedCorrection]:
        """What was corrected in events that readers see, newest first."""
        with self._looking() as connection:
            return published(connection, limit)

    # ------------------------------------------------------------------ drafts

    def save_draft(
        self,
        text: str,
        fields: Mapping[str, Any],
        *,
        draft_id: str | None = None,
        expected: Draft | None = None,
    ) -> Draft:
        """Keep what is about to be added; with draft_id that draft is replaced.

        The same content saved twice is one draft.

        Args:
            text: of the report.
            fields: what else was typed or ticked.
            draft_id: of the draft to replace, None for a new one.
            expected: what stands there as its writer saw it; None replaces whatever stands there.

        Raises:
            ChangedMeanwhileError: something else stands there, or nothing; nothing is written.
        """
        draft = Draft.of(text, fields, self._clock(), draft_id)
        with self._writing(visible=False) as connection:
            if draft_id is None:
                return draft_shelf.put_new(connection, draft)
            draft_shelf.put(connection, draft, expected)
        return draft

    def drafts(self) -> list[Draft]:
        """All drafts, the latest saving first."""
        with self._looking() as connection:
            return draft_shelf.read(connection)

    def draft(self, draft_id: str) -> Draft:
        """One draft.

        Raises:
            NotFoundError: it was added or removed meanwhile.
        """
        with self._looking() as connection:
            found = draft_shelf.read(connection, draft_id)
        if not found:
            raise NotFoundError(f"There is no draft {draft_id!r} (any more).")
        return found[0]

    def remove_draft(self, draft_id: str, *, expected: Draft | None = None) -> None:
        """Forget a draft; nothing happens when it is gone already.

        Raises:
            ChangedMeanwhileError: it is not as it was expected (any more); it stays.
        """
        with self._writing(visible=False) as connection:
            draft_shelf.remove(connection, draft_id, expected)


def _sqlite_path(url: str | Path | None) -> Path | None:
    """The file that is meant, None for the address of another database."""
    if url is None:
        return default_path()
    if isinstance(url, Path) or "://" not in url:
        return Path(url)
    address = address_of(url)
    if address.get_backend_name() != "sqlite":
        return None
    return Path(address.database or ":memory:")


def _no_report(report_id: str) -> NotFoundError:
    return NotFoundError(f"There is no report {report_id!r} (any more).")


def _no_event(event_id: str) -> NotFoundError:
    return NotFoundError(f"There is no event {event_id!r} (any more).")
