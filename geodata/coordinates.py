"""Positions on WGS 84, latitude first. The antimeridian is handled here only."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.errors import InvalidPositionError

EARTH_RADIUS_KM = 6371.0088  # mean radius of the IUGG


@dataclass(frozen=True, slots=True)
class LatLon:
    """A position in decimal degrees, WGS 84, longitude in -180..180.

    Raises:
        InvalidPositionError: a latitude outside -90..90, or a number that is not finite.

    Example:
        >>> LatLon(40.68, 46.36)
        LatLon(lat=40.68, lon=46.36)
        >>> LatLon(10.0, 190.0).lon
        -170.0
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lat) and math.isfinite(self.lon)):
            raise InvalidPositionError(
                f"The position {self.lat}, {self.lon} is not a pair of finite numbers."
            )
        if not -90.0 <= self.lat <= 90.0:
            raise InvalidPositionError(
                f"The latitude {self.lat} lies outside -90 to 90; "
                "are latitude and longitude swapped?"
            )
        if not -180.0 <= self.lon <= 180.0:
            object.__setattr__(self, "lon", wrapped_longitude(self.lon))


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """A box in degrees; west is greater than east when it crosses the antimeridian.

    Example:
        >>> fiji = BoundingBox(south=-20, west=177, north=-15, east=-178)
        >>> fiji.contains(LatLon(-17.0, 179.5)), fiji.contains(LatLon(-17.0, 0.0))
        (True, False)
    """

    south: float
    west: float
    north: float
    east: float

    def contains(self, position: LatLon) -> bool:
        """Whether the position lies inside or on the edge."""
        if not self.south <= position.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= position.lon <= self.east
        return position.lon >= self.west or position.lon <= self.east

    @property
    def width_degrees(self) -> float:
        """Degrees of longitude from west to east, 0..360."""
        width = self.east - self.west
        return width if width >= 0 else width + 360.0

    @property
    def centre(self) -> LatLon:
        """The middle of the box in degrees."""
        return LatLon((self.south + self.north) / 2, self.west + self.width_degrees / 2)

    @property
    def parts(self) -> tuple[BoundingBox, ...]:
        """The box as one or two boxes that do not cross the antimeridian."""
        if self.west <= self.east:
            return (self,)
        return (
            BoundingBox(self.south, self.west, self.north, 180.0),
            BoundingBox(self.south, -180.0, self.north, self.east),
        )


def wrapped_longitude(lon: float) -> float:
    """The same meridian in -180..180.

    Example:
        >>> wrapped_longitude(540.0), wrapped_longitude(-181.0)
        (180.0, 179.0)
    """
    wrapped = (lon + 180.0) % 360.0 - 180.0
    return 180.0 if wrapped == -180.0 and lon > 0 else wrapped


def distance_km(a: LatLon, b: LatLon) -> float:
    """Great-circle distance in km (haversine on the mean sphere, within 0.5 % of the ellipsoid).

    Example:
        >>> round(distance_km(LatLon(40.38, 49.89), LatLon(40.68, 46.36)))
        300
    """
    phi_a, phi_b = math.radians(a.lat), math.radians(b.lat)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = math.radians(b.lon - a.lon) / 2
    h = math.sin(half_phi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def offset_km(origin: LatLon, *, bearing_degrees: float, distance_km: float) -> LatLon:
    """The position at a bearing (clockwise from north) and a distance along the great circle.

    Example:
        >>> north = offset_km(LatLon(40.0, 45.0), bearing_degrees=0.0, distance_km=111.2)
        >>> round(north.lat, 2), round(north.lon, 2)
        (41.0, 45.0)
    """
    angle = distance_km / EARTH_RADIUS_KM
    bearing, phi = math.radians(bearing_degrees), math.radians(origin.lat)
    lat = math.asin(
        math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing)
    )
    lon = math.radians(origin.lon) + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(phi),
        math.cos(angle) - math.sin(phi) * math.sin(lat),
    )
    return LatLon(math.degrees(lat), wrapped_longitude(math.degrees(lon)))


def bounding_box(positions: Iterable[LatLon]) -> BoundingBox | None:
    """The smallest box around the positions, across the antimeridian when that is narrower.

    None when there is no position.

    Example:
        >>> bounding_box([LatLon(-17.0, 179.0), LatLon(-18.0, -179.0)]).width_degrees
        2.0
        >>> bounding_box([]) is None
        True
    """
    points = list(positions)
    if not points:
        return None
    lons = sorted({p.lon for p in points})
    gaps = [b - a for a, b in itertools.pairwise(lons)]
    gaps.append(lons[0] + 360.0 - lons[-1])
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    west = lons[(widest + 1) % len(lons)]
    lats = [p.lat for p in points]
    return BoundingBox(min(lats), west, max(lats), lons[widest])
