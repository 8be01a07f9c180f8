"""What happens when the file, the folder or the disk is not as it should be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from geodata import model as m
from geodata.errors import (
    InputError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from geodata.storage import EventStore, engine
from geodata.storage.migrate import MIGRATIONS, REVISIONS
from geodata.storage.tables import metadata

pytestmark = pytest.mark.on_a_file

Make = Callable[..., m.Reading]

# The store's own library: two of them in one process would not see each other's locks.
driver = engine.sqlite_driver()


def test_without_a_path_the_folder_of_the_environment_is_used(data_folder: Path) -> None:
    with EventStore.open() as store:
        assert store.where == str(data_folder / "gazette.sqlite3")
    assert (data_folder / "gazette.sqlite3").exists()


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.sqlite3"
    EventStore.open(path).close()
    EventStore.open(f"sqlite:///{path}").close()
    assert path.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"file is a file, .*GAZETTE_DATA"):
        EventStore.open(tmp_path / "file" / "c.sqlite3")


@pytest.mark.parametrize(
    "content", [b"not a database", b"x" * 5000, b"SQLite format 3\x00" + b"\xff" * 50]
)
def test_another_kind_of_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gazette.sqlite3"
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(StoreDamagedError, match=r"left as it is.*backup"):
            EventStore.open(path, read_only=read_only)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["gazette.sqlite3"]


@pytest.mark.parametrize("kept", [0.3, 0.8, 0.99])
def test_a_truncated_database_is_refused_and_left_alone(
    store: EventStore, path: Path, reading: m.Reading, kept: float
) -> None:
    store.add_reading(reading)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(StoreDamagedError, match=str(path)):
        EventStore.open(path)
    assert len(path.read_bytes()) == int(len(whole) * kept)


def test_a_damaged_page_is_said_when_it_is_met(
    store: EventStore, path: Path, reading: m.Reading
) -> None:
    store.add_reading(reading)
    store.close()
    content = bytearray(path.read_bytes())
    page = 4096
    for start in range(2 * page, len(content), page):
        content[start : start + 400] = b"\xa5" * 400
    path.write_bytes(content)
    with pytest.raises(StoreDamagedError), EventStore.open(path) as opened:
        opened.reading(reading.report.id)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with driver.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    with pytest.raises(StoreDamagedError, match="no collection of Gazette"):
        EventStore.open(path)
    with driver.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    other.close()


def test_a_collection_of_a_newer_gazette_is_refused_with_what_to_do(
    store: EventStore, path: Path
) -> None:
    store.close()
    with driver.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.close()
    with pytest.raises(StoreError, match=r"newer Gazette .*update Gazette"):
        EventStore.open(path)


def test_an_empty_file_becomes_a_collection(tmp_path: Path) -> None:
    path = tmp_path / "gazette.sqlite3"
    path.touch()
    with EventStore.open(path) as store:
        assert store.reports() == []


def test_read_only_shows_everything_and_refuses_every_write(
    store: EventStore, path: Path, reading: m.Reading
) -> None:
    store.add_reading(reading)
    before = path.read_bytes()
    with EventStore.open(path, read_only=True) as viewer:
        assert viewer.is_read_only
        assert viewer.event_table().num_rows == 3
        event = viewer.event(reading.events[0].id)
        writes: list[Callable[[], object]] = [
            lambda: viewer.add_reading(reading),
            lambda: viewer.remove_report(reading.report.id),
            lambda: viewer.set_status([event.id], m.Status.ACCEPTED),
            lambda: viewer.choose_place(event.id, event.places[0].start, None),
            lambda: viewer.save_draft("x", {}),
            lambda: viewer.remove_draft("x"),
        ]
        for write in writes:
            with pytest.raises(StoreReadOnlyError, match="read-only: nothing was saved"):
                write()
    assert path.read_bytes() == before


def test_read_only_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreReadOnlyError, match="no collection at"):
        EventStore.open(tmp_path / "gazette.sqlite3", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_refuses_writes_is_opened_for_reading(
    store: EventStore, path: Path, reading: m.Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_reading(reading)
    store.close()
    # Root may write everywhere: let the system answer as it does to others.
    monkeypatch.setattr(engine.os, "access", lambda *_: False)
    with EventStore.open(path) as opened:
        assert opened.is_read_only
        assert len(opened.reports()) == 1
        with pytest.raises(StoreReadOnlyError):
            opened.save_draft("x", {})
    assert sorted(p.name for p in path.parent.iterdir()) == ["gazette.sqlite3"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MB, where this machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    words = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True).returncode != 0:
        pytest.skip("this machine mounts nothing")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_is_lost(
    small_disk: Path, reading: m.Reading, make_reading: Make
) -> None:
    with EventStore.open(small_disk / "gazette.sqlite3") as store:
        store.add_reading(reading)
        large = make_reading(reading.report.text + " Much more." * 160_000)
        with pytest.raises(StoreFullError, match="no space left"):
            store.add_reading(large)
        assert [report.id for report in store.reports()] == [reading.report.id]
        assert store.check() == []


def test_a_read_only_disk_shows_what_is_there(small_disk: Path, reading: m.Reading) -> None:
    path = small_disk / "gazette.sqlite3"
    with EventStore.open(path) as store:
        store.add_reading(reading)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with EventStore.open(path) as store:
        assert store.is_read_only
        assert store.event_table().num_rows == 3
    with pytest.raises(StoreReadOnlyError, match=r"no collection .* takes no writes"):
        EventStore.open(small_disk / "other.sqlite3")


def test_a_full_database_is_said_and_nothing_is_changed(
    store: EventStore, reading: m.Reading, make_reading: Make
) -> None:
    store.add_reading(reading)

    @sa.event.listens_for(store._engine, "checkout")
    def _limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 60")

    large = make_reading(reading.report.text + " Much more." * 60_000)
    with pytest.raises(StoreFullError, match="no space left"):
        store.add_reading(large)
    assert len(store.reports()) == 1


def test_a_writer_that_waits_too_long_is_told_so(
    store: EventStore, path: Path, reading: m.Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)
    other = driver.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with EventStore.open(path) as impatient, pytest.raises(StoreBusyError, match="Try again"):
        impatient.add_reading(reading)
    other.execute("ROLLBACK")
    other.close()
    assert store.reports() == []


def test_eight_writers_lose_no_update(store: EventStore, make_reading: Make) -> None:
    base = make_reading().report.text
    failures: list[StoreError] = []

    def write(writer: int) -> None:
        try:
            for number in range(10):
                store.add_reading(make_reading(f"{base} Said {writer}/{number}."))
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (len(store.reports()), store.revision) == (80, 80)
    assert len(list(store.events())) == 160


def test_half_a_character_pair_is_refused_in_one_sentence_and_nul_is_kept(
    store: EventStore, make_reading: Make
) -> None:
    base = make_reading().report.text
    with pytest.raises(InputError, match="lone surrogate at position"):
        store.add_reading(make_reading(base + " \ud83d"))
    assert store.reports() == []
    odd = make_reading(base + " NUL \x00, bidi \u202e, 𝔘𝔫𝔦")
    store.add_reading(odd)
    assert store.report(odd.report.id).text == odd.report.text


def test_a_killed_writer_leaves_whole_reports_only(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from geodata.storage import EventStore\n"
        "from tests.storage.conftest import a_reading, TEXT\n"
        "store = EventStore.open(Path(sys.argv[1]))\n"
        "for n in range(10_000):\n"
        "    store.add_reading(a_reading(f'{TEXT} Number {n}.'))\n"
        "    print(n, flush=True)\n"
    )
    root = Path(__file__).parents[2]
    acknowledged = -1
    for _ in range(3):
        path.unlink(missing_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True, cwd=root
        )
        assert process.stdout is not None
        for _ in range(5):
            acknowledged = int(process.stdout.readline())
        process.kill()
        rest = process.stdout.read().split()
        process.stdout.close()
        process.wait()
        acknowledged = int(rest[-1]) if rest else acknowledged
        with EventStore.open(path) as store:
            assert store.check() == []
            reports = store.reports()
            assert len(reports) >= acknowledged + 1
            assert len(list(store.events())) == 2 * len(reports)
            assert store.revision == len(reports)
        for name in ("", "-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)


def test_the_migrations_make_the_tables_of_this_program(store: EventStore) -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == REVISIONS
    with store._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_migration_that_fails_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geodata.storage import store as store_module

    def failing(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (x)")
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "migrate", failing)
        with pytest.raises(RuntimeError, match="killed"):
            EventStore.open(path)
    with EventStore.open(path) as store:
        assert store.reports() == []


@pytest.mark.parametrize("statement", ["UPDATE decisions SET by = 'x'", "DELETE FROM decisions"])
def test_decisions_are_only_ever_added(
    store: EventStore, path: Path, reading: m.Reading, statement: str
) -> None:
    store.add_reading(reading)
    with driver.connect(path) as other, pytest.raises(driver.IntegrityError, match="only ever"):
        other.execute(statement)
    other.close()
    assert len(store.decisions()) == 1


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False),
        ((3, 50, 6), False), ((3, 50, 7), True), ((3, 51, 2), False), ((3, 53, 4), True),
    ],
)  # fmt: skip
def test_the_write_ahead_log_is_used_where_it_is_safe(version: tuple[int, ...], safe: bool) -> None:
    assert engine.is_wal_safe(version) is safe


def test_an_old_sqlite_gets_the_rollback_journal_and_a_new_one_the_log(
    path: Path, reading: m.Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EventStore.open(path) as store:
        store.add_reading(reading)
        expected = "WAL" if engine.is_wal_safe(engine.sqlite_driver().sqlite_version_info) else ""
        assert store.about()["journal"] == expected or not expected
    monkeypatch.setattr(engine, "sqlite_driver", lambda: sqlite3.dbapi2)
    monkeypatch.setattr(engine, "is_wal_safe", lambda _: False)
    with EventStore.open(path) as store:
        assert store.about()["journal"] == "DELETE"
        assert len(store.reports()) == 1
