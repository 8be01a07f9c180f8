"""The full GeoNames dump as a source: every named feature of a country, for those who want it.

The files are those of the GeoNames export: one ``XX.txt`` (or ``allCountries.txt``), tab
separated, 19 columns, UTF-8, plain or zipped, and ``admin1CodesASCII.txt`` and
``admin2Codes.txt`` with the names of the divisions. Columns as in the export's readme.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import FileFormatError
from geodata.gazetteer.divisions import district_id
from geodata.gazetteer.entries import (
    Entry,
    Name,
    alternate_flags,
    prominence,
    settlement_radius_km,
)
from geodata.gazetteer.names import NameFlag
from geodata.model import PlaceKind

SOURCE = "GeoNames dump (CC BY 4.0)"
_COLUMNS = 19
_CITY_PARTS = frozenset({"PPLX"})
_CAPITALS = frozenset({"PPLC"})
_GONE = frozenset({"PPLH", "PPLQ", "PPLW"})  # historical, abandoned, destroyed: they stay findable
#: Kind and radius in km by feature class or class and code; what is not here is left out.
_FEATURES: dict[str, tuple[PlaceKind, float]] = {
    "P": (PlaceKind.SETTLEMENT, 0.5),
    "H": (PlaceKind.WATER, 3.0),
    "H.SEA": (PlaceKind.WATER, 300.0),
    "H.OCN": (PlaceKind.WATER, 3000.0),
    "H.GULF": (PlaceKind.WATER, 100.0),
    "H.LK": (PlaceKind.WATER, 5.0),
    "H.STM": (PlaceKind.WATER, 20.0),
    "T": (PlaceKind.MOUNTAINS, 3.0),
    "T.MTS": (PlaceKind.MOUNTAINS, 50.0),
    "T.ISL": (PlaceKind.ISLAND, 5.0),
    "T.ISLS": (PlaceKind.ISLAND, 20.0),
    "T.VAL": (PlaceKind.AREA, 10.0),
    "T.PEN": (PlaceKind.AREA, 20.0),
    "T.DSRT": (PlaceKind.AREA, 100.0),
    "L": (PlaceKind.AREA, 5.0),
    "L.RGN": (PlaceKind.AREA, 50.0),
    "S": (PlaceKind.FACILITY, 0.5),
    "S.AIRP": (PlaceKind.FACILITY, 3.0),
    "V": (PlaceKind.AREA, 5.0),
    "A.ADM2": (PlaceKind.DISTRICT, 15.0),
    "A.ADM3": (PlaceKind.DISTRICT, 8.0),
    "A.ADM4": (PlaceKind.DISTRICT, 4.0),
}


@dataclass(frozen=True, slots=True)
class DumpRow:
    """One line of the dump, the columns that are used."""

    geoname_id: int
    name: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country_code: str
    admin1: str
    admin2: str
    population: int


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOBase]:
    """A dump file as text, out of its zip when it is zipped.

    Raises:
        FileFormatError: a zip that is damaged or has not the file it is named for.
    """
    if path.suffix != ".zip":
        with path.open(encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    try:
        with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (zipfile.BadZipFile, KeyError) as problem:
        raise FileFormatError(f"{path} is not a zip with {path.stem}.txt in it.") from problem


def dump_rows(path: Path) -> Iterator[DumpRow]:
    """The rows of a dump file, one after another; memory stays small.

    Raises:
        FileFormatError: a line that is not one of the GeoNames export; it says which.
    """
    with _opened(path) as stream:
        for number, line in enumerate(stream, start=1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != _COLUMNS:
                raise FileFormatError(
                    f"Line {number} of {path} has {len(cells)} columns instead of {_COLUMNS}: "
                    "is it a file of the GeoNames export?"
                )
            try:
                yield _row(cells)
            except ValueError as problem:
                raise FileFormatError(f"Line {number} of {path}: {problem}") from problem


def _row(cells: list[str]) -> DumpRow:
    return DumpRow(
        geoname_id=int(cells[0]),
        name=cells[1],
        alternates=tuple(name for name in (cells[2], *cells[3].split(",")) if name),
        lat=float(cells[4]),
        lon=float(cells[5]),
        feature_class=cells[6],
        feature_code=cells[7],
        country_code=cells[8],
        admin1=cells[10],
        admin2=cells[11],
        population=int(cells[14] or 0),
    )


def division_names(path: Path) -> dict[str, str]:
    """Names of divisions by code ("AM.09", "US.VA.059") from one of the two code files.

    Raises:
        FileFormatError: a line without a code and a name.
    """
    names: dict[str, str] = {}
    with _opened(path) as stream:
        for number, line in enumerate(stream, start=1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 2:
                raise FileFormatError(f"Line {number} of {path} has no code and name.")
            names[cells[0]] = cells[1]
    return names


def dump_entry(row: DumpRow, districts: dict[str, str]) -> Entry | None:
    """The entry of a row, None for what the gazetteer has otherwise or does not keep.

    Countries and first-level divisions come from the packages and our own table; roads and
    under-sea features are left out.

    Args:
        row: one line of the dump.
        districts: names of second-level divisions by code.
    """
    feature = f"{row.feature_class}.{row.feature_code}"
    found = _FEATURES.get(feature) or (
        _FEATURES.get(row.feature_class) if row.feature_class != "A" else None
    )
    if found is None or not row.name:
        return None
    kind, radius_km = found
    if row.feature_code in _CITY_PARTS:
        kind = PlaceKind.CITY_DISTRICT
    if row.feature_class == "P":
        radius_km = settlement_radius_km(row.population)
    region = f"adm1:{row.country_code}.{row.admin1}" if row.country_code and row.admin1 else ""
    district = districts.get(f"{row.country_code}.{row.admin1}.{row.admin2}", "")
    return Entry(
        id=f"gn:{row.geoname_id}",
        kind=kind,
        country_code=row.country_code,
        lat=row.lat,
        lon=row.lon,
        radius_km=radius_km,
        population=row.population,
        names=_names(row),
        admin1=region,
        admin2=district_id(region, district) if region and district else "",
        prominence=_prominence(row, kind),
        source=SOURCE,
    )


def _names(row: DumpRow) -> list[Name]:
    others = [name for name in row.alternates if name != row.name and "://" not in name]
    return [(row.name, NameFlag.MAIN), *((name, alternate_flags(name)) for name in others)]


def _prominence(row: DumpRow, kind: PlaceKind) -> float:
    gone = 0.5 if row.feature_code in _GONE else 0.0
    return prominence(kind, row.population, is_capital=row.feature_code in _CAPITALS) - gone
