"""A town that the gazetteer lacks is not pinned in a country far away that has its name."""

import pytest

from geodata.model import Match
from geodata.resolving import find_places

SWAT = "Rescue teams from Mingora reached the Swat valley in Pakistan, officials in Peshawar said. "


def named(text: str, name: str) -> Match:
    return next(match for match in find_places(text) if match.text == name)


@pytest.mark.parametrize(
    "sentence",
    [
        "The flood swept away a bridge at Bahrain.",
        "A van fell into the river near Bahrain.",
        "In the town of Bahrain shops were flooded.",
        "The dead came from Bahrain, a small town.",
    ],
)
def test_words_said_of_a_town_are_not_said_of_a_country_far_from_all_else(sentence: str) -> None:
    match = named(SWAT + sentence, "Bahrain")
    assert match.place is None
    assert [candidate.place.id for candidate in match.runners_up] == ["iso:BH"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (SWAT + "The envoy flew home from Bahrain.", "Bahrain", "iso:BH"),
        (SWAT + "The minister was angry at Bahrain.", "Bahrain", "iso:BH"),
        ("A tanker was hit near Bahrain, Manama said. Iran denied it.", "Bahrain", "iso:BH"),
        ("Shells fell near Pakistan on the Indian side, police in Jammu said.", "Pakistan",
         "iso:PK"),
    ],
)  # fmt: skip
def test_a_country_that_fits_the_report_or_its_words_is_still_placed(
    text: str, name: str, country: str
) -> None:
    place = named(text, name).place
    assert place is not None
    assert place.id == country
