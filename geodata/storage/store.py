"""The event store: one object in front of the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from geodata.model import Event, Reading, Report, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to add, kept so that a reload loses nothing.

    Attributes:
        id: 'd' and 16 letters or digits, from the content of the first saving.
        text: the report as pasted.
        fields: what else was typed or ticked; any JSON value under each name.
    """

    id: str
    text: str
    fields: Mapping[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; never changed, never removed."""

    id: str
    made_at: datetime
    by: str
    action: str  # 'choose place', 'set status', 'add report', 'remove report'
    subject_id: str  # of the event or report
    before: Any
    after: Any


class EventStore:
    """Reports and their events in one SQLite file, or in PostgreSQL by URL."""

    @classmethod
    def open(cls, url: str | Path | None = None, *, read_only: bool = False) -> EventStore:
        """The store at a path or SQLAlchemy URL; None: the user's own (GAZETTE_DATA)."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""
        raise NotImplementedError

    @property
    def is_read_only(self) -> bool:
        """Whether every write will be refused."""
        raise NotImplementedError

    @property
    def revision(self) -> int:
        """Grows with every write that readers can see."""
        raise NotImplementedError

    def add_reading(
        self, reading: Reading, *, status: Status = Status.UNREVIEWED, by: str = ""
    ) -> Report:
        """Keep a report and all that was read out of it; DuplicateReportError when known."""
        raise NotImplementedError

    def report(self, report_id: str) -> Report:
        """One report; NotFoundError."""
        raise NotImplementedError

    def reports(self) -> list[Report]:
        """All reports, the newest addition first."""
        raise NotImplementedError

    def reading(self, report_id: str) -> Reading:
        """All that was read out of one report, with later decisions applied; NotFoundError."""
        raise NotImplementedError

    def event(self, event_id: str) -> Event:
        """One event; NotFoundError."""
        raise NotImplementedError

    def events(
        self, ids: Iterable[str] | None = None, *, report_id: str | None = None
    ) -> Iterator[Event]:
        """Events by id (unknown ids are left out), of one report, or all of them, streamed."""
        raise NotImplementedError

    def event_table(self) -> pa.Table:
        """One row for each place of an event, one for each unplaced event."""
        raise NotImplementedError

    def remove_report(self, report_id: str, *, by: str = "") -> int:
        """Remove a report with its events; how many events went. NotFoundError."""
        raise NotImplementedError

    def remove_demo(self, *, by: str = "") -> int:
        """Remove the demo collection; how many reports went."""
        raise NotImplementedError

    @property
    def has_demo(self) -> bool:
        """Whether any report of the demo collection is there."""
        raise NotImplementedError

    def choose_place(
        self, event_id: str, mention_start: int, place_id: str | None, *, by: str
    ) -> Event:
        """Take one of the runners-up (by Place.id) for the place named at mention_start.

        None takes the event off that place. Writes a decision. NotFoundError.
        """
        raise NotImplementedError

    def set_status(self, event_ids: Iterable[str], status: Status, *, by: str) -> int:
        """Accept or reject events; how many changed."""
        raise NotImplementedError

    def save_draft(
        self, text: str, fields: Mapping[str, Any], *, draft_id: str | None = None
    ) -> Draft:
        """Keep a draft; with draft_id that draft is replaced."""
        raise NotImplementedError

    def drafts(self) -> list[Draft]:
        """All drafts, the latest saving first."""
        raise NotImplementedError

    def draft(self, draft_id: str) -> Draft:
        """One draft; NotFoundError."""
        raise NotImplementedError

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft; nothing happens when it is gone already."""
        raise NotImplementedError

    def decisions(self, subject_id: str | None = None, *, limit: int = 50) -> list[Decision]:
        """The latest decisions, newest first."""
        raise NotImplementedError
