"""A field changes by the words that say so, or on a person's word, and never by nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geodata import model as m
from geodata.coordinates import LatLon
from geodata.correcting import Change, Support, edited, pinned_place
from geodata.errors import InputError
from geodata.partial_date import PartialDate
from tests.storage.conftest import TEXT, a_reading

READING = a_reading()
REPORT, EVENT = READING.report, READING.events[0]


def at(words: str) -> Support:
    start = TEXT.index(words)
    return Support(start, start + len(words))


def test_the_words_that_say_so_become_the_evidence_of_the_field() -> None:
    new = edited(EVENT, REPORT, Change(kind=m.EventKind.EXERCISE), at("Jets landed"))
    assert new.kind is m.EventKind.EXERCISE
    (piece,) = [piece for piece in new.evidence if piece.field is m.Field.KIND]
    assert (piece.text, piece.report_id) == ("Jets landed", REPORT.id)


def test_a_person_who_says_so_takes_the_old_words_away_from_under_the_field() -> None:
    by_words = edited(
        EVENT, REPORT, Change(date=PartialDate.of_day(date(2020, 7, 31))), at("31 July")
    )
    assert by_words.date_rule == "set by an editor from “31 July”"
    on_word = edited(
        by_words, REPORT, Change(date=PartialDate.of_day(date(2020, 7, 30))),
        Support(reason="I was there."),
    )  # fmt: skip
    assert on_word.date_rule == "set by an editor: I was there."
    assert not [piece for piece in on_word.evidence if piece.field is m.Field.DATE]


@pytest.mark.parametrize(
    ("change", "support"),
    [
        (Change(title="Another"), Support()),
        (Change(title="Another"), Support(reason="   ")),
        (Change(title="Another"), Support(3, 3)),
        (Change(title="Another"), Support(-1, 4)),
        (Change(title="Another"), Support(0, len(TEXT) + 1)),
        (Change(title="  "), Support(reason="because")),
        (Change(title="x" * 201), Support(reason="because")),
        (Change(title="Another"), Support(reason="x" * 501)),
        (Change(kind=EVENT.kind), Support(reason="because")),
        (Change(actors=(m.Actor("N", m.ActorRole.DOES, 0, 9999),)), Support(reason="because")),
    ],
)
def test_a_change_without_support_or_without_sense_is_refused(
    change: Change, support: Support
) -> None:
    with pytest.raises(InputError):
        edited(EVENT, REPORT, change, support)


def test_a_pin_put_by_hand_keeps_its_address_and_says_how_far_it_is() -> None:
    old = EVENT.places[0]
    pin = pinned_place(old, LatLon(40.75, 46.36), 0.5, m.Precision.EXACT, "set by Ada: seen")
    assert (pin.place, pin.position, pin.radius_km) == (old.place, LatLon(40.75, 46.36), 0.5)
    assert pin.reading == "set by hand, 7 km from Ganja"
    for radius in (0.0, -1.0, float("nan"), float("inf"), 30_000.0):
        with pytest.raises(InputError):
            pinned_place(old, LatLon(40.75, 46.36), radius, m.Precision.EXACT, "set by Ada")


def test_a_change_of_places_brings_its_own_evidence() -> None:
    place = replace(EVENT.places[0], start=0, end=4)
    new = edited(EVENT, REPORT, Change(places=(place,)), Support(reason="because"))
    assert [p.text for p in new.evidence if p.field is m.Field.PLACE] == ["Jets"]
