"""How reading time grows with the length of one text: four times the text, how much longer."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

from geodata.dating import find_dates
from geodata.geoparsing import split_sentences
from geodata.pipeline import read_report
from geodata.resolving import find_places
from tests.benchmarks.measuring import print_table

SHORT, LONG, RUNS = 50_000, 200_000, 3
PUBLISHED = date(2021, 1, 1)
PIECES = {
    "one sentence of events": "Rebels shelled Goma on 3 May 2020 and four soldiers were killed, ",
    "sentences of events": "A bomb exploded in Kabul on 3 May 2020. ",
    "names only": "Baku, Ganja and Minsk, ",
    "dates only": "3 May 2020 ",
    "full stops": ". ",
    "line breaks": "\n",
}
STEPS: dict[str, Callable[[str], object]] = {
    "split_sentences": split_sentences,
    "find_dates": lambda text: find_dates(text, published=PUBLISHED),
    "find_places": find_places,
    "read_report": lambda text: read_report("x" + text, published=PUBLISHED),
}


def run() -> None:
    """Print the table; processor time, because other work may share the machine."""
    rows = []
    for name, piece in PIECES.items():
        row = [name]
        for step in STEPS.values():
            short, long = (_seconds(step, piece * (size // len(piece))) for size in (SHORT, LONG))
            row.append(f"{long:.2f} s ({long / max(short, 1e-3):.1f}x)")
        rows.append(row)
    title = f"One text of {LONG:,} characters (and how many times longer than a quarter of it)"
    print_table(title, ["", *STEPS], rows)


def _seconds(step: Callable[[str], object], text: str) -> float:
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        step(text)
        times.append(time.process_time() - begin)
    return statistics.median(times)
