"""Where an event was: homes of those who were moved, labels, titles, datelines, roads."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.model import Event
from geodata.pipeline import read_report

DAY = date(2024, 5, 14)


def _events(text: str) -> tuple[Event, ...]:
    return read_report(text, published=DAY).events


def _where(event: Event) -> list[tuple[str, str]]:
    return [(place.place.name, place.role.value) for place in event.places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Residents of Mogadishu were evacuated on Monday after an alert.",
            [("Mogadishu", "origin")],
        ),
        (
            "The Red Cross delivered food to 900 residents of Bangui on Monday.",
            [("Bangui", "destination")],
        ),
        ("Residents of Mogadishu were evacuated to Nairobi.", [("Nairobi", "destination")]),
    ],
)
def test_the_home_of_those_moved_or_helped_is_a_place_where_no_other_is_said(
    text: str, expected: list[tuple[str, str]]
) -> None:
    (event,) = _events(text)
    assert _where(event) == expected


def test_a_label_behind_a_bullet_places_its_line() -> None:
    (event,) = _events(
        "- Mogadishu: On 3 May, a grenade exploded at a bus stop, killing two people."
    )
    assert _where(event) == [("Mogadishu", "site")]


def test_a_country_that_titles_a_report_places_what_names_no_place() -> None:
    events = _events(
        "Malawi: Situation report 2\n\nAt least 14 people have been killed by floods.\n"
        "Hundreds of families were displaced by flooding in Zomba."
    )
    found = [(place.place.name, place.inherited) for event in events for place in event.places]
    assert found == [("Malawi", True), ("Zomba", False)]


def test_a_distance_behind_a_comma_explains_the_place_before_it() -> None:
    (event,) = _events("Rebels attacked Sake, about 25 km west of Goma, on Monday.")
    assert [place.place.name for place in event.places] == ["Sake"]


def test_a_road_named_after_a_town_is_not_in_that_town() -> None:
    (event,) = _events("Protesters blocked the Damascus road in Sweida on Monday.")
    assert [place.place.name for place in event.places] == ["As-Suwayda"]


def test_what_is_told_as_unrelated_takes_over_no_place() -> None:
    events = _events(
        "A man was stabbed in Mogadishu on Monday. "
        "In an unrelated case, a warehouse fire killed two people."
    )
    assert [_where(event) for event in events] == [[("Mogadishu", "site")], []]


def test_an_island_nobody_knows_is_not_the_town_told_of_before() -> None:
    events = _events(
        "The storm flooded streets in Cancun. "
        "Soldiers evacuated 400 residents from low-lying Quimbox Island."
    )
    assert [_where(event) for event in events] == [[("Cancún", "site")], []]


def test_a_crowd_at_the_parliament_is_in_the_capital_of_the_dateline() -> None:
    (event,) = _events(
        "NAIROBI - Police opened fire on people trying to enter Kenya's parliament on Tuesday."
    )
    assert [(place.place.name, place.inherited) for place in event.places] == [("Nairobi", True)]
