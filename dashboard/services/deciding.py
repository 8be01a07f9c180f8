"""Every decision of an editor; each asks for the right to write, and checks what came in.

What the browser sends (a pick, a dragged pin, a table) can be forged: ids, numbers and words are
looked up here again, and a change names the version of the event that its editor saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.services import collection
from dashboard.services.rights import require_editor
from geodata.coordinates import LatLon
from geodata.correcting import Change, Rule, Scope, Support
from geodata.errors import InputError, NotFoundError
from geodata.model import Event, Place, Precision, Status
from geodata.storage import Moves, Undone

LONGEST_REASON = 500
MOST_AT_ONCE = 500  # events of one page of the table
PRECISIONS = (Precision.EXACT, Precision.SETTLEMENT, Precision.DISTRICT, Precision.REGION)


def decide(event_id: str, status: Status, expected: int) -> None:
    """Accept or reject the event of a card.

    Raises:
        ChangedMeanwhileError: somebody changed it after that version.
    """
    name = require_editor()
    store = collection.store()
    store.event(event_id)
    store.set_status([event_id], status, by=name, expected={event_id: expected})


def decide_many(
    event_ids: Iterable[str], status: Status, expected: Mapping[str, int] | None = None
) -> int:
    """Accept or reject the ticked events of a table; how many changed.

    Raises:
        ChangedMeanwhileError: one was changed after the version this editor saw; none changes.
    """
    name = require_editor()
    ids = list(event_ids)
    if len(ids) > MOST_AT_ONCE:
        raise InputError(f"At most {MOST_AT_ONCE} events can be decided at once.")
    seen = {one: version for one, version in (expected or {}).items() if one in set(ids)}
    return collection.store().set_status(ids, status, by=name, expected=seen)


def accept_certain() -> tuple[str, int]:
    """Accept every event that is certain; the act, for undoing, and how many."""
    name = require_editor()
    return collection.store().review.accept_certain(by=name)


def use_place(event_id: str, start: int, place_id: str | None, expected: int) -> Event:
    """Take another place for the words at ``start``; None takes the event off it.

    Raises:
        NotFoundError: no such place is known.
        ChangedMeanwhileError: somebody changed it after that version.
    """
    name = require_editor()
    place = None if place_id is None else known_place(event_id, place_id)
    return collection.store().choose_place(event_id, start, place, by=name, expected=expected)


def put_pin(
    event_id: str,
    place_number: int,
    position: LatLon,
    *,
    radius_km: float,
    precision: Precision,
    why: str,
    expected: int,
) -> Event:
    """Put a pin where this editor says, who stands behind it with a reason."""
    name = require_editor()
    if precision not in PRECISIONS:
        raise InputError(f"A pin cannot be exact to a {precision}.")
    if not why.strip():
        raise InputError("Write how you know: no words of the report stand behind this pin.")
    return collection.store().set_position(
        event_id, place_number, position, radius_km=radius_km, precision=precision,
        by=name, why=_reason(why), expected=expected,
    )  # fmt: skip


def edit(event_id: str, change: Change, support: Support, expected: int) -> Event:
    """Change fields of an event, by words of its report or on this editor's word."""
    name = require_editor()
    return collection.store().edit(event_id, change, support, by=name, expected=expected)


def preview(rule: Rule) -> Moves:
    """The pins that a correction would move; nothing is written."""
    require_editor()
    return collection.store().rules.preview(rule)


def make_rule(rule: Rule, why: str = "") -> int:
    """Let a correction hold; how many events moved."""
    name = require_editor()
    return collection.store().rules.make(rule, by=name, why=_reason(why))[1]


def take_back_rule(rule_id: str) -> Undone:
    """End a correction and put its pins back."""
    name = require_editor()
    return collection.store().rules.take_back(rule_id, by=name)


def undo(act_id: str) -> Undone:
    """Take back what was decided in one go."""
    name = require_editor()
    return collection.store().undo(act_id, by=name)


def undo_last() -> tuple[str, Undone] | None:
    """Take back this editor's latest decision: the id of what it was about, and what came of it.

    None when there is none.
    """
    name = require_editor()
    store = collection.store()
    for decision in store.latest_acts(by=name, limit=20):
        if decision.action != "undo":
            return decision.subject_id, store.undo(decision.act_id, by=name)
    return None


def rule_of(event: Event, start: int, place: Place | None, scope: Scope, source: str) -> Rule:
    """The correction that a choice on a card means when it is to hold for more than one pin."""
    store = collection.store()
    match = next(
        (one for one in store.reading(event.report_id).matches if _covers(event, start, one.start)),
        None,
    )
    if match is None:
        raise NotFoundError("No place name stands there (any more); reload the page.")
    values = {Scope.REPORT: event.report_id, Scope.PUBLISHER: source, Scope.COLLECTION: ""}
    return Rule(match.text, place, scope, values[scope])


def known_place(event_id: str, place_id: str) -> Place:
    """A place that the event, its report or the gazetteer knows by this id.

    Raises:
        NotFoundError: none does.
    """
    store = collection.store()
    event = store.event(event_id)
    for there in event.places:
        for place in (there.place, *(one.place for one in there.runners_up)):
            if place.id == place_id:
                return place
    found = collection.gazetteer().by_id(place_id)
    if found is None:
        raise NotFoundError(f"There is no place {place_id[:80]!r}.")
    return found


def _covers(event: Event, start: int, match_start: int) -> bool:
    if match_start == start:
        return True
    return any(p.start == start and p.start <= match_start < p.end for p in event.places)


def _reason(why: str) -> str:
    reason = " ".join(why.split())
    if len(reason) > LONGEST_REASON:
        raise InputError(f"A reason may have {LONGEST_REASON} characters.")
    return reason
