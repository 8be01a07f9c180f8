"""Villages the gazetteer lacks, and places that are not where it happened."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.model import Event, EventPlace, PlaceRole, Precision
from geodata.pipeline import read_report

DAY = date(2022, 3, 9)  # a Wednesday


def _events(text: str) -> tuple[Event, ...]:
    return read_report(text, published=DAY).events


def _where(text: str) -> list[str]:
    return [place.place.name for event in _events(text)[:1] for place in event.places]


def _only_place(text: str) -> EventPlace:
    (event,) = _events(text)
    (place,) = event.places
    return place


def test_an_unknown_village_lies_somewhere_in_the_district_named_behind_it() -> None:
    place = _only_place("Gunmen killed six people in Qorvandu village, Kilifi County, on Monday.")
    assert (place.place.name, place.precision) == ("Kilifi County", Precision.REGION)
    assert place.reading == "“Qorvandu” is not in the gazetteer: somewhere in Kilifi County"
    assert place.name.startswith("Qorvandu village")


def test_a_town_that_holds_an_unknown_village_is_no_sharp_pin() -> None:
    place = _only_place("Gunmen killed six people in Qorvandu community of Jos on Monday.")
    assert (place.place.name, place.precision) == ("Jos", Precision.RELATIVE)
    assert place.radius_km >= 15


def test_an_unknown_district_lies_in_the_country_that_owns_it() -> None:
    place = _only_place(
        "Nine people died when a bus fell into a gorge in Nepal's Qorvandu district."
    )
    assert (place.place.name, place.precision) == ("Nepal", Precision.COUNTRY)


def test_a_village_of_one_name_elsewhere_is_not_taken_where_the_words_name_its_region() -> None:
    text = "Two men were killed in shelling of the village of Berdichi, Kharkiv region, on Monday."
    (event,) = _events(text)
    assert all(p.place.name != "Berdychiv" for p in event.places)
    assert [p.place.admin1 or p.place.name for p in event.places] == ["Kharkiv Oblast"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the village of Qorvandu on Monday. Rebels captured the village of "
        "Zemburak on Monday.",
        "Rebels captured the village of Qorvandu and captured the village of Zemburak on Monday.",
    ],
)
def test_captures_of_two_villages_nobody_knows_stay_two(text: str) -> None:
    assert len(_events(text)) == 2


def test_the_ends_of_a_way_are_not_where_the_bus_fell() -> None:
    text = (
        "A bus on the way from Pokhara to Butwal plunged into a gorge in Nepal's Qorvandu district "
        "on Sunday, killing nine."
    )
    (event,) = _events(text)
    sites = [p.place.name for p in event.places if p.role is PlaceRole.SITE]
    assert sites == ["Nepal"]


def test_what_lies_off_a_place_only_to_say_where_another_lies_is_no_place_of_the_event() -> None:
    text = (
        "Three people were killed in a shooting on Monday in Farmington, a town of 50,000 people "
        "located 200 miles from Santa Fe."
    )
    assert _where(text) == ["Farmington"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A house burned down outside of Shamokin on Sunday, injuring two people.", "Shamokin"),
        ("Shells destroyed the small farming village of Amatrice on Sunday.", "Amatrice"),
    ],
)
def test_words_between_a_preposition_and_a_name_are_read_through(text: str, name: str) -> None:
    assert name in _where(text)


def test_a_dateline_places_nothing_that_the_sentence_places_elsewhere() -> None:
    text = (
        "LUCENA CITY - Four people died in a landslide that struck a remote village in General "
        "Nakar, Quezon province, on Tuesday."
    )
    assert _where(text) == ["General Nakar"]
    assert _where("Kathmandu: Five people were killed in Nepal's Qorvandu district.") == ["Nepal"]


def test_a_hospital_where_the_wounded_died_is_not_where_it_happened() -> None:
    text = "Five more succumbed on Monday during treatment at Pokhara hospital."
    assert _where(text) == []


def test_an_arrest_over_a_killing_elsewhere_is_not_made_there() -> None:
    text = "Police in Isiolo arrested ten men on Monday in connection with a killing in Marsabit."
    assert _where(text) == ["Isiolo"]


def test_a_line_that_is_only_a_name_places_what_stands_below_it_until_the_next() -> None:
    text = (
        "A week on the roads.\n\nKilkenny\n\nA man was killed in a crash on Monday.\n\nLimerick\n\n"
        "A woman was killed in a fire on Sunday."
    )
    events = _events(text)
    assert [[p.place.name for p in e.places] for e in events] == [["Kilkenny"], ["Limerick"]]
    assert all(p.inherited for e in events for p in e.places)


def test_the_only_place_of_a_sentence_places_a_shooting_told_in_it() -> None:
    text = (
        "At least three people were killed Monday in a shooting that triggered the lockdown of "
        "schools in a town in New Mexico, police said."
    )
    place = _only_place(text)
    assert (place.place.name, place.inherited) == ("New Mexico", True)
    assert _where("A man was shot on Monday, a spokesman said in Denver.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A 28-year-old Keswick man was stabbed on Friday in Penrith.", "Penrith"),
        ("A cyclist was killed in a crash on Lancaster Road in Penrith on Friday.", "Penrith"),
        ("Police in the provincial capital, Lashkar Gah, were attacked on Friday.", "Lashkar Gah"),
        ("Floods killed six people in different parts of Chitral on Friday.", "Chitral"),
        ("Farmers blocked access to the city of Andahuaylas on Friday in protest.", "Andahuaylas"),
    ],
)
def test_a_home_or_a_street_is_no_place_and_words_between_are_read(text: str, name: str) -> None:
    assert _where(text) == [name]


def test_a_label_gives_way_to_the_wider_place_its_sentence_names() -> None:
    text = "PESHAWAR: At least 29 people were killed in floods in Khyber Pakhtunkhwa on Wednesday."
    assert _where(text) == ["Khyber Pakhtunkhwa"]


def test_an_offset_behind_a_known_place_only_explains_it() -> None:
    text = "A protest was held in the port of Sape on the island of Sumbawa east of Bali on Friday."
    assert "Bali" not in _where(text)


def test_a_separate_incident_is_not_folded_into_the_first_one() -> None:
    text = (
        "Gunmen killed 11 policemen in Kandahar on Tuesday. In a separate incident, another 12 "
        "policemen were killed in Qorvandu district of Helmand."
    )
    assert [[p.place.name for p in e.places] for e in _events(text)] == [["Kandahar"], ["Helmand"]]


def test_a_doubtful_namesake_in_a_country_of_its_own_is_not_placed() -> None:
    text = "Fighting in Kandahar and Helmand in Afghanistan went on. Six men died in Nawa district."
    assert all(
        m.place is None for m in read_report(text, published=DAY).matches if m.text == "Nawa"
    )
