"""Large reads of a SQLite file by a process of their own, which makes Arrow of the rows itself.

Python objects for each value would cost most of the time. The process is another because ADBC
brings a second SQLite library, and two of them in one process do not see each other's locks
(sqlite.org/howtocorrupt.html#_multiple_copies_of_sqlite_linked_into_the_same_application).
"""

from __future__ import annotations

import contextlib
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import sqlalchemy as sa

_LOG = logging.getLogger(__name__)
FEWEST = 200_000  # events; below it starting a process costs more than it saves
_CHILD = Path(__file__).with_name("arrow_child.py")
_PIPE_BYTES = 1 << 20  # a fuller pipe, fewer turns; what the system does not grant it makes smaller
Typed = Callable[[pa.RecordBatch], pa.RecordBatch]
# As geodata.storage.changes.state_of, in one query.
_STATE = """SELECT (SELECT value FROM meta WHERE name = 'revision') || ' ' ||
 coalesce((SELECT max("key") FROM events), '') || ' ' ||
 coalesce((SELECT id FROM decisions ORDER BY "key" DESC LIMIT 1), '') AS state"""


class Apart:
    """Another process that reads the same file at the same moment.

    It never fails: without an answer the caller reads by itself.
    """

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._is_well = True

    def read(self, query: str, typed: Typed | None = None) -> pa.Table | None:
        """The rows, with whole numbers, floating numbers or texts; None when it cannot.

        Args:
            query: in the words of SQLite.
            typed: makes of each batch what is wanted, while the process reads the next one.
        """
        if not self._is_well:
            return None
        try:
            return self._answer(query, typed)
        except (OSError, ValueError, pa.ArrowException) as error:
            self._is_well = False
            _LOG.info("the collection is read without a process of its own: %s", error)
            return None

    def _answer(self, query: str, typed: Typed | None) -> pa.Table:
        told, said = self._child.stdin, self._child.stdout
        if told is None or said is None:
            raise ValueError("no pipes")
        told.write(json.dumps(query).encode() + b"\n")
        told.flush()
        with pa.ipc.open_stream(pa.PythonFile(said, "r")) as stream:
            batches = [typed(batch) if typed else batch for batch in stream]
            schema = batches[0].schema if batches else stream.schema
        return pa.Table.from_batches(batches, schema)


@contextmanager
def reading_apart(connection: sa.Connection) -> Iterator[Apart | None]:
    """A process for the reads of this transaction; None where it would not pay or not be right.

    None for few events, for a database in memory or on a server, and when the file is at
    another moment than this transaction.
    """
    address = _address(connection)
    if address is None:
        yield None
        return
    child = _started(address)
    try:
        yield _at_this_moment(connection, child)
    finally:
        _end(child)


def _address(connection: sa.Connection) -> str | None:
    """The file, to be opened for reading only."""
    if connection.dialect.name != "sqlite":
        return None
    if (connection.exec_driver_sql('SELECT max("key") FROM events').scalar() or 0) < FEWEST:
        return None
    file = connection.exec_driver_sql("PRAGMA database_list").fetchone()
    if file is None or not file[2]:
        return None
    unchanging = "&immutable=1" if "immutable" in connection.engine.url.query else ""
    return f"{Path(file[2]).as_uri()}?mode=ro{unchanging}"


def _started(address: str) -> subprocess.Popen[bytes] | None:
    command = [sys.executable, "-I", str(_CHILD), address]
    try:
        return subprocess.Popen(  # noqa: S603 - our own program on our own interpreter
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            pipesize=_PIPE_BYTES,
        )  # fmt: skip
    except OSError as error:
        _LOG.info("the collection is read without a process of its own: %s", error)
        return None


def _at_this_moment(
    connection: sa.Connection, child: subprocess.Popen[bytes] | None
) -> Apart | None:
    if child is None:
        return None
    apart = Apart(child)
    found = apart.read(_STATE)
    state = connection.exec_driver_sql(_STATE).scalar()
    return apart if found is not None and found["state"].to_pylist() == [state] else None


def _end(child: subprocess.Popen[bytes] | None) -> None:
    if child is None:
        return
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was not yet told
                pipe.close()
