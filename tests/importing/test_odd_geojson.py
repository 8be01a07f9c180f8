"""GeoJSON that other programs write by accident, or somebody by intent."""

from __future__ import annotations

import pytest

from geodata.importing import import_events
from geodata.model import Precision
from geodata.storage import EventStore
from tests.importing.conftest import Write, rejected

POINT = '{"type": "Point", "coordinates": [45.1, 40.2]}'
DEEP = "[" * 5_000 + "]" * 5_000


def feature(title: str, geometry: str = POINT, more: str = "") -> str:
    properties = f'{{"title": "{title}", "date": "2024-03-01"{more}}}'
    return f'{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}'


def collection(*features: str) -> str:
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}"


def polygon(ring: str) -> str:
    return f'{{"type": "Polygon", "coordinates": [{ring}]}}'


def test_a_ring_that_does_not_close_lies_where_the_closed_one_does(
    store: EventStore, write: Write
) -> None:
    open_ring = feature("Open", polygon("[[45, 40], [46, 40], [46, 41]]"))
    closed = feature("Closed", polygon("[[45, 40], [46, 40], [46, 41], [45, 40]]"))
    result = import_events(write(collection(open_ring, closed), "a.geojson"), store)
    assert (result.added, result.refused) == (2, 0)
    assert len({(e.places[0].position, e.places[0].radius_km) for e in store.events()}) == 1


@pytest.mark.parametrize(
    "ring",
    [
        "[[179, -17], [-179, -17], [-179, -16], [179, -16], [179, -17]]",
        "[[179, -17], [181, -17], [181, -16], [179, -16], [179, -17]]",
        "[[-181, -17], [-179, -17], [-179, -16], [-181, -16], [-181, -17]]",
    ],
)
def test_a_polygon_across_the_antimeridian_lies_on_it(
    store: EventStore, write: Write, ring: str
) -> None:
    import_events(write(collection(feature("Fiji", polygon(ring))), "a.geojson"), store)
    (place,) = next(store.events()).places
    assert (place.position.lat, abs(place.position.lon)) == (-16.5, 180.0)
    assert place.precision is Precision.AREA
    assert round(place.radius_km) == 120


@pytest.mark.parametrize(
    ("radius", "precision", "radius_km"),
    [("12,5", Precision.AREA, 12.5), ("0.2", Precision.EXACT, 0.2), ("", Precision.EXACT, 0.5)],
)
def test_a_column_says_how_far_around_its_position_an_event_may_lie(
    store: EventStore, write: Write, radius: str, precision: Precision, radius_km: float
) -> None:
    import_events(write(f"lat;lon;radius_km;notes\n40.2;45.1;{radius};Shots", "a.csv"), store)
    (place,) = next(store.events()).places
    assert (place.precision, place.radius_km) == (precision, radius_km)


def test_a_radius_that_is_no_length_is_named(store: EventStore, write: Write) -> None:
    result = import_events(write("lat;lon;radius_km;notes\n40.2;45.1;far;Shots", "a.csv"), store)
    assert rejected(result) == [(2, "'far' is no radius in kilometres")]


@pytest.mark.parametrize(
    "damaged",
    [
        feature("Bad", polygon(DEEP)),
        feature("Bad", more=f', "x": {DEEP}'),
        feature("Bad", '{"type": "GeometryCollection", "geometries": [' * 5_000 + POINT
                + "]}" * 5_000),
        feature("Bad", more=f', "killed": {"9" * 5_000}'),
        feature("Bad", f'{{"type": "Point", "coordinates": [{"9" * 5_000}, 40]}}'),
        feature("Bad", f'{{"type": "Point", "coordinates": [{"9" * 400}, 40]}}'),
        feature("Bad", '{"type": "Point", "coordinates": [NaN, 40]}'),
        feature("Bad", more=', "x": "\\ud800"'),
        feature("Bad", more=', "\\ud800": "x"'),
        POINT,
    ],
    ids=["deep", "deep property", "deep collection", "long number", "long longitude",
         "far longitude", "not finite", "half a pair", "half a pair as name", "no feature"],
)  # fmt: skip
def test_a_damaged_feature_is_named_once_and_costs_itself_alone(
    store: EventStore, write: Write, damaged: str
) -> None:
    text = collection(feature("First"), damaged, feature("Last"))
    result = import_events(write(text, "a.geojson"), store)
    assert [line for line, _ in rejected(result)] == [3]
    assert [event.title for event in store.events()] == ["First", "Last"]
