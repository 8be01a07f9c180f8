"""The same promises on PostgreSQL: GAZETTE_TEST_POSTGRESQL names an empty database.

GAZETTE_TEST_POSTGRESQL=postgresql+psycopg://me@localhost/test pytest tests/storage
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from geodata import model as m
from geodata.errors import DuplicateReportError, InputError
from geodata.storage import EventStore
from geodata.storage.event_table import SCHEMA
from geodata.storage.tables import metadata
from tests.storage.conftest import NOON, TEXT, a_reading

ADDRESS = os.environ.get("GAZETTE_TEST_POSTGRESQL", "")


@pytest.fixture
def server() -> Iterator[EventStore]:
    if not ADDRESS:
        pytest.skip("GAZETTE_TEST_POSTGRESQL names no database")
    with EventStore.open(ADDRESS, clock=lambda: NOON) as store:
        for report in store.reports():
            store.remove_report(report.id)
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
    with server._engine.begin() as connection, pytest.raises(sa.exc.DBAPIError, match="only ever"):
        connection.exec_driver_sql("DELETE FROM decisions")


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_in_postgresql(table: sa.Table) -> None:
    statement = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert statement.strip().startswith(f"CREATE TABLE {table.name}")
    assert "DATETIME" not in statement
