"""Views anywhere on the globe show what stands in them: checked against plain arithmetic."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.browse import EventIndex
from geodata.coordinates import BoundingBox, LatLon, wrapped_longitude
from geodata.model import EventFilter
from tests.browse.conftest import GANJA, event, table_of

lats = st.sampled_from([-90.0, -85.1, -85.0, -40.0, 0.0, 40.0, 85.0, 85.1, 89.9, 90.0])
lons = st.sampled_from([-180.0, -179.9, -90.0, 0.0, 10.0, 90.0, 179.9, 180.0])
positions = st.lists(st.tuples(lats, lons), min_size=1, max_size=8, unique=True)
edges = st.sampled_from([-900.0, -540.0, -370.0, -190.0, -180.0, -100.0, 0.0, 5.0, 179.0, 180.0])
widths = st.sampled_from([0.5, 2.0, 100.0, 190.0, 359.0, 360.0, 361.0, 720.0, 1080.0])


def index_at(places: list[tuple[float, float]]) -> EventIndex:
    def place(number: int, lat: float, lon: float) -> dict[str, Any]:
        return GANJA | {"lat": lat, "lon": lon, "place_id": f"gn:{number}"}

    return EventIndex.from_table(
        table_of(
            *(
                event(str(number), "talks", date(2020, 1, 1), place(number, lat, lon))
                for number, (lat, lon) in enumerate(places)
            )
        )
    )


def stands_in(lat: float, lon: float, south: float, north: float, west: float, wide: float) -> bool:
    return south <= lat <= north and (wide >= 360.0 or (lon - west) % 360.0 <= wide)


@settings(max_examples=150, deadline=None)
@given(positions, edges, widths, st.tuples(lats, lats))
def test_a_box_holds_the_same_however_often_it_goes_round(
    places: list[tuple[float, float]], west: float, wide: float, bounds: tuple[float, float]
) -> None:
    south, north = sorted(bounds)
    index = index_at(places)
    box = BoundingBox(south, west, north, west + wide)
    expected = {f"e{n}" for n, p in enumerate(places) if stands_in(*p, south, north, west, wide)}
    assert set(index.select(EventFilter(box=box)).event_ids()) == expected
    turned = BoundingBox(south, west + 360.0, north, west + wide + 360.0)
    assert set(index.select(EventFilter(box=turned)).event_ids()) == expected
    if wide < 360.0:
        wrapped = BoundingBox(south, wrapped_longitude(west), north, wrapped_longitude(west + wide))
        if wrapped.width_degrees == wide:
            assert set(index.select(EventFilter(box=wrapped)).event_ids()) == expected
            inside = {f"e{n}" for n, p in enumerate(places) if wrapped.contains(LatLon(*p))}
            assert inside <= expected


@settings(max_examples=150, deadline=None)
@given(positions, edges, widths, st.sampled_from([0.0, 1.0, 2.5, 6.0, 18.0]))
def test_every_event_in_the_view_stands_behind_one_marker(
    places: list[tuple[float, float]], west: float, wide: float, zoom: float
) -> None:
    everything = index_at(places).select()
    box = BoundingBox(-90.0, west, 90.0, west + wide)
    markers = everything.markers(box, zoom)
    behind = [event_id for marker in markers for event_id in marker.event_ids]
    assert len(behind) == len(set(behind))
    if wide >= 360.0:
        assert len(behind) == len(places)
    for marker in markers:
        assert stands_in(marker.lat, marker.lon, -90.0, 90.0, west, wide)
        assert -180.0 <= marker.lon <= 180.0
        assert [row.id for row in everything.at_place(marker.id)] == list(marker.event_ids)
        assert everything.count_at_place(marker.id) == marker.count
    assert {marker.id for marker in markers} == {
        marker.id
        for marker in everything.markers(
            BoundingBox(-90.0, west + 360.0, 90.0, west + wide + 360.0), zoom
        )
    }


@settings(max_examples=150, deadline=None)
@given(positions)
def test_the_opening_view_holds_a_few_places_and_goes_the_shorter_way_round(
    places: list[tuple[float, float]],
) -> None:
    box = index_at(places).select().extent()
    assert box is not None
    wide = (box.east - box.west) % 360.0
    assert -180.0 <= box.west <= 180.0 and -180.0 <= box.east <= 180.0
    for lat, lon in places:
        assert box.south <= lat <= box.north
        assert min((lon - box.west) % 360.0, (box.west - lon) % 360.0) < 1e-9 or (
            (lon - box.west) % 360.0 <= wide + 1e-9
        )
    around = sorted({lon % 360.0 for _, lon in places})
    gaps = [b - a for a, b in zip(around, [*around[1:], around[0] + 360.0], strict=True)]
    assert abs(wide - (360.0 - max(gaps)) % 360.0) < 1e-9
