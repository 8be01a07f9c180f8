"""What one change of a filter costs at a million invented events, step by step.

python -m tests.benchmarks index
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from geodata.browse import EventIndex
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, Family, Status
from tests.benchmarks.generator import event_table

COUNT, ROUNDS = 1_000_000, 7
WORLD = BoundingBox(-85, -180, 85, 180)


def run(count: int = COUNT) -> None:
    """Print the table; processor time, because other work may share the machine."""
    table = event_table(count)
    begin = time.process_time()
    index = EventIndex.from_table(table)
    built_s = time.process_time() - begin
    columns = index._columns  # the bench may look inside
    arrays = [getattr(columns, name) for name in columns.__slots__]
    held = sum(array.nbytes for array in arrays if isinstance(array, np.ndarray))
    print(f"\nEventIndex of {count:,} events at {columns.stack_count:,} places")
    print(f"  built from the event table in {built_s:.2f} s, {held / count:.0f} bytes an event")
    steps: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        # Another filter every time: nothing may be answered from memory.
        asked = EventFilter(
            kinds=frozenset({Family.BATTLE, Family.STRIKES, Family.PROTEST}),
            first_day=date(2016, 1, 1) + timedelta(days=number),
            statuses=frozenset({Status.ACCEPTED, Status.UNREVIEWED}),
        )
        _measure(index, asked, steps)
    total = [sum(values) for values in zip(*steps.values(), strict=True)]
    for name, values in [*steps.items(), ("all of it", total)]:
        print(f"  {name:28}{statistics.median(values) * 1000:8.1f} ms")


def _measure(index: EventIndex, asked: EventFilter, steps: dict[str, list[float]]) -> None:
    def timed(name: str, step: Callable[[], object]) -> None:
        begin = time.process_time()
        step()
        steps.setdefault(name, []).append(time.process_time() - begin)

    timed("filter", lambda: index.select(asked))
    selection = index.select(asked)
    timed("markers of the world, zoom 3", lambda: selection.markers(WORLD, 3))
    timed("facets", selection.facets)
    timed("timeline", selection.timeline)
    timed("first page of the list", selection.rows)
