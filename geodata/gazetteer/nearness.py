"""Places by position, through the one-degree grid of the compiled file."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import EARTH_RADIUS_KM, LatLon
from geodata.model import PlaceKind

_KM_PER_DEGREE = EARTH_RADIUS_KM * np.pi / 180.0
_LONGEST_KM = EARTH_RADIUS_KM * np.pi


class Columns(Protocol):
    """The columns of a gazetteer that are needed here."""

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    kind: NDArray[np.uint8]
    prominence: NDArray[np.float32]
    radius_km: NDArray[np.float32]
    names_start: NDArray[np.uint32]
    names_end: NDArray[np.uint32]
    cell_start: NDArray[np.uint32]
    cell_row: NDArray[np.uint32]
    kinds: tuple[PlaceKind, ...]


def distances_km(
    position: LatLon, lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Great-circle distances in km from one position to many (haversine)."""
    phi, phis = np.radians(position.lat), np.radians(lat)
    half_lambda = np.radians(lon - position.lon) / 2
    h = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(half_lambda) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return distances


def rows_in_cells(
    columns: Columns, south: int, north: int, west: int, width: int
) -> NDArray[np.uint32]:
    """Rows in a block of cells; ``width`` cells eastward from ``west``, wrapped."""
    runs = []
    for row in range(max(0, south), min(179, north) + 1):
        first, last = row * 360 + west, row * 360 + min(west + width, 360)
        runs.append(columns.cell_row[columns.cell_start[first] : columns.cell_start[last]])
        if west + width > 360:
            first, last = row * 360, row * 360 + west + width - 360
            runs.append(columns.cell_row[columns.cell_start[first] : columns.cell_start[last]])
    return np.concatenate(runs) if runs else np.empty(0, dtype=np.uint32)


def _block(columns: Columns, position: LatLon, reach_km: float) -> NDArray[np.uint32]:
    """Rows of all cells that a circle touches."""
    degrees = reach_km / _KM_PER_DEGREE
    south, north = int(position.lat - degrees + 90.0), int(position.lat + degrees + 90.0)
    widest = max(abs(position.lat - degrees), abs(position.lat + degrees))
    shrink = np.cos(np.radians(min(widest, 89.9)))
    wide = min(180.0, degrees / shrink) if widest < 89.0 else 180.0
    west = int(np.floor(position.lon - wide + 180.0))
    width = min(360, int(np.floor(position.lon + wide + 180.0)) - west + 1)
    return rows_in_cells(columns, south, north, west % 360 if width < 360 else 0, width)


def nearest_rows(
    columns: Columns, position: LatLon, *, limit: int, within_km: float | None
) -> list[tuple[int, float]]:
    """Rows of the nearest settlements and their distances in km, nearest first."""
    if limit < 1:
        return []
    bound = _LONGEST_KM if within_km is None else within_km
    settlement = columns.kinds.index(PlaceKind.SETTLEMENT)
    reach = min(25.0, bound)
    while True:
        rows = _block(columns, position, reach)
        rows = rows[columns.kind[rows] == settlement]
        distances = distances_km(position, columns.lat[rows], columns.lon[rows])
        near = np.flatnonzero(distances <= reach)
        if len(near) >= limit or reach >= bound:
            best = near[np.argsort(distances[near], kind="stable")][:limit]
            return [(int(rows[n]), float(distances[n])) for n in best]
        reach = min(reach * 4, bound)
