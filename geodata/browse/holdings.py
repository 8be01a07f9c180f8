"""What an index holds: its columns, and what is made from them when first asked for."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata.browse.answers import Answers
from geodata.browse.columns import ACTOR_SEPARATOR, Bools, Columns, Ints
from geodata.browse.identities import Identities, Marks
from geodata.browse.regions import Atlas, Regions, regions_of
from geodata.browse.repeats import Repeats, repeats_of
from geodata.browse.search import TextSearch, event_texts
from geodata.browse.texts import EventWords, Texts

KEPT_PAGES = 24  # of the list; 300 kB for 500 lines


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
        self,
        columns: Columns,
        atlas: Atlas | None = None,
        texts: Texts | None = None,
        marks: Marks | None = None,
    ) -> None:
        """The holdings of an index.

        Args:
            columns: of the index.
            atlas: a gazetteer, if there is one.
            texts: the words of its pages' first table, when they are known.
            marks: the ids of that table likewise.
        """
        self.columns = columns
        self.atlas = atlas
        self._texts = texts
        self._marks = marks
        self._words: EventWords | None = None
        self._lock = threading.Lock()
        self.pages = Answers(KEPT_PAGES)

    @cached_property
    def search(self) -> TextSearch:
        """The search over the texts."""
        return TextSearch(self.columns, self.atlas, self.event_words)

    def texts(self) -> Texts:
        """The words of titles and passages in the first table, made when first asked for."""
        with self._lock:
            if self._texts is None:
                self._texts = event_texts(self.columns.pages.table)
            return self._texts

    def marks(self) -> Marks:
        """The ids of the first table, sorted when first asked for."""
        with self._lock:
            if self._marks is None:
                self._marks = Marks.of(self.columns.pages.table)
            return self._marks

    def event_words(self) -> EventWords:
        """The words of the titles and passages of all events."""
        first, pages = self.texts(), self.columns.pages
        with self._lock:
            if self._words is None:
                later = event_texts(pages.later) if len(pages.later) else None
                self._words = EventWords(first, later, pages.row)
            return self._words

    def inherit(self, before: Holdings) -> None:
        """Take over what an older index knows and this one would find out again."""
        self._texts = self._texts or before._texts
        self._marks = self._marks or before._marks
        same_places = self.columns.place_id.values is before.columns.place_id.values
        if same_places and self.atlas is before.atlas is not None and "regions" in before.__dict__:
            self.__dict__["regions"] = before.regions
        for name in ("actors", "sources"):
            words = "source" if name == "sources" else name
            mine, theirs = getattr(self.columns, words), getattr(before.columns, words)
            if mine.values is theirs.values and name in before.__dict__:
                self.__dict__[name] = before.__dict__[name]
        if "search" in before.__dict__:
            self.search.inherit(before.search)

    @cached_property
    def ids(self) -> Identities:
        """The events by their ids."""
        return Identities.of(self.columns.pages, self.marks())

    @cached_property
    def is_placed(self) -> Bools:
        """Which events have a place."""
        placed: Bools = self.columns.row_stack[self.columns.first_row[:-1]] >= 0
        return placed

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

    def places_in(self, regions: Collection[str]) -> Bools:
        """Which places lie in one of some countries, divisions or areas of several, or are one."""
        wanted = set(regions)
        if self.atlas is not None:
            wanted.update(part for one in regions for part in self.atlas.parts_of(one))
        inside = np.array([*(one in wanted for one in self.regions.ids), False])
        found: Bools = np.logical_or.reduce(inside[self.regions.of_place], axis=1)
        named = [code for one in wanted if (code := self.place_codes.get(one)) is not None]
        found[named] = True
        return found

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas of several countries or divisions that any event lies in."""
        if self.atlas is None:
            return ()
        here = {*self.regions.ids, *self.place_codes}
        return tuple(one for one in self.atlas.areas() if here & set(self.atlas.parts_of(one)))

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
