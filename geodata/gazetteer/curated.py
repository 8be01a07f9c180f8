"""Our own table: centres, short forms and demonyms of countries and divisions, and areas.

The CSV files beside this one hold facts, each row with its source. Lists inside a cell are
parted by ';'.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.gazetteer.entries import PLAIN, Entry, Name
from geodata.gazetteer.identity import table_text
from geodata.gazetteer.names import NameFlag
from geodata.model import PlaceKind

COUNTRIES = "countries.csv"
DIVISIONS = "divisions.csv"
AREAS = "areas.csv"


@dataclass(frozen=True, slots=True)
class Facts:
    """What our table knows better about an entry that a package names as well.

    Attributes:
        lat, lon: the centre of the extent, None when the table has none.
        names: further names with their flags.
    """

    name: str
    lat: float | None
    lon: float | None
    names: tuple[Name, ...]

    def improve(self, entry: Entry) -> None:
        """Put the name first, add the names and move the entry to the table's centre."""
        if self.name:
            entry.names.insert(0, (self.name, NameFlag.MAIN))
        entry.names += self.names
        if self.lat is not None and self.lon is not None:
            entry.lat, entry.lon = self.lat, self.lon


def _rows(table: str) -> Iterator[dict[str, str]]:
    lines = (line for line in table_text(table).splitlines() if line and line[0] != "#")
    yield from csv.DictReader(lines)


def _listed(cell: str | None, flags: NameFlag) -> list[Name]:
    return [(part.strip(), flags) for part in (cell or "").split(";") if part.strip()]


def _names_of(row: dict[str, str]) -> tuple[Name, ...]:
    return tuple(
        _listed(row.get("aliases"), NameFlag.MAIN)
        + _listed(row.get("abbreviations"), NameFlag.ABBREVIATION)
        + _listed(row.get("demonyms"), NameFlag.DEMONYM)
        + _listed(row.get("others"), PLAIN)
    )


def _number(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _facts(row: dict[str, str]) -> Facts:
    return Facts(row["name"], _number(row["lat"]), _number(row["lon"]), _names_of(row))


def countries() -> dict[str, Facts]:
    """Facts of countries and territories by ISO 3166-1 alpha-2 code."""
    return {row["code"]: _facts(row) for row in _rows(COUNTRIES)}


def divisions() -> dict[str, Facts]:
    """Facts of first-level divisions by their id."""
    return {f"adm1:{row['code']}": _facts(row) for row in _rows(DIVISIONS)}


def area_entries() -> Iterator[Entry]:
    """The places that no package has: regions of the world, seas, ranges, contested names."""
    for row in _rows(AREAS):
        yield Entry(
            id=f"gz:{row['id']}",
            kind=PlaceKind(row["kind"]),
            country_code=row["country"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            radius_km=float(row["radius_km"]),
            population=0,
            names=[(row["name"], NameFlag.MAIN), *_names_of(row)],
            prominence=float(row["prominence"]),
            source=row["source"],
        )
