"""Events as GeoJSON (RFC 7946): the one place where longitude comes first.

One Feature an event: a Point, a MultiPoint when it has several places, no geometry when it
has none. What is known of the places stands in ``properties.places``, in the order of the
positions. Dates are EDTF (ISO 8601-2). Written feature by feature: memory stays bounded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, TextIO

from geodata.exchange.attribution import ATTRIBUTION, SCHEMA_VERSION
from geodata.exchange.columns import event_facts, parts_facts, place_facts
from geodata.exchange.counting import Counted
from geodata.model import Event, EventPlace, Report

ReportOf = Callable[[str], Report]
OthersOf = Callable[[str], Iterable[Event]]


def nobody(_event_id: str) -> tuple[Event, ...]:
    """No event is joined with any."""
    return ()


def write_geojson(
    file: TextIO, events: Iterable[Event], report_of: ReportOf, others_of: OthersOf = nobody
) -> int:
    """Write a FeatureCollection; how many events went in.

    Args:
        file: opened for text in UTF-8.
        events: streamed; each is forgotten once written.
        report_of: gives the report of an id, for source and link; asked once in a row.
        others_of: gives the events that an event is joined with, as other reports tell it.
    """
    counted = Counted(events)
    file.writelines(geojson_chunks(counted, report_of, others_of))
    return counted.count


def geojson_chunks(
    events: Iterable[Event], report_of: ReportOf, others_of: OthersOf = nobody, audit: str = ""
) -> Iterator[str]:
    """The same as pieces of text, one an event and one at either end.

    Args:
        events: as for `write_geojson`.
        report_of: likewise.
        others_of: likewise.
        audit: how right the map was found to be, '' when nobody looked.
    """
    known = lru_cache(maxsize=256)(report_of)
    head = {
        "type": "FeatureCollection",
        "schema_version": SCHEMA_VERSION,
        "generator": "Gazette",
        "attribution": ATTRIBUTION,
    } | ({"audit": audit} if audit else {})
    yield _json(head)[:-1] + ', "features": ['
    separator = "\n"
    for event in events:
        feature = event_feature(event, known(event.report_id))
        also = [_also_told(other, known(other.report_id)) for other in others_of(event.id)]
        feature["properties"]["also_told_by"] = also
        yield separator + _json(feature)
        separator = ",\n"
    yield "\n]}\n"


def event_feature(event: Event, report: Report) -> dict[str, Any]:
    """One event as a Feature."""
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(event.places),
        "properties": {
            **event_facts(event, report),
            "passage_start": event.passage.start,
            "passage_end": event.passage.end,
            **parts_facts(event),
            "places": [_place(place) for place in event.places],
        },
    }


def _also_told(event: Event, report: Report) -> dict[str, Any]:
    """What another report tells of the event, as far as it may differ."""
    return {
        "event_id": event.id,
        "report_id": report.id,
        "report_title": report.title,
        "source": report.source,
        "link": report.link,
        "date": "" if event.date is None else event.date.edtf,
        "places": [place.place.label for place in event.places],
        "counts": [count.text for count in event.counts],
        "speaker": event.speaker,
        "passage": event.passage.text,
    }


def _geometry(places: tuple[EventPlace, ...]) -> dict[str, Any] | None:
    facts = [place_facts(place) for place in places]
    positions = [[fact["lon"], fact["lat"]] for fact in facts]
    if not positions:
        return None
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "MultiPoint", "coordinates": positions}


# A place within its feature needs no "place_" in front.
_SHORT = {
    "place": "name",
    "place_id": "place_id",
    "place_label": "label",
    "country_code": "country_code",
    "place_role": "role",
    "precision": "precision",
    "radius_km": "radius_km",
    "place_score": "score",
}


def _place(place: EventPlace) -> dict[str, Any]:
    facts = place_facts(place)
    return {
        **{short: facts[name] for name, short in _SHORT.items()},
        "inherited": place.inherited,
        "reading": place.reading,
        "reasons": list(place.reasons),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
