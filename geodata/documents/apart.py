"""One file read by a process of its own, which is ended when it takes too long."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.documents.contents import Found
from geodata.documents.limits import MEMORY_BYTES, PROMISED_S, WALL_S
from geodata.errors import FileFormatError, GeodataError

_LOG = logging.getLogger("gazette.documents")
_LOOKS_S = 0.02  # between two looks at whether it is done
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")
Cancelled = Callable[[], bool]


class CancelledError(GeodataError):
    """Somebody stopped the work."""


@contextmanager
def read_apart(
    data: bytes, name: str, *, ending: str, link: str, largest: int, cancelled: Cancelled
) -> Iterator[tuple[Found, Path]]:
    """What a child process found, and the folder with the parts it unpacked, until the end.

    Raises:
        FileFormatError: nothing can be read of it, or not within the limits.
        CancelledError: the work was stopped meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="gazette-") as folder_name:
        folder = Path(folder_name)
        request = {"name": name, "ending": ending, "link": link, "largest": largest}
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        (folder / "input").write_bytes(data)
        _run(folder, name, cancelled)
        yield _answer(folder, name), folder


def _run(folder: Path, name: str, cancelled: Cancelled) -> None:
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    environment["PYTHONIOENCODING"] = "utf-8:backslashreplace"
    environment["HOME"] = environment["TMPDIR"] = str(folder)
    command = [sys.executable, "-m", "geodata.documents.child", str(folder)]
    with (folder / "errors").open("wb") as errors:
        child = subprocess.Popen(  # noqa: S603 - our own module on our own interpreter
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
            env=environment, cwd=folder, start_new_session=True,
        )  # fmt: skip
        try:
            _wait(child, name, cancelled)
        finally:
            _end(child)
    said = (folder / "errors").read_text(encoding="utf-8", errors="replace")[-2000:].strip()
    if said:
        _LOG.info("reading %r: %s", name, said)


def _wait(child: subprocess.Popen[bytes], name: str, cancelled: Cancelled) -> None:
    end = time.monotonic() + WALL_S
    while child.poll() is None:
        if cancelled():
            raise CancelledError("Stopped.")
        if time.monotonic() > end:
            raise _too_complex(name)
        time.sleep(_LOOKS_S)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def _answer(folder: Path, name: str) -> Found:
    try:
        answer = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # killed by a limit before it could write
        raise _too_complex(name) from error
    if "refused" in answer:
        raise FileFormatError(answer["refused"])
    return Found.from_json(answer)


def _too_complex(name: str) -> FileFormatError:
    return FileFormatError(
        f"The file {name!r} is too complex to be read within {PROMISED_S} seconds and "
        f"{MEMORY_BYTES // 1_000_000} MB: save it as plain text."
    )
