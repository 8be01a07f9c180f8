"""Where a place lies that the gazetteer lacks: the smallest known place named around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from geodata.events.named_places import Named, plain_place
from geodata.events.strangers import KINDS_OF_PLACES, Stranger
from geodata.events.words import Words, word_set
from geodata.model import EventPlace, PlaceKind, PlaceRole, Precision

_FARTHEST = 12  # words between the name and what contains it
_JOINTS = word_set(
    """
    , of in the ( 's local government sub mountain range remote rural neighboring neighbouring
    adjacent nearby
    """
)
_SHELLED = word_set("shelled bombed attacked raided stormed")
_AROUND_KM = 15.0  # how far a village may lie from the town that it is said to lie in
_READ = re.compile(r"“(.*)” is not in the gazetteer: ")
_TRUST = 0.8  # of the score of what contains it


def somewhere_in(
    words: Words,
    stranger: Stranger,
    names: Sequence[Named],
    persons: Collection[int],
    *,
    anywhere: bool = False,
) -> EventPlace | None:
    """The place of an event in a village nobody knows: somewhere in what contains it.

    That is the first known place behind it ("Nyalun community of Wase", "Hadwell, Co Cork") or the
    one that owns it ("Nepal's Baitadi district"). It keeps the precision of what contains it; the
    reading says that the name is not in the gazetteer. None where the words name nothing around it.

    Args:
        words: the sentence.
        stranger: the name.
        names: the known places of the sentence.
        persons: where in the report names of persons and groups begin.
        anywhere: take the first of the names, wherever it stands.
    """
    outer = names[0] if anywhere else _outer(words, stranger, names, persons)
    if outer is None:
        return None
    first, last = min(stranger.first, outer.first), max(stranger.end, outer.end) - 1
    struck = words.lower(stranger.first - 1) in _SHELLED
    found = plain_place(outer.match, outer.place, PlaceRole.TARGET if struck else PlaceRole.SITE)
    is_town = outer.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT)
    start, end = words.starts[first], max(words.ends[last], outer.match.end)
    return replace(
        found,
        name=" ".join(words.texts[first : last + 1]).replace(" ,", ",").replace(" 's", "'s"),
        precision=Precision.RELATIVE if is_town else found.precision,
        radius_km=outer.place.radius_km + _AROUND_KM if is_town else outer.place.radius_km,
        score=round(found.score * _TRUST, 3),
        start=start,
        end=end,
        reading=f"“{stranger.name}” is not in the gazetteer: somewhere in {outer.place.name}",
    )


def stranger_of(place: EventPlace) -> str:
    """The name of the village nobody knows that a place of an event stands for, '' for none."""
    found = _READ.match(place.reading)
    return "" if found is None else found[1]


def _outer(
    words: Words, stranger: Stranger, names: Sequence[Named], persons: Collection[int]
) -> Named | None:
    owner = next((n for n in names if n.end == stranger.first - 1), None)
    if owner is not None and words.lower(owner.end) == "'s":
        return owner
    begins = {name.first: name for name in names}
    for number in range(stranger.end, min(len(words), stranger.end + _FARTHEST)):
        if number in begins:
            return begins[number]
        if words.starts[number] in persons or not _joins(words, number):
            return None
    return None


def _joins(words: Words, number: int) -> bool:
    word = words.lowers[number]
    return (
        word in _JOINTS
        or word in KINDS_OF_PLACES
        or words.is_capital(number)
        or word.endswith("ern")
    )
