from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geodata.browse import EventIndex, FamilyShare, Shape
from geodata.browse.clustering import diameters_px, melted, touching_pairs
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, EventKind, Family, Modality, Precision
from tests.benchmarks.generator import event_table
from tests.browse.conftest import ARMENIA, BAKU, GANJA, event

WORLD = BoundingBox(-85, -180, 85, 180)


def test_a_place_with_several_events_is_one_numbered_stack(index: EventIndex) -> None:
    markers = index.select(EventFilter()).markers(WORLD, 8)
    ganja = next(marker for marker in markers if marker.name == "Ganja")
    assert (ganja.count, ganja.shape, ganja.precision) == (4, Shape.DISC, Precision.SETTLEMENT)
    assert (ganja.lat, ganja.lon, ganja.radius_km) == (40.68, 46.36, 9.0)
    assert ganja.label == "Ganja — 4 events, 29 Jul–11 Oct 2020"
    assert ganja.event_ids == ("e4", "e1", "e3", "e2")
    assert ganja.place_ids == ("gn:1",)
    assert ganja.families == (
        FamilyShare(Family.STRIKES, soft=False, count=1),
        FamilyShare(Family.STRIKES, soft=True, count=1),
        FamilyShare(Family.TALKS, soft=False, count=1),
        FamilyShare(Family.MOVEMENT, soft=False, count=1),
    )
    assert (ganja.kind, ganja.modality, ganja.is_cluster) == (None, None, False)


def test_each_precision_has_its_shape(index: EventIndex) -> None:
    markers = index.select(EventFilter()).markers(WORLD, 8)
    shapes = {marker.name: (marker.shape, marker.count) for marker in markers}
    assert shapes == {
        "Ganja": (Shape.DISC, 4), "Baku": (Shape.DISC, 1), "near Baku": (Shape.NEAR, 1),
        "Tavush": (Shape.SQUARE, 1), "Armenia": (Shape.PILL, 1),
    }  # fmt: skip
    tavush = next(marker for marker in markers if marker.name == "Tavush")
    assert (tavush.kind, tavush.modality) == (EventKind.BATTLE, Modality.HAPPENED)
    assert tavush.label == "Tavush — 1 event, 16 Jul 2020"
    armenia = next(marker for marker in markers if marker.name == "Armenia")
    assert armenia.label == "Armenia — 1 event, no date"


def test_far_away_places_melt_into_one_cluster_that_stands_on_the_strongest(
    index: EventIndex,
) -> None:
    everything = index.select(EventFilter())
    (cluster,) = everything.markers(WORLD, 2)
    assert (cluster.name, cluster.shape, cluster.place_count) == ("Ganja +3", Shape.CLUSTER, 4)
    # e4 stands in Ganja and near Baku and counts once
    assert cluster.count == everything.placed_count == 7
    assert sum(share.count for share in cluster.families) == 7
    assert (cluster.lat, cluster.lon) == (40.68, 46.36)
    assert cluster.place_ids[0] == "gn:1"
    assert cluster.box == BoundingBox(40.2, 45.0, 40.9, 49.89)
    assert [row.id for row in everything.at_place(cluster.id)] == list(cluster.event_ids)
    assert everything.count_at_place(cluster.id) == 7


def test_a_stack_keeps_its_id_in_every_view_and_selection(index: EventIndex) -> None:
    everything = index.select(EventFilter())
    strikes = index.select(EventFilter(kinds=frozenset({Family.STRIKES})))
    (in_strikes,) = strikes.markers(BoundingBox(40, 46, 41, 47), 11)
    in_everything = next(m for m in everything.markers(WORLD, 8) if m.name == "Ganja")
    assert in_strikes.id == in_everything.id == everything.marker_id_of("e1")
    assert [row.id for row in strikes.at_place(in_strikes.id)] == ["e1", "e2"]
    assert [row.id for row in everything.at_place(in_strikes.id, 1, 2)] == ["e1", "e3"]


@pytest.mark.parametrize("forged", ["", "s", "c", "s!!", "c99", "sAAAA", "c04zzzz", "x", "s" * 99])
def test_a_forged_marker_id_finds_nothing(index: EventIndex, forged: str) -> None:
    assert index.select(EventFilter()).at_place(forged) == []


def test_only_what_the_box_holds_is_sent(index: EventIndex) -> None:
    names = [m.name for m in index.select(EventFilter()).markers(BoundingBox(40, 46, 41, 47), 9)]
    assert names == ["Ganja"]


def test_a_wide_country_keeps_its_own_pill_and_a_small_one_joins(
    index_of: Callable[..., EventIndex],
) -> None:
    town = GANJA | {"lat": 40.2, "lon": 45.01}
    day = date(2020, 7, 1)
    selection = index_of(
        event("1", "battle", day, town), event("2", "battle", day, ARMENIA)
    ).select(EventFilter())  # fmt: skip
    (joined,) = selection.markers(WORLD, 3)
    assert joined.name == "Ganja +1"
    apart = selection.markers(WORLD, 8)
    assert sorted(marker.name for marker in apart) == ["Armenia", "Ganja"]


def test_near_the_antimeridian_both_sides_are_one_neighbourhood(
    index_of: Callable[..., EventIndex],
) -> None:
    suva = GANJA | {"lat": -17.0, "lon": 179.95, "place_id": "gn:5", "place_name": "West"}
    taveuni = GANJA | {"lat": -17.0, "lon": -179.95, "place_id": "gn:6", "place_name": "East"}
    day = date(2020, 7, 1)
    selection = index_of(
        event("1", "protest", day, suva), event("2", "protest", day, suva),
        event("3", "protest", day, taveuni),
    ).select(EventFilter())  # fmt: skip
    fiji = BoundingBox(-20, 177, -15, -178)
    (cluster,) = selection.markers(fiji, 6)
    assert (cluster.name, cluster.count) == ("West +1", 3)
    assert cluster.box == BoundingBox(-17.0, 179.95, -17.0, -179.95)
    for box in (fiji, BoundingBox(-20, 177, -15, 182), BoundingBox(-20, -183, -15, -178)):
        assert sorted(m.count for m in selection.markers(box, 12)) == [1, 2]
    extent = selection.extent()
    assert extent is not None
    assert extent.width_degrees == pytest.approx(0.1)
    inside = EventFilter(box=fiji)
    assert len(index_of(event("1", "protest", day, suva)).select(inside).event_ids()) == 1


def test_the_poles_are_drawn_at_the_edge_of_the_map(
    index_of: Callable[..., EventIndex],
) -> None:
    pole = GANJA | {"lat": 90.0, "lon": 0.0}
    selection = index_of(event("1", "talks", None, pole)).select(EventFilter())
    assert [m.lat for m in selection.markers(BoundingBox(-90, -180, 90, 180), 2)] == [90.0]
    assert selection.extent() == BoundingBox(90.0, 0.0, 90.0, 0.0)


def test_an_event_that_names_a_place_twice_stands_there_once(
    index_of: Callable[..., EventIndex],
) -> None:
    twice = index_of(event("1", "talks", None, BAKU, BAKU)).select(EventFilter())
    assert [m.count for m in twice.markers(WORLD, 9)] == [1]
    assert [v.count for v in twice.facets().places] == [1]


def test_markers_of_a_view_never_touch_and_lose_no_event() -> None:
    index = EventIndex.from_table(event_table(20_000))
    everything = index.select(EventFilter())
    for zoom in (2.0, 3.5, 6.0):
        markers = everything.markers(WORLD, zoom)
        x = np.array([(m.lon + 180) / 360 for m in markers]) * 256 * 2**zoom
        y = np.log(np.tan(np.pi / 4 + np.radians([m.lat for m in markers]) / 2))
        y_px = (0.5 - y / (2 * np.pi)) * 256 * 2**zoom
        meltable = np.array([m.shape is not Shape.PILL for m in markers])
        reach = diameters_px(np.array([m.count for m in markers])) / 2
        one, _ = touching_pairs(x[meltable], y_px[meltable], reach[meltable])
        assert len(one) == 0
        ids = {event_id for m in markers for event_id in m.event_ids}
        large = sum(m.count for m in markers if not m.event_ids)
        assert len(ids) + large >= everything.placed_count


def test_a_small_pan_changes_no_marker() -> None:
    everything = EventIndex.from_table(event_table(5_000)).select(EventFilter())
    box = BoundingBox(30, 0, 50, 40)
    moved = replace(box, west=1.0, east=41.0)
    before = {marker.id: marker for marker in everything.markers(box, 5)}
    after = {marker.id: marker for marker in everything.markers(moved, 5)}
    shared = before.keys() & after.keys()
    assert shared
    assert all(before[key] == after[key] for key in shared)
    gone = before.keys() - after.keys()
    assert all(before[key].lon < 1.0 for key in gone)


def test_the_stronger_takes_the_weaker_in() -> None:
    x = np.array([0.0, 20.0, 100.0])
    none = np.zeros(3)
    assert melted(x, none, np.array([1, 5, 1]), none).tolist() == [1, 1, 2]
    assert melted(x, none, np.array([1, 1, 1]), none).tolist() == [0, 0, 2]


def test_a_chain_melts_until_nobody_touches() -> None:
    x = np.arange(0.0, 300.0, 20.0)
    leader = melted(x, np.zeros(15), np.ones(15, dtype=np.int64), np.zeros(15))
    heads, sums = np.unique(leader, return_counts=True)
    reach = diameters_px(sums) / 2 + 0.5
    assert len(touching_pairs(x[heads], np.zeros(len(heads)), reach)[0]) == 0
    assert 3 < len(heads) < 11


def test_one_far_event_does_not_widen_the_opening_view_of_many(
    index_of: Callable[..., EventIndex],
) -> None:
    far = GANJA | {"lat": 39.9, "lon": 32.9, "place_id": "gn:7", "place_name": "Far"}
    near = GANJA | {"lat": 40.4, "lon": 49.9, "place_id": "gn:8", "place_name": "Near"}
    many = [event(str(i), "talks", None, GANJA if i % 2 else near) for i in range(12)]
    extent = index_of(*many, event("far", "talks", None, far)).select(EventFilter()).extent()
    assert extent is not None
    assert extent.west == pytest.approx(GANJA["lon"])
    few = index_of(*many[:3], event("far", "talks", None, far)).select(EventFilter()).extent()
    assert few is not None
    assert few.west == pytest.approx(32.9)
