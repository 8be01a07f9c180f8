"""What several reports tell of one event, as the details need it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.services import collection
from geodata.events.disagreements import Disagreement, disagreements
from geodata.model import Event, Report


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one report tells it."""

    event: Event
    report: Report


@dataclass(frozen=True, slots=True)
class Perhaps:
    """An event that is perhaps the same, with the reasons in words."""

    telling: Telling
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that was told of an event.

    Attributes:
        tellings: one for each report, the lead first.
        differing: where they differ.
        perhaps: what a person may join, the likeliest first.
    """

    tellings: tuple[Telling, ...]
    differing: tuple[Disagreement, ...]
    perhaps: tuple[Perhaps, ...]


def lead_of(event_id: str) -> str:
    """The event that map and list show for this one: itself unless it is joined.

    Raises:
        NotFoundError: there is no such event (any more).
    """
    return collection.shelf().joins.group(event_id)[0]


def told(event: Event, report: Report) -> Told:
    """What all reports tell of an event, which comes with the report it was found in.

    Raises:
        NotFoundError: there is no such event (any more).
    """
    store = collection.shelf()
    group = store.joins.group(event.id)
    tellings = tuple(
        Telling(event, report) if one.id == event.id else _telling(one)
        for one in ([event] if group == (event.id,) else store.events(group))
    )
    return Told(tellings, disagreements([one.event for one in tellings]), _perhaps(group))


def _perhaps(group: tuple[str, ...]) -> tuple[Perhaps, ...]:
    """One proposal for each other event, however many of the group it is like."""
    store = collection.shelf()
    found = [one for event_id in group for one in store.joins.proposals(event_id)]
    best = {one.event_id: one for one in sorted(found, key=lambda one: one.score)}
    wanted = sorted(best.values(), key=lambda one: (-one.score, one.event_id))
    events = {event.id: event for event in store.events([one.event_id for one in wanted])}
    return tuple(
        Perhaps(_telling(events[one.event_id]), one.reasons)
        for one in wanted
        if one.event_id in events and one.event_id not in group
    )


def _telling(event: Event) -> Telling:
    return Telling(event, collection.shelf().report(event.report_id))
