"""Words of calamity: fires, eruptions, what collapses, sinks or spreads."""

from __future__ import annotations

from collections import Counter

from geodata.events.kinds.fighting import firing
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

_WOODLAND = word_set(
    """
    forest forests bush brush wildfire acres hectares
    """
)
_VOLCANIC = word_set(
    """
    volcano mount mt volcanic ash lava crater volcanoes
    """
)


def burning(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'the forest burned', 'a fire at the mill', 'fired shots'."""
    if not hit.is_noun:
        return firing(hit, words, near, company)
    if _WOODLAND.intersection(words.lowers):
        return EventKind.DISASTER
    return EventKind.ACCIDENT


def erupting(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """Volcanoes erupt; so do crowds, elsewhere."""
    volcanic = _VOLCANIC
    return EventKind.DISASTER if volcanic.intersection(words.lowers) else None


_SLOPES = word_set("mountainside hillside slope mountain hill glacier cliff")


def collapsing(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Buildings collapse; so do talks."""
    if _SLOPES.intersection(words.lowers[max(0, hit.number - 5) : hit.end + 5]):
        return EventKind.DISASTER
    return EventKind.ACCIDENT if near["buildings"] or company["buildings"] else None


def plunging(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """Vehicles plunge, sink and overturn; so do prices."""
    dead = hit.is_noun and hit.trigger.lemma == "crash" and company["violence"]
    return EventKind.ACCIDENT if near["vehicles"] or dead else None


def spreading_illness(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """An outbreak where illness is spoken of."""
    return EventKind.DISASTER if company["health"] else None
