"""Which places get a label on a map of a given box and zoom level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import BoundingBox, LatLon
from geodata.gazetteer.nearness import Columns, distances_km, rows_in_cells
from geodata.model import PlaceKind

_MANY_CELLS = 600
_SCAN_ROWS = 16_384
_FAME = 0.4  # what ten times as many bytes of names weigh
_SPARE = 4  # candidates looked at for each label wanted: some stand too close to others
_PX_APART = 16.0  # labels closer than this cover each other
_KM_PER_PX_AT_0 = 156.543  # Web Mercator on the equator, 256 px tiles
_SETTLEMENT_KINDS = (PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT)


def label_rows(columns: Columns, box: BoundingBox, zoom: int, limit: int) -> list[int]:
    """Rows of the places worth a label in a box, most prominent first, none on another.

    How prominent a place must be falls with the zoom level: at level 3 countries and the
    greatest cities, at level 12 every village.
    """
    if limit < 1:
        return []
    least = np.array([_least_prominence(kind, zoom) for kind in columns.kinds])
    rows = _candidates(columns, box, least, limit * _SPARE)
    return _apart(columns, _by_fame(columns, rows), zoom, limit)


def _by_fame(columns: Columns, rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Rows by prominence and by how much is written about their names.

    A quarter of a city is sometimes booked with the population of the whole city; the world
    has names in many languages for the city only.
    """
    written = columns.names_end[rows].astype(np.int64) - columns.names_start[rows]
    fame = columns.prominence[rows] + _FAME * np.log10(np.maximum(written, 1))
    ordered: NDArray[np.uint32] = rows[np.argsort(-fame, kind="stable")]
    return ordered


def _candidates(
    columns: Columns, box: BoundingBox, least: NDArray[np.float64], most: int
) -> NDArray[np.uint32]:
    west, width = int(np.floor(box.west + 180.0)) % 360, int(box.width_degrees) + 2
    south, north = int(np.floor(box.south + 90.0)), int(np.floor(box.north + 90.0))
    if (north - south + 1) * width <= _MANY_CELLS:
        rows = np.sort(rows_in_cells(columns, south, north, west, min(width, 360)))
        return _kept(columns, rows, box, least)[:most]
    found: list[NDArray[np.uint32]] = []
    for start in range(0, len(columns.lat), _SCAN_ROWS):
        if columns.prominence[start] < least.min() or sum(map(len, found)) >= most:
            break
        stop = min(start + _SCAN_ROWS, len(columns.lat))
        found.append(_kept(columns, np.arange(start, stop, dtype=np.uint32), box, least))
    return np.concatenate(found)[:most] if found else np.empty(0, dtype=np.uint32)


def _kept(
    columns: Columns, rows: NDArray[np.uint32], box: BoundingBox, least: NDArray[np.float64]
) -> NDArray[np.uint32]:
    lat, lon = columns.lat[rows], columns.lon[rows]
    inside = (lat >= box.south) & (lat <= box.north)
    if box.west <= box.east:
        inside &= (lon >= box.west) & (lon <= box.east)
    else:
        inside &= (lon >= box.west) | (lon <= box.east)
    inside &= columns.prominence[rows] >= least[columns.kind[rows]]
    kept: NDArray[np.uint32] = rows[inside]
    return kept


def _apart(columns: Columns, rows: NDArray[np.uint32], zoom: int, limit: int) -> list[int]:
    """The first rows that keep their distance from those before them.

    The distance is that of two labels on the screen; inside a city it is also the city's
    radius until level 11, so that its quarters do not stand among the towns.
    """
    taken: list[int] = []
    settlements = {columns.kinds.index(kind) for kind in _SETTLEMENT_KINDS}
    for row in rows.tolist():
        if len(taken) == limit:
            break
        if taken and _covered(columns, row, taken, zoom, settlements):
            continue
        taken.append(row)
    return taken


def _covered(
    columns: Columns, row: int, taken: list[int], zoom: int, settlements: set[int]
) -> bool:
    lat, lon = float(columns.lat[row]), float(columns.lon[row])
    before = np.array(taken)
    away = distances_km(LatLon(lat, lon), columns.lat[before], columns.lon[before])
    km_per_px = _KM_PER_PX_AT_0 * max(0.1, float(np.cos(np.radians(lat)))) / 2**zoom
    reach = np.full(len(taken), _PX_APART * km_per_px)
    if zoom < 11 and int(columns.kind[row]) in settlements:
        cities = np.isin(columns.kind[before], list(settlements))
        reach = np.where(cities, np.maximum(reach, columns.radius_km[before]), reach)
    return bool((away < reach).any())


def _least_prominence(kind: PlaceKind, zoom: int) -> float:
    """How prominent a place of a kind must be; chosen by eye on maps of many regions."""
    if kind is PlaceKind.CONTINENT:
        return 0.0 if zoom <= 2 else np.inf
    if kind is PlaceKind.COUNTRY:
        return 8.8 - 0.6 * zoom if zoom <= 8 else np.inf
    if kind is PlaceKind.REGION:
        return 9.0 - 0.5 * zoom if 6 <= zoom <= 9 else np.inf
    if kind is PlaceKind.WATER:
        return 8.8 - 0.6 * zoom
    if kind is PlaceKind.SETTLEMENT:
        return 8.6 - 0.6 * zoom
    return np.inf
