"""Provinces under the names that English reports give them, beside those of the packages."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer
from geodata.pipeline import find_places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country", "place_id"),
    [
        ("North Darfur", "Sudan", "adm1:SD.55"),
        ("Northern Darfur", "Sudan", "adm1:SD.55"),
        ("West Darfur", "Sudan", "adm1:SD.47"),
        ("South Kordofan", "Sudan", "adm1:SD.50"),
        ("North Kordofan", "Sudan", "adm1:SD.56"),
        ("Gezira", "Sudan", "adm1:SD.38"),
        ("North Kivu", "the Democratic Republic of the Congo", "adm1:CD.11"),
        ("Nord-Kivu", "the Democratic Republic of the Congo", "adm1:CD.11"),
        ("Haut-Uele", "the Democratic Republic of the Congo", "adm1:CD.16"),
        ("Lower Shabelle", "Somalia", "adm1:SO.14"),
        ("Galgaduud", "Somalia", "adm1:SO.05"),
        ("Ouaddai", "Chad", "adm1:TD.12"),
        ("Salahuddin", "Iraq", "adm1:IQ.18"),
        ("Raqqa", "Syria", "adm1:SY.04"),
        ("Deir Ezzor", "Syria", "adm1:SY.07"),
        ("Taiz", "Yemen", "adm1:YE.25"),
        ("Shabwa", "Yemen", "adm1:YE.05"),
        ("Timbuktu", "Mali", "adm1:ML.08"),
        ("Lunda Norte", "Angola", "adm1:AO.17"),
        ("Kayin", "Myanmar", "adm1:MM.05"),
    ],
)
def test_a_province_is_found_under_its_english_name(
    name: str, country: str, place_id: str, gazetteer: Gazetteer
) -> None:
    text = f"Fighting was reported in {name} province in {country} on Monday."
    found = {match.text: match.place for match in find_places(text, gazetteer=gazetteer)}
    place = found.get(name)
    assert place is not None
    assert place.id == place_id


def test_a_small_town_of_that_name_on_another_continent_is_no_place_of_the_report(
    gazetteer: Gazetteer,
) -> None:
    text = (
        "PORT-AU-PRINCE, Haiti — Gunmen attacked Saint-Marc in Artibonite on Thursday. "
        "A bus fell into a ravine near Jacmel, and floods hit Les Cayes and Gonaïves. "
        "Two officers were wounded near Liancourt."
    )
    found = {match.text: match for match in find_places(text, gazetteer=gazetteer)}
    assert found["Liancourt"].place is None
    assert found["Liancourt"].runners_up[0].place.country_code == "FR"
    assert found["Jacmel"].place is not None
