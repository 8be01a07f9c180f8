"""`gazette gazetteer`: build it, say what it holds, or install more places."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from geodata.cli.command import DONE, PARTLY
from geodata.cli.terminal import error_line, note_line, progress_line, say
from geodata.errors import InputError
from geodata.gazetteer import Gazetteer, installing, packaged_data
from geodata.gazetteer.cache import default_cache_folder, opened_container
from geodata.gazetteer.container import Container
from geodata.gazetteer.entries import Entry
from geodata.gazetteer.identity import versions

MENDING = "run 'gazette gazetteer build'"


def run(asked: argparse.Namespace) -> int:
    """Build when missing or damaged, describe what was built, or install more places."""
    if asked.action == "install":
        return _install(asked.countries)
    return _build() if asked.action == "build" else _describe()


def _install(countries: str | None) -> int:
    """Fetch the dumps of the countries named; of all countries, those that the export has."""
    folder = default_cache_folder()
    progress = progress_line()
    files: list[Path] = []
    wanted = [[code] for code in all_countries()] if countries is None else [countries.split(",")]
    for codes in wanted:
        try:
            files += installing.install_geonames(
                codes, folder, progress=progress, address=installing.ADDRESS
            )
        except InputError as problem:
            if countries is not None:
                raise
            note_line(str(problem))
    size = sum(path.stat().st_size for path in files) / 1e6
    number = "1 country" if len(files) == 1 else f"{len(files)} countries"
    say(f"Installed {number} ({size:,.1f} MB) in {folder}.")
    say("'gazette gazetteer build' builds them in now; else the next start does.")
    say("licence:  GeoNames data, CC BY 4.0 (geonames.org)")
    return DONE


def all_countries() -> list[str]:
    """The codes of all countries and territories."""
    return sorted(entry["iso"] for entry in packaged_data.country_entries())


def _build() -> int:
    start = time.monotonic()
    built = built_container()
    damage = damage_of(built)
    if built is not None and not damage:
        say(f"The gazetteer was there already: {len(Gazetteer(built)):,} places.")
        return DONE
    if built is not None:
        note_line(f"The gazetteer {built.path} is damaged in {damage}; it is built anew.")
    gazetteer = Gazetteer.build(progress=progress_line())
    say(f"The gazetteer built in {time.monotonic() - start:.0f} s: {len(gazetteer):,} places.")
    return DONE


def _describe() -> int:
    built = built_container()
    if built is None:
        folder = default_cache_folder()
        error_line(f"there is no sound gazetteer in {folder}: {MENDING}")
        return PARTLY
    if damage := damage_of(built):
        error_line(f"the gazetteer {built.path} is damaged in {damage}: {MENDING}")
        return PARTLY
    say(f"file:     {built.path} ({built.path.stat().st_size / 1e6:,.0f} MB)")
    say(f"places:   {len(Gazetteer(built)):,}")
    for name, version in versions().items():
        say(f"from:     {name} {version}")
    say("licence:  GeoNames data, CC BY 4.0 (geonames.org)")
    return DONE


class _NotBuiltError(Exception):
    """Opening would have to build first."""


def built_container() -> Container | None:
    """The file that reading a report would open, None when it would have to be built.

    Raises:
        GazetteerError: it would have to be, and no folder could take it.
    """
    try:
        return opened_container(entries=_refuse)
    except _NotBuiltError:
        return None


def _refuse(_progress: Callable[[str, float], None]) -> Iterable[Entry]:
    raise _NotBuiltError


def damage_of(built: Container | None) -> str:
    """The sections that are not as they were written, '' when all are; reads the whole file."""
    return "" if built is None else ", ".join(built.damaged_sections())
