"""`gazette export`: the events as a file, whole or not at all."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from geodata.cli.command import DONE
from geodata.cli.terminal import note_line, plural
from geodata.exchange import write_csv, write_geojson
from geodata.model import Event, Status
from geodata.storage import EventStore

WRITERS = {"geojson": write_geojson, "csv": write_csv}
DEFAULT = (Status.ACCEPTED, Status.UNREVIEWED)


def run(asked: argparse.Namespace) -> int:
    """Write the events of the chosen statuses."""
    wanted = {Status(word) for word in asked.status} if asked.status else set(DEFAULT)
    with EventStore.open(asked.store, read_only=True) as store:

        def write(file: TextIO) -> int:
            return WRITERS[asked.format](file, _of_status(store, wanted), store.report)

        if asked.output is None:
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
            count = write(sys.stdout)
        else:
            count = write_whole(asked.output, write)
    note_line(f"Wrote {plural(count, 'event')} to {asked.output or 'stdout'}.")
    return DONE


def _of_status(store: EventStore, wanted: set[Status]) -> Iterator[Event]:
    return (event for event in store.events() if event.status in wanted)


def write_whole(path: Path, write: Callable[[TextIO], int]) -> int:
    """Write beside the file and rename, so that a failure leaves the old one as it was."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            count = write(file)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return count
