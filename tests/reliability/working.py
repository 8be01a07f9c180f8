"""Somebody who adds, reviews and imports without a pause, and says what was done when it was.

Each line is ``begin WHAT`` before a thing is tried and ``done {...}`` after the store said that
it is kept. Whoever reads the lines knows what must be there when the process is killed.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geodata import model as m
from geodata.coordinates import LatLon
from geodata.correcting import Rule, Scope
from geodata.errors import ChangedMeanwhileError, InputError, NotFoundError
from geodata.importing import import_events, running
from geodata.storage import EventStore
from geodata.storage.imports import ImportBook
from tests.storage.conftest import BAKU, GANDZAK, GANJA, TEXT, a_reading

ROWS_A_BATCH = 40
ROWS = 400
PLACES = (GANJA, GANDZAK, BAKU)
WEIGHTS = {
    "adding": 6, "status": 4, "place": 4, "pin": 2, "rule": 1, "undo": 3, "importing": 2,
}  # fmt: skip


class Worker:
    """Does one thing after the other on a store."""

    def __init__(self, store: EventStore, folder: Path, seed: int, say: Callable[[str], None]):
        self._store = store
        self._folder = folder
        self._chance = random.Random(seed)
        self._say = say
        self._name = f"worker {seed}"

    def work(self, most: int | None = None) -> None:
        """Go on until killed, or for so many things."""
        number = 0
        while most is None or number < most:
            number += 1
            what = self._chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            self._say(f"begin {what}")
            try:
                done = getattr(self, f"_{what}")()
            except (ChangedMeanwhileError, NotFoundError, InputError):
                continue  # it was refused, and the sentence says so
            if done is not None:
                self._say("done " + json.dumps({"what": what, **done}))

    def _adding(self) -> dict[str, Any]:
        reading = a_reading(f"{TEXT} Number {self._chance.getrandbits(60)}.")
        self._store.add_reading(reading, by=self._name)
        return {"report": reading.report.id, "events": [event.id for event in reading.events]}

    def _event(self) -> m.Event | None:
        waiting = self._store.reports()[:20]
        if not waiting:
            return None
        report = self._chance.choice(waiting)
        return next(iter(self._store.events(report_id=report.id)))

    def _status(self) -> dict[str, Any] | None:
        event = self._event()
        if event is None:
            return None
        status = self._chance.choice(list(m.Status))
        self._store.set_status([event.id], status, by=self._name)
        return self._latest(event.id)

    def _place(self) -> dict[str, Any] | None:
        event = self._event()
        if event is None or not event.places:
            return None
        start = self._chance.choice(event.places).start
        self._store.choose_place(event.id, start, self._chance.choice(PLACES), by=self._name)
        return self._latest(event.id)

    def _pin(self) -> dict[str, Any] | None:
        event = self._event()
        if event is None or not event.places:
            return None
        spot = LatLon(self._chance.uniform(38, 42), self._chance.uniform(44, 50))
        self._store.set_position(event.id, 0, spot, radius_km=1.0, by=self._name, why="a photo")
        return self._latest(event.id)

    def _rule(self) -> dict[str, Any]:
        place = self._chance.choice(PLACES)
        rule, moved = self._store.rules.make(
            Rule("Baku", place, Scope.COLLECTION), by=self._name, why="it is"
        )
        return {"rule": rule.id, "moved": moved}

    def _undo(self) -> dict[str, Any] | None:
        acts = [one for one in self._store.latest_acts(limit=8) if one.action != "undo"]
        if not acts:
            return None
        act_id = self._chance.choice(acts).act_id
        if not act_id:
            return None
        self._store.undo(act_id, by=self._name)
        return {"undone": act_id}

    def _importing(self) -> dict[str, Any]:
        file = self._folder / f"table-{self._chance.getrandbits(40)}.csv"
        first = self._chance.getrandbits(40)
        lines = ["id,date,lat,lon,place,notes"]
        lines += [
            f"{row},2020-07-12,40.9,45.{row % 900 + 100},Tovuz,Shots number {row}"
            for row in range(first, first + ROWS)
        ]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        result = import_events(file, self._store, by=self._name)
        file.unlink()
        return {"added": result.added}

    def _latest(self, event_id: str) -> dict[str, Any]:
        """What the log says now; somebody else's decision may be the later one."""
        own = [one.id for one in self._store.decisions(event_id) if one.by == self._name]
        return {"event": event_id, "decisions": own[:1]}


def batches_are_said(say: Callable[[str], None]) -> None:
    """Make the batches of an import small, and say each one when the store has it."""
    running.ROWS_A_BATCH = ROWS_A_BATCH  # type: ignore[misc]
    really = ImportBook.add

    def add(self: ImportBook, import_key: int, batch: Any, tally: Any, *, by: str) -> None:
        really(self, import_key, batch, tally, by=by)
        said = {"what": "batch", "import": import_key, "added": tally["added"]}
        say("done " + json.dumps(said))

    ImportBook.add = add  # type: ignore[method-assign]


def work_until_killed(path: Path, seed: int, pipe: int) -> None:
    """The life of a child process."""

    def say(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    batches_are_said(say)
    say("begin opening")
    store = EventStore.open(path)
    say("done " + json.dumps({"what": "opening"}))
    Worker(store, path.parent, seed, say).work()
