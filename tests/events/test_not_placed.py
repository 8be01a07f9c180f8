"""Why an event has no place: the report names one that the gazetteer lacks."""

from __future__ import annotations

from datetime import date

from geodata.pipeline import read_report

DAY = date(2021, 1, 13)


def test_a_village_the_gazetteer_lacks_is_named_as_the_reason() -> None:
    reading = read_report("Rebels captured the village of Xyzgorod on Monday.", published=DAY)
    assert reading.unplaced == reading.events
    assert reading.notes == (
        "“Rebels captured the village of Xyzgorod on Monday” is not placed: "
        "“Xyzgorod” is not in the gazetteer.",
    )


def test_an_event_that_is_placed_or_names_no_place_has_no_such_reason() -> None:
    text = "Rebels captured Goma on Monday. Two soldiers were killed in January in fighting."
    assert read_report(text, published=DAY).notes == ()


def test_only_the_first_few_are_named() -> None:
    names = ("Xyzgorod", "Qwertabad", "Zxcvburg", "Plokmstan", "Vbnmgrad", "Tyuiopol")
    text = " ".join(
        f"On {day} January 2021 rebels captured the village of {name}."
        for day, name in enumerate(names, 1)
    )
    reading = read_report(text, published=DAY)
    assert sum("is not in the gazetteer" in note for note in reading.notes) == 5
