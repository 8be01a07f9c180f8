"""Regions and districts out of their settlements: names by a join, centres from extents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import EARTH_RADIUS_KM
from geodata.gazetteer.names import name_key

_SAME_SPOT = 4  # decimals of a degree, about 10 m: the packages round differently


class DivisionNames:
    """Names of first and second-level divisions by a settlement's position and name."""

    def __init__(self, located: Iterable[dict[str, Any]]) -> None:
        self._by_spot: dict[tuple[str, int, int], tuple[str, str]] = {}
        shared: dict[str, str] = {}
        for entry in located:
            state, county = entry.get("state", ""), entry.get("county", "")
            pair = (shared.setdefault(state, state), shared.setdefault(county, county))
            country, lat, lon = entry["country_code"], entry["latitude"], entry["longitude"]
            country = shared.setdefault(country, country)
            self._by_spot[country, *_spot(lat, lon)] = pair

    def of(self, country_code: str, lat: float, lon: float) -> tuple[str, str] | None:
        """The names of the region and the district there, '' where unknown, None when not met."""
        return self._by_spot.get((country_code, *_spot(lat, lon)))


def _spot(lat: float, lon: float) -> tuple[int, int]:
    return round(lat * 10**_SAME_SPOT), round(lon * 10**_SAME_SPOT)


@dataclass(slots=True)
class Division:
    """A division while its settlements are gathered."""

    country_code: str
    votes: Counter[str] = field(default_factory=Counter)
    lats: list[float] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)
    population: int = 0

    def add(self, lat: float, lon: float, population: int) -> None:
        """Count one settlement in."""
        self.lats.append(lat)
        self.lons.append(lon)
        self.population += population

    @property
    def name(self) -> str:
        """The name most of its settlements vote for, '' when none does."""
        return self.votes.most_common(1)[0][0] if self.votes else ""

    @property
    def extent(self) -> tuple[float, float, float]:
        """Latitude and longitude of the centre of the extent, and its radius in km."""
        return extent_of(np.array(self.lats), np.array(self.lons))


def extent_of(lats: NDArray[np.float64], lons: NDArray[np.float64]) -> tuple[float, float, float]:
    """The centre of the box around the points and the radius in km of a circle of its area.

    With 20 points and more the outermost 2 % on each side are left out, so that one island
    or one wrong position does not move a province. Boxes across the antimeridian are handled.

    Example:
        >>> lat, lon, radius_km = extent_of(np.array([40.0, 41.0]), np.array([45.0, 47.0]))
        >>> lat, lon, round(radius_km)
        (40.5, 46.0, 77)
    """
    middle = lons[0]
    around = (lons - middle + 180.0) % 360.0 - 180.0
    trim = 2.0 if len(lats) >= 20 else 0.0
    south, north = np.percentile(lats, [trim, 100.0 - trim])
    west, east = np.percentile(around, [trim, 100.0 - trim])
    lat = float(south + north) / 2
    lon = float((middle + (west + east) / 2 + 180.0) % 360.0 - 180.0)
    km_per_degree = EARTH_RADIUS_KM * np.pi / 180.0
    height = max(float(north - south) * km_per_degree, 5.0)
    width = max(float(east - west) * km_per_degree * float(np.cos(np.radians(lat))), 5.0)
    return round(lat, 5), round(lon, 5), float(np.sqrt(height * width / np.pi))


def district_id(region_id: str, name: str) -> str:
    """A district's id from its region's id and its own name.

    Example:
        >>> district_id("adm1:US.VA", "Fairfax County")
        'adm2:US.VA.fairfax-county'
    """
    return f"adm2:{region_id.removeprefix('adm1:')}.{name_key(name).replace(' ', '-')}"
