"""Reports into a collection: what they tell again of events already there is joined.

Stands above the events and the store, which do not know each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from geodata.events.aliases import Aliases
from geodata.events.likeness import FURTHEST_DAYS, likeness
from geodata.events.profiles import Profile, profile_of
from geodata.events.same_events import Groups, Pair, alike_pairs, kinds_like
from geodata.model import Event, Reading, Report, Status
from geodata.storage import EventStore, ReaderStore
from geodata.storage.many_joins import Asked


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


def compare_again(store: EventStore, event_ids: Iterable[str]) -> Joined:
    """Compare events anew after a person corrected them; call it behind the correction.

    What the machine had joined and what the correction rules out is let go; what a person joined
    stays. Open proposals are made anew.
    """
    events = list(store.events(list(event_ids)))
    for event in events:
        _let_go_of_others(store, event)
        store.joins.forget_proposals(event.id)
    others: dict[str, Event] = {}
    for report_id in {event.report_id for event in events}:
        own = [event for event in events if event.report_id == report_id]
        others |= {event.id: event for event in _around(store, own, report_id)}
    for event in events:
        others[event.id] = event
    return _joined(store, others.values(), among={event.id for event in events})


def _let_go_of_others(store: EventStore, event: Event) -> None:
    """Take an event out of its group when nothing in the group can be it any more."""
    group = [one for one in store.joins.group(event.id) if one != event.id]
    if not group:
        return
    aliases = Aliases(store.joins.aliases())
    mine = profile_of(event, aliases)
    if all(likeness(mine, profile_of(o, aliases)).score == 0 for o in store.events(group)):
        store.joins.let_go(event.id, ["as corrected it cannot be the same event"])


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
    alike = {x for pair in pairs for x in (pair.first_id, pair.second_id)}
    joined = store.joins.groups_with(alike)
    apart = store.joins.apart(alike)
    groups = Groups(profiles, joined=joined, apart=apart)
    wanted: list[Asked] = []
    rest: list[Pair] = []
    for pair in pairs:
        if pair.likeness.joins and groups.join(pair.first_id, pair.second_id):
            wanted.append(_asked(pair))
        else:
            rest.append(pair)
    joins = store.joins.join_many(wanted)
    proposed = store.joins.propose(
        (pair.first_id, pair.second_id, pair.likeness.score, pair.likeness.reasons)
        for pair in rest
        if groups.may_join(pair.first_id, pair.second_id)
    )
    return Joined(joins, proposed)


def _asked(pair: Pair) -> Asked:
    return Asked(pair.first_id, pair.second_id, pair.likeness.score, pair.likeness.reasons)


def others_of(store: EventStore | ReaderStore) -> Callable[[str], list[Event]]:
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
