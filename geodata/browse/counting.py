"""What is counted: facets, the timeline's bars, the extent."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.browse.columns import (
    BOUNDS,
    CELL_SHAPE,
    CELLS,
    FAMILIES,
    FAMILY_OF,
    KINDS,
    MODALITIES,
    PRECISIONS,
    STATUSES,
    UNDATED,
    Bools,
    Columns,
    Floats,
    Ints,
    Longs,
    Words,
    place_of,
)
from geodata.browse.filtering import Masks
from geodata.browse.gathering import taken
from geodata.browse.holdings import Holdings, Names
from geodata.browse.values import BarUnit, Facets, FacetValue, Timeline, TimelineBar
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, Family
from geodata.partial_date import Bound

Counts = npt.NDArray[np.int64]


def facets_of(holdings: Holdings, masks: Masks, asked: EventFilter, limit: int) -> Facets:
    """Live counts of every facet, each without its own part of the filter.

    Args:
        holdings: of the index.
        masks: of the filter.
        asked: the filter, for what is chosen.
        limit: how many actors, sources, places and regions are listed.
    """
    columns = holdings.columns
    kinds = _cell_counts(masks, "kinds", 0)
    families = np.bincount(FAMILY_OF, weights=kinds, minlength=len(FAMILIES)).astype(int)
    sources = _name_counts(holdings.sources, columns.source, masks.numbers_without("sources"))
    actors = _name_counts(holdings.actors, columns.actors, masks.numbers_without("actors"))
    return Facets(
        families=_all_values(FAMILIES, families, asked.kinds),
        kinds=_all_values(KINDS, kinds, asked.kinds),
        modalities=_all_values(MODALITIES, _cell_counts(masks, "modalities", 1), asked.modalities),
        statuses=_all_values(STATUSES, _cell_counts(masks, "statuses", 2), asked.statuses),
        precisions=_all_values(PRECISIONS, _precision_counts(holdings, masks), asked.precisions),
        actors=_most_frequent(holdings.actors.values, actors, asked.actors, limit, str),
        sources=_most_frequent(holdings.sources.values, sources, asked.sources, limit, str),
        places=_most_frequent(
            columns.place_id.values,
            _place_counts(holdings, masks),
            asked.place_ids,
            limit,
            holdings.label_of_place,
        ),
        regions=_most_frequent(
            [*holdings.regions.ids, *(areas := _chosen_areas(holdings, asked))],
            np.append(_region_counts(holdings, masks), _area_counts(holdings, masks, areas)),
            asked.regions,
            limit,
            holdings.label_of_region,
        ),
    )


def _cell_counts(masks: Masks, part: str, axis: int) -> Counts:
    """Events for each kind, modality or status, that part of the filter left out."""
    cells = masks.cells(without=part)
    counts = masks.cell_counts if cells is None else masks.cell_counts * cells
    others = tuple(other for other in range(len(CELL_SHAPE)) if other != axis)
    found: Counts = counts.reshape(CELL_SHAPE).sum(axis=others)
    return found


def _name_counts(names: Names, words: Words, events: Ints) -> Counts:
    """Events of every name: counted for each combination, then given to each name in it."""
    codes = words.codes if len(events) == len(words.codes) else taken(words.codes, events)
    combinations = np.bincount(codes, minlength=len(words.values))
    weights = combinations[names.pair_combination]
    return np.bincount(names.pair_name, weights, minlength=len(names.values)).astype(np.int64)


def _precision_counts(holdings: Holdings, masks: Masks) -> Counts:
    """Events for each precision that any of their places has."""
    pins, by_stack = masks.pins_without("precisions")
    codes, length = holdings.columns.stack_precision, len(PRECISIONS)
    return _by_code(codes, by_stack, length) - holdings.precision_repeats.surplus(pins, length)


def _place_counts(holdings: Holdings, masks: Masks) -> Counts:
    """Events for each place id."""
    pins, by_stack = masks.pins_without("place_ids")
    codes, length = holdings.columns.stack_place, len(holdings.columns.place_id.values)
    return _by_code(codes, by_stack, length) - holdings.place_repeats.surplus(pins, length)


def _region_counts(holdings: Holdings, masks: Masks) -> Counts:
    """Events for each region with a place of theirs inside."""
    pins, by_stack = masks.pins_without("regions")
    columns, length = holdings.columns, len(holdings.regions.ids)
    by_place = _by_code(columns.stack_place, by_stack, len(columns.place_id.values))
    counts = np.zeros(length, dtype=np.int64)
    levels = zip(holdings.regions.of_place.T, holdings.region_repeats, strict=True)
    for codes, repeats in levels:
        counts += _by_code(codes, by_place, length) - repeats.surplus(pins, length)
    return counts


def _chosen_areas(holdings: Holdings, asked: EventFilter) -> list[str]:
    """The areas of several regions that are asked for; all others are not counted."""
    return sorted(asked.regions.intersection(holdings.areas))


def _area_counts(holdings: Holdings, masks: Masks, areas: Sequence[str]) -> Counts:
    """Events for each area with a place of theirs inside."""
    if not areas:
        return np.zeros(0, dtype=np.int64)
    columns = holdings.columns
    pins, _ = masks.pins_without("regions")
    shown, stack = columns.pin_event[pins], columns.pin_stack[pins]
    found = []
    for area in areas:
        is_in = holdings.places_in([area])[columns.stack_place]
        is_there = np.zeros(columns.event_count, dtype=bool)
        is_there[shown[is_in[stack]]] = True
        found.append(np.count_nonzero(is_there))
    return np.array(found, dtype=np.int64)


def _by_code(codes: npt.NDArray[np.integer], counts: npt.NDArray[Any], length: int) -> Counts:
    """The sum of the counts for each code, those of -1 left out."""
    shifted = np.bincount(codes + 1, weights=counts, minlength=length + 1)
    return shifted[1:].astype(np.int64)


def _all_values(
    values: Sequence[StrEnum], counts: Counts, chosen: Iterable[StrEnum]
) -> tuple[FacetValue, ...]:
    # Families and kinds share some words ('Other' and 'other' do not): compare the members.
    wanted = set(chosen)
    return tuple(
        FacetValue(value.value, value.value, int(count), value in wanted)
        for value, count in zip(values, counts, strict=True)
    )


def _most_frequent(
    values: Sequence[str],
    counts: Counts,
    chosen: frozenset[str],
    limit: int,
    label_of: Callable[[str], str],
) -> tuple[FacetValue, ...]:
    few = np.flatnonzero(counts)
    if len(few) > limit:
        least = np.partition(counts[few], len(few) - limit)[len(few) - limit] if limit else 0
        few = few[counts[few] >= least]
    best = sorted(few.tolist(), key=lambda n: (-counts[n], values[n]))
    best = [number for number in best if values[number]][:limit]
    shown = {values[number] for number in best}
    unlisted = chosen - shown
    rest = {value: n for n, value in enumerate(values) if value in unlisted} if unlisted else {}
    found = [(values[n], int(counts[n])) for n in best]
    found += [(v, int(counts[rest[v]]) if v in rest else 0) for v in sorted(unlisted)]
    return tuple(
        FacetValue(value, label_of(value), count, value in chosen) for value, count in found
    )


# ------------------------------------------------------------------- timeline


def timeline_of(
    columns: Columns,
    masks: Masks,
    most_bars: int,
    first_day: date | None = None,
    last_day: date | None = None,
) -> Timeline:
    """Stacked bars over the dated events, in the finest unit that gives few enough bars.

    Args:
        columns: of the index.
        masks: of the filter.
        most_bars: at most so many.
        first_day: bars begin here; None: with the first event.
        last_day: bars end here, inclusive; None: with the last event that begins.
    """
    events = masks.numbers
    dated = int(place_of(events, columns.dated_count))
    undated = len(events) - dated
    low = 0 if first_day is None else first_day.toordinal()
    high = UNDATED - 1 if last_day is None else last_day.toordinal()
    ends = place_of(columns.first_day, [low, high + 1])
    begin, end = place_of(events[:dated], ends).tolist()
    inside, outside = events[begin:end], dated - max(0, end - begin)
    if not len(inside):
        return Timeline(BarUnit.DAY, (), undated, outside)
    start, latest = int(columns.first_day[inside[0]]), int(columns.first_day[inside[-1]])
    unit, number_of = _unit(
        start if first_day is None else first_day.toordinal(),
        latest if last_day is None else last_day.toordinal(),
        most_bars,
    )
    earliest, final = number_of(np.array([start, latest])).tolist()
    days = [_bar_days(unit, number) for number in range(earliest, final + 1)]
    opens = place_of(columns.first_day, [first.toordinal() for first, _ in days])
    opens[0] = inside[0]  # bars are of events, and the first one begins with the first event
    bar = _bars_of(inside, opens) * len(FAMILIES)
    bar += _FAMILY_OF_CELL.take(taken(columns.cell, inside))
    by_family = np.bincount(bar, minlength=len(days) * len(FAMILIES))
    last_days = np.array([last.toordinal() for _, last in days], dtype=np.int32)
    imprecise = _imprecise(columns, masks, (int(inside[0]), int(inside[-1]) + 1), opens, last_days)
    return Timeline(
        unit,
        tuple(
            TimelineBar(first, last, _family_counts(row), unclear)
            for (first, last), row, unclear in zip(
                days,
                by_family.reshape(len(days), len(FAMILIES)).tolist(),
                imprecise.tolist(),
                strict=True,
            )
            if any(row)
        ),
        undated,
        outside,
    )


_ON = BOUNDS.index(Bound.ON)
_FAMILY_OF_CELL = np.repeat(FAMILY_OF.astype(np.int64), CELLS // len(KINDS))


def _bars_of(events: Ints, opens: Longs) -> Longs:
    """The bar of each event; `opens` has the first event of each bar, both rise."""
    return np.repeat(np.arange(len(opens)), np.diff(place_of(events, opens), append=len(events)))


def _imprecise(
    columns: Columns, masks: Masks, events: tuple[int, int], opens: Longs, last_days: Ints
) -> Counts:
    """How many events of each bar go beyond it or are known from one side only."""
    begin, end = place_of(columns.imprecise, events)
    wanted, is_open = columns.imprecise[begin:end], columns.imprecise_bound[begin:end] != _ON
    is_in = taken(masks.events, wanted)
    wanted, is_open = np.compress(is_in, wanted), np.compress(is_in, is_open)
    bar = _bars_of(wanted, opens)
    beyond = is_open | (taken(columns.last_day, wanted) > last_days.take(bar))
    return np.bincount(np.compress(beyond, bar), minlength=len(last_days))


def _family_counts(row: list[int]) -> tuple[tuple[Family, int], ...]:
    return tuple((family, count) for family, count in zip(FAMILIES, row, strict=True) if count)


def _days(ordinal: Counts) -> Counts:
    return ordinal


def _weeks(ordinal: Counts) -> Counts:
    return (ordinal - 1) // 7  # 1 January of the year 1 is a Monday


def _months(ordinal: Counts) -> Counts:
    days = (ordinal - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    return days.astype("datetime64[M]").astype(np.int64)  # counted from January 1970


def _years(ordinal: Counts) -> Counts:
    return _months(ordinal) // 12


def _unit(start: int, end: int, most_bars: int) -> tuple[BarUnit, Callable[[Counts], Counts]]:
    days = end - start + 1
    if days <= most_bars:
        return BarUnit.DAY, _days
    if days / 7 <= most_bars:
        return BarUnit.WEEK, _weeks
    if days / 30.4 <= most_bars:
        return BarUnit.MONTH, _months
    return BarUnit.YEAR, _years


def _bar_days(unit: BarUnit, number: int) -> tuple[date, date]:
    if unit is BarUnit.DAY:
        return date.fromordinal(number), date.fromordinal(number)
    if unit is BarUnit.WEEK:
        monday = number * 7 + 1
        return date.fromordinal(monday), date.fromordinal(min(monday + 6, date.max.toordinal()))
    if unit is BarUnit.MONTH:
        year, month = 1970 + number // 12, number % 12 + 1
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(1970 + number, 1, 1), date(1970 + number, 12, 31)


# --------------------------------------------------------------------- extent

MIDDLE = 0.95
FEW = 10  # below, every place counts: an outlier cannot be told from the rest
WORTH = 1.5  # leaving out must make the box that many times smaller, or it is not done


def extent_of(lat: Floats, lon: Floats, weights: Ints) -> BoundingBox | None:
    """Around the 95 % of the weight nearest the middle, and at least all but one event.

    All of it when that hardly makes the box larger; across the antimeridian when that is
    narrower.
    """
    if not len(lat):
        return None
    lon_sorted = np.unique(lon)
    gaps = np.append(np.diff(lon_sorted), lon_sorted[0] + 360.0 - lon_sorted[-1])
    west_edge = lon_sorted[(int(np.argmax(gaps)) + 1) % len(lon_sorted)]
    turned = (lon - west_edge) % 360.0  # degrees east of the widest empty stretch
    near = _nearest(lat, turned, weights)
    if not _is_worth(lat, turned, near):
        near = np.ones(len(lat), bool)
    south, north = float(lat[near].min()), float(lat[near].max())
    west, east = float(turned[near].min()), float(turned[near].max())
    return BoundingBox(south, _wrapped(west + west_edge), north, _wrapped(east + west_edge))


def _nearest(lat: Floats, turned: Floats, weights: Ints) -> Bools:
    """Which places hold the events nearest to the middle one."""
    total = int(weights.sum())
    if total < FEW:
        return np.ones(len(lat), bool)
    middle_lat, middle_turned = _median(lat, weights), _median(turned, weights)
    across = (turned - middle_turned) * math.cos(math.radians(middle_lat))
    order = np.argsort(np.hypot(lat - middle_lat, across), kind="stable")
    before = np.cumsum(weights[order]) - weights[order]
    near = np.zeros(len(lat), bool)
    near[order] = before < min(MIDDLE * total, total - 1)
    return near


def _is_worth(lat: Floats, turned: Floats, near: Bools) -> bool:
    return any(
        float(np.ptp(values)) > WORTH * float(np.ptp(values[near])) for values in (lat, turned)
    )


def _median(values: Floats, weights: Ints) -> float:
    order = np.argsort(values)
    share = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(share, share[-1] / 2)])


def _wrapped(lon: float) -> float:
    return float(lon - 360.0 if lon > 180.0 else lon)
