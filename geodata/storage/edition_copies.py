"""Copies of the editions: of each only what differs from the one before, packed in blocks.

A later safety rule holds for earlier editions too: lines it touches are veiled when they are
read, the others come out byte for byte as readers were shown them.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

import sqlalchemy as sa

from geodata.model import Event, Span
from geodata.publishing import SafetyRule, SafetyScope, Veils, veiled, veiled_report
from geodata.storage import tables
from geodata.storage.edition_lines import event_in, key_of, line_of, told_of
from geodata.storage.portions import portions
from geodata.storage.reading import REPORT_COLUMNS, Reader, report_value
from geodata.storage.safety import in_force
from geodata.storage.shown import is_shown
from geodata.storage.veils import facts_only, groups_of, veils_of_reports, with_joined

Line = tuple[str, str]  # its key, and the feature; '' where the event is shown no longer
BLOCK = 500  # lines
_COPY, _EVENT, _REPORT = tables.edition_copies, tables.events.c, tables.reports.c
_NOW = " now"  # behind the id of an event as it is, beside the one in a copy


# ---------------------------------------------------------------- what is shown


def lines_now(connection: sa.Connection) -> Iterator[Line]:
    """What readers see now, sorted by key; memory stays bounded."""
    rules, silent = in_force(connection), facts_only(connection)
    veils: dict[str, Veils] = {}
    for ids in _shown_ids(connection):
        report_ids = {report_id for report_id, _ in ids}
        missing = report_ids - veils.keys()
        known = veils_of_reports(connection, missing, rules)
        veils = {one: veils.get(one) or known.get(one) or Veils() for one in report_ids}
        yield from _lines_of(connection, ids, veils, silent)


def _shown_ids(connection: sa.Connection) -> Iterator[list[tuple[str, str]]]:
    """Report and event ids of what readers see, sorted, some hundred at a time."""
    last_report = last_event = ""
    while True:
        query = (
            sa.select(_REPORT.id, _EVENT.id)
            .join_from(tables.reports, tables.events, _EVENT.report_key == _REPORT.key)
            .where(
                is_shown(),
                _REPORT.id >= last_report,
                sa.or_(_REPORT.id > last_report, _EVENT.id > last_event),
            )
            .order_by(_REPORT.id, _EVENT.id)
            .limit(BLOCK)
        )
        found = [(row[0], row[1]) for row in connection.execute(query)]
        if not found:
            return
        yield found
        last_report, last_event = found[-1]


def _lines_of(
    connection: sa.Connection,
    ids: Sequence[tuple[str, str]],
    veils: dict[str, Veils],
    silent: set[str],
) -> Iterator[Line]:
    wanted = [event_id for _, event_id in ids]
    events = {one.id: one for one in Reader(connection).events(_EVENT.id.in_(wanted))}
    query = sa.select(*REPORT_COLUMNS).where(_REPORT.id.in_(sorted(veils)))
    reports = {one.id: one for one in map(report_value, connection.execute(query))}
    for report_id, event_id in ids:
        report, event = reports[report_id], veiled(events[event_id], veils[report_id])
        if report.source in silent and not report.is_demo:
            event = _without_words(event)
        told = told_of(veiled_report(report, veils[report_id]))
        date = "" if event.date is None else event.date.edtf
        yield key_of(report_id, event_id), line_of(event, told, date)


def _without_words(event: Event) -> Event:
    return replace(event, passage=Span(0, 0, ""), evidence=())


def content_hash(connection: sa.Connection) -> str:
    """SHA-256 of the lines that readers see now, each with its line end."""
    digest = hashlib.sha256()
    for _, line in lines_now(connection):
        digest.update(f"{line}\n".encode("ascii"))
    return digest.hexdigest()


# ------------------------------------------------------------------- keeping


def keep(connection: sa.Connection, edition: int) -> str:
    """Keep what readers see now as the copy of an edition; the hash of its lines."""
    digest = hashlib.sha256()

    def counted() -> Iterator[Line]:
        for key, line in lines_now(connection):
            digest.update(f"{line}\n".encode("ascii"))
            yield key, line

    before = _lines_at(connection, edition - 1)
    _write(connection, edition, _changes(before, counted()))
    return digest.hexdigest()


def _changes(before: Iterable[Line], now: Iterable[Line]) -> Iterator[Line]:
    """The lines that are new or other, and an empty one for each that is gone."""
    tagged = heapq.merge(
        ((key, 0, line) for key, line in before), ((key, 1, line) for key, line in now)
    )
    for key, group in itertools.groupby(tagged, key=lambda one: one[0]):
        by_side = {side: line for _, side, line in group}
        if by_side.get(0) != by_side.get(1):
            yield key, by_side.get(1, "")


def _write(connection: sa.Connection, edition: int, lines: Iterable[Line]) -> None:
    number = -1
    for number, part in enumerate(portions(lines, BLOCK)):
        _insert(connection, edition, number, part)
    if number < 0:  # an edition that differs in nothing still has its copy
        _insert(connection, edition, 0, [])


def _insert(connection: sa.Connection, edition: int, number: int, part: Sequence[Line]) -> None:
    text = "".join(f"{key}\t{line}\n" for key, line in part)
    content = zlib.compress(text.encode("ascii"), 6)
    connection.execute(sa.insert(_COPY).values(edition=edition, number=number, content=content))


def first_kept(connection: sa.Connection) -> int | None:
    """The number of the earliest edition of which there is a copy."""
    found = connection.execute(sa.select(sa.func.min(_COPY.c.edition))).scalar()
    return None if found is None else int(found)


def forget_before(connection: sa.Connection, edition: int) -> None:
    """Let the copies of earlier editions go; later ones stay whole."""
    begun = 0  # no edition has this number
    _write(connection, begun, _lines_at(connection, edition))
    connection.execute(sa.delete(_COPY).where(_COPY.c.edition.between(1, edition)))
    connection.execute(sa.update(_COPY).where(_COPY.c.edition == begun).values(edition=edition))


def erase(connection: sa.Connection, report_id: str) -> None:
    """Take a report out of every copy, for good."""
    rows = sa.select(_COPY.c.edition, _COPY.c.number).order_by(_COPY.c.edition, _COPY.c.number)
    for edition, number in connection.execute(rows).all():
        lines = list(_block(connection, edition, number))
        kept = [one for one in lines if not one[0].startswith(f"{report_id} ")]
        if len(kept) < len(lines):
            here = (_COPY.c.edition == edition) & (_COPY.c.number == number)
            connection.execute(sa.delete(_COPY).where(here))
            _insert(connection, edition, number, kept)


# ------------------------------------------------------------------- reading


def lines_at(connection: sa.Connection, edition: int) -> Iterator[tuple[str, bool]]:
    """The lines of an edition, veiled by what holds now; and whether each is as it was."""
    rules, silent = in_force(connection), facts_only(connection)
    lines = _lines_at(connection, edition)
    if not rules and not silent:
        yield from ((line, True) for _, line in lines)
        return

    @cache
    def names_of(place_id: str) -> tuple[str, ...]:
        place = tables.places.c
        found = connection.execute(sa.select(place.names).where(place.id == place_id)).scalars()
        return tuple(dict.fromkeys(name for names in found for name in names))

    for _, group in itertools.groupby(lines, key=lambda one: one[0].split(" ")[0]):
        part = [line for _, line in group]
        told = [event_in(line, names_of) for line in part]
        veils = _veils_of_copy(connection, [event for event, _, _ in told], rules)
        for line, (event, report, date) in zip(part, told, strict=True):
            hides_words = report["source"] in silent and bool(event.passage.text)
            if not veils and not hides_words:
                yield line, True
                continue
            now = veiled(event, veils)
            now = _without_words(now) if hides_words else now
            about = {**report, "link": ""} if veils else report
            new = line_of(now, about, date)
            yield new, new == line


def _veils_of_copy(
    connection: sa.Connection, copied: Sequence[Event], rules: Sequence[SafetyRule]
) -> Veils:
    """The veils of the events of one report in a copy: by themselves, and by what is there now."""
    current = with_joined(connection, [copied[0].report_id]) if rules else []
    groups = groups_of(connection, [event.id for event in current])
    both = [[*ids, *(f"{one}{_NOW}" for one in ids)] for ids in groups]
    alone = {event.id for event in copied} - {one for ids in groups for one in ids}
    both += [[one, f"{one}{_NOW}"] for one in sorted(alone)]
    doubled = [
        replace(rule, value=f"{rule.value}{_NOW}")
        for rule in rules
        if rule.scope is SafetyScope.EVENT
    ]
    renamed = [replace(event, id=f"{event.id}{_NOW}") for event in current]
    return Veils.of([*copied, *renamed], [*rules, *doubled], both)


def _lines_at(connection: sa.Connection, edition: int) -> Iterator[Line]:
    """The lines of an edition as they were kept, sorted by key."""
    query = sa.select(_COPY.c.edition).where(_COPY.c.edition <= edition).distinct()
    kept = sorted(connection.execute(query).scalars(), reverse=True)
    streams = [_stream(connection, one, rank) for rank, one in enumerate(kept)]
    for key, group in itertools.groupby(heapq.merge(*streams), key=lambda one: one[0]):
        line = next(group)[2]  # of the latest edition that says anything of it
        if line:
            yield key, line


def _stream(connection: sa.Connection, edition: int, rank: int) -> Iterator[tuple[str, int, str]]:
    query = sa.select(_COPY.c.number).where(_COPY.c.edition == edition).order_by(_COPY.c.number)
    for number in connection.execute(query).scalars().all():
        yield from ((key, rank, line) for key, line in _block(connection, edition, number))


def _block(connection: sa.Connection, edition: int, number: int) -> Iterator[Line]:
    here = (_COPY.c.edition == edition) & (_COPY.c.number == number)
    content = connection.execute(sa.select(_COPY.c.content).where(here)).scalar_one()
    for row in zlib.decompress(content).decode("ascii").splitlines():
        key, _, line = row.partition("\t")
        yield key, line
