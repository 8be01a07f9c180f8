"""What an export says of an event: one list, from which CSV and GeoJSON take their part."""

from __future__ import annotations

from typing import Any

from geodata.model import Event, EventPlace, Report

DECIMALS = 6  # 0.1 m; RFC 7946, section 11.2, advises against more than 7
COLUMNS = (
    "event_id", "date", "first_day", "last_day", "date_rule", "kind", "family", "modality",
    "title", "place", "place_label", "place_id", "country_code", "place_role", "precision",
    "lat", "lon", "radius_km", "place_score", "certainty", "status", "actors", "counts",
    "speaker", "passage", "source", "report_title", "link", "published", "report_id",
    "also_told_by", "parts",
)  # fmt: skip


def event_facts(event: Event, report: Report) -> dict[str, Any]:
    """What stands once for an event, by the name it has in every format."""
    date = event.date
    return {
        "title": event.title,
        "kind": event.kind.value,
        "family": event.family.value,
        "modality": event.modality.value,
        "status": event.status.value,
        "certainty": round(event.certainty, 4),
        "date": "" if date is None else date.edtf,
        "date_precision": None if date is None else date.precision.value,
        "first_day": iso(None if date is None else date.first_day),
        "last_day": iso(None if date is None else date.last_day),
        "date_rule": event.date_rule,
        "passage": event.passage.text,
        "speaker": event.speaker,
        "report_id": report.id,
        "report_title": report.title,
        "source": report.source,
        "link": report.link,
        "published": iso(report.published),
    }


def parts_facts(event: Event) -> dict[str, list[dict[str, Any]]]:
    """The people and the numbers of an event with what they are to it."""
    return {
        "actors": [
            {"name": actor.name, "role": actor.role.value, "title": actor.title}
            for actor in event.actors
        ],
        "counts": [
            {"text": c.text, "what": c.what, "low": c.low, "high": c.high} for c in event.counts
        ],
    }


def place_facts(place: EventPlace) -> dict[str, Any]:
    """What stands once for each place of an event, by the name it has in a table."""
    return {
        "place": place.name,
        "place_id": place.place.id,
        "place_label": place.place.label,
        "country_code": place.place.country_code,
        "place_role": place.role.value,
        "precision": place.precision.value,
        "lat": round(place.position.lat, DECIMALS),
        "lon": round(place.position.lon, DECIMALS),
        "radius_km": round(place.radius_km, 3),
        "place_score": round(place.score, 4),
    }


def iso(day: Any) -> str | None:
    """A day as 2020-07-16, None for None."""
    return None if day is None else day.isoformat()
