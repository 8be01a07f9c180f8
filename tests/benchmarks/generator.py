"""A world of invented events, clumped as real ones are; the same for the same seed.

Forty troubled areas of very different weight, a few large towns and many small ones in
each; events come in bursts around some days; one in eight has several places, one in
sixteen none, one in twelve no date. Names, sources and actors repeat with a long tail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from geodata.model import EventKind, Modality, PlaceRole, Precision, Status
from geodata.storage.event_table import ACTOR_SEPARATOR, SCHEMA

AREAS, TOWNS_AN_AREA = 40, 400
KIND_WEIGHTS = {
    EventKind.BATTLE: 22, EventKind.STRIKE: 20, EventKind.PROTEST: 14, EventKind.TALKS: 8,
    EventKind.ATTACK_ON_CIVILIANS: 7, EventKind.MOVEMENT: 6, EventKind.STATEMENT: 5,
    EventKind.HUMANITARIAN: 5, EventKind.ARREST: 4, EventKind.DISASTER: 2, EventKind.RIOT: 2,
    EventKind.ACCIDENT: 1, EventKind.OTHER: 1, EventKind.EXERCISE: 1, EventKind.DELIVERY: 1,
}  # fmt: skip
MODALITY_WEIGHTS = {
    Modality.HAPPENED: 74, Modality.CLAIMED: 12, Modality.PLANNED: 4, Modality.DENIED: 3,
    Modality.ONGOING: 3, Modality.THREATENED: 3, Modality.BACKGROUND: 1,
}  # fmt: skip
WORDS = """
    shelling convoy ceasefire crossing checkpoint harvest bridge river valley border crowd
    mayor drone rocket strike school market aid flour delegation talks airport runway dawn
    evening militia police village hospital refugees column hills station square parliament
""".split()  # noqa: SIM905 - a word a line would hide the rest


@dataclass(frozen=True, slots=True)
class World:
    """Places by number: towns first, then one region an area, then one country an area."""

    lat: np.ndarray[Any, Any]
    lon: np.ndarray[Any, Any]
    weight: np.ndarray[Any, Any]
    precision: list[Precision]
    radius_km: np.ndarray[Any, Any]
    name: list[str]


def a_world(rng: np.random.Generator) -> World:
    """Where things happen."""
    area_lat = rng.uniform(-35, 62, AREAS)
    area_lon = rng.uniform(-120, 178, AREAS)
    area_weight = 1 / np.arange(1, AREAS + 1) ** 0.9
    spread = rng.uniform(0.8, 4.0, AREAS)
    of_area = np.repeat(np.arange(AREAS), TOWNS_AN_AREA)
    towns = len(of_area)
    lat = np.concatenate([area_lat[of_area] + rng.normal(0, spread[of_area]), area_lat, area_lat])
    lon = np.concatenate([area_lon[of_area] + rng.normal(0, spread[of_area]), area_lon, area_lon])
    rank = np.tile(np.arange(1, TOWNS_AN_AREA + 1), AREAS)
    weight = np.concatenate(
        [area_weight[of_area] / rank**1.1, area_weight * 0.25, area_weight * 0.15]
    )
    return World(
        lat=np.clip(lat, -80, 80).round(5),
        lon=((lon + 180) % 360 - 180).round(5),
        weight=weight / weight.sum(),
        precision=[Precision.SETTLEMENT] * towns
        + [Precision.REGION] * AREAS
        + [Precision.COUNTRY] * AREAS,
        radius_km=np.concatenate([rng.uniform(1, 15, towns), np.full(AREAS, 60.0), spread * 120]),
        name=[f"{WORDS[i % len(WORDS)].title()}abad {i}" for i in range(towns)]
        + [f"Province {i}" for i in range(AREAS)]
        + [f"Country {i}" for i in range(AREAS)],
    )


def event_table(count: int, *, seed: int = 20201004) -> pa.Table:
    """So many invented events in the store's event table, a row for each place."""
    rng = np.random.default_rng(seed)
    world = a_world(rng)
    places = np.where(rng.random(count) < 1 / 16, 0, 1)
    places[rng.random(count) < 1 / 8] = rng.integers(2, 4)
    rows = np.maximum(places, 1)
    event = np.repeat(np.arange(count), rows)
    first_row = np.concatenate([[0], np.cumsum(rows)])[:-1]
    number = np.arange(len(event)) - np.repeat(first_row, rows)
    place = rng.choice(len(world.lat), len(event), p=world.weight).astype(np.int32)
    columns = _events(rng, count)
    columns = {name: values.take(pa.array(event)) for name, values in columns.items()}
    columns |= _places(world, place, number, placed=places[event] > 0)
    return pa.table([columns[field.name].cast(field.type) for field in SCHEMA], schema=SCHEMA)


def _events(rng: np.random.Generator, count: int) -> dict[str, pa.Array]:
    first, last, precision, is_dated = _days(rng, count)
    kinds = _weighted(rng, count, KIND_WEIGHTS)
    words = rng.integers(0, len(WORDS), (count, 14))
    lines = np.array(WORDS, dtype=object)
    titles = [" ".join(row) for row in lines[words[:, :4]]]
    passages = [f"{title} {' '.join(row)}." for title, row in
                zip(titles, lines[words[:, 4:]], strict=True)]  # fmt: skip
    actors = [f"Actor {number}" for number in range(600)]
    combinations = [ACTOR_SEPARATOR.join(rng.choice(actors, rng.integers(0, 4), replace=False))
                    for _ in range(4000)]  # fmt: skip
    status = {Status.ACCEPTED: 70, Status.UNREVIEWED: 28, Status.REJECTED: 2}
    return {
        "event_id": pa.array([f"e{number:016x}" for number in range(count)]),
        "report_id": pa.array([f"r{number // 3:016x}" for number in range(count)]),
        "kind": kinds,
        "family": pa.DictionaryArray.from_arrays(
            kinds.indices, [kind.family.value for kind in KIND_WEIGHTS]
        ),
        "modality": _weighted(rng, count, MODALITY_WEIGHTS),
        "status": _weighted(rng, count, status),
        "first_day": pa.array(first, pa.int32(), mask=~is_dated),
        "last_day": pa.array(last, pa.int32(), mask=~is_dated),
        "date_precision": pa.array(np.where(is_dated, precision, "open")).dictionary_encode(),
        "approximate": pa.array(rng.random(count) < 0.1),
        "year": pa.nulls(count, pa.int16()),
        "month": pa.nulls(count, pa.int8()),
        "day": pa.nulls(count, pa.int8()),
        "bound": pa.DictionaryArray.from_arrays(np.zeros(count, dtype=np.int32), ["on"]),
        "certainty": pa.array(rng.beta(6, 2, count).astype(np.float32)),
        "title": pa.array(titles),
        "passage": pa.array(passages),
        "speaker": pa.DictionaryArray.from_arrays(np.zeros(count, dtype=np.int32), [""]),
        "actors": _long_tail(rng, count, combinations),
        "source": _long_tail(rng, count, [f"Source {number}" for number in range(250)]),
        "is_demo": pa.array(np.zeros(count, dtype=bool)),
        "stored": pa.array(np.arange(1, count + 1)),
    }


def _days(rng: np.random.Generator, count: int) -> tuple[Any, Any, Any, Any]:
    start, span = date(2015, 1, 1).toordinal(), 4000
    bursts = rng.uniform(0, span, 60)
    quiet = rng.uniform(0, span, count)
    loud = bursts[rng.integers(0, len(bursts), count)] + rng.gamma(1.5, 12, count)
    first = (start + np.where(rng.random(count) < 0.6, loud, quiet)).astype(np.int32)
    kind = rng.choice(4, count, p=[0.8, 0.1, 0.08, 0.02])
    last = first + np.array([0, 6, 29, 364])[kind]
    return first, last, np.array(["day", "week", "month", "year"])[kind], rng.random(count) > 1 / 12


def _weighted(rng: np.random.Generator, count: int, weights: dict[Any, int]) -> pa.DictionaryArray:
    chance = np.array(list(weights.values())) / sum(weights.values())
    codes = rng.choice(len(weights), count, p=chance).astype(np.int32)
    return pa.DictionaryArray.from_arrays(codes, [word.value for word in weights])


def _long_tail(rng: np.random.Generator, count: int, values: list[str]) -> pa.DictionaryArray:
    chance = 1 / np.arange(1, len(values) + 1)
    codes = rng.choice(len(values), count, p=chance / chance.sum()).astype(np.int32)
    return pa.DictionaryArray.from_arrays(codes, values)


def _places(world: World, place: Any, number: Any, *, placed: Any) -> dict[str, pa.Array]:
    none = ~placed

    def text(values: list[str]) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(place, mask=none), values)

    countries = [f"Country {min(i // TOWNS_AN_AREA, AREAS - 1)}" for i in range(len(world.name))]
    return {
        "place_number": pa.array(number, pa.int16(), mask=none),
        "lat": pa.array(world.lat[place], mask=none),
        "lon": pa.array(world.lon[place], mask=none),
        "radius_km": pa.array(world.radius_km[place], pa.float32(), mask=none),
        "precision": text([precision.value for precision in world.precision]),
        "place_role": text([PlaceRole.SITE.value] * len(world.name)),
        "place_said": text(world.name),
        "place_id": text([f"gn:{i}" for i in range(len(world.name))]),
        "place_name": text(world.name),
        "place_label": text([f"{n}, {c}" for n, c in zip(world.name, countries, strict=True)]),
        "place_country": text([""] * len(world.name)),
    }
