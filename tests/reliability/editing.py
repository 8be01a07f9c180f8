"""Editors who work through the same queue of review at once, in one process of a server.

Each does what the page of review does for it: opens the first cards, waits as somebody who
reads, decides for the version that was seen, and meets what the others did meanwhile. It says
what was acknowledged, so that somebody else can look whether it is there.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.screens.reviewing import TAKEN_BACK, Reviewing
from dashboard.services import collection, deciding, rights
from dashboard.services.rights import Visitor
from geodata.coordinates import LatLon
from geodata.correcting import Change, Support
from geodata.model import Event, Precision, Status
from geodata.storage import Decision

FIRST_CARDS = 4  # the editors choose among so many, so that they meet
ACTIONS = {"accept": 6, "reject": 3, "place": 3, "pin": 2, "edit": 3, "undo": 3}
_PATIENCE_S = 60.0
STATUSES = {"accept": Status.ACCEPTED, "reject": Status.REJECTED}
WRITTEN_AS = {
    "accept": "set status", "reject": "set status", "place": "choose place",
    "pin": "set position", "edit": "edit", "undo": "undo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What an editor was told after a decision.

    Attributes:
        by: the editor.
        action: as the log calls it.
        subject: the id of the event.
        version: of the event that the editor saw, None where no version is asked for.
        answer: 'kept', 'conflict' when somebody was faster, otherwise what was refused.
        others: who decided meanwhile, as the conflict says it.
    """

    by: str
    action: str
    subject: str
    version: int | None
    answer: str
    others: tuple[str, ...] = ()


class Editor:
    """One editor with a page of review of their own."""

    def __init__(self, name: str, seed: int, pause_s: float) -> None:
        self._name = name
        self._chance = random.Random(seed)
        self._pause_s = pause_s
        self._page = Reviewing()
        self.said: list[Said] = []

    def work(self, until: float, most: int, all_read: threading.Barrier) -> None:
        """Decide one card after the other until then, or so many, or all of the queue.

        At the first card everybody waits until all have read it.
        """
        _visitor.who = Visitor(True, self._name)
        self._decide("accept", all_read)
        for _ in range(most - 1):
            if time.monotonic() > until:
                return
            action = self._chance.choices(list(ACTIONS), list(ACTIONS.values()))[0]
            if action == "undo":
                self._undo()
            elif not self._decide(action):
                return

    def _decide(self, action: str, all_read: threading.Barrier | None = None) -> bool:
        store = collection.store()
        cards = store.review.page(1 if all_read else FIRST_CARDS)
        if not cards:
            return False
        event_id = self._chance.choice(cards).id
        version = store.version(event_id)
        event = store.event(event_id)
        if event.status is not Status.UNREVIEWED:
            return True  # somebody was faster, and the card says so
        self._read()
        if all_read is not None:
            with contextlib.suppress(threading.BrokenBarrierError):
                all_read.wait(_PATIENCE_S)
        if action in STATUSES:
            self._page.decide(event_id, STATUSES[action], version)
        else:
            change = getattr(self, f"_{action}")(event)
            if change is None:
                return True
            self._page.write(event_id, version, change, "Done.")
        self._note(action, event_id, version)
        conflict = self._page.conflict
        if conflict is not None and self._chance.random() < 0.5:
            # The editor has read what the other one did, and decides all the same.
            version = store.version(event_id)
            if store.event(event_id).status is not STATUSES.get(action):
                self._read()
                self._page.write(event_id, version, conflict.again, "Done all the same.")
                self._note(action, event_id, version)
        return True

    def _read(self) -> None:
        time.sleep(self._chance.uniform(0.1, 1.9) * self._pause_s)

    def _note(self, action: str, subject: str, version: int | None) -> None:
        page, answer, others = self._page, "kept", ()
        if page.conflict is not None:
            decisions = page.conflict.error.decisions
            answer = "conflict"
            others = tuple(one.by for one in decisions if isinstance(one, Decision))
        elif page.problem:
            answer = page.problem
        self.said.append(Said(self._name, WRITTEN_AS[action], subject, version, answer, others))

    def _undo(self) -> None:
        self._page.undo()
        if self._page.problem or self._page.done.startswith(TAKEN_BACK.rstrip(".")):
            self._note("undo", self._page.event_id or "", None)

    # ------------------------------------------------------- what the forms give

    def _place(self, event: Event) -> Callable[[int], object] | None:
        choices = [
            (place.start, one.place.id) for place in event.places for one in place.runners_up
        ]
        if not choices:
            return None
        start, place_id = self._chance.choice(choices)
        return lambda expected: deciding.use_place(event.id, start, place_id, expected)

    def _pin(self, event: Event) -> Callable[[int], object] | None:
        if not event.places:
            return None
        spot = LatLon(self._chance.uniform(38, 42), self._chance.uniform(44, 50))
        return lambda expected: deciding.put_pin(
            event.id, 0, spot, radius_km=1.0, precision=Precision.EXACT,
            why="A photo shows it.", expected=expected,
        )  # fmt: skip

    def _edit(self, event: Event) -> Callable[[int], object]:
        change = Change(title=f"{self._name} says {self._chance.getrandbits(40)}")
        support = Support(reason="Seen.")
        return lambda expected: deciding.edit(event.id, change, support, expected)


def edit_together(
    names: list[str], *, for_s: float, most: int, pause_s: float, seed: int
) -> list[Said]:
    """What editors were told who worked at once, each in a thread as in a server."""
    rights.current = lambda: _visitor.who
    editors = [Editor(name, seed + number, pause_s) for number, name in enumerate(names)]
    shared = time.monotonic() + for_s, most, threading.Barrier(len(editors))
    threads = [threading.Thread(target=one.work, args=shared, name="editor") for one in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said for one in editors for said in one.said]


class _Visitor(threading.local):
    who: Visitor


_visitor = _Visitor()


def main(words: list[str]) -> int:
    """``… editing FOLDER SECONDS MOST PAUSE SEED NAME…``; prints lines of JSON."""
    folder, for_s, most, pause_s, seed, *names = words
    os.environ["GAZETTE_DATA"] = str(Path(folder))
    collection.store()
    for said in edit_together(
        names, for_s=float(for_s), most=int(most), pause_s=float(pause_s), seed=int(seed)
    ):
        print(json.dumps(asdict(said)))
    collection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
