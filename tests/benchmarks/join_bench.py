"""How long it takes to compare a hundred thousand invented events with each other.

python -m tests.benchmarks join
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from geodata.coordinates import LatLon
from geodata.events.profiles import Profile, profile_of
from geodata.events.same_events import Groups, alike_pairs, candidate_pairs
from geodata.model import (
    Event,
    EventKind,
    EventPlace,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Span,
)
from geodata.partial_date import PartialDate

COUNT, DAYS, TOLD_AGAIN = 100_000, 1_460, 0.1
KINDS = (EventKind.STRIKE, EventKind.BATTLE, EventKind.PROTEST, EventKind.ARREST, EventKind.TALKS)
ALPHABET = "bcdfghklmnprstvz"


def run(counts: Sequence[int] = (25_000, 50_000, COUNT)) -> None:
    """Print the table; processor time, because other work may share the machine."""
    print("\nEvents of many reports compared, one in ten told a second time in other words")
    print("| events | profiles s | pairs compared | all pairs | comparing s | groups | of told |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in counts:
        events = invented(count)
        begin = time.process_time()
        profiles = [profile_of(event) for event in events]
        prepared_s = time.process_time() - begin
        compared = sum(1 for _ in candidate_pairs(profiles))
        begin = time.process_time()
        groups = grouped(profiles)
        joined_s = time.process_time() - begin
        again = sum(event.id.endswith("b") for event in events)
        right = sum(a[1:-1] == b[1:-1] for group in groups for a, b in pairwise(group))
        print(
            f"| {count:,} | {prepared_s:.1f} | {compared:,} | {math.comb(count, 2):,} | "
            f"{joined_s:.1f} | {len(groups):,} | {right:,} of {again:,} |"
        )


def grouped(profiles: Sequence[Profile]) -> list[list[str]]:
    """What the machine joins by itself."""
    groups = Groups(profiles)
    for pair in alike_pairs(profiles):
        if pair.likeness.joins:
            groups.join(pair.first_id, pair.second_id)
    return groups.all()


def invented(count: int) -> list[Event]:
    """Events in 2,000 towns of ten countries over four years; ids of one event differ at the end.

    Half of them stand in a tenth of the towns, so that some blocks are full; one in sixteen has
    no place.
    """
    rng = random.Random(20201004)
    words = ["".join(rng.choices(ALPHABET, k=3)) + rng.choice("aeiou") * 2 for _ in range(4_000)]
    towns = [_town(number, rng) for number in range(2_000)]
    events: list[Event] = []
    while len(events) < count:
        number = len(events)
        event = _event(number, rng, words, towns)
        events.append(event)
        if rng.random() < TOLD_AGAIN / (1 - TOLD_AGAIN) and len(events) < count:
            events.append(_told_again(event, number, rng, words))
    return events


def _town(number: int, rng: random.Random) -> Place:
    country = number % 10
    return Place(
        f"gn:{number}", f"Town {number}", PlaceKind.SETTLEMENT, f"X{country}", f"Land {country}",
        f"Province {number % 100}", "",
        LatLon(rng.uniform(30, 40) + country, rng.uniform(0, 8) + 12 * country),
        rng.uniform(0.5, 12), 0,
    )  # fmt: skip


def _event(number: int, rng: random.Random, words: list[str], towns: list[Place]) -> Event:
    town = rng.choice(towns[:200] if rng.random() < 0.5 else towns)
    passage = " ".join(rng.choices(words, k=10))
    is_placed = rng.random() < 15 / 16
    day = date(2020, 1, 1) + timedelta(days=rng.randrange(DAYS))
    return Event(
        f"e{number:07}a", f"r{number // 3}", rng.choice(KINDS), Modality.HAPPENED, passage[:30],
        Span(0, len(passage), passage), PartialDate.of_day(day),
        places=(EventPlace(town.name, town, PlaceRole.SITE, Precision.SETTLEMENT, town.position,
                           town.radius_km, 0.9, 0, 5),) * is_placed,
    )  # fmt: skip


def _told_again(event: Event, number: int, rng: random.Random, words: list[str]) -> Event:
    kept = rng.sample(event.passage.text.split(), 6)
    passage = " ".join(kept + rng.choices(words, k=4))
    return replace(
        event,
        id=f"e{number:07}b",
        report_id=f"again{number}",
        passage=Span(0, len(passage), passage),
    )
