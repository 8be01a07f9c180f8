"""The file beside the file: every row that did not go in as it stands, with line and reason."""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
from pathlib import Path
from typing import Any

from geodata.errors import InputError
from geodata.exchange.csv_table import safe_cell
from geodata.importing.csv_records import Refusal

COLUMNS = ("line", "what became of it", "column", "value", "reason", "row")


def beside(path: Path) -> Path:
    """'events.rejected.csv' for 'events.csv' and 'events.csv.gz'."""
    stem = path.name
    for ending in (".gz", ".zip", path.with_suffix("").suffix, path.suffix):
        if ending and stem.lower().endswith(ending.lower()) and stem != ending:
            stem = stem[: -len(ending)]
    return path.with_name(f"{stem or path.name}.rejected.csv")


class Rejections:
    """Written beside its place and moved there at the end, so that it is whole or the old one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: Any = None
        self._writer: Any = None
        self._name = ""

    def add(self, refusal: Refusal, fate: str = "refused") -> None:
        """Name a row.

        Raises:
            InputError: the file cannot be written.
        """
        if self._file is None:
            self._begin()
        self.count += 1
        cells = (refusal.column, refusal.value, refusal.reason, refusal.text)
        clean = (safe_cell(_readable(cell)) for cell in cells)
        try:
            self._writer.writerow((refusal.line, fate, *clean))
        except OSError as error:
            raise self._unwritable(error) from error

    def end(self) -> Path | None:
        """Put the file in its place; where it is, None when every row went in."""
        if self._file is None:
            self._forget_old()
            return None
        try:
            self._file.close()
            Path(self._name).replace(self.path)
        except OSError as error:
            raise self._unwritable(error) from error
        self._file = None
        return self.path

    def give_up(self) -> None:
        """Keep what was written so far, in its place, when the import breaks off."""
        if self._file is not None:
            with contextlib.suppress(OSError, InputError):
                self.end()

    def _begin(self) -> None:
        try:
            handle, self._name = tempfile.mkstemp(
                dir=self.path.parent, prefix=f".{self.path.name[:80]}."
            )
            self._file = os.fdopen(handle, "w", encoding="utf-8", newline="")
        except OSError as error:
            raise self._unwritable(error) from error
        self._writer = csv.writer(self._file)
        self._writer.writerow(COLUMNS)

    def _forget_old(self) -> None:
        """Remove what an earlier import of the file named, and only that."""
        with contextlib.suppress(OSError):
            with self.path.open(encoding="utf-8", errors="replace") as file:
                if file.readline().strip() != ",".join(COLUMNS):
                    return
            self.path.unlink()

    def _unwritable(self, error: OSError) -> InputError:
        return InputError(
            f"The file {str(self.path)!r}, which names the rows that cannot go in, cannot be "
            f"written ({error.strerror or error}): name another one with --rejected."
        )


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "␀").rstrip("\r\n")
