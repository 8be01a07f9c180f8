"""What an editor is looking at in the review, and what the last decision was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.services import deciding
from geodata.coordinates import LatLon
from geodata.errors import ChangedMeanwhileError, GeodataError
from geodata.model import Status

_KEY = "reviewing"
MOST_SKIPPED = 200
TAKEN_BACK = "Taken back."


@dataclass(slots=True)
class Conflict:
    """A change that was refused because somebody else was faster.

    Attributes:
        event_id: of the event.
        error: says who, and what they decided.
        again: makes the change once more, for a version.
    """

    event_id: str
    error: ChangedMeanwhileError
    again: Callable[[int], object]


@dataclass(slots=True)
class Reviewing:
    """What stands on the page of the review.

    Attributes:
        event_id: of the card, None for the first of the queue.
        skipped: left for later, the earliest first.
        done: what was decided last, in words; '' when nothing was.
        problem: a sentence about what went wrong last.
        conflict: a change of this editor that waits for a word.
        place_number: of the place of the event that is asked about, None for the doubtful one.
        dragged: where the pin was put on the map and not yet saved.
        page: of the table, from 0.
        generation: grows when the table must forget its ticks.
    """

    event_id: str | None = None
    skipped: list[str] = field(default_factory=list)
    done: str = ""
    problem: str = ""
    conflict: Conflict | None = None
    place_number: int | None = None
    dragged: LatLon | None = None
    page: int = 0
    generation: int = 0

    def open(self, event_id: str | None) -> None:
        """Show the card of an event."""
        self.event_id, self.place_number, self.dragged = event_id, None, None

    def skip(self, event_id: str) -> None:
        """Leave an event for later."""
        self.skipped = [*(one for one in self.skipped if one != event_id), event_id]
        self.skipped = self.skipped[-MOST_SKIPPED:]
        self.done = self.problem = ""
        self.open(None)

    def decide(self, event_id: str, status: Status, version: int) -> None:
        """Accept or reject, then show the next card."""

        def write(expected: int) -> None:
            deciding.decide(event_id, status, expected)
            self.open(None)

        said = "Accepted." if status is Status.ACCEPTED else "Rejected."
        self.write(event_id, version, write, said)

    def write(
        self, event_id: str, version: int, change: Callable[[int], object], done: str
    ) -> None:
        """Do something with the event of a card; what hinders it is kept to be shown."""
        self.done = self.problem = ""
        self.conflict = None
        try:
            change(version)
        except ChangedMeanwhileError as error:
            self.open(event_id)
            self.conflict = Conflict(event_id, error, change)
        except GeodataError as error:
            self.open(event_id)
            self.problem = notices.sentence(error)
        else:
            self.done = done
            self.dragged = None

    def attempt(self, change: Callable[[], str]) -> None:
        """Do something that is about no single card; it gives what was done, in words."""
        self.done = self.problem = ""
        self.conflict = None
        try:
            self.done = change()
        except GeodataError as error:
            self.problem = notices.sentence(error)

    def undo(self) -> None:
        """Take this editor's latest decision back and show what it was about."""

        def change() -> str:
            found = deciding.undo_last()
            if found is None:
                return "There is nothing of yours to take back."
            subject, undone = found
            self.open(subject if subject.startswith("e") else None)
            if not undone.kept:
                return TAKEN_BACK
            stay = f"{words.count(len(undone.kept), 'event')} changed since"
            return f"Taken back, but for {stay}: undo the later change first."

        self.attempt(change)


def reviewing() -> Reviewing:
    """What this editor is looking at."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Reviewing()
    found: Reviewing = st.session_state[_KEY]
    return found
