"""`gazette import`: tables of events into the collection; every row is in or named."""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from pathlib import Path

from geodata.cli.command import DONE, NOTHING, PARTLY
from geodata.cli.terminal import note_line, plural, progress_line, say
from geodata.errors import FileFormatError, InputError
from geodata.importing import Choices, ImportResult, Preview, import_events, preview_events
from geodata.importing.results import Progress
from geodata.model import Status
from geodata.storage import EventStore

_BETWEEN_LINES_S = 10.0
_WORTH_A_RATE = 1_000  # rows


def run(asked: argparse.Namespace) -> int:
    """Import the file, or show how it would be read."""
    choices = Choices(
        columns=_columns(asked),
        source=asked.source or "",
        swap=asked.swap,
        date_order=asked.date_order,
        update=asked.update,
        status=Status.ACCEPTED if asked.accept else Status.UNREVIEWED,
    )
    if asked.dry_run:
        _show(preview_events(asked.file, choices))
        return DONE
    begun = time.monotonic()
    with EventStore.open(asked.store) as store:
        result = import_events(
            asked.file,
            store,
            choices,
            rejected=asked.rejected,
            progress=_progress(),
            by="command line",
        )
    _tell(result, time.monotonic() - begun)
    if not result.refused:
        return DONE
    return PARTLY if result.added or result.known or result.updated else NOTHING


def _progress() -> Progress:
    """A line that changes; where stderr is no terminal, a new one now and then."""
    line = progress_line()
    if sys.stderr is not None and sys.stderr.isatty():
        return line
    said_at, doing = -_BETWEEN_LINES_S, ""

    def now_and_then(what: str, share: float) -> None:
        nonlocal said_at, doing
        begins = what.split(":")[0] != doing
        if begins or time.monotonic() - said_at >= _BETWEEN_LINES_S:
            said_at, doing = time.monotonic(), what.split(":")[0]
            line(what, share)

    return now_and_then


def _tell(result: ImportResult, seconds: float) -> None:
    if result.continued:
        note_line("Went on where an interrupted import of this file had stopped.")
    for note in result.notes:
        note_line(note)
    parts = [f"Read {plural(result.rows, 'row')} ({result.layout}): {result.added:,} added"]
    if result.known:
        parts.append(f"{result.known:,} there already")
    if result.updated:
        parts.append(f"{result.updated:,} updated")
    if result.unplaced:
        parts.append(f"{result.unplaced:,} of the added without a place")
    if result.refused:
        parts.append(f"{result.refused:,} refused")
    say(", ".join(parts) + ".")
    if result.rows >= _WORTH_A_RATE:
        say(f"It took {seconds:,.1f} s: {result.rows / seconds:,.0f} rows a second.")
    if result.rejected is not None:
        note_line(
            f"Rows that did not go in as they stand are named, with line, column and reason, in "
            f"{result.rejected}: mend them in the file and import it once more, the others are "
            "known."
        )
    if result.added:
        note_line(
            "Next: 'gazette serve' shows them; the screen Sources lists this import and takes it "
            "back as a whole."
        )


def _show(preview: Preview) -> None:
    form = {"\t": "tabs", "": "GeoJSON"}.get(preview.delimiter, f"{preview.delimiter!r}")
    say(f"Layout: {preview.layout}; encoding: {preview.encoding}; cells between: {form}")
    for our, column in preview.mapping.items():
        say(f"  {our:15} <- {column}")
    unread = [c for c in preview.columns if c and c not in preview.mapping.values()]
    if unread and preview.mapping:
        say(f"  kept as text only: {', '.join(unread)}")
    for note in preview.notes:
        say(note)
    for line, title, date, place in preview.samples:
        say(f"Line {line}: {title} | {date} | {place}")
    say("Nothing was stored. Change a column with --column FIELD=NAME.")


def _columns(asked: argparse.Namespace) -> dict[str, str]:
    """Field to column: from the mapping file, then what the command line says."""
    columns = {} if asked.mapping is None else _mapping(asked.mapping)
    for pair in asked.column or ():
        our, sign, column = pair.partition("=")
        if not sign or not our.strip() or not column.strip():
            raise InputError(f"--column {pair!r} is not understood: write it as lat=Breitengrad.")
        columns[our.strip()] = column.strip()
    return columns


def _mapping(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileFormatError(f"The mapping {str(path)!r} cannot be read: {error}.") from error
    columns = found.get("columns", found)
    if not isinstance(columns, dict) or not all(isinstance(c, str) for c in columns.values()):
        raise FileFormatError(
            f"The mapping {str(path)!r} has lines of another form than lat = 'Breitengrad'."
        )
    return columns
