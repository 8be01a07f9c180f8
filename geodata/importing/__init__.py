"""Tables of events into a collection: ACLED, UCDP GED, GDELT, our own exports, any columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geodata.importing.results import Choices, ImportResult, Preview, Progress

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.storage import EventStore

__all__ = ["Choices", "ImportResult", "Preview", "import_events", "preview_events"]


def import_events(
    path: Path | str,
    store: EventStore,
    choices: Choices | None = None,
    *,
    name: str | None = None,
    rejected: Path | None = None,
    gazetteer: Gazetteer | None = None,
    progress: Progress | None = None,
    by: str = "",
) -> ImportResult:
    """Put the events of a table or GeoJSON file into a collection; every row is in or named.

    Rows are read as a stream and stored some thousands at a time, so memory stays bounded.
    What is there already is not added again: after an interruption the same call goes on
    where the last one stopped.

    Args:
        path: a CSV, TSV or GeoJSON file, plain, gzip or a zip with one member.
        store: where the events go.
        choices: how to read it; what is left open is found out from the file.
        name: of the file as it shall stand in messages and sources; by default its own.
        rejected: where refused rows are named; by default beside the file,
            'events.rejected.csv' for 'events.csv'.
        gazetteer: for rows that name a place without a position; the embedded one by default.
        progress: called with what is being done and the share done, 0..1.
        by: who imports, for the log.

    Raises:
        FileFormatError: nothing can be read: another kind of file, no usable column, ...
        InputError: something must be chosen first: swapped positions, the order of dates.
        StoreError: the store refuses writes; what was said to be stored before stays.
    """
    from geodata.importing.running import run_import

    return run_import(
        Path(path),
        store,
        choices or Choices(),
        name=name,
        rejected=rejected,
        gazetteer=gazetteer,
        progress=progress,
        by=by,
    )


def preview_events(
    path: Path | str,
    choices: Choices | None = None,
    *,
    name: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Preview:
    """How a file would be read, from its columns and first rows; nothing is stored.

    Raises:
        FileFormatError: nothing can be read.
        InputError: something must be chosen first.
    """
    from geodata.importing.running import run_preview

    return run_preview(Path(path), choices or Choices(), name=name, gazetteer=gazetteer)
