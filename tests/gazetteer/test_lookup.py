from __future__ import annotations

import pytest

from geodata.coordinates import BoundingBox, LatLon
from geodata.gazetteer import Gazetteer
from geodata.model import PlaceKind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("name", ["Gəncə", "Gyandzha", "Гянджа", "Գանձակ", "GANJA", "ganja"])
def test_every_spelling_of_ganja_leads_to_one_place(gazetteer: Gazetteer, name: str) -> None:
    place = gazetteer.find(name)[0]
    assert (place.id, place.country, place.kind) == (
        "gn:586523",
        "Azerbaijan",
        PlaceKind.SETTLEMENT,
    )


def test_tavush_is_the_region_before_the_village(gazetteer: Gazetteer) -> None:
    assert [place.kind for place in gazetteer.find("Tavush")][:2] == [
        PlaceKind.REGION,
        PlaceKind.SETTLEMENT,
    ]


def test_a_name_nobody_has_gives_an_empty_list(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Xyzzyville on the Moon") == []
    assert gazetteer.find("") == []
    assert gazetteer.by_id("gn:0") is None


def test_an_id_leads_back_to_its_place(gazetteer: Gazetteer) -> None:
    place = gazetteer.find("Baku")[0]
    assert gazetteer.by_id(place.id) == place


def test_the_country_filter_keeps_that_country_only(gazetteer: Gazetteer) -> None:
    places = gazetteer.find("Paris", country_codes=["us"])
    assert places
    assert {place.country_code for place in places} == {"US"}


def test_the_longest_name_wins_when_a_text_is_scanned(gazetteer: Gazetteer) -> None:
    text = "troops left new york city for baku"
    names = [text[start:end] for start, end, _ in gazetteer.longest_names(text)]
    assert "new york city" in names
    assert "baku" in names
    assert "new york" not in names


def test_the_nearest_settlement_to_the_centre_of_ganja_is_ganja(gazetteer: Gazetteer) -> None:
    (place, km), *_ = gazetteer.nearest(LatLon(40.68, 46.36))
    assert place.name == "Ganja"
    assert km < 1.0
    assert gazetteer.nearest(LatLon(0.0, -140.0), within_km=50.0) == []


def test_labels_lie_inside_the_box_and_the_best_known_come_first(gazetteer: Gazetteer) -> None:
    box = BoundingBox(south=38.0, west=43.0, north=43.0, east=51.0)
    labels = gazetteer.labels(box, zoom=7, limit=10)
    assert len(labels) == 10
    assert all(box.contains(place.position) for place in labels)
    assert "Baku" in [place.name for place in labels]
