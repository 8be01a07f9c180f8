"""`gazette watch`: what appears in a folder goes into the collection, once."""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType

from geodata.cli.adding import Read, Tally, add_one, reader
from geodata.cli.command import DONE
from geodata.cli.incoming import reports_of
from geodata.cli.terminal import error_line, note_line, say
from geodata.documents import LARGEST_FILE
from geodata.errors import FileFormatError, GeodataError, StoreError
from geodata.model import Status
from geodata.storage import EventStore

_SKIPPED = (".", "~")  # first letters of names that programs use while they write
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial", ".swp")
Look = dict[Path, tuple[int, int]]


def run(asked: argparse.Namespace) -> int:
    """Look at the folder until somebody stops it.

    Files are neither moved nor changed. Each is remembered by the hash of its content, so that
    a restart, a copy or another name brings nothing twice.
    """
    folder: Path = asked.folder
    if not folder.is_dir():
        raise FileFormatError(f"There is no folder {str(folder)!r} to watch.")
    tally = Tally()
    with EventStore.open(asked.store) as store:
        read = reader()
        note_line(f"Watching {folder}; Ctrl-C stops.")
        try:
            with _stopped_by_ctrl_c() as stop:
                _watch(store, read, asked, tally, stop)
            if stop.is_set():
                note_line("Stopped.")
        except KeyboardInterrupt:  # the second one, within a file: nothing is half written
            note_line("Stopped within a file, which is read again next time.")
    say(tally.sentence())
    return tally.exit_code() if asked.once else DONE


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[Event]:
    """Set by the first Ctrl-C, so that the file in hand is added and counted; the second breaks."""
    stop = Event()
    if current_thread() is not main_thread():  # signals reach the main thread alone
        yield stop
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    usual = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, usual)


def _watch(
    store: EventStore, read: Read, asked: argparse.Namespace, tally: Tally, stop: Event
) -> None:
    """Add what does not change any more between two looks."""
    done: Look = {}
    before: Look = {}
    while not stop.is_set():
        now = dict(_look(asked.folder))
        settled = {path: state for path, state in now.items() if before.get(path) == state}
        for path in sorted(path for path, state in settled.items() if done.get(path) != state):
            if stop.is_set():
                return
            _add(store, read, path, asked, tally)
        done = {path: state for path, state in {**done, **settled}.items() if path in now}
        if asked.once and len(done) == len(now):
            return
        before = now
        stop.wait(0.1 if asked.once else asked.every)


def _look(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Files with size and time of change; what cannot be looked at is left for the next time."""
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_SKIPPED)]
        for name in names:
            if name.startswith(_SKIPPED) or name.lower().endswith(_UNFINISHED):
                continue
            path = Path(where, name)
            try:
                found = path.stat()
            except OSError:
                continue
            if path.is_file():
                yield path, (found.st_size, found.st_mtime_ns)


def _add(
    store: EventStore, read: Read, path: Path, asked: argparse.Namespace, tally: Tally
) -> None:
    try:
        digest = _digest(path)
        if store.intake.has_seen_file(digest):
            return
        before = (tally.added, tally.known, tally.failed)
        for report in reports_of(str(path), asked, tally.fail):
            add_one(
                store, read, report, where=str(path), tally=tally, anyway=asked.anyway,
                status=Status.ACCEPTED if asked.accept else Status.UNREVIEWED,
            )  # fmt: skip
        after = (tally.added, tally.known, tally.failed)
        outcome = "added {}, known {}, failed {}".format(
            *(new - old for old, new in zip(before, after, strict=True))
        )
    except StoreError:
        raise
    except GeodataError as error:
        tally.failed += 1
        error_line(str(error))
        outcome = f"refused: {error}"[:500]
        digest = _digest_if_possible(path)
    if digest:
        store.intake.saw_file(digest, str(path), outcome)


def _digest(path: Path) -> str:
    """The hash of the content; of a file that is too large, of its size and beginning."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        size = path.stat().st_size if len(data) > LARGEST_FILE else ""
    except OSError as error:
        raise FileFormatError(
            f"The file {str(path)!r} cannot be read: {error.strerror or error}."
        ) from error
    return hashlib.sha256(data + str(size).encode()).hexdigest()


def _digest_if_possible(path: Path) -> str:
    try:
        return _digest(path)
    except FileFormatError:  # looked at again when it changes
        return ""
