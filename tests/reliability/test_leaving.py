from __future__ import annotations

import asyncio
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.reliability.load import make_collection
from tests.reliability.readers import Page, Waits
from tests.reliability.serving import dashboard

LONGEST_S = 180.0  # a test that waits for three minutes has failed
READERS = 3


@pytest.mark.slow
def test_the_pages_of_readers_who_left_are_let_go_of(tmp_path: Path) -> None:
    settings = {
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1",
        "STREAMLIT_LOGGER_LEVEL": "debug",  # says which session is shut down
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    make_collection(tmp_path, 100)
    waits = Waits()
    with dashboard(tmp_path, port, **settings) as server:
        with ThreadPoolExecutor(1) as apart:  # the browser's driver has a loop in this thread
            gone = apart.submit(_visits, server.port, waits).result()
        assert waits.errors == []
        assert len(set(gone)) == READERS
        end = time.monotonic() + LONGEST_S
        left = set(gone)
        while len(left) > 1 and time.monotonic() < end:
            log = (tmp_path / "server.log").read_text("utf-8", errors="replace")
            left = {one for one in left if f"Shutting down (id={one})" not in log}
            time.sleep(0.2)
    assert len(left) <= 1  # Streamlit's loop holds the last one it served until it serves another


def _visits(port: int, waits: Waits) -> list[str]:
    return asyncio.run(_come_and_leave(port, waits))


async def _come_and_leave(port: int, waits: Waits) -> list[str]:
    pages = [Page(port, waits) for _ in range(READERS)]
    await asyncio.gather(*(page.open() for page in pages))
    await asyncio.gather(*(page.close() for page in pages))
    return [page.session_id for page in pages]
