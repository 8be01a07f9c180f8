from __future__ import annotations

import pytest

from geodata.coordinates import BoundingBox, LatLon, distance_km
from geodata.gazetteer import Gazetteer, NameFlag, name_key
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


NAKHCHIVAN = ("Nakhichevan", "Nakhchivan", "Naxçıvan", "Нахичевань", "Նախիջևան", "ნახიჩევანი")


@pytest.mark.parametrize("name", NAKHCHIVAN)
def test_every_spelling_of_nakhchivan_leads_to_the_exclave(gazetteer: Gazetteer, name: str) -> None:
    place = gazetteer.find(name)[0]
    assert (place.id, place.kind) == ("adm1:AZ.35", PlaceKind.REGION)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("U.S.", "iso:US"),
        ("USA", "iso:US"),
        ("UK", "iso:GB"),
        ("UAE", "iso:AE"),
        ("DRC", "iso:CD"),
        ("EU", "gz:european-union"),
        ("W.Va.", "adm1:US.WV"),
        ("S.C.", "adm1:US.SC"),
        ("Kan.", "adm1:US.KS"),
        ("B.C.", "adm1:CA.02"),
        ("NSW", "adm1:AU.02"),
        ("Mt. Everest", "gz:mount-everest"),
        ("the Caucasus", "gz:caucasus"),
        ("Artsakh", "gz:nagorno-karabakh"),
        ("Нагорный Карабах", "gz:nagorno-karabakh"),
        ("New York", "gn:5128581"),
        ("Odessa", "gn:698740"),
        ("Kherson", "gn:706448"),
    ],
)
def test_short_forms_and_usual_names_lead_to_what_they_mean(
    gazetteer: Gazetteer, name: str, place_id: str
) -> None:
    assert gazetteer.find(name)[0].id == place_id


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("Turkish", "iso:TR"), ("Azerbaijanis", "iso:AZ"), ("Chechen", "adm1:RU.12")],
)
def test_a_demonym_leads_to_its_country_and_says_that_it_is_one(
    gazetteer: Gazetteer, name: str, place_id: str
) -> None:
    number = gazetteer.name_number(name_key(name))
    assert gazetteer.id_of(gazetteer.rows_of(number)[0]) == place_id
    assert NameFlag(gazetteer.flags_of(number)[0]) == NameFlag.DEMONYM


@pytest.mark.parametrize(
    ("place_id", "lat", "lon"),
    [
        ("iso:US", 39.8, -98.5),
        ("iso:CA", 60.1, -113.6),
        ("iso:RU", 60.0, 100.0),
        ("adm1:US.CA", 37.3, -119.8),
        ("adm1:CA.08", 50.0, -86.0),
    ],
)
def test_large_areas_stand_at_the_centre_of_their_extent(
    gazetteer: Gazetteer, place_id: str, lat: float, lon: float
) -> None:
    place = gazetteer.by_id(place_id)
    assert place is not None
    assert distance_km(place.position, LatLon(lat, lon)) < 25


def test_every_country_has_a_place_and_no_place_lies_at_zero_zero(gazetteer: Gazetteer) -> None:
    kinds = [gazetteer.kinds[kind] for kind in gazetteer.kind[gazetteer.country_row[1:]]]
    assert set(kinds) == {PlaceKind.COUNTRY}
    assert len(kinds) >= 245
    assert not ((gazetteer.lat == 0.0) & (gazetteer.lon == 0.0)).any()


def test_every_row_makes_a_place_whose_containers_are_divisions(gazetteer: Gazetteer) -> None:
    for row in range(0, len(gazetteer), 1009):
        place = gazetteer.place(row)
        assert place.name == place.names[0] != ""
        assert place.radius_km > 0
        assert gazetteer.row_of(place.id) == row
    admin1 = gazetteer.admin1[gazetteer.admin1 >= 0]
    assert set(gazetteer.kind[admin1]) == {gazetteer.kinds.index(PlaceKind.REGION)}


def test_nearest_across_the_antimeridian_and_at_the_pole(gazetteer: Gazetteer) -> None:
    (place, km), *_ = gazetteer.nearest(LatLon(-16.8, 179.99))
    assert place.country_code == "FJ"
    assert km < 120
    (_, from_the_pole), *_ = gazetteer.nearest(LatLon(90.0, 0.0))
    assert 1200 < from_the_pole < 2000
    assert gazetteer.nearest(LatLon(0.0, 0.0), limit=0) == []


def test_no_two_labels_stand_on_each_other(gazetteer: Gazetteer) -> None:
    box = BoundingBox(south=39.0, west=44.0, north=42.0, east=48.0)
    labels = gazetteer.labels(box, zoom=8, limit=45)
    apart = [distance_km(a.position, b.position) for n, a in enumerate(labels) for b in labels[:n]]
    assert min(apart) > 5


def test_labels_across_the_antimeridian_lie_on_both_sides(gazetteer: Gazetteer) -> None:
    box = BoundingBox(south=-20.0, west=176.0, north=-12.0, east=-175.0)
    names = {place.country_code for place in gazetteer.labels(box, zoom=6, limit=60)}
    assert "FJ" in names
    assert names & {"WF", "TO", "WS"}
