"""What names somebody, and where a headline may end."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import Event
from geodata.pipeline import read_report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def only(text: str, gazetteer: Gazetteer) -> Event:
    (event,) = read_report(text, published=date(2024, 3, 14), gazetteer=gazetteer).events
    return event


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cyclone Marta made landfall in Beira on Monday.", []),
        ("Police arrested ten people on Rua Augusta in Lisbon on Monday.", ["Police"]),
    ],
)
def test_storms_and_streets_are_nobody(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert [actor.name for actor in only(text, gazetteer).actors] == names


def test_a_headline_may_end_on_two_days_earlier(gazetteer: Gazetteer) -> None:
    text = "A storm had made landfall in Inhambane province two days earlier, killing two people."
    assert only(text, gazetteer).title.endswith("two days earlier")


def test_no_headline_ends_on_an_owner_without_what_is_owned(gazetteer: Gazetteer) -> None:
    text = (
        "The opposition party denied on Monday that its members had burned down the voters' "
        "registration post in Nacala."
    )
    assert not only(text, gazetteer).title.endswith("voters")
