"""The report somebody is about to add, kept in the store so that a reload loses nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from dashboard import notices
from dashboard.services import collection, writing
from dashboard.services.draft_changes import SAVED_BY, DraftChange, both, changes, said, said_in
from geodata.errors import ChangedMeanwhileError, GeodataError, NotFoundError
from geodata.model import Candidate, Event, EventPlace, Reading, Report
from geodata.storage import Draft

_KEY = "drafting"
_PARAMETER = "draft"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else made of a draft.

    Attributes:
        theirs: the draft as they left it, None when they added or discarded it.
        changes: what is not as this page saw it last.
    """

    theirs: Draft | None
    changes: tuple[DraftChange, ...]


@dataclass(slots=True)
class Drafting:
    """What stands on the page of a new report.

    Attributes:
        seen: the stored draft as this page last saw it, None before the first saving.
        fields: text, title, source, author, link and published as typed, and what a file or
            page said besides; days and moments as ISO text.
        reading: what was found, None before *Find events*.
        unticked: ids of the events that are not to be added.
        chosen: place id by (event id, start of the mention), where a person chose another one.
        was_read: whether *Find events* was pressed since the last change.
        anyway: whether it is added although nearly the same text is there.
        problem: a sentence about what went wrong last, '' when nothing did.
        conflict: what somebody else made of the draft, until this editor decides.
    """

    seen: Draft | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    reading: Reading | None = None
    unticked: set[str] = field(default_factory=set)
    chosen: dict[tuple[str, int], str] = field(default_factory=dict)
    was_read: bool = False
    anyway: bool = False
    problem: str = ""
    conflict: Conflict | None = None

    @property
    def draft_id(self) -> str | None:
        """Of the stored draft, None before the first saving."""
        return self.seen.id if self.seen is not None else None

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
            self._save()
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
            if not self.problem and self.conflict is None:
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
            ChangedMeanwhileError: somebody changed the draft; nothing is added.
            DuplicateReportError: the text is in the collection already.
        """
        if self.reading is None:
            raise NotFoundError("Nothing was read yet.")
        self.look_again()
        if self.conflict is not None:
            raise ChangedMeanwhileError("Somebody changed this draft.")
        report = writing.add(self.reading, without=self.unticked)
        for event in self.reading.events:
            if event.id in self.unticked:
                continue
            for place in event.places:
                chosen = self.place_of(event, place)
                if chosen.place.id != place.place.id:
                    writing.choose_place(event.id, place.start, chosen.place)
        # What somebody changed in this very moment stays among the drafts.
        with contextlib.suppress(ChangedMeanwhileError):
            if self.seen is not None:
                writing.remove_draft(self.seen)
        start_anew()
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
        """Start anew; the stored draft goes too.

        Raises:
            ChangedMeanwhileError: somebody changed the draft; it stays.
        """
        self.look_again()
        is_gone = self.conflict is not None and self.conflict.theirs is None
        if self.seen is not None and not is_gone:
            writing.remove_draft(self.seen)
        start_anew()

    def look_again(self) -> None:
        """See whether somebody else changed the stored draft, and show what."""
        if self.seen is None:
            return
        try:
            there = collection.store().draft(self.seen.id)
        except NotFoundError:
            self.conflict = Conflict(None, ())
            return
        changed = changes(said_in(self.seen), said_in(there))
        self.conflict = Conflict(there, tuple(changed)) if changed else None
        if self.conflict is None:
            self.seen = there

    @property
    def has_own_changes(self) -> bool:
        """Whether something stands on the page that is not in the draft it began with."""
        return self.seen is None or self._said() != said_in(self.seen)

    def together(self) -> dict[str, Any] | None:
        """Both editors' changes, None where they exclude each other."""
        if self.seen is None or self.conflict is None or self.conflict.theirs is None:
            return None
        return both(said_in(self.seen), self._said(), said_in(self.conflict.theirs))

    def keep_together(self) -> None:
        """Save both editors' changes."""
        merged = self.together()
        if merged is not None and self.conflict is not None:
            was_read = self.was_read
            self._take(merged)
            self.keep_mine()
            if was_read and not self.problem:
                self.find_events()

    def keep_mine(self) -> None:
        """Write over what somebody else did, having seen it; a draft that is gone comes back."""
        if self.conflict is not None:
            self.seen, self.conflict = self.conflict.theirs, None
            self.keep()

    def take_theirs(self) -> None:
        """Go on with the draft as somebody else left it, or start anew when it is gone."""
        theirs = self.conflict.theirs if self.conflict is not None else None
        if theirs is None:
            start_anew()
        else:
            open_draft(theirs.id)

    def _save(self) -> None:
        try:
            self.seen = writing.save_draft(self._stored_fields(), self.seen)
        except ChangedMeanwhileError:
            self.look_again()
            if self.conflict is None:  # it was only read again there
                self.seen = writing.save_draft(self._stored_fields(), self.seen)

    def _said(self) -> dict[str, Any]:
        fields = self._stored_fields()
        return said(str(fields.pop("text", None) or ""), fields)

    def _take(self, content: Mapping[str, Any]) -> None:
        fields = dict(content)
        self.unticked, self.chosen = _by_hand(fields)
        self.fields = fields
        self.reading = None

    def _choose(self, event: Event, place: EventPlace, candidate: Candidate) -> None:
        if candidate.place.id == place.place.id:
            self.chosen.pop((event.id, place.start), None)
        else:
            self.chosen[event.id, place.start] = candidate.place.id

    def _stored_fields(self) -> dict[str, Any]:
        chosen = [[event, start, place] for (event, start), place in sorted(self.chosen.items())]
        return self.fields | {
            "unticked": sorted(self.unticked),
            "chosen": chosen,
            "was_read": self.was_read,
        }


def drafting() -> Drafting:
    """What this page holds; after a reload the draft that the address names, read again."""
    if _KEY in st.session_state:
        st.session_state[_KEY].look_again()
    else:
        wanted = st.query_params.get(_PARAMETER)
        st.session_state[_KEY] = _restored(wanted) if wanted else Drafting()
    found: Drafting = st.session_state[_KEY]
    if found.draft_id is not None and st.query_params.get(_PARAMETER) != found.draft_id:
        st.query_params[_PARAMETER] = found.draft_id
    elif found.draft_id is None and _PARAMETER in st.query_params:
        del st.query_params[_PARAMETER]
    return found


def start_anew() -> None:
    """An empty page."""
    st.session_state[_KEY] = Drafting()


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
    fields.pop(SAVED_BY, None)
    unticked, chosen = _by_hand(fields)
    was_read = fields.pop("was_read", False)
    restored = Drafting(draft, fields | {"text": draft.text}, unticked=unticked, chosen=chosen)
    if was_read:
        restored.find_events()
    return restored


def _by_hand(fields: dict[str, Any]) -> tuple[set[str], dict[tuple[str, int], str]]:
    """What was unticked and chosen; it goes out of the fields."""
    unticked = {str(one) for one in fields.pop("unticked", None) or ()}
    chosen = {
        (str(event), int(start)): str(place)
        for event, start, place in fields.pop("chosen", None) or ()
    }
    return unticked, chosen
