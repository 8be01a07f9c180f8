"""The nouns. Every stage knows these and no other stage; the glossary is this file.

Offsets are positions in ``Report.text`` counted in Unicode code points, end exclusive.
Positions are WGS 84, latitude first. Values are frozen; a change is a new value
(``dataclasses.replace``).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from geodata.coordinates import BoundingBox, LatLon
from geodata.partial_date import PartialDate

_Day = date  # within DateMention the word "date" means the field

# --------------------------------------------------------------------- words


class PlaceKind(StrEnum):
    """What sort of place it is."""

    CONTINENT = "continent"
    WORLD_REGION = "world region"  # the Caucasus, the Middle East, the Balkans
    COUNTRY = "country"
    REGION = "region"  # first-level administrative division (admin-1)
    DISTRICT = "district"  # second-level administrative division (admin-2)
    AREA = "area"  # a historic, contested or natural region within or across countries
    SETTLEMENT = "settlement"
    CITY_DISTRICT = "city district"
    WATER = "water"  # ocean, sea, lake, river, strait
    MOUNTAINS = "mountains"  # range or peak
    ISLAND = "island"
    FACILITY = "facility"  # airport, base, plant, bridge, university


class Precision(StrEnum):
    """How exactly a position is known; drawn as a shape, never hidden."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    AREA = "area"
    COUNTRY = "country"
    RELATIVE = "relative"  # near, around, between, 12 km north of


class Usage(StrEnum):
    """What a place name does in its sentence; only PLACE may carry an event."""

    PLACE = "place"
    DEMONYM = "demonym"  # "Turkish", "Azerbaijanis"
    GOVERNMENT = "government"  # "Baku said", "Armenia rejected"
    ORGANISATION = "organisation"  # "Paris Police Department"


class PlaceRole(StrEnum):
    """What a place is to an event."""

    SITE = "site"
    ORIGIN = "origin"
    DESTINATION = "destination"
    TARGET = "target"
    NEAR = "near"


class ActorRole(StrEnum):
    """What part an actor has in an event."""

    DOES = "does"
    UNDERGOES = "undergoes"
    SAYS = "says"


class Modality(StrEnum):
    """Whether it happened, as far as the words go."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    THREATENED = "threatened"
    CLAIMED = "claimed"
    DENIED = "denied"
    PRESUMED = "presumed"
    BACKGROUND = "background"  # a past event told as history


class Family(StrEnum):
    """Seven families of kinds: the most that colour and sign can tell apart."""

    BATTLE = "Battle"
    STRIKES = "Strikes"
    PROTEST = "Protest"
    TALKS = "Talks"
    HUMANITARIAN = "Humanitarian"
    MOVEMENT = "Movement"
    OTHER = "Other"


class EventKind(StrEnum):
    """What sort of event it is; defined with examples in docs/codebook.md."""

    BATTLE = "battle"
    STRIKE = "shelling or strike"
    ATTACK_ON_CIVILIANS = "attack on civilians"
    PROTEST = "protest"
    RIOT = "riot"
    ARREST = "arrest"
    TALKS = "talks"
    STATEMENT = "statement"
    THREAT = "threat"
    AGREEMENT = "agreement"
    MOVEMENT = "movement of forces"
    DELIVERY = "delivery"
    EXERCISE = "exercise"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    HUMANITARIAN = "humanitarian"
    OTHER = "other"

    @property
    def family(self) -> Family:
        """The family whose colour and sign it carries."""
        return _FAMILY[self]


_FAMILY = {
    EventKind.BATTLE: Family.BATTLE,
    EventKind.STRIKE: Family.STRIKES,
    EventKind.ATTACK_ON_CIVILIANS: Family.STRIKES,
    EventKind.PROTEST: Family.PROTEST,
    EventKind.RIOT: Family.PROTEST,
    EventKind.ARREST: Family.OTHER,
    EventKind.TALKS: Family.TALKS,
    EventKind.STATEMENT: Family.OTHER,
    EventKind.THREAT: Family.OTHER,
    EventKind.AGREEMENT: Family.TALKS,
    EventKind.MOVEMENT: Family.MOVEMENT,
    EventKind.DELIVERY: Family.MOVEMENT,
    EventKind.EXERCISE: Family.MOVEMENT,
    EventKind.DISASTER: Family.HUMANITARIAN,
    EventKind.ACCIDENT: Family.HUMANITARIAN,
    EventKind.HUMANITARIAN: Family.HUMANITARIAN,
    EventKind.OTHER: Family.OTHER,
}


class Status(StrEnum):
    """Where an event stands between the machine and the reader."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Field(StrEnum):
    """Which field of an event a piece of evidence supports."""

    PASSAGE = "passage"  # the sentence or clause that tells the event
    PLACE = "place"
    DATE = "date"
    KIND = "kind"
    ACTOR = "actor"
    MODALITY = "modality"
    NUMBER = "number"


# -------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text: ``text == report.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One text with what is known of it.

    Attributes:
        id: 'r' and 16 letters or digits, from the hash of the text.
        text: the text as it was read.
        text_hash: SHA-256 of the text in UTF-8, hexadecimal.
        title: '' when unknown.
        source: the publisher or outlet as named, '' when unknown.
        link: an http or https address, '' when there is none.
        published: the day of publication, None when unknown.
        language: ISO 639-1 code of the text, '' when not recognised.
        added_at: when it entered the store (UTC), None before.
        is_demo: whether it belongs to the demo collection.
        author: who wrote it, as named, '' when unknown.
        file_name: of the file it came in, '' when it was pasted or fetched.
        file_hash: SHA-256 of that file or page as it came, hexadecimal, '' when pasted.
        accessed_at: when it was fetched from its link (UTC), None when it was not.
    """

    id: str
    text: str
    text_hash: str
    title: str = ""
    source: str = ""
    link: str = ""
    published: date | None = None
    language: str = ""
    added_at: datetime | None = None
    is_demo: bool = False
    author: str = ""
    file_name: str = ""
    file_hash: str = ""
    accessed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the paragraph it stands in (both counted from 0)."""

    start: int
    end: int
    text: str
    number: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name found in a text, before anybody decided which place it means."""

    start: int
    end: int
    text: str
    usage: Usage = Usage.PLACE


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    Attributes:
        id: stable across builds: 'gn:586523' for a GeoNames id, 'iso:AM', 'adm1:AM.09',
            'adm2:...', 'gz:...' for the curated table.
        name: the usual English name.
        country_code: ISO 3166-1 alpha-2, '' for what belongs to no single country.
        country: the English name of that country, '' likewise.
        admin1: name of the first-level division it lies in, '' when unknown or itself above.
        admin2: name of the second-level division, '' when unknown.
        position: for large areas the centre of the extent.
        radius_km: of the circle that about covers it.
        population: 0 when unknown.
        names: every name it is known by, in every script.
        source: where the entry comes from.
    """

    id: str
    name: str
    kind: PlaceKind
    country_code: str
    country: str
    admin1: str
    admin2: str
    position: LatLon
    radius_km: float
    population: int
    names: tuple[str, ...] = ()
    source: str = ""

    @property
    def label(self) -> str:
        """The name with what contains it: 'Ganja, Ganja City, Azerbaijan', no part twice."""
        parts: list[str] = []
        for part in (self.name, self.admin1, self.country):
            if part and part not in parts:
                parts.append(part)
        return ", ".join(parts)

    def fields(self) -> dict[str, Any]:
        """Everything told of it as plain values, for rows, files and answers.

        Example:
            >>> here = LatLon(40.68, 46.36)
            >>> Place("gn:1", "Ganja", PlaceKind.SETTLEMENT, "AZ", "Azerbaijan", "", "", here,
            ...       8.0, 332600).fields()["kind"]
            'settlement'
        """
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "country_code": self.country_code,
            "country": self.country,
            "admin1": self.admin1,
            "admin2": self.admin2,
            "lat": self.position.lat,
            "lon": self.position.lon,
            "radius_km": self.radius_km,
            "population": self.population,
            "names": list(self.names),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention could mean, its score 0..1 and the reasons in words."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A mention and the place it was taken to mean.

    Attributes:
        place: None when it cannot be placed; the candidates then stand in runners_up.
        score: the chance that the choice is right, 0..1.
        reasons: true sentences computed from the clues that decided.
        runners_up: other places it could have been, best first.
    """

    start: int
    end: int
    text: str
    usage: Usage
    place: Place | None
    score: float
    reasons: tuple[str, ...] = ()
    runners_up: tuple[Candidate, ...] = ()

    @property
    def lat(self) -> float | None:
        """Latitude in degrees, None when it cannot be placed."""
        return None if self.place is None else self.place.position.lat

    @property
    def lon(self) -> float | None:
        """Longitude in degrees, None when it cannot be placed."""
        return None if self.place is None else self.place.position.lon


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression, the days it means and the rule that says so.

    Attributes:
        date: open when the days cannot be computed.
        rule: in words: 'stated', 'from "yesterday", report dated 20 Aug 2020', ...
        stated: whether the words themselves give the days, without any inference.
    """

    start: int
    end: int
    text: str
    date: PartialDate
    rule: str
    stated: bool = True

    @property
    def first_day(self) -> _Day | None:
        """The earliest day, None when open."""
        return self.date.first_day

    @property
    def last_day(self) -> _Day | None:
        """The latest day, inclusive, None when open."""
        return self.date.last_day


# --------------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters of a stored report that support one field of an event."""

    field: Field
    report_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A place of an event: where it stands on the map and why there.

    Attributes:
        name: the words of the report ("near Baku"), or the place's name when inherited.
        place: the gazetteer's place it is, or is measured from.
        position: where it is drawn.
        radius_km: the true uncertainty, drawn as a circle.
        score: the chance that the place is right, 0..1.
        reasons: why this place.
        runners_up: other places the name could have meant, best first.
        inherited: taken over from an earlier sentence.
        reading: how relative words were read, '' otherwise.
        start, end: the characters of the mention in the report.
    """

    name: str
    place: Place
    role: PlaceRole
    precision: Precision
    position: LatLon
    radius_km: float
    score: float
    start: int
    end: int
    reasons: tuple[str, ...] = ()
    runners_up: tuple[Candidate, ...] = ()
    inherited: bool = False
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who has a part in an event, named as in the text."""

    name: str
    role: ActorRole
    start: int
    end: int
    title: str = ""  # "Turkish Defense Minister"


@dataclass(frozen=True, slots=True)
class Count:
    """A number as said: 'at least four soldiers', low 4, high None when unbounded."""

    text: str
    what: str  # killed, wounded, detained, displaced, aircraft, ...
    low: int
    high: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """What a report says happened (or is claimed, planned, denied ...).

    Attributes:
        id: 'e' and 16 letters or digits, from the report, the kind and the passage.
        title: a short headline made of the report's own words.
        date: None when no date expression belongs to it.
        date_rule: how the date was found, in words; says so when there is none.
        passage: the characters of the report that tell it.
        speaker: who claims, denies, plans or threatens it, '' when nobody is named.
        evidence: at least the passage; one for each field that words stand behind.
        certainty: of the place and the extraction together, 0..1.
    """

    id: str
    report_id: str
    kind: EventKind
    modality: Modality
    title: str
    passage: Span
    date: PartialDate | None = None
    date_rule: str = ""
    places: tuple[EventPlace, ...] = ()
    actors: tuple[Actor, ...] = ()
    counts: tuple[Count, ...] = ()
    speaker: str = ""
    evidence: tuple[Evidence, ...] = ()
    status: Status = Status.UNREVIEWED
    certainty: float = 0.0

    @property
    def family(self) -> Family:
        """The family of its kind."""
        return self.kind.family

    @property
    def is_placed(self) -> bool:
        """Whether any place stands behind it."""
        return bool(self.places)

    @property
    def is_dated(self) -> bool:
        """Whether its first and last day are known."""
        return self.date is not None and not self.date.is_open


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one report; what failed is here too.

    Attributes:
        notes: sentences about the whole report: no publication date, a script that is
            not supported, control characters removed ...
    """

    report: Report
    sentences: tuple[Sentence, ...]
    matches: tuple[Match, ...]
    dates: tuple[DateMention, ...]
    events: tuple[Event, ...]
    notes: tuple[str, ...] = ()

    @property
    def unplaced(self) -> tuple[Event, ...]:
        """Events that no place stands behind: listed, never dropped."""
        return tuple(event for event in self.events if not event.is_placed)

    @property
    def undated(self) -> tuple[Event, ...]:
        """Events whose days are not known."""
        return tuple(event for event in self.events if not event.is_dated)

    @property
    def unresolved(self) -> tuple[Match, ...]:
        """Names that could not be placed, with their candidates."""
        return tuple(match for match in self.matches if match.place is None)


# --------------------------------------------------------------------- asking


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What a reader wants to see; an empty field does not filter.

    Attributes:
        text: words that must stand in title, passage, place or actor.
        first_day, last_day: events that touch this span; undated events fall out.
        kinds: families or kinds, mixed.
        minimum_certainty: 0..1.
        regions: ids of countries, divisions and areas ('iso:AM', 'adm1:AM.09', 'adm2:...'); events
            with a place inside any of them.
        box: events with a place inside.
    """

    text: str = ""
    kinds: frozenset[Family | EventKind] = frozenset()
    first_day: date | None = None
    last_day: date | None = None
    modalities: frozenset[Modality] = frozenset()
    actors: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    precisions: frozenset[Precision] = frozenset()
    minimum_certainty: float = 0.0
    place_ids: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    box: BoundingBox | None = None


# ------------------------------------------------------------------------ ids


def content_id(prefix: str, parts: Sequence[str]) -> str:
    """A stable id of 16 base32 letters and digits behind a prefix, from content alone.

    80 bits of SHA-256: with a million ids a collision has a chance of about 1 in 10**12.

    Example:
        >>> content_id("e", ["a", "b"]) == content_id("e", ["a", "b"])
        True
        >>> content_id("e", ["ab", ""]) == content_id("e", ["a", "b"])
        False
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(joined).digest()[:10]
    return prefix + base64.b32encode(digest).decode("ascii").lower()


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
