"""What one change of a filter costs at a million invented events, beside what others offer.

python -m tests.benchmarks index

Peers: supercluster (npm), which builds its tree anew for every change of a filter, and
folium.plugins.FastMarkerCluster, whose page holds every point. Both only cluster; the index
also counts facets, draws the timeline and fills the list.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pyarrow as pa

from geodata.browse import EventIndex
from geodata.browse.columns import Words
from geodata.browse.keeping import Kept, keep, kept
from geodata.browse.spans import spans_of
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, Family, Status
from geodata.storage import EventStore, apart
from tests.benchmarks.big_store import big_store
from tests.benchmarks.generator import WORDS, event_table
from tests.benchmarks.measuring import print_table
from tests.npm_packages import npm_package

COUNT, ROUNDS, PEER_ROUNDS = 1_000_000, 9, 3
WORLD = BoundingBox(-85, -180, 85, 180)
QUERIES = ("drone", "shelling conv", "rocket mayor bri", "actor 17", "baku")
SUPERCLUSTER = ("supercluster", "8.0.1")
_NODE = """
const fs = require('fs');
const raw = fs.readFileSync(process.argv[2]);
const v = new Float64Array(raw.buffer, raw.byteOffset, raw.length / 8);
const points = [];
for (let i = 0; i < v.length; i += 2) points.push(
  {type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: [v[i], v[i + 1]]}});
import('file://' + process.argv[4]).then(({default: Supercluster}) => {
const took = [];
for (let round = 0; round < Number(process.argv[3]); round++) {
  const begin = process.cpuUsage();
  const index = new Supercluster({radius: 40, maxZoom: 16});
  index.load(points);
  index.getClusters([-180, -85, 180, 85], 3);
  const used = process.cpuUsage(begin);
  took.push((used.user + used.system) / 1e6);
}
console.log(JSON.stringify(took));
});
"""


def run(count: int = COUNT) -> None:
    """Print the tables; processor time, because other work may share the machine."""
    table = event_table(count)
    begin = time.process_time()
    index = EventIndex.from_table(table)
    built_s = time.process_time() - begin
    points = _points(table)
    steps = _filter_changes(index)
    all_of_it = steps["all of it"]
    rows = [[name, f"{seconds * 1000:.1f}", ""] for name, seconds in steps.items()]
    rows += _peers(points, all_of_it)
    print_table(
        f"A change of the filter at {count:,} events, {index._columns.stack_count:,} places",
        ["", "median ms (processor)", "times all of ours"],
        rows,
    )
    _searches(index)
    _patches(index, table)
    del table
    _openings(index, built_s, count)


def _filter_changes(index: EventIndex) -> dict[str, float]:
    steps: dict[str, list[float]] = {}
    index.select().facets()  # regions and names are made once an index
    for number in range(ROUNDS):
        # Another filter every time: nothing may be answered from memory.
        asked = EventFilter(
            kinds=frozenset({Family.BATTLE, Family.STRIKES, Family.PROTEST}),
            first_day=date(2016, 1, 1) + timedelta(days=number),
            statuses=frozenset({Status.ACCEPTED, Status.UNREVIEWED}),
        )
        _measure(index, asked, steps)
    total = [sum(values) for values in zip(*steps.values(), strict=True)]
    medians = {name: statistics.median(values) for name, values in steps.items()}
    frames: list[float] = []
    for number in range(ROUNDS):
        day = date(2018, 1, 1) + timedelta(days=7 * number)
        begin = time.process_time()
        frame = index.select(EventFilter(first_day=day, last_day=day + timedelta(days=6)))
        frame.markers(WORLD, 3)
        frames.append(time.process_time() - begin)
    return {
        **medians,
        "all of it": statistics.median(total),
        "a frame of play, one week": statistics.median(frames),
    }


def _measure(index: EventIndex, asked: EventFilter, steps: dict[str, list[float]]) -> None:
    def timed(name: str, step: Callable[[], object]) -> None:
        begin = time.process_time()
        step()
        steps.setdefault(name, []).append(time.process_time() - begin)

    timed("filter", lambda: index.select(asked).count)
    selection = index.select(asked)
    timed("markers of the world, zoom 3", lambda: selection.markers(WORLD, 3))
    timed("facets", selection.facets)
    timed("timeline", selection.timeline)
    bars = selection.timeline()
    timed("spans of imprecise dates", lambda: spans_of(selection, bars))
    timed("first page of the list", selection.rows)


def _searches(index: EventIndex) -> None:
    begin = time.process_time()
    index._holdings.texts()
    print(f"\nwords of all texts numbered in {time.process_time() - begin:.2f} s")
    index.select(EventFilter(text="warm")).rows()
    rows = []
    for query in QUERIES:
        seconds = []
        for number in range(5):
            begin = time.process_time()
            found = index.select(EventFilter(text=query, minimum_certainty=number / 10_000)).count
            seconds.append(time.process_time() - begin)
        rows.append([query, f"{statistics.median(seconds) * 1000:.1f}", f"{found:,}"])
    print_table("Search", ["words", "median ms", "events"], rows)


def _patches(index: EventIndex, table: pa.Table) -> None:
    """Ten events change: what the index costs then, and one look-up by an id."""
    patched_s, found_s = [], []
    for number in range(5):
        few = table.slice(len(table) // 2 + 100 * number, 10)
        begin = time.process_time()
        after = index.patched(few["stored"].to_pylist(), few, revision=number)
        patched_s.append(time.process_time() - begin)
        event_id = few["event_id"][0].as_py()
        after.select().neighbours(event_id)  # the ids are sorted at the first one
        begin = time.process_time()
        after.select().neighbours(event_id)
        found_s.append(time.process_time() - begin)
    rows = [
        ["ten events changed", f"{statistics.median(patched_s) * 1000:.0f}"],
        ["one event by its id, with its neighbours", f"{statistics.median(found_s) * 1000:.1f}"],
    ]
    print_table("After a change", ["", "median ms (processor)"], rows)


def _openings(index: EventIndex, built_s: float, count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        holdings = index._holdings
        whole = Kept("1", holdings.columns, holdings.texts(), holdings.marks())
        file = keep(folder, "bench", whole)
        size = file.stat().st_size if file else 0
        opened = []
        for _ in range(5):
            begin = time.process_time()
            next(kept(folder, "bench", "1"))
            opened.append(time.process_time() - begin)
        memory = _memory_of_a_restart(folder)
    rows = [
        ["columns from the event table", f"{built_s:.2f} s"],
        *_from_store(count),
        ["index from disk, all bytes checked", f"{statistics.median(opened):.3f} s"],
        ["the file", f"{size / count:.0f} bytes an event"],
        ["of it columns and words", f"{_array_bytes(whole) / count:.0f} bytes an event"],
        *[[what, f"{amount / count:.0f} bytes an event"] for what, amount in memory.items()],
    ]
    print_table("Opening and memory", ["", ""], rows)


def _array_bytes(index: Kept) -> int:
    """Of all arrays but the titles, passages and ids, which are read for the page they are on."""
    arrays = [getattr(index.columns, field.name) for field in fields(index.columns)]
    arrays += [getattr(one, field.name) for one in (index.texts, index.marks)
               for field in fields(one)]  # fmt: skip
    arrays = [one.codes if isinstance(one, Words) else one for one in arrays]
    return sum(one.nbytes for one in arrays if hasattr(one, "nbytes"))


# pandas, which the dashboard loads anyway, is loaded by Arrow at the first array.
_RESTART = """
import sys
from pathlib import Path
import pandas
from geodata.browse import EventIndex
from geodata.browse.keeping import kept
from tests.benchmarks.index_bench import _resident, use
begin = _resident()
found = next(kept(Path(sys.argv[1]), "bench", "1"))
index = EventIndex(found.columns, 1, None, found.texts, found.marks)
use(index)
print(*(now - then for now, then in zip(_resident(), begin)))
"""


def use(index: EventIndex) -> None:
    """What readers do: look around, filter, search for every word there is, page, step through."""
    _filter_changes(index)
    for zoom in range(3, 10):
        index.select().markers(BoundingBox(30, 20, 50, 60), zoom)
    for query in (*QUERIES, *WORDS):
        selection = index.select(EventFilter(text=query))
        for offset in range(0, 2_000, 400):
            rows = selection.rows(offset, 50)
        selection.facets()
        if rows:
            selection.neighbours(rows[-1].id)


def _memory_of_a_restart(folder: Path) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", _RESTART, str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    own, mapped = map(int, done.stdout.split())
    return {
        "resident after a restart, filters, searches and pages": own + mapped,
        "of it memory of its own": own,
        "of it mapped pages of the file": mapped,
    }


def _resident() -> tuple[int, int]:
    """Bytes of this process that are its own, and those mapped from files."""
    status = Path("/proc/self/status").read_text()
    found = [int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("RssAnon", "RssFile")]  # type: ignore[index]
    return found[0] * 1024, found[1] * 1024


def _from_store(count: int) -> list[list[str]]:
    """The index of a store with nothing kept, by a process of its own and by this one."""
    print(f"\nA store of {count:,} events is made when the cache folder has none ...", flush=True)
    with EventStore.open(big_store(count) / "gazette.sqlite3") as store:

        def step() -> object:
            return EventIndex.from_store(store)

        apart_s = [_clock_and_processors_s(step) for _ in range(3)]
        with patch.object(apart, "FEWEST", 10**9):
            here_s = [_clock_and_processors_s(step)]
    return [
        [f"index from a store of {count:,} events: {what}", f"{statistics.median(seconds):.2f} s"]
        for how, taken in (
            ("read by a process of its own", apart_s),
            ("read by this process", here_s),
        )
        for what, seconds in (
            (how, [clock for clock, _ in taken]),
            ("processor time of all", [processors for _, processors in taken]),
        )
    ]


def _clock_and_processors_s(step: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of processors, children that ended meanwhile included."""
    begin, before = time.perf_counter(), os.times()
    step()
    seconds = time.perf_counter() - begin
    return seconds, sum(now - then for now, then in zip(os.times()[:4], before[:4], strict=True))


# ----------------------------------------------------------------------- peers


def _points(table: pa.Table) -> np.ndarray:
    lat, lon = (table.column(name).drop_null().to_numpy() for name in ("lat", "lon"))
    return np.stack([lon, lat], axis=1)


def _peers(points: np.ndarray, ours_s: float) -> list[list[str]]:
    rows = []
    for name, seconds in (
        ("supercluster (npm): load, clusters", _supercluster(points)),
        ("folium FastMarkerCluster: page made", _fast_marker_cluster(points)),
    ):
        if seconds is not None:
            rows.append([name, f"{seconds * 1000:,.0f}", f"{seconds / ours_s:,.0f}"])
    return rows


def _supercluster(points: np.ndarray) -> float | None:
    node, package = shutil.which("node"), npm_package(*SUPERCLUSTER)
    if node is None or package is None:
        print("supercluster is not measured: npm or node is not installed, or has no network.")
        return None
    with tempfile.TemporaryDirectory() as folder:
        points.astype("<f8").tofile(Path(folder, "points"))
        Path(folder, "bench.cjs").write_text(_NODE)
        done = subprocess.run(
            [node, "--max-old-space-size=6000", "bench.cjs", "points", str(PEER_ROUNDS),
             str(package / "index.js")],
            cwd=folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
    return statistics.median(json.loads(done.stdout))


def _fast_marker_cluster(points: np.ndarray) -> float:
    import folium
    from folium.plugins import FastMarkerCluster

    begin = time.process_time()
    shown = folium.Map()
    FastMarkerCluster(points[:, ::-1].round(5).tolist()).add_to(shown)
    page = shown.get_root().render()
    seconds = time.process_time() - begin
    print(f"The page of FastMarkerCluster weighs {len(page) / 1e6:.0f} MB.")
    return seconds
