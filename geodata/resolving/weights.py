"""How much each clue counts, and how clues become a chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ChoiceModel:
    """What was learned about choosing places.

    Attributes:
        clues: the weight of each clue in the log of the odds, by its name.
        calibration: bias, weight of the recogniser's log-odds, weight of the choice's.
        not_placed_below: the chance below which a name is left unplaced.
        passes: sweeps over a report; each sees the chances that the one before arrived at.
    """

    clues: Mapping[str, float]
    calibration: tuple[float, float, float]
    not_placed_below: float
    passes: int = 3


FITTED: Final = ChoiceModel(
    clues={
        "prominence": 1.23,
        "best known": 0.13,
        "lead": 1.08,
        "unusual name": -1.99,
        "short name": 0.61,
        "machine name": -0.38,
        "country": -0.64,
        "region": 0.36,
        "district": 0.13,
        "settlement": 0.14,
        "beside": 0.62,
        "beside another": -0.62,
        "holds beside": 0.40,
        "same sentence": 0.63,
        "country share": 1.89,
        "region share": 2.19,
        "country named": 0.26,
        "region named": 1.04,
        "holds others": 0.12,
        "near 50 km": 2.00,
        "near 200 km": 2.65,
        "near 1000 km": 1.29,
        "said kind": 0.41,
    },
    calibration=(0.0, 0.35, 0.75),
    not_placed_below=0.30,
)
"""Fitted on annotated news by geodata.evaluation.training."""
