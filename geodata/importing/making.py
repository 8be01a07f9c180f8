"""Rows of a file made ready for the store, some thousands at a time.

This half of an import writes nothing, so a process of its own can do it while another writes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from geodata.gazetteer import Gazetteer
from geodata.importing.batch_making import Rows
from geodata.importing.converting import Converter
from geodata.importing.csv_records import Record, Refusal
from geodata.importing.opening import Survey
from geodata.importing.placing import Placer
from geodata.importing.planning import Block, Plan, opened_blocks
from geodata.importing.results import Choices
from geodata.storage.batches import Batch
from geodata.storage.known_rows import KnownRow

Opened = Callable[[], Gazetteer]
Known = Callable[[Iterable[str]], Mapping[str, KnownRow]]
CHARACTERS_A_BATCH: Final = 20_000_000
CHANGED: Final = (
    "the event is there already, from {}, with other content: import the file with --update to "
    "take over what it says now"
)


@dataclass(slots=True)
class Portion:
    """The next rows of a file, and what became of those that are not in the batch.

    Attributes:
        known: rows that are in the store as they are.
        unplaced: events of the batch without a place.
        characters: of the file that were read for it.
        refused: rows that do not go in.
        noted: rows of the batch with a remark.
    """

    batch: Batch
    known: int = 0
    unplaced: int = 0
    characters: int = 0
    refused: list[Refusal] = field(default_factory=list)
    noted: list[Refusal] = field(default_factory=list)


def portions(
    found: Survey,
    plan: Plan,
    converter: Converter,
    known: Known,
    *,
    import_key: int,
    updates: bool,
    rows_a_batch: int,
) -> Iterator[Portion]:
    """All rows of a file.

    Args:
        found: the file.
        plan: how it is read.
        converter: knows what its cells mean.
        known: tells which events the store has; all portions but the last one are stored.
        import_key: of the ledger.
        updates: whether events that the file tells differently are replaced.
        rows_a_batch: about so many rows at once.
    """
    making = _Making(converter, known, import_key, updates=updates)
    with opened_blocks(found, plan) as blocks:
        for rows, characters in _batches(blocks, rows_a_batch):
            portion = making.portion(rows)
            portion.characters = characters
            rows.clear()
            gc.collect(0)  # only what is new: else cycles would pile up as long as the file is
            yield portion


def converter_of(found: Survey, plan: Plan, choices: Choices, opened: Opened) -> Converter:
    """What makes rows of the store out of the rows of this file."""
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


def opener(gazetteer: Gazetteer | None) -> Opened:
    """Opens the gazetteer when it is needed."""
    return cache(lambda: gazetteer or Gazetteer.open())


class _Making:
    def __init__(
        self, converter: Converter, known: Known, import_key: int, *, updates: bool
    ) -> None:
        self._converter = converter
        self._known = known
        self._key = import_key
        self._updates = updates
        self._on_the_way: dict[str, KnownRow] = {}

    def portion(self, rows: list[Record | Refusal]) -> Portion:
        portion = Portion(Batch())
        records = [row for row in rows if isinstance(row, Record)]
        if len(records) < len(rows):
            portion.refused += [row for row in rows if isinstance(row, Refusal)]
        told = self._converter.told(records)
        new, replaced = self._new(told, portion)
        ready = self._converter.made(new, self._key, replaced)
        portion.batch, portion.unplaced = ready.batch, ready.unplaced
        for number, faults in ready.refused:
            portion.refused.append(self._converter.refusal(new.record(number), faults))
        for number, note in ready.noted:
            portion.noted.append(self._converter.remark(new.record(number), note))
        self._on_the_way = {
            event_id: KnownRow(0, self._key, line, content)
            for event_id, line, content in zip(
                new.event_ids, new.lines, new.content_hashes, strict=True
            )
        }
        return portion

    def _new(self, told: Rows, portion: Portion) -> tuple[Rows, dict[str, int]]:
        """Rows that go in, and the keys of the events that some of them replace."""
        # Asked first: what is on the way now may be stored, or not, when the store answers.
        known = {**self._known(told.event_ids), **self._on_the_way}
        ids = set(told.event_ids)
        if len(ids) == len(told) and ids.isdisjoint(known):
            return told, {}
        new: dict[str, int] = {}
        replaced: dict[str, int] = {}
        for number, event_id in enumerate(told.event_ids):
            line, content = told.lines[number], told.content_hashes[number]
            if (twin := new.get(event_id)) is not None:
                there = KnownRow(0, self._key, told.lines[twin], told.content_hashes[twin])
                portion.refused.append(_repeated(told, number, there))
            elif (found := known.get(event_id)) is None:
                new[event_id] = number
            elif found.import_key == self._key and found.line != line:
                portion.refused.append(_repeated(told, number, found))
            elif found.content_hash == content:
                portion.known += 1
            elif self._updates:
                new[event_id] = number
                replaced[event_id] = found.event_key
            else:
                portion.refused.append(_changed(told, number, found))
        return told.only(list(new.values())), replaced


def _repeated(told: Rows, number: int, there: KnownRow) -> Refusal:
    line = told.lines[number]
    if there.content_hash == told.content_hashes[number]:
        return Refusal(line, f"it is the same as line {there.line}")
    reason = f"its id stands already in line {there.line}, with other content"
    return Refusal(line, reason, "id", told.external_ids[number][:80])


def _changed(told: Rows, number: int, there: KnownRow) -> Refusal:
    where = f"line {there.line} of an earlier import" if there.line else "the collection"
    value = told.external_ids[number][:80]
    return Refusal(told.lines[number], CHANGED.format(where), "id", value)


def _batches(blocks: Iterator[Block], most: int) -> Iterator[Block]:
    """Some thousand rows, fewer when they are long: memory stays bounded."""
    batch: list[Record | Refusal] = []
    size = 0
    for rows, characters in blocks:
        batch += rows
        size += characters
        if len(batch) >= most or size >= CHARACTERS_A_BATCH:
            yield batch, size
            batch, size = [], 0
    if batch:
        yield batch, size
