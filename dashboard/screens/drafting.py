"""The report somebody is about to add, kept in the store so that a reload loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from dashboard import notices
from dashboard.services import collection, writing
from geodata.errors import GeodataError, NotFoundError
from geodata.model import Candidate, Event, EventPlace, Reading, Report

_KEY = "drafting"
_PARAMETER = "draft"


@dataclass(slots=True)
class Drafting:
    """What stands on the page of a new report.

    Attributes:
        draft_id: of the stored draft, None before the first saving.
        fields: text, title, source, author, link and published as typed, and what a file or
            page said besides; days and moments as ISO text.
        reading: what was found, None before *Find events*.
        unticked: ids of the events that are not to be added.
        chosen: place id by (event id, start of the mention), where a person chose another one.
        was_read: whether *Find events* was pressed since the last change.
        anyway: whether it is added although nearly the same text is there.
        problem: a sentence about what went wrong last, '' when nothing did.
    """

    draft_id: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    reading: Reading | None = None
    unticked: set[str] = field(default_factory=set)
    chosen: dict[tuple[str, int], str] = field(default_factory=dict)
    was_read: bool = False
    anyway: bool = False
    problem: str = ""

    def type_in(self, name: str, value: Any) -> None:
        """Take over a field and keep the draft; what was found before no longer holds."""
        self.fields[name] = value.isoformat() if isinstance(value, date) else value
        self.edit()
        self.keep()

    def edit(self) -> None:
        """Back to the text as typed."""
        self.reading, self.was_read, self.anyway = None, False, False

    def keep(self) -> None:
        """Save the draft; a failure is said, and nothing typed is lost in the page."""
        if not str(self.fields.get("text") or "").strip():
            return
        try:
            writing.check(self.fields)
            self.draft_id = writing.save_draft(self._stored_fields(), self.draft_id).id
        except GeodataError as error:
            self.problem = notices.sentence(error)
        else:
            self.problem = ""

    def find_events(self) -> None:
        """Read the report; the draft is kept before, so that a crash loses nothing."""
        self.was_read = True
        try:
            writing.check(self.fields)
            self.keep()
            if not self.problem:
                self.reading = writing.read(self.fields)
        except GeodataError as error:
            self.problem = notices.sentence(error)

    def take_day(self, day: date) -> None:
        """Count from this day, and read again."""
        self.type_in("published", day)
        self.find_events()

    def untick(self, event_ids: set[str]) -> None:
        """Leave these events out."""
        if event_ids != self.unticked:
            self.unticked = event_ids
            self.keep()

    def choose(self, place: EventPlace, candidate: Candidate) -> None:
        """Take another place for a name, in every event that means the same place by it."""
        for event in self.reading.events if self.reading else ():
            for there in event.places:
                if there.place.id == place.place.id:
                    self._choose(event, there, candidate)
        self.keep()

    def place_of(self, event: Event, place: EventPlace) -> Candidate:
        """The place as chosen by a person, otherwise as found."""
        wanted = self.chosen.get((event.id, place.start))
        found = Candidate(place.place, place.score, place.reasons)
        return next((one for one in place.runners_up if one.place.id == wanted), found)

    def add(self) -> Report:
        """Put the ticked events into the collection, with the places as chosen.

        Raises:
            DuplicateReportError: the text is in the collection already.
        """
        if self.reading is None:
            raise NotFoundError("Nothing was read yet.")
        report = writing.add(self.reading, without=self.unticked)
        for event in self.reading.events:
            if event.id in self.unticked:
                continue
            for place in event.places:
                chosen = self.place_of(event, place)
                if chosen.place.id != place.place.id:
                    writing.choose_place(event.id, place.start, chosen.place)
        self.forget()
        return report

    def replace_known(self, report_id: str) -> Report:
        """Put this text in the place of a report that nearly has it: first added, then removed."""
        report = self.add()
        writing.remove_report(report_id)
        return report

    def add_anyway(self) -> None:
        """Go on although nearly the same text is there."""
        self.anyway = True

    def forget(self) -> None:
        """Start anew; the stored draft goes too."""
        if self.draft_id is not None:
            writing.remove_draft(self.draft_id)
        st.session_state[_KEY] = Drafting()

    def _choose(self, event: Event, place: EventPlace, candidate: Candidate) -> None:
        if candidate.place.id == place.place.id:
            self.chosen.pop((event.id, place.start), None)
        else:
            self.chosen[event.id, place.start] = candidate.place.id

    def _stored_fields(self) -> dict[str, Any]:
        chosen = [[event, start, place] for (event, start), place in self.chosen.items()]
        return self.fields | {
            "unticked": sorted(self.unticked),
            "chosen": chosen,
            "was_read": self.was_read,
        }


def drafting() -> Drafting:
    """What this page holds; after a reload the draft that the address names, read again."""
    if _KEY not in st.session_state:
        wanted = st.query_params.get(_PARAMETER)
        st.session_state[_KEY] = _restored(wanted) if wanted else Drafting()
    found: Drafting = st.session_state[_KEY]
    if found.draft_id is not None and st.query_params.get(_PARAMETER) != found.draft_id:
        st.query_params[_PARAMETER] = found.draft_id
    elif found.draft_id is None and _PARAMETER in st.query_params:
        del st.query_params[_PARAMETER]
    return found


def open_draft(draft_id: str) -> None:
    """Go on with another draft."""
    st.session_state[_KEY] = _restored(draft_id)


def _restored(draft_id: str) -> Drafting:
    """A stored draft; an empty page when it is gone or was not written by this program."""
    try:
        draft = collection.store().draft(draft_id)
    except GeodataError:
        return Drafting(problem="This draft is no longer there; it was added or discarded.")
    fields = dict(draft.fields)
    unticked = {str(one) for one in fields.pop("unticked", None) or ()}
    chosen = {
        (str(event), int(start)): str(place)
        for event, start, place in fields.pop("chosen", None) or ()
    }
    was_read = fields.pop("was_read", False)
    restored = Drafting(draft.id, fields | {"text": draft.text}, unticked=unticked, chosen=chosen)
    if was_read:
        restored.find_events()
    return restored
