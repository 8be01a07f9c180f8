"""The collection as readers may see it: what was published, blurred and withheld where asked.

It answers what an `EventStore` answers to those who only read. Whatever shows something to
readers is handed this and has no way to the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import sqlalchemy as sa

from geodata.correcting.wording import Difference
from geodata.errors import NotFoundError
from geodata.model import Event, Reading, Report, Span
from geodata.publishing import PermittedUse, Publisher, Veils, veiled, veiled_report
from geodata.publishing.veiling import redacted
from geodata.storage import publishers, tables
from geodata.storage.changes import Changes, changed_since, revision_of, state_of
from geodata.storage.event_table import Shown, read_event_table
from geodata.storage.import_tables import import_parts
from geodata.storage.joins import Proposal, leads
from geodata.storage.portions import portions
from geodata.storage.published import PublishedCorrection, published
from geodata.storage.reading import REPORT_COLUMNS, Reader, report_value
from geodata.storage.safety import in_force
from geodata.storage.shown import is_shown
from geodata.storage.stories import Step, Story, StoryShelf
from geodata.storage.veils import (
    facts_only,
    hanging_on,
    reports_in_question,
    reports_of,
    veils_of_reports,
)
from geodata.storage.withdrawals import withdrawn
from geodata.storage.writing import chunks

Looking = Callable[[], AbstractContextManager[sa.Connection]]
WITHHELD = "withheld for safety"
_READERS = "readers "  # before the state of the collection


@dataclass(frozen=True, slots=True)
class ReaderStore:
    """Comes as ``store.for_readers``; only ever reads."""

    where: str
    looking: Looking
    shelf: StoryShelf
    revision_of: Callable[[], int]
    state_of: Callable[[], str]

    @property
    def revision(self) -> int:
        """Of the collection: grows with every write."""
        return self.revision_of()

    @property
    def state(self) -> str:
        """Names what readers see; the whole collection never has the same."""
        return f"{_READERS}{self.state_of()}"

    # ------------------------------------------------------------------ events

    def event(self, event_id: str) -> Event:
        """One event.

        Raises:
            NotFoundError: readers see no such event.
        """
        for event in self.events([event_id]):
            return event
        raise NotFoundError(f"There is no event {event_id!r} (any more).")

    def events(
        self, ids: Iterable[str] | None = None, *, report_id: str | None = None
    ) -> Iterator[Event]:
        """Events by id (in the order asked), of one report, or all."""
        with self.looking() as connection:
            if ids is not None:
                for chunk in chunks(ids):
                    here = tables.events.c.id.in_(chunk)
                    found = {e.id: e for e in _events(connection, here)}
                    yield from (found[event_id] for event_id in chunk if event_id in found)
            elif report_id is not None:
                yield from _events(connection, tables.reports.c.id == report_id)
            else:
                yield from _events(connection)

    def event_table(self) -> pa.Table:
        """What the index is made of, as `EventStore.event_table`, of what readers see only."""
        with self.looking() as connection:
            return read_event_table(connection, _shown(connection))

    @property
    def telling(self) -> str:
        """Names what is withheld from readers; '' while nothing is."""
        with self.looking() as connection:
            return _telling(connection)

    def changes_since(self, state: str, most: int, *, later_only: bool = False) -> Changes | None:
        """As `EventStore.changes_since`; where rules hold, with all that hangs on what changed.

        What is withheld of one event is withheld of those beside it: of one that is gone nobody
        knows any more which these are, and None is returned.
        """
        with self.looking() as connection:
            own_state, rules_hold = state.removeprefix(_READERS), bool(_telling(connection))
            came = None if rules_hold else is_shown()
            keys = changed_since(connection, own_state, most, shown=came, later_only=later_only)
            if keys and rules_hold:
                keys = hanging_on(connection, keys)
            if keys is None or len(keys) > most:
                return None
            table = read_event_table(connection, _shown(connection, keys), keys=keys)
            now = f"{_READERS}{state_of(connection)}"
            return Changes(revision_of(connection), now, tuple(sorted(keys)), table)

    def withheld(self, stored: npt.NDArray[Any], telling: str) -> Changes:
        """Which of these events readers must not see (any more) as they were told before.

        Args:
            stored: events by their number.
            telling: what was withheld when they were told so.
        """
        with self.looking() as connection:
            must_go = ~np.isin(stored, list(_shown_keys(connection)))
            must_go |= np.isin(stored, list(_beside_unseen(connection)))
            if telling != _telling(connection):
                must_go |= np.isin(stored, list(_in_question(connection)))
            table = read_event_table(connection, Shown((), {}, {}), keys=())
            now = f"{_READERS}{state_of(connection)}"
            gone = tuple(np.asarray(stored)[must_go].tolist())
            return Changes(revision_of(connection), now, gone, table)

    def event_counts(self) -> dict[str, int]:
        """How many events each report tells readers, by its id."""
        report, event = tables.reports.c, tables.events.c
        query = (
            sa.select(report.id, sa.func.count(event.key))
            .join_from(tables.reports, tables.events, event.report_key == report.key)
            .where(is_shown())
            .group_by(report.id)
        )
        with self.looking() as connection:
            return {report_id: int(count) for report_id, count in connection.execute(query)}

    def graphic(self, event_ids: Iterable[str]) -> frozenset[str]:
        """Which of these events have a passage that is folded behind a click."""
        wanted, column = list(event_ids), tables.warnings.c
        with self.looking() as connection:
            query = sa.select(column.event_id).where(column.event_id.in_(wanted))
            return frozenset(connection.execute(query).scalars())

    # ----------------------------------------------------------------- reports

    def report(self, report_id: str) -> Report:
        """One report: its whole text only where that is permitted, else the published passages.

        Raises:
            NotFoundError: readers see nothing of such a report.
        """
        with self.looking() as connection:
            for report in _reports(connection, tables.reports.c.id == report_id):
                return report
        raise NotFoundError(f"There is no report {report_id!r} (any more).")

    def reports(self) -> list[Report]:
        """Every report of which readers see an event, the newest first."""
        from_tables = sa.select(import_parts.c.report_key)
        with self.looking() as connection:
            return list(_reports(connection, tables.reports.c.key.not_in(from_tables)))

    def reading(self, report_id: str) -> Reading:
        """What was read out of a report and is published; nothing of what failed."""
        report = self.report(report_id)
        return Reading(report, (), (), (), tuple(self.events(report_id=report_id)))

    @property
    def has_demo(self) -> bool:
        """Whether readers see any report of the demo collection."""
        report, event = tables.reports.c, tables.events.c
        demo = sa.exists().where(
            report.key == event.report_key, report.is_demo.is_(True), is_shown()
        )
        with self.looking() as connection:
            return bool(connection.execute(sa.select(demo)).scalar())

    @property
    def is_demo_only(self) -> bool:
        """Whether readers see something of the demo collection and of nothing else."""
        report, event = tables.reports.c, tables.events.c
        own = sa.exists().where(
            report.key == event.report_key, report.is_demo.is_(False), is_shown()
        )
        with self.looking() as connection:
            if connection.execute(sa.select(own)).scalar():
                return False
        return self.has_demo

    @property
    def report_count(self) -> int:
        """Of how many reports readers see an event."""
        report, event = tables.reports.c, tables.events.c
        from_tables = sa.select(import_parts.c.report_key)
        shown = sa.exists().where(report.key == event.report_key, is_shown())
        query = sa.select(sa.func.count()).where(report.key.not_in(from_tables), shown)
        with self.looking() as connection:
            return int(connection.execute(query.select_from(tables.reports)).scalar_one())

    def publisher(self, name: str) -> Publisher:
        """What readers are told of a publisher."""
        with self.looking() as connection:
            found = publishers.read(connection, name).get(name, Publisher(name))
        return replace(found, note="")

    # ------------------------------------------------------------------ around

    @property
    def joins(self) -> ReaderJoins:
        """Which of the published events are one."""
        return ReaderJoins(self.looking)

    @property
    def stories(self) -> ReaderStories:
        """Stories, without what their captions would give away."""
        return ReaderStories(self)

    def published_corrections(self, limit: int = 100) -> list[PublishedCorrection]:
        """What was corrected in events that readers see, and withdrawn; newest first."""
        with self.looking() as connection:
            found = published(connection, limit)
            secret = reports_in_question(connection, in_force(connection))
            gone = list(withdrawn(connection, limit, secret))
            seen = {e.id: e for e in _events(connection, _ids(one.event_id for one in found))}
            hidden = _veils_of_events(connection, seen.values())
            told = [
                _correction(one, seen[one.event_id], hidden.get(one.event_id, Veils()))
                for one in found
                if one.event_id in seen
            ]
        return sorted([*told, *gone], key=lambda one: one.made_at, reverse=True)[:limit]


@dataclass(frozen=True, slots=True)
class ReaderJoins:
    """Groups of published events."""

    looking: Looking

    def group(self, event_id: str) -> tuple[str, ...]:
        """The published events that are one with this one, the lead first; itself when alone.

        Raises:
            NotFoundError: readers see no such event.
        """
        event, members = tables.events.c, tables.memberships.c
        with self.looking() as connection:
            query = (
                sa.select(event.key, members.group_id)
                .join_from(
                    tables.events, tables.memberships, members.event_key == event.key, isouter=True
                )
                .where(event.id == event_id, is_shown())
            )
            row = connection.execute(query).first()
            if row is None:
                raise NotFoundError(f"There is no event {event_id!r} (any more).")
            if row.group_id is None:
                return (event_id,)
            wanted = sa.select(members.event_key).where(members.group_id == row.group_id)
            keys = set(connection.execute(wanted).scalars())
            for group in _shown_groups(connection):
                if keys & set(group):
                    return tuple(_ids_of(connection, group))
        return (event_id,)

    def groups(self) -> list[tuple[str, ...]]:
        """All groups of two published events and more, the lead of each first."""
        with self.looking() as connection:
            return [tuple(_ids_of(connection, keys)) for keys in _shown_groups(connection)]

    def behind(self) -> frozenset[str]:
        """The ids of the events that stand behind the lead of their group."""
        return frozenset(event_id for group in self.groups() for event_id in group[1:])

    def proposals(self, _event_id: str) -> list[Proposal]:
        """None: whether two events are one is for editors to say."""
        return []

    def aliases(self) -> dict[str, str]:
        """None: the list of names is for editors."""
        return {}


@dataclass(frozen=True, slots=True)
class ReaderStories:
    """Stories as readers may see them."""

    store: ReaderStore

    def all(self) -> list[Story]:
        """Every story with a step that readers see, by title."""
        return [one for one in map(self._shown, self.store.shelf.all()) if one.steps]

    def story(self, slug: str) -> Story:
        """One story.

        Raises:
            NotFoundError: there is none of this name (any more).
        """
        return self._shown(self.store.shelf.story(slug))

    def _shown(self, story: Story) -> Story:
        with self.store.looking() as connection:
            wanted = _ids(step.event_id for step in story.steps)
            seen = {event.id: event for event in _events(connection, wanted)}
            hidden = _veils_of_events(connection, seen.values())
        steps = tuple(
            Step(step.event_id, redacted(step.caption, hidden.get(step.event_id, Veils())))
            for step in story.steps
            if step.event_id in seen
        )
        title = story.title
        for veils in hidden.values():
            title = redacted(title, veils)
        return replace(story, title=title, steps=steps)


# --------------------------------------------------------------------- looking


def _events(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Iterator[Event]:
    rules, silent = in_force(connection), facts_only(connection)
    found = Reader(connection).events(is_shown(), *conditions)
    if not rules and not silent:
        yield from found
        return
    for part in portions(found):
        report_ids = {event.report_id for event in part}
        veils = veils_of_reports(connection, report_ids, rules)
        wordless = _wordless(connection, report_ids, silent)
        for event in part:
            event = veiled(event, veils.get(event.report_id, Veils()))
            yield _without_words(event) if event.report_id in wordless else event


def _without_words(event: Event) -> Event:
    """An event of a publisher whose words may not be shown."""
    return replace(event, passage=Span(0, 0, ""), evidence=())


def _wordless(
    connection: sa.Connection, report_ids: Iterable[str], silent: set[str]
) -> frozenset[str]:
    if not silent:
        return frozenset()
    report = tables.reports.c
    found: set[str] = set()
    for chunk in chunks(sorted(report_ids)):
        query = sa.select(report.id).where(
            report.id.in_(chunk), report.source.in_(sorted(silent)), report.is_demo.is_(False)
        )
        found.update(connection.execute(query).scalars())
    return frozenset(found)


def _reports(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> Iterator[Report]:
    report, event = tables.reports.c, tables.events.c
    seen = sa.exists().where(event.report_key == report.key, is_shown())
    query = sa.select(*REPORT_COLUMNS).where(condition, seen).order_by(report.key.desc())
    reports = [report_value(row) for row in connection.execute(query)]
    veils = veils_of_reports(connection, {one.id for one in reports}, in_force(connection))
    known = publishers.read(connection)
    for one in reports:
        if one.id in veils:
            yield veiled_report(one, veils[one.id])
            continue
        use = PermittedUse.FULL if one.is_demo else known.get(one.source, Publisher("")).use
        if use is PermittedUse.FULL:
            yield one
        else:
            spans = _spans(connection, one) if use is not PermittedUse.FACTS else []
            yield replace(one, text=_only(one.text, spans) if spans else "", file_name="")


def _spans(connection: sa.Connection, report: Report) -> list[tuple[int, int]]:
    found = []
    here = tables.reports.c.id == report.id
    for passage, evidence in Reader(connection).passages(is_shown(), here):
        found.append((passage.start, passage.end))
        found += [(piece.start, piece.end) for piece in evidence if piece.report_id == report.id]
    return found


def _only(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with everything outside the spans blank, so that offsets still count."""
    kept = [" "] * len(text)
    for start, end in spans:
        kept[start:end] = text[start:end]
    return "".join(kept)


def _veils_of_events(connection: sa.Connection, events: Iterable[Event]) -> dict[str, Veils]:
    """The veils of events by their own ids."""
    events = list(events)
    found = veils_of_reports(connection, {e.report_id for e in events}, in_force(connection))
    return {e.id: found[e.report_id] for e in events if e.report_id in found}


def _correction(one: PublishedCorrection, event: Event, veils: Veils) -> PublishedCorrection:
    if not veils:
        return one
    told = tuple(Difference(d.field, WITHHELD, WITHHELD) for d in one.differences)
    return replace(one, title=event.title, why=redacted(one.why, veils), differences=told)


def _ids(event_ids: Iterable[str]) -> sa.ColumnElement[bool]:
    return tables.events.c.id.in_(list(dict.fromkeys(event_ids)))


def _shown_groups(connection: sa.Connection) -> list[list[int]]:
    shown = _shown_keys(connection)
    groups = ([key for key in keys if key in shown] for keys in leads(connection).values())
    return [keys for keys in groups if len(keys) > 1]


def _shown_keys(connection: sa.Connection, keys: Collection[int] | None = None) -> set[int]:
    event = tables.events.c
    query = sa.select(event.key).where(is_shown())
    if keys is None:
        return set(connection.execute(query).scalars())
    found: set[int] = set()
    for chunk in chunks(sorted(keys)):
        found.update(connection.execute(query.where(event.key.in_(chunk))).scalars())
    return found


def _ids_of(connection: sa.Connection, keys: Sequence[int]) -> list[str]:
    event = tables.events.c
    query = sa.select(event.key, event.id).where(event.key.in_(keys))
    found = {row.key: row.id for row in connection.execute(query)}
    return [found[key] for key in keys]


def _telling(connection: sa.Connection) -> str:
    rules, silent = in_force(connection), facts_only(connection)
    return repr((rules, sorted(silent))) if rules or silent else ""


def _reports_asked(connection: sa.Connection) -> set[str]:
    """The reports of which any event may be told otherwise than it is."""
    report, silent = tables.reports.c, facts_only(connection)
    asked = reports_in_question(connection, in_force(connection))
    if silent:
        query = sa.select(report.id).where(report.source.in_(sorted(silent)))
        asked |= set(connection.execute(query).scalars())
    return asked


def _in_question(connection: sa.Connection) -> set[int]:
    """The events of these reports."""
    report, event = tables.reports.c, tables.events.c
    found: set[int] = set()
    for chunk in chunks(sorted(_reports_asked(connection))):
        query = sa.select(event.key).join(tables.reports, report.key == event.report_key)
        found.update(connection.execute(query.where(report.id.in_(chunk))).scalars())
    return found


def _beside_unseen(connection: sa.Connection) -> set[int]:
    """The events that are joined with one readers do not see: they may have told its words."""
    mine, theirs, event = tables.memberships.alias(), tables.memberships.alias(), tables.events
    query = (
        sa.select(mine.c.event_key)
        .join(theirs, theirs.c.group_id == mine.c.group_id)
        .join(event, event.c.key == theirs.c.event_key)
        .where(~is_shown())
    )
    return set(connection.execute(query).scalars())


def _shown(connection: sa.Connection, keys: Collection[int] | None = None) -> Shown:
    """Which events readers see, and those of them that are not told as they are.

    Args:
        connection: to the store.
        keys: only of these events, with all that are told beside them; None for all.
    """
    texts: dict[int, dict[str, str]] = {}
    places = {}
    report, event = tables.reports.c, tables.events.c
    asked = _reports_asked(connection)
    if keys is not None:
        asked &= reports_of(connection, keys)
    for chunk in chunks(sorted(asked)):
        query = (
            sa.select(event.id, event.key)
            .join(tables.reports, report.key == event.report_key)
            .where(report.id.in_(chunk), is_shown())
        )
        key_of = {row.id: row.key for row in connection.execute(query)}
        for one in _events(connection, report.id.in_(chunk)):
            key = key_of[one.id]
            texts[key] = {
                "title": one.title,
                "passage": one.passage.text,
                "speaker": one.speaker,
                "actors": "\x1f".join(actor.name for actor in one.actors),
            }
            places[key] = one.places
    return Shown(sorted(_shown_keys(connection, keys)), texts, places)
