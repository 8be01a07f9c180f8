"""Divisions of the countries, and what they are found under."""

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import PlaceKind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def count(gazetteer: Gazetteer, country: str, kind: PlaceKind) -> int:
    own = gazetteer.country == gazetteer.country_number(country)
    return int((own & (gazetteer.kind == gazetteer.kinds.index(kind))).sum())


@pytest.mark.parametrize(
    ("country", "kind", "expected"),
    [
        ("KE", PlaceKind.REGION, 47),
        ("NP", PlaceKind.REGION, 7),
        ("NP", PlaceKind.DISTRICT, 77),
        ("BD", PlaceKind.DISTRICT, 64),
        ("LK", PlaceKind.DISTRICT, 25),
    ],
)
def test_every_division_of_these_countries_is_there_once(
    gazetteer: Gazetteer, country: str, kind: PlaceKind, expected: int
) -> None:
    assert count(gazetteer, country, kind) == expected


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Jajarkot", "adm2:NP.6.jajarkot"),
        ("Elgeyo-Marakwet", "adm1:KE.14"),
        ("Metekel Zone", "adm2:ET.47.metekel-zone"),
        ("Akkar", "adm1:LB.10"),
        ("Noakhali District", "adm2:BD.84.noakhali"),
    ],
)
def test_a_division_is_found_by_its_name(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert place_id in {place.id for place in gazetteer.find(name)}


def test_a_division_s_own_word_may_be_left_out(gazetteer: Gazetteer) -> None:
    kinds = {place.kind for place in gazetteer.find("Bergamo", country_codes=["IT"])}
    assert kinds == {PlaceKind.SETTLEMENT, PlaceKind.DISTRICT}


def test_a_romanisation_s_marks_are_not_shown(gazetteer: Gazetteer) -> None:
    places = gazetteer.find("Shangla District", country_codes=["PK"])
    assert [place.name for place in places] == ["Shangla District"]
