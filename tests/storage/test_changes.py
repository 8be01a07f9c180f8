"""What the store says of changes is enough to bring an index up to date."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from geodata.browse import EventIndex
from geodata.coordinates import LatLon
from geodata.correcting import Change, Support
from geodata.errors import GeodataError
from geodata.model import EventKind, Status
from geodata.publishing import SafetyRule, SafetyScope
from geodata.storage import EventStore
from tests.storage.conftest import BAKU, GANDZAK, TEXT, a_reading

numbers = st.integers(0, 3)


def told(table: pa.Table) -> list[dict[str, Any]]:
    return table.to_pylist()


class StoreAndIndexes(RuleBasedStateMachine):
    """Whatever editors do, the index that is brought up to date is the one made anew."""

    def __init__(self) -> None:
        super().__init__()
        self.store = EventStore.open(":memory:")
        self.shelves = {"editors": self.store, "readers": self.store.for_readers}
        self.indexes = {who: EventIndex.from_store(one) for who, one in self.shelves.items()}
        self.patches = 0

    def teardown(self) -> None:
        self.store.close()

    def id_of(self, number: int, second: int = 0) -> str:
        return a_reading(f"{TEXT} Number {number}.").events[second].id

    @rule(number=numbers, status=st.sampled_from(Status))
    def add(self, number: int, status: Status) -> None:
        with suppress(GeodataError):
            self.store.add_reading(a_reading(f"{TEXT} Number {number}."), status=status)

    @rule(number=numbers)
    def remove(self, number: int) -> None:
        with suppress(GeodataError):
            self.store.remove_report(a_reading(f"{TEXT} Number {number}.").report.id)

    @rule(number=numbers, second=st.integers(0, 1), status=st.sampled_from(Status))
    def judge(self, number: int, second: int, status: Status) -> None:
        self.store.set_status([self.id_of(number, second)], status)

    @rule(numbers=st.lists(numbers, min_size=2, max_size=3, unique=True))
    def join(self, numbers: list[int]) -> None:
        with suppress(GeodataError):
            self.store.joins.join([self.id_of(number) for number in numbers], by="Ann")

    @rule(number=numbers)
    def take_apart(self, number: int) -> None:
        with suppress(GeodataError):
            self.store.joins.take_apart(self.id_of(number), by="Ann")

    @rule(number=numbers, place=st.sampled_from([BAKU, GANDZAK, None]))
    def choose(self, number: int, place: Any) -> None:
        with suppress(GeodataError):
            self.store.choose_place(self.id_of(number), TEXT.index("Ganja"), place, by="Ann")

    @rule(number=numbers)
    def move(self, number: int) -> None:
        with suppress(GeodataError):
            self.store.set_position(
                self.id_of(number), 0, LatLon(40.5, 46.5), radius_km=1.0, by="A"
            )

    @rule(number=numbers, kind=st.sampled_from([EventKind.BATTLE, EventKind.PROTEST]))
    def edit(self, number: int, kind: EventKind) -> None:
        with suppress(GeodataError):
            change = Change(kind=kind, title=kind.value, places=(), actors=())
            self.store.edit(self.id_of(number), change, Support(reason="seen"), by="Ann")

    @rule()
    def undo(self) -> None:
        with suppress(GeodataError):
            for act in self.store.latest_acts(limit=1):
                self.store.undo(act.act_id, by="Ann")

    @rule(name=st.sampled_from(["Z. Hasanov", "The minister"]))
    def rename(self, name: str) -> None:
        self.store.joins.set_aliases({"Zakir Hasanov": name}, by="Ann")

    @rule()
    def publish(self) -> None:
        with suppress(GeodataError):
            self.store.editions.sign_off(self.store.editions.standing().against, "Seen.", by="Ann")
        with suppress(GeodataError):
            self.store.editions.publish(by="Ann")

    @rule()
    def blur(self) -> None:
        with suppress(GeodataError):
            self.store.safety.make(SafetyRule(SafetyScope.ALL, "", 40.0), by="Ann", why="Safer.")

    @rule()
    def show_again(self) -> None:
        for one in self.store.safety.rules():
            with suppress(GeodataError):
                self.store.safety.end(one.id, by="Ann")

    @invariant()
    def both_indexes_are_those_made_anew(self) -> None:
        for who, shelf in self.shelves.items():
            index = self.indexes[who] = self.indexes[who].updated(shelf)
            anew = EventIndex.from_store(shelf)
            assert (index.revision, index.state) == (anew.revision, anew.state)
            one, other = index.select(), anew.select()
            assert one.rows() == other.rows()
            assert one.facets() == other.facets()
            assert index._columns.stored.tolist() == anew._columns.stored.tolist()
            assert index._columns.stack_hash.tolist() == anew._columns.stack_hash.tolist()


TestStoreAndIndexes = StoreAndIndexes.TestCase
TestStoreAndIndexes.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


def with_reports(count: int) -> EventStore:
    store = EventStore.open(":memory:")
    for number in range(count):
        store.add_reading(a_reading(f"{TEXT} Number {number}."))
    return store


def test_only_the_events_that_changed_are_read() -> None:
    with with_reports(3) as store:
        before = store.state
        event_id = a_reading(f"{TEXT} Number 1.").events[0].id
        store.set_status([event_id], Status.ACCEPTED)
        changes = store.changes_since(before, 10)
        assert changes is not None
        assert set(changes.table["event_id"].to_pylist()) == {event_id}
        store.add_reading(a_reading(f"{TEXT} Number 9."))
        store.remove_report(a_reading(f"{TEXT} Number 0.").report.id)
        changes = store.changes_since(before, 10)
        assert changes is not None
        assert len(changes.stored) == 5
        assert store.changes_since(before, 4) is None
        assert store.changes_since("7 of another store", 10) is None


def test_the_order_of_review_changes_no_event_of_the_map() -> None:
    with with_reports(1) as store:
        before = store.state
        with store._writing() as connection:
            connection.exec_driver_sql("UPDATE events SET urgency = 0.5, doubt = 0.1")
        changes = store.changes_since(before, 10)
        assert changes is not None
        assert changes.stored == ()


def test_a_new_start_brings_the_kept_index_up_to_date(tmp_path: Path) -> None:
    with with_reports(3) as store:
        EventIndex.from_store(store).keep(store, tmp_path)
        store.set_status([a_reading(f"{TEXT} Number 1.").events[0].id], Status.ACCEPTED)
        found = EventIndex.from_store(store, folder=tmp_path)
        assert found.is_patched
        assert found.select().rows() == EventIndex.from_store(store).select().rows()
        assert not found.keep(store, tmp_path)
