"""Reports into a collection: what they tell again of events already there is joined.

Stands above the events and the store, which do not know each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from geodata.errors import InputError
from geodata.events.aliases import Aliases
from geodata.events.likeness import FURTHEST_DAYS
from geodata.events.profiles import Profile, profile_of
from geodata.events.same_events import Groups, Pair, alike_pairs, kinds_like
from geodata.model import Event, Reading, Report, Status
from geodata.storage import BY_MACHINE, EventStore


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of comparing.

    Attributes:
        joins: pairs that the machine made one.
        proposals: pairs that it asks about.
    """

    joins: int
    proposals: int


def add_reading(
    store: EventStore, reading: Reading, *, status: Status = Status.UNREVIEWED, by: str = ""
) -> Report:
    """Keep a report, then join what it tells again; the report as it was stored.

    Raises:
        DuplicateReportError: the same text is there already; nothing is changed.
        InputError: a text that no database can hold.
    """
    report = store.add_reading(reading, status=status, by=by)
    join_report(store, report.id)
    return report


def join_report(store: EventStore, report_id: str) -> Joined:
    """Compare the events of one report with those of the days around them."""
    own = list(store.events(report_id=report_id))
    others = {event.id: event for event in _around(store, own, report_id)}
    if not others:
        return Joined(0, 0)
    return _joined(store, [*own, *others.values()], among={event.id for event in own})


def join_all(store: EventStore) -> Joined:
    """Compare all events with each other: after a change of the aliases, or for the first time."""
    return _joined(store, store.events(), among=None)


def _around(store: EventStore, own: Sequence[Event], report_id: str) -> Iterator[Event]:
    profiles = [profile for profile in map(profile_of, own) if profile.first_day is not None]
    for kinds in {kinds_like(profile.kind) for profile in profiles}:
        for first, last in _spans(profile for profile in profiles if profile.kind in kinds):
            yield from store.joins.near(
                first_day=first, last_day=last, kinds=kinds, without=report_id
            )


def _spans(profiles: Iterable[Profile]) -> list[tuple[int, int]]:
    """The days to look at, overlapping spans made one."""
    spans = sorted(
        (p.first_day - FURTHEST_DAYS, p.last_day + FURTHEST_DAYS)
        for p in profiles
        if p.first_day is not None
    )
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _joined(store: EventStore, events: Iterable[Event], among: Collection[str] | None) -> Joined:
    aliases = Aliases(store.joins.aliases())
    profiles = [profile_of(event, aliases) for event in events if event.status != Status.REJECTED]
    pairs = alike_pairs(profiles, among)
    if not pairs:
        return Joined(0, 0)
    apart = store.joins.apart({x for pair in pairs for x in (pair.first_id, pair.second_id)})
    groups = Groups(profiles, joined=store.joins.groups(), apart=apart)
    joins = 0
    rest: list[Pair] = []
    for pair in pairs:
        if not pair.likeness.joins or not groups.join(pair.first_id, pair.second_id):
            rest.append(pair)
            continue
        joins += _join(store, pair)
    proposed = store.joins.propose(
        (pair.first_id, pair.second_id, pair.likeness.score, pair.likeness.reasons)
        for pair in rest
        if groups.may_join(pair.first_id, pair.second_id)
    )
    return Joined(joins, proposed)


def _join(store: EventStore, pair: Pair) -> bool:
    try:
        store.joins.join(
            (pair.first_id, pair.second_id),
            by=BY_MACHINE,
            score=pair.likeness.score,
            reasons=pair.likeness.reasons,
        )
    except InputError:  # joined before with an event, far off in time, of the other's report
        return False
    return True


def others_of(store: EventStore) -> Callable[[str], list[Event]]:
    """A function from a lead to the events it is joined with, for files of events.

    Only those of the lead's own status: what nobody accepted is not published with what was.
    """
    behind = {lead: others for lead, *others in store.joins.groups()}

    def others(event_id: str) -> list[Event]:
        if event_id not in behind:
            return []
        found = {event.id: event for event in store.events([event_id, *behind[event_id]])}
        lead = found.pop(event_id, None)
        return [e for e in found.values() if lead is not None and e.status is lead.status]

    return others
