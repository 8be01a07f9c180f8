"""`gazette serve`: Streamlit on the dashboard, in the place of this process."""

from __future__ import annotations

import argparse
import errno
import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path

from geodata.cli.command import NOTHING
from geodata.cli.terminal import error_line


def run(asked: argparse.Namespace) -> int:
    """Serve until stopped; the exit code of Streamlit."""
    app = dashboard_app()
    if app is None or importlib.util.find_spec("streamlit") is None:
        missing = "dashboard" if app is None else "Streamlit"
        error_line(f"the {missing} is not installed: run 'pip install -e .' in the checkout")
        return NOTHING
    if problem := cannot_listen(asked.address, asked.port):
        error_line(problem)
        return NOTHING
    words = [
        sys.executable, "-m", "streamlit", "run", str(app),
        "--server.port", str(asked.port), "--server.address", asked.address,
        "--server.headless", "true",
    ]  # fmt: skip
    for name in ("GAZETTE_DATA", "GAZETTE_CACHE"):
        if os.environ.get(name):
            os.environ[name] = str(Path(os.environ[name]).absolute())
    # Streamlit reads .streamlit/config.toml from the folder it is started in.
    os.chdir(app.parents[1])
    if os.name == "posix":
        os.execv(sys.executable, words)  # noqa: S606 - no shell: Ctrl-C reaches Streamlit itself
    return subprocess.call(words)  # noqa: S603 - our own words


def cannot_listen(address: str, port: int) -> str:
    """Why no server can listen there, as a sentence; '' when it can.

    Asked before Streamlit starts, which would end with a stack trace or without a remedy.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            if os.name == "posix":  # elsewhere it would allow a port that is in use
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except (OSError, UnicodeError) as error:
        return refusal(error, address, port)
    return ""


def refusal(error: OSError | UnicodeError, address: str, port: int) -> str:
    """The sentence for an address and port that the system refused."""
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return (
            f"port {port} of {address} is in use, perhaps by a Gazette that runs already: open "
            f"http://{address}:{port}, or take another port with --port {port % 65535 + 1}"
        )
    if number == errno.EACCES:
        return f"port {port} needs more rights than you have: take one above 1023 with --port"
    reason = getattr(error, "strerror", None) or error
    return f"this machine cannot listen at {address!r} ({reason}): name another with --address"


def dashboard_app() -> Path | None:
    """The page script, None when the dashboard is not installed."""
    spec = importlib.util.find_spec("dashboard")
    if spec is None or not spec.submodule_search_locations:
        return None
    app = Path(next(iter(spec.submodule_search_locations))) / "app.py"
    return app if app.is_file() else None
