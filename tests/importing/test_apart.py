"""A large file is made ready by a process of its own, and nobody can tell from the result."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from geodata.errors import FileFormatError
from geodata.importing import Choices, apart, import_events, running
from geodata.storage import EventStore
from tests.importing.conftest import Write, rejected, table
from tests.importing.test_bad_input import row

ROWS = 900


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "ROWS_A_BATCH", 100)
    monkeypatch.setattr(running, "APART_FROM", 0)


def mixed() -> str:
    rows = [row(n, notes=f"Выстрелы {n}", place=("Tovuz", "Ganja", "")[n % 3]) for n in range(ROWS)]
    rows[7] = row(7, lat="95", date="never")
    rows[300] = row(3)  # the id of another batch
    rows[301] = row(301, lat="0", lon="0")
    rows[302] = row(302, lat="", lon="")
    rows[303] = row(303, notes='"never closed')
    return table(*rows)


def told(path: Path, text: str, *, apart_from: int) -> tuple[object, ...]:
    running.APART_FROM = apart_from  # type: ignore[misc]
    path.mkdir()
    (path / "events.csv").write_text(text, encoding="utf-8")
    with EventStore.open(path / "store.sqlite3") as store:
        result = import_events(path / "events.csv", store)
        counts = (result.rows, result.added, result.refused, result.unplaced, result.notes)
        return counts, rejected(result), list(store.events()), store.check()


def test_it_stores_what_one_process_would(tmp_path: Path) -> None:
    here = told(tmp_path / "here", mixed(), apart_from=1 << 60)
    there = told(tmp_path / "there", mixed(), apart_from=0)
    # Ids of reports are chance.
    events_here, events_there = here[2], there[2]
    assert isinstance(events_here, list) and isinstance(events_there, list)
    assert [(e.id, e.title, e.date, e.places, e.passage) for e in events_here] == [
        (e.id, e.title, e.date, e.places, e.passage) for e in events_there
    ]
    assert len(events_here) > 800
    assert (here[:2], here[3]) == (there[:2], there[3])


def test_a_second_run_adds_nothing_and_a_newer_file_replaces(
    store: EventStore, write: Write
) -> None:
    file = write(table(*(row(n) for n in range(ROWS))))
    assert import_events(file, store).added == ROWS
    assert (import_events(file, store).added, import_events(file, store).known) == (0, ROWS)
    newer = write(table(*(row(n, notes="Two were hurt") for n in range(ROWS))), "newer.csv")
    assert import_events(newer, store, Choices(update=True)).updated == ROWS
    assert {event.passage.text for event in store.events()} == {"Two were hurt"}


def test_a_file_that_breaks_off_is_said_and_what_was_read_stays(
    store: EventStore, write: Write, tmp_path: Path
) -> None:
    text = table(*(row(n, notes=f"Shots {n * 7919 % 1009}") for n in range(ROWS * 20)))
    packed = gzip.compress(text.encode())
    (tmp_path / "whole.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FileFormatError, match="cannot be read"):
        import_events(write(packed[: len(packed) // 2], "cut.csv.gz"), store)
    assert import_events(tmp_path / "whole.csv", store).added > 0


def test_the_end_of_the_process_is_said(
    store: EventStore, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "CHILD", "geodata.no_such_program")
    file = write(table(row(1)))
    with pytest.raises(FileFormatError, match="was ended"):
        import_events(file, store)
    monkeypatch.undo()
    assert import_events(file, store).continued


def test_a_process_that_is_stopped_and_goes_on_says_all_of_it(
    store: EventStore, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    # More than a pipe holds: what is written when it stops is written in part.
    monkeypatch.setattr(running, "ROWS_A_BATCH", 8_000)
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    started: list[subprocess.Popen[bytes]] = []
    really = subprocess.Popen

    def popen(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
        started.append(really(*args, **kwargs))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    is_over = threading.Event()

    def stop_and_go_on() -> None:
        while not is_over.wait(0.005):
            for child in started:
                child.send_signal(signal.SIGSTOP)
                child.send_signal(signal.SIGCONT)

    file = write(table(*[row(n, notes=f"{n} {'shots ' * 60}") for n in range(8_000)]))
    disturber = threading.Thread(target=stop_and_go_on)
    disturber.start()
    try:
        assert import_events(file, store).added == 8_000
    finally:
        is_over.set()
        disturber.join()


def test_the_process_loads_no_database_library() -> None:
    code = "import sys, geodata.importing.child; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
