"""A database with values this program never wrote is refused by name and left as it is."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from geodata.errors import StoreDamagedError, StoreError, StoreFullError
from geodata.storage import EventStore
from geodata.storage.engine import sqlite_driver
from geodata.storage.faults import translated
from tests.storage.conftest import a_reading


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    path = tmp_path / "gazette.sqlite3"
    with EventStore.open(path) as store:
        store.add_reading(a_reading())
    return path


def altered(path: Path, statement: str) -> bytes:
    """Change the file behind the program's back; its bytes afterwards."""
    with contextlib.closing(sqlite_driver().connect(str(path))) as connection:
        connection.execute(statement)
        connection.commit()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE events SET kind = 'nonsense'", "'nonsense' is not a valid EventKind"),
        ("UPDATE event_places SET runners_up = '{bad'", "does not write .*left as it is"),
        ("DROP TABLE evidence", "damaged or no collection"),
    ],
)
def test_values_of_another_making_are_damage_not_a_crash(
    collection: Path, statement: str, sentence: str
) -> None:
    before = altered(collection, statement)
    with (
        EventStore.open(collection, read_only=True) as store,
        pytest.raises(StoreDamagedError, match=sentence),
    ):
        list(store.events())
    assert collection.read_bytes() == before


def test_tables_without_their_version_are_refused_not_migrated_over(collection: Path) -> None:
    before = altered(collection, "DELETE FROM alembic_version")
    for read_only in (True, False):
        with pytest.raises(StoreDamagedError, match=rf"The file {collection} is damaged"):
            EventStore.open(collection, read_only=read_only)
    assert collection.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder: name a file in it"):
        EventStore.open(tmp_path)


def test_a_reader_on_a_full_disk_reads(collection: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.storage.engine._takes_shared_memory", lambda _folder: False)
    collection.with_name("gazette.sqlite3-shm").unlink(missing_ok=True)
    with EventStore.open(collection, read_only=True) as store:
        assert len(list(store.events())) == len(a_reading().events)
    assert not collection.with_name("gazette.sqlite3-shm").exists()


def test_a_failing_write_on_a_full_disk_says_that_it_is_full(
    collection: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlalchemy as sa

    driver = sqlite_driver()
    failed = driver.OperationalError("disk I/O error")
    failed.sqlite_errorcode = 4874  # SQLITE_IOERR_SHMSIZE
    monkeypatch.setattr("geodata.storage.faults.LEAST_FREE_BYTES", 1 << 62)
    with pytest.raises(StoreFullError, match="no space left"), translated(str(collection)):
        raise sa.exc.OperationalError("x", {}, failed)
