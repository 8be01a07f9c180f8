"""The base map for a page that is one file: the world, and finer cells around what happened."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import Any

from dashboard.routes.basemap.bands import BANDS, Band
from dashboard.routes.basemap.packing import unpacked
from dashboard.routes.basemap.store import CellStore
from geodata.coordinates import LatLon

MOST_CELLS = 6  # of 20 degrees, at most about 100 kB each; without them the world alone goes in
AROUND_DEGREES = 3.0  # a place so near to a cell is shown with some of its surroundings
FINE_ZOOM, WORLD_ZOOM = 9.0, 5.5  # the last zoom with and without the finer cells


def portable_map(store: CellStore, positions: Iterable[LatLon]) -> dict[str, Any]:
    """The cells as JSON values, with the zooms they are good for."""
    world, region = BANDS[0], BANDS[1]
    wanted = _cells_around(region, positions)
    fine = wanted if len(wanted) <= MOST_CELLS else []
    return {
        "world": _cell(store, world, 0, 0),
        "cells": [_with_box(store, region, column, row) for column, row in fine],
        "fine_from": region.from_zoom,
        "most_zoom": FINE_ZOOM if fine else WORLD_ZOOM,
    }


def _cells_around(band: Band, positions: Iterable[LatLon]) -> list[tuple[int, int]]:
    return sorted(
        {
            _at(band, LatLon(_clamped(spot.lat + up), spot.lon), out)
            for spot in positions
            for up in (-AROUND_DEGREES, AROUND_DEGREES)
            for out in (-AROUND_DEGREES, AROUND_DEGREES)
        }
    )


def _clamped(lat: float) -> float:
    return max(-90.0, min(90.0, lat))


def _at(band: Band, spot: LatLon, out: float) -> tuple[int, int]:
    column = int((spot.lon + out + 180.0) % 360.0 / band.cell_degrees)
    row = int((spot.lat + 90.0) / band.cell_degrees)
    return min(column, band.columns - 1), min(row, band.rows - 1)


def _with_box(store: CellStore, band: Band, column: int, row: int) -> dict[str, Any]:
    box = band.box(column, row)
    edges = [box.south, box.west, box.north, box.east]
    return {"box": edges, "cell": _cell(store, band, column, row)}


def _cell(store: CellStore, band: Band, column: int, row: int) -> Any:
    return unpacked(gzip.decompress(store.cell(band, column, row))).values()
