"""A reading in words for the terminal, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geodata.cli.terminal import plural, shown
from geodata.exchange import event_feature
from geodata.model import DateMention, Event, Match, Place, Reading
from geodata.partial_date import date_words


def reading_lines(reading: Reading) -> Iterator[str]:
    """The reading, event by event, then what could not be placed."""
    report = reading.report
    head = [report.title or "Untitled", report.source, str(report.published or "no date given")]
    yield " · ".join(shown(part) for part in head if part)
    yield (
        f"{plural(len(reading.events), 'event')}, {len(reading.unplaced)} not placed, "
        f"{len(reading.undated)} without days"
    )
    for note in reading.notes:
        yield f"note: {shown(note)}"
    for number, event in enumerate(reading.events, start=1):
        yield ""
        yield from _event_lines(number, event)
    if reading.unresolved:
        yield ""
        yield "Names that could not be placed:"
        for match in reading.unresolved:
            maybe = ", ".join(shown(c.place.label) for c in match.runners_up[:3])
            yield f"  {shown(match.text)}" + (f" (perhaps {maybe})" if maybe else "")


def _event_lines(number: int, event: Event) -> Iterator[str]:
    yield f"{number}. {shown(event.title)}  [{event.kind.value}, {event.modality.value}]"
    for place in event.places:
        radius_km = max(1.0, place.radius_km)  # never exact to nothing
        where = f"{place.position.lat:.3f}, {place.position.lon:.3f} ± {radius_km:,.0f} km"
        yield (
            f"   where: {shown(place.name)} = {shown(place.place.label)} "
            f"({place.role.value}, {place.precision.value}, {where})"
        )
        for reason in place.reasons[:2]:
            yield f"          {shown(reason)}"
    if not event.places:
        yield "   where: not placed"
    rule = f" ({shown(event.date_rule)})" if event.date_rule else ""
    yield f"   when:  {date_words(event.date)}{rule}"
    if event.actors:
        yield f"   who:   {', '.join(shown(actor.name) for actor in event.actors)}"
    yield f'   words: "{shown(event.passage.text)}"'


def reading_json(reading: Reading) -> dict[str, Any]:
    """The reading as JSON values; events as GeoJSON features, positions in the text as offsets."""
    report = reading.report
    return {
        "report": {
            "id": report.id,
            "title": report.title,
            "source": report.source,
            "link": report.link,
            "published": None if report.published is None else report.published.isoformat(),
            "language": report.language,
        },
        "notes": list(reading.notes),
        "events": [event_feature(event, report) for event in reading.events],
        "matches": [_match(match) for match in reading.matches],
        "dates": [_date(mention) for mention in reading.dates],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "usage": match.usage.value,
        "place": None if match.place is None else _place(match.place),
        "score": round(match.score, 4),
        "reasons": list(match.reasons),
        "runners_up": [
            {**_place(c.place), "score": round(c.score, 4), "reasons": list(c.reasons)}
            for c in match.runners_up
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "label": place.label,
        "kind": place.kind.value,
        "lat": place.position.lat,
        "lon": place.position.lon,
    }


def _date(mention: DateMention) -> dict[str, Any]:
    first, last = mention.first_day, mention.last_day
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "edtf": mention.date.edtf,
        "first_day": None if first is None else first.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "rule": mention.rule,
    }
