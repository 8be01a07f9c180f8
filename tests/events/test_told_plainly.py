"""What is told as an event and how: lists, refusals, closures, mines, rescues, sums of years."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.model import Event
from geodata.pipeline import read_report

DAY = date(2024, 5, 14)


def _events(text: str) -> tuple[Event, ...]:
    return read_report(text, published=DAY).events


def _told(text: str) -> list[tuple[str, str]]:
    return [(event.kind.value, event.modality.value) for event in _events(text)]


def _days(text: str) -> list[str]:
    return [event.date.edtf if event.date else "" for event in _events(text)]


def test_a_line_of_a_list_takes_no_day_from_the_line_above() -> None:
    text = (
        "- Shelling damaged a school in Mogadishu on 3 May.\n"
        "- Two hundred people were evacuated from Bangui by volunteers."
    )
    assert _days(text) == ["2024-05-03", ""]


def test_two_lines_of_a_list_of_one_kind_stay_two() -> None:
    text = (
        "- Mogadishu: Two hundred people were evacuated by volunteers.\n"
        "- Bangui: Authorities ordered the mandatory evacuation of families with children."
    )
    assert [[place.place.name for place in event.places] for event in _events(text)] == [
        ["Mogadishu"],
        ["Bangui"],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rebels said they would not attend the next round of talks in Caracas.", []),
        ("The union threatened to begin a strike on 1 October.", [("protest", "planned")]),
        (
            "A man threw a grenade at a house in Mogadishu.",
            [("shelling or strike", "happened")],
        ),
        (
            "A mine left over from the war exploded in Mogadishu, injuring two children.",
            [("shelling or strike", "happened")],
        ),
        ("An explosion in a coal mine in Bangui killed two men.", [("accident", "happened")]),
        (
            "Bombs struck a camp for displaced people in Mogadishu.",
            [("shelling or strike", "happened")],
        ),
        (
            "Rescue teams pulled 20 tourists from a hotel in Mogadishu.",
            [("humanitarian", "happened")],
        ),
        (
            "The airport in Mogadishu was shut on Sunday because of ash.",
            [("humanitarian", "happened")],
        ),
        ("The school in Mogadishu was closed for the summer holiday.", []),
    ],
)
def test_what_is_told_and_whether(text: str, told: list[tuple[str, str]]) -> None:
    assert _told(text) == told


def test_where_and_when_helpers_landed_is_told_of_their_sending() -> None:
    (event,) = _events("Chad sent 50 medics, who landed in Bangui on Monday.")
    assert [place.place.name for place in event.places] == ["Bangui"]
    assert event.date is not None
    assert event.date.edtf == "2024-05-13"


def test_a_second_source_that_confirms_an_attack_tells_no_second_attack() -> None:
    text = (
        "Gunmen attacked a market in Mogadishu on Sunday, killing nine civilians. "
        "A second source confirmed the attack."
    )
    assert len(_events(text)) == 1


def test_the_dead_of_many_years_are_not_those_of_the_event_told_before() -> None:
    (event,) = _events(
        "Gunmen killed nine civilians in Mogadishu on Sunday. "
        "Since 2015 more than 20,000 people have been killed."
    )
    assert [count.text for count in event.counts] == ["nine civilians"]


def test_floods_in_the_same_valley_years_ago_were_where_these_are() -> None:
    events = _events(
        "A flood killed nine people in Lima on Monday. In 2010, floods in the same area killed 40."
    )
    assert [[place.place.name for place in event.places] for event in events] == [["Lima"]] * 2


def test_a_line_of_a_list_takes_no_place_from_the_line_above() -> None:
    events = _events(
        "- Gunmen attacked a market in Mogadishu, killing nine.\n"
        "- Police repelled an assault on a checkpoint, killing two gunmen."
    )
    assert [[place.place.name for place in event.places] for event in events] == [
        ["Mogadishu"],
        [],
    ]


def test_a_closure_until_a_weekday_ends_on_the_next_such_day() -> None:
    (event,) = _events("Schools in Mogadishu will remain closed until Wednesday because of floods.")
    assert event.date is not None
    assert event.date.last_day == date(2024, 5, 15)


def test_the_same_valley_is_the_one_that_was_called_a_valley() -> None:
    events = _events(
        "Floods hit the Swat valley on Friday, killing nine. "
        "A bridge collapsed in Lahore on Monday. "
        "In 2010, floods in the same valley killed 40."
    )
    assert [place.place.name for place in events[-1].places] == ["Swat"]
