"""An hour of readers who come, click, search and leave: memory must not grow.

    python -m tests.reliability soak --minutes 60

Some readers are there all the time, each for a few minutes, then another one comes. What the
server holds is read when all have been replaced once, and each minute from then on; readers
gone, their sessions must be gone too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import websockets

from tests.reliability.load import make_collection, markers_of
from tests.reliability.readers import Page, Waits
from tests.reliability.serving import Dashboard, dashboard

STAY_S = (45.0, 135.0)
WARM_S = 300.0  # by then every reader of the beginning has left
EMPTY_S = 60.0  # Streamlit keeps a closed page for half a minute, see .streamlit/config.toml
SEARCHES = ("police", "village", "drone", "fire", "nothing like it", "talks", "market")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked."""
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=20, help="at any time")
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between two clicks")
    parser.add_argument("--port", type=int, default=8672)


def grown(megabytes: Sequence[float]) -> float:
    """From the first fifth of what was read to the last fifth, medians both.

    Example:
        >>> grown([300.0, 304.0, 301.0, 302.0, 306.0])
        6.0
    """
    part = max(1, len(megabytes) // 5)
    return float(np.median(megabytes[-part:]) - np.median(megabytes[:part]))


def run(asked: argparse.Namespace) -> int:
    """Let readers come and go, print what the server held; 0 unless a reader saw an error."""
    with tempfile.TemporaryDirectory(prefix="gazette-soak-") as name:
        folder = Path(name)
        make_collection(folder, asked.events)
        with dashboard(folder, asked.port) as server:
            memory, waits, visits = asyncio.run(_soak(server, markers_of(folder), asked))
            time.sleep(EMPTY_S)
            after = server.memory_mb()
    p50, p95 = np.percentile(waits.reruns, [50, 95])
    print(f"{asked.readers} readers at a time for {asked.minutes:g} min, {visits:,} visits")
    print(f"  rerun: p50 {p50:.2f} s, p95 {p95:.2f} s ({len(waits.reruns):,} measured)")
    print(f"  grown by {grown(memory):.1f} MB; {after:.1f} MB a minute after the last one left")
    print(f"  errors: {len(waits.errors)} {waits.errors[:3] or ''}")
    print(f"  load of the machine {os.getloadavg()[2]:.1f} on {os.cpu_count()} cores")
    return 1 if waits.errors else 0


async def _soak(
    server: Dashboard, markers: Sequence[tuple[str, list[str]]], asked: argparse.Namespace
) -> tuple[list[float], Waits, int]:
    memory, waits = list[float](), Waits()
    begun = time.monotonic()
    end = begun + asked.minutes * 60
    warm_s = min(WARM_S, asked.minutes * 15)

    async def seat(number: int) -> int:
        """One reader after the other."""
        chance, visits = random.Random(number), 0
        while (left := end - time.monotonic()) > 0:
            visits += 1
            stay_s = min(left, chance.uniform(*STAY_S))
            await _visit(Page(server.port, waits), markers, chance, stay_s, asked.pause)
        return visits

    async def watch() -> None:
        await asyncio.sleep(warm_s)
        while time.monotonic() < end:
            memory.append(server.memory_mb())
            minute = (time.monotonic() - begun) / 60
            print(f"    minute {minute:5.1f}: {memory[-1]:.1f} MB", flush=True)
            await asyncio.sleep(min(60.0, asked.minutes * 4))

    watching = asyncio.create_task(watch())
    visits = await asyncio.gather(*(seat(number) for number in range(asked.readers)))
    watching.cancel()
    return memory, waits, sum(visits)


async def _visit(
    page: Page,
    markers: Sequence[tuple[str, list[str]]],
    chance: random.Random,
    stay_s: float,
    pause_s: float,
) -> None:
    """Come by a link or without, click and search for a while, leave."""
    end = time.monotonic() + stay_s
    try:
        await page.open(f"q={chance.choice(SEARCHES)}" if chance.random() < 0.3 else "")
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause_s)
            if chance.random() < 0.25:
                await page.search(chance.choice(SEARCHES))
            else:
                await page.click(*chance.choice(markers))
    except (OSError, websockets.WebSocketException) as error:
        page.waits.errors.append(f"{type(error).__name__}: {error}")
    finally:
        await page.close()
