"""What geoparsing needs to know about names; a gazetteer is one way to know it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntFlag
from typing import NamedTuple, Protocol

from geodata.model import PlaceKind


class Trait(IntFlag):
    """What sort of name a name is; for a key, over all places that have it."""

    MAIN = 1  # the usual name of some place
    DEMONYM = 2  # "Turkish", "Londoner"
    ABBREVIATION = 4  # "W.Va.", "USA": counts only when the text has its capitals
    CODE = 8  # three capitals: an airport's code
    ROMANISED = 16  # a lower-case transliteration made by machine
    SHORT = 32  # a name without its generic word: "Fairfax" for "Fairfax County"
    COMMON = 64  # also an everyday word: "Reading", "Nice", "Of"


KIND_BIT = {kind: 1 << number for number, kind in enumerate(PlaceKind)}
"""The bit that stands for a kind in ``NameTraits.kinds``."""


class NameTraits(NamedTuple):
    """What is known of a name, whichever place it means.

    Attributes:
        places: how many places have it, counted up to 64.
        prominence: of the most prominent of them, about log10 of its population.
        kind: the KIND_BIT of that one.
        kinds: the KIND_BITs of the five most prominent.
        flags: Trait bits over all of them.
        best_flags: Trait bits of the most prominent one.
    """

    places: int
    prominence: float
    kind: int
    kinds: int
    flags: int
    best_flags: int


class NameIndex(Protocol):
    """A set of numbered names to look for in a text."""

    def key(self, text: str) -> str:
        """The form in which names are compared; several words are joined by a space."""
        ...

    def names_at(self, text_key: str, start: int = 0) -> Sequence[tuple[int, int]]:
        """Names that begin at ``start`` of a key and end where a word ends: (end, number)."""
        ...

    def traits(self, name_number: int) -> NameTraits:
        """What is known of a name that ``names_at`` found."""
        ...
