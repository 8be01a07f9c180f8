"""A large collection is read by a process of its own, and the table is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from geodata import model as m
from geodata.storage import EventStore, apart
from geodata.storage.apart import Apart, reading_apart
from geodata.storage.engine import writing
from tests.benchmarks.big_store import write_store
from tests.benchmarks.generator import event_table

pytestmark = pytest.mark.on_a_file

Make = Callable[..., m.Reading]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each read by the other process was answered, from one event on."""
    answered: list[bool] = []
    read = Apart.read

    def noted(self: Apart, query: str, typed: Any = None) -> pa.Table | None:
        found = read(self, query, typed)
        answered.append(found is not None)
        return found

    monkeypatch.setattr(Apart, "read", noted)
    monkeypatch.setattr(apart, "FEWEST", 1)
    return answered


def same(one: pa.Table, other: pa.Table) -> bool:
    """Also the numbers of the words are the same."""
    return one.schema == other.schema and all(
        one[name].chunk(0).equals(other[name].chunk(0))
        and (
            not pa.types.is_dictionary(one.schema.field(name).type)
            or one[name].chunk(0).dictionary.equals(other[name].chunk(0).dictionary)
        )
        for name in one.column_names
    )


def read_here(store: EventStore, monkeypatch: pytest.MonkeyPatch) -> pa.Table:
    with monkeypatch.context() as patched:
        patched.setattr(apart, "FEWEST", 10**9)
        return store.event_table()


def test_another_process_reads_the_same_table(
    tmp_path: Path, reads: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_store(tmp_path / "a store & more%20.sqlite3", event_table(3_000))
    with EventStore.open(tmp_path / "a store & more%20.sqlite3") as store:
        expected = read_here(store, monkeypatch)
        assert not reads
        assert same(store.event_table(), expected)
        assert reads == [True] * 6  # the moment, events, reports, actors, places twice


def test_every_field_is_read_apart_as_it_is_here(
    store: EventStore, make_reading: Make, reads: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_reading(make_reading())
    assert same(store.event_table(), read_here(store, monkeypatch))
    assert reads == [True] * 6


def test_readers_are_read_the_same_table_apart(
    store: EventStore, make_reading: Make, reads: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_reading(make_reading(), status=m.Status.ACCEPTED)
    for one in store.editions.standing().against:
        store.editions.sign_off([one], "asked twice", by="ann")
    store.editions.publish(by="ann")
    with monkeypatch.context() as patched:
        patched.setattr(apart, "FEWEST", 10**9)
        expected = store.for_readers.event_table()
    assert expected.num_rows > 0
    assert same(store.for_readers.event_table(), expected)
    assert reads == [True] * 6


def test_without_a_process_the_table_is_read_here(
    store: EventStore, make_reading: Make, reads: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_reading(make_reading())
    expected = read_here(store, monkeypatch)
    monkeypatch.setattr(apart, "_CHILD", Path("no such program.py"))
    assert same(store.event_table(), expected)
    assert not any(reads)
    monkeypatch.setattr(apart.sys, "executable", "/no/such/python")
    assert same(store.event_table(), expected)


def test_a_process_that_ends_half_way_leaves_the_rest_to_be_read_here(
    store: EventStore, make_reading: Make, reads: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_reading(make_reading())
    expected = read_here(store, monkeypatch)
    answer, count = Apart._answer, iter(range(10))

    def mortal(self: Apart, query: str, typed: Any) -> pa.Table:
        if next(count) == 3:
            self._child.kill()
            self._child.wait()
        return answer(self, query, typed)

    monkeypatch.setattr(Apart, "_answer", mortal)
    assert same(store.event_table(), expected)
    assert reads == [True] * 3 + [False] * 3


def test_what_is_not_yet_written_is_not_read_by_another_process(
    store: EventStore, make_reading: Make, reads: list[bool]
) -> None:
    store.add_reading(make_reading())
    with writing(store._engine) as connection:
        with reading_apart(connection) as before:
            assert before is not None
        connection.exec_driver_sql("UPDATE meta SET value = value + 1 WHERE name = 'revision'")
        with reading_apart(connection) as after:
            assert after is None
    assert reads == [True, True]
