"""Our own table: centres, short forms and demonyms of countries and divisions, and areas.

The CSV files beside this one hold facts, each row with its source. Lists inside a cell are
parted by ';'.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator
from dataclasses import dataclass

from geodata.gazetteer import packaged_data
from geodata.gazetteer.divisions import district_id
from geodata.gazetteer.entries import PLAIN, Entry, Name, prominence, with_short_form
from geodata.gazetteer.identity import table_text
from geodata.gazetteer.names import NameFlag, name_key
from geodata.model import PlaceKind

COUNTRIES = "countries.csv"
DIVISIONS = "divisions.csv"
SETTLEMENTS = "settlements.csv"
AREAS = "areas.csv"
DISTRICTS = "districts.csv"

_PROMINENCE = {PlaceKind.CONTINENT: 9.5}  # where the table leaves it blank; others: stated


@dataclass(frozen=True, slots=True)
class Facts:
    """What our table knows better about an entry that a package names as well.

    Attributes:
        lat, lon: the centre of the extent, None when the table has none.
        names: further names with their flags.
        population: None when the table has none.
    """

    name: str
    lat: float | None
    lon: float | None
    names: tuple[Name, ...]
    population: int | None = None

    def improve(self, entry: Entry) -> None:
        """Put the name first, add the names and move the entry to the table's centre."""
        if self.name:
            if entry.kind is PlaceKind.SETTLEMENT:  # the local spelling is one of many then
                entry.names[0] = (entry.names[0][0], PLAIN)
            entry.names.insert(0, (self.name, NameFlag.MAIN))
        entry.names += self.names
        if self.lat is not None and self.lon is not None:
            entry.lat, entry.lon = self.lat, self.lon


def _rows(table: str) -> Iterator[dict[str, str]]:
    lines = (line for line in table_text(table).splitlines() if line and line[0] != "#")
    yield from csv.DictReader(lines)


def _listed(cell: str | None, flags: NameFlag) -> list[Name]:
    return [(part.strip(), flags) for part in (cell or "").split(";") if part.strip()]


def plural(demonym: str) -> str:
    """The plural of a demonym by rule, '' where English has none or it is irregular.

    Example:
        >>> plural("Turk"), plural("Israeli"), plural("Frenchman"), plural("Chinese")
        ('Turks', 'Israelis', 'Frenchmen', '')
    """
    if demonym.endswith(("ese", "sh", "ch", "s", "z", "ss", "ois")):
        return ""
    if demonym.endswith(("man", "woman")) and not demonym.endswith(("German", "Roman", "Oman")):
        return demonym[:-2] + "en"
    return demonym[:-1] + "ies" if demonym.endswith("y") else demonym + "s"


def _demonyms(cell: str | None) -> list[Name]:
    names = _listed(cell, NameFlag.DEMONYM)
    return names + [(plural(name), flags) for name, flags in names if plural(name)]


def _names_of(row: dict[str, str]) -> tuple[Name, ...]:
    return tuple(
        _listed(row.get("aliases"), NameFlag.MAIN)
        + _listed(row.get("abbreviations"), NameFlag.ABBREVIATION)
        + _demonyms(row.get("demonyms"))
        + _listed(row.get("others"), PLAIN)
    )


def _number(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _facts(row: dict[str, str]) -> Facts:
    people = row.get("population")
    return Facts(
        name=row["name"],
        lat=_number(row.get("lat")),
        lon=_number(row.get("lon")),
        names=_names_of(row),
        population=int(people) if people else None,
    )


def countries() -> dict[str, Facts]:
    """Facts of countries and territories by ISO 3166-1 alpha-2 code."""
    return {row["code"]: _facts(row) for row in _rows(COUNTRIES)}


def divisions() -> dict[str, Facts]:
    """Facts of first-level divisions by their id."""
    return {f"adm1:{row['code']}": _facts(row) for row in _rows(DIVISIONS)}


def settlements() -> dict[str, Facts]:
    """Facts of settlements by their id."""
    return {row["id"]: _facts(row) for row in _rows(SETTLEMENTS)}


def district_entries(known: Container[str]) -> Iterator[Entry]:
    """Second-level divisions that no settlement of the packages names.

    Args:
        known: ids of those that a package names.
    """
    for row in _rows(DISTRICTS):
        region_id = f"adm1:{row['region']}"
        own_id = district_id(region_id, row["name"])
        if own_id in known:
            continue
        population = int(row["population"])
        yield Entry(
            id=own_id,
            kind=PlaceKind.DISTRICT,
            country_code=row["region"][:2],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            radius_km=float(row["radius_km"]),
            population=population,
            names=[*with_short_form(row["name"]), *_names_of(row)],
            admin1=region_id,
            prominence=prominence(PlaceKind.DISTRICT, population),
            source=f"Gazette's own table ({row['source']})",
        )


def area_entries() -> Iterator[Entry]:
    """The places that no package has: regions of the world, seas, ranges, contested names."""
    in_languages = packaged_data.territory_names()
    for row in _rows(AREAS):
        name, kind = row["name"], PlaceKind(row["kind"])
        translated = sorted(in_languages.get(row["cldr"], ())) if row["cldr"] else []
        yield Entry(
            id=f"gz:{name_key(name).replace(' ', '-')}",
            kind=kind,
            country_code=row["country"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            radius_km=float(row["radius_km"]),
            population=0,
            names=[
                (name.partition(" (")[0], NameFlag.MAIN),
                *_names_of(row),
                *((other, PLAIN) for other in translated),
            ],
            prominence=float(row["prominence"] or _PROMINENCE[kind]),
            source=f"Gazette's own table ({row['source']})",
        )
