"""The events a reader sees, as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dashboard.services import collection
from geodata.browse import Selection
from geodata.exchange import csv_chunks, geojson_chunks, kml_chunks
from geodata.joins import others_of
from geodata.model import Event, EventFilter, Report
from geodata.storage import EventStore, ReaderStore

Shelf = EventStore | ReaderStore

Chunks = Callable[
    [Iterable[Event], Callable[[str], Report], Callable[[str], Iterable[Event]], str], Iterator[str]
]
_PAGE = 500  # events fetched at once


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        ending: of its name.
        media_type: as a server names it.
        chunks: the text of the file piece by piece, given last how right the map was found to be.
    """

    ending: str
    media_type: str
    chunks: Chunks


def _table(
    events: Iterable[Event],
    report_of: Callable[[str], Report],
    others_of: Callable[[str], Iterable[Event]],
    _audit: str,
) -> Iterator[str]:
    """CSV, which has no place for a remark on all of it."""
    return csv_chunks(events, report_of, others_of)


FORMATS = {
    "GeoJSON": Format("geojson", "application/geo+json", geojson_chunks),
    "CSV": Format("csv", "text/csv", _table),
    "KML": Format("kml", "application/vnd.google-earth.kml+xml", kml_chunks),
}


def file_bytes(kind: Format, selection: Selection, shelf: Shelf | None = None) -> bytes:
    """The whole file with the events of a selection, in UTF-8."""
    return "".join(file_chunks(kind, selection, shelf)).encode("utf-8", "replace")


def file_chunks(kind: Format, selection: Selection, shelf: Shelf | None = None) -> Iterator[str]:
    """The same piece by piece: memory stays bounded however many events there are.

    Args:
        kind: of the file.
        selection: of the events.
        shelf: what they are taken from; None for what this run's visitor may see.
    """
    store = shelf or collection.shelf()
    events, others = events_of(selection, store), others_of(store)
    return kind.chunks(events, store.report, others, collection.audit_words())


def events_of(selection: Selection, shelf: Shelf | None = None) -> Iterator[Event]:
    """The events of a selection, in order of date."""
    ids = selection.event_ids()
    store = shelf or collection.shelf()
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        found = {event.id: event for event in store.events(page)}
        yield from (found[event_id] for event_id in page if event_id in found)


def published() -> Selection:
    """What the feeds carry: what readers see."""
    return collection.select(EventFilter(), for_readers=True)


def published_chunks(kind: Format) -> Iterator[str]:
    """A feed of what readers see, piece by piece."""
    return file_chunks(kind, published(), collection.shelf(for_readers=True))
