"""A process that writes is killed with kill -9 at random moments; what it was told is kept, is.

    python -m tests.reliability kills --count 500

After each kill: the file opens, SQLite finds it sound, everything that was acknowledged is there,
no event is half there, and what the log says is what the events say.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import select
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from geodata import model as m
from geodata.storage import EventStore, tables
from geodata.storage.import_tables import import_parts, imported_rows, imports
from tests.reliability.working import work_until_killed

KILLS_A_STORE = 25  # then a new file, so that checking stays quick and opening is killed too
LONGEST_S = 0.25


@dataclass(slots=True)
class Toll:
    """What the kills hit and what they broke.

    Attributes:
        during: what was being done when the process died.
        acknowledged: things that were said to be kept, by what they were.
        wrong: what was found broken, in words.
    """

    kills: int = 0
    during: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked."""
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)


def run(asked: argparse.Namespace) -> int:
    """Kill, print the toll; 0 when nothing was lost."""
    with tempfile.TemporaryDirectory(prefix="gazette-kills-") as name:
        toll = kill(asked.count, Path(name), seed=asked.seed)
    print(f"{toll.kills} kills; something under way in {toll.kills - toll.during['nothing']}")
    print("  killed during:", dict(toll.during.most_common()))
    print("  acknowledged before:", dict(toll.acknowledged.most_common()))
    print(f"  lost, half or unsound: {len(toll.wrong)}", *toll.wrong[:10], sep="\n    ")
    return 1 if toll.wrong else 0


def kill(count: int, folder: Path, *, seed: int) -> Toll:
    """Kill so many writers of collections in a folder, one after the other."""
    chance, toll = random.Random(seed), Toll()
    path = folder / "first.sqlite3"
    done: list[dict[str, Any]] = []
    for number in range(count):
        if number % KILLS_A_STORE == 0:
            path, done = folder / f"store-{number}.sqlite3", []
        lines = _lines_of_a_killed_writer(path, chance)
        doing = "nothing"
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "begin":
                doing = rest
            elif word == "done":
                told = json.loads(rest)
                toll.acknowledged[told["what"]] += 1
                done.append(told)
                doing = "importing" if told["what"] == "batch" else "nothing"
        toll.kills += 1
        toll.during[doing] += 1
        toll.wrong += [f"kill {number} during {doing}: {one}" for one in faults(path, done)]
    return toll


def faults(path: Path, done: list[dict[str, Any]]) -> list[str]:
    """What is wrong with a collection in which all of this was acknowledged."""
    with EventStore.open(path) as store:
        return [*store.check(), *_lost(store, done), *_half(store), *against_the_log(store)]


def _lines_of_a_killed_writer(path: Path, chance: random.Random) -> list[str]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            os.close(reading)
            work_until_killed(path, chance.getrandbits(30), writing)
        os._exit(1)
    os.close(writing)
    data = b""
    try:
        data += _until(reading, b"begin opening\n")
        end = time.monotonic() + chance.uniform(0.0, LONGEST_S)
        while (left := end - time.monotonic()) > 0:
            if select.select([reading], [], [], left)[0]:
                part = os.read(reading, 65536)
                if not part:
                    raise RuntimeError("the writer ended by itself")
                data += part
        os.kill(pid, signal.SIGKILL)
        while part := os.read(reading, 65536):
            data += part
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(reading)
    # A line that the death cut short was never said.
    return data.decode().rpartition("\n")[0].splitlines()


def _until(pipe: int, words: bytes) -> bytes:
    data = b""
    while words not in data:
        part = os.read(pipe, 65536)
        if not part:
            raise RuntimeError("the writer ended before it began")
        data += part
    return data


def _lost(store: EventStore, done: list[dict[str, Any]]) -> Iterator[str]:
    reports = {report.id for report in store.reports()}
    decisions = list(store.all_decisions())
    there = {one.id for one in decisions}
    undone = {one.undoes for one in decisions}
    rules = {rule.id for rule in store.rules.all()}
    in_ledger = _ledger(store)
    events = {event.id for event in store.events() if event.report_id in reports}
    for told in done:
        if "report" in told and not (told["report"] in reports and events >= set(told["events"])):
            yield f"lost a report: {told}"
        if not there >= set(told.get("decisions", ())):
            yield f"lost a decision: {told}"
        if "rule" in told and told["rule"] not in rules:
            yield f"lost a correction: {told}"
        if "undone" in told and told["undone"] not in undone:
            yield f"lost an undoing: {told}"
        if told["what"] == "batch" and in_ledger.get(told["import"], 0) < told["added"]:
            yield f"lost imported rows: {told}"


def _ledger(store: EventStore) -> dict[int, int]:
    with store._looking() as connection:
        rows = connection.execute(sa.select(imports.c.key, imports.c.added))
        return {row.key: row.added for row in rows}


def _half(store: EventStore) -> Iterator[str]:
    """Events with less than they were written with, and rows without their event."""
    for report in store.reports():
        told = list(store.events(report_id=report.id))
        if len(told) != 2 or len(store.reading(report.id).matches) != 3:
            yield f"half a report: {report.id} tells {len(told)} events"
            continue
        first = told[0]
        if (len(first.places), len(first.actors), len(first.counts)) != (2, 1, 2):
            yield f"half an event: {first.id}"
    with store._looking() as connection:
        row, place, evidence = imported_rows.c, tables.event_places.c, tables.evidence.c
        counted = sa.select(row.import_key, sa.func.count()).group_by(row.import_key)
        of_import = dict(tuple(found) for found in connection.execute(counted))
        for key, added in connection.execute(sa.select(imports.c.key, imports.c.added)):
            if of_import.get(key, 0) != added:
                yield f"import {key}: the ledger says {added}, there are {of_import.get(key, 0)}"
        for what, column in (("place", place.event_key), ("evidence", evidence.event_key)):
            query = sa.select(sa.func.count()).where(row.event_key.not_in(sa.select(column)))
            if connection.execute(query).scalar_one():
                yield f"imported events without {what}"
        event, part = tables.events.c, import_parts.c
        unknown = sa.select(sa.func.count()).where(
            event.report_key.in_(sa.select(part.report_key)),
            event.key.not_in(sa.select(row.event_key)),
        )
        if connection.execute(unknown).scalar_one():
            yield "events of a table without their row"


def against_the_log(store: EventStore) -> Iterator[str]:
    """An event whose words and pins stand apart, or whose status nobody decided."""
    latest: dict[str, Any] = {}
    touched: set[str] = set()
    for one in store.all_decisions():
        if one.action == "set status" and not one.undoes:
            latest[one.subject_id] = one.after
            touched.discard(one.subject_id)
        elif one.action == "undo":
            touched.add(one.subject_id)
    for event in store.events():
        said = latest.get(event.id)
        if said is None:
            if event.status is not m.Status.UNREVIEWED and event.id not in touched:
                yield f"{event.id} is {event.status}, and nobody decided it"
        elif event.id not in touched and event.status.value not in str(said):
            yield f"{event.id} is {event.status}, the log says {said}"
