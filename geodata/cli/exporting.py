"""`gazette export`: the events as a file, whole or not at all."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from geodata.cli.command import DONE
from geodata.cli.terminal import as_utf_8, note_line, plural, stdout_explained
from geodata.errors import InputError, StoreReadOnlyError
from geodata.exchange import write_csv, write_geojson, write_kml
from geodata.joins import others_of
from geodata.model import Event, Status
from geodata.storage import EventStore
from geodata.storage.engine import default_path

WRITERS = {"geojson": write_geojson, "csv": write_csv, "kml": write_kml}
DEFAULT = (Status.ACCEPTED, Status.UNREVIEWED)


def run(asked: argparse.Namespace) -> int:
    """Write the events of the chosen statuses."""
    wanted = {Status(word) for word in asked.status} if asked.status else set(DEFAULT)
    with opened(asked.store) as store:

        def write(file: TextIO) -> int:
            events = _of_status(store, wanted)
            return WRITERS[asked.format](file, events, store.report, others_of(store))

        if asked.output is None:
            as_utf_8(sys.stdout)
            with stdout_explained():
                count = write(sys.stdout)
                sys.stdout.flush()  # before the tally says that it was written
        else:
            count = to_file(asked.output, write)
    note_line(f"Wrote {plural(count, 'event')} to {asked.output or 'stdout'}.")
    return DONE


def opened(named: str | None) -> EventStore:
    """For reading only; one that an earlier Gazette wrote is brought up to date first."""
    try:
        return EventStore.open(named, read_only=True)
    except StoreReadOnlyError:
        where = named or str(default_path())
        if "://" not in where and not Path(where).exists():
            raise
        return EventStore.open(named)


def _of_status(store: EventStore, wanted: set[Status]) -> Iterator[Event]:
    """The events as the map shows them: of joined ones the lead."""
    behind = store.joins.behind()
    return (e for e in store.events() if e.status in wanted and e.id not in behind)


def to_file(path: Path, write: Callable[[TextIO], int]) -> int:
    """Write a file, whole or not at all; what the writing gave back."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe is written to: a rename would put a file in its place.
            with path.open("w", encoding="utf-8", newline="") as file:
                return write(file)
        return write_whole(path.resolve(), write)  # a link stays a link
    except OSError as error:
        raise InputError(
            f"The file {str(path)!r} cannot be written ({error.strerror or error}): "
            "name another one with -o."
        ) from error


def write_whole(path: Path, write: Callable[[TextIO], int]) -> int:
    """Write beside the file and rename, so that a failure leaves the old one as it was.

    The rights of the old file are kept; a new one gets those that new files get.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            count = write(file)
        Path(name).chmod(_rights(path))
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return count


def _rights(path: Path) -> int:
    """The permission bits that the file shall have."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0o077)  # the only way to ask for it is to set it
    os.umask(mask)
    return 0o666 & ~mask
