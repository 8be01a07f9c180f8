"""The part of the world a map shows, as it stands in an address: z, w, s, e, n."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.coordinates import BoundingBox, wrapped_longitude

DEEPEST_ZOOM = 22.0


@dataclass(frozen=True, slots=True)
class MapView:
    """A zoom level, halves allowed, and a box."""

    zoom: float
    box: BoundingBox


def map_view(parameters: Mapping[str, str]) -> MapView:
    """The view that an address names; longitudes may run on beyond 180 degrees.

    Raises:
        ValueError: a number is missing, not finite or out of range; the message says which.

    Example:
        >>> map_view({"z": "6.5", "w": "170", "s": "-20", "e": "190", "n": "-10"}).box.east
        -170.0
    """
    zoom = _number(parameters, "z", least=0.0, most=DEEPEST_ZOOM)
    south = _number(parameters, "s", least=-90.0, most=90.0)
    north = _number(parameters, "n", least=-90.0, most=90.0)
    west = _number(parameters, "w", least=-1080.0, most=1080.0)
    east = _number(parameters, "e", least=-1080.0, most=1080.0)
    if south > north or west > east:
        raise ValueError("The box is turned over: s must not exceed n, nor w exceed e.")
    if east - west >= 360.0:
        return MapView(zoom, BoundingBox(south, -180.0, north, 180.0))
    return MapView(
        zoom, BoundingBox(south, wrapped_longitude(west), north, wrapped_longitude(east))
    )


def _number(parameters: Mapping[str, str], name: str, *, least: float, most: float) -> float:
    text = parameters.get(name)
    if text is None:
        raise ValueError(f"The parameter {name} is missing.")
    try:
        number = float(text[:40])
    except ValueError:
        number = math.nan
    if not least <= number <= most:  # false for NaN as well
        raise ValueError(f"The parameter {name} must be a number from {least:g} to {most:g}.")
    return number
