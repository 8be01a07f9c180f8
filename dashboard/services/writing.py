"""Every write of the dashboard; each one asks for the right to write before anything else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.services import collection, draft_changes, draft_reading
from dashboard.services.draft_changes import SAVED_BY
from dashboard.services.rights import require_editor, require_owner
from dashboard.settings import LONGEST_FIELD, LONGEST_TEXT
from geodata import joins
from geodata.correcting import corrected
from geodata.errors import EmptyTextError, InputError, InvalidDateError, TextTooLongError
from geodata.joins import Joined
from geodata.model import Event, Place, Reading, Report, Status
from geodata.pipeline import FIRST_YEAR, LAST_YEAR
from geodata.storage import Draft
from geodata.web_link import checked_link

MOST_ALIASES = 2_000


def check(fields: Mapping[str, Any]) -> None:
    """Refuse what no report can be made of.

    Raises:
        InputError: the text is empty or too long, the link or the date cannot be used.
    """
    text = str(fields.get("text") or "")
    if not text.strip():
        raise EmptyTextError("There is no text to read.")
    if len(text) > LONGEST_TEXT:
        raise TextTooLongError(
            f"The text has {len(text):,} characters; one report may have {LONGEST_TEXT:,}. "
            "Add it in parts."
        )
    checked_link(str(fields.get("link") or ""))
    published = draft_reading.day(fields.get("published"))
    if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
        raise InvalidDateError(
            f"The report cannot be from the year {published.year}; "
            f"give a year from {FIRST_YEAR} to {LAST_YEAR}."
        )


def read(fields: Mapping[str, Any]) -> Reading:
    """What is read out of a draft's text and fields; nothing is stored.

    Raises:
        InputError: see ``check``.
        NotAllowedError: this visitor may only read.
    """
    require_editor()
    check(fields)
    # As the corrections that hold will have it once it is added.
    return corrected(draft_reading.read(fields), collection.store().rules.in_force())


def save_draft(fields: Mapping[str, Any], seen: Draft | None) -> Draft:
    """Keep what was typed, so that a reload loses nothing; seen: the draft that it was typed into.

    Raises:
        ChangedMeanwhileError: somebody changed, added or discarded that draft.
    """
    name = require_editor()
    text = str(fields.get("text") or "")
    if seen is not None and draft_changes.said_in(seen) == draft_changes.said(text, fields):
        name = str(seen.fields.get(SAVED_BY) or "")  # read again, not changed
    kept = {name: value for name, value in fields.items() if name != "text"} | {SAVED_BY: name}
    return collection.store().save_draft(
        text, kept, draft_id=seen.id if seen is not None else None, expected=seen
    )


def remove_draft(seen: Draft) -> None:
    """Forget a draft.

    Raises:
        ChangedMeanwhileError: somebody changed, added or discarded it.
    """
    require_editor()
    collection.store().remove_draft(seen.id, expected=seen)


def add(reading: Reading, *, without: Collection[str] = ()) -> Report:
    """Add a report with its events, except those that were unticked.

    Raises:
        DuplicateReportError: the same text is there already.
    """
    name = require_editor()
    kept = tuple(event for event in reading.events if event.id not in without)
    return joins.add_reading(
        collection.store(), replace(reading, events=kept), status=Status.ACCEPTED, by=name
    )


def join(event_id: str, other_id: str) -> None:
    """Say that two events, with whatever each is joined with, are one."""
    name = require_editor()
    collection.store().joins.join([event_id, other_id], by=name)


def keep_apart(event_id: str, other_id: str) -> None:
    """Say that two events are not one; the machine never joins them."""
    name = require_editor()
    collection.store().joins.keep_apart(event_id, other_id, by=name)


def take_apart(event_id: str) -> None:
    """Take an event out of what it was joined with, for good."""
    name = require_editor()
    collection.store().joins.take_apart(event_id, by=name)


def set_aliases(
    rows: Iterable[tuple[object, object]], expected: Mapping[str, str] | None = None
) -> Joined:
    """Replace the other names of actors, then compare all events again by them.

    Raises:
        InputError: a name is empty, too long, stands twice or leads in a circle.
    """
    name = require_editor()
    names: dict[str, str] = {}
    for alias, canonical in rows:
        one, two = (" ".join(str(part or "").split()) for part in (alias, canonical))
        if not one and not two:
            continue
        if max(len(one), len(two)) > LONGEST_FIELD:
            raise InputError(f"A name may have {LONGEST_FIELD} characters.")
        if one in names:
            raise InputError(f"“{one}” stands in the list twice.")
        if len(names) == MOST_ALIASES:
            raise InputError(f"The list may have {MOST_ALIASES:,} names.")
        names[one] = two
    store = collection.store()
    store.joins.set_aliases(names, by=name, expected=expected)
    return joins.join_all(store)


def choose_place(
    event_id: str, mention_start: int, place: Place | None, expected: int | None = None
) -> Event:
    """Take another place for a name; None takes the event off that place.

    Raises:
        ChangedMeanwhileError: somebody changed the event after that version.
    """
    name = require_editor()
    store = collection.store()
    event = store.choose_place(event_id, mention_start, place, by=name, expected=expected)
    joins.compare_again(store, [event_id])
    return event


def remove_report(report_id: str) -> int:
    """Put a report with its events into the bin; how many events went."""
    name = require_editor()
    return collection.store().remove_report(report_id, by=name)


def restore_report(report_id: str) -> int:
    """Bring a removed report back as it was; how many events came with it."""
    name = require_editor()
    return collection.store().bin.restore(report_id, by=name)


def delete_for_good(report_id: str) -> None:
    """Delete a removed report so that nobody can bring it back; for owners."""
    name = require_owner()
    collection.store().bin.delete(report_id, by=name)


def bring_import_back(import_id: str) -> int:
    """Let the events of an import that was taken back wait for a review again; how many."""
    name = require_owner()
    return collection.store().imports.bring_back(import_id, by=name)


def remove_demo() -> int:
    """Remove the demo collection; how many reports went."""
    name = require_editor()
    return collection.store().remove_demo(by=name)
