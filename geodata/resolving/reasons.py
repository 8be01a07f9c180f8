"""Why this place and not another: sentences that are true of the report, strongest first."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import numpy as np

from geodata.coordinates import EARTH_RADIUS_KM
from geodata.gazetteer import Gazetteer, name_key
from geodata.model import PlaceKind, Usage
from geodata.resolving.choice import SAME_AREA_KM, Choice
from geodata.resolving.clues import CLUES
from geodata.resolving.scene import ABOVE_TOWNS

MOST_REASONS: Final = 3
_ORDER = list(CLUES)
_SAME_GROUND: Final = math.cos(SAME_AREA_KM / EARTH_RADIUS_KM)
_WITH_ARTICLE: Final = ("United ", "Republic of ", "Democratic Republic ", "Central African ")
_PLURAL: Final = frozenset(
    ("Netherlands", "Philippines", "Maldives", "Bahamas", "Seychelles", "Comoros", "Gambia")
)


class Explainer:
    """Computes the sentences for a scene whose choices are made."""

    def __init__(self, choice: Choice) -> None:
        self.scene, self.chosen = choice.scene, choice.chosen.tolist()
        self.named = [n for n, group in enumerate(choice.scene.groups) if group.mentions]
        self.pulls = choice.strengths * np.array([choice.model.clues[name] for name in CLUES])
        self.totals = self.pulls.sum(axis=1)
        self.strengths = choice.strengths

    def reasons(self, index: int) -> tuple[str, ...]:
        """Why the place at ``index`` of the scene could be the one, strongest clue first."""
        scene = self.scene
        group = int(scene.group_of[index])
        size = int(scene.sizes[group])
        begin = int(scene.edges[group])
        if size == 1:
            return tuple(filter(None, (self._only(group), self._stands_for_division(index, group))))
        others = [n for n in range(begin, begin + size) if n != index]
        rival = max(self._apart(index, others, group), key=self.totals.__getitem__)
        pull = self.pulls[index] - self.pulls[rival]
        found: list[str] = []
        for clue in np.argsort(-pull, kind="stable").tolist():
            if pull[clue] < 0.05:
                break
            sentence = self._sentence(_ORDER[clue], index, group)
            told = {before.partition(",")[0] for before in found}
            if sentence and sentence.partition(",")[0] not in told:
                found.append(sys.intern(sentence))  # the pieces of a long text share them
            if len(found) == MOST_REASONS:
                break
        stands_for = self._stands_for_division(index, group)
        if stands_for:
            found.append(sys.intern(stands_for))
        where = self._where(rival, index)
        if where and index == self.chosen[group]:
            found.append(sys.intern(f"The next likely {self._called(group)} {where}."))
        return tuple(found)

    def _apart(self, index: int, others: list[int], group: int) -> list[int]:
        """The namesakes worth telling it from: elsewhere first, then its own town or region."""
        if self.scene.groups[group].unit in ABOVE_TOWNS:
            return others
        return [other for other in others if not self._is_same_ground(index, other)] or others

    def _is_same_ground(self, index: int, other: int) -> bool:
        """Whether one lies in the other, or they are a town and a division side by side."""
        scene = self.scene
        if int(scene.rows[other]) in self._above(index):
            return True
        if int(scene.rows[index]) in self._above(other):
            return True
        near = scene.position[index] @ scene.position[other] > _SAME_GROUND
        return bool(near and scene.kind[index] != scene.kind[other])

    def _sentence(self, clue: str, index: int, group: int) -> str:
        scene = self.scene
        if clue in ("prominence", "best known", "lead"):
            begin, size = int(scene.edges[group]), int(scene.sizes[group])
            top = scene.prominence[begin : begin + size].max()
            if scene.prominence[index] >= top:
                return f"It is the best known of {size} places called {self._called(group)}."
            return ""
        if clue in ("beside", "same sentence"):
            return self._container(index, group, clue)
        if clue in ("country share", "country named"):
            return self._lying_in(int(scene.country_row[index]), index, group)
        if clue in ("region share", "region named"):
            return self._lying_in(int(scene.admin1[index]), index, group)
        if clue == "holds others" or clue == "holds beside":
            return self._holding(index, group)
        if clue.startswith("near"):
            return self._nearest(index, group)
        if clue == "said kind" and self.strengths[index, _ORDER.index(clue)] > 0:
            return f"The words beside it say that it is {self._said(index, group)}."
        return ""

    def _said(self, index: int, group: int) -> str:
        """What the words make of it; a county may be a region and a province a district."""
        unit = self.scene.groups[group].unit
        kind = self.scene.gazetteer.kinds[int(self.scene.kind[index])]
        return "a division" if unit in ABOVE_TOWNS and kind.value != unit else _a(unit)

    def _only(self, group: int) -> str:
        found = self.scene.found
        usages = {found[n].mention.usage for n in self.scene.groups[group].mentions}
        called = self._called(group)
        if usages == {Usage.DEMONYM}:
            return f"No other place of the gazetteer has people or things called {called}."
        return f"It is the only place called {called} in the gazetteer."

    def _stands_for_division(self, index: int, group: int) -> str:
        """That the report means a division which the gazetteer lacks, and has only its town."""
        scene = self.scene
        own = scene.groups[group]
        town = scene.gazetteer.kinds.index(PlaceKind.SETTLEMENT)
        if own.unit not in ABOVE_TOWNS or own.bare or int(scene.kind[index]) != town:
            return ""
        if index != self.chosen[group]:
            return ""
        return "The report names a division; the gazetteer has only the town of that name."

    def _called(self, group: int) -> str:
        """The name as the report writes it, without the capitals of a headline or dateline."""
        texts = [self.scene.found[n].mention.text for n in self.scene.groups[group].mentions]
        mixed = next((text for text in texts if not text.isupper()), "")
        if mixed:
            return mixed
        usual = self._name(int(self.scene.rows[self.chosen[group]]))
        return usual if name_key(usual) == name_key(texts[0]) else texts[0]

    def _inside(self, row: int) -> str:
        """A name as it follows "in": with the article that some countries have."""
        name = self._name(row)
        return f"the {name}" if name.startswith(_WITH_ARTICLE) or name in _PLURAL else name

    def _name(self, row: int) -> str:
        return _name_of(self.scene.gazetteer, row)

    def _where(self, index: int, other: int) -> str:
        """Where a namesake lies, in words that tell it from the other."""
        scene = self.scene
        kind = scene.gazetteer.kinds[int(scene.kind[index])]
        if int(scene.country_row[index]) != int(scene.country_row[other]):
            country = self._inside(int(scene.country_row[index]))
            return f"lies in {country}" if country and kind is not PlaceKind.COUNTRY else ""
        if int(scene.rows[other]) in self._above(index):
            return f"is {_a(kind.value)} in it"
        if int(scene.rows[index]) in self._above(other):
            return f"is the {kind.value} around it"
        region = self._name(int(scene.admin1[index]))
        called = self._called(int(scene.group_of[index]))
        if int(scene.admin1[index]) != int(scene.admin1[other]) and region not in ("", called):
            return f"lies in {region}"
        return f"is {_a(kind.value)}" if scene.kind[index] != scene.kind[other] else ""

    def _others(self, group: int) -> Iterator[tuple[int, int]]:
        """Number and chosen place of every other name that the report has."""
        return ((n, self.chosen[n]) for n in self.named if n != group)

    def _above(self, index: int) -> tuple[int, int, int]:
        scene = self.scene
        return (
            int(scene.admin2[index]),
            int(scene.admin1[index]),
            int(scene.country_row[index]),
        )

    def _container(self, index: int, group: int, clue: str) -> str:
        scene = self.scene
        near = (
            scene.groups[group].beside if clue == "beside" else scene.groups[group].sentence_mates
        )
        above = [row for row in self._above(index) if row >= 0 and row != int(scene.rows[index])]
        for other in sorted(near):
            row = int(scene.rows[self.chosen[other]])
            if row in above:
                how = "right beside it" if clue == "beside" else "in the same sentence"
                return f"It lies in {self._inside(row)}, which is named {how}."
        return ""

    def _lying_in(self, above: int, index: int, group: int) -> str:
        """How often the report names a country or region, else how many places lie there."""
        scene = self.scene
        if above < 0 or above == int(scene.rows[index]):
            return ""
        mentions = [
            scene.found[mention].mention.usage
            for n, place in self._others(group)
            if int(scene.rows[place]) == above
            for mention in scene.groups[n].mentions
        ]
        name = self._inside(above)
        if mentions:
            people = " or whose people it names" if Usage.DEMONYM in mentions else ""
            return f"It lies in {name}, which this report names{people} {_times(len(mentions))}."
        inside = sum(1 for _, place in self._others(group) if above in self._above(place))
        if inside:
            return f"{_count(inside)} in {name} too."
        return ""

    def _holding(self, index: int, group: int) -> str:
        scene = self.scene
        row = int(scene.rows[index])
        inside = sum(1 for _, place in self._others(group) if row in self._above(place))
        return f"{_count(inside)} in it." if inside else ""

    def _nearest(self, index: int, group: int) -> str:
        scene = self.scene
        best_km, best = 1e9, -1
        if scene.gazetteer.kinds[int(scene.kind[index])] is PlaceKind.COUNTRY:
            return ""
        settlement = scene.gazetteer.kinds.index(PlaceKind.SETTLEMENT)
        for _, place in self._others(group):
            if scene.kind[place] != settlement:
                continue  # the middle of a country says little about distance
            dot = float(np.clip(scene.position[index] @ scene.position[place], -1.0, 1.0))
            km = EARTH_RADIUS_KM * float(np.arccos(dot))
            if 0.5 < km < best_km:
                best_km, best = km, place
        if best < 0 or best_km > 1500:
            return ""
        name = self._name(int(scene.rows[best]))
        return f"It lies about {_rounded(best_km)} km from {name}, which this report names too."


def _a(word: str) -> str:
    """The word with its article."""
    return f"an {word}" if word[:1].lower() in set("aeiou") else f"a {word}"


@lru_cache(maxsize=20_000)
def _name_of(gazetteer: Gazetteer, row: int) -> str:
    return gazetteer.name_of(row)


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"


def _count(number: int) -> str:
    return (
        "One other place of this report lies"
        if number == 1
        else f"{number} other places of this report lie"
    )


def _rounded(km: float) -> int:
    """A distance as one says it: to 1 km up to 20, to 5 up to 100, to 10 beyond."""
    step = 1 if km < 20 else 5 if km < 100 else 10
    return max(1, round(km / step) * step)
