"""Which of the places named in a clause belong to its event, and what each is to it."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.events.bearings import Bearing, bearing_of, continues
from geodata.events.clauses import Clause
from geodata.events.containment import contains, finest
from geodata.events.named_places import Named, plain_place
from geodata.events.place_roles import role_of
from geodata.events.places_apart import between, border, is_between, off_or_near
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind, EventPlace, Precision


def places_in(
    words: Words,
    clause: Clause,
    names: Sequence[Named],
    hit: Hit,
    kind: EventKind,
) -> list[EventPlace]:
    """The places of a clause that belong to its event, without those that contain a finer one."""
    inside = [n for n in names if clause.start <= n.first < clause.end]
    here = [n for n in inside if not _names_a_road(words, n)] or inside
    found: list[EventPlace] = []
    homes: list[EventPlace] = []  # where the people come from counts where nothing else is said
    previous: tuple[Named, Bearing] | None = None
    skip_to = -1
    for position, name in enumerate(here):
        following = here[position + 1] if position + 1 < len(here) else None
        if name.first < skip_to or (kind is EventKind.STATEMENT and name.first > hit.number):
            continue  # what a statement is about is no place of it
        bearing = bearing_of(words, clause, name, hit)
        if not bearing.word and previous is not None and continues(words, previous[0], name):
            if contains(name.place, previous[0].place):
                continue
            bearing = Bearing(previous[1].word, name.first)
        bearing = _of_the_way(words, bearing, clause, previous) or bearing
        if found and kind is EventKind.ARREST and _of_another_deed(words, hit, name):
            continue
        previous = name, bearing
        if following is not None and is_between(words, bearing, name, following):
            found.extend(between(words, bearing, name, following, kind))
            skip_to = following.end
            continue
        line = border(words, bearing, name, following)
        if line is not None:
            found.append(line)
            skip_to = following.end if following and line.end == following.match.end else -1
            continue
        one = _one_place(words, clause, bearing, name, hit, kind, here[:position])
        if one is not None and not _explains(words, one, found):
            (homes if bearing.word == "dwellers" else found).append(one)
    return finest(found or homes, kind)


_ENDS = word_set("from to towards toward")
_DEEDS = word_set("connection linked accused suspected alleged wanted following killing killings")


def _of_the_way(
    words: Words, bearing: Bearing, clause: Clause, previous: tuple[Named, Bearing] | None
) -> Bearing | None:
    """'from Hungi in Palpa district': what holds a village nobody knows is the end of a way too."""
    if bearing.word != "in" or (previous is not None and previous[0].end == bearing.number):
        return None
    first = bearing.number
    while first > clause.start and words.is_capital(first - 1):
        first -= 1
    begins = first < bearing.number and words.lower(first - 1) in _ENDS
    return Bearing(words.lowers[first - 1], first - 1) if begins else None


def _of_another_deed(words: Words, hit: Hit, name: Named) -> bool:
    """'arrested in Isiolo over a killing in Marsabit': the second is not its place."""
    return bool(_DEEDS.intersection(words.lowers[hit.end : name.first]))


def _one_place(
    words: Words,
    clause: Clause,
    bearing: Bearing,
    name: Named,
    hit: Hit,
    kind: EventKind,
    before: Sequence[Named],
) -> EventPlace | None:
    place = off_or_near(words, clause, bearing, name, before)
    if place is not None:
        return place
    role = role_of(words, bearing, name, hit, kind)
    return None if role is None else plain_place(name.match, name.place, role)


def _explains(words: Words, place: EventPlace, found: list[EventPlace]) -> bool:
    """Whether a place says only where the one before it lies: 'in Narayanganj, outside Dhaka'."""
    if place.precision is not Precision.RELATIVE or not found:
        return False
    first, last = words.at(found[-1].end - 1), words.at(place.start)
    joint = words.lowers[first + 1 : last]
    aside = joint[:1] == [","] and _ROUGHLY.issuperset(joint[1:])
    return found[-1].precision is not Precision.RELATIVE and aside


_ROUGHLY = word_set("just about some around roughly nearly only over almost approximately located")
_ROADS = word_set("road highway motorway")


def _names_a_road(words: Words, name: Named) -> bool:
    """'blocked the Damascus road in Sweida': the road has the name of where it leads."""
    return words.lower(name.end) in _ROADS and words.lower(name.first - 1) == "the"
