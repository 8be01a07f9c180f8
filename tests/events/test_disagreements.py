from __future__ import annotations

from dataclasses import replace
from datetime import date

from geodata.coordinates import LatLon
from geodata.events.disagreements import disagreements
from geodata.model import (
    Count,
    Event,
    EventKind,
    EventPlace,
    Field,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Span,
)
from geodata.partial_date import PartialDate


def place(name: str) -> EventPlace:
    there = Place(
        f"gn:{name}", name, PlaceKind.SETTLEMENT, "AM", "Armenia", "Tavush", "",
        LatLon(40.9, 45.3), 1.0, 0,
    )  # fmt: skip
    return EventPlace(
        name, there, PlaceRole.SITE, Precision.SETTLEMENT, there.position, 1.0, 0.9, 0, 4
    )


EVENT = Event(
    "e1", "r1", EventKind.STRIKE, Modality.HAPPENED, "Shelling", Span(0, 8, "Shelling"),
    PartialDate.of_day(date(2020, 7, 14)), places=(place("Berd"),),
    counts=(Count("four soldiers", "killed", 4, 4, 0, 4),),
)  # fmt: skip


def test_reports_that_differ_stand_side_by_side_with_their_speakers() -> None:
    other = replace(
        EVENT, id="e2", report_id="r2", speaker="Defence Ministry", places=(place("Movses"),),
        date=PartialDate.of_day(date(2020, 7, 15)), modality=Modality.CLAIMED,
        counts=(Count("at least seven", "killed", 7, None, 0, 4),),
    )  # fmt: skip
    found = disagreements([EVENT, other])
    assert [(d.field, d.what) for d in found] == [
        (Field.DATE, ""), (Field.PLACE, ""), (Field.NUMBER, "killed"), (Field.MODALITY, ""),
    ]  # fmt: skip
    assert [said.value for said in found[2].said] == ["four soldiers", "at least seven"]
    assert [(s.report_id, s.speaker) for s in found[0].said] == [
        ("r1", ""), ("r2", "Defence Ministry"),
    ]  # fmt: skip
    assert found[1].said[1].value == "Movses, Tavush, Armenia"


def test_silence_is_no_disagreement() -> None:
    silent = replace(EVENT, id="e2", report_id="r2", date=None, places=(), counts=())
    assert disagreements([EVENT, silent]) == ()
    assert disagreements([EVENT]) == ()
