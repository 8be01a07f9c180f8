"""The columns the map reads: one for each fact, a few bytes an event.

Three lengths: *events*; *pins*, one for each place of an event, sorted along the Morton
curve so that what is near on the map is near in memory; *stacks*, one for each place and
position, each a run of pins. Text stays in Arrow and is fetched for the page that shows it.
"""

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
from geodata.model import EventKind, Family, Modality, Precision, Status
from geodata.partial_date import Bound

KINDS = tuple(EventKind)
FAMILIES = tuple(Family)
MODALITIES = tuple(Modality)
STATUSES = tuple(Status)
PRECISIONS = tuple(Precision)
SOFT = frozenset(
    {
        Modality.CLAIMED,
        Modality.DENIED,
        Modality.PLANNED,
        Modality.PRESUMED,
        Modality.THREATENED,
    }
)
UNDATED = np.iinfo(np.int32).max  # sorts behind every day
ACTOR_SEPARATOR = "\x1f"  # between actors, and between the sources of one event

Ints = npt.NDArray[np.int32]
Small = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# family * 2 + soft: the pieces of a marker's ring, in legend order
SHARES = tuple((family, soft) for family in FAMILIES for soft in (False, True))
SHARE_OF = np.array(
    [
        [FAMILIES.index(kind.family) * 2 + (modality in SOFT) for modality in MODALITIES]
        for kind in KINDS
    ],
    dtype=np.int8,
)
FAMILY_OF = np.array([FAMILIES.index(kind.family) for kind in KINDS], dtype=np.int8)


@dataclass(frozen=True, slots=True)
class Words:
    """A column of repeated text: codes into its different values; -1 where there is none."""

    codes: Ints
    values: list[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """See the module; every array is read-only by habit."""

    # events
    table: pa.Table  # one row an event: texts and what only a page shows
    kind: Small
    modality: Small
    status: Small
    first_day: Ints  # UNDATED when open or missing
    last_day: Ints
    half_open: Bools  # since, after, until or before its days: the other end is not known
    certainty: npt.NDArray[np.float32]
    source: Words  # each value the source of every report that tells it, joined likewise
    source_names: list[str]  # every source of any value
    pair_source: Ints  # (source, value) pairs, as codes
    pair_source_value: Ints
    actors: Words  # each value a combination, joined by ACTOR_SEPARATOR
    actor_names: list[str]  # every actor of any combination
    pair_actor: Ints  # (actor, combination) pairs, as codes
    pair_combination: Ints
    speaker: Words
    by_date: Ints  # events in order of date, undated last
    date_rank: Ints  # the inverse
    first_row: Ints  # into the row columns; one more than there are events
    # rows of the event table: places of an event in its own order
    row_stack: Ints  # -1 when unplaced
    said: Words
    place_name: Words
    place_label: Words
    place_id: Words
    place_row: Ints  # for each code of place_id a row that tells the place, -1 for none
    place_country: list[str]  # for each code of place_id, '' when it lies in no one country
    # pins
    pin_event: Ints
    pin_stack: Ints
    pin_share: Small  # into SHARES
    pin_first_day: Ints
    pin_last_day: Ints  # 0 when undated
    several_pin: Ints  # the pins of events with more than one, event by event
    several_rank: Ints  # 0, 1, ... within the event
    # stacks
    stack_start: Ints  # into the pins; one more than there are stacks
    stack_row: Ints  # a row of the event table that tells the place
    stack_x: Floats  # Web Mercator, 0..1 from west
    stack_y: Floats  # 0..1 from north
    stack_lat: Floats
    stack_lon: Floats
    stack_radius_km: npt.NDArray[np.float32]
    stack_precision: Small
    stack_place: Ints  # code of place_id
    stack_hash: npt.NDArray[np.uint64]

    @property
    def event_count(self) -> int:
        """How many events there are."""
        return len(self.kind)

    @property
    def stack_count(self) -> int:
        """How many places with events there are."""
        return len(self.stack_row)


def pins_a_stack(columns: Columns, pins: Bools) -> Ints:
    """How many of the pins each stack has."""
    if not columns.stack_count:
        return np.zeros(0, dtype=np.int32)
    counts: Ints = np.add.reduceat(pins, columns.stack_start[:-1], dtype=np.int32)
    return counts


def columns_of(table: pa.Table) -> Columns:
    """The columns of an event table; the rows of an event stand together."""
    table = table.unify_dictionaries().combine_chunks()
    first_row = _first_rows(table["event_id"])
    events = table.select(_EVENT_FIELDS).take(pa.array(first_row[:-1])).combine_chunks()
    place_id = _words(table["place_id"])
    precision = _codes(table["precision"], PRECISIONS)
    lat, lon = (_numbers(table[name], np.nan, np.float64) for name in ("lat", "lon"))
    pins = _sorted_pins(first_row, lat, lon, place_id.codes, precision)
    rows = pins.stack_row
    first_day = _numbers(events["first_day"], UNDATED, np.int32)
    last_day = _numbers(events["last_day"], UNDATED, np.int32)
    by_date = np.argsort(first_day.astype(np.int64) << 32 | last_day, kind="stable").astype(
        np.int32
    )
    date_rank = np.empty_like(by_date)
    date_rank[by_date] = np.arange(len(by_date), dtype=np.int32)
    radius_km = _numbers(table["radius_km"], 0.0, np.float32)
    kind, modality = _codes(events["kind"], KINDS), _codes(events["modality"], MODALITIES)
    shares = SHARE_OF[kind, modality]
    stack_place = place_id.codes[rows]
    several_pin, several_rank = _several(pins.event)
    place_row = np.full(len(place_id.values), -1, dtype=np.int32)
    place_row[stack_place[::-1]] = rows[::-1]
    actors = _words(events["actors"])
    actor_names, pair_actor, pair_combination = _pairs(actors.values)
    source = _words(events["source"])
    source_names, pair_source, pair_source_value = _pairs(source.values)
    return Columns(
        table=events.select(_PAGE_FIELDS),
        kind=kind,
        modality=modality,
        status=_codes(events["status"], STATUSES),
        first_day=first_day,
        last_day=last_day,
        half_open=_half_open(events["bound"]),
        certainty=_numbers(events["certainty"], 0.0, np.float32),
        source=source,
        source_names=source_names,
        pair_source=pair_source,
        pair_source_value=pair_source_value,
        actors=actors,
        actor_names=actor_names,
        pair_actor=pair_actor,
        pair_combination=pair_combination,
        speaker=_words(events["speaker"]),
        by_date=by_date,
        date_rank=date_rank,
        first_row=first_row,
        row_stack=pins.row_stack,
        said=_words(table["place_said"]),
        place_name=_words(table["place_name"]),
        place_label=_words(table["place_label"]),
        place_id=place_id,
        place_row=place_row,
        place_country=_countries(table["place_country"], place_row),
        pin_event=pins.event,
        pin_stack=pins.stack,
        pin_share=shares[pins.event],
        pin_first_day=first_day[pins.event],
        pin_last_day=np.where(last_day == UNDATED, 0, last_day)[pins.event],
        several_pin=several_pin,
        several_rank=several_rank,
        stack_start=pins.stack_start,
        stack_row=rows,
        stack_x=mercator.x_of(lon[rows]),
        stack_y=mercator.y_of(lat[rows]),
        stack_lat=lat[rows],
        stack_lon=lon[rows],
        stack_radius_km=radius_km[rows],
        stack_precision=precision[rows],
        stack_place=stack_place,
        stack_hash=_stack_hashes(place_id, rows, lat, lon, precision),
    )


_PAGE_FIELDS = [
    "event_id", "report_id", "title", "passage", "is_demo",
    "date_precision", "approximate", "year", "month", "day", "bound",
]  # fmt: skip
_EVENT_FIELDS = [
    *_PAGE_FIELDS, "kind", "modality", "status", "first_day", "last_day", "certainty",
    "source", "actors", "speaker",
]  # fmt: skip


def _first_rows(event_ids: pa.ChunkedArray) -> Ints:
    ids = _array(event_ids)
    if not len(ids):
        return np.zeros(1, dtype=np.int32)
    is_new = pc.not_equal(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(is_new) + 1
    return np.concatenate([[0], starts, [len(ids)]]).astype(np.int32)


@dataclass(frozen=True, slots=True)
class _Pins:
    event: Ints
    stack: Ints
    stack_start: Ints
    stack_row: Ints
    row_stack: Ints


def _sorted_pins(first_row: Ints, lat: Floats, lon: Floats, place: Ints, precision: Small) -> _Pins:
    event_of_row = np.repeat(np.arange(len(first_row) - 1, dtype=np.int32), np.diff(first_row))
    rows = np.flatnonzero(np.isfinite(lat)).astype(np.int32)
    code = mercator.morton(mercator.x_of(lon[rows]), mercator.y_of(lat[rows]))
    what = place[rows].astype(np.int64) * len(PRECISIONS) + precision[rows]
    order = np.lexsort((event_of_row[rows], what, code))
    rows, code, what = rows[order], code[order], what[order]
    event = event_of_row[rows]
    is_stack_start = np.ones(len(rows), dtype=bool)
    is_stack_start[1:] = (code[1:] != code[:-1]) | (what[1:] != what[:-1])
    stack = (np.cumsum(is_stack_start) - 1).astype(np.int32)
    row_stack = np.full(len(event_of_row), -1, dtype=np.int32)
    row_stack[rows] = stack
    stack_row = rows[is_stack_start]
    # An event that names one place twice stands there once.
    once = np.ones(len(rows), dtype=bool)
    once[1:] = is_stack_start[1:] | (event[1:] != event[:-1])
    event, stack = event[once], stack[once]
    starts = np.searchsorted(stack, np.arange(len(stack_row) + 1, dtype=np.int32))
    return _Pins(event, stack, starts.astype(np.int32), stack_row, row_stack)


def _half_open(column: pa.ChunkedArray) -> Bools:
    words = _words(column)
    open_ended: Bools = np.array([*(value != Bound.ON for value in words.values), False])
    return open_ended[words.codes]


def _countries(column: pa.ChunkedArray, place_row: Ints) -> list[str]:
    words = _words(column)
    return ["" if row < 0 else words.values[words.codes[row]] for row in place_row.tolist()]


def _pairs(combinations: list[str]) -> tuple[list[str], Ints, Ints]:
    """Every name, and which combination has which, each pair once."""
    codes: dict[str, int] = {}
    names, places = [], []
    for place, value in enumerate(combinations):
        for name in dict.fromkeys(value.split(ACTOR_SEPARATOR)) if value else ():
            names.append(codes.setdefault(name, len(codes)))
            places.append(place)
    return list(codes), np.array(names, dtype=np.int32), np.array(places, dtype=np.int32)


def _several(event: Ints) -> tuple[Ints, Ints]:
    """The pins of events with more than one, event by event, and their rank in it."""
    by_event = np.argsort(event, kind="stable").astype(np.int32)
    sorted_event = event[by_event]
    edges = np.flatnonzero(np.diff(sorted_event, prepend=-1))
    lengths = np.diff(edges, append=len(event))
    rank = np.arange(len(event)) - np.repeat(edges, lengths)
    several = np.repeat(lengths > 1, lengths)
    return by_event[several], rank[several].astype(np.int32)


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


def _array(column: pa.ChunkedArray) -> Any:
    """The one chunk of a combined column, an empty array when it has none."""
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _numbers(column: pa.ChunkedArray, missing: float, dtype: Any) -> npt.NDArray[Any]:
    filled = pc.fill_null(_array(column), pa.scalar(missing, column.type))
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=dtype)


def _words(column: pa.ChunkedArray) -> Words:
    array = _array(column)
    codes = pc.fill_null(array.indices, -1).to_numpy(zero_copy_only=False)
    return Words(np.asarray(codes, dtype=np.int32), array.dictionary.to_pylist())


def _codes(column: pa.ChunkedArray, order: Sequence[str]) -> Small:
    """Positions in `order`, -1 for none; ValueError for a word that is not in it."""
    words = _words(column)
    place = {word: number for number, word in enumerate(order)}
    unknown = [value for value in words.values if value not in place]
    if unknown:
        raise ValueError(f"The event table has {unknown[0]!r} where one of {list(order)} belongs.")
    positions = np.array([*(place[value] for value in words.values), -1], dtype=np.int8)
    return positions[words.codes]
