"""An import from the first look at the file to the last row."""

from __future__ import annotations

import gc
import itertools
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from geodata.gazetteer import Gazetteer
from geodata.importing.apart import portions_apart
from geodata.importing.csv_records import Refusal
from geodata.importing.making import CHANGED, Portion, converter_of, opener, portions
from geodata.importing.opening import Survey, survey
from geodata.importing.own_exports import EVENTS_A_BATCH, UNUSABLE, OwnMaker, Told, own_events
from geodata.importing.placing import CellError
from geodata.importing.planning import Plan, opened_rows, planned
from geodata.importing.rejections import Rejections, beside
from geodata.importing.results import Choices, ImportResult, Preview, Progress
from geodata.storage import EventStore
from geodata.storage.collecting import without_collecting
from geodata.storage.imports import ImportBook

ROWS_A_BATCH: Final = 10_000
APART_FROM: Final = 4_000_000  # bytes of a file: below it starting a process costs more
_SAMPLES: Final = 5
_LOOKED_AT: Final = 50  # rows for a preview


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    added: int = 0
    known: int = 0
    updated: int = 0
    refused: int = 0
    unplaced: int = 0
    noted: dict[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """As the ledger keeps them."""
        names = ("rows", "added", "known", "updated", "refused")
        return {name: getattr(self, name) for name in names}

    @property
    def notes(self) -> list[str]:
        """What rows that went in were remarked upon, in sentences."""
        return [
            f"In {count:,} {'row' if count == 1 else 'rows'}: {reason}."
            for reason, count in self.noted.items()
        ]

    def take(self, portion: Portion) -> None:
        """Count what becomes of the rows of a portion."""
        events, updated = portion.batch["events"].count, len(portion.batch.replaced)
        self.added += events - updated
        self.updated += updated
        self.known += portion.known
        self.refused += len(portion.refused)
        self.rows += events + portion.known + len(portion.refused)
        self.unplaced += portion.unplaced
        for row in portion.noted:
            self.noted[row.reason] = self.noted.get(row.reason, 0) + 1


def run_import(
    path: Path,
    store: EventStore,
    choices: Choices,
    *,
    name: str | None,
    rejected: Path | None,
    gazetteer: Gazetteer | None,
    progress: Progress | None,
    by: str,
) -> ImportResult:
    """See geodata.importing.import_events."""
    progress = progress or _silent
    found = survey(path, name or path.name, progress)
    plan = planned(found, choices, opener(gazetteer))
    rejections = Rejections(rejected or beside(path))
    book = store.imports
    key, continued = book.begin(
        name=found.name,
        file_hash=found.digest,
        layout=plan.layout.name,
        source=choices.source or plan.layout.source,
        by=by,
    )
    run = _Run(found, plan, book, choices, gazetteer, rejections, key, progress, by)
    tally = run.tally
    try:
        with without_collecting():
            run.own() if plan.is_own else run.rows()
        book.end(key, tally.counts, by=by)
    except BaseException:
        rejections.give_up()
        raise
    progress(f"Importing {found.name}", 1.0)
    return ImportResult(
        layout=plan.layout.name,
        rows=tally.rows,
        added=tally.added,
        known=tally.known,
        updated=tally.updated,
        refused=tally.refused,
        unplaced=tally.unplaced,
        rejected=rejections.end(),
        continued=continued,
        notes=(*plan.notes, *tally.notes),
        import_id=book.id_of(key),
    )


def run_preview(
    path: Path, choices: Choices, *, name: str | None, gazetteer: Gazetteer | None
) -> Preview:
    """See geodata.importing.preview_events."""
    found = survey(path, name or path.name, _silent)
    opened = opener(gazetteer)
    plan = planned(found, choices, opened)
    samples: list[tuple[int, str, str, str]] = []
    refused: list[tuple[int, str, str]] = []
    if not plan.is_own:
        converter = converter_of(found, plan, choices, opened)
        with opened_rows(found, plan) as rows:
            for row in itertools.islice(rows, _LOOKED_AT):
                if isinstance(row, Refusal):
                    refused.append((row.line, row.column, row.reason))
                    continue
                try:
                    samples.append(converter.summary(row))
                except CellError as error:
                    column = plan.layout.mapping.get(error.faults[0].field, "")
                    refused.append((row.line, column, str(error)))
    return Preview(
        layout=plan.layout.name,
        encoding=found.encoding.removesuffix("-sig"),
        delimiter=plan.delimiter,
        columns=plan.layout.columns,
        mapping=dict(plan.layout.mapping),
        samples=tuple(samples[:_SAMPLES]),
        notes=plan.notes,
        refused=tuple(refused[:_SAMPLES]),
        asks_order=plan.order is None and bool(plan.notes),
    )


@dataclass(slots=True)
class _Run:
    """One import on its way."""

    found: Survey
    plan: Plan
    book: ImportBook
    choices: Choices
    gazetteer: Gazetteer | None
    rejections: Rejections
    key: int
    progress: Progress
    by: str
    tally: _Tally = field(default_factory=_Tally)
    done: int = 0
    begun: float = field(default_factory=time.monotonic)

    def rows(self) -> None:
        """A table or GeoJSON of others."""
        with closing(self._portions()) as found:
            for portion in found:
                self.tally.take(portion)
                named = [(row, "refused") for row in portion.refused]
                named += [(row, "added without this position") for row in portion.noted]
                for row, fate in sorted(named, key=lambda pair: pair[0].line):
                    self.rejections.add(row, fate)
                self.book.add(self.key, portion.batch, self.tally.counts, by=self.by)
                self._step(portion.characters)
                portion.batch.tables.clear()
                gc.collect(0)

    def _portions(self) -> Generator[Portion]:
        """Made here, or by another process where the file is large enough for that to pay."""
        found, plan, choices, file = self.found, self.plan, self.choices, self.book.file
        if file is not None and self.gazetteer is None and found.size >= APART_FROM:
            yield from portions_apart(
                found, plan, choices, file, import_key=self.key, rows_a_batch=ROWS_A_BATCH
            )
            return
        converter = converter_of(found, plan, choices, opener(self.gazetteer))
        yield from portions(
            found, plan, converter, self.book.known, import_key=self.key,
            updates=choices.update, rows_a_batch=ROWS_A_BATCH,
        )  # fmt: skip

    def own(self) -> None:
        """An export of Gazette."""
        events = own_events(self.found, self.plan)
        while batch := list(itertools.islice(events, EVENTS_A_BATCH)):
            for refusal in (one for one in batch if isinstance(one, Refusal)):
                self._refuse(refusal)
            self._own({one.event_id: one for one in batch if isinstance(one, Told)})
            self._step(sum(len(str(one)) for one in batch))

    def _own(self, told: dict[str, Told]) -> None:
        tally, known = self.tally, self.book.known(told)
        changed = {
            name: row.event_key
            for name, row in known.items()
            if row.content_hash not in (None, told[name].content_hash) and self.choices.update
        }
        report_ids = {str(one.facts.get("report_id")) for one in told.values()}
        texts = self.book.report_texts(report_ids)
        maker = OwnMaker(self.key, texts, changed, opener(self.gazetteer))
        for event_id, one in told.items():
            there = known.get(event_id)
            if there is not None and event_id not in changed:
                if there.content_hash in (None, one.content_hash):
                    tally.known += one.rows
                    tally.rows += one.rows
                else:
                    reason = CHANGED.format("an earlier import")
                    self._refuse(Refusal(one.line, reason, "id", event_id))
                continue
            try:
                maker.add(one)
            except UNUSABLE as error:
                self._refuse(Refusal(one.line, str(error), "", event_id[:80]))
                continue
            tally.rows += one.rows
            if event_id in changed:
                tally.updated += one.rows
            else:
                tally.added += one.rows
        tally.unplaced += maker.unplaced
        self.book.add(self.key, maker.batch(), tally.counts, by=self.by)

    def _refuse(self, refusal: Refusal) -> None:
        self.tally.refused += 1
        self.tally.rows += 1
        self.rejections.add(refusal)

    def _step(self, characters: int) -> None:
        self.done += characters
        share = min(0.99, self.done / max(1, self.found.size))
        rate = self.tally.rows / max(0.001, time.monotonic() - self.begun)
        said = f"{self.tally.rows:,} rows, {rate:,.0f} a second"
        self.progress(f"Importing {self.found.name}: {said}", share)


def _silent(_doing: str, _share: float) -> None:
    return
