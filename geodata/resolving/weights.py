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
        calibration: bias, weight of the recogniser's log-odds, weight of the choice's.
        not_placed_below: the chance below which a name is left unplaced.
        passes: sweeps over a report; each sees the chances that the one before arrived at.
    """

    clues: Mapping[str, float]
    calibration: tuple[float, float, float]
    not_placed_below: float
    passes: int = 3

    def save(self, path: Path) -> None:
        """Write it down so that people can read it."""
        written = {
            "clues": {name: round(weight, 3) for name, weight in self.clues.items()},
            "calibration": [round(number, 3) for number in self.calibration],
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
        bias, recognition, choice = written["calibration"]
        return cls(
            written["clues"],
            (bias, recognition, choice),
            written["not_placed_below"],
            written["passes"],
        )


@cache
def fitted() -> ChoiceModel:
    """The weights that come with the package, fitted on annotated news; read once."""
    return ChoiceModel.load(WEIGHTS)
