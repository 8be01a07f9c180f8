"""The gazetteer as geoparsing wants to see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geodata.gazetteer import Gazetteer, name_key
from geodata.geoparsing.names import KIND_BIT, NameTraits

_MOST_PLACES: Final = 64
_KINDS_OF: Final = 5
_MOST_CACHED: Final = 100_000


class GazetteerNames:
    """A NameIndex over a gazetteer; remembers the traits of the names it was asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._traits: dict[int, NameTraits] = {}
        self._bits = [KIND_BIT[kind] for kind in gazetteer.kinds]

    def key(self, text: str) -> str:
        """The gazetteer's own key of a word."""
        return name_key(text)

    def names_at(self, text_key: str, start: int = 0) -> Sequence[tuple[int, int]]:
        """Names that begin at ``start`` of a key and end where a word ends: (end, number)."""
        return self.gazetteer.names_at(text_key, start)

    def traits(self, name_number: int) -> NameTraits:
        """What the gazetteer knows of a name, from the places that have it."""
        known = self._traits.get(name_number)
        if known is None:
            if len(self._traits) > _MOST_CACHED:
                self._traits.clear()
            known = self._traits[name_number] = self._computed(name_number)
        return known

    def _computed(self, name_number: int) -> NameTraits:
        gazetteer = self.gazetteer
        rows = gazetteer.rows_of(name_number, _MOST_PLACES)
        kinds = [self._bits[gazetteer.kind[row]] for row in rows[:_KINDS_OF]]
        joined = 0
        for bit in kinds:
            joined |= bit
        return NameTraits(
            places=len(rows),
            prominence=float(gazetteer.name_prominence[name_number]),
            kind=kinds[0],
            kinds=joined,
            flags=int(gazetteer.name_flags[name_number]),
            best_flags=gazetteer.flags_of(name_number, 1)[0],
        )
