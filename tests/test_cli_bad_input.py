"""The command under bad input: one line that says what, where and what to do; never a trace."""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.cli.gazetteering import built_container, damage_of
from geodata.cli.serving import cannot_listen, refusal
from geodata.storage import EventStore
from tests.storage.conftest import a_reading

TEXT = "Shelling hit Ganja in Azerbaijan on 4 October 2020, officials said."

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def collection(data_folder: Path) -> Path:
    path = data_folder / "gazette.sqlite3"
    with EventStore.open(path) as store:
        store.add_reading(a_reading())
    return path


def in_shell(words: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, where streams can be closed or broken."""
    gazette = f"{sys.executable} -m geodata.cli"
    env = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["/bin/bash", "-c", words.replace("gazette", gazette)],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("gazette parse - <&-", "There is no stdin to read: name a file"),
        ("gazette export >&-", "there is no stdout to write to"),
        ("gazette export >/dev/full", "cannot be written to stdout (No space left on device)"),
        ("gazette export -o /dev/full", "'/dev/full' cannot be written (No space left on device)"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_streams_that_are_closed_or_full_are_named(
    words: str, sentence: str, collection: Path
) -> None:
    done = in_shell(words)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr


@pytest.mark.parametrize("words", ["--help", "export", "export --format csv", "doctor"])
def test_a_reader_who_has_seen_enough_is_no_error(words: str, collection: Path) -> None:
    done = in_shell(f"gazette {words} | true; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == 0
    assert "rror" not in done.stderr.replace("geodata.errors", "")


def test_errors_stay_away_from_stdout_when_stderr_is_closed(tmp_path: Path) -> None:
    done = in_shell(f"gazette parse {tmp_path / 'gone.txt'} 2>&-")
    assert (done.returncode, done.stdout) == (2, "")


def test_wrong_words_are_one_line_with_the_way_to_the_help(capsys: Captured) -> None:
    for words in (["nonsense"], ["export", "--format", "x\ny"], ["add", "--published", "x", "f"]):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 2
        error = capsys.readouterr().err
        assert error.count("\n") == 1
        assert "--help" in error


def test_the_good_reports_of_a_list_go_in_and_the_bad_one_is_named(
    tmp_path: Path, data_folder: Path, capsys: Captured
) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"text": TEXT}, {"text": 5}, {"text": f"{TEXT} More."}]))
    assert main(["add", str(path)]) == 1
    done = capsys.readouterr()
    assert "Added 2 reports" in done.out
    assert "1 could not be added" in done.out
    assert f"{str(path)!r}, report 2: a report is an object" in done.err


def test_when_nothing_could_be_added_nothing_was_done(
    tmp_path: Path, data_folder: Path, report: Path
) -> None:
    assert main(["add", str(tmp_path / "gone.txt"), str(tmp_path)]) == 2
    assert main(["add", "--published", "9999-12-31", str(report)]) == 2
    assert main(["add", "--published", "0001-01-01", str(report)]) == 2


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://a.b/\x01", "https://u:p@a.b/"])
def test_links_that_are_no_plain_address_are_refused(
    link: str, report: Path, capsys: Captured
) -> None:
    assert main(["parse", str(report), "--link", link]) == 2
    assert "cannot be used" in capsys.readouterr().err


def test_a_device_without_an_end_is_too_large(capsys: Captured) -> None:
    assert main(["parse", "/dev/zero"]) == 2
    assert "more than the 20 MB" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("foo://bar", "no address of a database"),
        ("postgresql://u:secret@localhost:port/x", "no address of a database"),
        ("mysql+nodriver://u:secret@localhost/x", "no address of a database"),
    ],
)
def test_addresses_of_no_database_are_refused_without_the_password(
    address: str, sentence: str, capsys: Captured
) -> None:
    assert main(["export", "--store", address]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert "secret" not in error


@pytest.mark.parametrize("address", ["", ":memory:", "sqlite://", "sqlite:///"])
def test_a_collection_that_would_be_gone_at_once_is_refused(address: str, report: Path) -> None:
    with pytest.raises(SystemExit):
        main(["add", "--store", address, str(report)])


def test_export_keeps_links_and_rights_of_the_file(tmp_path: Path, collection: Path) -> None:
    target, link = tmp_path / "events.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    assert main(["export", "--format", "csv", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("event_id,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_export_to_a_pipe_leaves_it_a_pipe(tmp_path: Path, collection: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = in_shell(f"cat {pipe} & gazette export -o {pipe}; wait")
    assert '"FeatureCollection"' in done.stdout
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_export_to_a_folder_names_it(tmp_path: Path, collection: Path, capsys: Captured) -> None:
    assert main(["export", "-o", str(tmp_path)]) == 2
    assert f"{str(tmp_path)!r} cannot be written (Is a directory)" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_file_in_the_place_of_the_data_folder_is_named(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("GAZETTE_DATA", str(report))
    for words in (["export"], ["add", str(report)]):
        assert main(words) == 2
        assert f"{report} is a file, so no collection can stand in it" in capsys.readouterr().err
    assert report.read_text(encoding="utf-8") == TEXT


def test_an_empty_cache_has_no_gazetteer_and_looking_builds_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("GAZETTE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert built_container() is None
    assert damage_of(None) == ""
    assert main(["gazetteer", "info"]) == 1
    assert "run 'gazette gazetteer build'" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.gaz"))


def test_serve_names_a_port_in_use_and_an_address_of_another_machine(capsys: Captured) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    error = capsys.readouterr().err
    assert f"port {port} of 127.0.0.1 is in use" in error
    assert error.count("\n") == 1
    away = OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
    assert "cannot listen at '203.0.113.9'" in refusal(away, "203.0.113.9", port)
    assert cannot_listen("127.0.0.1", port) == ""
