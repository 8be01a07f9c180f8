from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.reliability.floods import flood


@pytest.mark.slow
def test_a_flood_of_files_from_a_reader_is_refused_and_leaves_memory_alone(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    found = flood(tmp_path, port, count=8, megabytes=20)
    assert set(found.answers) <= {403, 0}, found.answers
    assert found.answers[403] >= 4
    assert found.grown_mb < 20
    assert found.wrong == []
