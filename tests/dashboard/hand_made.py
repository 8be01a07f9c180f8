"""Reports and events made by hand, for screens that must not depend on how a text is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geodata.coordinates import LatLon
from geodata.model import (
    Actor,
    ActorRole,
    Candidate,
    Event,
    EventKind,
    EventPlace,
    Evidence,
    Field,
    Match,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Reading,
    Report,
    Sentence,
    Span,
    Usage,
    content_id,
    text_hash,
)
from geodata.partial_date import PartialDate

GANJA = Place(
    "gn:586523", "Ganja", PlaceKind.SETTLEMENT, "AZ", "Azerbaijan", "Ganja City", "",
    LatLon(40.6828, 46.3606), 6.0, 313300, ("Ganja", "Gəncə"), "GeoNames",
)  # fmt: skip
GANDZAK = Place(
    "gn:616631", "Gandzak", PlaceKind.SETTLEMENT, "AM", "Armenia", "Gegharkunik", "",
    LatLon(40.3146, 45.1114), 2.0, 3700, ("Gandzak",), "GeoNames",
)  # fmt: skip
BAKU = Place(
    "gn:587084", "Baku", PlaceKind.SETTLEMENT, "AZ", "Azerbaijan", "Baku", "",
    LatLon(40.3777, 49.8920), 18.0, 1116513, ("Baku", "Bakı"), "GeoNames",
)  # fmt: skip
TAVUSH = Place(
    "adm1:AM.09", "Tavush", PlaceKind.REGION, "AM", "Armenia", "", "",
    LatLon(40.93, 45.12), 38.0, 128000, ("Tavush",), "GeoNames",
)  # fmt: skip


def report(text: str, **known: object) -> Report:
    """A report with its ids."""
    digest = text_hash(text)
    return Report(content_id("r", [digest]), text, digest, **known)  # type: ignore[arg-type]


def place_of(text: str, words: str, place: Place, **changes: object) -> EventPlace:
    """Where an event took place, with the characters that say so."""
    start = text.index(words)
    fields: dict[str, object] = {
        "name": words,
        "place": place,
        "role": PlaceRole.SITE,
        "precision": Precision.REGION if place.kind is PlaceKind.REGION else Precision.SETTLEMENT,
        "position": place.position,
        "radius_km": place.radius_km,
        "score": 0.93,
        "start": start,
        "end": start + len(words),
        "reasons": ("Azerbaijan is named twice", "331,000 people live there"),
    }
    return EventPlace(**(fields | changes))  # type: ignore[arg-type]


def event_of(
    source: Report,
    passage: str,
    title: str,
    kind: EventKind,
    *,
    places: Sequence[EventPlace] = (),
    day: PartialDate | None = None,
    day_words: str = "",
    actors: Sequence[str] = (),
    modality: Modality = Modality.HAPPENED,
) -> Event:
    """An event with evidence for all that was said of it."""
    text = source.text
    start = text.index(passage)
    evidence = [Evidence(Field.PASSAGE, source.id, start, start + len(passage), passage)]
    evidence.extend(
        Evidence(Field.PLACE, source.id, place.start, place.end, place.name) for place in places
    )
    if day_words:
        at = text.index(day_words)
        evidence.append(Evidence(Field.DATE, source.id, at, at + len(day_words), day_words))
    people = []
    for name in actors:
        at = text.index(name)
        people.append(Actor(name, ActorRole.DOES, at, at + len(name)))
        evidence.append(Evidence(Field.ACTOR, source.id, at, at + len(name), name))
    return Event(
        id=content_id("e", [source.id, kind, passage]),
        report_id=source.id,
        kind=kind,
        modality=modality,
        title=title,
        passage=Span(start, start + len(passage), passage),
        date=day,
        date_rule="stated" if day_words else "no date in these words",
        places=tuple(places),
        actors=tuple(people),
        evidence=tuple(evidence),
        certainty=0.9 if places else 0.3,
    )


def reading_of(source: Report, events: Sequence[Event]) -> Reading:
    """What was read out of a report, one sentence and the matches of the events' places."""
    sentence = Sentence(0, len(source.text), source.text, 0, 0)
    matches = {
        place.start: Match(
            place.start, place.end, place.name, Usage.PLACE, place.place, place.score,
            place.reasons, place.runners_up,
        )
        for event in events
        for place in event.places
    }  # fmt: skip
    return Reading(source, (sentence,), tuple(matches.values()), (), tuple(events))


def summer_reading() -> Reading:
    """Five events: two in Ganja, one in Baku, one in a province, one without place and date."""
    text = (
        "Six F-16s landed in Ganja on 29 July 2020, the Turkish Air Force said. "
        "Crowds marched through Baku on 14 July 2020. "
        "Fighting broke out in Tavush on 12 July 2020. "
        "Drones were claimed over Ganja, again, on 30 July 2020. "
        "The president pledged to buy more weapons."
    )
    source = report(
        text, title="A summer of flights", source="Example Desk",
        link="https://example.org/summer", published=date(2020, 8, 1),
    )  # fmt: skip
    ganja = place_of(
        text, "Ganja", GANJA,
        runners_up=(Candidate(GANDZAK, 0.31, ("similar name, no other Armenian place near",)),),
    )  # fmt: skip
    second = text.index("Ganja, again")
    again = place_of(text, "Ganja", GANJA, start=second, end=second + 5, score=0.62)
    events = [
        event_of(
            source, text[: text.index(" Crowds")], "Six F-16s landed in Ganja", EventKind.MOVEMENT,
            places=[ganja], day=PartialDate.of_day(date(2020, 7, 29)), day_words="on 29 July 2020",
            actors=["the Turkish Air Force"],
        ),
        event_of(
            source, "Crowds marched through Baku on 14 July 2020.", "Crowds marched through Baku",
            EventKind.PROTEST, places=[place_of(text, "Baku", BAKU)],
            day=PartialDate.of_day(date(2020, 7, 14)), day_words="on 14 July 2020",
        ),
        event_of(
            source, "Fighting broke out in Tavush on 12 July 2020.", "Fighting broke out in Tavush",
            EventKind.BATTLE, places=[place_of(text, "Tavush", TAVUSH)],
            day=PartialDate.of_day(date(2020, 7, 12)), day_words="on 12 July 2020",
        ),
        event_of(
            source, "Drones were claimed over Ganja, again, on 30 July 2020.",
            "Drones over Ganja", EventKind.STRIKE, places=[again],
            day=PartialDate.of_day(date(2020, 7, 30)), day_words="on 30 July 2020",
            modality=Modality.CLAIMED,
        ),
        event_of(
            source, "The president pledged to buy more weapons.", "Pledge to buy more weapons",
            EventKind.STATEMENT, modality=Modality.PLANNED, actors=["The president"],
        ),
    ]  # fmt: skip
    return reading_of(source, events)
