"""Clues: each says how strongly something in the report speaks for each possible place.

A clue is a function from the scene and the chances as they stand to one strength a place,
mostly 0..1. Its sentence is only ever used for a place it speaks for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import EARTH_RADIUS_KM
from geodata.gazetteer import NameFlag
from geodata.model import PlaceKind
from geodata.resolving.scene import Floats, Ints, Scene

Clue = Callable[[Scene, Floats], Floats]
_USUAL: Final = int(NameFlag.MAIN | NameFlag.DEMONYM | NameFlag.ABBREVIATION)
_MOST_NEIGHBOURS: Final = 600
NEAR_KM: Final = {"near 50 km": 50.0, "near 200 km": 200.0, "near 1000 km": 1000.0}


def _as_strength(holds: NDArray[np.bool_]) -> Floats:
    return holds.astype(np.float64)


def prominence(scene: Scene, chances: Floats) -> Floats:
    """How well known the place is: log10 of its population, more for countries and capitals."""
    strength: Floats = scene.prominence / 8.0
    return strength


def best_known(scene: Scene, chances: Floats) -> Floats:
    """Whether it is the best known of all places of the name."""
    return _as_strength(scene.rank == 0)


def lead(scene: Scene, chances: Floats) -> Floats:
    """How far it is behind the best known place of the name, in powers of ten, negative."""
    top = np.maximum.reduceat(scene.prominence, scene.edges)
    strength: Floats = np.maximum(scene.prominence - top[scene.group_of], -4.0)
    return strength


def unusual_name(scene: Scene, chances: Floats) -> Floats:
    """Whether the name is only an alternate name of the place."""
    return _as_strength((scene.flags & _USUAL) == 0)


def short_name(scene: Scene, chances: Floats) -> Floats:
    """Whether the place's usual name has a generic word more: "Fairfax" for the county."""
    return _as_strength((scene.flags & int(NameFlag.SHORT)) != 0)


def machine_name(scene: Scene, chances: Floats) -> Floats:
    """Whether the name is a code or a machine's transliteration."""
    return _as_strength((scene.flags & int(NameFlag.CODE | NameFlag.ROMANISED)) != 0)


def kind_is(kind: PlaceKind) -> Clue:
    """Whether the place is of a kind."""

    def clue(scene: Scene, chances: Floats) -> Floats:
        return _as_strength(scene.kind == scene.gazetteer.kinds.index(kind))

    return clue


def _highest(scene: Scene, indices: Ints, values: Floats) -> Floats:
    """For each place of the scene the highest of the values given for its index, else 0."""
    strength = np.zeros(len(scene.rows))
    np.maximum.at(strength, indices, values)
    return strength


def beside(scene: Scene, chances: Floats) -> Floats:
    """Whether the country or region named right beside it contains it."""
    pairs = scene.inside
    inner, outer = pairs.inner[pairs.beside], pairs.outer[pairs.beside]
    return _highest(scene, inner, np.sqrt(np.maximum(chances[outer], 0.05)))


def beside_another(scene: Scene, chances: Floats) -> Floats:
    """Whether what is named beside it contains another place of the name, but not it."""
    inside = beside(scene, chances)
    best = np.maximum.reduceat(inside, scene.edges)[scene.group_of]
    return np.where(inside == 0, best, 0.0)


def holds_beside(scene: Scene, chances: Floats) -> Floats:
    """Whether it contains a place named right beside it: the Georgia of "Rome, Georgia"."""
    pairs = scene.inside
    inner, outer = pairs.inner[pairs.beside], pairs.outer[pairs.beside]
    return _highest(scene, outer, np.sqrt(np.maximum(chances[inner], 0.02)))


def same_sentence(scene: Scene, chances: Floats) -> Floats:
    """Whether its country or region is named in the same sentence."""
    pairs = scene.inside
    inner, outer = pairs.inner[pairs.mates], pairs.outer[pairs.mates]
    return _highest(scene, inner, np.maximum(chances[outer], 0.05))


def _mass(scene: Scene, chances: Floats, column: Ints) -> Floats:
    """The share of the report's other names that lie in the same country or division."""
    weights = chances * scene.weight[scene.group_of]
    values, inverse = np.unique(column, return_inverse=True)
    cell = scene.group_of * len(values) + inverse
    table = np.bincount(cell, weights, len(scene.groups) * len(values))
    total = table.reshape(len(scene.groups), -1).sum(axis=0)[inverse] - table[cell]
    rest = scene.weight.sum() - scene.weight[scene.group_of]
    share = np.where(rest > 0, total / np.maximum(rest, 1e-9), 0.0)
    return np.where(column < 0, 0.0, share)


def country_share(scene: Scene, chances: Floats) -> Floats:
    """The share of the report's other names that lie in its country."""
    return _mass(scene, chances, scene.country_row)


def region_share(scene: Scene, chances: Floats) -> Floats:
    """The share of the report's other names that lie in its region, the region included."""
    return _mass(scene, chances, _own_region(scene))


def _own_region(scene: Scene) -> Ints:
    region = scene.gazetteer.kinds.index(PlaceKind.REGION)
    return np.where(scene.kind == region, scene.rows, scene.admin1)


def _named(scene: Scene, chances: Floats, level: int) -> Floats:
    """The chance that the report names the country or region of each place, by another name."""
    pairs = scene.inside
    wanted = pairs.level == level
    return _highest(scene, pairs.inner[wanted], chances[pairs.outer[wanted]])


def country_named(scene: Scene, chances: Floats) -> Floats:
    """Whether the report names its country anywhere, or that country's people."""
    return _named(scene, chances, 0)


def region_named(scene: Scene, chances: Floats) -> Floats:
    """Whether the report names its region anywhere."""
    return _named(scene, chances, 1)


def holds_others(scene: Scene, chances: Floats) -> Floats:
    """The share of the report's other names that lie inside it."""
    pairs = scene.inside
    weights = chances[pairs.inner] * scene.weight[scene.group_of[pairs.inner]]
    mass = np.bincount(pairs.outer, weights, len(scene.rows))
    rest = scene.weight.sum() - scene.weight[scene.group_of]
    strength: Floats = mass / np.maximum(rest, 1e-9)
    return strength


def near_others(scene: Scene, chances: Floats) -> list[Floats]:
    """How near each place lies to the other places of the report, on each of the scales."""
    if len(scene.groups) < 2:
        return [np.zeros(len(scene.rows)) for _ in NEAR_KM]
    chosen = _weightiest(scene, chances)
    chord = np.clip(2.0 - 2.0 * (scene.position @ scene.position[chosen].T), 0.0, None)
    groups = scene.group_of[chosen]
    likely = np.where(scene.group_of[:, None] == groups[None, :], 0.0, chances[chosen][None, :])
    edges = np.flatnonzero(np.diff(groups, prepend=-1))
    weights = scene.weight[groups[edges]]
    rest = np.maximum(weights.sum() - scene.weight[scene.group_of], 1e-9)
    found: list[Floats] = []
    for scale_km in NEAR_KM.values():
        closeness = likely / (1.0 + chord * (EARTH_RADIUS_KM / scale_km) ** 2)
        best = np.maximum.reduceat(closeness, edges, axis=1)
        found.append(np.minimum(1.0, (best @ weights) / rest))
    return found


def near(name: str) -> Clue:
    """How near it lies to the other places of the report, on one scale alone."""

    def clue(scene: Scene, chances: Floats) -> Floats:
        return dict(zip(NEAR_KM, near_others(scene, chances), strict=True))[name]

    return clue


def _weightiest(scene: Scene, chances: Floats) -> Ints:
    """The places that are worth being near to: all, or the likeliest of a long report."""
    likely = np.flatnonzero(chances > 0.02)
    if len(likely) <= _MOST_NEIGHBOURS:
        return likely
    weight = chances[likely] * scene.weight[scene.group_of[likely]]
    return np.sort(likely[np.argsort(-weight, kind="stable")[:_MOST_NEIGHBOURS]])


_KINDS_OF_UNIT = {
    "region": (PlaceKind.REGION, PlaceKind.AREA),
    "district": (PlaceKind.DISTRICT, PlaceKind.REGION),
    "settlement": (PlaceKind.SETTLEMENT,),
    "water": (PlaceKind.WATER,),
    "mountains": (PlaceKind.MOUNTAINS,),
    "island": (PlaceKind.ISLAND,),
}


def said_kind(scene: Scene, chances: Floats) -> Floats:
    """Whether the word beside it says what it is: "Tavush province", "the city of Ganja"."""
    strength = np.zeros(len(scene.rows))
    for number, group in enumerate(scene.groups):
        if group.unit:
            begin, end = scene.edges[number], scene.edges[number] + scene.sizes[number]
            kinds = [scene.gazetteer.kinds.index(k) for k in _KINDS_OF_UNIT[group.unit]]
            strength[begin:end] = np.isin(scene.kind[begin:end], kinds)
            if group.unit == "region" and not strength[begin:end].any():
                district = scene.gazetteer.kinds.index(PlaceKind.DISTRICT)
                strength[begin:end] = scene.kind[begin:end] == district  # "Cebu province"
    return strength


CLUES: dict[str, Clue] = {
    "prominence": prominence,
    "best known": best_known,
    "lead": lead,
    "unusual name": unusual_name,
    "short name": short_name,
    "machine name": machine_name,
    "country": kind_is(PlaceKind.COUNTRY),
    "region": kind_is(PlaceKind.REGION),
    "district": kind_is(PlaceKind.DISTRICT),
    "settlement": kind_is(PlaceKind.SETTLEMENT),
    "beside": beside,
    "beside another": beside_another,
    "holds beside": holds_beside,
    "same sentence": same_sentence,
    "country share": country_share,
    "region share": region_share,
    "country named": country_named,
    "region named": region_named,
    "holds others": holds_others,
    **{name: near(name) for name in NEAR_KM},
    "said kind": said_kind,
}
"""Every clue under its name; the weights know them by it."""

ORDER: Final = {name: number for number, name in enumerate(CLUES)}
"""The column of every clue in what ``strengths`` gives."""


def strengths(scene: Scene, chances: Floats) -> Floats:
    """All clues: one row a place, one column a clue."""
    nearness = dict(zip(NEAR_KM, near_others(scene, chances), strict=True))
    columns = [
        nearness[name] if name in nearness else clue(scene, chances) for name, clue in CLUES.items()
    ]
    return np.stack(columns, axis=1)
