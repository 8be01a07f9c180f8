"""Gazette's library: reports in, events with places, dates and the words that say so.

    >>> import geodata
    >>> [mention.text for mention in geodata.find_dates("It began on 16 July 2020.")]
    ['16 July 2020']

The ladder of imports, top to bottom; a module imports only from lower rungs:

    cli
    evaluation
    pipeline | joins | importing
    resolving | geocoding | documents
    geoparsing | dating | gazetteer | events | storage | exchange | browse | fetching
    correcting
    model
    coordinates | partial_date | web_link | text_likeness | tables
    errors

The names below are the front door: other people's scripts may rely on them. Each is
imported when it is first asked for, so that ``import geodata`` stays quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.browse import EventIndex
    from geodata.coordinates import BoundingBox, LatLon, distance_km
    from geodata.dating import find_dates
    from geodata.errors import GeodataError
    from geodata.gazetteer import Gazetteer
    from geodata.geocoding import GazetteerGeocoder
    from geodata.model import DateMention, Event, EventFilter, Match, Place, Reading, Report
    from geodata.partial_date import PartialDate
    from geodata.pipeline import read_report
    from geodata.resolving import find_places
    from geodata.storage import EventStore

__all__ = [
    "BoundingBox",
    "DateMention",
    "Event",
    "EventFilter",
    "EventIndex",
    "EventStore",
    "Gazetteer",
    "GazetteerGeocoder",
    "GeodataError",
    "LatLon",
    "Match",
    "PartialDate",
    "Place",
    "Reading",
    "Report",
    "distance_km",
    "find_dates",
    "find_places",
    "read_report",
]

_ROOM = {
    "BoundingBox": "coordinates",
    "DateMention": "model",
    "Event": "model",
    "EventFilter": "model",
    "EventIndex": "browse",
    "EventStore": "storage",
    "Gazetteer": "gazetteer",
    "GazetteerGeocoder": "geocoding",
    "GeodataError": "errors",
    "LatLon": "coordinates",
    "Match": "model",
    "PartialDate": "partial_date",
    "Place": "model",
    "Reading": "model",
    "Report": "model",
    "distance_km": "coordinates",
    "find_dates": "dating",
    "find_places": "resolving",
    "read_report": "pipeline",
}


def __getattr__(name: str) -> Any:
    room = _ROOM.get(name)
    if room is None:
        raise AttributeError(f"module 'geodata' has no attribute {name!r}")
    return getattr(importlib.import_module(f"geodata.{room}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
