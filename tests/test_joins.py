"""What several reports tell is joined, compared again when corrected, taken apart for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from geodata.gazetteer import Gazetteer
from geodata.joins import add_reading, compare_again, join_all
from geodata.model import Event, Reading
from geodata.pipeline import read_report
from geodata.storage import BY_MACHINE, EventStore
from geodata.storage.many_joins import Asked

QUAKE = "An earthquake shook {} on 3 May 2021, killing at least 12 people."
AGAIN = "Twelve people died when a quake struck {} on Monday, rescuers said."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    with EventStore.open(tmp_path / "gazette.sqlite3") as opened:
        yield opened


def read(text: str) -> Reading:
    return read_report(text, published=date(2021, 5, 5))


def only_event(store: EventStore, report_id: str) -> Event:
    [event] = store.events(report_id=report_id)
    return event


def test_all_events_are_joined_in_one_write_with_an_entry_for_each_join(store: EventStore) -> None:
    towns = ("Lima", "Quito", "Ankara")
    for town in towns:
        store.add_reading(read(QUAKE.format(town)))
        store.add_reading(read(AGAIN.format(town)))
    before = store.revision
    assert join_all(store).joins == 3
    assert store.revision == before + 1
    assert [len(group) for group in store.joins.groups()] == [2, 2, 2]
    entries = [d for d in store.decisions(limit=20) if d.action == "join events"]
    assert len(entries) == 3
    assert all(d.by == BY_MACHINE and len(d.after["events"]) == 2 for d in entries)
    assert all(d.after["reasons"] for d in entries)
    assert join_all(store).joins == 0


def test_many_joins_leave_out_what_is_gone_and_two_events_of_one_report(store: EventStore) -> None:
    first, second, third = (
        store.add_reading(read(text))
        for text in (QUAKE.format("Lima"), AGAIN.format("Lima"), QUAKE.format("Quito"))
    )
    one, two, three = (only_event(store, r.id).id for r in (first, second, third))
    asked = [Asked(one, two, 0.9, []), Asked(two, one, 0.9, []), Asked(one, "e0", 0.9, [])]
    assert store.joins.join_many([*asked, Asked(two, three, 0.8, [])]) == 2
    assert set(store.joins.group(three)) == {one, two, three}
    assert store.joins.join_many([]) == 0


def test_a_corrected_place_is_compared_again_and_joined(store: EventStore) -> None:
    gazetteer = Gazetteer.open()
    lima = next(p for p in gazetteer.find("Lima") if p.country_code == "PE")
    add_reading(store, read(QUAKE.format("Lima")))
    other = add_reading(store, read(AGAIN.format("Quito")))
    event = only_event(store, other.id)
    assert store.joins.groups() == []
    moved = store.choose_place(event.id, event.places[0].start, lima, by="Ada")
    assert compare_again(store, [moved.id]).joins == 1
    assert len(store.joins.group(moved.id)) == 2


def test_a_corrected_place_lets_go_of_what_only_the_machine_had_joined(store: EventStore) -> None:
    quito = next(p for p in Gazetteer.open().find("Quito") if p.country_code == "EC")
    first = add_reading(store, read(QUAKE.format("Lima")))
    other = add_reading(store, read(AGAIN.format("Lima")))
    event = only_event(store, other.id)
    assert len(store.joins.group(event.id)) == 2
    store.choose_place(event.id, event.places[0].start, quito, by="Ada")
    compare_again(store, [event.id])
    assert store.joins.group(event.id) == (event.id,)
    assert store.decisions(event.id)[0].by == BY_MACHINE
    assert store.joins.apart([event.id]) == set()
    store.joins.join([event.id, only_event(store, first.id).id], by="Ada")
    compare_again(store, [event.id])
    assert len(store.joins.group(event.id)) == 2


def test_what_a_person_took_apart_is_not_joined_by_comparing_again(store: EventStore) -> None:
    add_reading(store, read(QUAKE.format("Lima")))
    other = add_reading(store, read(AGAIN.format("Lima")))
    event = only_event(store, other.id)
    store.joins.take_apart(event.id, by="Ada")
    assert compare_again(store, [event.id]).joins == 0
    assert join_all(store).joins == 0
    assert store.joins.groups() == []
