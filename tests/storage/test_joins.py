from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geodata import model as m
from geodata.errors import InputError, NotFoundError
from geodata.storage import BY_MACHINE, EventStore
from geodata.storage.event_table import ACTOR_SEPARATOR

Make = Callable[..., m.Reading]


@pytest.fixture
def told(store: EventStore, make_reading: Make) -> list[m.Event]:
    """Three reports of one event; the third is of another outlet."""
    readings = [make_reading(f"{start} " + make_reading().report.text) for start in "ABC"]
    third = readings[2]
    readings[2] = replace(third, report=replace(third.report, source="Other Post"))
    for reading in readings:
        store.add_reading(reading)
    return [reading.events[0] for reading in readings]


def test_joined_events_are_one_row_with_all_sources(store: EventStore, told: list[m.Event]) -> None:
    first, second, third = (event.id for event in told)
    before = store.event_table()
    assert store.joins.join([first, third]) == (first, third)
    assert store.joins.join([second, first]) == (first, second, third)
    table = store.event_table()
    assert before.num_rows - table.num_rows == 4  # two events with two places each
    rows = [row for row in table.to_pylist() if row["event_id"] in (first, second, third)]
    assert {row["event_id"] for row in rows} == {first}
    assert rows[0]["source"].split(ACTOR_SEPARATOR) == ["Example Times"] * 2 + ["Other Post"]
    assert rows[0]["actors"] == "Zakir Hasanov"
    assert rows[0]["passage"].count("Jets landed") == 3
    assert store.joins.behind() == {second, third}
    assert len(list(store.events())) == 6  # all evidence is kept


def test_a_group_shrinks_with_its_reports(store: EventStore, told: list[m.Event]) -> None:
    first, second, third = told
    store.joins.join([first.id, second.id, third.id])
    store.remove_report(first.report_id)
    assert store.joins.group(third.id) == (second.id, third.id)
    store.remove_report(second.report_id)
    assert store.joins.group(third.id) == (third.id,)
    assert store.joins.groups() == []


def test_what_is_taken_apart_is_remembered_even_when_a_report_comes_back(
    store: EventStore, told: list[m.Event]
) -> None:
    first, second, third = (event.id for event in told)
    store.joins.join([first, second, third], by=BY_MACHINE, score=0.9, reasons=["the same day"])
    assert store.joins.take_apart(second, by="Ada") == (first, third)
    assert store.joins.group(second) == (second,)
    reading = store.reading(told[1].report_id)
    store.remove_report(told[1].report_id)
    store.add_reading(reading)
    apart = {frozenset((first, second)), frozenset((second, third))}
    assert store.joins.apart([second]) == apart
    last = store.decisions(second)[0]
    assert (last.action, last.by) == ("take apart", "Ada")
    assert last.before == {"events": [first, second, third]}
    with pytest.raises(NotFoundError, match="not joined"):
        store.joins.take_apart(second)
    store.joins.join([first, second], by="Ada")  # a person may change their mind
    assert store.joins.apart([second]) == set()


def test_a_proposal_stands_with_both_events_until_somebody_decides(
    store: EventStore, told: list[m.Event]
) -> None:
    first, second, third = (event.id for event in told)
    asked = [(first, second, 0.6, ["the same day"]), (third, first, 0.7, []), (first, "e0", 1, [])]
    assert store.joins.propose(asked) == 2
    assert store.joins.propose(asked) == 0
    assert [(p.event_id, p.score) for p in store.joins.proposals(first)] == [
        (third, 0.7), (second, 0.6)
    ]  # fmt: skip
    assert [p.event_id for p in store.joins.proposals(second)] == [first]
    store.joins.keep_apart(second, first, by="Ada")
    store.joins.join([third, first], by="Ada")
    assert store.joins.proposals(first) == []
    assert store.joins.apart([first]) == {frozenset((first, second))}


def test_events_of_one_report_are_never_joined(store: EventStore, told: list[m.Event]) -> None:
    other = store.reading(told[0].report_id).events[1].id
    revision = store.revision
    with pytest.raises(InputError, match="one report"):
        store.joins.join([told[0].id, other])
    with pytest.raises(NotFoundError, match="'e0'"):
        store.joins.join([told[0].id, "e0"])
    assert store.revision == revision
    assert store.joins.groups() == []


def test_an_accepted_event_leads_and_a_rejection_takes_all(
    store: EventStore, told: list[m.Event]
) -> None:
    first, second, _ = (event.id for event in told)
    store.set_status([second], m.Status.ACCEPTED)
    assert store.joins.join([first, second]) == (second, first)
    assert store.set_status([first], m.Status.REJECTED) == 2
    assert store.event(second).status is m.Status.REJECTED


def test_aliases_rename_actors_in_the_table(store: EventStore, told: list[m.Event]) -> None:
    store.joins.set_aliases({"zakir  hasanov": "Hasanov", "Hasanov": "Zakir Hasanov, minister"})
    assert set(store.event_table()["actors"].to_pylist()) == {"", "Zakir Hasanov, minister"}
    assert store.joins.aliases() == {
        "Hasanov": "Zakir Hasanov, minister", "zakir hasanov": "Hasanov"
    }  # fmt: skip
    revision = store.revision
    store.joins.set_aliases(store.joins.aliases())
    assert store.revision == revision
    assert store.event(told[0].id).actors[0].name == "Zakir Hasanov"  # as the text says


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"A": "B", "b": "a"}, "leads back"),
        ({"A": "a"}, "leads back"),
        ({"A": ""}, "both be given"),
        ({"A": "B", "a ": "C"}, "twice"),
    ],
)
def test_aliases_that_cannot_be_followed_are_refused(
    store: EventStore, names: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        store.joins.set_aliases(names)
    assert store.joins.aliases() == {}


def test_events_near_a_day_leave_out_their_own_report(
    store: EventStore, told: list[m.Event]
) -> None:
    day = m.date(2020, 7, 31).toordinal()
    near = {"first_day": day, "last_day": day, "without": told[0].report_id}
    found = [e.id for e in store.joins.near(kinds=[m.EventKind.MOVEMENT], **near)]
    assert found == [told[1].id, told[2].id]
    assert list(store.joins.near(kinds=[m.EventKind.RIOT], **near)) == []


def test_events_are_counted_by_report_joined_or_not(store: EventStore, told: list[m.Event]) -> None:
    store.joins.join([event.id for event in told])
    assert store.event_counts() == {event.report_id: 2 for event in told}
