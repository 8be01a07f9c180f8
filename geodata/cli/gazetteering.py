"""`gazette gazetteer`: build it, or say what it holds."""

from __future__ import annotations

import argparse
import time

from geodata.cli.command import DONE, PARTLY
from geodata.cli.terminal import error_line, progress_line, say
from geodata.gazetteer import Gazetteer
from geodata.gazetteer.cache import default_cache_folder
from geodata.gazetteer.identity import file_name, versions


def run(asked: argparse.Namespace) -> int:
    """Build when missing, or describe what was built."""
    path = default_cache_folder() / file_name()
    if asked.action == "build":
        start = time.monotonic()
        was_there = path.exists()
        gazetteer = Gazetteer.open(progress=progress_line())
        took = "was there already" if was_there else f"built in {time.monotonic() - start:.0f} s"
        say(f"The gazetteer {took}: {len(gazetteer):,} places.")
        return DONE
    if not path.exists():
        error_line(f"there is no gazetteer at {path} yet: run 'gazette gazetteer build'")
        return PARTLY
    gazetteer = Gazetteer.open()
    say(f"file:     {path} ({path.stat().st_size / 1e6:,.0f} MB)")
    say(f"places:   {len(gazetteer):,}")
    for name, version in versions().items():
        say(f"from:     {name} {version}")
    say("licence:  GeoNames data, CC BY 4.0 (geonames.org)")
    return DONE
