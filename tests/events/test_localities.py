"""The town a local report takes for granted: its police, its court, its headline."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.model import Event, EventPlace
from geodata.pipeline import read_report

DAY = date(2009, 3, 24)


def _events(text: str) -> tuple[Event, ...]:
    return read_report(text, published=DAY).events


def _only_place(text: str) -> EventPlace:
    (event,) = _events(text)
    (place,) = event.places
    return place


@pytest.mark.parametrize(
    ("text", "town", "reason"),
    [
        ("Chicago police arrested a man on Friday.", "Chicago", "the name of the police"),
        (
            "Fort Wayne's fire department said two people were killed in a house fire.",
            "Fort Wayne",
            "the name of the fire department",
        ),
        (
            "He was sentenced Monday to ten years in Cheshire County Superior Court.",
            "Cheshire County",
            "the name of the court",
        ),
        (
            "Fort Wayne man stabbed in bar fight. He was stabbed four times on Saturday.",
            "Fort Wayne",
            "the headline",
        ),
    ],
)
def test_the_town_taken_for_granted_is_inherited_and_says_why(
    text: str, town: str, reason: str
) -> None:
    place = _only_place(text)
    assert (place.place.name, place.inherited) == (town, True)
    assert place.reasons[0].startswith(f"taken over from {reason}:")
    assert text[place.start : place.end] == town


def test_what_is_taken_for_granted_scores_lower_than_what_is_named() -> None:
    assert _only_place("Chicago police arrested a man.").score < 0.7
    assert _only_place("Police arrested a man in Chicago.").score > 0.7


def test_a_place_that_is_named_goes_before_the_police_of_another() -> None:
    place = _only_place("Chicago police said a man was shot in Evanston.")
    assert (place.place.name, place.inherited) == ("Evanston", False)


@pytest.mark.parametrize(
    "text",
    [
        "Chicago Police Department officers arrested a man in Qwertyville.",
        "Illinois State Police arrested a man on Friday.",
        "Chicago police will arrest the man on Friday.",
        "Chicago newspapers said a man was shot.",
        "New York man stabbed in bar fight. He was stabbed four times on Saturday.",
    ],
)
def test_a_name_nobody_knows_a_state_a_plan_or_a_metropolis_gives_no_place(text: str) -> None:
    assert all(event.places == () for event in _events(text))
