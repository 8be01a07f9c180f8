"""`gazette add`: reports into the collection; what fails is said, the rest goes in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace

from geodata.cli.command import DONE, NOTHING, PARTLY
from geodata.cli.incoming import reports_of
from geodata.cli.terminal import error_line, note_line, plural, progress_line, say
from geodata.errors import DuplicateReportError, GeodataError, StoreError
from geodata.exchange import ReportText
from geodata.gazetteer import Gazetteer
from geodata.joins import add_reading
from geodata.model import Reading, Status
from geodata.pipeline import read_document
from geodata.storage import EventStore, Known

Read = Callable[[ReportText], Reading]


@dataclass(slots=True)
class Tally:
    """What came of it."""

    added: int = 0
    events: int = 0
    known: int = 0
    failed: int = 0

    def fail(self, error: GeodataError) -> None:
        """Count a report that cannot be added and say why."""
        self.failed += 1
        error_line(str(error))

    def exit_code(self) -> int:
        """DONE, PARTLY, or NOTHING when everything failed."""
        if not self.failed:
            return DONE
        return PARTLY if self.added or self.known else NOTHING

    def sentence(self) -> str:
        """The tally in one line."""
        parts = [f"Added {plural(self.added, 'report')} with {plural(self.events, 'event')}"]
        if self.known:
            parts.append(f"{self.known} {'was' if self.known == 1 else 'were'} there already")
        if self.failed:
            parts.append(f"{self.failed} could not be added")
        return "; ".join(parts) + "."


def run(asked: argparse.Namespace) -> int:
    """Add every report of every file that can be added."""
    tally = Tally()
    status = Status.ACCEPTED if asked.accept else Status.UNREVIEWED
    with EventStore.open(asked.store) as store:
        read = reader()
        for number, name in enumerate(asked.files, start=1):
            where = f"[{number}/{len(asked.files)}] {name}"
            try:
                reports = reports_of(name, asked, tally.fail, store)
            except GeodataError as error:
                tally.fail(error)
                continue
            for report in reports:
                add_one(
                    store, read, report, status=status, where=where, tally=tally,
                    anyway=asked.anyway,
                )  # fmt: skip
    say(tally.sentence())
    return tally.exit_code()


def reader(gazetteer: Gazetteer | None = None) -> Read:
    """A function that reads a report, with one gazetteer for all of them."""
    opened = gazetteer or Gazetteer.open(progress=progress_line())

    def read(report: ReportText) -> Reading:
        return read_document(report, gazetteer=opened)

    return read


def add_one(
    store: EventStore,
    read: Read,
    report: ReportText,
    *,
    status: Status,
    where: str,
    tally: Tally,
    is_demo: bool = False,
    anyway: bool = True,
    by: str = "command line",
) -> None:
    """Read and keep one report; what hinders it is said and counted.

    Args:
        store: where it goes.
        read: makes a reading of it.
        report: as the file had it.
        status: of its events.
        where: the file, for messages.
        tally: counts what comes of it.
        is_demo: whether it belongs to the demo collection.
        anyway: whether it is added also when the collection has nearly the same text.
        by: who adds it.

    Raises:
        StoreError: the store refuses writes altogether, so that going on is useless.
    """
    name = f"{where}: {report.title}" if report.title else where
    try:
        known = None if anyway else store.intake.known(report.text)
        if known is not None and known.differing:
            tally.known += 1
            note_line(f"{name}: {_nearly(known)}")
            return
        reading = read(report)
        marked = replace(reading, report=replace(reading.report, is_demo=is_demo))
        add_reading(store, marked, status=status, by=by)
    except DuplicateReportError as error:
        tally.known += 1
        note_line(f"{name}: {error}")
    except StoreError:
        raise
    except GeodataError as error:
        tally.failed += 1
        error_line(f"{name}: {error}")
    else:
        tally.added += 1
        tally.events += len(reading.events)
        left = len(reading.unplaced)
        more = f", {left} not placed" if left else ""
        note_line(f"{name}: {plural(len(reading.events), 'event')}{more}")


def _nearly(known: Known) -> str:
    """What is there already and how much differs."""
    title = f"“{known.report.title}”" if known.report.title else f"the report {known.report.id}"
    return (
        f"nearly the same text is there as {title}; {plural(known.differing, 'sentence')} "
        f"{'differs' if known.differing == 1 else 'differ'}: not added, unless with --anyway"
    )
