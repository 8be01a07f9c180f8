"""Tables of events that came as files: looked at before, imported behind the page, taken back."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from dashboard.services import collection, rights
from geodata.documents.table import TEXT_COLUMNS
from geodata.errors import GeodataError, InputError, SwappedPositionsError
from geodata.importing import Choices, ImportResult, Preview, import_events, preview_events
from geodata.importing.csv_records import likely_delimiter
from geodata.model import Status

ENDINGS = (".csv", ".geojson", ".tsv")
_ALSO = (".json", ".zip")  # where they hold events, and not reports
MOST_UNPACKED = 200_000_000  # bytes of a zip's only member
MOST_REFUSALS = 20  # rows that are named on the page
_OF_A_COMMAND_LINE = (
    (r"say which (?:ones? )?(?:it is|do|does) with --column \w+=NAME"
     r"(?:(?:,| or|, or)? --column \w+=NAME)*", "choose it below"),
    (r" Then import it with --swap\.?", ""),
    ("say which comes first with --date-order dmy or --date-order mdy", "choose which comes first"),
    ("import the file with --update to take over", "tick “Take over changes” to take over"),
)  # fmt: skip
_HEAD = 100_000  # bytes that the names of columns are looked for in


@dataclass(frozen=True, slots=True)
class Table:
    """A file that holds events, not reports.

    Attributes:
        name: of the file.
        choices: how it is to be read.
        preview: what would go in; None where somebody must choose first.
        problem: what speaks against it, in a sentence; '' when nothing does.
        is_swapped: whether its latitudes and longitudes look exchanged.
        columns: as the file names them, where they are known.
    """

    name: str
    choices: Choices
    preview: Preview | None = None
    problem: str = ""
    is_swapped: bool = False
    columns: tuple[str, ...] = ()


def looked_at(name: str, content: bytes, choices: Choices | None = None) -> Table | None:
    """The file as a table of events; None where it holds reports or is none.

    Nothing is stored.
    """
    choices = choices or Choices()
    ending = PurePath(name).suffix.lower()
    if ending not in (*ENDINGS, *_ALSO) or (ending == ".zip" and not _holds_a_table(content)):
        return None
    columns = _columns(content) if ending in (".csv", ".tsv") else ()
    tells = _tells_reports(columns)
    try:
        with _kept(content, ending) as path:
            preview = preview_events(path, choices, name=name)
    except SwappedPositionsError as error:
        return None if tells else Table(name, choices, None, error.finding, True, columns)
    except InputError as error:
        if tells or ending in _ALSO or not columns:
            return None
        return Table(name, choices, None, in_page(str(error)), False, columns)
    if ending == ".json" and preview.delimiter:
        return None
    if preview.layout == "columns" and preview.delimiter and _tells_reports(preview.columns):
        return None
    return Table(name, choices, preview, "", False, preview.columns)


def packed(table: Table, content: bytes) -> bytes:
    """A step of the work: how it is read, then the file."""
    said = asdict(table.choices) | {"columns": dict(table.choices.columns)}
    return json.dumps(said | {"status": table.choices.status.value}).encode() + b"\n" + content


def imported(
    name: str, step: bytes, owner: str, is_stopping: Callable[[], bool], say: Callable[[str], None]
) -> tuple[str, list[str]]:
    """Put the events of a file into the collection; what is there already is not added again.

    What you get is the id of the import, and sentences about what did not go in as it stands.

    Args:
        name: of the file.
        step: as ``packed`` made it.
        owner: who asked for it; the right is asked again while it goes on.
        is_stopping: whether somebody asked to stop.
        say: takes how far it is, in words.

    Raises:
        NotAllowedError: the owner may not edit (any more); what was stored before stays.
        InputError: it cannot be read, or was stopped.
    """
    head, _, content = step.partition(b"\n")
    said: dict[str, Any] = json.loads(head)
    choices = Choices(**said | {"status": Status(said["status"])})

    def progress(doing: str, share: float) -> None:
        if is_stopping():
            raise InputError(f"The import of {name!r} was stopped; what was stored stays.")
        rights.require_still_editor(owner)
        say(f"{doing} ({share:.0%})")

    rights.require_still_editor(owner)
    with _kept(content, PurePath(name).suffix.lower()) as path:
        result = import_events(
            path, collection.store(), choices, name=name, progress=progress, by=owner
        )
        return result.import_id, _told(name, result)


def _told(name: str, result: ImportResult) -> list[str]:
    """Sentences about what did not go in as it stands, the first rows by their line."""
    said = [in_page(note) for note in result.notes]
    if result.refused:
        rows = "row was" if result.refused == 1 else "rows were"
        said.append(
            f"{result.refused:,} {rows} refused of {name}: mend and send it again, the others "
            "are known."
        )
    if result.rejected is not None:
        with result.rejected.open(encoding="utf-8", newline="") as file:
            for row in itertools.islice(csv.DictReader(file), MOST_REFUSALS):
                column = f", column {row['column']}" if row["column"] else ""
                said.append(
                    f"Line {row['line']}{column}: {in_page(row['reason'])} "
                    f"({row['what became of it']})"
                )
    return said


def take_back(import_id: str) -> int:
    """Reject the events of an import that nobody reviewed; how many.

    Raises:
        NotAllowedError: the visitor is no owner.
        NotFoundError: there is no such import.
    """
    by = rights.require_owner()
    return collection.store().imports.take_back(import_id, by=by)


def in_page(sentence: str) -> str:
    """A sentence of an import without what only a command line knows.

    Example:
        >>> in_page("There is no column for 'lon': say which one it is with --column lon=NAME.")
        "There is no column for 'lon': choose it below."
    """
    for pattern, said in _OF_A_COMMAND_LINE:
        sentence = re.sub(pattern, said, sentence)
    return sentence


class _kept:  # noqa: N801 - reads as a word
    """The bytes as a file in a folder of its own, which goes with it."""

    def __init__(self, content: bytes, ending: str) -> None:
        self._content, self._ending = content, ending
        self._folder = tempfile.TemporaryDirectory(prefix="gazette-table-")

    def __enter__(self) -> Path:
        path = Path(self._folder.name) / f"table{self._ending}"
        path.write_bytes(self._content)
        return path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def _holds_a_table(content: bytes) -> bool:
    """Whether a zip holds one table of a size that can be looked through."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    members = [one for one in members if not one.filename.startswith("__")]
    return (
        len(members) == 1
        and PurePath(members[0].filename).suffix.lower() in ENDINGS
        and members[0].file_size <= MOST_UNPACKED
        and not members[0].flag_bits & 1
    )


def _tells_reports(columns: Iterable[str]) -> bool:
    named = {" ".join(column.split()).casefold().replace(" ", "_") for column in columns}
    return bool(named & TEXT_COLUMNS)


def _columns(content: bytes) -> tuple[str, ...]:
    """The cells of the first row; () where there is none."""
    lines = io.StringIO(content[:_HEAD].decode("utf-8-sig", "replace"), newline="").readlines()[:30]
    try:
        first = next(csv.reader(lines, delimiter=likely_delimiter(lines)), [])
    except (csv.Error, GeodataError):
        return ()
    return tuple(cell.strip() for cell in first if cell.strip())
