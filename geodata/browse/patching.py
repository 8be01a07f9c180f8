"""An index with a few events taken out and put in: the same as one made anew, in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geodata.browse import mercator
from geodata.browse.building import columns_from, stack_kinds
from geodata.browse.columns import BOUNDS, Columns, Ints, Words, place_of
from geodata.browse.facts import Facts, facts_of, in_alphabet, narrow, runs_at
from geodata.browse.pages import Pages
from geodata.partial_date import Bound

_ON = BOUNDS.index(Bound.ON)


def patched(columns: Columns, stored: Sequence[int], table: pa.Table) -> Columns:
    """The columns without some events, if they are there, and with those of a table.

    Args:
        columns: as they were.
        stored: the events to leave out, by their number in the store.
        table: the events to put in, with such numbers.
    """
    kept = np.flatnonzero(~np.isin(columns.stored, np.asarray(stored, dtype=np.int64)))
    new = facts_of(table)
    place = _places_of_new(columns, kept, new)
    # Old events by their number among all old ones, new ones behind them.
    order = np.insert(kept, place, np.arange(len(new.cell)) + columns.event_count)
    lengths = np.concatenate([np.diff(columns.first_row), new.lengths])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else lengths
    row = runs_at(starts[order], lengths[order])
    return columns_from(_merged(columns, new, order, row, lengths))


def _places_of_new(columns: Columns, kept: npt.NDArray[np.int64], new: Facts) -> Ints:
    """Before how many of the kept events each new one stands: by days, then as stored."""
    first, last, stored = columns.first_day[kept], columns.last_day[kept], columns.stored[kept]
    found = []
    for days in zip(
        new.first_day.tolist(), new.last_day.tolist(), new.stored.tolist(), strict=True
    ):
        begin, end = 0, len(kept)
        for values, value in zip((first, last, stored), days, strict=True):
            part = values[begin:end]
            begin, end = (
                begin + int(place_of(part, value, "left")),
                begin + int(place_of(part, value, "right")),
            )
        found.append(begin)
    return np.array(found, dtype=np.int32)


def _merged(
    old: Columns, new: Facts, order: npt.NDArray[Any], row: npt.NDArray[Any], lengths: Ints
) -> Facts:
    def both(mine: npt.NDArray[Any], theirs: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.concatenate([mine, theirs]).take(order)

    def rows(mine: npt.NDArray[Any], theirs: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.concatenate([mine, theirs]).take(row)

    bound = np.full(old.event_count, _ON, dtype=np.int8)
    bound[old.imprecise] = old.imprecise_bound
    lat, lon, radius = _positions(old)
    place_id = in_alphabet(_merged_words(old.place_id, new.place_id, row))
    precision = np.append(old.stack_precision, np.int8(-1))[old.row_stack]
    return Facts(
        pages=_pages(old, new.pages.table, order),
        stored=both(old.stored.astype(np.int64), new.stored),
        cell=both(old.cell, new.cell),
        first_day=both(old.first_day, new.first_day),
        last_day=both(old.last_day, new.last_day),
        certainty=both(old.certainty, new.certainty),
        source=_merged_words(old.source, new.source, order),
        actors=_merged_words(old.actors, new.actors, order),
        speaker=_merged_words(old.speaker, new.speaker, order),
        bound=both(bound, new.bound),
        lengths=lengths.take(order),
        lat=rows(lat, new.lat),
        lon=rows(lon, new.lon),
        radius_km=rows(radius, new.radius_km),
        precision=rows(precision, new.precision),
        said=_merged_words(old.said, new.said, row),
        place_name=_merged_words(old.place_name, new.place_name, row),
        place_label=_merged_words(old.place_label, new.place_label, row),
        place_id=place_id,
        country=_merged_words(old.country, new.country, row),
        row_stack=_stacks(old, new, row, place_id),
    )


def _positions(old: Columns) -> tuple[Any, Any, Any]:
    """Latitude, longitude and radius of each row; NaN and 0 for those of unplaced events."""
    found = []
    for name, missing in (("lat", np.nan), ("lon", np.nan), ("radius_km", 0.0)):
        stacks = getattr(old, f"stack_{name}")
        values = np.append(stacks, stacks.dtype.type(missing))[old.row_stack]
        values[old.odd_row] = getattr(old, f"odd_{name}")
        found.append(values)
    return found[0], found[1], found[2]


def _merged_words(old: Words, new: Words, wanted: npt.NDArray[Any]) -> Words:
    """Both columns at some places; values of the old one that nobody uses any more may stay."""
    code_of = {value: code for code, value in enumerate(old.values)}
    fresh = [value for value in new.values if value not in code_of]
    values = [*old.values, *fresh] if fresh else old.values
    code_of |= {value: len(old.values) + number for number, value in enumerate(fresh)}
    kind = narrow(len(values))
    theirs = np.array([*(code_of[value] for value in new.values), -1], dtype=kind)[new.codes]
    return Words(np.concatenate([old.codes.astype(kind), theirs]).take(wanted), values)


def _stacks(old: Columns, new: Facts, row: npt.NDArray[Any], place_id: Words) -> Ints:
    """The stack of each row: that of the old ones is known, so nothing large is sorted."""
    placed = np.flatnonzero(np.isfinite(new.lat))
    lat = np.concatenate([old.stack_lat, new.lat[placed]])
    lon = np.concatenate([old.stack_lon, new.lon[placed]])
    names = [*old.place_id.values, *new.place_id.values]
    code_of = {value: code for code, value in enumerate(place_id.values)}
    # A place that nobody is at any more has no code; neither has its stack any row.
    codes = np.array([code_of.get(name, -1) for name in names], dtype=np.int64)
    new_place = new.place_id.codes[placed].astype(np.int64) + len(old.place_id.values)
    place = codes[np.concatenate([old.stack_place, new_place])]
    precision = np.concatenate([old.stack_precision, new.precision[placed]])
    code = mercator.morton(mercator.x_of(lon), mercator.y_of(lat))
    what = stack_kinds(place, precision)
    order = np.lexsort((what, code))
    is_start = np.ones(len(order), dtype=bool)
    is_start[1:] = np.diff(code[order]).astype(bool) | np.diff(what[order]).astype(bool)
    stack = np.empty(len(order), dtype=np.int32)
    stack[order] = np.cumsum(is_start) - 1
    of_new = np.full(len(new.lat), -1, dtype=np.int32)
    of_new[placed] = stack[old.stack_count :]
    of_old = np.append(stack[: old.stack_count], np.int32(-1))[old.row_stack]
    return np.concatenate([of_old, of_new]).take(row)


def _pages(old: Columns, new: pa.Table, order: npt.NDArray[Any]) -> Pages:
    """The first table stays where it is; of the second only what is still shown."""
    pages = old.pages
    first = len(pages.table)
    rows = np.concatenate(
        [pages.rows(np.arange(old.event_count)), np.arange(len(new)) + first + len(pages.later)]
    )[order]
    is_later = rows >= first
    later = pa.concat_tables([pages.later, new.cast(pages.later.schema)])
    later = later.take(pa.array(rows[is_later] - first)).combine_chunks()
    rows[is_later] = first + np.arange(len(later))
    return Pages(pages.table, later, rows.astype(np.int32), pages.file)


def room(columns: Columns) -> int:
    """How many changes may be patched before a new index is the better one."""
    return max(2_000, columns.event_count // 50) - len(columns.pages.later)
