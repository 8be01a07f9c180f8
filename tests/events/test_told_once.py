"""A crime told again is one event; a small town's dateline places it, a metropolis's does not."""

from __future__ import annotations

from datetime import date

from geodata.model import Event, EventKind
from geodata.pipeline import read_report

DAY = date(2009, 3, 24)


def _events(text: str) -> tuple[Event, ...]:
    return read_report(text, published=DAY).events


def test_an_arrest_that_a_report_comes_back_to_is_told_once() -> None:
    events = _events(
        "Police in Keene arrested a man on Monday. The street was closed. Nobody was hurt. "
        "John Givens was arrested without incident."
    )
    assert [event.kind for event in events] == [EventKind.ARREST]


def test_arrests_of_two_named_persons_stay_two() -> None:
    events = _events("Mary Hale was arrested in Keene on Monday. John Givens was arrested later.")
    assert [event.kind for event in events] == [EventKind.ARREST, EventKind.ARREST]


def test_the_day_of_a_shooting_is_not_the_day_of_the_arrest() -> None:
    charged = [
        event
        for event in _events("Two people were arrested in Saturday's fatal shooting in Keene.")
        if event.kind is EventKind.ARREST
    ]
    assert [event.date for event in charged] == [None]


def test_a_small_town_in_the_dateline_places_a_first_line_without_a_place() -> None:
    (event,) = _events("KEENE, New Hampshire - A man was stabbed early on Tuesday, police said.")
    assert [(place.place.name, place.inherited) for place in event.places] == [("Keene", True)]


def test_a_metropolis_in_the_dateline_places_nothing() -> None:
    (event,) = _events("LONDON - A man was stabbed early on Tuesday, police said.")
    assert event.places == ()


def test_a_car_out_of_control_is_no_battle() -> None:
    assert all(
        event.kind is not EventKind.BATTLE
        for event in _events("He lost control of his pickup and struck a tree in Keene on Monday.")
    )
