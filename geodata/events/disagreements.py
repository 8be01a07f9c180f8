"""Where reports of one event differ: both values stay, side by side, with who says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from geodata.model import Count, Event, Field, PlaceRole


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says.

    Attributes:
        event_id: of the event as that report tells it.
        report_id: of the report.
        speaker: whom the report names for it, '' when it says so itself.
        value: in its words, or the date in EDTF, the modality's or the places' names.
    """

    event_id: str
    report_id: str
    speaker: str
    value: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which reports differ.

    Attributes:
        field: PLACE, DATE, NUMBER or MODALITY.
        what: for a number what is counted, '' otherwise.
        said: one for each report that says anything about it, in the order of the events.
    """

    field: Field
    what: str
    said: tuple[Said, ...]


def disagreements(group: Sequence[Event]) -> tuple[Disagreement, ...]:
    """The fields on which the events of a group differ; a report that is silent differs not.

    Example:
        >>> disagreements([])
        ()
    """
    found = [
        *_differing(group, Field.DATE, "", _date),
        *_differing(group, Field.PLACE, "", _places),
    ]
    for what in dict.fromkeys(count.what for event in group for count in event.counts):
        found += _differing(group, Field.NUMBER, what, partial(_count, what=what))
    return (*found, *_differing(group, Field.MODALITY, "", _modality))


def _differing(
    group: Sequence[Event], field: Field, what: str, of: Callable[[Event], tuple[object, str]]
) -> Iterator[Disagreement]:
    """The disagreement on a field, or nothing; `of` gives what is compared and what is shown."""
    said, compared = [], set()
    for event in group:
        key, value = of(event)
        if key is not None:
            compared.add(key)
            said.append(Said(event.id, event.report_id, event.speaker, value))
    if len(compared) > 1:
        yield Disagreement(field, what, tuple(said))


def _date(event: Event) -> tuple[object, str]:
    if event.date is None or not event.is_dated:
        return None, ""
    return event.date.edtf, event.date.edtf


def _places(event: Event) -> tuple[object, str]:
    places = [place for place in event.places if place.role is not PlaceRole.ORIGIN]
    names = dict.fromkeys(place.place.label for place in places)
    key = frozenset((place.place.id, place.reading) for place in places)
    return key or None, "; ".join(names)


def _count(event: Event, what: str) -> tuple[object, str]:
    counts: list[Count] = [count for count in event.counts if count.what == what]
    if not counts:
        return None, ""
    return (counts[0].low, counts[0].high), counts[0].text


def _modality(event: Event) -> tuple[object, str]:
    return event.modality, event.modality.value
