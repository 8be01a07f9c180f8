"""What an index holds: its columns, and what is made from them when first asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata.browse.columns import ACTOR_SEPARATOR, Columns, Ints
from geodata.browse.regions import Atlas, Regions, regions_of
from geodata.browse.repeats import Repeats, repeats_of
from geodata.browse.search import TextSearch, event_texts
from geodata.browse.texts import Texts


@dataclass(frozen=True, slots=True)
class Names:
    """The single names in joined ones.

    Attributes:
        values: every name.
        pair_name, pair_combination: which combination has which, each pair once, as codes.
    """

    values: list[str]
    pair_name: Ints
    pair_combination: Ints

    @classmethod
    def of(cls, combinations: list[str]) -> Names:
        """The names of joined ones."""
        codes: dict[str, int] = {}
        names, places = [], []
        for place, value in enumerate(combinations):
            for name in dict.fromkeys(value.split(ACTOR_SEPARATOR)) if value else ():
                names.append(codes.setdefault(name, len(codes)))
                places.append(place)
        return cls(list(codes), np.array(names, dtype=np.int32), np.array(places, dtype=np.int32))


class Holdings:
    """The columns of an index and what belongs to them; shared by all its selections."""

    def __init__(
        self, columns: Columns, atlas: Atlas | None = None, texts: Texts | None = None
    ) -> None:
        self.columns = columns
        self.atlas = atlas
        self._texts = texts
        self._lock = threading.Lock()

    @cached_property
    def search(self) -> TextSearch:
        """The search over the texts."""
        return TextSearch(self.columns, self.atlas, self.texts)

    def texts(self) -> Texts:
        """The words of titles and passages, made when first asked for."""
        with self._lock:
            if self._texts is None:
                self._texts = event_texts(self.columns.table)
            return self._texts

    @cached_property
    def actors(self) -> Names:
        """Every actor of any combination."""
        return Names.of(self.columns.actors.values)

    @cached_property
    def sources(self) -> Names:
        """Every source of any combination."""
        return Names.of(self.columns.source.values)

    @cached_property
    def regions(self) -> Regions:
        """Which regions the places lie in."""
        return regions_of(self.columns, self.atlas)

    def label_of_region(self, region_id: str) -> str:
        """What a region is called; its id when nobody knows."""
        known = "" if self.atlas is None else self.atlas.label_of(region_id)
        return known or self.label_of_place(region_id)

    def label_of_place(self, place_id: str) -> str:
        """What a place is called, its id when nothing stands there."""
        columns, code = self.columns, self.place_codes.get(place_id)
        if code is None:
            return place_id
        row = columns.place_row[code]
        label: str = columns.place_label.values[columns.place_label.codes[row]]
        return label

    @cached_property
    def place_codes(self) -> dict[str, int]:
        """The code of each place id."""
        return {place_id: code for code, place_id in enumerate(self.columns.place_id.values)}

    # ------------------------------------------- events with several places in one

    @cached_property
    def place_repeats(self) -> Repeats:
        """Events with several pins at one place."""
        return repeats_of(self.columns, self.columns.stack_place)

    @cached_property
    def precision_repeats(self) -> Repeats:
        """Events with several pins of one precision."""
        return repeats_of(self.columns, self.columns.stack_precision)

    @cached_property
    def region_repeats(self) -> tuple[Repeats, ...]:
        """Events with several pins in one region, level by level."""
        levels = self.regions.of_stacks(self.columns).T
        return tuple(repeats_of(self.columns, level) for level in levels)
