"""An index that is there at every moment, whatever becomes of the store meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from geodata.browse import EventIndex, LiveIndex
from geodata.model import Status
from geodata.publishing import PermittedUse, Publisher, SafetyRule, SafetyScope
from geodata.storage import EventStore
from tests.storage.conftest import TEXT, a_reading


class Later:
    """Work that waits until somebody does it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def begin(self, work: Callable[[], None]) -> None:
        self.waiting.append(work)

    def do(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    with EventStore.open(tmp_path / "events.sqlite3") as opened:
        opened.publishers.put(Publisher("Example Times", use=PermittedUse.FULL))
        for number in range(3):
            opened.add_reading(a_reading(f"{TEXT} {number}."), status=Status.ACCEPTED)
        for one in opened.editions.standing().against:
            opened.editions.sign_off([one], "asked twice", by="ann")
        opened.editions.publish(by="ann")
        yield opened


def anew(store: EventStore) -> list[str]:
    return sorted(EventIndex.from_store(store).select().event_ids())


def ids(index: EventIndex) -> list[str]:
    return sorted(index.select().event_ids())


def change_everything(store: EventStore) -> None:
    """Something after which no index can be patched."""
    store.joins.set_aliases({f"Somebody {store.revision}": "Somebody Else"}, by="ann")


def test_the_index_before_answers_while_the_new_one_is_made(store: EventStore) -> None:
    later, time = Later(), [0.0]
    live = LiveIndex(store, large=1, begin=later.begin, clock=lambda: time[0])
    before = live.at(store.revision)
    first_revision = store.revision
    assert live.behind is None
    change_everything(store)

    meanwhile = live.at(store.revision)
    assert ids(meanwhile) == ids(before)
    assert meanwhile.revision == first_revision < store.revision
    assert live.behind == first_revision
    assert len(later.waiting) == 1
    assert live.at(store.revision) is meanwhile
    assert len(later.waiting) == 1

    later.do()
    after = live.at(store.revision)
    assert live.behind is None
    assert after.revision == store.revision
    assert live.at(store.revision) is after


def test_small_changes_are_seen_at_once_while_the_new_one_is_made(store: EventStore) -> None:
    later = Later()
    live = LiveIndex(store, large=1, begin=later.begin)
    live.at(store.revision)
    change_everything(store)
    live.at(store.revision)
    assert live.behind is not None

    new = a_reading(f"{TEXT} Something new.")
    store.add_reading(new)
    assert ids(live.at(store.revision)) == anew(store)
    store.remove_report(new.report.id)
    assert ids(live.at(store.revision)) == anew(store)
    assert live.behind is not None
    assert len(later.waiting) == 1

    # What changes after the new one was read is patched into it.
    later.do()
    store.add_reading(new)
    assert ids(live.at(store.revision)) == anew(store)
    assert live.behind is None


def test_after_much_changed_again_the_next_one_is_begun_when_the_last_has_rested(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, time = Later(), [0.0]
    live = LiveIndex(store, large=1, begin=later.begin, clock=lambda: time[0])
    live.at(store.revision)
    change_everything(store)
    live.at(store.revision)
    read = EventStore.event_table

    def slowly(self: EventStore) -> pa.Table:
        time[0] += 5.0
        return read(self)

    monkeypatch.setattr(EventStore, "event_table", slowly)
    later.do()
    change_everything(store)
    live.at(store.revision)
    assert live.behind is not None
    assert not later.waiting
    time[0] = 10.0
    live.at(store.revision)
    assert len(later.waiting) == 1
    later.do()
    assert live.at(store.revision).revision == store.revision
    assert live.behind is None


def test_what_is_withdrawn_or_blurred_is_gone_for_readers_before_the_new_one_is_made(
    store: EventStore,
) -> None:
    later, readers = Later(), store.for_readers
    live = LiveIndex(readers, large=1, begin=later.begin)
    seen = live.at(store.revision).select()
    blurred, *others = seen.event_ids()
    change_everything(store)  # so much that nothing can be patched
    store.safety.make(SafetyRule(SafetyScope.EVENT, blurred, blur_km=50.0), by="ann")

    meanwhile = live.at(store.revision)
    assert live.behind is not None
    assert blurred not in meanwhile.select().event_ids()
    assert meanwhile.select().count > 0
    assert set(meanwhile.select().event_ids()) <= set(others)

    later.do()
    after = live.at(store.revision).select()
    assert after.event_ids() == EventIndex.from_store(readers).select().event_ids()
    assert blurred in after.event_ids()
    before_row = next(row for row in seen.rows() if row.id == blurred)
    after_row = next(row for row in after.rows() if row.id == blurred)
    assert (after_row.lat, after_row.lon) != (before_row.lat, before_row.lon)


def test_a_change_beside_a_blurred_event_is_patched_as_it_would_be_made_anew(
    store: EventStore,
) -> None:
    later, readers = Later(), store.for_readers
    blurred = EventIndex.from_store(readers).select().event_ids()[0]
    store.safety.make(SafetyRule(SafetyScope.EVENT, blurred, blur_km=50.0), by="ann")
    store.add_reading(a_reading(f"{TEXT} A draft."))
    live = LiveIndex(readers, large=1, begin=later.begin)
    live.at(store.revision)
    store.set_status([blurred], Status.UNREVIEWED, by="ann")
    found = live.at(store.revision).select()
    assert live.behind is None and not later.waiting
    expected = EventIndex.from_store(readers).select()
    assert found.rows() == expected.rows()
    store.set_status([blurred], Status.ACCEPTED, by="ann")
    assert live.at(store.revision).select().rows() == EventIndex.from_store(readers).select().rows()


def test_an_index_that_cannot_be_made_is_said_and_begun_again(
    store: EventStore, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Later()
    live = LiveIndex(store, large=1, begin=later.begin, clock=lambda: 0.0)
    live.at(store.revision)
    change_everything(store)
    with monkeypatch.context() as broken:
        broken.setattr(EventStore, "event_table", lambda _: 1 / 0)
        live.at(store.revision)
        later.do()
    assert "could not be made anew" in caplog.text
    assert live.behind is not None
    live.at(store.revision)
    later.do()
    assert live.at(store.revision).revision == store.revision
    assert live.behind is None


def test_a_small_collection_is_made_anew_before_the_answer(store: EventStore) -> None:
    live = LiveIndex(store, begin=pytest.fail)
    live.at(store.revision)
    change_everything(store)
    assert live.at(store.revision).revision == store.revision
    assert live.behind is None


def test_a_large_one_is_kept_for_the_next_start(store: EventStore, tmp_path: Path) -> None:
    later = Later()
    folder = tmp_path / "index"
    live = LiveIndex(store, folder=folder, large=1, begin=later.begin)
    live.at(store.revision)
    later.do()
    assert len(list(folder.iterdir())) == 1
    change_everything(store)
    live.at(store.revision)
    later.do()
    assert len(list(folder.iterdir())) == 2


def test_many_threads_are_answered_while_the_store_changes(store: EventStore) -> None:
    live = LiveIndex(store, large=1)
    live.at(store.revision)
    done, wrong = threading.Event(), list[str]()

    def look() -> None:
        while not done.wait(0.02):
            try:
                index = live.at(store.revision)
                if index.select().count != len(index.select().event_ids()):
                    wrong.append("counts differ")
            except Exception as error:  # noqa: BLE001 - told to the test
                wrong.append(repr(error))

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(5):
        store.add_reading(a_reading(f"{TEXT} Number {number}."))
        change_everything(store)
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong
    patience = threading.Event()
    for _ in range(600):
        index = live.at(store.revision)
        if live.behind is None:
            break
        patience.wait(0.1)
    assert live.behind is None
    assert ids(index) == anew(store)
