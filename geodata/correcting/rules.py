"""A correction that holds for more than one pin: what a name means in a report, publisher or all.

"Ganja" means the city in Azerbaijan: a person says so once, and it holds for what was read
before and for what will be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from geodata.correcting.places import added_place, moved_place, runners_up
from geodata.model import (
    Candidate,
    Event,
    EventPlace,
    Evidence,
    Field,
    Match,
    Place,
    PlaceRole,
    Reading,
    Usage,
)

CHOSEN = "chosen by "  # how the reason of a person's choice begins
BY_HAND = (CHOSEN, "set by ", "added by ")
BY_RULE = "A correction says so: "


class Scope(StrEnum):
    """How far a correction holds."""

    REPORT = "report"
    PUBLISHER = "publisher"
    COLLECTION = "collection"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a name means from now on.

    Attributes:
        id: 'k' and 16 letters or digits; '' while it is only considered.
        name: as it stands in reports; case and spaces do not matter.
        place: None when the name means no place.
        value: the id of the report or the publisher, '' for the collection.
        by, why: who said so and for what reason.
        ended_at: when it was taken back, None while it holds.
    """

    name: str
    place: Place | None
    scope: Scope
    value: str = ""
    id: str = ""
    by: str = ""
    why: str = ""
    made_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def reason(self) -> str:
        """What stands beside a pin that it moved."""
        where = {
            Scope.REPORT: "in this report",
            Scope.PUBLISHER: f"in reports of {self.value}",
            Scope.COLLECTION: "in this collection",
        }[self.scope]
        if self.place is None:
            return f"{BY_RULE}“{self.name}” is no place {where}."
        return f"{BY_RULE}“{self.name}” means {self.place.label} {where}."

    def holds_for(self, report_id: str, source: str) -> bool:
        """Whether it speaks about a report of a publisher."""
        if self.scope is Scope.REPORT:
            return self.value == report_id
        return self.scope is Scope.COLLECTION or name_key(self.value) == name_key(source)

    def moves(self, match: Match) -> bool:
        """Whether it would take another place for these words.

        What a person chose for this very report stands above any rule, and so does what is no
        use of the name as a place ("Ganja said").
        """
        if match.usage is not Usage.PLACE or name_key(match.text) != name_key(self.name):
            return False
        if is_by_hand(match.reasons):
            return False
        here = None if match.place is None else match.place.id
        return here != (None if self.place is None else self.place.id)


def is_by_hand(reasons: tuple[str, ...]) -> bool:
    """Whether a person decided this place for this very event."""
    return bool(reasons) and reasons[0].startswith(BY_HAND)


def is_decided(reasons: tuple[str, ...]) -> bool:
    """Whether a person decided this place, for this event or by a correction."""
    return bool(reasons) and reasons[0].startswith((*BY_HAND, BY_RULE))


def name_key(name: str) -> str:
    """A name as rules compare it.

    Example:
        >>> name_key("  GANJA ") == name_key("Ganja")
        True
    """
    return " ".join(name.casefold().split())


def ruling(rules: Sequence[Rule], name: str, report_id: str, source: str) -> Rule | None:
    """The rule that decides about a name in a report: the narrowest, of those the latest.

    Args:
        rules: in the order they were made.
        name: as it stands in the report.
        report_id: of the report.
        source: its publisher.
    """
    order = list(Scope)
    found: Rule | None = None
    for rule in rules:
        if name_key(rule.name) != name_key(name) or not rule.holds_for(report_id, source):
            continue
        if found is None or order.index(rule.scope) <= order.index(found.scope):
            found = rule
    return found


def corrected(reading: Reading, rules: Sequence[Rule]) -> Reading:
    """A reading as the rules want it.

    Args:
        reading: as it was read.
        rules: in the order they were made.
    """
    report = reading.report
    matches, events = list(reading.matches), list(reading.events)
    for number, match in enumerate(matches):
        rule = ruling(rules, match.text, report.id, report.source)
        if rule is None or not rule.moves(match):
            continue
        new = moved_match(match, rule.place, rule.reason)
        matches[number] = new
        events = [moved_event(event, match, new) for event in events]
    return replace(reading, matches=tuple(matches), events=tuple(events))


def moved_match(old: Match, place: Place | None, reason: str) -> Match:
    """A match that means another place, or none."""
    if old.place is None:
        kept = tuple(c for c in old.runners_up if place is None or c.place.id != place.id)
    elif place is None:
        kept = (Candidate(old.place, old.score, old.reasons), *old.runners_up)
    else:
        kept = runners_up(old.place, old.score, old.reasons, old.runners_up, place)
    score = 0.0 if place is None else 1.0
    return replace(old, place=place, score=score, reasons=(reason,), runners_up=kept)


def moved_event(event: Event, old: Match, new: Match) -> Event:
    """An event after a match means something else.

    Places that stand on these words move or go; an event without any place gets the new one
    when these words stand in its passage.
    """
    if old.place is None and new.place is not None and not event.places:
        if not event.passage.start <= old.start < event.passage.end:
            return event
        place = added_place(
            new.place, PlaceRole.SITE, name=old.text, start=old.start, end=old.end,
            reason=new.reasons[0],
        )  # fmt: skip
        words = Evidence(Field.PLACE, event.report_id, old.start, old.end, old.text)
        return replace(event, places=(place,), evidence=(*event.evidence, words))
    if not any(stands_on(place, old) for place in event.places):
        return event
    places: list[EventPlace] = []
    for place in event.places:
        if not stands_on(place, old):
            places.append(place)
        elif new.place is not None:
            places.append(moved_place(place, new.place, new.reasons[0]))
    return replace(event, places=tuple(places))


def stands_on(place: EventPlace, match: Match) -> bool:
    """Whether an event's place was read from these words ("near Baku" from "Baku")."""
    if place.start == place.end or is_by_hand(place.reasons):
        return False
    same = match.place is None or place.place.id == match.place.id
    return place.start <= match.start and match.end <= place.end and same
