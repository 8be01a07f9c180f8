"""A disk that fills or stops taking writes while a collection is worked on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from geodata import model as m
from geodata.errors import StoreError
from geodata.storage import EventStore
from geodata.storage.stories import Step

pytestmark = pytest.mark.on_a_file

LONG = "Much more was said. " * 90
Write = Callable[[EventStore, m.Event, int], object]
WRITES: dict[str, Write] = {
    "a story": lambda store, event, n: store.stories.save(f"S{n}", [Step(event.id, LONG)]),
    "a status": lambda store, event, n: store.set_status(
        [event.id], (m.Status.ACCEPTED, m.Status.REJECTED)[n % 2], by=LONG
    ),
    "names": lambda store, event, n: store.joins.set_aliases({f"A{n}": LONG}, by=LONG),
    "a visit": lambda store, event, n: store.intake.visited(f"http://a.example/{n}", etag=LONG),
}


def told(store: EventStore) -> object:
    """What readers and editors are shown."""
    return store.event_table().to_pylist(), store.stories.all(), store.decisions()


@pytest.mark.parametrize("pragma", ["max_page_count = 1", "query_only = ON"])
@pytest.mark.parametrize("what", WRITES)
def test_a_disk_that_fills_or_takes_no_more_is_said_and_what_was_kept_is_read(
    store: EventStore, reading: m.Reading, what: str, pragma: str
) -> None:
    store.add_reading(reading)
    event, write = next(iter(store.reading(reading.report.id).events)), WRITES[what]
    write(store, event, 0)

    @sa.event.listens_for(store._engine, "checkout")
    def _limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA {pragma}")  # of pages: as many as there are

    kept = told(store)

    def work_on() -> None:
        nonlocal kept
        for number in range(1, 300):
            write(store, event, number)
            kept = told(store)

    with pytest.raises(StoreError) as refused:
        work_on()
    assert str(refused.value).endswith(".")
    assert "nothing was saved" in str(refused.value)
    assert told(store) == kept
    assert store.check() == []
