"""Clues added up: for every possible place of every name its chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geodata.gazetteer import Gazetteer
from geodata.geoparsing import FoundName
from geodata.geoparsing.tokens import Tokens
from geodata.resolving import clues
from geodata.resolving.scene import Floats, Ints, Scene, scene_of
from geodata.resolving.weights import ChoiceModel, fitted


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

    def chance_right(self, found: FoundName, group: int) -> float:
        """The calibrated chance that a found name is a place and means the chosen one."""
        choice = float(self.chances[self.chosen[group]])
        return chance_right(self.model.calibration, found.score, choice)


def chosen_places(
    gazetteer: Gazetteer,
    tokens: Tokens,
    found: Sequence[FoundName],
    model: ChoiceModel | None = None,
) -> Choice | None:
    """Every name of a report decided; None when it has no name."""
    scene = scene_of(gazetteer, tokens, found)
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


def chance_right(
    calibration: tuple[float, float, float], recognition: float, choice: float
) -> float:
    """The chance that a name is a place and this is the place, 0..1.

    Args:
        calibration: bias, weight of the recognition's and of the choice's log-odds.
        recognition: log-odds that it is a place name at all.
        choice: chance of the place among all of that name.
    """
    bias, of_recognition, of_choice = calibration
    choice = min(max(choice, 1e-4), 1.0 - 1e-4)
    score = bias + of_recognition * recognition + of_choice * math.log(choice / (1.0 - choice))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
