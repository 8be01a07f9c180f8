"""Rows of a file made ready for the store, some thousands at a time.

This half of an import writes nothing, so a process of its own can do it while another writes.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, repeat
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
ON_THE_WAY: Final = 4  # portions that may be made and not yet stored
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
        known: tells which events the store has; the last ON_THE_WAY portions may be missing.
        import_key: of the ledger.
        updates: whether events that the file tells differently are replaced.
        rows_a_batch: about so many rows at once.
    """
    making = _Making(converter, known, import_key, updates=updates)
    with opened_blocks(found, plan) as blocks:
        # The first ones are small: whoever stores them need not wait long for a beginning.
        sizes = chain((rows_a_batch // 4, rows_a_batch // 2), repeat(rows_a_batch))
        for rows, characters in _batches(blocks, sizes):
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
        self._on_the_way: deque[dict[str, tuple[int, int]]] = deque(maxlen=ON_THE_WAY)

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
        sent = zip(new.event_ids, zip(new.lines, new.content_hashes, strict=True), strict=True)
        self._on_the_way.append(dict(sent))
        return portion

    def _new(self, told: Rows, portion: Portion) -> tuple[Rows, dict[str, int]]:
        """Rows that go in, and the keys of the events that some of them replace."""
        # Asked first: what is on the way now may be stored, or not, when the store answers.
        known = dict(self._known(told.event_ids))
        ids = set(told.event_ids)
        for portion_of in self._on_the_way:
            for event_id in ids & portion_of.keys():
                known[event_id] = KnownRow(0, self._key, *portion_of[event_id])
        if len(ids) == len(told) and not known:
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


def _batches(blocks: Iterator[Block], sizes: Iterator[int]) -> Iterator[Block]:
    """Some thousand rows, fewer when they are long: memory stays bounded."""
    batch: list[Record | Refusal] = []
    size, most = 0, next(sizes)
    for rows, characters in blocks:
        batch += rows
        size += characters
        if len(batch) >= most or size >= CHARACTERS_A_BATCH:
            yield batch, size
            batch, size, most = [], 0, next(sizes)
    if batch:
        yield batch, size
