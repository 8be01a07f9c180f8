"""Towns and lands that something befell, named as the subject of a passive."""

from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import Event, Reading
from geodata.pipeline import read_report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(text: str, gazetteer: Gazetteer) -> Reading:
    return read_report(text, published=date(2024, 3, 5), gazetteer=gazetteer)


def places(event: Event) -> list[str]:
    return [place.place.name for place in event.places]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kutaisi was struck by an earthquake on Monday.", "Kutaisi"),
        ("Kutaisi had also been rocked by an explosion, police in Tbilisi said.", "Kutaisi"),
        ("The port of Valparaíso was shaken by a strong earthquake.", "Valparaíso"),
        ("Ecuador was hit by floods last week.", "Ecuador"),
    ],
)
def test_what_was_struck_by_a_calamity_is_where_it_happened(
    text: str, place: str, gazetteer: Gazetteer
) -> None:
    (event,) = read(text, gazetteer).events
    assert places(event) == [place]


def test_two_towns_of_one_sentence_keep_an_event_each(gazetteer: Gazetteer) -> None:
    text = "Gori was hit by heavy flooding last week, and two people died in Zestafoni."
    assert [places(event) for event in read(text, gazetteer).events] == [["Gori"], ["Zestaponi"]]


@pytest.mark.parametrize(
    "text",
    [
        "Jackson was hit by a falling tree during the storm.",
        "Preston was struck by a car on Monday.",
    ],
)
def test_a_person_who_was_struck_is_no_town(text: str, gazetteer: Gazetteer) -> None:
    assert not [match for match in read(text, gazetteer).matches if match.place is not None]
