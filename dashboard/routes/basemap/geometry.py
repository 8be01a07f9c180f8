"""Plane geometry of the base map on arrays of longitude and latitude (GeoJSON order, degrees).

A ring is closed by repeating its first vertex; a line is not.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]

KM_PER_DEGREE = 111.195  # of a great circle on the mean sphere of 6371.0088 km


class Box(NamedTuple):
    """A box in degrees that does not cross the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def grown(self, degrees: float) -> Box:
        """The box with a margin on every side."""
        return Box(
            self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees
        )


def simplified(line: Points, tolerance: float) -> Points:
    """The line without vertices that lie closer than the tolerance (Douglas and Peucker, 1973).

    Longitudes are scaled by the cosine of the middle latitude, so that the tolerance, in
    degrees of latitude, is the same distance in both directions. Keeps both ends.

    Example:
        >>> simplified(np.array([[0.0, 0.0], [1.0, 0.001], [2.0, 0.0]]), 0.01).tolist()
        [[0.0, 0.0], [2.0, 0.0]]
    """
    if len(line) < 3 or tolerance <= 0:
        return line
    scale = math.cos(math.radians(float(np.clip(line[:, 1].mean(), -75, 75))))
    flat = line * (scale, 1.0)
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        distances = _distances(flat[first + 1 : last], flat[first], flat[last])
        farthest = int(distances.argmax())
        if distances[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            waiting += [(first, middle), (middle, last)]
    kept: Points = line[keep]
    return kept


def _distances(points: Points, start: Points, end: Points) -> NDArray[np.float64]:
    """Distances of points from the straight line through start and end."""
    dx, dy = end - start
    away = points - start
    length = math.hypot(dx, dy)
    if length < 1e-12:
        return np.hypot(away[:, 0], away[:, 1])
    return np.asarray(np.abs(away[:, 0] * dy - away[:, 1] * dx) / length)


def simplified_ring(ring: Points, tolerance: float) -> Points:
    """The same for a ring: it is halved first, because its two ends are one point."""
    if len(ring) < 8:
        return ring
    half = len(ring) // 2
    return np.vstack(
        [simplified(ring[: half + 1], tolerance), simplified(ring[half:], tolerance)[1:]]
    )


def smoothed(line: Points, fixed: NDArray[np.bool_]) -> Points:
    """The line with its corners cut at a quarter (Chaikin, 1974), except at fixed vertices.

    It never leaves the hull of its corners, so it stays as true as the data behind it. A fixed
    vertex stands twice in the answer. Fix both ends of an open line.

    Example:
        >>> line = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]])
        >>> smoothed(line, np.array([True, False, True])).tolist()
        [[0.0, 0.0], [3.0, 0.0], [4.0, 1.0], [4.0, 4.0]]
    """
    start, step = line[:-1], line[1:] - line[:-1]
    cut = np.empty((2 * len(start), 2))
    cut[0::2] = start + step * np.where(fixed[:-1], 0.0, 0.25)[:, None]
    cut[1::2] = start + step * np.where(fixed[1:], 1.0, 0.75)[:, None]
    return cut


def clipped_ring(ring: Points, box: Box) -> Points:
    """The part of a ring inside the box, as one open ring (Sutherland and Hodgman, 1974).

    Pieces that fall apart stay joined along the edge of the box, which is right for a fill
    and must not be stroked. An empty array when nothing lies inside.

    Example:
        >>> square = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4], [0, 0]])
        >>> clipped_ring(square, Box(1, 1, 3, 3)).min(), clipped_ring(square, Box(1, 1, 3, 3)).max()
        (np.float64(1.0), np.float64(3.0))
        >>> len(clipped_ring(square, Box(8, 8, 9, 9)))
        0
    """
    points = ring[:-1]
    sides = ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1))
    for axis, limit, sign in sides:
        if len(points) == 0:
            break
        points = _cut_side(points, axis, limit, sign)
    return points


def _cut_side(points: Points, axis: int, limit: float, sign: int) -> Points:
    """What lies on the inner side of one edge, with a vertex wherever the edge is crossed."""
    inside = (points[:, axis] - limit) * sign >= 0
    if inside.all():
        return points
    if not inside.any():
        return points[:0]
    following = np.roll(points, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    start, end = points[crosses], following[crosses]
    share = (limit - start[:, axis]) / (end[:, axis] - start[:, axis])
    crossings = start + (end - start) * share[:, None]
    crossings[:, axis] = limit  # exactly, so that it is known as an edge later
    order = np.concatenate([np.flatnonzero(inside) * 2, np.flatnonzero(crosses) * 2 + 1])
    cut: Points = np.concatenate([points[inside], crossings])[np.argsort(order)]
    return cut


def clipped_line(line: Points, box: Box) -> list[Points]:
    """The pieces of a line inside the box, cut exactly at its edges (Liang and Barsky, 1984).

    Example:
        >>> across = np.array([[-2.0, 0.5], [0.5, 0.5], [2.0, 0.5]])
        >>> [piece.tolist() for piece in clipped_line(across, Box(0, 0, 1, 1))]
        [[[0.0, 0.5], [0.5, 0.5], [1.0, 0.5]]]
    """
    start, step = line[:-1], line[1:] - line[:-1]
    enters, leaves = np.zeros(len(start)), np.ones(len(start))
    sides = ((0, box.west, -1), (0, box.east, 1), (1, box.south, -1), (1, box.north, 1))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # infinite is right
        for axis, limit, sign in sides:
            outward = step[:, axis] * sign
            room = (limit - start[:, axis]) * sign
            share = room / outward
            enters = np.where(outward < 0, np.maximum(enters, share), enters)
            leaves = np.where(outward > 0, np.minimum(leaves, share), leaves)
            leaves = np.where((outward == 0) & (room < 0), -1.0, leaves)
    pieces: list[Points] = []
    run: list[Points] = []
    for i in np.flatnonzero(enters < leaves):
        if not run or enters[i] > 0 or not np.array_equal(run[-1], start[i]):
            if len(run) > 1:
                pieces.append(np.array(run))
            run = [start[i] + step[i] * enters[i]]
        run.append(line[i + 1] if leaves[i] == 1 else start[i] + step[i] * leaves[i])
    if len(run) > 1:
        pieces.append(np.array(run))
    return pieces


def joined(lines: Sequence[Points]) -> list[Points]:
    """The lines joined end to end wherever exactly two meet.

    Rivers arrive as short segments without any rank; their joined length is the rank.

    Example:
        >>> a, b = np.array([[0.0, 0], [1, 0]]), np.array([[2.0, 0], [1, 0]])
        >>> [line.tolist() for line in joined([a, b])]
        [[[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]]
    """
    meeting: dict[tuple[float, float], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        meeting[_knot(line[0])].append(number)
        meeting[_knot(line[-1])].append(number)
    used: set[int] = set()
    out: list[Points] = []
    for number, line in enumerate(lines):
        if number in used:
            continue
        used.add(number)
        forward = _followed(line, lines, meeting, used)
        backward = _followed(line[::-1], lines, meeting, used)
        out.append(np.vstack([*[part[::-1] for part in reversed(backward)], line, *forward]))
    return out


def _knot(point: Points) -> tuple[float, float]:
    return round(float(point[0]), 3), round(float(point[1]), 3)


def _followed(
    line: Points,
    lines: Sequence[Points],
    meeting: dict[tuple[float, float], list[int]],
    used: set[int],
) -> list[Points]:
    """The parts that continue a line beyond its last vertex, without the shared vertices."""
    parts: list[Points] = []
    end = line[-1]
    while True:
        knot = _knot(end)
        free = [number for number in meeting[knot] if number not in used]
        if len(meeting[knot]) != 2 or len(free) != 1:
            return parts
        used.add(free[0])
        part = lines[free[0]]
        part = part if _knot(part[0]) == knot else part[::-1]
        parts.append(part[1:])
        end = part[-1]


def length_km(line: Points) -> float:
    """Length of a line in km, good to a percent for the short segments of a coast or river."""
    steps = np.diff(line, axis=0)
    eastward = steps[:, 0] * np.cos(np.radians(line[:-1, 1]))
    return float(np.hypot(eastward, steps[:, 1]).sum() * KM_PER_DEGREE)


def whole_numbers(points: Points, per_degree: int) -> NDArray[np.int64]:
    """Positions as whole steps of a degree, without repeated vertices."""
    whole = np.rint(points * per_degree).astype(np.int64)
    moves = np.ones(len(whole), dtype=bool)
    moves[1:] = (np.diff(whole, axis=0) != 0).any(axis=1)
    kept: NDArray[np.int64] = whole[moves]
    return kept


def deltas(whole: NDArray[np.int64]) -> list[int]:
    """The first position and then each step, flat: x, y, dx, dy, dx, dy ...

    Example:
        >>> deltas(np.array([[10, 20], [11, 18]]))
        [10, 20, 1, -2]
    """
    numbers: list[int] = np.vstack([whole[:1], np.diff(whole, axis=0)]).ravel().tolist()
    return numbers
