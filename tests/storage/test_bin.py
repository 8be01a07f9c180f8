"""The bin: what was removed is gone from everywhere at once, and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from geodata.browse import EventIndex
from geodata.correcting import Rule, Scope
from geodata.errors import DuplicateReportError, NotFoundError
from geodata.model import Reading, Status
from geodata.storage import EventStore
from geodata.storage.bin import KEPT_FOR, packed, unpacked
from tests.storage.conftest import BAKU, GANDZAK, TEXT, a_reading

DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gazette.sqlite3"


Opened = Callable[[], EventStore]


@pytest.fixture
def opened(path: Path, clock: Clock) -> Opened:
    return lambda: EventStore.open(path, clock=clock)


def test_a_removed_report_comes_back_to_the_last_field(opened: Opened) -> None:
    with opened() as store:
        report = store.add_reading(a_reading(), by="Ada")
        other = store.add_reading(a_reading(f"{TEXT} It was told again."))
        event = store.reading(report.id).events[0]
        store.set_status([event.id], Status.ACCEPTED, by="Ada")
        store.choose_place(event.id, event.places[0].start, GANDZAK, by="Ada")
        before, table = store.reading(report.id), store.event_table()
        assert store.remove_report(report.id, by="Bo") == 2
        assert [one.id for one in store.reports()] == [other.id]
        assert {e.report_id for e in store.events()} == {other.id}
        (removed,) = store.bin.all()
        assert (removed.report_id, removed.events, removed.by) == (report.id, 2, "Bo")
        assert removed.gone_at == START + 30 * DAY
        assert store.bin.restore(report.id, by="Bo") == 2
        assert store.reading(report.id) == before
        assert store.event_table().equals(table)
        assert store.bin.all() == []
        assert store.decisions(report.id)[0].action == "restore report"
        assert store.check() == []


def test_the_index_follows_removal_and_return(opened: Opened) -> None:
    with opened() as store:
        report = store.add_reading(a_reading())
        counts = [EventIndex.from_store(store).select().count]
        store.remove_report(report.id)
        counts.append(EventIndex.from_store(store).select().count)
        revision = store.revision
        store.bin.restore(report.id)
        counts.append(EventIndex.from_store(store).select().count)
        assert counts == [2, 0, 2] and store.revision == revision + 1


def test_joined_events_are_joined_again(opened: Opened) -> None:
    with opened() as store:
        first = store.add_reading(a_reading())
        second = store.add_reading(a_reading(f"{TEXT} It was told again."))
        pair = [store.reading(one.id).events[0].id for one in (first, second)]
        store.joins.join(pair, by="Ada")
        store.remove_report(first.id)
        store.bin.restore(first.id)
        assert [sorted(group) for group in store.joins.groups()] == [sorted(pair)]


def test_a_correction_made_meanwhile_holds_for_what_comes_back(opened: Opened) -> None:
    with opened() as store:
        report = store.add_reading(a_reading())
        store.remove_report(report.id)
        store.rules.make(Rule("Ganja", BAKU, Scope.COLLECTION), by="Ada")
        store.bin.restore(report.id)
        assert store.reading(report.id).events[0].places[0].place.id == BAKU.id


def test_what_was_added_again_is_not_brought_back_over_it(opened: Opened) -> None:
    with opened() as store:
        report = store.add_reading(a_reading())
        store.remove_report(report.id)
        store.add_reading(a_reading())
        with pytest.raises(DuplicateReportError, match="added again"):
            store.bin.restore(report.id)
        assert len(store.reports()) == 1 and len(store.bin.all()) == 1
        with pytest.raises(NotFoundError):
            store.bin.restore("r0000")


def test_after_thirty_days_it_is_gone_at_the_next_opening_and_not_before(
    opened: Opened, clock: Clock
) -> None:
    with opened() as store:
        report = store.add_reading(a_reading())
        store.remove_report(report.id)
    clock.now = START + KEPT_FOR - timedelta(seconds=1)
    with opened() as store:
        assert [one.report_id for one in store.bin.all()] == [report.id]
    clock.now = START + KEPT_FOR
    with opened() as store:
        assert store.bin.all() == []
        with pytest.raises(NotFoundError, match="any more"):
            store.bin.restore(report.id)


def test_the_demo_collection_is_removed_for_good(opened: Opened) -> None:
    with opened() as store:
        store.add_reading(a_reading(is_demo=True))
        assert store.remove_demo() == 1
        assert store.bin.all() == []


def test_cells_of_every_kind_survive_packing() -> None:
    row = {
        "a": None, "b": 1.5, "c": True, "d": START, "e": START.date(), "f": b"\0\xff",
        "g": {"moment": ["x", 2**60]}, "h": "ganja گنجه",
    }  # fmt: skip
    assert unpacked(packed({"t": [row]})) == {"t": [row]}


def test_a_reading_made_of_nothing_but_text_comes_back(opened: Opened) -> None:
    with opened() as store:
        bare = a_reading("Nothing happened in Ganja, and Baku, 31 July and at least four pilots."
                         " Zakir Hasanov. He said they would stay until September.")  # fmt: skip
        reading = Reading(bare.report, bare.sentences, (), (), (), ())
        store.add_reading(reading)
        store.remove_report(reading.report.id)
        assert store.bin.restore(reading.report.id) == 0
        assert store.report(reading.report.id).text == reading.report.text
        assert list(store.events()) == []


def test_what_is_deleted_for_good_is_in_no_copy_of_an_edition_and_the_log_says_nothing_of_it(
    opened: Opened,
) -> None:
    with opened() as store:
        reading = a_reading()
        store.add_reading(reading, status=Status.ACCEPTED)
        store.editions.sign_off(store.editions.standing().against, "asked")
        store.editions.publish()
        with pytest.raises(NotFoundError):
            store.bin.delete(reading.report.id)
        store.remove_report(reading.report.id)
        assert len(list(store.editions.lines(1))) == 2
        store.bin.delete(reading.report.id, by="olga")
        assert store.bin.all() == []
        assert list(store.editions.lines(1)) == []
        (told,) = store.decisions(reading.report.id, limit=1)
        assert (told.action, told.by, told.before, told.after) == (
            "delete for good", "olga", None, None,
        )  # fmt: skip
        with pytest.raises(NotFoundError):
            store.bin.restore(reading.report.id)
