"""The events a reader sees, as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dashboard.services import collection
from geodata.browse import Selection
from geodata.exchange import csv_chunks, geojson_chunks
from geodata.joins import others_of
from geodata.model import Event, EventFilter, Report, Status

Chunks = Callable[
    [Iterable[Event], Callable[[str], Report], Callable[[str], Iterable[Event]]], Iterator[str]
]
_PAGE = 500  # events fetched at once


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        ending: of its name.
        media_type: as a server names it.
        chunks: the text of the file piece by piece.
    """

    ending: str
    media_type: str
    chunks: Chunks


FORMATS = {
    "GeoJSON": Format("geojson", "application/geo+json", geojson_chunks),
    "CSV": Format("csv", "text/csv", csv_chunks),
}


def file_bytes(kind: Format, selection: Selection) -> bytes:
    """The whole file with the events of a selection, in UTF-8."""
    return "".join(file_chunks(kind, selection)).encode("utf-8", "replace")


def file_chunks(kind: Format, selection: Selection) -> Iterator[str]:
    """The same piece by piece: memory stays bounded however many events there are."""
    store = collection.store()
    return kind.chunks(events_of(selection), store.report, others_of(store))


def events_of(selection: Selection) -> Iterator[Event]:
    """The events of a selection, in order of date."""
    ids = selection.event_ids()
    store = collection.store()
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        found = {event.id: event for event in store.events(page)}
        yield from (found[event_id] for event_id in page if event_id in found)


def published() -> Selection:
    """What the feeds carry: the accepted events."""
    return collection.select(EventFilter(statuses=frozenset({Status.ACCEPTED})))
