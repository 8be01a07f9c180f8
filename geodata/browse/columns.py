"""The columns the map reads: one for each fact, a few bytes an event.

Four lengths: *events*, numbered in order of date, the undated last; *rows*, one for each
place of an event in the event's own order, one for an unplaced event; *pins*, one for each
different place and position of an event, sorted along the Morton curve so that what is near
on the map is near in memory; *stacks*, one for each place and position, each a run of pins.
Within a stack the pins of one share of the ring stand together, in order of date. Text stays
in Arrow and is fetched for the page that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from geodata.browse.pages import Pages
from geodata.model import EventKind, Family, Modality, Precision, Status
from geodata.partial_date import Bound

KINDS = tuple(EventKind)
FAMILIES = tuple(Family)
MODALITIES = tuple(Modality)
STATUSES = tuple(Status)
PRECISIONS = tuple(Precision)
BOUNDS = tuple(Bound)
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
Longs = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]
Codes = npt.NDArray[np.signedinteger[Any]]
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

# Kind, modality and status in one number: one table of a few hundred cells counts all three.
CELL_SHAPE = (len(KINDS), len(MODALITIES), len(STATUSES))
SHARE_OF_CELL = np.repeat(SHARE_OF.reshape(-1), len(STATUSES))
CELLS = len(KINDS) * len(MODALITIES) * len(STATUSES)


@dataclass(frozen=True, slots=True)
class Words:
    """A column of repeated text: codes into its different values; -1 where there is none."""

    codes: Codes
    values: list[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """See the module; every array is read-only by habit."""

    # events
    pages: Pages  # texts and what only a page shows
    stored: Codes  # rises in the order of the store; the same as long as an event is there
    cell: npt.NDArray[np.int16]  # kind, modality and status: a place in CELL_SHAPE
    first_day: Ints  # UNDATED when open or missing; never falls
    last_day: Ints
    certainty: npt.NDArray[np.float32]
    source: Words  # each value the source of every report that tells it, joined likewise
    actors: Words  # each value a combination, joined by ACTOR_SEPARATOR
    speaker: Words
    first_row: Ints  # into the rows; one more than there are events
    imprecise: Ints  # dated events of several days or known from one side only, by number
    imprecise_bound: Small  # on which side of its days each of these lies, into BOUNDS
    # rows
    row_stack: Ints  # -1 when unplaced
    said: Words
    place_name: Words
    place_label: Words
    place_id: Words
    place_row: Ints  # for each code of place_id a row that tells the place, -1 for none
    country: Words  # ISO code, '' when it lies in no one country
    odd_row: Longs  # rows that are not quite where the first of their stack is, or as wide
    odd_lat: Floats  # of each of these
    odd_lon: Floats
    odd_radius_km: npt.NDArray[np.float32]
    # pins
    pin_event: Ints
    pin_last_day: Ints  # 0 when undated
    several_pin: Ints  # the pins of events with more than one, event by event
    several_stack: Ints  # of each of these
    several_rank: Small  # 0, 1, ... within the event, up to MOST_RANK
    # pieces: the pins of one share of one stack
    piece_start: Ints  # into the pins; one more than there are pieces
    piece_stack: Ints
    piece_share: Small  # into SHARES
    # stacks
    stack_piece: Ints  # into the pieces; one more than there are stacks
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
        return len(self.cell)

    @property
    def stack_count(self) -> int:
        """How many places with events there are."""
        return len(self.stack_row)

    @property
    def dated_count(self) -> int:
        """How many events have days: those numbered below."""
        return int(place_of(self.first_day, UNDATED))

    @property
    def stack_start(self) -> Ints:
        """Where each stack begins in the pins; one more than there are stacks."""
        starts: Ints = self.piece_start[self.stack_piece]
        return starts

    @property
    def pin_stack(self) -> Ints:
        """The stack of each pin."""
        return np.repeat(np.arange(self.stack_count, dtype=np.int32), np.diff(self.stack_start))

    def kind_of(self, event: int) -> EventKind:
        """The kind of an event by its number."""
        return KINDS[int(self.cell[event]) // (len(MODALITIES) * len(STATUSES))]

    def modality_of(self, event: int) -> Modality:
        """The modality of an event by its number."""
        return MODALITIES[int(self.cell[event]) // len(STATUSES) % len(MODALITIES)]

    def status_of(self, event: int) -> Status:
        """The status of an event by its number."""
        return STATUSES[int(self.cell[event]) % len(STATUSES)]


def with_values_of(columns: Columns, others: Columns) -> Columns:
    """The columns with the very lists of words of others that hold the same events."""
    words: dict[str, Any] = {
        field.name: Words(mine.codes, getattr(others, field.name).values)
        for field in fields(Columns)
        if isinstance(mine := getattr(columns, field.name), Words)
    }
    return replace(columns, **words)


def cells_with(kind: Any = None, modality: Any = None, status: Any = None) -> Bools:
    """Which cells hold one of the wanted numbers, those of None being free; as many as CELLS."""
    grid = np.ones(CELL_SHAPE, dtype=bool)
    for axis, wanted in enumerate((kind, modality, status)):
        if wanted is not None:
            shape = [1, 1, 1]
            shape[axis] = -1
            grid &= np.asarray(wanted, dtype=bool).reshape(shape)
    return grid.reshape(-1)


def place_of(rising: npt.NDArray[Any], values: Any, side: Literal["left", "right"] = "left") -> Any:
    """Where values stand in a rising array, which numpy would copy for numbers of another type."""
    return np.searchsorted(rising, np.asarray(values, dtype=rising.dtype), side=side)


def sums(values: npt.NDArray[Any], starts: Ints) -> Ints:
    """The sum of each run; `starts` ends with the length of the values and never stalls."""
    if len(starts) < 2:
        return np.zeros(0, dtype=np.int32)
    found: Ints = np.add.reduceat(values, starts[:-1], dtype=np.int32)
    return found
