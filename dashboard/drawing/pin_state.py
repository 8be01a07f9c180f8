"""What a page run tells the map of places to choose from: numbers, and never a name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.drawing.map_state import Theme
from geodata.coordinates import LatLon

MOST_PINS = 9  # one for each key from 1 to 9


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered place.

    Attributes:
        number: from 1.
        radius_km: within which the event lies, drawn for the chosen one.
        is_faint: hardly meant; the view does not open wide for it.
    """

    number: int
    position: LatLon
    radius_km: float
    is_chosen: bool = False
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class PinState:
    """The places of one question.

    Attributes:
        drags: whether the chosen one can be put elsewhere.
    """

    pins: Sequence[Pin]
    theme: Theme = "light"
    drags: bool = False

    def script_argument(self) -> str:
        """The state as JSON of numbers and fixed words.

        Example:
            >>> PinState([Pin(1, LatLon(40.5, 46.0), 6.0)]).script_argument()[:38]
            '{"drags": false, "pins": [{"at": [40.5'
        """
        if self.theme not in ("light", "dark"):
            raise ValueError(f"The map knows no theme {self.theme!r}.")
        pins = [
            {
                "number": int(pin.number),
                "at": [float(pin.position.lat), float(pin.position.lon)],
                "radius_km": float(pin.radius_km),
                "chosen": bool(pin.is_chosen),
                "faint": bool(pin.is_faint and not pin.is_chosen),
            }
            for pin in self.pins[:MOST_PINS]
        ]
        text = json.dumps(
            {"pins": pins, "theme": self.theme, "drags": bool(self.drags)},
            sort_keys=True,
            allow_nan=False,
            separators=(", ", ": "),
        )
        # Lists of objects end in "}}" only together with a blank, so no template is read in it.
        return text.replace("{{", "{ {").replace("}}", "} }")
