"""The little that a page run may tell the map, checked so that no text of a report can be in it.

Whatever is put into a Folium object is rendered as a template on the server. So what goes in is
made of identifiers, numbers and words from fixed lists, and everything else raises.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from geodata.coordinates import BoundingBox, LatLon
from geodata.model import Family

Theme: TypeAlias = Literal["light", "dark"]
Wheel: TypeAlias = Literal["scroll", "click"]

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,79}", re.ASCII)
_TEMPLATE_SIGNS = ("{{", "{%", "{#")


@dataclass(frozen=True, slots=True)
class MapState:
    """What the map shows.

    Attributes:
        view: the token under which the map asks for its events.
        revision: of the collection; a new one makes the map ask again.
        selected: the id of the chosen event or marker, None when nothing is chosen.
        places: ids of the places of the chosen event: its marker may stand for more events
            than it lists.
        spot: where the chosen event lies; the map pans there when it is out of sight.
        fit: what the opening view and the fit button show, None for the whole world.
        at: middle and zoom that a link asks for: wins over fit on opening, ignored later.
        small: a phone: the legend is folded.
        wheel: 'click': the wheel zooms only after a click, so that an embedding page scrolls.
        in_link: keep middle and zoom in the page's address, as ``c`` and ``z``.
        counts: events by family for the legend.

    Raises:
        ValueError: an identifier with other characters than letters, digits and ``:._-``.
    """

    view: str
    revision: int = 0
    selected: str | None = None
    places: tuple[str, ...] = ()
    spot: LatLon | None = None
    fit: BoundingBox | None = None
    at: tuple[float, float, float] | None = None
    theme: Theme = "light"
    small: bool = False
    wheel: Wheel = "scroll"
    in_link: bool = False
    counts: Mapping[Family, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (self.view, self.selected, *self.places):
            if name is not None and not _WORD.fullmatch(name):
                raise ValueError(f"{name!r} cannot be handed to the map: it is not an identifier.")
        if self.theme not in ("light", "dark") or self.wheel not in ("scroll", "click"):
            raise ValueError(f"The map knows no theme {self.theme!r} or wheel {self.wheel!r}.")
        if self.at is not None and not all(math.isfinite(number) for number in self.at):
            raise ValueError(f"The map cannot be opened at {self.at!r}.")

    def script_argument(self) -> str:
        """The state as JSON that no template engine reads anything in.

        Example:
            >>> MapState(view="v1", revision=3).script_argument()[:30]
            '{"at": null, "counts": {"Battl'
        """
        box, spot = self.fit, self.spot
        text = json.dumps(
            {
                "view": self.view,
                "revision": int(self.revision),
                "selected": self.selected,
                "places": list(self.places),
                "spot": None if spot is None else [float(spot.lat), float(spot.lon)],
                "fit": None
                if box is None
                else [float(edge) for edge in (box.south, box.west, box.north, box.east)],
                "at": None if self.at is None else [float(number) for number in self.at],
                "theme": self.theme,
                "small": bool(self.small),
                "wheel": self.wheel,
                "in_link": bool(self.in_link),
                "counts": {str(family): int(self.counts.get(family, 0)) for family in Family},
            },
            sort_keys=True,
            allow_nan=False,
        )
        if any(sign in text for sign in _TEMPLATE_SIGNS):
            raise AssertionError("A state of the map must never look like a template.")
        return text
