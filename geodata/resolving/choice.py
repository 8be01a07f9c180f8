"""Clues added up: for every possible place of every name its chance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from geodata.coordinates import EARTH_RADIUS_KM
from geodata.gazetteer import Gazetteer
from geodata.geoparsing import FoundName
from geodata.geoparsing.tokens import Tokens
from geodata.resolving import clues
from geodata.resolving.scene import Floats, Ints, Scene, scene_of
from geodata.resolving.weights import ChoiceModel, fitted

SAME_AREA_KM: Final = 50.0
GROUNDS: Final = (
    "bias",
    "recognition",
    "choice",
    "prominence",
    "container",
    "country share",
    "near",
)
"""What the chance of being right is computed from."""


@dataclass(slots=True)
class Choice:
    """A scene decided.

    Attributes:
        chances: of each possible place among all of its name.
        strengths: of every clue for every place, one row a place.
        chosen: for each group the index of its likeliest place.
    """

    scene: Scene
    model: ChoiceModel
    chances: Floats
    strengths: Floats
    chosen: Ints
    _supports: dict[int, dict[str, float]] = field(default_factory=dict)

    def chance_right(self, found: FoundName, group: int) -> float:
        """The calibrated chance that a found name is a place and means the chosen one."""
        score = sum(
            self.model.calibration[name] * value
            for name, value in self.grounds(found, group).items()
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def grounds(self, found: FoundName, group: int) -> dict[str, float]:
        """What the chance is computed from: the two log-odds and what supports the place."""
        return {"recognition": found.score, **self._support(group)}

    def _support(self, group: int) -> dict[str, float]:
        known = self._supports.get(group)
        if known is not None:
            return known
        chosen = int(self.chosen[group])
        own = dict(zip(clues.CLUES, self.strengths[chosen].tolist(), strict=True))
        sure = min(max(self._mass(chosen, group), 1e-4), 1.0 - 1e-4)
        known = self._supports[group] = {
            "bias": 1.0,
            "choice": math.log(sure / (1.0 - sure)),
            "prominence": own["prominence"],
            "container": max(own["beside"], own["same sentence"], own["region named"]),
            "country share": own["country share"],
            "near": own["near 200 km"],
        }
        return known

    def _mass(self, chosen: int, group: int) -> float:
        """The chance of the place and of its namesakes around it: a city and its district."""
        scene = self.scene
        begin = int(scene.edges[group])
        own = slice(begin, begin + int(scene.sizes[group]))
        chord = 2.0 - 2.0 * (scene.position[own] @ scene.position[chosen])
        near = chord <= (SAME_AREA_KM / EARTH_RADIUS_KM) ** 2
        return float(self.chances[own][near].sum())


def chosen_places(
    gazetteer: Gazetteer,
    tokens: Tokens,
    found: Sequence[FoundName],
    model: ChoiceModel | None = None,
    publisher_names: Iterable[int] = (),
) -> Choice | None:
    """Every name of a report decided; None when it has no name."""
    scene = scene_of(gazetteer, tokens, found, publisher_names)
    if scene is None:
        return None
    model = model or fitted()
    weights = np.array([model.clues[name] for name in clues.CLUES])
    chances = first_chances(scene)
    for _ in range(model.passes):
        strengths = clues.strengths(scene, chances)
        chances = scene.share(strengths @ weights)
    bounds = zip(scene.edges.tolist(), scene.sizes.tolist(), strict=True)
    chosen = [begin + int(np.argmax(chances[begin : begin + size])) for begin, size in bounds]
    return Choice(scene, model, chances, strengths, np.array(chosen))


def first_chances(scene: Scene) -> Floats:
    """Chances before anything of the report is weighed: in proportion to the population."""
    usual = scene.prominence - 0.7 * clues.unusual_name(scene, scene.prominence)
    usual -= clues.machine_name(scene, scene.prominence)
    return scene.share(math.log(10) * usual)
