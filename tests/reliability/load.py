"""Readers who click on the map of a collection that grows meanwhile.

    python -m tests.reliability load --readers 50 --minutes 5 --adding 1000

Server, readers and whoever adds share the cores of one machine, which is harder than it will be.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from geodata.storage import EventStore, tables
from tests.benchmarks.big_store import write_store
from tests.benchmarks.generator import event_table
from tests.reliability.readers import Page, Waits, reader
from tests.reliability.serving import Dashboard, dashboard

PAUSE_S = 10.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked."""
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--adding", type=int, default=1000, help="reports added meanwhile")
    parser.add_argument("--port", type=int, default=8671)


def run(asked: argparse.Namespace) -> int:
    """Press, print the table; 0 unless a reader saw an error."""
    with tempfile.TemporaryDirectory(prefix="gazette-load-") as name:
        folder = Path(name)
        make_collection(folder, asked.events)
        markers = markers_of(folder)
        with dashboard(folder, asked.port) as server:
            asyncio.run(_warm(server.port))
            before_s, begun = server.cpu_s(), time.monotonic()
            waits, added = asyncio.run(_press(server, markers, asked))
            busy = (server.cpu_s() - before_s) / (time.monotonic() - begun)
            print(_table(server, waits, added, busy, asked))
    return 1 if waits.errors else 0


def make_collection(folder: Path, events: int) -> None:
    """A collection of so many invented events, all of which readers see."""
    path = folder / "gazette.sqlite3"
    write_store(path, event_table(events))
    with EventStore.open(path) as store, store._writing() as connection:
        event, shown = tables.events, tables.shown_events
        connection.execute(sa.update(event).values(status="accepted"))
        connection.execute(
            sa.insert(shown).from_select(
                ["event_key", "edition"], sa.select(event.c.key, sa.literal(1))
            )
        )


def markers_of(folder: Path) -> list[tuple[str, list[str]]]:
    """What can be clicked: the id of a place, and the events that stand there."""
    found: dict[str, list[str]] = {}
    with EventStore.open(folder / "gazette.sqlite3") as store:
        rows = store.event_table().select(["place_id", "event_id"]).to_pylist()
    for row in rows:
        if row["place_id"]:
            found.setdefault(f"s{row['place_id']}", []).append(row["event_id"])
    return [(place, ids[:1]) for place, ids in found.items()]


async def _warm(port: int) -> None:
    """The first visitor of a server pays for imports and for opening the collection."""
    page = Page(port, Waits())
    await page.open()
    await page.close()


async def _press(
    server: Dashboard, markers: list[tuple[str, list[str]]], asked: argparse.Namespace
) -> tuple[Waits, int]:
    waits, for_s = Waits(), asked.minutes * 60
    adder = None
    if asked.adding:
        adder = subprocess.Popen(
            [
                sys.executable, "-m", "tests.reliability.adding",
                str(server.folder / "gazette.sqlite3"), str(asked.adding), str(for_s * 0.95),
            ],
            stdout=subprocess.PIPE,
        )  # fmt: skip
    try:
        async with asyncio.TaskGroup() as group:
            for number in range(asked.readers):
                # They arrive over the first half minute, as people do.
                group.create_task(_later(number * min(30, for_s / 4) / asked.readers, reader(
                    server.port, waits, markers, for_s=for_s, pause_s=PAUSE_S, seed=number
                )))  # fmt: skip
    finally:
        added = 0
        if adder is not None:
            output, _ = adder.communicate(timeout=600)
            added = int(output or 0)
    return waits, added


async def _later(delay_s: float, doing: object) -> None:
    await asyncio.sleep(delay_s)
    await doing  # type: ignore[misc]


def _table(
    server: Dashboard, waits: Waits, added: int, busy: float, asked: argparse.Namespace
) -> str:
    def line(name: str, values: list[float]) -> str:
        if not values:
            return f"{name}: none"
        p50, p95 = np.percentile(values, [50, 95])
        return (
            f"{name}: p50 {p50:.2f} s, p95 {p95:.2f} s, longest {max(values):.2f} s "
            f"({len(values):,} measured)"
        )

    return "\n".join([
        f"{asked.readers} readers, {asked.events:,} events, {asked.minutes:g} min, "
        f"{added:,} reports added meanwhile",
        "  " + line("first load", waits.first_loads),
        "  " + line("rerun", waits.reruns),
        f"  memory {server.memory_mb():.0f} MB, at most {server.memory_mb('VmHWM'):.0f} MB; "
        f"{busy:.2f} cores busy; {waits.bytes_received / 1e6:.0f} MB sent; "
        f"load of the machine {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores",
        f"  errors: {len(waits.errors)} {waits.errors[:3] or ''}",
    ])  # fmt: skip
