"""The rows of a large file made ready by a process of its own, while this one writes.

Two threads would wait for each other: making rows is Python's work, and so is binding them.
The process reads the collection, never writes it; when either of the two ends, so does the
other, and what was stored stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, BinaryIO, cast

from geodata.errors import FileFormatError, GazetteerError, GeodataError, InputError, StoreError
from geodata.importing.csv_records import Refusal
from geodata.importing.making import ON_THE_WAY, Portion
from geodata.importing.opening import Survey
from geodata.importing.planning import Plan
from geodata.importing.results import Choices
from geodata.storage.batches import get_ready, message_from, received

_FAILURES = {one.__name__: one for one in (FileFormatError, GazetteerError, InputError, StoreError)}
AHEAD = ON_THE_WAY - 3  # one is being stored, one waits for its place here, one to be read
CHILD = "geodata.importing.child"
_PIPE_BYTES = 1 << 20  # a fuller pipe, fewer turns; what the system does not grant it makes smaller


def portions_apart(
    found: Survey, plan: Plan, choices: Choices, store: str, *, import_key: int, rows_a_batch: int
) -> Iterator[Portion]:
    """All rows of a file, as geodata.importing.making has them.

    A portion must be stored before the next one is asked for; the process is at most
    ``making.ON_THE_WAY`` portions ahead of what is stored.

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
        get_ready()  # while the process starts
        for message in _messages(cast(BinaryIO, answers)):
            if not message:
                break
            batch, more = received(message)
            if "failed" in more:
                kind, sentence = more["failed"]
                raise _FAILURES.get(kind, GeodataError)(sentence)
            if "ended" in more:
                return
            refused = [Refusal(*row) for row in more.pop("refused")]
            noted = [Refusal(*row) for row in more.pop("noted")]
            yield Portion(batch, refused=refused, noted=noted, **more)
        raise _broken_off(found, said)


def _messages(pipe: BinaryIO) -> Iterator[bytes]:
    """What the process says, read ahead; b'' when it says no more."""
    ahead: queue.Queue[bytes] = queue.Queue(AHEAD)
    is_over = threading.Event()

    def read() -> None:
        message = b" "
        while message and not is_over.is_set():
            try:
                message = message_from(pipe)
            except (OSError, ValueError):
                message = b""
            ahead.put(message)

    reader = threading.Thread(target=read, name="gazette-import", daemon=True)
    reader.start()
    try:
        while True:
            yield ahead.get()
    finally:
        is_over.set()
        with contextlib.suppress(queue.Empty):  # so that it finds room for its last word
            ahead.get_nowait()


@contextlib.contextmanager
def _started(said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    roots = [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]
    child = subprocess.Popen(  # noqa: S603 - our own module on our own interpreter
        [sys.executable, "-m", CHILD],
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


def _broken_off(found: Survey, said: IO[bytes]) -> FileFormatError:
    said.seek(0)
    lines = said.read()[-2000:].decode("utf-8", "replace").split()
    reason = f" ({' '.join(lines)[-200:]})" if lines else ""
    return FileFormatError(
        f"The process that reads {found.name!r} was ended{reason}, perhaps for want of memory: "
        "what was stored stays. Import the file once more to go on."
    )
