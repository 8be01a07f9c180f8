"""An import from the first look at the file to the last row."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from geodata.gazetteer import Gazetteer
from geodata.importing.converting import Converter, Told
from geodata.importing.csv_records import Record, Refusal
from geodata.importing.opening import Survey, survey
from geodata.importing.own_exports import EVENTS_A_BATCH, UNUSABLE, OwnMaker, own_events
from geodata.importing.own_exports import Told as OwnTold
from geodata.importing.placing import CellError, Placer
from geodata.importing.planning import Block, Plan, opened_blocks, opened_rows, planned
from geodata.importing.rejections import Rejections, beside
from geodata.importing.results import Choices, ImportResult, Preview, Progress
from geodata.storage import EventStore
from geodata.storage.collecting import without_collecting
from geodata.storage.imports import Batch, ImportBook, KnownRow

Opened = Callable[[], Gazetteer]
ROWS_A_BATCH: Final = 10_000
CHARACTERS_A_BATCH: Final = 20_000_000
_SAMPLES: Final = 5
_CHANGED: Final = (
    "the event is there already, from {}, with other content: import the file with --update to "
    "take over what it says now"
)


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
    opened = _opener(gazetteer)
    plan = planned(found, choices, opened)
    run = _import_own if plan.is_own else _import_rows
    rejections = Rejections(rejected or beside(path))
    book = store.imports
    key, continued = book.begin(
        name=found.name,
        file_hash=found.digest,
        layout=plan.layout.name,
        source=choices.source or plan.layout.source,
        by=by,
    )
    tally = _Tally()
    try:
        with without_collecting():
            run(found, plan, book, choices, opened, rejections, tally, key, progress, by)
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
        notes=(*plan.notes, *_noted(tally)),
    )


def run_preview(
    path: Path, choices: Choices, *, name: str | None, gazetteer: Gazetteer | None
) -> Preview:
    """See geodata.importing.preview_events."""
    found = survey(path, name or path.name, _silent)
    opened = _opener(gazetteer)
    plan = planned(found, choices, opened)
    samples: list[tuple[int, str, str, str]] = []
    if not plan.is_own:
        converter = _converter(found, plan, choices, opened)
        with opened_rows(found, plan) as rows:
            for row in itertools.islice(rows, 50):
                if isinstance(row, Refusal) or len(samples) == _SAMPLES:
                    continue
                try:
                    samples.append(converter.summary(converter.told([row])[0]))
                except CellError:
                    continue
    return Preview(
        layout=plan.layout.name,
        encoding=found.encoding.removesuffix("-sig"),
        delimiter=plan.delimiter,
        columns=plan.layout.columns,
        mapping=dict(plan.layout.mapping),
        samples=tuple(samples),
        notes=plan.notes,
    )


def _import_rows(
    found: Survey,
    plan: Plan,
    book: ImportBook,
    choices: Choices,
    opened: Opened,
    rejections: Rejections,
    tally: _Tally,
    key: int,
    progress: Progress,
    by: str,
) -> None:
    converter = _converter(found, plan, choices, opened)
    done = 0
    with (
        opened_blocks(found, plan) as blocks,
        _Pipeline(converter, book, choices, rejections, tally, key, by) as pipeline,
    ):
        for rows, characters in _batches(blocks):
            pipeline.take(rows)
            gc.collect(0)  # only what is new: else cycles would pile up as long as the file is
            done += characters
            progress(f"Importing {found.name}", min(0.99, done / max(1, found.size)))


def _import_own(
    found: Survey,
    plan: Plan,
    book: ImportBook,
    choices: Choices,
    opened: Opened,
    rejections: Rejections,
    tally: _Tally,
    key: int,
    progress: Progress,
    by: str,
) -> None:
    events = own_events(found, plan)
    done = 0
    while batch := list(itertools.islice(events, EVENTS_A_BATCH)):
        for refusal in (one for one in batch if isinstance(one, Refusal)):
            _refuse(refusal, rejections, tally)
        told = {str(one.facts.get("event_id")): one for one in batch if isinstance(one, OwnTold)}
        known = book.known(told)
        changed = {
            name: row.event_key
            for name, row in known.items()
            if row.content_hash not in (None, told[name].content_hash) and choices.update
        }
        report_ids = {str(one.facts.get("report_id")) for one in told.values()}
        maker = OwnMaker(key, book.report_texts(report_ids), changed, opened)
        for event_id, one in told.items():
            there = known.get(event_id)
            if there is not None and event_id not in changed:
                if there.content_hash in (None, one.content_hash):
                    tally.known += one.rows
                    tally.rows += one.rows
                else:
                    row = Refusal(one.line, _CHANGED.format("an earlier import"), "id", event_id)
                    _refuse(row, rejections, tally)
                continue
            try:
                maker.add(one)
            except UNUSABLE as error:
                _refuse(Refusal(one.line, str(error), "", event_id[:80]), rejections, tally)
                continue
            tally.rows += one.rows
            if event_id in changed:
                tally.updated += one.rows
            else:
                tally.added += one.rows
        maker.close()
        tally.unplaced += maker.unplaced
        book.add(key, maker.batch, tally.counts, by=by)
        done += sum(len(str(one)) for one in batch)
        progress(f"Importing {found.name}", min(0.99, done / max(1, found.size)))


class _Pipeline:
    """Batches on their way into the store: one is written while the next is made.

    Args:
        converter: makes them.
        key: of the import in the ledger.
    """

    def __init__(
        self,
        converter: Converter,
        book: ImportBook,
        choices: Choices,
        rejections: Rejections,
        tally: _Tally,
        key: int,
        by: str,
    ) -> None:
        self._converter = converter
        self._book = book
        self._updates = choices.update
        self._rejections = rejections
        self._tally = tally
        self._key = key
        self._by = by
        self._thread = ThreadPoolExecutor(1, "gazette-import") if book.takes_threads else None
        self._writing: Future[None] | None = None
        self._on_the_way: dict[str, KnownRow] = {}

    def __enter__(self) -> _Pipeline:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._wait()
        finally:
            if self._thread is not None:
                self._thread.shutdown()

    def take(self, rows: list[Record | Refusal]) -> None:
        """Store the next rows of the file; those that cannot go in are named.

        Raises:
            StoreError: these, or the rows before, could not be stored.
        """
        for row in rows:
            if isinstance(row, Refusal):
                self._refuse(row)
        told = self._converter.told([row for row in rows if isinstance(row, Record)])
        new, replaced = self._new(told)
        ready = self._converter.made(new, self._key, replaced)
        for one, error in ready.refused:
            self._refuse(self._converter.refusal(one, error))
        for one, note in ready.noted:
            self._rejections.add(self._converter.remark(one, note), "added without this position")
            self._tally.noted[note] = self._tally.noted.get(note, 0) + 1
        self._write(ready.batch, ready.unplaced)
        self._on_the_way = {
            row.event_id: KnownRow(0, self._key, row.record.line, row.content_hash) for row in new
        }

    def _new(self, told: list[Told]) -> tuple[list[Told], dict[str, int]]:
        """Rows that go in, and the keys of the events that some of them replace."""
        # Asked first: what is on the way now may be stored, or not, when the store answers.
        on_the_way = self._on_the_way
        known = self._book.known([row.event_id for row in told]) | on_the_way
        new: dict[str, Told] = {}
        replaced: dict[str, int] = {}
        for row in told:
            if (twin := new.get(row.event_id)) is not None:
                self._refuse(_repeated(row, twin.record.line, twin.content_hash))
            elif (there := known.get(row.event_id)) is None:
                new[row.event_id] = row
            elif there.import_key == self._key and there.line != row.record.line:
                self._refuse(_repeated(row, there.line or 0, there.content_hash or 0))
            elif there.content_hash == row.content_hash:
                self._tally.known += 1
                self._tally.rows += 1
            elif self._updates:
                new[row.event_id] = row
                replaced[row.event_id] = there.event_key
            else:
                self._refuse(_changed(row, there))
        return list(new.values()), replaced

    def _write(self, batch: Batch, unplaced: int) -> None:
        tally, updated = self._tally, len(batch.replaced)
        tally.added += len(batch.events) - updated
        tally.updated += updated
        tally.rows += len(batch.events)
        tally.unplaced += unplaced
        self._wait()
        counts = tally.counts
        if self._thread is None:
            self._book.add(self._key, batch, counts, by=self._by)
        else:
            self._writing = self._thread.submit(
                self._book.add, self._key, batch, counts, by=self._by
            )

    def _wait(self) -> None:
        """Until what is on the way is stored."""
        if self._writing is not None:
            self._writing.result()
            self._writing = None

    def _refuse(self, refusal: Refusal) -> None:
        _refuse(refusal, self._rejections, self._tally)


def _repeated(row: Told, line: int, content_hash: int) -> Refusal:
    if content_hash == row.content_hash:
        return Refusal(row.record.line, f"it is the same as line {line}")
    return Refusal(
        row.record.line,
        f"its id stands already in line {line}, with other content",
        "id",
        row.external_id[:80],
    )


def _changed(row: Told, there: KnownRow) -> Refusal:
    where = f"line {there.line} of an earlier import" if there.line else "the collection"
    return Refusal(
        row.record.line,
        _CHANGED.format(where),
        "id",
        row.external_id[:80],
    )


def _refuse(refusal: Refusal, rejections: Rejections, tally: _Tally) -> None:
    tally.refused += 1
    tally.rows += 1
    rejections.add(refusal)


def _converter(found: Survey, plan: Plan, choices: Choices, opened: Opened) -> Converter:
    placer = Placer(
        plan.layout.name,
        opened,
        swap=bool(choices.swap),
        keep=choices.swap is not None,
    )
    return Converter(
        plan.layout,
        placer,
        name=found.name,
        source=choices.source,
        status=choices.status.value,
        order=plan.order,
    )


def _batches(blocks: Iterator[Block]) -> Iterator[Block]:
    """Some thousand rows, fewer when they are long: memory stays bounded."""
    batch: list[Record | Refusal] = []
    size = 0
    for rows, characters in blocks:
        batch += rows
        size += characters
        if len(batch) >= ROWS_A_BATCH or size >= CHARACTERS_A_BATCH:
            yield batch, size
            batch, size = [], 0
    if batch:
        yield batch, size


def _noted(tally: _Tally) -> list[str]:
    return [
        f"In {count:,} {'row' if count == 1 else 'rows'}: {reason}."
        for reason, count in tally.noted.items()
    ]


def _opener(gazetteer: Gazetteer | None) -> Opened:
    return cache(lambda: gazetteer or Gazetteer.open())


def _silent(_doing: str, _share: float) -> None:
    return
