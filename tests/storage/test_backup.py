"""Backup and restore: what is brought back is what was there, or nothing is."""

from __future__ import annotations

import json
import os
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.correcting import Rule, Scope
from geodata.errors import StoreBusyError, StoreDamagedError, StoreError
from geodata.model import Status
from geodata.storage import EventStore
from geodata.storage.backup import DATABASE, MANIFEST, back_up, content_digest, restore
from geodata.storage.stories import Step
from tests.storage.conftest import GANDZAK, TEXT, a_reading

NOW = datetime(2026, 11, 3, 12, 30, tzinfo=UTC)


def filled(path: Path) -> None:
    with EventStore.open(path) as store:
        report = store.add_reading(a_reading(), by="Ada")
        event = next(store.events(report_id=report.id))
        store.set_status([event.id], Status.ACCEPTED, by="Ada", why="seen")
        store.rules.make(Rule("Ganja", GANDZAK, Scope.COLLECTION), by="Ada")
        store.stories.save("Three days", [Step(event.id, "it began")], by="Ada")
        store.save_draft("Not yet", {"title": "x"})


def digest(path: Path) -> tuple[dict[str, int], str]:
    with EventStore.open(path, read_only=True) as store, store._looking() as connection:
        return content_digest(connection)


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    path = tmp_path / "gazette.sqlite3"
    filled(path)
    return path


@pytest.fixture
def backup(collection: Path, tmp_path: Path) -> Path:
    file = tmp_path / "backup.zip"
    back_up(collection, file, made_at=NOW, settings={"GAZETTE_TITLE": "Ours"})
    return file


def test_what_is_restored_holds_the_same_to_the_last_row(
    collection: Path, backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "gazette.sqlite3"
    restored = restore(backup, other, now=NOW)
    assert restored.kept_aside is None and restored.manifest.settings == {"GAZETTE_TITLE": "Ours"}
    assert digest(other) == digest(collection)
    with EventStore.open(collection) as before, EventStore.open(other) as after:
        assert list(after.events()) == list(before.events())
        assert list(after.all_decisions()) == list(before.all_decisions())
        assert after.rules.all() == before.rules.all()
        assert after.stories.all() == before.stories.all()
        assert after.drafts() == before.drafts()
        assert after.check() == []
        after.add_reading(a_reading(f"{TEXT} It goes on."))  # the log and its triggers work
    assert not list(tmp_path.glob(".*")) and not list(other.parent.glob(".*"))


def test_a_backup_while_others_write_is_of_one_moment(collection: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with EventStore.open(collection) as store:
            number = 0
            while not stop.is_set():
                number += 1
                store.add_reading(a_reading(f"{TEXT} Number {number}."))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(collection, tmp_path / f"{number}.zip", made_at=NOW)
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        path = tmp_path / f"{number}.sqlite3"
        restore(tmp_path / f"{number}.zip", path, now=NOW)
        with EventStore.open(path) as store:
            reports = store.reports()
            assert len(list(store.events())) == 2 * len(reports)


def test_nothing_is_overwritten_unless_asked_and_the_old_one_is_kept(
    collection: Path, backup: Path
) -> None:
    with EventStore.open(collection) as store:
        store.add_reading(a_reading(f"{TEXT} Added since."))
    since = digest(collection)
    with pytest.raises(StoreError, match="left as it is"):
        restore(backup, collection, now=NOW)
    assert digest(collection) == since
    restored = restore(backup, collection, now=NOW, replace=True)
    assert restored.kept_aside == collection.with_name(
        "gazette.before-restore-20261103-123000.sqlite3"
    )
    assert digest(restored.kept_aside) == since
    with EventStore.open(collection) as store:
        assert len(store.reports()) == 1


def test_a_collection_that_is_being_written_to_is_not_replaced(
    collection: Path, backup: Path
) -> None:
    with EventStore.open(collection) as store, store._looking():
        if store.about()["journal"] != "WAL":
            pytest.skip("only the log tells who has the file open")
        with pytest.raises(StoreBusyError, match="close the dashboard"):
            restore(backup, collection, now=NOW, replace=True)
    assert list(collection.parent.glob("*before-restore*")) == []


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def flip(parts: dict[str, bytes]) -> None:
    data = bytearray(parts[DATABASE])
    data[len(data) // 2] ^= 1
    parts[DATABASE] = bytes(data)


def newer(parts: dict[str, bytes]) -> None:
    parts[MANIFEST] = json.dumps(json.loads(parts[MANIFEST]) | {"schema": "9999"}).encode()


def miscounted(parts: dict[str, bytes]) -> None:
    said = json.loads(parts[MANIFEST])
    said["counts"]["events"] += 1
    parts[MANIFEST] = json.dumps(said).encode()


def longer(parts: dict[str, bytes]) -> None:
    parts[DATABASE] += b"\0" * 5_000_000


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (flip, "not the one that was written"),
        (newer, "update Gazette"),
        (miscounted, "not those that were counted"),
        (longer, "not the one that was written"),
        (lambda parts: parts.update({"../evil": b"x"}), "its parts are others"),
        (lambda parts: parts.update({MANIFEST: b"[" * 100_000}), "manifest cannot be read"),
        (lambda parts: parts.update({MANIFEST: b'{"form": 1}'}), "manifest cannot be read"),
    ],
)
def test_a_backup_that_is_not_what_was_written_restores_nothing(
    collection: Path,
    backup: Path,
    change: Callable[[dict[str, bytes]], None],
    sentence: str,
) -> None:
    before = digest(collection)
    rewritten(backup, change)
    with pytest.raises(StoreError, match=sentence):
        restore(backup, collection, now=NOW, replace=True)
    assert digest(collection) == before
    assert list(collection.parent.glob("*before-restore*")) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_cut_short_says_so(backup: Path, tmp_path: Path, share: float) -> None:
    data = backup.read_bytes()
    backup.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(StoreDamagedError, match="no whole backup"):
        restore(backup, tmp_path / "new.sqlite3", now=NOW)
    assert not (tmp_path / "new.sqlite3").exists()


def test_a_damaged_collection_is_not_backed_up_over_a_good_backup(
    collection: Path, backup: Path
) -> None:
    good = backup.read_bytes()
    data = bytearray(collection.read_bytes())
    data[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    collection.write_bytes(bytes(data))
    with pytest.raises(StoreError):
        back_up(collection, backup, made_at=NOW)
    assert backup.read_bytes() == good


def test_postgresql_is_told_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        back_up("postgresql://news/gazette", tmp_path / "x.zip", made_at=NOW)


def test_the_commands_say_what_was_written_and_where_the_old_one_is(
    collection: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.gazette"
    assert main(["backup", str(file), "--store", str(collection)]) == 0
    assert "Wrote 1 report, 2 events and" in capsys.readouterr().err
    assert main(["restore", str(file), "--store", str(collection)]) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", str(file), "--store", str(collection), "--replace"]) == 0
    assert "What was there before is kept in" in capsys.readouterr().err
