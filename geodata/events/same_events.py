"""Which events of many reports are one: found by blocking, never by comparing all with all.

Events are put into blocks by what kinds may name one deed, by four days and by cell of one
degree or province, those without a place by a telling word they share; only those of a block
are compared. Left out are events without a day or known only within more than a month: the
machine could not join them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.events.likeness import FURTHEST_DAYS, RELATED, Likeness, likeness
from geodata.events.profiles import Profile, Site
from geodata.model import EventKind, PlaceKind

BLOCK_DAYS = FURTHEST_DAYS + 1
LONGEST_DAYS = 31
MOST_NEIGHBOURS = 300  # in a block an event is compared with so many that follow it by day
_WIDEST_KM = 120.0
_MARGIN_KM = 10.0  # two of them are more than places may lie apart beyond their radii
_KM_A_DEGREE = 111.2


def _class_of_kinds() -> dict[EventKind, int]:
    """Kinds that may name one deed, directly or by way of a third, have one number."""
    number = {kind: position for position, kind in enumerate(EventKind)}
    for related in RELATED:
        lowest = min(number[kind] for kind in related)
        merged = {number[kind] for kind in related}
        number = {kind: lowest if old in merged else old for kind, old in number.items()}
    return number


_CLASS = _class_of_kinds()


def kinds_like(kind: EventKind) -> frozenset[EventKind]:
    """The kinds whose events are compared with those of a kind, itself among them."""
    return frozenset(other for other, number in _CLASS.items() if number == _CLASS[kind])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events of different reports that may be one."""

    first_id: str
    second_id: str
    likeness: Likeness


def alike_pairs(profiles: Sequence[Profile], among: Collection[str] | None = None) -> list[Pair]:
    """The pairs to join or to propose, the likeliest first.

    Args:
        profiles: of all events.
        among: ids of which each pair has at least one, None for all of them.
    """
    found = []
    for a, b in candidate_pairs(profiles):
        one, two = profiles[a], profiles[b]
        if among is not None and one.event_id not in among and two.event_id not in among:
            continue
        alike = likeness(one, two)
        if alike.joins or alike.is_proposed:
            found.append(Pair(one.event_id, two.event_id, alike))
    return sorted(found, key=lambda p: (-p.likeness.score, p.first_id, p.second_id))


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Positions of events that share a block, each pair once, never of one report."""
    keys, owners = _keys(profiles)
    if not len(keys):
        return
    days = np.array([p.first_day or 0 for p in profiles])
    order = np.lexsort((days[owners], keys))
    keys, owners = keys[order], owners[order]
    reports = np.unique([p.report_id for p in profiles], return_inverse=True)[1]
    found = []
    left = np.arange(len(keys))
    for shift in range(1, MOST_NEIGHBOURS + 1):
        left = left[left + shift < len(keys)]
        left = left[keys[left] == keys[left + shift]]
        if not len(left):
            break
        a, b = owners[left], owners[left + shift]
        others = reports[a] != reports[b]
        low, high = np.minimum(a, b)[others], np.maximum(a, b)[others]
        found.append(np.unique(low * len(profiles) + high))
    if found:
        for code in np.unique(np.concatenate(found)).tolist():
            yield divmod(code, len(profiles))


def _keys(profiles: Sequence[Profile]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """The blocks of every event: a number for each and the position of the event."""
    keys: list[int] = []
    owners: list[int] = []
    # An event without a place is compared with those of its days that share a telling word.
    words = {key for p in profiles if not p.sites for key in _word_keys(p)}
    for number, profile in enumerate(profiles):
        areas = {area for site in profile.sites for area in _areas(site)}
        for bucket in _buckets(profile):
            keys += [hash((_CLASS[profile.kind], bucket, area)) for area in areas]
        if words:
            keys += words.intersection(_word_keys(profile))
        owners += [number] * (len(keys) - len(owners))
    return np.array(keys, dtype=np.int64), np.array(owners, dtype=np.int64)


def _buckets(profile: Profile) -> range:
    """Its days by fours; none when the day is open or vague."""
    if profile.first_day is None or profile.last_day - profile.first_day > LONGEST_DAYS:
        return range(0)
    # Reaching back on one side is enough to meet what happened up to three days before.
    first = (profile.first_day - FURTHEST_DAYS) // BLOCK_DAYS
    return range(first, profile.last_day // BLOCK_DAYS + 1)


def _word_keys(profile: Profile) -> Iterator[int]:
    kind = _CLASS[profile.kind]
    telling = [word for word, weight in profile.words.items() if weight >= 1.0]
    for bucket in _buckets(profile):
        for word in telling:
            yield hash((kind, bucket, "word", word))


def _areas(site: Site) -> Iterator[object]:
    """Cells of one degree that its circle touches, its province, itself when it is wide."""
    if site.admin1 or site.kind is PlaceKind.REGION:
        yield site.country_code, site.admin1 or site.name
    if site.radius_km > _WIDEST_KM or site.kind is PlaceKind.COUNTRY:
        yield site.place_id
        return
    reach = (site.radius_km + _MARGIN_KM) / _KM_A_DEGREE
    wide = reach / max(0.1, math.cos(math.radians(site.lat)))
    for lat in range(math.floor(site.lat - reach), math.floor(site.lat + reach) + 1):
        for lon in range(math.floor(site.lon - wide), math.floor(site.lon + wide) + 1):
            yield lat, (lon + 180) % 360


class Groups:
    """Events that are one, grown pair by pair.

    A group has at most one event of a report, and no two events in it were taken apart or rule
    each other out.
    """

    def __init__(
        self,
        profiles: Iterable[Profile],
        *,
        joined: Iterable[Sequence[str]] = (),
        apart: Collection[frozenset[str]] = (),
    ) -> None:
        """joined: groups there are already; apart: pairs a person took apart."""
        self._profiles: Mapping[str, Profile] = {p.event_id: p for p in profiles}
        self._apart = apart
        self._members: dict[str, list[str]] = {}
        for group in joined:
            members = list(group)
            self._members.update(dict.fromkeys(members, members))

    def of(self, event_id: str) -> list[str]:
        """The group of an event, itself alone when it has none."""
        return self._members.setdefault(event_id, [event_id])

    def join(self, first_id: str, second_id: str) -> bool:
        """Make their groups one; False when they are one already or may not be."""
        if not self.may_join(first_id, second_id):
            return False
        first, second = self.of(first_id), self.of(second_id)
        first.extend(second)
        self._members.update(dict.fromkeys(second, first))
        return True

    def may_join(self, first_id: str, second_id: str) -> bool:
        """Whether they are not one yet and nothing forbids it."""
        first, second = self.of(first_id), self.of(second_id)
        return first is not second and all(self._may(a, b) for a in first for b in second)

    def _may(self, a: str, b: str) -> bool:
        if frozenset((a, b)) in self._apart:
            return False
        one, two = self._profiles.get(a), self._profiles.get(b)
        return one is None or two is None or likeness(one, two).score > 0

    def all(self) -> list[list[str]]:
        """The groups of two and more, in the order of their first events."""
        groups: dict[int, list[str]] = defaultdict(list)
        for members in self._members.values():
            groups[id(members)] = members
        return sorted((sorted(m) for m in groups.values() if len(m) > 1), key=lambda m: m[0])
