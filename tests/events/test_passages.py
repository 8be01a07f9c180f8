"""The passage of an event holds what of its sentence says where and when."""

from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import Field
from geodata.pipeline import read_report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed when shells hit a market in Kharkiv on 3 March 2024.",
        "The bodies of a man and a woman were found on a path near Kutaisi on Wednesday.",
        "In a statement from Kutaisi on Monday, police said that two men were arrested.",
    ],
)
def test_a_clause_with_the_place_belongs_to_the_passage(text: str, gazetteer: Gazetteer) -> None:
    (event,) = read_report(text, published=date(2024, 3, 5), gazetteer=gazetteer).events
    said = [one for one in event.evidence if one.field in (Field.PLACE, Field.DATE)]
    assert said
    for one in said:
        assert event.passage.start <= one.start
        assert one.end <= event.passage.end


def test_a_passage_does_not_grow_over_another_event(gazetteer: Gazetteer) -> None:
    text = "Protesters marched in Kutaisi and police arrested six people in Batumi."
    marched, arrested = read_report(text, published=date(2024, 3, 5), gazetteer=gazetteer).events
    assert "arrested" not in marched.passage.text
    assert "marched" not in arrested.passage.text
