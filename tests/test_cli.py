"""The command as people call it: `main` with words, its output and its exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.cli.describing import reading_lines
from geodata.cli.exporting import write_whole
from geodata.cli.serving import dashboard_app
from geodata.model import Status
from geodata.storage import EventStore
from tests.storage.conftest import a_reading

TEXT = "Shelling hit Ganja in Azerbaijan on 4 October 2020, officials said."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


Captured = pytest.CaptureFixture[str]


def test_no_command_and_unknown_words_exit_with_2(capsys: Captured) -> None:
    wrong = ([], ["nonsense"], ["serve", "--port", "0"], ["parse"], ["export", "--format", "x"])
    for words in wrong:
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 2
        assert "Traceback" not in capsys.readouterr().err


def test_help_documents_the_exit_codes(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["add", "--help"])
    assert "some of it could not be done" in capsys.readouterr().out


def test_parse_prints_events_and_stores_nothing(
    report: Path, data_folder: Path, capsys: Captured
) -> None:
    assert main(["parse", str(report), "--published", "2020-10-05", "--title", "A \x1b[31m"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("A ·[31m · 2020-10-05\n1 event, 0 not placed")
    assert "Ganja, Ganja City, Azerbaijan" in out
    assert "when:  4 Oct 2020" in out
    assert list(data_folder.iterdir()) == []


def test_parse_gives_json_that_points_into_the_text(report: Path, capsys: Captured) -> None:
    assert main(["parse", str(report), "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    (event,) = value["events"]
    assert event["geometry"]["type"] == "Point"
    for found in (*value["matches"], *value["dates"]):
        assert TEXT[found["start"] : found["end"]] == found["text"]


def test_parse_reads_json_from_stdin(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    fields = {"text": TEXT, "title": "From JSON", "published": "2020-10-05"}
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(fields).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["parse", "-"]) == 0
    assert capsys.readouterr().out.startswith("From JSON · 2020-10-05\n")


def test_add_says_duplicates_and_failures_and_adds_the_rest(
    report: Path, tmp_path: Path, data_folder: Path, capsys: Captured
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text("Protests filled Baku on 14 July 2020.", encoding="utf-8")
    files = [str(path) for path in (report, bad, tmp_path / "gone.txt", report, other)]
    assert main(["add", "--source", "Example Times", *files]) == 1
    done = capsys.readouterr()
    assert done.out.endswith(
        "Added 2 reports with 2 events; 1 was there already; 2 could not be added.\n"
    )
    assert "[4/5]" in done.err
    assert "You added this report on" in done.err
    assert "no valid JSON" in done.err
    assert "gone.txt' cannot be read" in done.err
    assert "Traceback" not in done.err
    with EventStore.open(data_folder / "gazette.sqlite3") as store:
        assert {r.source for r in store.reports()} == {"Example Times"}
        assert {event.status for event in store.events()} == {Status.UNREVIEWED}


def test_only_duplicates_is_success(report: Path, data_folder: Path) -> None:
    assert main(["add", "--accept", str(report)]) == 0
    assert main(["add", str(report)]) == 0
    with EventStore.open(data_folder / "gazette.sqlite3") as store:
        assert {event.status for event in store.events()} == {Status.ACCEPTED}


def test_the_demo_collection_comes_and_goes(data_folder: Path, capsys: Captured) -> None:
    assert main(["demo", "add"]) == 0
    assert main(["demo", "add"]) == 0
    with EventStore.open(data_folder / "gazette.sqlite3") as store:
        assert len(store.reports()) >= 4
        assert all(report.is_demo for report in store.reports())
    assert main(["demo", "remove"]) == 0
    assert main(["demo", "remove"]) == 0
    assert "Removed 0 demo reports." in capsys.readouterr().out


def test_export_writes_what_is_asked(data_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    with EventStore.open(data_folder / "gazette.sqlite3") as store:
        reading = a_reading()
        store.add_reading(reading)
        store.set_status([reading.events[0].id], Status.REJECTED)
    target = tmp_path / "events.geojson"
    assert main(["export", "-o", str(target)]) == 0
    features = json.loads(target.read_text(encoding="utf-8"))["features"]
    assert [feature["id"] for feature in features] == [reading.events[1].id]
    assert "Wrote 1 event to" in capsys.readouterr().err
    words = ["export", "--format", "csv", "--status", "rejected", "--status", "unreviewed"]
    assert main([*words, "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").count("\n") == 4


def test_export_of_nothing_and_to_nowhere_is_one_line(
    data_folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["export"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    EventStore.open(data_folder / "gazette.sqlite3").close()
    assert main(["export", "-o", str(tmp_path / "no" / "folder.csv")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "No such file or directory" in error


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    target.write_text("old", encoding="utf-8")

    def failing(file: object) -> int:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_whole(target, failing)
    assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]
    assert target.read_text(encoding="utf-8") == "old"


def test_a_damaged_collection_is_one_line_and_stays_as_it_is(
    data_folder: Path, report: Path, capsys: Captured
) -> None:
    path = data_folder / "gazette.sqlite3"
    path.write_bytes(b"this is no database" * 100)
    before = path.read_bytes()
    for words in (["add", str(report)], ["export"], ["demo", "add"]):
        assert main(words) == 2
        error = capsys.readouterr().err
        assert "damaged or no collection" in error
        assert error.count("\n") == 1
    assert main(["doctor"]) == 1
    assert "BAD  collection" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_doctor_looks_at_everything_without_the_network(
    data_folder: Path, capsys: Captured
) -> None:
    EventStore.open(data_folder / "gazette.sqlite3").close()
    assert main(["doctor", "--port", "1"]) == 0
    out = capsys.readouterr().out
    for word in ("Python", "streamlit", "SQLite", "collection", "gazetteer", "dashboard"):
        assert word in out
    assert "0 reports, 0 events" in out


def test_an_unexpected_error_is_one_line_too(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("of\ntwo lines")

    monkeypatch.setattr("geodata.cli.parsing.read_report", broken)
    assert main(["parse", str(report)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("gazette: something went wrong")
    assert error.count("\n") == 1
    assert main(["--debug", "parse", str(report)]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_reading_tells_what_could_not_be_placed() -> None:
    lines = list(reading_lines(a_reading()))
    assert lines[1] == "2 events, 1 not placed, 1 without days"
    assert "   where: not placed" in lines
    assert "note: No year was said." in lines
    assert lines[-1] == "  September (perhaps Gandzak, Gegharkunik, Armenia)"


def test_the_dashboard_is_found() -> None:
    app = dashboard_app()
    assert app is not None
    assert app.name == "app.py"


def test_help_does_not_wait_for_heavy_imports() -> None:
    code = (
        "import sys; from geodata.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "assert not {'numpy', 'pyarrow', 'sqlalchemy'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_closed_pipe_is_no_error(data_folder: Path) -> None:
    with EventStore.open(data_folder / "gazette.sqlite3") as store:
        store.add_reading(a_reading())
    words = f"'{sys.executable}' -m geodata.cli export | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_day_of_publication_is_read_as_a_day(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["parse", "-", "--published", "5.10.2020"])
    assert "write it as 2020-07-16" in capsys.readouterr().err
