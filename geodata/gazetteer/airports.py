"""Airports and air bases of the world, from the ``airportsdata`` package (MIT)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources

from geodata.gazetteer.entries import PLAIN, Entry, Name
from geodata.gazetteer.names import NameFlag, name_key
from geodata.model import PlaceKind

SOURCE = "airportsdata (MIT)"
_RADIUS_KM = 2.0
_PROMINENCE = 4.0
_INTERNATIONAL = 0.8  # how much better known an international airport is
#: A name without such a word ("Lowell Field", "Marina") would be taken for something else.
_AIRPORT = re.compile(r"\b(?:Airport|Air Base|Airbase|Air Force Base|Air Station|Aerodrome)\b")
_GENERIC = ("Airport", "International", "Regional", "Municipal", "Air ", "Airbase", "City")
_MILITARY = re.compile(r"\b(?:Air Base|Airbase|Air Force Base|Air Station)\b")


def _rows() -> Iterator[dict[str, str]]:
    path = resources.files("airportsdata") / "airports.csv"
    with path.open("r", encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def airport_entries(known: set[str]) -> Iterator[Entry]:
    """Airports with an IATA code and air bases, by their full names.

    Args:
        known: name keys of places that our own table has already.
    """
    rows = [
        row
        for row in _rows()
        if _AIRPORT.search(row["name"]) and (row["iata"] or _MILITARY.search(row["name"]))
    ]
    in_city = Counter((row["country"], row["city"]) for row in rows)
    for row in rows:
        if name_key(row["name"]) not in known:
            yield _entry(row, is_only=in_city[row["country"], row["city"]] == 1)


def _entry(row: dict[str, str], *, is_only: bool) -> Entry:
    name = " ".join(row["name"].split())
    return Entry(
        id=f"icao:{row['icao']}",
        kind=PlaceKind.FACILITY,
        country_code=row["country"],
        lat=round(float(row["lat"]), 5),
        lon=round(float(row["lon"]), 5),
        radius_km=_RADIUS_KM,
        population=0,
        names=_names(name, row["city"], is_only=is_only),
        prominence=_PROMINENCE + (_INTERNATIONAL if "International" in name else 0.0),
        source=SOURCE,
    )


def _names(name: str, city: str, *, is_only: bool) -> list[Name]:
    """The full name, and the shorter ones under which people know it.

    Example:
        >>> [name for name, _ in _names("Berlin Brandenburg Airport", "Berlin", is_only=True)]
        ['Berlin Brandenburg Airport', 'Brandenburg Airport', 'Berlin Airport']
    """
    names: list[Name] = [(name, NameFlag.MAIN)]
    if name.startswith(f"{city} ") and len(name.removeprefix(f"{city} ").split()) > 1:
        own = name.removeprefix(f"{city} ")
        if not own.startswith(_GENERIC):
            names.append((own, PLAIN))
    names += [
        (longer.replace(" International Airport", " Airport"), PLAIN)
        for longer, _ in list(names)
        if longer.endswith(" International Airport")
    ]
    if city and is_only and not _MILITARY.search(name):
        names.append((f"{city} Airport", PLAIN))
    return names
