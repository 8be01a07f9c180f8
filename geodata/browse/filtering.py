"""A filter as masks: one for each part, so that every facet can leave its own part out."""

from __future__ import annotations

from dataclasses import dataclass
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
    Words,
)
from geodata.browse.search import TextSearch
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter


@dataclass(frozen=True, slots=True)
class Masks:
    """What passes, part by part.

    Attributes:
        parts: for each part in use, which events it lets through.
        failing: for each event, how many parts refuse it.
        pins: which pins are shown: of events that pass, at places that pass.
        pins_without_place: pins that pass what is asked of places, the place ids left out.
        kept: event numbers that were asked for, by the part left out.
    """

    parts: dict[str, Bools]
    failing: np.typing.NDArray[np.uint8]
    events: Bools
    pins: Bools
    pins_without_place: Bools
    kept: dict[str, Longs]

    def without(self, part: str) -> Bools:
        """The events that would pass without one part."""
        if part not in self.parts:
            return self.events
        passing: Bools = (self.failing == 0) | ((self.failing == 1) & ~self.parts[part])
        return passing

    def numbers(self, without: str = "") -> Longs:
        """The same as numbers of events: gathering by them is far quicker than by a mask."""
        part = without if without in self.parts else ""
        if part not in self.kept:
            mask = self.without(part) if part else self.events
            self.kept[part] = np.flatnonzero(mask)
        return self.kept[part]


def masks_of(columns: Columns, search: TextSearch, asked: EventFilter) -> Masks:
    """The masks of a filter."""
    parts = _event_parts(columns, search, asked)
    stacks = _stack_parts(columns, asked)
    pins = np.ones(len(columns.pin_event), dtype=bool)
    pins_without_place = pins
    for name, stack_mask in stacks.items():
        pin_mask = stack_mask[columns.pin_stack]
        pins = pins & pin_mask
        if name != "place_ids":
            pins_without_place = pins_without_place & pin_mask
        parts[name] = _events_with(columns, pin_mask)
    if len(stacks) > 1:
        # One place must meet them all: in the box *and* of this precision.
        together = _events_with(columns, pins)
        last = list(stacks)[-1]
        others = np.logical_and.reduce([parts[name] for name in stacks if name != last])
        parts[last] = np.where(others, together, parts[last])
    failing = np.zeros(columns.event_count, dtype=np.uint8)
    for mask in parts.values():
        failing += ~mask
    events = failing == 0
    shown = pins & events[columns.pin_event]
    return Masks(parts, failing, events, shown, pins_without_place, {})


def _event_parts(columns: Columns, search: TextSearch, asked: EventFilter) -> dict[str, Bools]:
    parts: dict[str, Bools] = {}
    if asked.text.strip():
        parts["text"] = search.mask(asked.text)
    if asked.kinds:
        wanted = [kind in asked.kinds or kind.family in asked.kinds for kind in KINDS]
        parts["kinds"] = np.array(wanted)[columns.kind]
    if asked.first_day is not None or asked.last_day is not None:
        parts["days"] = _touching(columns, asked)
    if asked.modalities:
        parts["modalities"] = np.isin(MODALITIES, list(asked.modalities))[columns.modality]
    if asked.actors:
        parts["actors"] = _one_of(columns.actors, asked.actors, joined=True)
    if asked.sources:
        parts["sources"] = _one_of(columns.source, asked.sources, joined=True)
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


def _one_of(words: Words, wanted: frozenset[str], *, joined: bool = False) -> Bools:
    """Events whose word is wanted; of joined words one is enough."""
    if joined:
        hits = [not wanted.isdisjoint(value.split(ACTOR_SEPARATOR)) for value in words.values]
    else:
        hits = [value in wanted for value in words.values]
    return np.array([*hits, False])[words.codes]


def _stack_parts(columns: Columns, asked: EventFilter) -> dict[str, Bools]:
    parts: dict[str, Bools] = {}
    if asked.place_ids:
        known: Any = np.array([*(v in asked.place_ids for v in columns.place_id.values), False])
        parts["place_ids"] = known[columns.stack_place]
    if asked.precisions:
        parts["precisions"] = np.isin(PRECISIONS, list(asked.precisions))[columns.stack_precision]
    if asked.box is not None:
        parts["box"] = stacks_in_box(columns, asked.box)
    return parts


def stacks_in_box(columns: Columns, box: BoundingBox) -> Bools:
    """Which stacks stand inside or on the edge; west may exceed east."""
    mask: Bools = (columns.stack_lat >= box.south) & (columns.stack_lat <= box.north)
    if box.west <= box.east:
        mask &= (columns.stack_lon >= box.west) & (columns.stack_lon <= box.east)
    else:
        mask &= (columns.stack_lon >= box.west) | (columns.stack_lon <= box.east)
    return mask


def _events_with(columns: Columns, pins: Bools) -> Bools:
    mask = np.zeros(columns.event_count, dtype=bool)
    mask[columns.pin_event[pins]] = True
    return mask
