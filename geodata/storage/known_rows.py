"""Which events of a file are in the collection, asked by a process that only looks."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from geodata.errors import StoreError
from geodata.storage.driver import sqlite_driver

_AT_ONCE: Final = 500
_WAITS_S: Final = 30.0


class KnownRow(NamedTuple):
    """An event that is there: by which import and from which line; None for a read report."""

    event_key: int
    import_key: int | None
    line: int | None
    content_hash: int | None


class KnownRows:
    """The events of a SQLite file, read without SQLAlchemy: a small process has none of it.

    Raises:
        StoreError: the file cannot be read.
    """

    def __init__(self, file: Path) -> None:
        driver = sqlite_driver()
        self._error = driver.Error
        self._file = file
        address = f"{file.absolute().as_uri()}?mode=ro"
        with self._explained():
            self._connection = driver.connect(address, uri=True, timeout=_WAITS_S)

    def known(self, event_ids: Iterable[str]) -> dict[str, KnownRow]:
        """Those of the events that are there."""
        ids = list(event_ids)
        found: dict[str, KnownRow] = {}
        with self._explained():
            for at in range(0, len(ids), _AT_ONCE):
                part = ids[at : at + _AT_ONCE]
                query = (
                    'SELECT e.id, e."key", r.import_key, r.line, r.content_hash FROM events AS e '
                    'LEFT JOIN imported_rows AS r ON r.event_key = e."key" '
                    f"WHERE e.id IN ({', '.join('?' * len(part))})"
                )
                for event_id, *rest in self._connection.execute(query, part):
                    found[event_id] = KnownRow(*rest)
        return found

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise StoreError(
                f"The collection {self._file} could not be read: {error}. Nothing of the last "
                "rows was saved; import the file once more to go on."
            ) from error
