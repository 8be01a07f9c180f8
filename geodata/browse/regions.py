"""Which countries and divisions the places of a collection lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from geodata.browse.columns import Columns, Ints

LEVELS = 3  # a place lies in at most a country, a region and a district


class Atlas(Protocol):
    """What the index asks of a gazetteer, which it does not know itself."""

    def regions_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """For each place the ids of its country, region and district, or its own; () if unknown."""
        ...

    def parts_of(self, region_id: str) -> tuple[str, ...]:
        """An area's own id with those of all countries, divisions and areas in it; itself else."""
        ...

    def areas(self) -> tuple[str, ...]:
        """The ids of the areas that have parts."""
        ...

    def label_of(self, place_id: str) -> str:
        """What a region is called, '' when it is not known."""
        ...

    def names_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """For each place every name in every script, () when it is not known."""
        ...


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of a collection.

    Attributes:
        ids: of every region any place lies in.
        of_place: for each code of place_id its regions' codes, a row of LEVELS; -1 for none.
    """

    ids: list[str]
    of_place: Ints

    def of_stacks(self, columns: Columns) -> Ints:
        """For each stack its regions' codes, likewise."""
        found: Ints = self.of_place[columns.stack_place]
        return found


def regions_of(columns: Columns, atlas: Atlas | None) -> Regions:
    """The regions of all places; without an atlas what the collection itself says."""
    place_ids = columns.place_id.values
    found = [()] * len(place_ids) if atlas is None else atlas.regions_of(place_ids)
    codes: dict[str, int] = {}
    table = np.full((len(place_ids), LEVELS), -1, dtype=np.int32)
    for place, regions in enumerate(found):
        own = regions or _said_by_itself(columns, place)
        for level, region in enumerate(own[:LEVELS]):
            table[place, level] = codes.setdefault(region, len(codes))
    return Regions(list(codes), table)


def _said_by_itself(columns: Columns, place: int) -> tuple[str, ...]:
    """The country whose code the collection has, and the place when it is a division."""
    own_id = columns.place_id.values[place]
    row = columns.place_row[place]
    country = columns.country.values[columns.country.codes[row]] if row >= 0 else ""
    found = [f"iso:{country}"] if country else []
    if own_id.startswith(("iso:", "adm1:", "adm2:")):
        found.append(own_id)
    return tuple(dict.fromkeys(found))
