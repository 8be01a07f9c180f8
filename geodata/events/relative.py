"""Relative words about a place turned into a position and an honest circle."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.coordinates import LatLon, distance_km, offset_km
from geodata.model import Place

KM_PER_MILE = 1.609344
_UNSAID_KM = 15.0  # how far "north of" or "near" is taken to reach when nobody says

_BEARINGS = {
    name: step * 22.5
    for step, names in enumerate(
        (
            "north northern",
            "north-northeast",
            "northeast north-east northeastern north-eastern",
            "east-northeast",
            "east eastern",
            "east-southeast",
            "southeast south-east southeastern south-eastern",
            "south-southeast",
            "south southern",
            "south-southwest",
            "southwest south-west southwestern south-western",
            "west-southwest",
            "west western",
            "west-northwest",
            "northwest north-west northwestern north-western",
            "north-northwest",
        )
    )
    for name in names.split()
}
_DIRECTION = "|".join(sorted(_BEARINGS, key=len, reverse=True))
_DISTANCE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*|a few|several|a dozen|dozens of|hundreds of)[ -]?"
    r"(?P<unit>km|kms|kilometres?|kilometers?|miles?|mi|metres?|meters?|m)\b"
    r"(?: \([^)]{0,20}\))?(?: or so)?"
    rf"(?: (?:to the )?(?P<direction>{_DIRECTION}))?"
    r"(?: away| inland)? (?:of|from|outside|off)(?: the)?(?: \w+)?(?: \w+)?(?: of)?$"
)
_TOWARDS = re.compile(rf"(?:to the )?(?P<direction>{_DIRECTION}) of(?: the)?(?: \w+)?(?: of)?$")
_FEW_KM = {"a few": 5.0, "several": 7.0, "a dozen": 12.0, "dozens of": 40.0, "hundreds of": 300.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """Where relative words put an event.

    Attributes:
        radius_km: of the circle it lies in.
        words: how the words were read.
        start: how many characters of the text before the name belong to the words.
    """

    position: LatLon
    radius_km: float
    words: str
    start: int


def offset_reading(before: str, place: Place) -> Reading | None:
    """What '12 km north of' or 'south of' before a name means, None when nothing does.

    Args:
        before: the words that stand right before the name, in small letters.
        place: what the name means.

    Example:
        >>> offset_reading("a village in the hills", None) is None
        True
    """
    found = _DISTANCE.search(before)
    if found is not None:
        return _at_distance(found, place)
    found = _TOWARDS.search(before)
    if found is None:
        return None
    direction = found["direction"]
    reach = max(_UNSAID_KM, place.radius_km)
    position = offset_km(place.position, bearing_degrees=_BEARINGS[direction], distance_km=reach)
    words = f"{direction} of {place.name}; how far is not said, drawn about {reach:.0f} km off"
    return Reading(position, reach, words, len(before) - found.start())


def _at_distance(found: re.Match[str], place: Place) -> Reading:
    distance = _kilometres(found["number"], found["unit"])
    direction = found["direction"]
    start = len(found.string) - found.start()
    if direction is None:
        words = f"{distance:.0f} km from {place.name}, the direction is not said"
        return Reading(place.position, max(distance, 1.0), words, start)
    position = offset_km(place.position, bearing_degrees=_BEARINGS[direction], distance_km=distance)
    # A stated distance is rounded, and measured from anywhere in the town.
    radius = max(1.0, distance * 0.2, min(place.radius_km, distance))
    words = f"{distance:.0f} km {direction} of {place.name}, give or take {radius:.0f} km"
    return Reading(position, radius, words, start)


def _kilometres(number: str, unit: str) -> float:
    amount = _FEW_KM.get(number)
    if amount is None:
        plain = number.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", number) else number
        amount = float(re.sub(r"[.,](?=.*[.,])", "", plain).replace(",", "."))
    if unit.startswith("mi"):
        return amount * KM_PER_MILE
    return amount / 1000 if unit == "m" or unit.startswith("met") else amount


def near_reading(word: str, place: Place) -> Reading:
    """The circle that 'near', 'outside', 'around' or 'off' draws around a place."""
    radius = place.radius_km + min(50.0, max(10.0, place.radius_km * 0.5))
    words = f"{word} {place.name}: within about {radius:.0f} km of its centre"
    return Reading(place.position, radius, words, len(word) + 1)


def between_reading(first: Place, second: Place) -> Reading:
    """The middle of two places, with a circle that reaches both."""
    position = _middle(first.position, second.position, 0.5)
    radius = max(distance_km(first.position, second.position) / 2, 1.0)
    words = f"between {first.name} and {second.name}: their middle, {radius:.0f} km to either"
    return Reading(position, radius, words, 0)


def border_reading(first: Place, second: Place | None = None) -> Reading:
    """Somewhere on a border: no border lines are held here, so the circle is wide."""
    if second is None:
        words = f"on the border of {first.name}; which part is not said"
        return Reading(first.position, max(first.radius_km, 1.0), words, 0)
    both = first.radius_km + second.radius_km
    share = first.radius_km / both if both > 0 else 0.5
    position = _middle(first.position, second.position, share)
    radius = max(min(first.radius_km, second.radius_km), 10.0)
    words = f"on the border of {first.name} and {second.name}: about {radius:.0f} km either way"
    return Reading(position, radius, words, 0)


def _middle(a: LatLon, b: LatLon, share: float) -> LatLon:
    """The point that lies the given share of the way from a to b, the short way round."""
    lon = (b.lon - a.lon + 540.0) % 360.0 - 180.0
    return LatLon(a.lat + (b.lat - a.lat) * share, a.lon + lon * share)
