"""The rows of a large file made ready by a process of its own, while this one writes.

Two threads would wait for each other: making rows is Python's work, and so is binding them.
The process reads the collection, never writes it; when either of the two ends, so does the
other, and what was stored stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, BinaryIO, cast

import pyarrow as pa

from geodata.errors import FileFormatError, GazetteerError, GeodataError, InputError, StoreError
from geodata.importing.csv_records import Refusal
from geodata.importing.making import Portion
from geodata.importing.opening import Survey
from geodata.importing.planning import Plan
from geodata.importing.results import Choices
from geodata.storage.batches import received

_FAILURES = {one.__name__: one for one in (FileFormatError, GazetteerError, InputError, StoreError)}
_PIPE_BYTES = 1 << 20  # a fuller pipe, fewer turns; what the system does not grant it makes smaller


def portions_apart(
    found: Survey, plan: Plan, choices: Choices, store: str, *, import_key: int, rows_a_batch: int
) -> Iterator[Portion]:
    """All rows of a file, as geodata.importing.making has them.

    A portion must be stored before the next one is asked for.

    Args:
        found: the file.
        plan: how it is read.
        choices: of the user.
        store: the SQLite file of the collection.
        import_key: of the ledger.
        rows_a_batch: about so many rows at once.

    Raises:
        FileFormatError: the file breaks off.
        StoreError: the collection cannot be read.
    """
    request = {
        "found": {**asdict(found), "path": str(found.path)},
        "plan": {**asdict(plan), "notes": []},
        "choices": {
            "source": choices.source, "swap": choices.swap, "update": choices.update,
            "status": choices.status.value,
        },
        "store": store, "import_key": import_key, "rows_a_batch": rows_a_batch,
    }  # fmt: skip
    with tempfile.TemporaryFile() as said, _started(said) as child:
        told, answers = child.stdin, child.stdout
        assert told is not None and answers is not None  # noqa: S101, PT018 - pipes were asked for
        with contextlib.suppress(BrokenPipeError):  # then there is no answer either
            told.write(json.dumps(request).encode())
            told.close()
        while True:
            try:
                answer = received(cast(BinaryIO, answers))
            except (ValueError, pa.ArrowException) as error:
                raise _broken_off(found, said) from error
            if answer is None:
                raise _broken_off(found, said)
            batch, more = answer
            if "failed" in more:
                raise _failure(*more["failed"])
            if "ended" in more:
                return
            refused = [Refusal(*row) for row in more.pop("refused")]
            noted = [Refusal(*row) for row in more.pop("noted")]
            yield Portion(batch, refused=refused, noted=noted, **more)


@contextlib.contextmanager
def _started(said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    roots = [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]
    child = subprocess.Popen(
        [sys.executable, "-m", "geodata.importing.child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, pipesize=_PIPE_BYTES,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
    )  # fmt: skip
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _failure(kind: str, message: str) -> Exception:
    """What went wrong there, as if it had here."""
    return _FAILURES.get(kind, GeodataError)(message)


def _broken_off(found: Survey, said: IO[bytes]) -> FileFormatError:
    said.seek(0)
    lines = said.read()[-2000:].decode("utf-8", "replace").split()
    reason = f" ({' '.join(lines)[-200:]})" if lines else ""
    return FileFormatError(
        f"The process that reads {found.name!r} was ended{reason}, perhaps for want of memory: "
        "what was stored stays. Import the file once more to go on."
    )
