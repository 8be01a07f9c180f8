"""Adds reports to a collection at an even pace, as a process of its own.

python -m tests.reliability.adding FILE COUNT SECONDS; prints how many were added.
"""

from __future__ import annotations

import sys
import time

from geodata.gazetteer import Gazetteer
from geodata.pipeline import read_report
from geodata.storage import EventStore

TOWNS = ("Ganja", "Berd", "Yerevan", "Tbilisi", "Gyumri", "Batumi", "Sumqayit", "Kars", "Van")


def text(number: int) -> str:
    """A short report; no two are alike."""
    town, other = TOWNS[number % len(TOWNS)], TOWNS[(number * 7 + 3) % len(TOWNS)]
    return (
        f"Report {number}. On {1 + number % 28} July 2020 protesters gathered in {town}. "
        f"Police arrested {number % 90 + 2} people there. Officials held talks in {other} "
        f"about the case numbered {number * 7919}."
    )


def main(words: list[str]) -> int:
    """Add; how many."""
    path, count, for_s = words[0], int(words[1]), float(words[2])
    gazetteer = Gazetteer.open()
    begun, added = time.monotonic(), 0
    with EventStore.open(path) as store:
        for number in range(count):
            due = begun + for_s * number / count
            time.sleep(max(0.0, due - time.monotonic()))
            store.add_reading(read_report(text(number), gazetteer=gazetteer))
            added += 1
    print(added)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
