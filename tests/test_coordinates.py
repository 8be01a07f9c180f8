from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.coordinates import (
    EARTH_RADIUS_KM,
    BoundingBox,
    LatLon,
    bounding_box,
    distance_km,
    offset_km,
    wrapped_longitude,
)
from geodata.errors import InvalidPositionError

lats = st.floats(-90, 90)
lons = st.floats(-180, 180)
positions = st.builds(LatLon, lats, lons)


def test_a_latitude_beyond_the_pole_is_refused_with_a_hint_at_swapping() -> None:
    with pytest.raises(InvalidPositionError, match="swapped"):
        LatLon(131.0, 43.0)


@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 0.0), (0.0, math.inf)])
def test_a_position_that_is_not_finite_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(InvalidPositionError, match="finite"):
        LatLon(lat, lon)


@given(st.floats(-1e6, 1e6))
def test_a_wrapped_longitude_is_the_same_meridian(lon: float) -> None:
    wrapped = wrapped_longitude(lon)
    assert -180.0 <= wrapped <= 180.0
    assert math.isclose(math.cos(math.radians(wrapped)), math.cos(math.radians(lon)), abs_tol=1e-6)


@given(positions, positions)
def test_distance_is_symmetric_and_at_most_half_the_earth(a: LatLon, b: LatLon) -> None:
    assert math.isclose(distance_km(a, b), distance_km(b, a), abs_tol=1e-6)
    assert 0 <= distance_km(a, b) <= math.pi * EARTH_RADIUS_KM + 1e-6


@given(st.builds(LatLon, st.floats(-80, 80), lons), st.floats(0, 360), st.floats(0, 5000))
def test_walking_a_distance_ends_at_that_distance(
    origin: LatLon, bearing: float, km: float
) -> None:
    there = offset_km(origin, bearing_degrees=bearing, distance_km=km)
    assert math.isclose(distance_km(origin, there), km, rel_tol=1e-6, abs_tol=1e-4)


@given(st.lists(positions, min_size=1, max_size=8))
def test_the_box_around_positions_contains_each_of_them(points: list[LatLon]) -> None:
    box = bounding_box(points)
    assert box is not None
    assert all(box.contains(point) for point in points)


def test_a_box_across_the_antimeridian_has_two_parts_and_a_centre_between() -> None:
    box = BoundingBox(south=-20, west=177, north=-15, east=-178)
    assert box.parts == (
        BoundingBox(-20, 177, -15, 180.0),
        BoundingBox(-20, -180.0, -15, -178),
    )
    assert box.centre == LatLon(-17.5, 179.5)
    assert BoundingBox(0, 10, 5, 20).parts == (BoundingBox(0, 10, 5, 20),)
