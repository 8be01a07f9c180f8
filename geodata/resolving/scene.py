"""One report as arrays: its distinct names, the places each could mean, who stands by whom.

A group is one name with all its mentions (one sense per report). The places of all groups
stand in one long row of arrays, group after group; ``edges`` says where each group begins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer import Gazetteer, NameFlag
from geodata.geoparsing import FoundName
from geodata.geoparsing.sentences import end_of_dateline
from geodata.geoparsing.tokens import Tokens
from geodata.model import PlaceKind
from geodata.resolving.units import is_spot, is_widened, unit_beside

MOST_PLACES: Final = 40  # of one name that are weighed
PUBLISHER_WEIGHT: Final = 0.7  # of a place in the publisher's name; one mention has 1
ABOVE_TOWNS: Final = frozenset({"region", "district"})
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Group:
    """One name of a report.

    Attributes:
        name: its number in the gazetteer.
        mentions: which of the found names are mentions of it.
        beside: groups that stand right beside it as its container: "Ganja, Azerbaijan".
        within: those of ``beside`` that words say it lies in: "Ganja in western Azerbaijan".
        sentence_mates: groups named in the same sentence.
        unit: what a word beside it says it is: 'region', 'settlement', 'water' ... or ''.
        bare: whether some mention has no such word beside it.
        wide: whether a word before it makes an area of it: "northern Aleppo".
        dateline: whether the report is written from it: "CÓRDOBA, Argentina — ".
        spot: whether some mention stands as a town does: "a bridge at Bahrain".
    """

    name: int
    key: str
    mentions: list[int] = field(default_factory=list)
    beside: set[int] = field(default_factory=set)
    within: set[int] = field(default_factory=set)
    sentence_mates: set[int] = field(default_factory=set)
    unit: str = ""
    bare: bool = False
    wide: bool = False
    spot: bool = False
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """Pairs of possible places of different names, one inside the other.

    Attributes:
        inner, outer: their indices in the scene.
        level: 0 when the outer one is the country, 1 the region, 2 the district.
        beside: whether the outer name stands right beside the inner one as its container.
        mates: whether the two names share a sentence.
        seats: towns that lie in a region of the same name, which is ``regions``.
    """

    inner: Ints
    outer: Ints
    level: Ints
    beside: Flags
    mates: Flags
    seats: Ints
    regions: Ints


@dataclass(frozen=True, slots=True)
class Scene:
    """The groups of a report and the columns of their possible places."""

    gazetteer: Gazetteer
    groups: list[Group]
    found: Sequence[FoundName]
    edges: Ints
    sizes: Ints
    group_of: Ints
    rows: Ints
    flags: Ints
    kind: Ints
    country_row: Ints
    admin1: Ints
    admin2: Ints
    prominence: Floats
    rank: Ints
    position: Floats
    weight: Floats
    inside: Inside

    def share(self, scores: Floats) -> Floats:
        """Scores as chances that sum to one in each group (softmax)."""
        top = np.maximum.reduceat(scores, self.edges)
        raised = np.exp(scores - top[self.group_of])
        total = np.add.reduceat(raised, self.edges)
        chances: Floats = raised / total[self.group_of]
        return chances


def scene_of(
    gazetteer: Gazetteer,
    tokens: Tokens,
    found: Sequence[FoundName],
    publisher_names: Iterable[int] = (),
) -> Scene | None:
    """The scene of a report's names; None when there is no name.

    Names in the publisher's name are groups without mentions.
    """
    groups = _groups(gazetteer, tokens, found)
    if not groups:
        return None
    known = {group.name for group in groups}
    groups += [Group(name, "") for name in dict.fromkeys(publisher_names) if name not in known]
    rows: list[int] = []
    flags: list[int] = []
    sizes: list[int] = []
    ranks: list[int] = []
    for group in groups:
        own, own_flags = _places_of(gazetteer, group, found)
        rows += own
        flags += own_flags
        ranks += range(len(own))
        sizes.append(len(own))
    numbers = np.array(rows, dtype=np.int64)
    counts = np.array(sizes, dtype=np.int64)
    lat, lon = np.radians(gazetteer.lat[numbers]), np.radians(gazetteer.lon[numbers])
    north = np.cos(lat)
    above = (
        gazetteer.country_row[gazetteer.country[numbers]].astype(np.int64),
        gazetteer.admin1[numbers].astype(np.int64),
        gazetteer.admin2[numbers].astype(np.int64),
    )
    group_of = np.repeat(np.arange(len(groups)), counts)
    return Scene(
        gazetteer=gazetteer,
        groups=groups,
        found=found,
        edges=np.cumsum(counts) - counts,
        sizes=counts,
        group_of=group_of,
        rows=numbers,
        flags=np.array(flags, dtype=np.int64),
        kind=gazetteer.kind[numbers].astype(np.int64),
        country_row=above[0],
        admin1=above[1],
        admin2=above[2],
        prominence=gazetteer.prominence[numbers].astype(np.float64),
        rank=np.array(ranks, dtype=np.int64),
        position=np.stack([north * np.cos(lon), north * np.sin(lon), np.sin(lat)], axis=1),
        weight=np.array([_weight(g, found) for g in groups]),
        inside=_inside(groups, rows, group_of.tolist(), [a.tolist() for a in above]),
    )


def _places_of(
    gazetteer: Gazetteer, group: Group, found: Sequence[FoundName]
) -> tuple[list[int], list[int]]:
    """Rows and flags of a name; a code is none of it when the text writes "Ind.", not "IND"."""
    rows = gazetteer.rows_of(group.name, MOST_PLACES)
    flags = gazetteer.flags_of(group.name, MOST_PLACES)
    if any(found[mention].mention.text.isupper() for mention in group.mentions):
        return rows, flags
    kept = [n for n, flag in enumerate(flags) if flag != NameFlag.CODE]
    if not kept or len(kept) == len(rows):
        return rows, flags
    return [rows[n] for n in kept], [flags[n] for n in kept]


def _weight(group: Group, found: Sequence[FoundName]) -> float:
    """How much a name counts for the others: often named, and surely a place name."""
    if not group.mentions:
        return PUBLISHER_WEIGHT
    surest = max(found[mention].score for mention in group.mentions)
    sure = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, surest))))
    return sure * (1.0 + math.log(len(group.mentions)))


def _inside(
    groups: list[Group], rows: list[int], group_of: list[int], above: list[list[int]]
) -> Inside:
    where: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        where.setdefault(row, []).append(index)
    inner: list[int] = []
    outer: list[int] = []
    level: list[int] = []
    beside: list[bool] = []
    mates: list[bool] = []
    seats: list[int] = []
    regions: list[int] = []
    for number, column in enumerate(above):
        for index, row in enumerate(column):
            if row < 0 or row not in where or row == rows[index]:
                continue
            own = groups[group_of[index]]
            for other in where[row]:
                if group_of[other] == group_of[index]:
                    if number:
                        seats.append(index)
                        regions.append(other)
                else:
                    inner.append(index)
                    outer.append(other)
                    level.append(number)
                    beside.append(group_of[other] in own.beside)
                    mates.append(group_of[other] in own.sentence_mates)
    return Inside(
        np.array(inner, dtype=np.int64),
        np.array(outer, dtype=np.int64),
        np.array(level, dtype=np.int64),
        np.array(beside, dtype=np.bool_),
        np.array(mates, dtype=np.bool_),
        np.array(seats, dtype=np.int64),
        np.array(regions, dtype=np.int64),
    )


def _groups(gazetteer: Gazetteer, tokens: Tokens, found: Sequence[FoundName]) -> list[Group]:
    """One group a name; of a town and its namesake region those said to be a region apart."""
    groups: list[Group] = []
    number_of: dict[tuple[int, str], int] = {}
    of_mention: list[int] = []
    units = [unit_beside(tokens, name) for name in found]
    apart = _said_and_unsaid(gazetteer, units, found)
    for index, (name, unit) in enumerate(zip(found, units, strict=True)):
        own = name.candidate.name
        key = own, unit if own in apart and unit in ABOVE_TOWNS else ""
        number = number_of.setdefault(key, len(groups))
        if number == len(groups):
            groups.append(Group(own, name.candidate.key))
        groups[number].mentions.append(index)
        groups[number].wide |= is_widened(tokens, name)
        groups[number].spot |= is_spot(tokens, name)
        groups[number].dateline |= _is_dateline(tokens, name)
        of_mention.append(number)
        if unit:
            groups[number].unit = unit
        else:
            groups[number].bare = True
    _link(tokens, found, groups, of_mention)
    return groups


def _is_dateline(tokens: Tokens, name: FoundName) -> bool:
    """Whether the name is the town of a dateline."""
    start = name.mention.start
    return (
        name.mention.text.isupper()
        and tokens.opens_sentence(name.candidate.first)
        and end_of_dateline(tokens.text, start, len(tokens.text)) > start
    )


def _said_and_unsaid(
    gazetteer: Gazetteer, units: Sequence[str], found: Sequence[FoundName]
) -> set[int]:
    """Names of a town and its region that the report calls a region here and not there."""
    said: dict[int, set[bool]] = {}
    for name, unit in zip(found, units, strict=True):
        said.setdefault(name.candidate.name, set()).add(unit in ABOVE_TOWNS)
    return {name for name, ways in said.items() if len(ways) == 2 and _has_seat(gazetteer, name)}


def _has_seat(gazetteer: Gazetteer, name: int) -> bool:
    """Whether a town of the name lies in a region or district of the name."""
    rows = gazetteer.rows_of(name, MOST_PLACES)
    known = set(rows)
    town = gazetteer.kinds.index(PlaceKind.SETTLEMENT)
    return any(
        gazetteer.kind[row] == town
        and (int(gazetteer.admin1[row]) in known or int(gazetteer.admin2[row]) in known)
        for row in rows
    )


def _link(
    tokens: Tokens, found: Sequence[FoundName], groups: list[Group], of_mention: list[int]
) -> None:
    """Note which names stand right beside each other, and which share a sentence."""
    for index in range(len(found) - 1):
        left, right = of_mention[index], of_mention[index + 1]
        if left == right:
            continue
        between = tokens.text[found[index].mention.end : found[index + 1].mention.start]
        if len(between) <= 40:
            link = _link_of(between)
            if link == "in":
                groups[left].beside.add(right)
                if not between.strip().startswith((",", "(")):
                    groups[left].within.add(right)
            elif link == "of":
                groups[right].beside.add(left)
    by_sentence: dict[int, set[int]] = {}
    for index, name in enumerate(found):
        by_sentence.setdefault(tokens.sentence[name.candidate.first], set()).add(of_mention[index])
    for together in by_sentence.values():
        if len(together) < 60:
            for number in together:
                groups[number].sentence_mates |= together - {number}


_IN = frozenset({"in", "northern", "southern", "eastern", "western", "central", "the", "of"})
_SORTS = frozenset(
    """city town village capital province region district state county port settlement area
    border coastal mountain northern southern eastern western central resort of the in""".split()  # noqa: SIM905
)


def _link_of(between: str) -> str:
    """'in' when the name on the right contains the one on the left, 'of' the other way, or ''.

    Example:
        >>> _link_of(", "), _link_of("'s "), _link_of(" city of "), _link_of(" attacked ")
        ('in', 'of', 'of', '')
    """
    bare = between.strip()
    if bare in (",", "("):
        return "in"
    if bare in ("'s", "’s"):
        return "of"
    words = bare.lower().replace("’", "'").split()
    if words and words[0].strip(",") == "in" and all(w.strip(",") in _IN for w in words):
        return "in"
    if words and words[0] in ("'s",):
        words = words[1:]
    if words and words[-1] == "of" and all(word in _SORTS for word in words):
        return "of"
    return "of" if words and len(words) < 3 and all(word in _SORTS for word in words) else ""
