"""A field of an event changed by a person: by the words that say so, or on the person's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.errors import InputError
from geodata.model import (
    Actor,
    Count,
    Event,
    EventKind,
    EventPlace,
    Evidence,
    Field,
    Modality,
    Report,
)
from geodata.partial_date import PartialDate

LONGEST_TITLE = 200
LONGEST_REASON = 500
MOST_PARTS = 50  # places, actors or numbers of one event
NO_SUPPORT = (
    "A change needs words of the report that say so, or your reason: "
    "choose the words, or write why you know."
)


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind a change.

    Attributes:
        start, end: characters of the report; None when a person stands behind it.
        reason: why; needed when there are no characters.
    """

    start: int | None = None
    end: int | None = None
    reason: str = ""

    @property
    def has_words(self) -> bool:
        """Whether characters of the report stand behind it."""
        return self.start is not None and self.end is not None

    def words(self, report: Report) -> str:
        """The characters.

        Raises:
            InputError: they do not stand in the report.
        """
        if self.start is None or self.end is None:
            return ""
        if not 0 <= self.start < self.end <= len(report.text):
            raise InputError("These words do not stand in the report; choose them again.")
        return report.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Change:
    """New values of an event; None leaves a field as it is.

    Attributes:
        drop_date: it is to have no date.
    """

    kind: EventKind | None = None
    modality: Modality | None = None
    title: str | None = None
    speaker: str | None = None
    date: PartialDate | None = None
    drop_date: bool = False
    places: tuple[EventPlace, ...] | None = None
    actors: tuple[Actor, ...] | None = None
    counts: tuple[Count, ...] | None = None


def edited(event: Event, report: Report, change: Change, support: Support) -> Event:
    """The event with the change in it; what the old words supported is supported anew.

    Raises:
        InputError: nothing stands behind the change, or a value cannot be used.
    """
    reason = " ".join(support.reason.split())
    if not support.has_words and not reason:
        raise InputError(NO_SUPPORT)
    if len(reason) > LONGEST_REASON:
        raise InputError(f"A reason may have {LONGEST_REASON} characters.")
    said = support.words(report)
    new = _simple(event, report, change, support)
    if change.date is not None or change.drop_date:
        rule = f"set by an editor from “{said}”" if said else f"set by an editor: {reason}"
        new = replace(new, date=change.date, date_rule=rule)
        new = _supported(new, report, Field.DATE, [_span(support)])
    new = _with_parts(new, report, change)
    if new == event:
        raise InputError("Nothing was changed.")
    return new


def _simple(event: Event, report: Report, change: Change, support: Support) -> Event:
    new = event
    if change.kind is not None and change.kind is not event.kind:
        new = _supported(replace(new, kind=change.kind), report, Field.KIND, [_span(support)])
    if change.modality is not None and change.modality is not event.modality:
        new = replace(new, modality=change.modality)
        new = _supported(new, report, Field.MODALITY, [_span(support)])
    if change.title is not None:
        title = " ".join(change.title.split())
        if not 1 <= len(title) <= LONGEST_TITLE:
            raise InputError(f"A title has 1 to {LONGEST_TITLE} characters.")
        new = replace(new, title=title)
    if change.speaker is not None:
        new = replace(new, speaker=" ".join(change.speaker.split())[:LONGEST_TITLE])
    return new


def _with_parts(event: Event, report: Report, change: Change) -> Event:
    if change.places is not None:
        spans = _spans("places", change.places, report)
        event = _supported(replace(event, places=change.places), report, Field.PLACE, spans)
    if change.actors is not None:
        spans = _spans("people", change.actors, report)
        event = _supported(replace(event, actors=change.actors), report, Field.ACTOR, spans)
    if change.counts is not None:
        spans = _spans("numbers", change.counts, report)
        event = _supported(replace(event, counts=change.counts), report, Field.NUMBER, spans)
    return event


def _spans(
    name: str, values: Sequence[EventPlace | Actor | Count], report: Report
) -> list[tuple[int, int]]:
    if len(values) > MOST_PARTS:
        raise InputError(f"An event may have {MOST_PARTS} {name}.")
    spans = [(value.start, value.end) for value in values]
    if not all(0 <= start <= end <= len(report.text) for start, end in spans):
        raise InputError("These words do not stand in the report; choose them again.")
    return spans


def _span(support: Support) -> tuple[int, int]:
    return (support.start or 0, support.end or 0) if support.has_words else (0, 0)


def _supported(event: Event, report: Report, field: Field, spans: list[tuple[int, int]]) -> Event:
    """The event with exactly these characters behind a field; none where a person stands."""
    kept = [piece for piece in event.evidence if piece.field is not field]
    new = [
        Evidence(field, report.id, start, end, report.text[start:end])
        for start, end in dict.fromkeys(spans)
        if end > start
    ]
    return replace(event, evidence=(*kept, *new))
