"""A collection of any size in a real store, written in bulk once and kept in the cache folder.

The events are those of ``generator``. Each report tells three of them, and its text is made of
their passages, so that the details of an event show real words of a real report.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pyarrow as pa

from geodata.storage import EventStore
from geodata.storage.event_table import ACTOR_SEPARATOR
from tests.benchmarks.generator import event_table

FORMAT = 1  # raise it whenever the same number of events would be written differently
EVENTS_A_REPORT = 3
ADDED_AT = "2026-01-01 00:00:00.000000"

Rows = Iterator[tuple[Any, ...]]


def big_store(count: int) -> Path:
    """The folder of a collection of so many events, for ``GAZETTE_DATA``; made when missing."""
    base = Path(os.environ.get("GAZETTE_CACHE") or platformdirs.user_cache_dir("gazette"))
    folder = base / f"benchmark-{FORMAT}-{_shape_of_tables()}-{count}"
    if not (folder / "gazette.sqlite3").exists():
        base.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=base, prefix="benchmark-part-"))
        try:
            write_store(making / "gazette.sqlite3", event_table(count))
            making.replace(folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return folder


def write_store(path: Path, table: pa.Table) -> None:
    """Write an event table into a new store: no transaction for each report, no look-ups."""
    with EventStore.open(path) as store:
        where = store.where
    connection = sqlite3.connect(where)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=OFF")  # it is made again when it breaks
        connection.execute("PRAGMA cache_size=-200000")
        events = _columns(table, first_rows_only=True)
        places = _columns(table, first_rows_only=False)
        _insert(connection, "places", _place_rows(places))
        _insert(connection, "reports", _report_rows(events))
        _insert(connection, "events", _event_rows(events))
        _insert(connection, "event_places", _event_place_rows(places))
        _insert(connection, "actors", _actor_rows(events))
        _insert(connection, "evidence", _evidence_rows(events))
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'revision'")
        connection.commit()
    finally:
        connection.close()


def _shape_of_tables() -> str:
    """Names the tables of this version: an older store would be migrated at every start."""
    with EventStore.open(":memory:") as store, store._looking() as connection:
        found = connection.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name")
        return hashlib.sha256(repr(found.fetchall()).encode()).hexdigest()[:8]


def _columns(table: pa.Table, *, first_rows_only: bool) -> dict[str, list[Any]]:
    """The columns as lists, with the key of each event."""
    ids = table.column("event_id").combine_chunks()
    codes = ids.dictionary_encode().indices.to_numpy() + 1  # keys in the order of the events
    table = table.append_column("key", pa.array(codes))
    number = table.column("place_number")
    wanted = number.fill_null(0).to_numpy() == 0 if first_rows_only else number.is_valid()
    chosen = table.filter(pa.array(wanted) if first_rows_only else wanted)
    return {name: chosen.column(name).to_pylist() for name in chosen.column_names}


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    names = ", ".join(f'"{name}"' for name in first)
    marks = ", ".join("?" * len(first))
    values = (tuple(row.values()) for row in itertools.chain([first], waiting))
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _place_rows(places: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """One for each place; its key is the number in its id."""
    names = ("place_id", "place_name", "place_label", "lat", "lon", "radius_km", "precision")
    seen = set()
    for place_id, name, label, lat, lon, radius_km, precision in zip(
        *(places[name] for name in names), strict=True
    ):
        if place_id in seen:
            continue
        seen.add(place_id)
        yield {
            "key": _place_key(place_id), "content_hash": place_id, "id": place_id, "name": name,
            "kind": precision if precision in {"country", "region"} else "settlement",
            "country_code": "", "country": label.rpartition(", ")[2], "admin1": "", "admin2": "",
            "lat": lat, "lon": lon, "radius_km": radius_km, "population": 0, "names": "[]",
            "source": "generated",
        }  # fmt: skip


def _place_key(place_id: str) -> int:
    return int(place_id.partition(":")[2]) + 1


def _report_rows(events: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    told = zip(events["report_id"], events["passage"], events["source"], strict=True)
    for number, (report_id, group) in enumerate(itertools.groupby(told, lambda row: row[0]), 1):
        rows = list(group)
        yield {
            "key": number, "id": report_id, "text": " ".join(passage for _, passage, _ in rows),
            "text_hash": report_id, "title": f"Report {number}", "source": rows[0][2], "link": "",
            "published": None, "language": "en", "added_at": ADDED_AT, "is_demo": 0,
            "sentences": "[]", "notes": "[]",
        }  # fmt: skip


def _starts(events: dict[str, list[Any]]) -> Iterator[tuple[int, int, int]]:
    """For each event the key of its report, its number in it, and where its passage begins."""
    report_key, number, start, before = 0, 0, 0, None
    for report_id, passage in zip(events["report_id"], events["passage"], strict=True):
        if report_id != before:
            report_key, number, start, before = report_key + 1, 0, 0, report_id
        yield report_key, number, start
        number, start = number + 1, start + len(passage) + 1


def _event_rows(events: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    names = ("key", "event_id", "kind", "modality", "title", "passage", "first_day", "last_day",
             "date_precision", "approximate", "status", "certainty")  # fmt: skip
    for (report_key, number, start), row in zip(
        _starts(events), zip(*(events[name] for name in names), strict=True), strict=True
    ):
        key, event_id, kind, modality, title, passage, first, last, precision, about, *rest = row
        yield {
            "key": key, "id": event_id, "report_key": report_key, "number": number, "kind": kind,
            "modality": modality, "title": title, "passage_start": start,
            "passage_end": start + len(passage), "passage": passage, "first_day": first,
            "last_day": last, "date_precision": None if first is None else precision,
            "approximate": int(about), "year": None, "month": None, "day": None, "bound": "on",
            "date_rule": "generated", "speaker": "", "status": rest[0], "certainty": rest[1],
        }  # fmt: skip


def _event_place_rows(places: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    names = ("key", "place_number", "place_said", "place_id", "precision", "lat", "lon",
             "radius_km")  # fmt: skip
    for key, number, said, place_id, precision, lat, lon, radius_km in zip(
        *(places[name] for name in names), strict=True
    ):
        yield {
            "event_key": key, "number": number, "name": said, "place_key": _place_key(place_id),
            "role": "site", "precision": precision, "lat": lat, "lon": lon, "radius_km": radius_km,
            "score": 0.9, "start": 0, "end": len(said), "reasons": "[]", "runners_up": "[]",
            "inherited": 0, "reading": "",
        }  # fmt: skip


def _actor_rows(events: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for key, actors in zip(events["key"], events["actors"], strict=True):
        for number, name in enumerate(actors.split(ACTOR_SEPARATOR) if actors else ()):
            yield {
                "event_key": key, "number": number, "name": name, "role": "does",
                "start": 0, "end": len(name), "title": "",
            }  # fmt: skip


def _evidence_rows(events: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """The first two words of the passage say what happened."""
    for (_, _, start), key, report_id, passage in zip(
        _starts(events), events["key"], events["report_id"], events["passage"], strict=True
    ):
        words = " ".join(passage.split()[:2])
        yield {
            "event_key": key, "number": 0, "field": "kind", "report_id": report_id,
            "start": start, "end": start + len(words), "text": words,
        }  # fmt: skip
