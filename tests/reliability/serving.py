"""A dashboard of its own to press upon: the server, its memory, its collection."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_S = 180.0


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A running server.

    Attributes:
        port: of 127.0.0.1.
        folder: of its collection.
    """

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def memory_mb(self, field: str = "VmRSS") -> float:
        """Megabytes in use, or at most so far with VmHWM."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1]) / 1024
        raise ValueError(field)

    def cpu_s(self) -> float:
        """Seconds of a core used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def dashboard(folder: Path, port: int, **environment: str) -> Iterator[Dashboard]:
    """A server on a collection's folder; it is stopped at the end."""
    command = [
        sys.executable, "-m", "streamlit", "run", "dashboard/app.py",
        "--server.port", str(port), "--server.address", "127.0.0.1",
    ]  # fmt: skip
    with (folder / "server.log").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"GAZETTE_DATA": str(folder)} | environment,
            stdout=output,
            stderr=output,
        )
        try:
            _wait(port, process, folder)
            yield Dashboard(port, folder, process)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{(folder / 'server.log').read_text()}")
