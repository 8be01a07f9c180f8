"""Regions and districts out of their settlements: names by a join, centres from extents."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import EARTH_RADIUS_KM
from geodata.gazetteer.entries import Name
from geodata.gazetteer.names import name_key

_KM_PER_DEGREE = EARTH_RADIUS_KM * np.pi / 180.0
_STRAY = 6.0
_LARGEST = 3
_SPOTS_PER_DEGREE = 10_000  # about 10 m


class DivisionNames:
    """Names of first and second-level divisions by a settlement's position."""

    def __init__(self, located: Iterable[dict[str, Any]]) -> None:
        self._named: list[tuple[str, str, str]] = []
        self._number_at: dict[int, int] = {}
        self._met: set[int] = set()
        self._numbers, self._people = array("I"), array("q")
        self._lats, self._lons = array("d"), array("d")
        numbers: dict[tuple[str, str, str], int] = {}
        for entry in located:
            named = (entry["country_code"], entry.get("state", ""), entry.get("county", ""))
            number = numbers.setdefault(named, len(numbers))
            if number == len(self._named):
                self._named.append(named)
            lat, lon = entry["latitude"], entry["longitude"]
            self._number_at[_spot(lat, lon)] = number
            self._numbers.append(number)
            self._lats.append(lat)
            self._lons.append(lon)
            self._people.append(int(entry.get("population") or 0))

    def of(self, lat: float, lon: float) -> tuple[str, str] | None:
        """The names of the region and the district there, '' where unknown, None when not met."""
        number = self._number_at.get(_spot(lat, lon))
        if number is None:
            return None
        self._met.add(number)
        _, state, county = self._named[number]
        return state, county

    def not_met(self) -> Iterator[tuple[str, str, str, float, float, int]]:
        """Settlements of districts that ``of`` was never asked for, as the package has moved them.

        Yields:
            Country code, region, district, latitude, longitude, population.
        """
        spots = zip(self._numbers, self._lats, self._lons, self._people, strict=True)
        for number, lat, lon, population in spots:
            country, state, county = self._named[number]
            if number not in self._met and state and county:
                yield country, state, county, lat, lon, population


def _spot(lat: float, lon: float) -> int:
    return round(lat * _SPOTS_PER_DEGREE) * 1_000_000_000 + round(lon * _SPOTS_PER_DEGREE)


@dataclass(slots=True)
class Division:
    """A division while its settlements are gathered.

    Attributes:
        largest: people and names of the settlements that may be its seat, the largest first.
    """

    country_code: str
    votes: Counter[str] = field(default_factory=Counter)
    lats: array[float] = field(default_factory=lambda: array("d"))
    lons: array[float] = field(default_factory=lambda: array("d"))
    population: int = 0
    largest: list[tuple[int, list[Name]]] = field(default_factory=list)

    def add(self, lat: float, lon: float, population: int) -> None:
        """Count one settlement in."""
        self.lats.append(lat)
        self.lons.append(lon)
        self.population += population

    def add_large(self, population: int, names: list[Name]) -> None:
        """Note a settlement that may be its seat, if it is one of the largest met."""
        if len(self.largest) < _LARGEST or population > self.largest[-1][0]:
            self.largest.append((population, names))
            self.largest.sort(key=lambda one: -one[0])
            del self.largest[_LARGEST:]

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

    With 8 points and more, those lying six times as far from the median as half of them do
    are left out (settlements booked under the wrong division), and with 20 the outermost 2 %
    on each side, so that no single island moves a province. The antimeridian is handled.

    Example:
        >>> lat, lon, radius_km = extent_of(np.array([40.0, 41.0]), np.array([45.0, 47.0]))
        >>> lat, lon, round(radius_km)
        (40.5, 46.0, 77)
    """
    middle = lons[0]
    around = (lons - middle + 180.0) % 360.0 - 180.0
    if len(lats) >= 8:
        lats, around = _without_strays(lats, around)
    trim = 2.0 if len(lats) >= 20 else 0.0
    south, north = np.percentile(lats, [trim, 100.0 - trim])
    west, east = np.percentile(around, [trim, 100.0 - trim])
    lat = float(south + north) / 2
    lon = float((middle + (west + east) / 2 + 180.0) % 360.0 - 180.0)
    height = max(float(north - south) * _KM_PER_DEGREE, 5.0)
    width = max(float(east - west) * _KM_PER_DEGREE * float(np.cos(np.radians(lat))), 5.0)
    return round(lat, 5), round(lon, 5), float(np.sqrt(height * width / np.pi))


def _without_strays(
    lats: NDArray[np.float64], lons: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    middle_lat, middle_lon = np.median(lats), np.median(lons)
    away = np.hypot(lats - middle_lat, (lons - middle_lon) * np.cos(np.radians(middle_lat)))
    near = away <= max(_STRAY * float(np.median(away)), 0.3)
    return lats[near], lons[near]


def district_id(region_id: str, name: str) -> str:
    """A district's id from its region's id and its own name.

    Example:
        >>> district_id("adm1:US.VA", "Fairfax County")
        'adm2:US.VA.fairfax-county'
    """
    return f"adm2:{region_id.removeprefix('adm1:')}.{name_key(name).replace(' ', '-')}"
