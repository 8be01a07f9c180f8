"""The events a reader sees, as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.services import collection
from geodata.browse import Selection
from geodata.model import Event, Report


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        write: gives the bytes for a selection.
    """

    ending: str
    media_type: str
    write: Callable[[Selection], bytes]


def events_of(selection: Selection) -> Iterator[Event]:
    """The events of a selection, in order of date."""
    ids = selection.event_ids()
    found = {event.id: event for event in collection.store().events(ids)}
    return (found[event_id] for event_id in ids if event_id in found)


def reports_of(events: list[Event]) -> dict[str, Report]:
    """The reports of some events, by their id."""
    wanted = {event.report_id for event in events}
    return {report.id: report for report in collection.store().reports() if report.id in wanted}


FORMATS: dict[str, Format] = {}
