"""The same promises on PostgreSQL: GAZETTE_TEST_POSTGRESQL names an empty database.

GAZETTE_TEST_POSTGRESQL=postgresql+psycopg://me@localhost/test pytest tests/storage
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from geodata import model as m
from geodata.errors import DuplicateReportError, InputError
from geodata.storage import EventStore
from geodata.storage.engine import looking, writing
from geodata.storage.event_table import SCHEMA
from geodata.storage.tables import metadata
from tests.storage.conftest import NOON, POSTGRESQL, TEXT, a_reading, a_schema


@pytest.fixture
def server() -> Iterator[EventStore]:
    if not POSTGRESQL:
        pytest.skip("GAZETTE_TEST_POSTGRESQL names no database")
    with a_schema(POSTGRESQL) as address, EventStore.open(address, clock=lambda: NOON) as store:
        yield store


def test_a_reading_comes_back_from_postgresql_exactly_as_it_went_in(
    server: EventStore, as_stored: Callable[[m.Reading], m.Reading]
) -> None:
    reading = a_reading()
    server.add_reading(reading)
    assert server.reading(reading.report.id) == as_stored(reading)
    assert server.event_table().schema == SCHEMA
    with pytest.raises(DuplicateReportError, match="on 3 Nov 2026"):
        server.add_reading(reading)
    place = reading.events[0].places[0]
    moved = server.choose_place(
        reading.events[0].id, place.start, place.runners_up[0].place, by="Ada"
    )
    assert moved.places[0].place == place.runners_up[0].place
    assert server.decisions(moved.id)[0].made_at == NOON
    with pytest.raises(InputError, match="NUL character"):
        server.add_reading(a_reading(TEXT + " \x00"))


def test_decisions_in_postgresql_are_only_ever_added(server: EventStore) -> None:
    server.add_reading(a_reading())
    with (
        pytest.raises(sa.exc.DBAPIError, match="only ever"),
        writing(server._engine) as connection,
    ):
        connection.exec_driver_sql("DELETE FROM decisions")


def test_writers_take_turns_and_nobody_is_refused(server: EventStore) -> None:
    reading = a_reading()
    server.add_reading(reading)
    event = reading.events[0].id
    wrong: list[Exception] = []

    def decide(status: m.Status) -> None:
        try:
            for _ in range(20):
                server.set_status([event], status)
                server.save_draft("the same text", {})
        except Exception as error:  # noqa: BLE001 - told by the test
            wrong.append(error)

    threads = [threading.Thread(target=decide, args=(status,)) for status in m.Status]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert wrong == []
    assert len(server.drafts()) == 1


def test_all_that_is_read_in_one_go_is_of_one_moment(server: EventStore) -> None:
    server.add_reading(a_reading())
    count = sa.select(sa.func.count()).select_from(metadata.tables["reports"])
    with looking(server._engine) as connection:
        before = connection.execute(count).scalar()
        server.add_reading(a_reading(f"{TEXT} More."))
        assert connection.execute(count).scalar() == before == 1
    assert server.report_count == 2


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_in_postgresql(table: sa.Table) -> None:
    statement = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert statement.strip().startswith(f"CREATE TABLE {table.name}")
    assert "DATETIME" not in statement
