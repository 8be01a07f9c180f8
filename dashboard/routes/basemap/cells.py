"""One cell of the base map, cut out of the tables.

All rings of a cell make one even-odd path: lakes become holes, and islands in lakes land
again, with no nesting. Sides along the edge of the cell, along the antimeridian and along
Antarctica's seams are filled but never stroked; ``hidden`` counts them from 0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.routes.basemap import sources
from dashboard.routes.basemap.bands import Band
from dashboard.routes.basemap.contested import parted
from dashboard.routes.basemap.geometry import (
    Box,
    Points,
    clipped_line,
    clipped_ring,
    deltas,
    simplified,
    simplified_ring,
    smoothed,
    whole_numbers,
)
from dashboard.routes.basemap.packing import Cell
from dashboard.routes.basemap.sources import Shape

OVERLAP = 0.002  # of a cell: hides the hairline that antialiasing leaves between neighbours
SEAM_SLACK_DEGREES = 1e-3


def cell_of(band: Band, column: int, row: int) -> Cell:
    """The cell, from data that is read on the first call (about a second)."""
    box = band.box(column, row)
    wide = box if band.columns == 1 else box.grown(band.cell_degrees * OVERLAP)
    land: list[list[int]] = []
    hidden: list[list[int]] = []
    for shape in sources.shorelines(band.coast_detail):
        if shape.rank < band.least_km2:
            break  # they come largest first
        if shape.touches(wide):
            whole = _ring(shape, band, wide)
            if len(whole) >= 3:
                land.append(deltas(whole))
                hidden.append(_sides_that_are_no_coast(whole, shape, band, wide))
    borders: list[list[int]] = []
    contested: list[list[int]] = []
    for shape in sources.borders(band.border_detail):
        if shape.touches(box):
            for group, lines in zip((borders, contested), parted(shape.points), strict=True):
                group += [deltas(whole) for line in lines for whole in _lines(line, band, box)]
    return Cell(band.per_degree, land, hidden, borders, contested, _rivers(band, box))


def _rivers(band: Band, box: Box) -> list[list[int]]:
    if not band.river_km:
        return []
    least_km = min(km for _, km in band.river_km)
    return [
        [round(shape.rank), *deltas(whole)]
        for shape in sources.rivers(band.coast_detail)
        if shape.rank >= least_km
        if shape.touches(box)
        for whole in _lines(shape.points, band, box)
    ]


def _ring(shape: Shape, band: Band, box: Box) -> NDArray[np.int64]:
    """The ring inside the box in whole numbers, open; empty when it lies outside."""
    ring = shape.points
    if band.is_smooth:
        ring = smoothed(ring, _on_seam(ring))
    cut = clipped_ring(ring, box)
    if len(cut) < 3:
        return np.empty((0, 2), dtype=np.int64)
    closed = np.vstack([cut, cut[:1]])
    whole = whole_numbers(simplified_ring(closed, band.tolerance_degrees), band.per_degree)
    return whole[:-1] if len(whole) and (whole[0] == whole[-1]).all() else whole


def _lines(line: Points, band: Band, box: Box) -> list[NDArray[np.int64]]:
    """The pieces of a border or river inside the box in whole numbers."""
    if band.is_smooth and len(line) > 2:
        ends = np.zeros(len(line), dtype=bool)
        ends[[0, -1]] = True
        line = smoothed(line, ends)
    pieces = [
        whole_numbers(simplified(piece, band.tolerance_degrees), band.per_degree)
        for piece in clipped_line(line, box)
    ]
    return [piece for piece in pieces if len(piece) >= 2]


def _on_seam(ring: Points) -> NDArray[np.bool_]:
    """Vertices where the data itself is cut: the antimeridian, the pole, Greenwich in the south."""
    lon, lat = ring[:, 0], ring[:, 1]
    greenwich = (np.abs(lon) < SEAM_SLACK_DEGREES) & (lat < -60)
    return np.asarray((np.abs(lon) > 180 - SEAM_SLACK_DEGREES) | (lat < -89) | greenwich)


def _sides_that_are_no_coast(
    whole: NDArray[np.int64], shape: Shape, band: Band, box: Box
) -> list[int]:
    following = np.roll(whole, -1, axis=0)
    meridians = [box.west, box.east, -180.0, 180.0] + ([0.0] if shape.has_seam else [])
    along = np.zeros(len(whole), dtype=bool)
    for axis, limits in ((0, meridians), (1, [box.south, box.north])):
        for limit in limits:
            edge = round(limit * band.per_degree)
            along |= (whole[:, axis] == edge) & (following[:, axis] == edge)
    pole = -89 * band.per_degree
    along |= (whole[:, 1] < pole) | (following[:, 1] < pole)
    numbers: list[int] = np.flatnonzero(along).tolist()
    return numbers
