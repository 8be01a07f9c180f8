"""`gazette watch` and the other ways in from the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.storage import EventStore

Captured = pytest.CaptureFixture[str]
QUAKE = "A quake shook Lima on 3 May 2021."
LONG = (
    "Shelling hit Movses in the night of Sunday, 12 July 2020, the ministry said. Nobody was hurt, "
    "but two houses burned down. The minister visited Berd on Monday and promised that the road "
    "would be open again within a week. A school in Ijevan was closed until further notice."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(QUAKE)
    (made / "b.md").write_text("# Fire\n\nA fire broke out in **Quito** on 4 May 2021.")
    (made / "broken.pdf").write_bytes(b"no pdf")
    (made / ".hidden.txt").write_text("Never read.")
    (made / "half.txt.part").write_text("Not there yet.")
    return made


def titles(data_folder: Path) -> list[str]:
    with EventStore.open(data_folder / "gazette.sqlite3") as store:
        return sorted(report.file_name for report in store.reports())


def test_what_is_in_the_folder_goes_in_once_and_bad_files_are_named(
    folder: Path, data_folder: Path, capsys: Captured
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert main(["watch", str(folder), "--once"]) == 1
    said = capsys.readouterr()
    assert "Added 2 reports" in said.out
    assert "'" + str(folder / "broken.pdf") + "' is not a PDF" in said.err
    assert titles(data_folder) == ["a.txt", "b.md"]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_restart_and_a_copy_bring_nothing_twice(
    folder: Path, data_folder: Path, capsys: Captured
) -> None:
    main(["watch", str(folder), "--once"])
    (folder / "copy.txt").write_text(QUAKE)
    capsys.readouterr()
    assert main(["watch", str(folder), "--once"]) == 0
    assert "Added 0 reports" in capsys.readouterr().out
    assert titles(data_folder) == ["a.txt", "b.md"]


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, data_folder: Path, capsys: Captured
) -> None:
    assert main(["watch", str(tmp_path / "nothing"), "--once"]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_ctrl_c_stops_cleanly_and_keeps_what_was_added(folder: Path, data_folder: Path) -> None:
    watching = subprocess.Popen(
        [sys.executable, "-m", "geodata.cli", "watch", str(folder), "--every", "0.2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ.copy(),
    )  # fmt: skip
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(0.2)
        if (data_folder / "gazette.sqlite3").exists() and len(titles(data_folder)) == 2:
            break
    watching.send_signal(signal.SIGINT)
    out, err = watching.communicate(timeout=30)
    assert watching.returncode == 0, err
    assert "Stopped." in err and "Traceback" not in err
    assert "Added 2 reports" in out
    assert titles(data_folder) == ["a.txt", "b.md"]


def test_nearly_the_same_text_is_not_added_unless_asked(
    tmp_path: Path, data_folder: Path, capsys: Captured
) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text(LONG)
    second.write_text(LONG + " It rained.")
    assert main(["add", str(first)]) == 0
    assert main(["add", str(second)]) == 0
    said = capsys.readouterr()
    assert "1 sentence differs: not added, unless with --anyway" in said.err
    assert titles(data_folder) == ["1.txt"]
    assert main(["add", str(second), "--anyway"]) == 0
    assert titles(data_folder) == ["1.txt", "2.txt"]


def test_a_private_address_is_refused_with_a_sentence(data_folder: Path, capsys: Captured) -> None:
    assert main(["add", "http://127.0.0.1/latest"]) == 2
    assert "not an address of the public internet" in capsys.readouterr().err
