"""`gazette import`: tables of events into the collection; every row is in or named."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from geodata.cli.command import DONE, NOTHING, PARTLY
from geodata.cli.terminal import note_line, plural, progress_line, say
from geodata.errors import FileFormatError, InputError
from geodata.importing import Choices, ImportResult, Preview, import_events, preview_events
from geodata.model import Status
from geodata.storage import EventStore


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
    with EventStore.open(asked.store) as store:
        result = import_events(
            asked.file,
            store,
            choices,
            rejected=asked.rejected,
            progress=progress_line(),
            by="command line",
        )
    _tell(result)
    if not result.refused:
        return DONE
    return PARTLY if result.added or result.known or result.updated else NOTHING


def _tell(result: ImportResult) -> None:
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
    if result.rejected is not None:
        note_line(f"Each of the others is named in {result.rejected}.")


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
