"""Packages of the npm registry that tests and benchmarks use, kept outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import platformdirs

AXE = ("axe-core", "4.14.1")
MARKER_CLUSTER = ("leaflet.markercluster", "1.5.3")
JQUERY = ("jquery", "3.7.1")  # the popups of folium are made with it


def npm_package(name: str, version: str) -> Path | None:
    """The folder of a package, fetched when it is not there; None where that cannot be done."""
    base = Path(os.environ.get("GAZETTE_CACHE") or platformdirs.user_cache_dir("gazette"))
    home = base / "npm" / f"{name}-{version}"
    folder = home / "node_modules" / name
    npm = shutil.which("npm")
    if not (folder / "package.json").exists():
        if npm is None:
            return None
        home.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(home), "--no-save", "--ignore-scripts",
                   "--no-audit", "--no-fund", "--legacy-peer-deps",
                   f"{name}@{version}"]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=False, timeout=300)
        if done.returncode != 0:
            return None
    return folder
