"""A filter as masks: one for each part, so that every facet can leave its own part out.

What is asked of the event and what is asked of its places are kept apart: one place must
meet all that is asked of places, in the box *and* of this precision.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from geodata.browse.clustering import Longs
from geodata.browse.columns import (
    ACTOR_SEPARATOR,
    KINDS,
    MODALITIES,
    PRECISIONS,
    STATUSES,
    UNDATED,
    Bools,
    Columns,
    Ints,
    Words,
    pins_a_stack,
)
from geodata.browse.holdings import Holdings
from geodata.browse.regions import LEVELS
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter


@dataclass(frozen=True)
class Masks:
    """What passes, part by part; answers are computed when asked and then kept.

    Attributes:
        event_parts: for each part that asks of events, which events it lets through.
        stack_parts: for each part that asks of places, which stacks it lets through.
    """

    columns: Columns
    event_parts: dict[str, Bools]
    stack_parts: dict[str, Bools]
    _kept: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def events(self) -> Bools:
        """The events that pass."""
        return self._with_places(self._failing == 0, self._stacks())

    @cached_property
    def pins(self) -> Bools:
        """The pins shown: of events that pass, at places that pass."""
        return self._pins(self.events, self._stacks())

    @cached_property
    def stack_counts(self) -> Ints:
        """How many pins of each stack are shown."""
        return pins_a_stack(self.columns, self.pins)

    @cached_property
    def _failing(self) -> np.typing.NDArray[np.uint8]:
        """For each event how many of the event parts refuse it."""
        failing = np.zeros(self.columns.event_count, dtype=np.uint8)
        for mask in self.event_parts.values():
            failing += ~mask
        return failing

    def _stacks(self, without: str = "") -> Bools | None:
        """The stacks that pass, None when nothing is asked of places."""
        masks = [mask for name, mask in self.stack_parts.items() if name != without]
        return np.logical_and.reduce(masks) if masks else None

    def _pins(self, events: Bools, stacks: Bools | None) -> Bools:
        pins: Bools = events[self.columns.pin_event]
        return pins if stacks is None else pins & _spread(self.columns, stacks)

    def _with_places(self, events: Bools, stacks: Bools | None) -> Bools:
        return events if stacks is None else events & events_at(self.columns, stacks)

    def without(self, part: str) -> Bools:
        """The events that would pass without one part."""
        if part in self.event_parts:
            mask = self._failing <= 1
            mask &= (self._failing == 0) | ~self.event_parts[part]
            return self._with_places(mask, self._stacks())
        if part in self.stack_parts:
            return self._with_places(self._failing == 0, self._stacks(without=part))
        return self.events

    def pins_without(self, part: str) -> tuple[Bools, Ints]:
        """The pins that would be shown without one part on places, and how many a stack."""
        if part not in self.stack_parts:
            return self.pins, self.stack_counts
        pins = self._pins(self._failing == 0, self._stacks(without=part))
        return pins, pins_a_stack(self.columns, pins)

    def numbers(self, without: str = "") -> Longs:
        """Numbers of the events that pass: gathering by them is far quicker than by a mask."""
        part = without if without in self.event_parts or without in self.stack_parts else ""
        if part not in self._kept:
            self._kept[part] = np.flatnonzero(self.without(part) if part else self.events)
        found: Longs = self._kept[part]
        return found

    def removed(self) -> dict[str, int]:
        """How many events each part alone does not let through."""
        found = {part: int((~mask).sum()) for part, mask in self.event_parts.items()}
        for part, stacks in self.stack_parts.items():
            found[part] = int((~events_at(self.columns, stacks)).sum())
        return found


def masks_of(holdings: Holdings, asked: EventFilter) -> Masks:
    """The masks of a filter."""
    return Masks(holdings.columns, _event_parts(holdings, asked), _stack_parts(holdings, asked))


def _event_parts(holdings: Holdings, asked: EventFilter) -> dict[str, Bools]:
    columns, parts = holdings.columns, dict[str, Bools]()
    if asked.text.strip():
        parts["text"] = holdings.search.mask(asked.text)
    if asked.kinds:
        wanted = [kind in asked.kinds or kind.family in asked.kinds for kind in KINDS]
        parts["kinds"] = np.array(wanted)[columns.kind]
    if asked.first_day is not None or asked.last_day is not None:
        parts["days"] = _touching(columns, asked)
    if asked.modalities:
        parts["modalities"] = np.isin(MODALITIES, list(asked.modalities))[columns.modality]
    if asked.actors:
        parts["actors"] = _one_of(columns.actors, asked.actors)
    if asked.sources:
        parts["sources"] = _one_of(columns.source, asked.sources)
    if asked.statuses:
        parts["statuses"] = np.isin(STATUSES, list(asked.statuses))[columns.status]
    if asked.minimum_certainty > 0:
        # The column is rounded to 32 bits: what was given as 0.8 must pass 0.8.
        parts["minimum_certainty"] = columns.certainty >= np.float32(asked.minimum_certainty)
    return parts


def _touching(columns: Columns, asked: EventFilter) -> Bools:
    mask: Bools = columns.first_day != UNDATED
    if asked.first_day is not None:
        mask &= columns.last_day >= asked.first_day.toordinal()
    if asked.last_day is not None:
        mask &= columns.first_day <= asked.last_day.toordinal()
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
        parts["precisions"] = np.isin(PRECISIONS, list(asked.precisions))[columns.stack_precision]
    if asked.regions:
        wanted = np.array([*(v in asked.regions for v in holdings.regions.ids), False])
        hits = wanted[holdings.regions.of_place].reshape(-1, LEVELS)
        parts["regions"] = np.logical_or.reduce(hits, axis=1)[columns.stack_place]
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
