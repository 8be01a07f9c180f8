"""A town or the region around it, and places that the words beside them rule out."""

import pytest

from geodata.model import Match, PlaceKind
from geodata.resolving import find_places


def named(text: str, name: str, nth: int = 0) -> Match:
    found = [match for match in find_places(text) if match.text == name]
    assert len(found) > nth, f"{name} was not found in: {text}"
    return found[nth]


def kind(match: Match) -> PlaceKind | None:
    return match.place.kind if match.place else None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A car bomb exploded in Kunduz, Afghan officials said.", "Kunduz", PlaceKind.SETTLEMENT),
        ("A quake struck near Gaziantep, Turkey.", "Gaziantep", PlaceKind.SETTLEMENT),
        ("Troops entered Homs, Aleppo and Hama in Syria.", "Aleppo", PlaceKind.SETTLEMENT),
        ("Taliban fighters took Kunduz province, Afghan officials said.", "Kunduz",
         PlaceKind.REGION),
        ("Clashes spread across Herat and Kandahar provinces in Afghanistan.", "Herat",
         PlaceKind.REGION),
        ("Villages in northern Aleppo were shelled, Syria said.", "Aleppo", PlaceKind.REGION),
        ("Fighting went on in Tavush, Armenia said.", "Tavush", PlaceKind.REGION),
        ("The mayor of New York spoke in Manhattan.", "New York", PlaceKind.SETTLEMENT),
    ],
)  # fmt: skip
def test_a_name_is_the_town_unless_the_words_make_an_area_of_it(
    text: str, name: str, expected: PlaceKind
) -> None:
    assert kind(named(text, name)) is expected


def test_the_town_and_its_province_in_one_report_are_two_places() -> None:
    text = "The city of Idlib was hit. People fled Idlib province for Turkey."
    assert kind(named(text, "Idlib", 0)) is PlaceKind.SETTLEMENT
    assert kind(named(text, "Idlib", 1)) is PlaceKind.REGION


def test_a_namesake_outside_the_country_named_beside_it_is_not_chosen() -> None:
    """The gazetteer has a Solhan in Turkey only."""
    text = "Gunmen attacked the village of Solhan in Burkina Faso's volatile Yagha province."
    match = named(text, "Solhan")
    assert match.place is None
    assert match.runners_up[0].place.country_code == "TR"


def test_a_country_s_name_in_another_language_weighs_little() -> None:
    """Benina is Benin in some languages, and an airport in Libya."""
    text = "A plane landed at Benina airport near Benghazi, Libya."
    assert all(match.place is None for match in find_places(text) if match.text == "Benina")


@pytest.mark.parametrize("river", ["Chenab", "Siverskyi Donets", "Drina", "Irtysh", "Rufiji River"])
def test_rivers_of_the_world_are_known(river: str) -> None:
    place = named(f"Soldiers crossed the {river} at night and boats sank on the {river}.", river)
    assert kind(place) is PlaceKind.WATER


def test_a_dateline_is_a_town_however_large_the_province_of_its_name() -> None:
    text = "CÓRDOBA, Argentina — Workers blocked a road in Villa María and in Río Cuarto."
    assert kind(named(text, "CÓRDOBA")) is PlaceKind.SETTLEMENT


def test_a_province_is_known_by_the_other_names_of_its_seat() -> None:
    text = "Clashes were reported in Hims Governorate and in Hasakah province, Syria said."
    places = {match.text: match.place.id for match in find_places(text) if match.place}
    assert (places["Hims"], places["Hasakah"]) == ("adm1:SY.11", "adm1:SY.01")


def test_a_reason_says_when_a_town_stands_for_a_division() -> None:
    match = named("Shells hit Kupiansk raion in Ukraine, Kharkiv officials said.", "Kupiansk")
    assert "The report names a division; the gazetteer has only the town of that name." in (
        match.reasons
    )


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("TRIPOLI, Libya — Militias clashed in Misrata.", "TRIPOLI",
         "The next likely Tripoli lies in Lebanon."),
        ("A car bomb went off in Manbij, Syria said.", "Manbij",
         "The next likely Manbij is the district around it."),
        ("Clashes went on in Sumy region, Ukraine said.", "Sumy",
         "The next likely Sumy is a settlement in it."),
        ("A bus fell into a river in Lebanon, Beirut said.", "Lebanon",
         "The next likely Lebanon lies in the United States."),
    ],
)  # fmt: skip
def test_the_next_likely_place_is_told_apart_from_the_chosen(
    text: str, name: str, reason: str
) -> None:
    assert named(text, name).reasons[-1] == reason
