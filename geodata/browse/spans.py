"""Dates that are not known to the bar: drawn over all the days they can mean, never on one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from geodata.browse.columns import BOUNDS, CELLS, FAMILIES, FAMILY_OF, KINDS, place_of
from geodata.browse.gathering import taken
from geodata.browse.selection import Selection
from geodata.browse.values import Timeline
from geodata.model import Family
from geodata.partial_date import Bound

MOST_SPANS = 40
_FAMILY_OF_CELL = np.repeat(FAMILY_OF.astype(np.int64), CELLS // len(KINDS))
_DAY_BITS, _WORD_BITS = 22, 4  # the year 9999 ends on day 3,652,059


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Events of one family that share an imprecise date.

    Attributes:
        first_day, last_day: what was named, the last day inclusive.
        bound: on which side of the named days they lie.
    """

    first_day: date
    last_day: date
    bound: Bound
    family: Family
    count: int


@dataclass(frozen=True, slots=True)
class DateSpans:
    """The imprecise dates of a timeline.

    Attributes:
        shown: the most frequent ones, in order of date.
        unshown: events whose span is not among them.
        in_bars: for (first day of a bar, family) how many of the bar's events they are.
    """

    shown: tuple[DateSpan, ...]
    unshown: int
    in_bars: Mapping[tuple[date, Family], int]


def spans_of(selection: Selection, timeline: Timeline, most: int = MOST_SPANS) -> DateSpans:
    """The dates of a selection that go beyond their bar or are open on one side.

    Example:
        >>> from geodata.browse import EventIndex
        >>> from geodata.storage import EventStore
        >>> with EventStore.open(":memory:") as store:
        ...     nothing = EventIndex.from_store(store).select()
        >>> spans_of(nothing, nothing.timeline()).shown
        ()
    """
    columns, masks = selection._columns, selection._masks
    if not timeline.bars:
        return DateSpans((), 0, {})
    is_wanted = taken(masks.events, columns.imprecise)
    wanted = np.compress(is_wanted, columns.imprecise)
    starts = np.array([bar.first_day.toordinal() for bar in timeline.bars], dtype=np.int32)
    ends = np.array([bar.last_day.toordinal() for bar in timeline.bars], dtype=np.int32)
    first, last = taken(columns.first_day, wanted), taken(columns.last_day, wanted)
    # They rise with their first day: where each bar begins among them is enough.
    lengths = np.diff(place_of(first, starts), prepend=0, append=len(first))
    bar = np.repeat(np.arange(-1, len(starts)), lengths)
    bound = np.compress(is_wanted, columns.imprecise_bound).astype(np.int64)
    is_on = BOUNDS.index(Bound.ON)
    kept = (bar >= 0) & (first <= ends.take(bar)) & ((last > ends.take(bar)) | (bound != is_on))
    first, last = np.compress(kept, first), np.compress(kept, last)
    bar, bound = np.compress(kept, bar), np.compress(kept, bound)
    family = _FAMILY_OF_CELL.take(taken(columns.cell, np.compress(kept, wanted)))
    in_cell = np.bincount(bar * len(FAMILIES) + family)
    cells = np.flatnonzero(in_cell)
    in_bars = {
        (timeline.bars[one // len(FAMILIES)].first_day, FAMILIES[one % len(FAMILIES)]): count
        for one, count in zip(cells.tolist(), in_cell[cells].tolist(), strict=True)
    }
    key = (first.astype(np.int64) << _DAY_BITS) | last
    key = (((key << _WORD_BITS) | bound) << _WORD_BITS) | family
    keys, counts = np.unique(key, return_counts=True)
    best = np.sort(np.argsort(-counts, kind="stable")[:most])
    shown = tuple(_span(one, count) for one, count in zip(keys[best], counts[best], strict=True))
    return DateSpans(shown, int(counts.sum() - counts[best].sum()), in_bars)


def _span(key: int, count: int) -> DateSpan:
    number, word = int(key), (1 << _WORD_BITS) - 1
    family, bound = FAMILIES[number & word], BOUNDS[number >> _WORD_BITS & word]
    days = number >> 2 * _WORD_BITS
    last, first = days & ((1 << _DAY_BITS) - 1), days >> _DAY_BITS
    return DateSpan(date.fromordinal(first), date.fromordinal(last), bound, family, int(count))
