from __future__ import annotations

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.geocoding import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder()


def test_it_is_a_geopy_geocoder(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("Ganja, Azerbaijan", "gn:586523"),
        ("Gəncə, Azərbaycan", "gn:586523"),
        ("Гянджа, Азербайджан", "gn:586523"),
        ("Springfield, Illinois, US", "gn:4250542"),
        ("Springfield, Ill.", "gn:4250542"),
        ("Paris Texas", "gn:4717560"),
        ("Paris, TX, USA", "gn:4717560"),
        ("Washington, D.C.", "gn:4140963"),
        ("Tavush, Armenia", "adm1:AM.09"),
        ("Shusha, Nagorno-Karabakh", "gn:147105"),
    ],
)
def test_a_query_with_what_contains_the_place_finds_that_one(
    geocoder: GazetteerGeocoder, query: str, place_id: str
) -> None:
    location = geocoder.geocode(query)
    assert isinstance(location, Location)
    assert location.raw["id"] == place_id


def test_a_structured_query_is_read_from_narrow_to_wide(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode({"city": "Paris", "state": "Texas", "country": "United States"})
    assert found.raw["id"] == "gn:4717560"


def test_parts_that_no_gazetteer_knows_are_refused(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="street"):
        geocoder.geocode({"street": "1 Main Street", "city": "Paris"})


@pytest.mark.parametrize("query", ["", "   ", ",", "Nowhere at all", "Ganja, Norway", {}])
def test_what_is_not_there_gives_none_as_geopy_does(
    geocoder: GazetteerGeocoder, query: object
) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_a_limit_and_a_country_hold_for_lists(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Springfield", exactly_one=False, limit=3, country_codes="us")
    assert len(found) == 3
    assert {location.raw["country_code"] for location in found} == {"US"}


def test_a_country_nobody_knows_finds_nothing(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Paris", country_codes=["zz"]) is None


def test_the_feature_type_chooses_between_country_and_state(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Georgia", featuretype="country").raw["id"] == "iso:GE"
    assert geocoder.geocode("Georgia", featuretype="state").raw["id"] == "adm1:US.GA"
    with pytest.raises(GeocoderQueryError, match="planet"):
        geocoder.geocode("Georgia", featuretype="planet")


def test_reverse_names_the_nearest_settlement_and_its_distance(
    geocoder: GazetteerGeocoder,
) -> None:
    location = geocoder.reverse(Point(40.68, 46.36))
    assert location.raw["id"] == "gn:586523"
    assert 0 < location.raw["distance_km"] < 1
    assert geocoder.reverse("40.68, 46.36").raw["id"] == "gn:586523"


def test_reverse_in_mid_ocean_gives_none(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((-48.9, -123.4)) is None


def test_reverse_lists_the_nearest_first(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.reverse((40.18, 44.51), exactly_one=False, limit=4)
    distances = [location.raw["distance_km"] for location in found]
    assert len(found) == 4
    assert distances == sorted(distances)
