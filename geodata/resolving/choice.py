"""Clues added up: for every possible place of every name its chance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from geodata.coordinates import EARTH_RADIUS_KM
from geodata.gazetteer import Gazetteer, NameFlag
from geodata.gazetteer.names import name_key
from geodata.geoparsing import FoundName
from geodata.geoparsing.tokens import Tokens
from geodata.model import PlaceKind
from geodata.resolving import clues
from geodata.resolving.scene import ABOVE_TOWNS, Floats, Ints, Scene, scene_of
from geodata.resolving.weights import ChoiceModel, fitted

SAME_AREA_KM: Final = 50.0
SEAT_SHARE: Final = 0.25  # of a region's people, who live in the town that it is named after
_MOST: Final = 0.6  # of the names of a report
_FAR_KM: Final = 500.0  # beyond it a country is no neighbour of what happens
_VERY_FAR_KM: Final = 1500.0  # from all that a report names
_KNOWN_AFAR: Final = 4.7  # prominence of a town of 50,000: smaller ones are not news elsewhere
_SURROUNDINGS: Final = math.cos(100.0 / EARTH_RADIUS_KM)  # km between a town and its region
_TOWN_LEAD: Final = 1.0  # log-odds
_AS_GOOD_AS_SURE: Final = 0.3  # chance of a place named beside the region that holds it
_HARDLY_ANY: Final = 0.05  # share of the report's other names
_NEARLY_ALL: Final = 0.5
_MAIN: Final = int(NameFlag.MAIN)
GROUNDS: Final = (
    "bias",
    "recognition",
    "choice",
    "prominence",
    "container",
    "country share",
    "near",
    "said kind",
    "unusual country",
    "contradicted",
    "elsewhere",
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
    _by_country: dict[int, float] = field(default_factory=dict)

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

    def is_another_kind(self, group: int) -> bool:
        """Whether every mention is called an island or a river, and the place is a town."""
        own = self.scene.groups[group]
        town = self.scene.gazetteer.kinds.index(PlaceKind.SETTLEMENT)
        said = own.unit in ("island", "water", "mountains") and not own.bare
        return said and int(self.scene.kind[self.chosen[group]]) == town

    def is_unlikely_country(self, group: int) -> bool:
        """Whether the words are those of a town, and the place is a country far from all else.

        The gazetteer has no such town then: a bridge "at Bahrain" in a report about Pakistan.
        """
        scene, chosen = self.scene, int(self.chosen[group])
        if not scene.groups[group].spot:
            return False
        if int(scene.kind[chosen]) != scene.gazetteer.kinds.index(PlaceKind.COUNTRY):
            return False
        return self.lies_elsewhere(group) and self._away_km(chosen, group) > _FAR_KM

    def is_far_namesake(self, group: int) -> bool:
        """Whether it is a small town very far from all else that the report names.

        The gazetteer lacks hamlets: the "Liancourt" of a report about Haiti is not the one in
        France, though no other is known.
        """
        scene, chosen = self.scene, int(self.chosen[group])
        below = self._below_countries
        return (
            int(scene.kind[chosen]) in below
            and float(scene.prominence[chosen]) < _KNOWN_AFAR
            and self.lies_elsewhere(group)
            and self._away_km(chosen, group) > _VERY_FAR_KM
        )

    def _away_km(self, place: int, group: int) -> float:
        """From the rim of a place to the nearest other place that the report names, in km."""
        scene = self.scene
        others = [
            int(other)
            for n, other in enumerate(self.chosen.tolist())
            if n != group and scene.groups[n].mentions
        ]
        dots = np.clip(scene.position[others] @ scene.position[place], -1.0, 1.0)
        nearest = EARTH_RADIUS_KM * float(np.arccos(dots.max(initial=-1.0)))
        return nearest - float(scene.gazetteer.radius_km[scene.rows[place]])

    def lies_elsewhere(self, group: int) -> bool:
        """Whether it lies in a country of its own and most of the rest lies in another."""
        return self._support(group)["elsewhere"] > _MOST

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
            "said kind": own["said kind"],
            "unusual country": own["unusual name"] * own["country"],
            "contradicted": self._contradicted(chosen, group),
            "elsewhere": self._elsewhere(chosen, group),
        }
        return known

    def _contradicted(self, chosen: int, group: int) -> float:
        """Whether it lies in none of the countries and divisions that words say it lies in."""
        scene = self.scene
        if scene.country_row[chosen] < 0 or scene.kind[chosen] not in self._below_countries:
            return 0.0
        above = {int(scene.country_row[chosen]), int(scene.admin1[chosen])}
        above |= {int(scene.admin2[chosen]), int(scene.rows[chosen])}
        named = [int(self.chosen[other]) for other in scene.groups[group].within]
        named = [index for index in named if scene.kind[index] in self._with_members]
        if not named or any(int(scene.rows[index]) in above for index in named):
            return 0.0
        return float(max(self.chances[index] for index in named))

    def _elsewhere(self, chosen: int, group: int) -> float:
        """How much more of the report's names lie in another country than in the place's own."""
        scene = self.scene
        own = int(scene.country_row[chosen])
        if own < 0 or len(scene.groups) < 2:
            return 0.0
        if not self._by_country:
            for index, weight in zip(self.chosen.tolist(), scene.weight.tolist(), strict=True):
                country = int(scene.country_row[index])
                self._by_country[country] = self._by_country.get(country, 0.0) + weight
        most = max((w for c, w in self._by_country.items() if c not in (own, -1)), default=0.0)
        total = sum(self._by_country.values()) - float(scene.weight[group])
        rest = self._by_country.get(own, 0.0) - float(scene.weight[group])
        return max(0.0, most - rest) / max(total, 1e-9)

    @property
    def _below_countries(self) -> set[int]:
        kinds = self.scene.gazetteer.kinds
        return {kinds.index(k) for k in (PlaceKind.SETTLEMENT, PlaceKind.DISTRICT)}

    @property
    def _with_members(self) -> set[int]:
        kinds = self.scene.gazetteer.kinds
        return {kinds.index(k) for k in (PlaceKind.COUNTRY, PlaceKind.REGION)}

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
    if len(scene.inside.seats):
        chances = scene.share(_towns_first(scene, strengths @ weights, chances))
    chances = _as_said(scene, _home_before_abroad(scene, strengths, chances))
    bounds = zip(scene.edges.tolist(), scene.sizes.tolist(), strict=True)
    chosen = [begin + int(np.argmax(chances[begin : begin + size])) for begin, size in bounds]
    return Choice(scene, model, chances, strengths, np.array(chosen))


def _towns_first(scene: Scene, scores: Floats, chances: Floats) -> Floats:
    """Scores under which a town comes before the region around it that has its name.

    Annotated news mean the town nine times in ten, and a score within 161 km cannot teach it.
    The region keeps its lead where the words make an area of the name ("Aleppo province",
    "northern Aleppo", "Afrin, Aleppo"), where few of its people live in the town, and where
    its middle lies far off, as that of the state of New York does, unless in a dateline.
    """
    pairs = scene.inside
    holding = set(pairs.outer[pairs.beside & (chances[pairs.inner] > _AS_GOOD_AS_SURE)].tolist())
    people = scene.gazetteer.population[scene.rows].astype(np.float64)
    scores = scores.copy()
    for town, region in zip(pairs.seats, pairs.regions, strict=True):
        group = scene.groups[int(scene.group_of[town])]
        if group.unit in ABOVE_TOWNS or group.wide or int(region) in holding:
            continue
        near = group.dateline or scene.position[town] @ scene.position[region] > _SURROUNDINGS
        as_usual = int(scene.flags[town]) & _MAIN or not int(scene.flags[region]) & _MAIN
        if near and as_usual and people[town] > SEAT_SHARE * people[region]:
            scores[town] = max(scores[town], scores[region] + _TOWN_LEAD)
    return scores


def _home_before_abroad(scene: Scene, strengths: Floats, chances: Floats) -> Floats:
    """Chances under which a town of the report's country comes before a country far off.

    Only where the name is not the country's usual one, as Trinidad is not Trinidad and Tobago's,
    nothing else in the report lies in that country, and nearly all else lies in the town's.
    """
    country, town = (
        scene.gazetteer.kinds.index(kind) for kind in (PlaceKind.COUNTRY, PlaceKind.SETTLEMENT)
    )
    share = strengths[:, clues.ORDER["country share"]]
    chances = chances.copy()
    for begin, size in zip(scene.edges.tolist(), scene.sizes.tolist(), strict=True):
        own = slice(begin, begin + size)
        best = begin + int(np.argmax(chances[own]))
        if scene.kind[best] != country or share[best] > _HARDLY_ANY or _is_whole_name(scene, best):
            continue
        home = np.where((scene.kind[own] == town) & (share[own] > _NEARLY_ALL), chances[own], 0.0)
        first = begin + int(np.argmax(home))
        if home[first - begin] > 0 and int(scene.flags[first]) & _MAIN:
            chances[[best, first]] = chances[[first, best]]
    return chances


def _as_said(scene: Scene, chances: Floats) -> Floats:
    """Chances under which "Cebu province" is no town: a division of that country comes first."""
    kinds = scene.gazetteer.kinds
    town = kinds.index(PlaceKind.SETTLEMENT)
    divisions = (kinds.index(PlaceKind.REGION), kinds.index(PlaceKind.DISTRICT))
    chances = chances.copy()
    for number, group in enumerate(scene.groups):
        if group.unit not in ABOVE_TOWNS or group.bare:
            continue
        begin = int(scene.edges[number])
        own = slice(begin, begin + int(scene.sizes[number]))
        best = begin + int(np.argmax(chances[own]))
        if scene.kind[best] != town:
            continue
        near = scene.country_row[own] == scene.country_row[best]
        around = np.where(near & np.isin(scene.kind[own], divisions), chances[own], 0.0)
        division = begin + int(np.argmax(around))
        if around[division - begin] > 0:
            chances[[best, division]] = chances[[division, best]]
    return chances


def _is_whole_name(scene: Scene, index: int) -> bool:
    """Whether the report writes all of a place's usual name."""
    whole = name_key(scene.gazetteer.name_of(int(scene.rows[index])))
    return scene.groups[int(scene.group_of[index])].key == whole


def first_chances(scene: Scene) -> Floats:
    """Chances before anything of the report is weighed: in proportion to the population."""
    usual = scene.prominence - 0.7 * clues.unusual_name(scene, scene.prominence)
    usual -= clues.machine_name(scene, scene.prominence)
    return scene.share(math.log(10) * usual)
