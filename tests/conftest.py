"""What every test stands on: no network, no clock, folders of its own."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}


@pytest.fixture(autouse=True)
def no_lookup_leaves_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that looks up a host outside loopback.

    Refused with pytest.fail, whose exception is no Exception: libraries swallow the others.
    """
    really = socket.getaddrinfo

    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in LOOPBACK:
            pytest.fail(f"a test looked up the host {name!r}: no test may leave this machine")
        return really(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", guarded)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, so that nobody's collection is touched."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("GAZETTE_DATA", str(folder))
    return folder
