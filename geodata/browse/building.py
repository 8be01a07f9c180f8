"""Columns out of an event table."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse import mercator
from geodata.browse.columns import (
    KINDS,
    MODALITIES,
    PRECISIONS,
    SHARE_OF,
    STATUSES,
    UNDATED,
    Bools,
    Columns,
    Floats,
    Ints,
    Small,
    Words,
)
from geodata.partial_date import Bound

PAGE_FIELDS = [
    "event_id", "report_id", "title", "passage", "is_demo",
    "date_precision", "approximate", "year", "month", "day", "bound",
]  # fmt: skip
_EVENT_FIELDS = [
    *PAGE_FIELDS, "kind", "modality", "status", "first_day", "last_day", "certainty",
    "source", "actors", "speaker",
]  # fmt: skip
MOST_RANK = 127


def columns_of(table: pa.Table) -> Columns:
    """The columns of an event table; the rows of an event stand together.

    Events of the same days keep the order of the table.
    """
    table = table.unify_dictionaries().combine_chunks()
    first_row = _first_rows(table["event_id"])
    first_day = _numbers(_at(table["first_day"], first_row[:-1]), UNDATED, np.int32)
    last_day = _numbers(_at(table["last_day"], first_row[:-1]), UNDATED, np.int32)
    order = np.argsort(first_day.astype(np.int64) << 32 | last_day, kind="stable")
    first_day, last_day = first_day[order], last_day[order]
    events = table.select(_EVENT_FIELDS).take(pa.array(first_row[order])).combine_chunks()
    lengths = np.diff(first_row)[order]
    row = _runs(first_row[order], lengths)
    first_row = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    kind, modality = _codes(events["kind"], KINDS), _codes(events["modality"], MODALITIES)
    status = _codes(events["status"], STATUSES)
    cell = (kind.astype(np.int16) * len(MODALITIES) + modality) * len(STATUSES) + status
    lat, lon = (_numbers(table[name], np.nan, np.float64)[row] for name in ("lat", "lon"))
    place_id = _in_alphabet(_words(table["place_id"], row))
    precision = _codes(table["precision"], PRECISIONS)[row]
    pins = _sorted_pins(first_row, lat, lon, place_id.codes, precision, SHARE_OF[kind, modality])
    rows = pins.stack_row
    stack_place = place_id.codes[rows].astype(np.int32)
    place_row = np.full(len(place_id.values), -1, dtype=np.int32)
    place_row[stack_place[::-1]] = rows[::-1]
    several_pin, several_rank = _several(pins.event)
    half_open = _half_open(events["bound"])
    imprecise = np.flatnonzero((first_day != UNDATED) & ((first_day != last_day) | half_open))
    pin_stack = np.repeat(
        np.arange(len(rows), dtype=np.int32), np.diff(pins.piece_start[pins.stack_piece])
    )
    return Columns(
        table=events.select(PAGE_FIELDS),
        cell=cell,
        first_day=first_day,
        last_day=last_day,
        certainty=_numbers(events["certainty"], 0.0, np.float32),
        source=_words(events["source"]),
        actors=_words(events["actors"]),
        speaker=_words(events["speaker"]),
        first_row=first_row,
        imprecise=imprecise.astype(np.int32),
        imprecise_open=half_open[imprecise],
        row_stack=pins.row_stack,
        said=_words(table["place_said"], row),
        place_name=_words(table["place_name"], row),
        place_label=_words(table["place_label"], row),
        place_id=place_id,
        place_row=place_row,
        place_country=_countries(_words(table["place_country"], row), place_row),
        pin_event=pins.event,
        pin_last_day=np.where(last_day == UNDATED, 0, last_day)[pins.event],
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
        stack_radius_km=_numbers(table["radius_km"], 0.0, np.float32)[row][rows],
        stack_precision=precision[rows],
        stack_place=stack_place,
        stack_hash=_stack_hashes(place_id, rows, lat, lon, precision),
    )


def _first_rows(event_ids: pa.ChunkedArray) -> Ints:
    ids = _array(event_ids)
    if not len(ids):
        return np.zeros(1, dtype=np.int32)
    is_new = pc.not_equal(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(is_new) + 1
    return np.concatenate([[0], starts, [len(ids)]]).astype(np.int32)


def _runs(starts: Ints, lengths: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: npt.NDArray[np.int64] = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return found


@dataclass(frozen=True, slots=True)
class _Pins:
    event: Ints
    piece_start: Ints
    piece_share: Small
    stack_piece: Ints
    stack_row: Ints
    row_stack: Ints


def _sorted_pins(
    first_row: Ints,
    lat: Floats,
    lon: Floats,
    place: npt.NDArray[Any],
    precision: Small,
    share_of_event: Small,
) -> _Pins:
    event_of_row = np.repeat(np.arange(len(first_row) - 1, dtype=np.int32), np.diff(first_row))
    rows = np.flatnonzero(np.isfinite(lat)).astype(np.int32)
    stack_of_row, stack_row = _stacks(rows, lat, lon, place, precision)
    row_stack = np.full(len(event_of_row), -1, dtype=np.int32)
    row_stack[rows] = stack_of_row
    event = event_of_row[rows]
    piece = stack_of_row.astype(np.int64) * 16 + share_of_event[event]
    order = np.argsort(piece, kind="stable")  # rows are in order of date already
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


def _stacks(
    rows: Ints, lat: Floats, lon: Floats, place: npt.NDArray[Any], precision: Small
) -> tuple[Ints, Ints]:
    """The stack of each row along the Morton curve, and for each stack its first row."""
    if not len(rows):
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    code = mercator.morton(mercator.x_of(lon[rows]), mercator.y_of(lat[rows]))
    what = place[rows].astype(np.int64) * len(PRECISIONS) + precision[rows]
    order = np.lexsort((what, code))
    code, what = code[order], what[order]
    is_start = np.ones(len(rows), dtype=bool)
    is_start[1:] = (code[1:] != code[:-1]) | (what[1:] != what[:-1])
    stack = np.empty(len(rows), dtype=np.int32)
    stack[order] = np.cumsum(is_start) - 1
    return stack, rows[order[is_start]]


def _several(event: Ints) -> tuple[Ints, Small]:
    """The pins of events with more than one, event by event, and their rank in it."""
    several = np.flatnonzero(np.bincount(event)[event] > 1) if len(event) else event
    by_event = several[np.argsort(event[several], kind="stable")].astype(np.int32)
    sorted_event = event[by_event]
    edges = np.flatnonzero(np.diff(sorted_event, prepend=-1))
    lengths = np.diff(edges, append=len(by_event))
    rank = np.arange(len(by_event)) - np.repeat(edges, lengths)
    return by_event, np.minimum(rank, MOST_RANK).astype(np.int8)


def _half_open(bound: pa.ChunkedArray) -> Bools:
    words = _words(bound)
    is_open: Bools = np.array([*(value != Bound.ON.value for value in words.values), False])
    return is_open[words.codes]


def _countries(words: Words, place_row: Ints) -> list[str]:
    return ["" if row < 0 else words.values[words.codes[row]] for row in place_row.tolist()]


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


# --------------------------------------------------------------- Arrow to numpy


def _array(column: Any) -> Any:
    """The one chunk of a combined column, an empty array when it has none."""
    if isinstance(column, pa.ChunkedArray):
        return column.chunk(0) if column.num_chunks else pa.array([], column.type)
    return column


def _at(column: pa.ChunkedArray, rows: Ints) -> Any:
    return _array(column).take(pa.array(rows))


def _numbers(column: Any, missing: float, dtype: Any) -> npt.NDArray[Any]:
    array = _array(column)
    filled = pc.fill_null(array, pa.scalar(missing, array.type))
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=dtype)


def _words(column: pa.ChunkedArray, row: npt.NDArray[Any] | None = None) -> Words:
    """A dictionary column, at some rows of it; codes in the narrowest type that holds them."""
    array = _array(column)
    values = array.dictionary.to_pylist()
    codes = pc.fill_null(array.indices, -1).to_numpy(zero_copy_only=False)
    narrow = np.asarray(codes, dtype=np.min_scalar_type(-len(values) - 1))
    return Words(narrow if row is None else narrow[row], values)


def _in_alphabet(words: Words) -> Words:
    """The same with the values in order and none unused, whatever order they came in."""
    used = np.unique(words.codes)
    values = sorted((words.values[code], code) for code in used.tolist() if code >= 0)
    renumbered = np.full(len(words.values) + 1, -1, dtype=words.codes.dtype)
    renumbered[[code for _, code in values]] = np.arange(len(values))
    return Words(renumbered[words.codes], [value for value, _ in values])


def _codes(column: pa.ChunkedArray, order: Sequence[str]) -> Small:
    """Positions in `order`, -1 for none; ValueError for a word that is not in it."""
    words = _words(column)
    place = {word: number for number, word in enumerate(order)}
    unknown = [value for value in words.values if value not in place]
    if unknown:
        raise ValueError(f"The event table has {unknown[0]!r} where one of {list(order)} belongs.")
    positions = np.array([*(place[value] for value in words.values), -1], dtype=np.int8)
    return positions[words.codes]
