"""Places by position, through the one-degree grid of the compiled file."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import EARTH_RADIUS_KM, BoundingBox, LatLon
from geodata.model import PlaceKind

_KM_PER_DEGREE = EARTH_RADIUS_KM * np.pi / 180.0
_LONGEST_KM = EARTH_RADIUS_KM * np.pi
_MANY_CELLS = 600
_SCAN_ROWS = 16_384


class Columns(Protocol):
    """The columns of a gazetteer that are needed here."""

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    kind: NDArray[np.uint8]
    prominence: NDArray[np.float32]
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


def _rows_in(columns: Columns, south: int, north: int, west: int, width: int) -> NDArray[np.uint32]:
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
    return _rows_in(columns, south, north, west % 360 if width < 360 else 0, width)


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


_LABEL_KINDS = (
    PlaceKind.COUNTRY,
    PlaceKind.SETTLEMENT,
    PlaceKind.WATER,
    PlaceKind.CONTINENT,
    PlaceKind.REGION,
)


def label_rows(columns: Columns, box: BoundingBox, zoom: int, limit: int) -> list[int]:
    """Rows of the places worth a label in a box, most prominent first.

    How prominent a place must be falls with the zoom level: at level 3 countries and
    capitals, at level 12 every village.
    """
    if limit < 1:
        return []
    wanted = np.array([_least_prominence(kind, zoom) for kind in columns.kinds])
    west, width = int(np.floor(box.west + 180.0)) % 360, int(box.width_degrees) + 2
    south, north = int(box.south + 90.0), int(box.north + 90.0)
    if (north - south + 1) * width > _MANY_CELLS:
        return _scan(columns, box, wanted, limit)
    rows = np.sort(_rows_in(columns, south, north, west, min(width, 360)))
    return _kept(columns, rows, box, wanted)[:limit]


def _scan(columns: Columns, box: BoundingBox, wanted: NDArray[np.float64], limit: int) -> list[int]:
    found: list[int] = []
    for start in range(0, len(columns.lat), _SCAN_ROWS):
        if columns.prominence[start] < wanted.min():
            break
        stop = min(start + _SCAN_ROWS, len(columns.lat))
        found += _kept(columns, np.arange(start, stop, dtype=np.uint32), box, wanted)
        if len(found) >= limit:
            break
    return found[:limit]


def _kept(
    columns: Columns, rows: NDArray[np.uint32], box: BoundingBox, wanted: NDArray[np.float64]
) -> list[int]:
    lat, lon = columns.lat[rows], columns.lon[rows]
    inside = (lat >= box.south) & (lat <= box.north)
    if box.west <= box.east:
        inside &= (lon >= box.west) & (lon <= box.east)
    else:
        inside &= (lon >= box.west) | (lon <= box.east)
    inside &= columns.prominence[rows] >= wanted[columns.kind[rows]]
    kept: list[int] = rows[inside].tolist()
    return kept


def _least_prominence(kind: PlaceKind, zoom: int) -> float:
    if kind not in _LABEL_KINDS:
        return np.inf
    if kind is PlaceKind.CONTINENT:
        return 0.0 if zoom <= 2 else np.inf
    if kind is PlaceKind.REGION:
        return 9.0 - 0.5 * zoom if 5 <= zoom <= 9 else np.inf
    if kind is PlaceKind.COUNTRY:
        return 8.8 - 0.6 * zoom if zoom <= 8 else np.inf
    return 8.6 - 0.6 * zoom
