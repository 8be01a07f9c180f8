from __future__ import annotations

import dataclasses
import logging
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from geodata.browse import EventIndex
from geodata.browse.columns import Columns, Words
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, Reading, Report, text_hash
from geodata.storage import EventStore
from geodata.storage.changes import Changes
from tests.benchmarks.generator import event_table
from tests.browse.conftest import table_of, the_events

WORLD = BoundingBox(-85, -180, 85, 180)


class Store:
    """A table with a name and a state."""

    def __init__(self, table: pa.Table, where: str = "here", state: str = "1") -> None:
        self.table, self.where, self.state, self.revision, self.asked = table, where, state, 1, 0
        self.telling = ""

    def event_table(self) -> pa.Table:
        self.asked += 1
        return self.table

    def changes_since(self, state: str, most: int, *, later_only: bool = False) -> None:
        """Nobody knows."""

    def withheld(self, stored: object, telling: str) -> Changes:
        """Nothing."""
        return Changes(self.revision, self.state, (), self.table.slice(0, 0))


def same(one: Columns, other: Columns) -> bool:
    for field in dataclasses.fields(Columns):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, Words):
            assert (a.values, a.codes.tolist()) == (b.values, b.codes.tolist()), field.name
        elif isinstance(a, np.ndarray):
            assert a.dtype == b.dtype, field.name
            assert a.tolist() == b.tolist(), field.name
        elif isinstance(a, pa.Table):
            assert a.to_pylist() == b.to_pylist()
        else:
            assert a == b, field.name
    return True


def test_an_index_that_was_kept_is_the_same_when_opened(tmp_path: Path) -> None:
    for table in (table_of(*the_events()), event_table(3000), table_of()):
        store = Store(table, where=str(table.num_rows))
        made = EventIndex.from_store(store, folder=tmp_path)
        assert made.keep(store, tmp_path)
        opened = EventIndex.from_store(store, folder=tmp_path)
        assert store.asked == 1
        assert same(made._columns, opened._columns)
        for asked in (EventFilter(), EventFilter(text="ganj"), EventFilter(text="drone sch")):
            one, other = made.select(asked), opened.select(asked)
            assert one.event_ids() == other.event_ids()
            assert one.markers(WORLD, 3) == other.markers(WORLD, 3)
            assert one.facets() == other.facets()
            assert one.rows() == other.rows()


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "renamed", "text"])
def test_a_damaged_file_is_said_and_made_anew(
    harm: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(table_of(*the_events()))
    EventIndex.from_store(store).keep(store, tmp_path)
    (file,) = tmp_path.iterdir()
    content = bytearray(file.read_bytes())
    if harm == "cut":
        content = content[: len(content) // 2]
    elif harm == "flip":
        content[len(content) // 2] ^= 1
    elif harm == "empty":
        content = bytearray()
    elif harm == "text":
        content = bytearray(b"no Arrow at all")
    file.write_bytes(content)
    if harm == "renamed":
        file.rename(file.with_name(file.name.replace(file.stem[-8:], "00000000")))
    with caplog.at_level(logging.WARNING):
        index = EventIndex.from_store(store, folder=tmp_path)
    assert len(index) == 8
    assert "is made anew" in caplog.text


def test_another_state_or_store_is_never_opened(tmp_path: Path) -> None:
    store = Store(table_of(*the_events()))
    EventIndex.from_store(store).keep(store, tmp_path)
    for other in (Store(table_of(), state="2"), Store(table_of(), where="there")):
        assert len(EventIndex.from_store(other, folder=tmp_path)) == 0


def test_only_the_latest_files_of_a_store_stay(tmp_path: Path) -> None:
    for state in "abcd":
        store = Store(table_of(*the_events()), state=state)
        EventIndex.from_store(store).keep(store, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_refuses_is_said_and_nothing_breaks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    store = Store(table_of(*the_events()))
    assert not EventIndex.from_store(store).keep(store, tmp_path / "file")
    assert "is not kept" in caplog.text


def test_the_state_of_a_store_changes_with_every_visible_write(tmp_path: Path) -> None:
    with (
        EventStore.open(tmp_path / "one.sqlite3") as one,
        EventStore.open(tmp_path / "two.sqlite3") as two,
    ):
        states = [one.state]
        for store in (one, two):
            text = "Rockets hit Ganja on 4 October 2020."
            report = Report("r1", text, text_hash(text))
            store.add_reading(Reading(report, (), (), (), ()))
        # Both have the same revision and content, yet came to it by decisions of their own.
        assert one.revision == two.revision
        assert len({*states, one.state, two.state}) == 3


def test_an_index_that_was_kept_answers_from_the_file_and_stays_the_same(tmp_path: Path) -> None:
    store = Store(event_table(3000))
    made = EventIndex.from_store(store, folder=tmp_path)
    asked = EventFilter(text="drone")
    before = made.select(asked)
    seen = (before.rows(), before.facets(), before.markers(WORLD, 3), before.removals())
    assert made.keep(store, tmp_path)
    assert made._columns.pages.file is not None
    after = made.select(asked)
    assert after is not before
    assert (after.rows(), after.facets(), after.markers(WORLD, 3), after.removals()) == seen
    # Who looks at the earlier one goes on.
    assert (before.rows(), before.facets(), before.markers(WORLD, 3), before.removals()) == seen
    event_id = after.event_ids()[123]
    found = after.neighbours(event_id)
    assert found is not None
    assert found.number == 124


def test_a_selection_that_rested_answers_as_before(tmp_path: Path) -> None:
    index = EventIndex.from_table(event_table(3000))
    asked = EventFilter(text="school", minimum_certainty=0.6, box=BoundingBox(-30, -90, 60, 120))
    selection, fresh = index.select(asked), EventIndex.from_table(event_table(3000)).select(asked)
    selection.rows()
    selection.rest()
    assert selection.event_ids() == fresh.event_ids()
    assert selection.markers(WORLD, 4) == fresh.markers(WORLD, 4)
    assert selection.facets() == fresh.facets()
    assert selection.removals() == fresh.removals()
    assert selection.count == fresh.count
