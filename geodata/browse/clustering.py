"""Which stacks of a view melt into one marker.

Two markers melt when their centres are closer than the mean of their diameters and one
pixel; the one with more events keeps its place, so a town never moves. Cells of 16 pixels
are melted first (their diagonal is less than the smallest marker), which bounds the work
by the size of the window and not by the number of places. Then rounds of "the strongest
of the neighbourhood takes its neighbours in" until nobody touches anybody.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

CELL_PX = 16.0
SIZES = ((1, 24.0), (2, 28.0), (5, 32.0), (10, 38.0), (25, 44.0), (100, 52.0))
_FROM = np.array([first for first, _ in SIZES])
_DIAMETER_PX = np.array([px for _, px in SIZES])
LARGEST_PX = float(_DIAMETER_PX[-1])
ROUNDS = 12


def diameters_px(counts: npt.NDArray[Any]) -> Floats:
    """The diameter of a marker with so many events.

    Example:
        >>> diameters_px(np.array([1, 4, 5, 99, 100])).tolist()
        [24.0, 28.0, 32.0, 44.0, 52.0]
    """
    return _DIAMETER_PX[np.searchsorted(_FROM, counts, side="right") - 1]


def melted(
    x_px: Floats,
    y_px: Floats,
    counts: Longs,
    extra_px: Floats,
    exactness: Longs | None = None,
    *,
    spacing: float = 1.0,
) -> Longs:
    """For each stack the stack it melts into, which may be itself.

    Args:
        x_px: centres in pixels of one plane.
        y_px: likewise, downwards.
        counts: events of each stack; the higher one leads.
        extra_px: what a marker keeps free around itself beyond its circle.
        exactness: 0..7, who leads among equals; then the earlier one. None: all alike.
        spacing: multiplies all distances; more than 1 gives fewer markers.
    """
    exact = np.zeros(len(counts), dtype=np.int64) if exactness is None else exactness
    leader = _cells(x_px, y_px, counts * 8 + exact, CELL_PX * spacing)
    for _ in range(ROUNDS):
        heads = np.flatnonzero(leader == np.arange(len(leader)))  # each leads itself
        sums = np.bincount(leader, weights=counts, minlength=len(counts))[heads]
        reach = diameters_px(sums) / 2 + 0.5 + extra_px[heads] / 2
        strength = sums * 8 + exact[heads]
        target = _taken_in(x_px[heads], y_px[heads], strength, reach * spacing)
        if target is None:
            break
        moved = np.arange(len(counts))
        moved[heads] = heads[target]
        leader = moved[leader]
    return leader


def _cells(x_px: Floats, y_px: Floats, strength: Longs, cell_px: float) -> Longs:
    """The strongest stack of each stack's cell."""
    column = np.floor(x_px / cell_px).astype(np.int64)
    row = np.floor(y_px / cell_px).astype(np.int64)
    cell = column * 2**32 + row
    order = np.lexsort((-strength, cell))
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = cell[order][1:] != cell[order][:-1]
    leader = np.empty(len(order), dtype=np.int64)
    leader[order] = order[is_first][np.cumsum(is_first) - 1]
    return leader


def _taken_in(
    x_px: Floats, y_px: Floats, strong: npt.NDArray[Any], reach_px: Floats
) -> Longs | None:
    """For each head the head that takes it in, or itself; None when nobody is too near."""
    one, other = touching_pairs(x_px, y_px, reach_px)
    if not len(one):
        return None
    count = len(x_px)
    by_strength = np.lexsort((-np.arange(count), strong))
    strength = np.empty(count, dtype=np.int64)
    strength[by_strength] = np.arange(count)
    a, b = np.concatenate([one, other]), np.concatenate([other, one])
    best_neighbour = np.full(count, -1)
    np.maximum.at(best_neighbour, a, strength[b])
    is_chief = strength > best_neighbour
    chief_near = np.full(count, -1)
    np.maximum.at(chief_near, a, np.where(is_chief[b], strength[b], -1))
    target = np.arange(count)
    goes = ~is_chief & (chief_near >= 0)
    target[goes] = by_strength[chief_near[goes]]
    return target


def touching_pairs(x_px: Floats, y_px: Floats, reach_px: Floats) -> tuple[Longs, Longs]:
    """All pairs whose distance is less than the sum of their reaches, each pair once."""
    cell_px = 2 * float(reach_px.max(initial=1.0))
    column = np.floor(x_px / cell_px).astype(np.int64)
    row = np.floor(y_px / cell_px).astype(np.int64)
    width = 2**31
    cell = column * width + row
    order = np.argsort(cell, kind="stable")
    cell = cell[order]
    ones, others = [], []
    for step in (0, 1, width - 1, width, width + 1):  # itself, below, and the column to the right
        first = np.searchsorted(cell, cell + step, side="left")
        last = np.searchsorted(cell, cell + step, side="right")
        if step == 0:
            first = np.arange(len(cell)) + 1
        lengths = np.maximum(last - first, 0)
        ones.append(np.repeat(np.arange(len(cell)), lengths))
        others.append(runs(first, lengths))
    one, other = order[np.concatenate(ones)], order[np.concatenate(others)]
    squared = (x_px[one] - x_px[other]) ** 2 + (y_px[one] - y_px[other]) ** 2
    near = squared < (reach_px[one] + reach_px[other]) ** 2
    return one[near], other[near]


def runs(starts: npt.NDArray[Any], lengths: npt.NDArray[Any]) -> Longs:
    """start, start + 1, ... for each run, one after the other.

    Example:
        >>> runs(np.array([5, 9]), np.array([2, 3])).tolist()
        [5, 6, 9, 10, 11]
    """
    ends = np.cumsum(lengths)
    if not len(ends):
        return np.zeros(0, dtype=np.int64)
    found: Longs = np.arange(int(ends[-1])) + np.repeat(starts - (ends - lengths), lengths)
    return found
