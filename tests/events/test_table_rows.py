"""Rows of a table of events: each an event, its header says what a cell is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from geodata.events import extract_events
from geodata.model import Event, EventKind, Field, Match, Precision, Reading
from geodata.pipeline import read_report
from geodata.tables import tables_in

DAY = date(2021, 7, 20)
WEEK = """The office recorded these incidents.

| Date | Location | Incident | Killed | Injured |
|---|---|---|---|---|
| 12 July 2021 | Tovuz, Azerbaijan | Shelling of two villages | 3 | 5-7 |
| 13 July 2021 | Berd | Clashes at the border | 0 | 2 |
| | Ijevan | Drone strike on a factory | - | 1 |

Fighting went on in Agdam on Monday.
"""


def _read(text: str) -> Reading:
    return read_report(text, published=DAY)


def _place_of(event: Event) -> list[str]:
    return [place.place.name for place in event.places]


def test_each_row_is_an_event_of_its_own_cells() -> None:
    events = _read(WEEK).events
    assert [e.title for e in events[:3]] == [
        "Shelling of two villages",
        "Clashes at the border",
        "Drone strike on a factory",
    ]
    assert [_place_of(e) for e in events] == [["Tovuz"], ["Berd"], ["Ijevan"], ["Aghdam"]]
    assert [e.kind for e in events[:3]] == [EventKind.STRIKE, EventKind.BATTLE, EventKind.STRIKE]


def test_the_header_says_what_a_number_counts() -> None:
    rows = _read(WEEK).events[:3]
    first, second, third = ([(c.what, c.low, c.high) for c in row.counts] for row in rows)
    assert first == [("villages", 2, 2), ("killed", 3, 3), ("wounded", 5, 7)]
    assert second == [("wounded", 2, 2)]
    assert third == [("wounded", 1, 1)]


def test_a_blank_date_is_that_of_the_row_above_and_says_so() -> None:
    event = _read(WEEK).events[2]
    assert event.date is not None and event.date.edtf == "2021-07-13"
    assert event.date_rule.endswith("carried from the row above")


def test_every_field_points_at_the_words_of_its_cell() -> None:
    events = _read(WEEK).events
    assert all(WEEK[e.start : e.end] == e.text for event in events for e in event.evidence)
    first = {e.field: e.text for e in events[0].evidence}
    assert first[Field.PASSAGE] == "Shelling of two villages"
    assert (first[Field.PLACE], first[Field.DATE]) == ("Tovuz", "12 July 2021")


def test_a_village_nobody_knows_lies_in_what_another_cell_names() -> None:
    text = "Date\tVillage\tCounty\tEvent\n1 July 2021\tQorvandu\tKilifi County\tProtest\n"
    (event,) = _read(text).events
    (place,) = event.places
    assert (place.name, place.place.name) == ("Qorvandu", "Kilifi County")
    assert place.reading == "“Qorvandu” is not in the gazetteer: somewhere in Kilifi County"


def test_a_town_behind_an_unknown_village_in_one_cell_is_no_sharp_pin() -> None:
    text = "Date | Place | Event\n1 July 2021 | Qorvandu, Ganja | Shelling\n"
    (event,) = _read(text).events
    assert [p.precision for p in event.places] == [Precision.RELATIVE]


def test_a_row_whose_place_nobody_knows_is_listed_with_the_name() -> None:
    reading = _read("Date | Village | Event\n1 July 2021 | Qorvandu | Shelling of houses\n")
    assert reading.unplaced == reading.events
    assert reading.notes == (
        "“Shelling of houses” is not placed: “Qorvandu” is not in the gazetteer.",
    )


def test_rows_of_one_town_and_day_stay_apart() -> None:
    text = "Date | Town | Event\n1 July 2021 | Goma | Protest\n1 July 2021 | Goma | Protest\n"
    assert len(_read(text).events) == 2


class _ReadCounts(list[Match]):
    """A list that counts how often it is gone through from the front."""

    walks = 0

    def __iter__(self) -> Iterator[Match]:
        self.walks += 1
        return super().__iter__()


def test_a_longer_table_goes_through_the_names_of_the_report_no_more_often() -> None:
    walks = []
    for rows in (3, 30):
        text = "Date | Town | Event\n" + "4 May 2021 | Goma | Shelling\n" * rows
        reading, tables = read_report(text), tables_in(text)
        names = _ReadCounts(reading.matches)
        events = extract_events(reading.report, reading.sentences, names, reading.dates, tables)
        assert len(events) == rows
        walks.append(names.walks)
    assert walks[0] == walks[1]
