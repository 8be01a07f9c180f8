"""People got out alive, people in flight, and those who only run away."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import Event, EventKind
from geodata.pipeline import read_report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(text: str, gazetteer: Gazetteer) -> tuple[Event, ...]:
    return read_report(text, published=date(2024, 3, 7), gazetteer=gazetteer).events


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers pulled 14 miners from the shaft near Soma on Monday.",
        "A toddler was pulled alive from the ruins in Antakya on Monday.",
        "Volunteers dug a skier out of the snow near Davos on Monday.",
        "Firefighters freed three men, including a trainee, from collapsed scaffolding in Lyon.",
        "A helicopter winched two climbers off the cliff near Kilkee on Monday.",
        "A lifeboat crew saved nine swimmers from the sea off Margate on Monday.",
        "Six hikers were airlifted from a flooded valley near Chamonix on Monday.",
        "Some 4,000 residents were evacuated from Bohol on Monday.",
        "Families fled the village near Goma on Monday.",
    ],
)
def test_people_got_out_or_in_flight_are_a_humanitarian_event(
    text: str, gazetteer: Gazetteer
) -> None:
    assert [event.kind for event in read(text, gazetteer)] == [EventKind.HUMANITARIAN]


@pytest.mark.parametrize(
    "text",
    [
        "The robber fled the scene in Leeds on Monday.",
        "She pulled a muscle in Leeds on Monday.",
        "The scheme saved taxpayers money in Leeds on Monday.",
        "Archaeologists dug a trench near York on Monday.",
        "The boy was released under investigation in Leeds on Monday.",
    ],
)
def test_a_runaway_and_other_pulls_and_savings_are_none(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == ()


def test_hostages_of_an_abduction_who_are_let_go_are_told_apart(gazetteer: Gazetteer) -> None:
    text = (
        "Gunmen kidnapped 12 police officers near Popayan on Thursday. "
        "The officers were released on Saturday."
    )
    assert [event.kind for event in read(text, gazetteer)] == [
        EventKind.ATTACK_ON_CIVILIANS,
        EventKind.HUMANITARIAN,
    ]


def test_the_hurt_who_are_flown_out_are_helped_not_struck(gazetteer: Gazetteer) -> None:
    (event,) = read("Helicopters flew injured miners from Arequipa to Lima on Monday.", gazetteer)
    assert event.kind is EventKind.HUMANITARIAN


def test_whom_a_second_quake_killed_belong_to_it(gazetteer: Gazetteer) -> None:
    (event,) = read("A second quake hit Lima on Monday and killed five more people.", gazetteer)
    assert event.kind is EventKind.DISASTER
    assert [count.text for count in event.counts] == ["five more people"]
