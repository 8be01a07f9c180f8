"""`gazette serve`: Streamlit on the dashboard, in the place of this process."""

from __future__ import annotations

import argparse
import importlib.util
import os
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


def dashboard_app() -> Path | None:
    """The page script, None when the dashboard is not installed."""
    spec = importlib.util.find_spec("dashboard")
    if spec is None or not spec.submodule_search_locations:
        return None
    app = Path(next(iter(spec.submodule_search_locations))) / "app.py"
    return app if app.is_file() else None
