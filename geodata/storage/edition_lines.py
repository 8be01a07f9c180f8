"""An event as an edition showed it: one line of GeoJSON, and back again to be veiled later.

The layout of a line is never changed: what was kept once must come out byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from geodata.coordinates import LatLon
from geodata.model import (
    Actor,
    ActorRole,
    Count,
    Event,
    EventKind,
    EventPlace,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Report,
    Span,
    Status,
)

Names = Callable[[str], tuple[str, ...]]


def key_of(report_id: str, event_id: str) -> str:
    """What lines are sorted by: those of a report stand together."""
    return f"{report_id} {event_id}"


def line_of(event: Event, report: Mapping[str, str], date: str) -> str:
    """A GeoJSON feature in one line of ASCII.

    Args:
        event: as readers see it.
        report: what readers know of its report (`told_of`).
        date: of the event in EDTF, '' for none.
    """
    first = event.places[0].position if event.places else None
    point = None if first is None else {"type": "Point", "coordinates": [first.lon, first.lat]}
    feature = {
        "type": "Feature",
        "id": event.id,
        "geometry": point,
        "properties": {
            "title": event.title,
            "kind": event.kind.value,
            "modality": event.modality.value,
            "date": date,
            "date_rule": event.date_rule,
            "passage": event.passage.text,
            "speaker": event.speaker,
            "actors": [
                {"name": one.name, "role": one.role.value, "title": one.title}
                for one in event.actors
            ],
            "counts": [
                {"text": one.text, "what": one.what, "low": one.low, "high": one.high}
                for one in event.counts
            ],
            "places": [_place(one) for one in event.places],
            "report": dict(report),
        },
    }
    return json.dumps(feature, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def told_of(report: Report) -> dict[str, str]:
    """What a line says of the report."""
    return {
        "id": report.id,
        "title": report.title,
        "source": report.source,
        "author": report.author,
        "link": report.link,
        "published": "" if report.published is None else report.published.isoformat(),
    }


def event_in(line: str, names_of: Names) -> tuple[Event, dict[str, str], str]:
    """The event, what is said of its report, and the date of a line.

    Args:
        line: of `line_of`.
        names_of: every spelling of a gazetteer place by its id; no text may carry one of them
            when the place is withheld.
    """
    feature: dict[str, Any] = json.loads(line)
    told = feature["properties"]
    event = Event(
        id=feature["id"],
        report_id=told["report"]["id"],
        kind=EventKind(told["kind"]),
        modality=Modality(told["modality"]),
        title=told["title"],
        passage=Span(0, len(told["passage"]), told["passage"]),
        date_rule=told["date_rule"],
        places=tuple(_event_place(one, names_of) for one in told["places"]),
        actors=tuple(
            Actor(one["name"], ActorRole(one["role"]), 0, 0, one["title"]) for one in told["actors"]
        ),
        counts=tuple(
            Count(one["text"], one["what"], one["low"], one["high"], 0, 0) for one in told["counts"]
        ),
        speaker=told["speaker"],
        status=Status.ACCEPTED,
    )
    return event, told["report"], told["date"]


_OF_A_PLACE = (
    "id", "name", "kind", "country_code", "country", "admin1", "admin2", "lat", "lon", "radius_km",
)  # fmt: skip


def _place(there: EventPlace) -> dict[str, Any]:
    told = there.place.fields()
    return {
        "name": there.name,
        "role": there.role.value,
        "precision": there.precision.value,
        "lat": there.position.lat,
        "lon": there.position.lon,
        "radius_km": there.radius_km,
        "reading": there.reading,
        "place": {name: told[name] for name in _OF_A_PLACE},
    }


def _event_place(told: Mapping[str, Any], names_of: Names) -> EventPlace:
    here = told["place"]
    place = Place(
        here["id"], here["name"], PlaceKind(here["kind"]), here["country_code"], here["country"],
        here["admin1"], here["admin2"], LatLon(here["lat"], here["lon"]), here["radius_km"], 0,
        names_of(here["id"]),
    )  # fmt: skip
    return EventPlace(
        told["name"], place, PlaceRole(told["role"]), Precision(told["precision"]),
        LatLon(told["lat"], told["lon"]), told["radius_km"], 0.0, 0, 0, reading=told["reading"],
    )  # fmt: skip
