"""Columns out of the facts of an event table: pins, pieces of rings and stacks."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geodata.browse import mercator
from geodata.browse.columns import (
    BOUNDS,
    PRECISIONS,
    SHARE_OF_CELL,
    UNDATED,
    Columns,
    Floats,
    Ints,
    Small,
    Words,
)
from geodata.browse.facts import Facts, facts_of
from geodata.partial_date import Bound

MOST_RANK = 127
_ON = BOUNDS.index(Bound.ON)


def columns_of(table: pa.Table) -> Columns:
    """The columns of an event table; the rows of an event stand together."""
    return columns_from(facts_of(table))


def columns_from(facts: Facts) -> Columns:
    """The columns of what was read or patched."""
    first_row = np.concatenate([[0], np.cumsum(facts.lengths)]).astype(np.int32)
    pins = _sorted_pins(facts)
    rows = pins.stack_row
    place_id, lat, lon = facts.place_id, facts.lat, facts.lon
    stack_place = place_id.codes[rows].astype(np.int32)
    place_row = np.full(len(place_id.values), -1, dtype=np.int32)
    place_row[stack_place[::-1]] = rows[::-1]
    several_pin, several_rank = _several(pins.event)
    imprecise = np.flatnonzero(
        (facts.first_day != UNDATED) & ((facts.first_day != facts.last_day) | (facts.bound != _ON))
    )
    pin_stack = np.repeat(
        np.arange(len(rows), dtype=np.int32), np.diff(pins.piece_start[pins.stack_piece])
    )
    odd = _odd_rows(facts, pins)
    return Columns(
        pages=facts.pages,
        stored=_thin(facts.stored),
        cell=facts.cell,
        first_day=facts.first_day,
        last_day=facts.last_day,
        certainty=facts.certainty,
        source=facts.source,
        actors=facts.actors,
        speaker=facts.speaker,
        first_row=first_row,
        imprecise=imprecise.astype(np.int32),
        imprecise_bound=facts.bound[imprecise],
        row_stack=pins.row_stack,
        said=facts.said,
        place_name=facts.place_name,
        place_label=facts.place_label,
        place_id=place_id,
        country=facts.country,
        odd_row=odd,
        odd_lat=lat[odd],
        odd_lon=lon[odd],
        odd_radius_km=facts.radius_km[odd],
        place_row=place_row,
        pin_event=pins.event,
        pin_last_day=np.where(facts.last_day == UNDATED, 0, facts.last_day)[pins.event],
        several_pin=several_pin,
        several_stack=pin_stack[several_pin],
        several_rank=several_rank,
        piece_start=pins.piece_start,
        piece_stack=pin_stack[pins.piece_start[:-1]],
        piece_share=pins.piece_share,
        stack_piece=pins.stack_piece,
        stack_row=rows,
        stack_x=mercator.x_of(lon[rows]),
        stack_y=mercator.y_of(lat[rows]),
        stack_lat=lat[rows],
        stack_lon=lon[rows],
        stack_radius_km=facts.radius_km[rows],
        stack_precision=facts.precision[rows],
        stack_place=stack_place,
        stack_hash=_stack_hashes(place_id, rows, lat, lon, facts.precision),
    )


def _thin(stored: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    is_small = not len(stored) or int(stored.max()) < np.iinfo(np.int32).max
    return stored.astype(np.int32) if is_small else stored


@dataclass(frozen=True, slots=True)
class _Pins:
    event: Ints
    piece_start: Ints
    piece_share: Small
    stack_piece: Ints
    stack_row: Ints
    row_stack: Ints


def _sorted_pins(facts: Facts) -> _Pins:
    row_stack, stack_row = _stacks(facts)
    rows = np.flatnonzero(row_stack >= 0)
    event_of_row = np.repeat(np.arange(len(facts.lengths), dtype=np.int32), facts.lengths)
    event = event_of_row[rows]
    piece = row_stack[rows].astype(np.int64) * 16 + SHARE_OF_CELL[facts.cell][event]
    order = _rising(piece)  # rows are in order of date already
    piece, event = piece[order], event[order]
    # An event that names one place twice stands there once.
    once = np.ones(len(rows), dtype=bool)
    once[1:] = (piece[1:] != piece[:-1]) | (event[1:] != event[:-1])
    piece, event = piece[once], event[once]
    starts = np.flatnonzero(np.diff(piece, prepend=-1))
    of_stack = piece[starts] >> 4
    return _Pins(
        event=event,
        piece_start=np.append(starts, len(piece)).astype(np.int32),
        piece_share=(piece[starts] & 15).astype(np.int8),
        stack_piece=np.searchsorted(of_stack, np.arange(len(stack_row) + 1)).astype(np.int32),
        stack_row=stack_row,
        row_stack=row_stack,
    )


def _rising(values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The stable order of numbers from 0; numpy sorts 16 bits at a time in one pass."""
    order: npt.NDArray[np.int64] = np.argsort((values & 0xFFFF).astype(np.uint16), kind="stable")
    top, shift = int(values.max(initial=0)), 16
    while top >> shift:
        part = (values >> shift & 0xFFFF).astype(np.uint16)
        order = order.take(np.argsort(part.take(order), kind="stable"))
        shift += 16
    return np.asarray(order, dtype=np.int64)


def _stacks(facts: Facts) -> tuple[Ints, Ints]:
    """The stack of each row along the Morton curve, -1 for none, and of each its first row."""
    row_stack = _found_stacks(facts) if facts.row_stack is None else facts.row_stack
    rows = np.flatnonzero(row_stack >= 0).astype(np.int32)
    of_rows = row_stack[rows]
    stack_row = np.full(int(row_stack.max(initial=-1)) + 1, -1, dtype=np.int32)
    stack_row[of_rows[::-1]] = rows[::-1]
    if (stack_row >= 0).all():
        return row_stack, stack_row
    # A patch may leave stacks without any row.
    is_used = stack_row >= 0
    renumbered = np.append(np.cumsum(is_used, dtype=np.int32) - 1, np.int32(-1))
    return renumbered[row_stack], stack_row[is_used]


def _found_stacks(facts: Facts) -> Ints:
    rows = np.flatnonzero(np.isfinite(facts.lat)).astype(np.int32)
    row_stack = np.full(len(facts.lat), -1, dtype=np.int32)
    if not len(rows):
        return row_stack
    code = mercator.morton(mercator.x_of(facts.lon[rows]), mercator.y_of(facts.lat[rows]))
    what = stack_kinds(facts.place_id.codes[rows], facts.precision[rows])
    order = np.lexsort((what, code))
    code, what = code[order], what[order]
    is_start = np.ones(len(rows), dtype=bool)
    is_start[1:] = (code[1:] != code[:-1]) | (what[1:] != what[:-1])
    row_stack[rows[order]] = np.cumsum(is_start) - 1
    return row_stack


def stack_kinds(place: npt.NDArray[Any], precision: Small) -> npt.NDArray[np.int64]:
    """What tells stacks of one position apart, in the order they have there."""
    return place.astype(np.int64) * len(PRECISIONS) + precision


def _odd_rows(facts: Facts, pins: _Pins) -> npt.NDArray[np.int64]:
    """Rows of another radius than the first of their stack, or a centimetre beside it."""
    rows = np.flatnonzero(pins.row_stack >= 0)
    first = pins.stack_row[pins.row_stack[rows]]
    is_odd = facts.radius_km[rows] != facts.radius_km[first]
    for values in (facts.lat, facts.lon):
        is_odd |= values[rows] != values[first]
    return rows[np.flatnonzero(is_odd)]


def _several(event: Ints) -> tuple[Ints, Small]:
    """The pins of events with more than one, event by event, and their rank in it."""
    several = np.flatnonzero(np.bincount(event)[event] > 1) if len(event) else event
    by_event = several[np.argsort(event[several], kind="stable")].astype(np.int32)
    sorted_event = event[by_event]
    edges = np.flatnonzero(np.diff(sorted_event, prepend=-1))
    lengths = np.diff(edges, append=len(by_event))
    rank = np.arange(len(by_event)) - np.repeat(edges, lengths)
    return by_event, np.minimum(rank, MOST_RANK).astype(np.int8)


def _stack_hashes(
    place_id: Words, rows: Ints, lat: Floats, lon: Floats, precision: Small
) -> npt.NDArray[np.uint64]:
    """64 bits from place, position and precision: the same after every restart."""
    if not len(rows):
        return np.zeros(0, dtype=np.uint64)
    by_code = np.array([zlib.crc32(v.encode("utf-8", "replace")) for v in place_id.values])
    with np.errstate(over="ignore"):
        value = by_code[place_id.codes[rows]].astype(np.uint64)
        for part in (
            lat[rows].view(np.uint64),
            lon[rows].view(np.uint64),
            precision[rows].astype(np.uint64),
        ):
            value = _mixed(value ^ part)
    return value


def _mixed(value: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """SplitMix64's finaliser (Steele, Lea and Flood, 2014)."""
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
