"""How much each clue counts, and how clues become a chance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class ChoiceModel:
    """What was learned about choosing places.

    Attributes:
        clues: the weight of each clue in the log of the odds, by its name.
        calibration: the weight of each ground for the chance that the choice is right.
        not_placed_below: the chance below which a name is left unplaced.
        passes: sweeps over a report; each sees the chances that the one before arrived at.
    """

    clues: Mapping[str, float]
    calibration: Mapping[str, float]
    not_placed_below: float
    passes: int = 3

    def save(self, path: Path) -> None:
        """Write it down so that people can read it."""
        written = {
            "clues": {name: round(weight, 3) for name, weight in self.clues.items()},
            "calibration": {name: round(weight, 3) for name, weight in self.calibration.items()},
            "not_placed_below": self.not_placed_below,
            "passes": self.passes,
        }
        path.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> ChoiceModel:
        """What ``save`` wrote.

        Raises:
            OSError: the file cannot be read.
        """
        written = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            written["clues"],
            written["calibration"],
            written["not_placed_below"],
            written["passes"],
        )


@cache
def fitted() -> ChoiceModel:
    """The weights that come with the package, fitted on annotated news; read once."""
    return ChoiceModel.load(WEIGHTS)
