"""Places told by words around a name: between two, on a border, some way off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodata.coordinates import distance_km
from geodata.events import relative
from geodata.events.bearings import NEAR_WORDS, Bearing
from geodata.events.clauses import AUXILIARIES, DETERMINERS, Clause
from geodata.events.named_places import Named
from geodata.events.words import Words, word_set
from geodata.model import EventKind, EventPlace, PlaceKind, PlaceRole, Precision


def is_between(words: Words, bearing: Bearing, first: Named, second: Named) -> bool:
    """Whether two names are told as the ends of one stretch: 'between Berd and Ijevan'."""
    return (
        bearing.word == "between"
        and "and" in words.lowers[first.end : second.first]
        and (second.first - first.end <= 4)
    )


_FAR_APART_KM = 1500.0  # beyond, "between A and B" names parties and no way


def between(
    words: Words, bearing: Bearing, first: Named, second: Named, kind: EventKind
) -> list[EventPlace]:
    """Two towns give the way between them; two states are parties, or share a border."""
    states = PlaceKind.COUNTRY in (first.place.kind, second.place.kind)
    if "border" in words.lowers[max(0, bearing.number - 3) : bearing.number]:
        reading = relative.border_reading(first.place, second.place)
    elif states or distance_km(first.place.position, second.place.position) > _FAR_APART_KM:
        return []
    else:
        reading = relative.between_reading(first.place, second.place)
    start, end = words.starts[bearing.number], second.match.end
    return [_relative_place(words, first, reading, start, end)]


_OWN_BORDER = (["'s", "border", "with"], ["'s", "frontier", "with"])


def border(
    words: Words, bearing: Bearing, name: Named, following: Named | None
) -> EventPlace | None:
    """'on the border with Georgia', 'the Tavush section of the border', 'the X-Y border'."""
    if following is not None and words.lowers[name.end : following.first] in _OWN_BORDER:
        reading = relative.border_reading(name.place, following.place)
        return _relative_place(words, name, reading, name.match.start, following.match.end)
    before = words.lowers[max(0, name.first - 4) : name.first]
    after = words.lowers[name.end : name.end + 5]
    if bearing.word in ("with", "of", "") and {"border", "frontier"}.intersection(before):
        if bearing.word != "with" and "of" not in before:
            return None
        first = next(
            n for n in range(name.first - 1, -1, -1) if words.lowers[n] in ("border", "frontier")
        )
        if words.lower(first - 1) in DETERMINERS:
            first -= 1
        reading = relative.border_reading(name.place)
        return _relative_place(words, name, reading, words.starts[first], name.match.end)
    if after[:1] == ["section"] and "border" in after:
        reading = relative.border_reading(name.place)
        reading = replace(reading, words=f"the part of the border that lies in {name.place.name}")
        return _relative_place(words, name, reading, name.match.start, name.match.end)
    if (
        following is not None
        and words.lowers[name.end : following.first] in (["-"], ["–"], ["and"])
        and "border" in words.lowers[following.end : following.end + 2]
    ):
        reading = relative.border_reading(name.place, following.place)
        return _relative_place(words, name, reading, name.match.start, following.match.end)
    return None


def _relative_place(
    words: Words, name: Named, reading: relative.Reading, start: int, end: int
) -> EventPlace:
    first = words.at(start)
    text = " ".join(words.texts[first : words.at(end - 1) + 1]).replace(" 's", "'s")
    return EventPlace(
        name=text,
        place=name.place,
        role=PlaceRole.NEAR,
        precision=Precision.RELATIVE,
        position=reading.position,
        radius_km=round(reading.radius_km, 1),
        score=name.match.score,
        start=start,
        end=end,
        reasons=name.match.reasons,
        runners_up=name.match.runners_up,
        reading=reading.words,
    )


def off_or_near(
    words: Words, clause: Clause, bearing: Bearing, name: Named, before: Sequence[Named]
) -> EventPlace | None:
    """'12 km north of Berd', 'near Berd': a circle; None where no such words stand before it.

    Neither do they count behind a known name: in "Sumbawa east of Bali" they only explain it.
    """
    ends = {other.end for other in before}
    left = max(clause.start, name.first - 12)
    reading = relative.offset_reading(" ".join(words.lowers[left : name.first]), name.place)
    if reading is not None:
        start = _start_of(words, left, name, reading.start)
        if _describes(words, clause, words.at(start)) or words.at(start) in ends:
            return None
        return _relative_place(words, name, reading, start, name.match.end)
    if bearing.word in NEAR_WORDS:
        reading = relative.near_reading(bearing.word, name.place)
        return _relative_place(words, name, reading, words.starts[bearing.number], name.match.end)
    return None


_LYING = word_set("located situated lying lies sits about some roughly around just nearly almost")
_TOWNS = word_set(
    "town city village hamlet community municipality settlement suburb province district"
)


def _describes(words: Words, clause: Clause, first: int) -> bool:
    """Whether words like '12 km north of' say only where another place lies.

    So they do in ', a town of 50,000 located 200 miles from Santa Fe' and, of where a way
    begins, in 'travelling from Dolpa district west of Kathmandu'.
    """
    number = first - 1
    while number > clause.start and words.lowers[number] in _LYING:
        number -= 1
    fewest = max(clause.start, number - 7)
    for start in range(number, fewest - 1, -1):
        word = words.lowers[start]
        if word == "from" and start < first - 1:
            return True
        if word in ("a", "the", "an") and words.lower(start - 1) == ",":
            return bool(_TOWNS.intersection(words.lowers[start : number + 1]))
        if word in (",", "in", "at", "near") or word in AUXILIARIES:
            return False
    return False


def _start_of(words: Words, left: int, name: Named, length: int) -> int:
    """Where in the report the last `length` characters of the joined words begin."""
    number = name.first
    while number > left and length > 0:
        number -= 1
        length -= len(words.lowers[number]) + 1
    return words.starts[number]
