"""What is asked of an import and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from geodata.model import Status

Progress = Callable[[str, float], None]
DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file is to be read; an empty choice is made from the file.

    Attributes:
        columns: our field to the file's column: {'lat': 'Breitengrad'}; see FIELDS.
        source: who says so; by default the data set's name or the file's.
        swap: True reads latitudes as longitudes and the other way round, False keeps them
            as they are, None refuses a file where they look swapped.
        date_order: which comes first in 03/04/2024, where the file itself does not say.
        update: take over what a newer file says of an event that is there already.
        status: of the events that are added.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    swap: bool | None = None
    date_order: DateOrder | None = None
    update: bool = False
    status: Status = Status.UNREVIEWED


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be read out of a file, before anything is stored.

    Attributes:
        layout: 'ACLED', 'UCDP GED', 'GDELT', 'Gazette' or 'columns' for any other table.
        encoding: 'utf-8', 'cp1251', ...
        delimiter: between the cells, '' for GeoJSON.
        columns: the columns of the file.
        mapping: our field to the column it is read from.
        samples: the first events as (line, title, date, place) in words.
        notes: what a reader should know: an order of day and month taken from the file, ...
        refused: those of the first rows that would not go in, as (line, column, reason).
        asks_order: whether somebody must say which of day and month comes first.
    """

    layout: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    samples: tuple[tuple[int, str, str, str], ...]
    notes: tuple[str, ...]
    refused: tuple[tuple[int, str, str], ...] = ()
    asks_order: bool = False


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import; ``rows`` is the sum of added, known, updated and refused.

    Attributes:
        layout: as in Preview.
        rows: records of the file; an event of several rows counts each of them.
        added: rows that are new in the collection.
        known: rows that were there already, unchanged.
        updated: rows whose event was replaced by what this file says.
        refused: rows that are named, with line and reason, in ``rejected``.
        unplaced: events added without a position.
        rejected: the file that names them, None when every row went in as it stands.
        continued: whether it went on where an interrupted import had stopped.
        notes: sentences about the whole file.
        import_id: of the ledger, to take it back.
    """

    layout: str
    rows: int
    added: int
    known: int
    updated: int
    refused: int
    unplaced: int
    rejected: Path | None
    continued: bool
    notes: tuple[str, ...] = ()
    import_id: str = ""
