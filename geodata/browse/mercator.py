"""Web Mercator as a unit square, x from west and y from north; a zoom doubles its pixels.

The world is 256 * 2**zoom pixels wide, as Leaflet has it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

TILE_PX = 256
LAST_LAT = 85.0511287798066  # where the square ends: atan(sinh(pi))
EQUATOR_KM = 40075.016686

Floats = npt.NDArray[np.float64]


def world_px(zoom: float) -> float:
    """How many pixels wide the world is."""
    return TILE_PX * float(2.0**zoom)


def x_of(lon: Floats) -> Floats:
    """0..1 from the antimeridian eastwards."""
    return (lon + 180.0) / 360.0


def y_of(lat: Floats) -> Floats:
    """0..1 from the north; the poles stand on the edge."""
    phi = np.radians(np.clip(lat, -LAST_LAT, LAST_LAT))
    return np.clip(0.5 - np.log(np.tan(np.pi / 4 + phi / 2)) / (2 * np.pi), 0.0, 1.0)


def y_of_lat(lat: float) -> float:
    """The same for one latitude."""
    return float(y_of(np.array([lat]))[0])


def px_for_km(km: npt.NDArray[np.floating], lat: Floats, zoom: float) -> Floats:
    """How many pixels so many km are at a latitude."""
    narrowing = np.maximum(np.cos(np.radians(np.clip(lat, -LAST_LAT, LAST_LAT))), 0.01)
    return km * world_px(zoom) / (EQUATOR_KM * narrowing)


def morton(x: Floats, y: Floats) -> npt.NDArray[np.uint64]:
    """Both coordinates, 32 bits each, bit by bit in turn: near in code is near on the map."""
    return _spread(x) | (_spread(y) << np.uint64(1))


def _spread(value: Floats) -> npt.NDArray[np.uint64]:
    bits = np.minimum(value * 2.0**32, 2.0**32 - 1).astype(np.uint64)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits
