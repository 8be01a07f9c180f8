"""An event as it is compared with events of other reports: prepared once, compared often."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from geodata.events.aliases import Aliases, folded_name
from geodata.events.containers import stranger_of
from geodata.events.lexicon import CONSEQUENCE, Trigger, lexicon
from geodata.events.words import split_words, word_set
from geodata.model import (
    ActorRole,
    Event,
    EventKind,
    EventPlace,
    Modality,
    PlaceKind,
    PlaceRole,
    Precision,
)
from geodata.partial_date import Bound

_HALF_OPEN_DAYS = 7  # how far "since", "until", "before" and "after" are taken to reach
_LONGEST_PASSAGE = 1_500  # characters that are compared
_STOP = word_set(
    """
    the a an of in on at to for from with by and or but as that this these those is are was
    were be been being has have had do does did not no it its he she they them their his her
    who whom which what where when while after before during since until into onto over under
    about around near through between among against than then there here also only just more
    most some any all both each other another same such so if because according said says say
    reported reports report reportedly told news agency sources source official statement
    will would could may might can must shall if out up down off again very today yesterday
    tomorrow first second third last next early late around least
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december one two three four five six seven eight
    nine ten dozen dozens hundred hundreds thousand thousands several many few number spokesman
    spokeswoman spokesperson authorities officials we our you your
    """
)
_COMMON = word_set(
    """
    people police soldiers troops forces army military government city town village district
    region province country capital area local residents men women man woman person persons
    civilians house houses home homes building buildings street road roads central centre
    center outskirts southern northern eastern western south north east west ministry minister
    president leader state national group groups members day days week night morning evening
    afternoon hours time year years old new large large-scale heavy major least killed dead
    took place left made called came began started hit injured wounded
    """
)
_CROWD_NAMES = word_set(
    """
    police troops soldiers protesters demonstrators residents officials people crowd crowds
    authorities forces army government rescuers firefighters villagers students workers gunmen
    rebels militants civilians teachers farmers doctors nurses women children drivers
    """
)
_HOURS = {
    "dawn": "morning",
    "sunrise": "morning",
    "morning": "morning",
    "noon": "afternoon",
    "midday": "afternoon",
    "afternoon": "afternoon",
    "evening": "night",
    "dusk": "night",
    "sunset": "night",
    "night": "night",
    "overnight": "night",
    "midnight": "night",
}
_NAME = re.compile(
    r"(?:^|\b(?:in|near|at|around|outside|off|from|of|to|down|[a-z]+ed) (?:the )?)"
    r"((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*)"
)
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.]([0-5]\d))?\s*(a\.?m|p\.?m)?\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """Where an event stands, as far as comparing needs it.

    Attributes:
        stranger: the village in it that the gazetteer lacks, in small letters, '' for none.
    """

    place_id: str
    name: str
    lat: float
    lon: float
    radius_km: float
    precision: Precision
    kind: PlaceKind
    country_code: str
    admin1: str
    admin2: str
    stranger: str = ""

    def holds(self, other: Site) -> bool:
        """Whether the other place lies in this country, region or district."""
        if self.country_code != other.country_code or not self.country_code:
            return False
        if self.kind is PlaceKind.COUNTRY:
            return other.kind is not PlaceKind.COUNTRY
        if self.kind is PlaceKind.REGION:
            return other.admin1 == self.name
        if self.kind is PlaceKind.DISTRICT:
            return other.admin2 == self.name and other.admin1 == self.admin1
        return False


@dataclass(frozen=True, slots=True)
class Profile:
    """What of an event is compared.

    Attributes:
        first_day, last_day: ordinals, both None when the date is open; half-open dates reach
            a week.
        named: actors by canonical name, in small letters, without 'police' or 'residents'.
        doers: those of them who do it.
        words: content words of the passage, shortened, with what each weighs.
        written: the same words as they stand in the passage.
        weight: of all words.
        sub_kinds: what its trigger words tell.
        hours: parts of the day that are named.
        counts: what is counted: low and high.
        names: of an event without a place: the capitalised names of its passage, in small letters.
    """

    event_id: str
    report_id: str
    kind: EventKind
    modality: Modality
    first_day: int | None
    last_day: int
    sites: tuple[Site, ...]
    named: frozenset[str]
    doers: frozenset[str]
    words: dict[str, float]
    written: dict[str, str]
    weight: float
    sub_kinds: frozenset[str]
    hours: frozenset[str]
    counts: dict[str, tuple[int, int | None]]
    names: frozenset[str] = frozenset()


def profile_of(event: Event, aliases: Aliases | None = None) -> Profile:
    """An event prepared for comparing.

    Example:
        >>> from geodata.model import Event, EventKind, Modality, Span
        >>> told = Span(0, 41, "A bakery was shelled at dawn near the mill")
        >>> event = Event("e1", "r1", EventKind.STRIKE, Modality.HAPPENED, "", told)
        >>> profile = profile_of(event)
        >>> sorted(profile.written.values()), sorted(profile.hours), sorted(profile.sub_kinds)
        (['bakery', 'mill'], ['morning'], ['shelling'])
    """
    names = aliases or Aliases()
    first_day, last_day = _days(event)
    named, doers = _actors(event, names)
    passage = event.passage.text[:_LONGEST_PASSAGE]
    lowers = split_words(passage).lowers
    triggers, taken = _triggers(lowers, event.kind)
    apart = _words_of_names(event)
    words, written = _content(lowers, taken, apart)
    return Profile(
        event.id,
        event.report_id,
        event.kind,
        event.modality,
        first_day,
        last_day,
        tuple(_site(place) for place in _sites(event.places)),
        named,
        doers,
        words,
        written,
        sum(words.values()),
        triggers,
        _hours(passage, lowers),
        {count.what: (count.low, count.high) for count in reversed(event.counts)},
        frozenset() if event.places else _capitalised(passage),
    )


def _days(event: Event) -> tuple[int | None, int]:
    said = event.date
    if said is None or said.first_day is None or said.last_day is None:
        return None, 0
    first, last = said.first_day.toordinal(), said.last_day.toordinal()
    if said.bound is Bound.SINCE:
        return first, last + _HALF_OPEN_DAYS
    if said.bound is Bound.AFTER:
        return last + 1, last + 1 + _HALF_OPEN_DAYS
    if said.bound is Bound.UNTIL:
        return first - _HALF_OPEN_DAYS, last
    if said.bound is Bound.BEFORE:
        return first - 1 - _HALF_OPEN_DAYS, first - 1
    return first, last


def _sites(places: Iterable[EventPlace]) -> list[EventPlace]:
    """The places it happened at; where something only came from only when there is no other."""
    found = [place for place in places if place.role is not PlaceRole.ORIGIN]
    return found or list(places)


def _site(event_place: EventPlace) -> Site:
    place = event_place.place
    return Site(
        place.id,
        place.name,
        event_place.position.lat,
        event_place.position.lon,
        event_place.radius_km,
        event_place.precision,
        place.kind,
        place.country_code,
        place.admin1,
        place.admin2,
        stranger_of(event_place).lower(),
    )


def _actors(event: Event, names: Aliases) -> tuple[frozenset[str], frozenset[str]]:
    named, doers = set(), set()
    for actor in event.actors:
        name = folded_name(names.canonical(actor.name))
        if actor.role is ActorRole.SAYS and event.kind is not EventKind.STATEMENT:
            continue  # two ministries may speak of one event
        if name.split()[-1:] and name.split()[-1] in _CROWD_NAMES and len(name.split()) == 1:
            continue
        named.add(name)
        if actor.role is ActorRole.DOES:
            doers.add(name)
    return frozenset(named), frozenset(doers)


def _triggers(lowers: list[str], kind: EventKind) -> tuple[frozenset[str], set[int]]:
    """The sub-kinds told by trigger words of this kind, and the words of all triggers."""
    table = lexicon().triggers
    found: set[str] = set()
    taken: set[int] = set()
    for number, word in enumerate(lowers):
        for trigger in table.get(word, ()):
            end = number + 1 + len(trigger.rest)
            if tuple(lowers[number + 1 : end]) != trigger.rest:
                continue
            if _tells(trigger, kind):
                found.add(trigger.sub_kind)
                taken.update(range(number, end))
            elif trigger.kind == CONSEQUENCE:
                taken.update(range(number, end))
    return frozenset(found), taken


def _tells(trigger: Trigger, kind: EventKind) -> bool:
    return trigger.kind == kind.value


def _capitalised(passage: str) -> frozenset[str]:
    """Names as they stand behind "in" or "near", or open the passage; no days and months."""
    names = (match[1].lower() for match in _NAME.finditer(passage))
    return frozenset(name for name in names if not any(w in _STOP for w in name.split()))


def _words_of_names(event: Event) -> frozenset[str]:
    """Words of its places and actors, which are compared as such; "Turkey's" is Turkey."""
    texts = [place.name for place in event.places] + [place.place.name for place in event.places]
    texts += [actor.name for actor in event.actors]
    words = (word for text in texts for word in text.lower().split())
    return frozenset(word.removesuffix("'s").removesuffix("’s") for word in words)


def _content(
    lowers: list[str], taken: set[int], apart: frozenset[str]
) -> tuple[dict[str, float], dict[str, str]]:
    words: dict[str, float] = {}
    written: dict[str, str] = {}
    for number, word in enumerate(lowers):
        if number in taken or len(word) < 3 or not word[0].isalpha():
            continue
        if word in _STOP or word in _HOURS or word in apart:
            continue
        stem = _stem(word)
        words[stem] = 0.3 if word in _COMMON else 1.0
        written.setdefault(stem, word)
    return words, written


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """A word cut so that most of its forms are one; six letters tell most words apart."""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:6]


def _hours(passage: str, lowers: list[str]) -> frozenset[str]:
    hours = {_HOURS[word] for word in lowers if word in _HOURS}
    for clock in _CLOCK.finditer(passage):
        hour, minutes, half = int(clock[1]), clock[2], clock[3]
        if (minutes is None and half is None) or hour > 23:
            continue
        if half and half.lower().startswith("p") and hour < 12:
            hour += 12
        hours.add("morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "night")
    return frozenset(hours)
