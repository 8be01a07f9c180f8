"""Files pressed upon the server by somebody who may only read.

    python -m tests.reliability floods --megabytes 50 --count 6

Streamlit itself takes files from any open page and keeps them in memory. Here a reader opens a
page, as its own script would, and sends files to the address that belongs to it.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.dashboard.routes.running import run_apart
from tests.reliability.readers import FROM_OUTSIDE, Page, Waits
from tests.reliability.serving import Dashboard, dashboard

CHUNK = b"x" * 65_536
PATIENCE_S = 60.0


@dataclass(slots=True)
class Flood:
    """What the server answered and how it grew.

    Attributes:
        answers: how often each status came; 0 for a connection that was closed.
        grown_mb: megabytes of memory more than before.
        wrong: what the page of the reader saw of it, in words.
    """

    answers: Counter[int] = field(default_factory=Counter)
    grown_mb: float = 0.0
    wrong: list[str] = field(default_factory=list)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked."""
    parser.add_argument("--megabytes", type=int, default=50, help="of one file")
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--port", type=int, default=8670)


def run(asked: argparse.Namespace) -> int:
    """Press, print; 0 when every file was refused and memory stayed."""
    with tempfile.TemporaryDirectory(prefix="gazette-flood-") as name:
        found = flood(Path(name), asked.port, asked.count, asked.megabytes)
    print(f"answers {dict(found.answers)}, memory grown by {found.grown_mb:.1f} MB, {found.wrong}")
    return 0 if set(found.answers) <= {403, 0} and found.grown_mb < 20 else 1


def flood(folder: Path, port: int, count: int, megabytes: int) -> Flood:
    """Send so many files of this size to a server of its own, with and without a length."""
    with dashboard(folder, port) as server:
        return run_apart(_flood(server, count, megabytes))


async def _flood(server: Dashboard, count: int, megabytes: int) -> Flood:
    found, waits = Flood(), Waits()
    page = Page(server.port, waits)
    await page.open()
    if not page.session_id:
        raise RuntimeError("the server did not say which session the page has")
    paths = _paths(page.session_id)
    for path in paths:  # the first requests of all load code
        found.answers[await asyncio.to_thread(_send, server.port, path, 0, True)] += 1
    before = server.memory_mb()
    for number in range(count):
        path = paths[number % len(paths)]
        says_length = number % 2 == 0
        status = await asyncio.to_thread(_send, server.port, path, megabytes, says_length)
        found.answers[status] += 1
    found.grown_mb = server.memory_mb() - before
    await page.close()
    found.wrong = waits.errors
    return found


def _paths(session_id: str) -> list[str]:
    """The address of the page, and others that a server might take for it."""
    return [
        f"/_stcore/upload_file/{session_id}/file",
        f"/_stcore/%75pload_file/{session_id}/file",
        f"//_stcore/upload_file/{session_id}/file",
        f"/_stcore/upload_file/{session_id}/file?a=/b/c",
    ]


def _send(port: int, path: str, megabytes: int, says_length: bool) -> int:
    """The status of the answer, 0 when the server closed without one."""
    edge = "gazette-flood"
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
        "Content-Type: text/plain\r\n\r\n"
    ).encode()
    tail = f"\r\n--{edge}--\r\n".encode()
    chunks = [head, *[CHUNK] * (megabytes * 16), tail]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    headers = FROM_OUTSIDE | {"Content-Type": f"multipart/form-data; boundary={edge}"}
    if says_length:
        headers["Content-Length"] = str(sum(map(len, chunks)))
    try:
        connection.request("PUT", path, iter(chunks), headers, encode_chunked=not says_length)
        return connection.getresponse().status
    except ConnectionError:
        return _answer_before_the_end(connection)
    finally:
        connection.close()


def _answer_before_the_end(connection: http.client.HTTPConnection) -> int:
    """The answer that came while the file was still being sent; 0 for none."""
    if connection.sock is None:
        return 0
    try:
        answer = connection.sock.recv(64)
    except OSError:
        return 0
    return int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0
