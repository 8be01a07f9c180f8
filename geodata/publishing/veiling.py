"""Events as readers may see them: positions blurred and names withheld for safety.

A position is moved to the centre of a cell of a fixed grid, never by chance: two pins of one spot
land on one point, so that averaging many of them tells nothing. Readers get new values made by
`veiled`; nothing of the true ones is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import cos, floor, radians, sqrt

from geodata.coordinates import BoundingBox, LatLon
from geodata.model import (
    Event,
    EventPlace,
    Place,
    PlaceKind,
    Precision,
    Report,
    Span,
    content_id,
)

KM_A_DEGREE = 111.195
WITHHELD = "[place withheld]"
_FEW_LETTERS = 3  # a shorter name must stand as a whole word; others may carry an ending
# What may be a position written as a number: 40.6828, 40,6828, 40°40'58", 38T LN 12345 67890.
_NUMBERS = re.compile(
    r"[-+]?\d{1,3}[.,]\d{2,}\s*°?|\d{1,3}\s*°[\d\s.,'’′\"”″]*|\b\d{1,2}[C-X]\s*[A-Z]{2}[\s\d]{4,}"
)


class SafetyScope(StrEnum):
    """What a safety rule holds for."""

    EVENT = "event"
    KIND = "kind"
    PLACE = "place"
    BOX = "box"
    ALL = "everything"


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """What readers may not know exactly.

    Attributes:
        scope: what it holds for.
        value: the id of the event or place, the kind, or 'west,south,east,north'; '' for all.
        blur_km: places known better than this are moved to a grid about so coarse.
        hides_name: whether the place is not named either.
        hides_passage: whether the passage is withheld.
        id: 's' and 16 letters or digits, '' before it is kept.
    """

    scope: SafetyScope
    value: str
    blur_km: float
    hides_name: bool = True
    hides_passage: bool = False
    id: str = ""

    @property
    def box(self) -> BoundingBox | None:
        """The box it holds for, None for other scopes."""
        if self.scope is not SafetyScope.BOX:
            return None
        west, south, east, north = (float(part) for part in self.value.split(","))
        return BoundingBox(south=south, west=west, north=north, east=east)


@dataclass(frozen=True, slots=True)
class Veil:
    """What several rules together ask for."""

    blur_km: float = 0.0
    hides_name: bool = False
    hides_passage: bool = False

    def __or__(self, other: Veil) -> Veil:
        """The stricter of both in everything."""
        return Veil(
            max(self.blur_km, other.blur_km),
            self.hides_name or other.hides_name,
            self.hides_passage or other.hides_passage,
        )


@dataclass(frozen=True, slots=True)
class Veils:
    """What holds for the events of a report and those they are joined with.

    Attributes:
        of_places: by the id of the event and the number of its place.
        names: that no text of theirs may carry.
        hides_passages: the ids of the events whose passage is withheld.
    """

    of_places: Mapping[tuple[str, int], Veil] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    hides_passages: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, events: Sequence[Event], rules: Iterable[SafetyRule], groups: Iterable[Sequence[str]]
    ) -> Veils:
        """The veils of some events.

        What is withheld of one event is withheld of all that would tell it: of the events it is
        joined with, and wherever the same events name the same place.

        Args:
            events: of a report, with all that any of them is joined with.
            rules: that are in force.
            groups: the ids of the events that are joined with each other.
        """
        rules = list(rules)
        own = {(e.id, n): _own(e, p, rules) for e in events for n, p in enumerate(e.places)}
        shared = _shared(events, own, groups)
        found = {key: veil for key, veil in shared.items() if veil is not None}
        names: list[str] = []
        for event in events:
            for number, place in enumerate(event.places):
                veil = found.get((event.id, number))
                if veil is not None and veil.hides_name:
                    names += _names_of(place)
        hidden = frozenset(event_id for (event_id, _), veil in found.items() if veil.hides_passage)
        return cls(found, tuple(dict.fromkeys(names)), hidden)

    def __bool__(self) -> bool:
        """Whether anything is withheld at all."""
        return bool(self.of_places)


def _own(event: Event, place: EventPlace, rules: Iterable[SafetyRule]) -> Veil | None:
    found: Veil | None = None
    for rule in rules:
        if place.radius_km < rule.blur_km and _holds(rule, event, place):
            veil = Veil(rule.blur_km, rule.hides_name, rule.hides_passage)
            found = veil if found is None else found | veil
    return found


def _holds(rule: SafetyRule, event: Event, place: EventPlace) -> bool:
    if rule.scope is SafetyScope.EVENT:
        return event.id == rule.value
    if rule.scope is SafetyScope.KIND:
        return event.kind.value == rule.value
    if rule.scope is SafetyScope.PLACE:
        return place.place.id == rule.value
    box = rule.box
    return box is None or box.contains(place.position)


def _shared(
    events: Sequence[Event],
    own: Mapping[tuple[str, int], Veil | None],
    groups: Iterable[Sequence[str]],
) -> dict[tuple[str, int], Veil | None]:
    """Veils handed on to the same places and to joined events, until nothing changes."""
    group_of = {event_id: number for number, ids in enumerate(groups) for event_id in ids}
    now = dict(own)
    while True:
        by_key: dict[str, Veil] = {}
        for event in events:
            for number, place in enumerate(event.places):
                veil = now[event.id, number]
                for key in _keys(event, place, group_of) if veil is not None else ():
                    by_key[key] = by_key.get(key, Veil()) | (veil or Veil())
        new = {
            (event.id, number): _strictest(place, now[event.id, number], by_key, event, group_of)
            for event in events
            for number, place in enumerate(event.places)
        }
        if new == now:
            return now
        now = new


def _keys(event: Event, place: EventPlace, group_of: Mapping[str, int]) -> list[str]:
    keys = [f"place {place.place.id}"]
    if event.id in group_of:
        keys.append(f"group {group_of[event.id]}")
    return keys


def _strictest(
    place: EventPlace,
    own: Veil | None,
    by_key: Mapping[str, Veil],
    event: Event,
    group_of: Mapping[str, int],
) -> Veil | None:
    found = own
    for key in _keys(event, place, group_of):
        veil = by_key.get(key)
        if veil is not None and place.radius_km < veil.blur_km:
            found = veil if found is None else found | veil
    return found


def _names_of(place: EventPlace) -> list[str]:
    there = place.place
    names = [place.name, there.name, *there.names, there.admin2]
    return [name for name in names if name.strip()]


# ---------------------------------------------------------------------- veiled


def veiled(event: Event, veils: Veils) -> Event:
    """The event as readers may see it."""
    if not veils:
        return event
    redact = _Redactor(veils.names)
    touched = any((event.id, number) in veils.of_places for number in range(len(event.places)))
    places = tuple(
        _veiled_place(place, veil) if veil is not None else _plain_place(place, redact)
        for place, veil in (
            (p, veils.of_places.get((event.id, n))) for n, p in enumerate(event.places)
        )
    )
    passage = "" if event.id in veils.hides_passages else redact(event.passage.text, touched)
    return replace(
        event,
        title=redact(event.title, touched),
        passage=Span(0, len(passage), passage),
        date_rule=redact(event.date_rule, touched),
        places=places,
        actors=tuple(
            replace(
                one, name=redact(one.name, touched), title=redact(one.title, touched),
                start=0, end=0,
            )
            for one in event.actors
        ),
        counts=tuple(
            replace(one, text=redact(one.text, touched), start=0, end=0) for one in event.counts
        ),
        speaker=redact(event.speaker, touched),
        evidence=(),
    )  # fmt: skip


def veiled_report(report: Report, veils: Veils) -> Report:
    """What readers may know of a report of which anything is withheld: no text, no way to it."""
    if not veils:
        return report
    redact = _Redactor(veils.names)
    return replace(
        report,
        text="",
        text_hash="",
        title=redact(report.title, True),
        link="",
        file_name="",
        file_hash="",
    )


def blur_words(blur_km: float) -> str:
    """What is said of a blurred position.

    Example:
        >>> blur_words(10.0)
        'position blurred for safety to about 10 km'
    """
    return f"position blurred for safety to about {blur_km:g} km"


def grid_point(position: LatLon, blur_km: float) -> LatLon:
    """The centre of the grid's cell: at most ``blur_km`` away, the same for the whole cell.

    Cells are squares with a diagonal of twice the distance; they start at the south pole.

    Example:
        >>> grid_point(LatLon(40.6828, 46.3606), 10.0) == grid_point(LatLon(40.69, 46.35), 10.0)
        True
    """
    side = blur_km * sqrt(2.0)
    step = side / KM_A_DEGREE
    row = floor((position.lat + 90.0) / step)
    south, north = row * step - 90.0, min(90.0, (row + 1) * step - 90.0)
    widest = 1.0 if south <= 0.0 <= north else max(cos(radians(south)), cos(radians(north)))
    cells = max(1, -int(-360.0 * widest * KM_A_DEGREE // side))
    across = 360.0 / cells
    column = floor((position.lon + 180.0) / across)
    return LatLon(
        round((south + north) / 2.0, 6), round(min((column + 0.5) * across - 180.0, 180.0), 6)
    )


def _veiled_place(place: EventPlace, veil: Veil) -> EventPlace:
    there, spot = place.place, grid_point(place.position, veil.blur_km)
    country = there.country
    if veil.hides_name:
        name = f"Area in {country}" if country else "Withheld area"
        admin1, country = "", ""
    else:
        name, admin1 = there.name, there.admin1
    area = Place(
        id=content_id("safe:", [repr(spot.lat), repr(spot.lon), name]),
        name=name, kind=PlaceKind.AREA, country_code=there.country_code, country=country,
        admin1=admin1, admin2="", position=spot, radius_km=veil.blur_km, population=0,
    )  # fmt: skip
    said = blur_words(veil.blur_km)
    return EventPlace(
        name=name, place=area, role=place.role, precision=Precision.AREA, position=spot,
        radius_km=veil.blur_km, score=place.score, start=0, end=0, reasons=(said,), reading=said,
    )  # fmt: skip


def _plain_place(place: EventPlace, redact: _Redactor) -> EventPlace:
    """A place that may be seen, without what it says of another."""
    return replace(
        place,
        name=redact(place.name, False),
        reading=redact(place.reading, False),
        reasons=tuple(redact(reason, False) for reason in place.reasons),
        runners_up=(),
        start=0,
        end=0,
    )


class _Redactor:
    """Takes names, and where asked written positions, out of texts."""

    def __init__(self, names: Iterable[str]) -> None:
        parts = [
            re.escape(name) + (r"\w*" if len(name) > _FEW_LETTERS else r"(?!\w)")
            for name in sorted({one.strip() for one in names}, key=lambda one: (-len(one), one))
            if name
        ]
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})", re.I) if parts else None

    def __call__(self, text: str, numbers_too: bool) -> str:
        if self._names is not None:
            text = self._names.sub(WITHHELD, text)
        return _NUMBERS.sub(WITHHELD, text) if numbers_too else text


def redacted(text: str, veils: Veils) -> str:
    """Any other text about these events (a caption, a correction) without the withheld names."""
    return _Redactor(veils.names)(text, True) if veils else text
