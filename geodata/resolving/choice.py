"""Clues added up: for every possible place of every name its chance."""

from __future__ import annotations

import math

import numpy as np

from geodata.resolving import clues
from geodata.resolving.scene import Floats, Scene
from geodata.resolving.weights import CALIBRATION, CLUE_WEIGHTS, PASSES

_WEIGHTS = np.array([CLUE_WEIGHTS[name] for name in clues.CLUES])


def first_chances(scene: Scene) -> Floats:
    """Chances before anything of the report is weighed: in proportion to the population."""
    usual = scene.prominence - 0.7 * clues.unusual_name(scene, scene.prominence)
    usual -= clues.machine_name(scene, scene.prominence)
    return scene.share(math.log(10) * usual)


def weighed(
    scene: Scene, weights: Floats = _WEIGHTS, passes: int = PASSES
) -> tuple[Floats, Floats]:
    """The chance of every place, and the strengths of the clues that gave it."""
    chances = first_chances(scene)
    for _ in range(passes):
        found = clues.strengths(scene, chances)
        chances = scene.share(found @ weights)
    return chances, found


def chance_right(recognition: float, choice: float) -> float:
    """The calibrated chance that a name is a place and this is the place, 0..1.

    Args:
        recognition: log-odds that it is a place name at all.
        choice: chance of the place among all of that name.
    """
    bias, of_recognition, of_choice = CALIBRATION
    choice = min(max(choice, 1e-4), 1.0 - 1e-4)
    score = bias + of_recognition * recognition + of_choice * math.log(choice / (1.0 - choice))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
