from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.panels.list_panel import date_labels, list_lines
from geodata.browse import EventRow
from geodata.model import EventKind, Modality, Status

LATER = EventRow(
    id="e2",
    report_id="r1",
    title="Talks",
    kind=EventKind.TALKS,
    modality=Modality.HAPPENED,
    first_day=date(2020, 8, 2),
    last_day=date(2020, 8, 2),
    date_label="2 Aug 2020",
    place_label="Baku",
    place_name="Baku",
    place_ids=("gn:1",),
    lat=40.4,
    lon=49.9,
    actors=(),
    source="",
    certainty=1.0,
    status=Status.ACCEPTED,
    is_demo=False,
)
EARLIER = replace(LATER, id="e1", first_day=date(2020, 7, 12), date_label="12 Jul 2020")


def test_dates_are_shown_in_words_without_the_year_they_share() -> None:
    assert date_labels([EARLIER, LATER]) == ["12 Jul", "2 Aug"]
    other = replace(LATER, first_day=date(2021, 8, 2), date_label="2 Aug 2021")
    assert date_labels([EARLIER, other]) == ["12 Jul 2020", "2 Aug 2021"]


def test_a_line_says_what_is_only_claimed_and_how_many_places_and_reports_there_are() -> None:
    told = replace(
        LATER, modality=Modality.CLAIMED, report_count=2, place_ids=("gn:1", "gn:2", "gn:3")
    )
    (line,) = list_lines([told])
    assert (line["note"], line["place"]) == ("claimed; 2 reports", "Baku +2")
    assert list_lines([replace(LATER, place_name="", place_ids=())])[0]["place"] == "not placed"


def test_words_that_were_found_are_marked_in_the_title_and_said_beside_it() -> None:
    (line,) = list_lines([LATER], found={"e2": "found: Baku"}, find=lambda _: [(0, 4)])
    assert (line["title"], line["found"]) == ([("Talk", True), ("s", False)], "found: Baku")


def test_characters_that_turn_the_line_around_are_made_visible() -> None:
    (line,) = list_lines([replace(LATER, title="Talks \u202eukaB")])
    assert "\u202e" not in "".join(part for part, _ in line["title"])
