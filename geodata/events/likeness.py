"""How likely it is that events of two reports are one, and why, in words.

A sum of what speaks for it and against it, turned into 0..1 by the logistic function. The
weights were set by hand on one half of geodata/evaluation/gold/joins.toml and are measured
on the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from difflib import SequenceMatcher

from geodata.coordinates import LatLon, distance_km
from geodata.events.profiles import Profile, Site
from geodata.model import EventKind, Modality, Precision

JOINED_FROM = 0.80  # the machine joins by itself
JOINED_IN_WIDE_AREAS_FROM = 0.93
PROPOSED_FROM = 0.45  # a person is asked
_ONE_SPELLING = 0.8  # how alike two spellings of one unknown village are
FURTHEST_DAYS = 3  # sources that differ by more tell two events

_VIOLENT = frozenset((EventKind.BATTLE, EventKind.STRIKE, EventKind.ATTACK_ON_CIVILIANS))
_UNLUCKY = frozenset((EventKind.ACCIDENT, EventKind.DISASTER, EventKind.STRIKE))
_CROWDS = frozenset((EventKind.PROTEST, EventKind.RIOT))
_MOVED = frozenset((EventKind.MOVEMENT, EventKind.DELIVERY))
_TALKED = frozenset((EventKind.TALKS, EventKind.AGREEMENT))
# "A blast killed 48" names no kind: it may be any of those that kill.
_DEADLY = frozenset((EventKind.OTHER, EventKind.ATTACK_ON_CIVILIANS, *_UNLUCKY))
RELATED = (_VIOLENT, _UNLUCKY, _CROWDS, _MOVED, _TALKED, _DEADLY)
_MISHAPS = frozenset((EventKind.ACCIDENT, EventKind.DISASTER))
_SHARED = frozenset((EventKind.EXERCISE, EventKind.AGREEMENT))  # each source names its own party

# How readily two reports of one kind, place and day tell one event: a town has one earthquake
# a day, but several strikes and many statements.
_READINESS = {
    EventKind.DISASTER: 0.6,
    EventKind.AGREEMENT: 0.3,
    EventKind.EXERCISE: 0.3,
    EventKind.PROTEST: -0.1,
    EventKind.RIOT: -0.2,
    EventKind.TALKS: -0.2,
    EventKind.ACCIDENT: -0.2,
    EventKind.BATTLE: -0.2,
    EventKind.ATTACK_ON_CIVILIANS: -0.3,
    EventKind.STRIKE: -0.4,
    EventKind.ARREST: -0.6,
    EventKind.STATEMENT: -1.6,
    EventKind.THREAT: -0.8,
}
_OTHERWISE = -0.5
_TOWN_KM = 40.0
_UNREAL = frozenset((Modality.PLANNED, Modality.THREATENED, Modality.DENIED))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two events are.

    Attributes:
        score: the chance that they are one event, 0..1; 0 when something rules it out.
        reasons: what speaks for it and against it, in words.
        joins: whether the machine joins them by itself: the score is high, and place, date
            and modality are known well enough.
    """

    score: float
    reasons: tuple[str, ...] = ()
    joins: bool = False

    @property
    def is_proposed(self) -> bool:
        """Whether a person is asked."""
        return self.score >= PROPOSED_FROM and not self.joins


NOTHING = Likeness(0.0)


@dataclass(slots=True)
class _Sum:
    value: float
    reasons: list[str]
    is_certain: bool = True
    joined_from: float = JOINED_FROM

    def add(self, weight: float, reason: str = "") -> None:
        self.value += weight
        if reason:
            self.reasons.append(reason)


def likeness(a: Profile, b: Profile) -> Likeness:
    """How likely two events of different reports are one.

    Example:
        >>> from geodata.events.profiles import profile_of
        >>> from geodata.model import Event, EventKind, Modality, Span
        >>> event = Event("e1", "r1", EventKind.RIOT, Modality.HAPPENED, "", Span(0, 0, ""))
        >>> profile = profile_of(event)
        >>> likeness(profile, profile).score
        0.0
    """
    if a.report_id == b.report_id or not related(a.kind, b.kind):
        return NOTHING
    total = _Sum(_READINESS.get(a.kind, _OTHERWISE), [])
    if a.kind is not b.kind:
        total.value = min(total.value, _READINESS.get(b.kind, _OTHERWISE))
    if not (_dates(a, b, total) and _places(a, b, total)):
        return NOTHING
    _kinds(a, b, total)
    _modalities(a, b, total)
    _times_of_day(a, b, total)
    before = total.value
    _numbers(a, b, total)
    _actors(a, b, total)
    # Two small numbers agree by chance: they excuse no lack of common words.
    _words(a, b, total, agreeing=total.value - before > 0.6)
    score = 1.0 / (1.0 + math.exp(-total.value))
    joins = total.is_certain and score >= total.joined_from
    return Likeness(round(score, 3), tuple(total.reasons), joins)


def related(a: EventKind, b: EventKind) -> bool:
    """Whether one deed may be called by both kinds."""
    return a is b or any(a in kinds and b in kinds for kinds in RELATED)


# ------------------------------------------------------------------- the parts


def _dates(a: Profile, b: Profile, total: _Sum) -> bool:
    """Weighs the days; False when they rule it out."""
    if a.first_day is None or b.first_day is None:
        total.add(-1.6, "one of them has no date" if a.first_day or b.first_day else "no dates")
        total.is_certain = False
        return True
    gap = max(a.first_day - b.last_day, b.first_day - a.last_day, 0)
    if gap > FURTHEST_DAYS:
        return False
    longest = max(a.last_day - a.first_day, b.last_day - b.first_day)
    if gap:
        total.add(-0.7 if gap == 1 else -2.2, f"the dates are {_days(gap)} apart")
        total.is_certain = total.is_certain and gap == 1 and longest <= 1
    elif longest == 0:
        total.add(1.0, "the same day")
    elif longest <= 7:
        total.add(0.3, "the dates overlap")
    else:
        total.add(-0.6, "the dates overlap, one is vague")
        total.is_certain = total.is_certain and longest <= 31
    return True


def _days(number: int) -> str:
    return "a day" if number == 1 else f"{number} days"


def _places(a: Profile, b: Profile, total: _Sum) -> bool:
    """Weighs the places; False when they rule it out."""
    if not a.sites or not b.sites:
        if name := _named_place(a, b):
            total.add(0.3, f"both name {name.title()}")
            return True
        total.add(-1.8, "one of them has no place" if a.sites or b.sites else "no places")
        total.is_certain = False
        return True
    found = [x for one in a.sites for two in b.sites if (x := _near(one, two)) is not None]
    if not found:
        return False
    weight, reason = max(found)
    total.add(weight, reason)
    if weight < 0:
        total.joined_from = JOINED_IN_WIDE_AREAS_FROM
    return True


def _named_place(a: Profile, b: Profile) -> str:
    """A place that both name although it stands on the map for one of them at most."""
    if a.sites or b.sites:
        placed, other = (a, b) if a.sites else (b, a)
        names = {s.name.lower() for s in placed.sites if s.radius_km <= _TOWN_KM}
        return min(names & other.names, default="")
    return min(a.names & b.names, default="")


def _near(a: Site, b: Site) -> tuple[float, str] | None:
    """What two places weigh, None when they lie apart."""
    wide = max(a.radius_km, b.radius_km)
    if a.stranger and b.stranger:
        same = SequenceMatcher(None, a.stranger, b.stranger).ratio() >= _ONE_SPELLING
        return (1.1, f"both in “{a.stranger.title()}”") if same else None
    if a.place_id == b.place_id:
        if Precision.COUNTRY in (a.precision, b.precision) or wide > 120:
            return -1.0, f"both in {a.name}, a wide area"
        weight = 1.5 if wide <= 6 else 1.1 if wide <= 30 else 0.5
        return weight, f"both in {a.name}"
    away = distance_km(LatLon(a.lat, a.lon), LatLon(b.lat, b.lon))
    if a.holds(b) or b.holds(a):
        inner, outer = (b, a) if a.holds(b) else (a, b)
        if outer.precision is Precision.COUNTRY or wide > 120:
            return -1.0, f"{inner.name} lies in {outer.name}"
        return 0.2, f"{inner.name} lies in {outer.name}"
    both = a.radius_km + b.radius_km
    if wide <= 40 and away <= max(both, 6.0):
        return 0.5, f"{a.name} and {b.name} are {max(1, round(away))} km apart"
    if wide <= 40 and away <= both + 15 and min(a.radius_km, b.radius_km) <= 10:
        return -0.6, f"{a.name} and {b.name} are {round(away)} km apart"
    return None


def _kinds(a: Profile, b: Profile, total: _Sum) -> None:
    shared = a.sub_kinds & b.sub_kinds
    if a.kind is not b.kind:
        mishap = a.kind in _MISHAPS and b.kind in _MISHAPS
        total.add(
            -0.1 if shared or mishap else -0.5, f"told as {a.kind.value} and as {b.kind.value}"
        )
    elif shared:
        total.add(0.5, f"both tell of {min(shared)}")
    elif a.sub_kinds and b.sub_kinds:
        weight = -0.3 if a.kind in _MISHAPS else -0.8  # a bus that falls, a fall that kills
        total.add(weight, f"{min(a.sub_kinds)} and {min(b.sub_kinds)} are different deeds")
    else:
        total.add(0.2, f"both of the kind {a.kind.value}")


def _modalities(a: Profile, b: Profile, total: _Sum) -> None:
    if a.modality is b.modality:
        return
    if a.modality in _UNREAL or b.modality in _UNREAL:
        total.add(-0.9, f"one is {a.modality.value}, the other {b.modality.value}")
        total.is_certain = False


def _times_of_day(a: Profile, b: Profile, total: _Sum) -> None:
    if not a.hours or not b.hours:
        return
    if a.hours & b.hours:
        total.add(0.3, "the same time of day")
    else:
        total.add(-1.8, "at different times of day")


def _numbers(a: Profile, b: Profile, total: _Sum) -> None:
    """The one number that agrees best and the one that disagrees worst."""
    best = worst = (0.0, "")
    for what, (low, high) in a.counts.items():
        if what not in b.counts:
            continue
        other_low, other_high = b.counts[what]
        said = f"{_number(low, high)} and {_number(other_low, other_high)} {what}"
        if low == other_low:
            weight = 1.2 if low > 4 else 0.7 if low > 2 else 0.4
            best = max(best, (weight, f"both {_number(low, high)} {what}"))
        elif low <= (other_high or math.inf) and other_low <= (high or math.inf):
            near = min(low, other_low) > 20 and max(low, other_low) <= 1.1 * min(low, other_low)
            best = max(best, (0.8 if near else 0.3, f"{said} agree"))
        else:
            times = max(low, other_low) / max(1, min(low, other_low))
            weight = -0.1 if times <= 1.5 else -0.9 if times <= 3 else -2.0
            if a.kind in _MISHAPS:  # the dead of a flood are counted for days
                weight = max(weight, -0.9)
            worst = min(worst, (weight, f"{said} differ"))
    for weight, reason in (best, worst):
        total.add(weight, reason)


def _number(low: int, high: int | None) -> str:
    return f"{low:,}" if high in (None, low) else f"{low:,}-{high:,}"


def _actors(a: Profile, b: Profile, total: _Sum) -> None:
    shared = [name for name in a.named if any(_same_name(name, other) for other in b.named)]
    if shared:
        whole = any(" " in name for name in shared)
        total.add(
            min(1.8, (1.4 if whole else 1.1) * len(shared)),
            f"both name {', '.join(sorted(shared)[:3])}",
        )
    elif any(_same_office(one, other) for one in a.doers for other in b.doers):
        total.add(0.4, f"done by {min(a.doers)} and by {min(b.doers)}")
    elif a.doers and b.doers:
        weight = -0.3 if a.kind in _SHARED else -0.9
        total.add(weight, f"done by {min(a.doers)} and by {min(b.doers)}")


def _same_office(a: str, b: str) -> bool:
    """All words of one in the other, singular or plural: 'defence ministers' of two countries."""
    one, two = ({word.removesuffix("s") for word in name.split()} for name in (a, b))
    return min(len(one), len(two)) > 1 and (one <= two or two <= one)


def _same_name(a: str, b: str) -> bool:
    """The same name, or the last name of the other: 'akar', 'hulusi akar'."""
    return a == b or a.endswith(f" {b}") or b.endswith(f" {a}")


_TELLING = 1.5  # content words without which nothing follows from having none in common


def _words(a: Profile, b: Profile, total: _Sum, *, agreeing: bool) -> None:
    if not a.words or not b.words:
        total.add(0.0 if agreeing else -0.4)
        return
    shared = a.words.keys() & b.words.keys()
    weight = sum(a.words[word] for word in shared)
    alike = weight / math.sqrt(a.weight * b.weight)
    # Short passages share a word by chance; two rare ones in common are evidence by themselves.
    total.add(min(3.4, 3.2 * alike + 0.25 * min(weight, 5.0)) - 1.3)
    if weight >= 1.0:
        own = sorted(shared, key=lambda word: (-a.words[word], word))[:4]
        total.reasons.append(f"the same words: {', '.join(a.written[word] for word in own)}")
    elif not agreeing:
        # The more both say, the more it counts that they say nothing alike.
        said = min(1.0, min(a.weight, b.weight) / _TELLING)
        total.add(-said, "hardly any word in common" if said == 1.0 else "")
