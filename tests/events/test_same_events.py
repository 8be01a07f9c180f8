from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from geodata import model as m
from geodata.coordinates import LatLon
from geodata.events.likeness import likeness
from geodata.events.profiles import profile_of
from geodata.events.same_events import Groups, alike_pairs, candidate_pairs
from geodata.partial_date import Bound, DatePrecision, PartialDate

BERD = m.Place(
    "gn:616700", "Berd", m.PlaceKind.SETTLEMENT, "AM", "Armenia", "Tavush", "",
    LatLon(40.88, 45.39), 1.5, 8000,
)  # fmt: skip
TAVUSH = m.Place(
    "adm1:AM.09", "Tavush", m.PlaceKind.REGION, "AM", "Armenia", "", "", LatLon(40.93, 45.12), 33, 0
)
DAY = date(2020, 7, 14)


def an_event(
    report: str,
    passage: str,
    *,
    kind: m.EventKind = m.EventKind.STRIKE,
    day: PartialDate | None = PartialDate.of_day(DAY),  # noqa: B008 - frozen
    place: m.Place | None = BERD,
    counts: tuple[m.Count, ...] = (),
    actors: tuple[m.Actor, ...] = (),
    modality: m.Modality = m.Modality.HAPPENED,
) -> m.Event:
    precision = m.Precision.REGION if place is TAVUSH else m.Precision.SETTLEMENT
    places = () if place is None else (
        m.EventPlace(place.name, place, m.PlaceRole.SITE, precision, place.position,
                     place.radius_km, 0.9, 0, 4),
    )  # fmt: skip
    return m.Event(
        m.content_id("e", [report, passage]), report, kind, modality, passage,
        m.Span(0, len(passage), passage), day, places=places, actors=actors, counts=counts,
    )  # fmt: skip


def killed(low: int, high: int | None) -> tuple[m.Count, ...]:
    return (m.Count(f"{low} soldiers", "killed", low, high, 0, 1),)


BAKERY = an_event("r1", "Shells hit a bakery in Berd, killing four bakers", counts=killed(4, 4))
AGAIN = an_event("r2", "Four bakers died when artillery shelled a bakery", counts=killed(4, 4))


def alike(a: m.Event, b: m.Event) -> float:
    return likeness(profile_of(a), profile_of(b)).score


def joins(a: m.Event, b: m.Event) -> bool:
    return likeness(profile_of(a), profile_of(b)).joins


def test_one_event_in_two_wordings_is_joined_and_says_why() -> None:
    found = likeness(profile_of(BAKERY), profile_of(AGAIN))
    assert found.joins
    assert found == likeness(profile_of(AGAIN), profile_of(BAKERY))
    assert found.reasons == (
        "the same day",
        "both in Berd",
        "both tell of shelling",
        "both 4 killed",
        "the same words: bakers, bakery",
    )


@pytest.mark.parametrize(
    "other",
    [
        an_event("r2", "A drone destroyed the roof of a school in Berd"),
        an_event("r2", "Shells hit a market in Berd, killing 31 shoppers", counts=killed(31, 31)),
        replace(AGAIN, date=PartialDate.of_day(DAY + timedelta(days=2))),
        replace(AGAIN, kind=m.EventKind.PROTEST),
        replace(AGAIN, report_id="r1"),
        replace(AGAIN, modality=m.Modality.DENIED),
        replace(AGAIN, date=None),
        replace(AGAIN, places=()),
    ],
    ids=["deed", "number", "day", "kind", "report", "denial", "undated", "unplaced"],
)
def test_two_events_of_one_day_in_one_town_stay_two(other: m.Event) -> None:
    assert not joins(BAKERY, other)


def test_morning_and_evening_stay_two() -> None:
    morning = an_event("r1", "A missile hit the depot in Berd in the morning")
    evening = an_event("r2", "A missile hit the hotel in Berd at 21:30")
    assert not joins(morning, evening)
    assert "at different times of day" in likeness(profile_of(morning), profile_of(evening)).reasons


def test_half_open_dates_are_not_their_named_day() -> None:
    def on(bound: Bound) -> m.Event:
        return replace(AGAIN, date=PartialDate(DAY, DAY, DatePrecision.DAY, bound=bound))

    assert profile_of(on(Bound.AFTER)).first_day == DAY.toordinal() + 1
    assert profile_of(on(Bound.BEFORE)).last_day == DAY.toordinal() - 1
    assert profile_of(on(Bound.SINCE)).last_day > DAY.toordinal()
    assert alike(BAKERY, on(Bound.BEFORE)) < alike(BAKERY, on(Bound.SINCE)) < alike(BAKERY, AGAIN)


def test_an_alias_makes_two_names_one_actor() -> None:
    from geodata.events.aliases import Aliases

    def told(report: str, who: str) -> m.Event:
        actor = m.Actor(who, m.ActorRole.DOES, 0, 1)
        return an_event(report, "It shelled a bakery", actors=(actor,))

    ours, theirs = told("r1", "Third Corps"), told("r2", "the northern group")
    names = Aliases({"Northern group": "Third Corps"})
    with_list = likeness(profile_of(ours, names), profile_of(theirs, names))
    assert with_list.score > alike(ours, theirs)
    assert "both name third corps" in with_list.reasons


def test_blocks_find_a_province_a_day_off_or_a_shared_word_and_nothing_far() -> None:
    events = [
        BAKERY,
        an_event("r2", "Fighting", kind=m.EventKind.BATTLE, place=TAVUSH),
        an_event("r3", "Shelling", day=PartialDate.of_day(DAY + timedelta(days=3))),
        an_event("r4", "Shelling", day=PartialDate.of_day(DAY + timedelta(days=9))),
        an_event("r5", "A march", kind=m.EventKind.PROTEST),
        an_event("r6", "Shelling", place=replace(BERD, id="gn:1", admin1="Shirak",
                                                 position=LatLon(35.0, 45.4))),
        an_event("r1", "Shelling of the same report"),
        an_event("r7", "Shelling", place=None),
        an_event("r8", "Shelling of a bakery", place=None),
    ]  # fmt: skip
    found = set(candidate_pairs([profile_of(event) for event in events]))
    assert {pair for pair in found if 0 in pair} == {(0, 1), (0, 2), (0, 8)}
    assert list(candidate_pairs([])) == []


def test_a_group_has_one_event_of_a_report_and_nothing_taken_apart() -> None:
    third = replace(AGAIN, id="e3", report_id="r3")
    same_report = replace(AGAIN, id="e4", report_id="r3")
    events = [BAKERY, AGAIN, third, same_report]
    profiles = [profile_of(event) for event in events]
    assert len(alike_pairs(profiles)) == 5
    groups = Groups(profiles, apart={frozenset((AGAIN.id, "e4"))})
    assert groups.join(BAKERY.id, AGAIN.id)
    assert not groups.join(BAKERY.id, "e4")  # the second report was taken apart from it
    assert groups.join("e3", AGAIN.id)
    assert not groups.join("e3", BAKERY.id)  # they are one already
    assert groups.all() == [sorted([BAKERY.id, AGAIN.id, "e3"])]


def in_village(event: m.Event, name: str) -> m.Event:
    reading = f"“{name}” is not in the gazetteer: somewhere in Tavush"
    return replace(event, places=tuple(replace(p, reading=reading) for p in event.places))


def test_captures_of_two_villages_nobody_knows_in_one_province_stay_two() -> None:
    text = "Soldiers captured a village in heavy fighting on Tuesday"
    one = an_event("r1", text, kind=m.EventKind.BATTLE, place=TAVUSH)
    other = an_event("r2", text, kind=m.EventKind.BATTLE, place=TAVUSH)
    assert alike(in_village(one, "Qorvandu"), in_village(other, "Zemburak")) == 0
    assert joins(in_village(one, "Qorvandu"), in_village(other, "Qorvando"))
