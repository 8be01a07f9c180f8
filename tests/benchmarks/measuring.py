"""Measuring in fresh processes, in turn, so that a noisy machine hits both sides alike."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

# Every measured snippet ends by printing this: seconds it took, bytes it made, peak memory.
REPORT = """
import json as _json, re as _re
# Not ru_maxrss: a child begins with what its parent had at the fork.
_peak = _re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(_json.dumps({"seconds": seconds, "size": size, "peak_mb": int(_peak[1]) / 1024}))
"""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A name and a snippet that sets ``seconds`` and ``size``."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians over the runs of one contestant."""

    name: str
    seconds: float
    fastest_s: float
    slowest_s: float
    size: float
    peak_mb: float


def measured(contestants: Sequence[Contestant], *, runs: int = 5) -> list[Figure]:
    """The contestants run in turn (A B C A B C ...), each in a process of its own."""
    results: dict[str, list[dict[str, float]]] = {one.name: [] for one in contestants}
    for _ in range(runs):
        for one in contestants:
            results[one.name].append(_run(one))
    return [_figure(name, rows) for name, rows in results.items()]


def _run(one: Contestant) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", one.code + REPORT],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{one.name} could not be measured: {done.stderr.strip()[-800:]}")
    answer: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def _figure(name: str, rows: list[dict[str, float]]) -> Figure:
    seconds = [row["seconds"] for row in rows]
    return Figure(
        name=name,
        seconds=statistics.median(seconds),
        fastest_s=min(seconds),
        slowest_s=max(seconds),
        size=statistics.median(row["size"] for row in rows),
        peak_mb=statistics.median(row["peak_mb"] for row in rows),
    )


def print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in Markdown, so that it can be pasted into a page as it is."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(headings) + " |")
    print("|" + "|".join(" --- " if i == 0 else " ---: " for i in range(len(headings))) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def print_figures(title: str, figures: Sequence[Figure], *, size_heading: str) -> None:
    """Seconds, size and memory of each contestant and its ratio to the first, ours."""
    ours = figures[0]
    print_table(
        title,
        ["", "median s", "min-max s", "times ours", size_heading, "peak MB"],
        [
            [
                figure.name,
                f"{figure.seconds:.4f}",
                f"{figure.fastest_s:.4f}-{figure.slowest_s:.4f}",
                f"{figure.seconds / ours.seconds:.1f}",
                f"{figure.size:,.0f}",
                f"{figure.peak_mb:,.0f}",
            ]
            for figure in figures
        ],
    )
