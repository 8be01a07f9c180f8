"""Rows of an invented table of ACLED's form into the store, beside pandas.to_sql of the file.

python -m tests.benchmarks import [rows [rows ...]]

pandas writes the file's columns as one plain table: no ids, no places found, no spans, no
look whether a row is there already. Time on the clock, since two processes share our work:
another's work on the machine makes it longer. Memory is that of the process that writes.
"""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.measuring import Contestant, measured, print_table

ROWS = 100_000
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
TYPES = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Attack"),
    ("Protests", "Peaceful protest"),
    ("Riots", "Mob violence"),
    ("Strategic developments", "Arrests"),
)
WORDS = """
    shots were exchanged near the bridge and people of the village left their houses before
    dawn while a column of vehicles moved along the river toward the hills and the market stayed
    closed because of shelling that the police of the district later described in a statement
""".split()  # noqa: SIM905 - a word a line would hide the rest

OURS = """
import logging, tempfile, time
from pathlib import Path
from geodata.gazetteer import Gazetteer
from geodata.importing import import_events
from geodata.storage import EventStore
Gazetteer.open()  # compiled before the clock runs
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "store.sqlite3"
    with EventStore.open(path) as store:
        begin = time.perf_counter()
        for _ in range({times}):
            result = import_events({file!r}, store)
        seconds = time.perf_counter() - begin
    assert result.refused == 0 and result.rows == {rows}, result
    size = path.stat().st_size
"""
AGAIN = OURS.replace("begin = time", "import_events({file!r}, store)\n"
                     "        begin = time")  # fmt: skip
PANDAS = """
import sqlite3, tempfile, time
from pathlib import Path
import pandas as pd
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "store.sqlite3"
    connection = sqlite3.connect(path)
    begin = time.perf_counter()
    for chunk in pd.read_csv({file!r}, dtype=str, keep_default_na=False, chunksize=5000):
        chunk.to_sql("events", connection, if_exists="append", index=False)
    connection.commit()
    seconds = time.perf_counter() - begin
    connection.close()
    size = path.stat().st_size
"""


def run(counts: Sequence[int] = (ROWS,), runs: int = 3) -> None:
    """Print the table."""
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "invented.csv"
            write_table(file, count)
            fill = {"file": str(file), "rows": count, "times": 1}
            figures = measured(
                [
                    Contestant("gazette import", OURS.format(**fill)),
                    Contestant("gazette import, a second time", AGAIN.format(**fill)),
                    Contestant("pandas.read_csv, to_sql", PANDAS.format(**fill)),
                ],
                runs=runs,
            )
            title = f"{count:,} rows of an invented table, {file.stat().st_size / 1e6:,.0f} MB"
        print_table(
            title,
            ["", "median s", "rows a second", "times ours", "store MB", "peak MB"],
            [
                [
                    figure.name,
                    f"{figure.seconds:.2f}",
                    f"{count / figure.seconds:,.0f}",
                    f"{figure.seconds / figures[0].seconds:.2f}",
                    f"{figure.size / 1e6:,.0f}",
                    f"{figure.peak_mb:,.0f}",
                ]
                for figure in figures
            ],
        )


def write_table(file: Path, count: int, *, seed: int = 20201004) -> None:
    """So many invented rows; a few places and actors are named again and again."""
    rng = random.Random(seed)
    places = [_place(rng, number) for number in range(max(20, min(8_000, count // 20)))]
    weights = [1 / (n + 1) for n in range(len(places))]
    actors = [f"Invented Group {n} ({rng.choice(WORDS)})" for n in range(400)]
    begin = date(2015, 1, 1)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        where = rng.choices(places, weights, k=count)
        for number, (country, admin1, admin2, name, lat, lon) in enumerate(where):
            kind, sub = rng.choice(TYPES)
            day = begin + timedelta(days=rng.randrange(4_000))
            notes = " ".join(rng.choices(WORDS, k=rng.randrange(15, 60)))
            writer.writerow((
                f"INV{number}", f"{day.day} {day:%B %Y}", day.year, 1, "Political violence", kind,
                sub, rng.choice(actors), "", "State forces", rng.choice(actors), "",
                "Rebel group", "State forces-Rebel group", "", 31, "Invented region", country,
                admin1, admin2, "", name, lat, lon, rng.choice((1, 1, 1, 2, 3)),
                "Invented Times", "National", f"On {day.day} {day:%B}, {notes}.",
                rng.choice((0, 0, 0, 1, 2, 7)), "", 1_600_000_000 + number,
            ))  # fmt: skip


def _place(rng: random.Random, number: int) -> tuple[str, str, str, str, float, float]:
    country, lat, lon = rng.choice(
        (("Azerbaijan", 40.3, 47.7), ("Nigeria", 9.1, 8.1), ("Colombia", 4.1, -73.1))
    )
    name = f"{rng.choice(WORDS).title()}abad {number}"
    return (
        country, f"Province {number % 40}", f"District {number % 400}", name,
        round(lat + rng.gauss(0, 1.5), 4), round(lon + rng.gauss(0, 1.5), 4),
    )  # fmt: skip
