"""A filter as masks: one for each part, so that every facet can leave its own part out.

What is asked of the event and what is asked of its places are kept apart: one place must
meet all that is asked of places, in the box *and* of this precision.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.browse.columns import (
    ACTOR_SEPARATOR,
    CELLS,
    KINDS,
    MODALITIES,
    PRECISIONS,
    STATUSES,
    UNDATED,
    Bools,
    Columns,
    Ints,
    Words,
    cells_with,
    place_of,
    sums,
)
from geodata.browse.gathering import taken, true_in
from geodata.browse.holdings import Holdings
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter

Cells = npt.NDArray[np.int64]
_LARGE = ("events", "numbers", "pins")


@dataclass(frozen=True, slots=True)
class Bits:
    """Which events pass, eight of them to a byte."""

    packed: npt.NDArray[np.uint8]
    count: int

    @classmethod
    def of(cls, mask: Bools) -> Bits:
        """The same as a mask."""
        return cls(np.packbits(mask), len(mask))

    @property
    def mask(self) -> Bools:
        """One truth value an event, made anew."""
        return np.unpackbits(self.packed, count=self.count).view(bool)


@dataclass(frozen=True)
class Masks:
    """What passes, part by part; answers are computed when asked and then kept.

    Attributes:
        cell_parts: for each part about kind, modality or status, which cells it lets through.
        event_parts: for each other part that asks of events, which events it lets through.
        stack_parts: for each part that asks of places, which stacks it lets through.
    """

    columns: Columns
    cell_parts: dict[str, Bools]
    event_parts: dict[str, Bits]
    stack_parts: dict[str, Bools]

    def rest(self) -> None:
        """Let go of what is large and found again in a moment."""
        for name in _LARGE:
            self.__dict__.pop(name, None)

    @cached_property
    def events(self) -> Bools:
        """The events that pass."""
        return self._passing("")

    @cached_property
    def numbers(self) -> Ints:
        """The same as numbers, rising, so in order of date."""
        return np.flatnonzero(self.events).astype(np.int32)

    @cached_property
    def pins(self) -> Bools:
        """The pins shown: of events that pass, at places that pass."""
        return self._pins(self.events, self._stacks(""))

    @cached_property
    def piece_counts(self) -> Ints:
        """How many pins of each piece are shown."""
        return true_in(self.pins, self.columns.piece_start)

    @cached_property
    def stack_counts(self) -> Ints:
        """How many pins of each stack are shown."""
        return sums(self.piece_counts, self.columns.stack_piece)

    @cached_property
    def stack_days(self) -> tuple[Ints, Ints]:
        """For each stack the first and last day shown; UNDATED and 0 when nothing dated is."""
        columns = self.columns
        starts = columns.stack_start[:-1]
        if not len(starts):
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
        # Events stand in order of date: the first of them is the earliest.
        event = np.minimum.reduceat(
            np.where(self.pins, columns.pin_event, columns.event_count - 1), starts
        )
        first = np.where(self.stack_counts > 0, columns.first_day.take(event), UNDATED)
        return first, np.maximum.reduceat(self.pins * columns.pin_last_day, starts)

    @cached_property
    def cell_counts(self) -> Cells:
        """Events of each cell when nothing is asked of kind, modality and status."""
        cell = self.columns.cell
        rest = self._rest("")
        if rest is not None:
            cell = np.compress(rest, cell)
        return np.bincount(cell, minlength=CELLS)

    def cells(self, without: str = "") -> Bools | None:
        """The cells that pass, one part left out; None for all of them."""
        return _together(self.cell_parts, without)

    def without(self, part: str) -> Bools:
        """The events that would pass without one part."""
        in_use = (self.cell_parts, self.event_parts, self.stack_parts)
        return self._passing(part) if any(part in parts for parts in in_use) else self.events

    def numbers_without(self, part: str) -> Ints:
        """The same as numbers."""
        mask = self.without(part)
        return self.numbers if mask is self.events else np.flatnonzero(mask).astype(np.int32)

    def pins_without(self, part: str) -> tuple[Bools, Ints]:
        """The pins that would be shown without one part on places, and how many a stack."""
        if part not in self.stack_parts:
            return self.pins, self.stack_counts
        events = self._with_cells(self._asked_of_events(""), self.cells())
        pins = self._pins(events, self._stacks(part))
        return pins, sums(true_in(pins, self.columns.piece_start), self.columns.stack_piece)

    def removed(self) -> dict[str, int]:
        """How many events each part alone does not let through."""
        total = self.columns.event_count
        found = {}
        if self.cell_parts:
            by_cell = np.bincount(self.columns.cell, minlength=CELLS)
            found = {part: int(by_cell[~cells].sum()) for part, cells in self.cell_parts.items()}
        for part, bits in self.event_parts.items():
            found[part] = total - int(np.count_nonzero(bits.mask))
        for part, stacks in self.stack_parts.items():
            found[part] = total - int(np.count_nonzero(events_at(self.columns, stacks)))
        return found

    def _passing(self, without: str) -> Bools:
        return self._with_cells(self._rest(without), self.cells(without))

    def _rest(self, without: str) -> Bools | None:
        """What passes all that is not asked of cells."""
        events, stacks = self._asked_of_events(without), self._stacks(without)
        if stacks is None:
            return events
        placed = events_at(self.columns, stacks)
        return placed if events is None else events & placed

    def _with_cells(self, events: Bools | None, cells: Bools | None) -> Bools:
        if cells is None:
            return np.ones(self.columns.event_count, dtype=bool) if events is None else events
        mask = taken(cells, self.columns.cell)
        return mask if events is None else mask & events

    def _asked_of_events(self, without: str) -> Bools | None:
        wanted = {n: bits.mask for n, bits in self.event_parts.items() if n != without}
        return _together(wanted)

    def _stacks(self, without: str) -> Bools | None:
        return _together(self.stack_parts, without)

    def _pins(self, events: Bools, stacks: Bools | None) -> Bools:
        pins = taken(events, self.columns.pin_event)
        return pins if stacks is None else pins & _spread(self.columns, stacks)


def _together(parts: dict[str, Bools], without: str = "") -> Bools | None:
    """What passes all parts but one, None when there is no other."""
    masks = [mask for name, mask in parts.items() if name != without]
    if len(masks) < 2:
        return masks[0] if masks else None
    found = masks[0] & masks[1]
    for mask in masks[2:]:
        found &= mask
    return found


def masks_of(holdings: Holdings, asked: EventFilter) -> Masks:
    """The masks of a filter."""
    return Masks(
        holdings.columns,
        _cell_parts(asked),
        _event_parts(holdings, asked),
        _stack_parts(holdings, asked),
    )


def _cell_parts(asked: EventFilter) -> dict[str, Bools]:
    parts: dict[str, Bools] = {}
    if asked.kinds:
        wanted = [kind in asked.kinds or kind.family in asked.kinds for kind in KINDS]
        parts["kinds"] = cells_with(kind=wanted)
    if asked.modalities:
        parts["modalities"] = cells_with(modality=[m in asked.modalities for m in MODALITIES])
    if asked.statuses:
        parts["statuses"] = cells_with(status=[s in asked.statuses for s in STATUSES])
    return parts


def _event_parts(holdings: Holdings, asked: EventFilter) -> dict[str, Bits]:
    columns, parts = holdings.columns, dict[str, Bools]()
    if asked.text.strip():
        parts["text"] = holdings.search.mask(asked.text)
    if asked.first_day is not None or asked.last_day is not None:
        parts["days"] = _touching(columns, asked)
    if asked.actors:
        parts["actors"] = _one_of(columns.actors, asked.actors)
    if asked.sources:
        parts["sources"] = _one_of(columns.source, asked.sources)
    if asked.minimum_certainty > 0:
        # The column is rounded to 32 bits: what was given as 0.8 must pass 0.8.
        parts["minimum_certainty"] = columns.certainty >= np.float32(asked.minimum_certainty)
    return {name: Bits.of(mask) for name, mask in parts.items()}


def _touching(columns: Columns, asked: EventFilter) -> Bools:
    """Events that touch the days; they stand in order of their first day."""
    end = columns.dated_count
    if asked.last_day is not None:
        end = int(place_of(columns.first_day, asked.last_day.toordinal(), side="right"))
    mask = np.zeros(columns.event_count, dtype=bool)
    mask[:end] = True
    if asked.first_day is not None:
        first = asked.first_day.toordinal()
        before = min(end, int(place_of(columns.first_day, first)))
        np.greater_equal(columns.last_day[:before], first, out=mask[:before])
    return mask


def _one_of(words: Words, wanted: frozenset[str]) -> Bools:
    """Events that have one of the joined words."""
    hits = [not wanted.isdisjoint(value.split(ACTOR_SEPARATOR)) for value in words.values]
    found: Bools = np.array([*hits, False])[words.codes]
    return found


def _stack_parts(holdings: Holdings, asked: EventFilter) -> dict[str, Bools]:
    columns, parts = holdings.columns, dict[str, Bools]()
    if asked.place_ids:
        known: Any = np.array([*(v in asked.place_ids for v in columns.place_id.values), False])
        parts["place_ids"] = known[columns.stack_place]
    if asked.precisions:
        wanted = [precision in asked.precisions for precision in PRECISIONS]
        parts["precisions"] = np.array(wanted)[columns.stack_precision]
    if asked.regions:
        parts["regions"] = holdings.places_in(asked.regions)[columns.stack_place]
    if asked.box is not None:
        parts["box"] = stacks_in_box(columns, asked.box)
    return parts


def stacks_in_box(columns: Columns, box: BoundingBox) -> Bools:
    """Which stacks stand inside or on the edge, however often the box goes round the world."""
    mask: Bools = (columns.stack_lat >= box.south) & (columns.stack_lat <= box.north)
    width = box.east - box.west
    if width < 0:
        width = width % 360.0
    if width < 360.0:
        mask &= (columns.stack_lon - box.west) % 360.0 <= width
    return mask


def _spread(columns: Columns, stacks: Bools) -> Bools:
    """The stacks' values for each pin."""
    pins: Bools = np.repeat(stacks, np.diff(columns.stack_start))
    return pins


def events_at(columns: Columns, stacks: Bools) -> Bools:
    """Which events have a pin at one of the stacks."""
    mask = np.zeros(columns.event_count, dtype=bool)
    mask[columns.pin_event[_spread(columns, stacks)]] = True
    return mask
