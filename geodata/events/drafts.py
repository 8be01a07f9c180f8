"""An event while it is still being read: the one mutable noun of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from geodata.events.clauses import Clause, Link
from geodata.events.containment import finest
from geodata.events.timing import UNDATED, Dated
from geodata.events.triggers import Hit
from geodata.events.words import Words
from geodata.model import (
    Actor,
    Count,
    DateMention,
    EventKind,
    EventPlace,
    Modality,
    PlaceRole,
    Sentence,
)

_Started = TypeVar("_Started", Actor, Count)

_WAYS = (PlaceRole.ORIGIN, PlaceRole.DESTINATION)


@dataclass(slots=True, eq=False)
class Draft:
    """What one clause, and later what others that belong to it, tell of an event.

    Attributes:
        kind: None while only its consequences are known.
        clause: the clause that tells it.
        first, last: the words of the sentence it covers, last exclusive.
        spans: characters of the report of further passages that tell it.
        triggers: characters of the words that tell it.
        cues: characters of the words that decide its modality.
        verb: the word that is the verb of the clause, or the word that tells it.
        subject: who acts when the clause leaves it to the one before.
        is_definite: told by a noun that points back ("the attack").
    """

    kind: EventKind | None
    hit: Hit
    sentence: Sentence
    words: Words
    clause: Clause
    first: int
    last: int
    modality: Modality
    places: list[EventPlace] = field(default_factory=list)
    dated: Dated = UNDATED
    actors: list[Actor] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    speaker: Actor | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    triggers: list[tuple[int, int]] = field(default_factory=list)
    cues: list[tuple[int, int]] = field(default_factory=list)
    verb: int = 0
    subject: str = ""
    is_definite: bool = False
    title_from: int | None = None  # the word its headline begins at, where not at its first
    dates: Sequence[DateMention] = ()  # of the whole sentence
    names_elsewhere: bool = False  # names a place that could not be placed
    strangers: frozenset[str] = frozenset()  # names used as places that nobody knows
    headline: str = ""  # of a row of a table: the words of its cell
    lost: tuple[int, int] | None = None  # characters that name a place nobody could find
    is_heading: bool = False  # a line of its own: what stands below it begins anew
    is_setting: bool = False  # tells no event, only where and when the report goes on
    is_fresh: bool = False  # another, second, separate: not an event told before

    @property
    def only_consequence(self) -> bool:
        """Whether it tells only what some event did."""
        return self.hit.is_consequence

    @property
    def site_ids(self) -> frozenset[str]:
        """The places it happened at."""
        return frozenset(
            p.place.id
            for p in self.places
            if p.role in (PlaceRole.SITE, PlaceRole.NEAR, PlaceRole.TARGET)
        )

    @property
    def link(self) -> Link:
        """How its clause hangs on the one before."""
        return self.clause.link

    def absorb(self, other: Draft) -> None:
        """Takes over what another draft of the same event tells."""
        if self.sentence.start == other.sentence.start:
            self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        else:
            self.spans.append(other.passage)
        self.spans.extend(other.spans)
        if other.kind in (None, self.kind) or other.only_consequence:
            self.triggers.extend(other.triggers)
        self.cues.extend(other.cues)
        if not self.places:
            self.places = other.places
        else:
            # finer places replace the one they lie in, the ends of a way are added
            ways = [p for p in other.places if p.role in _WAYS]
            both = finest(self.places + [p for p in other.places if p.role not in _WAYS], self.kind)
            if any(p not in both for p in self.places):
                self.places = both
            self.places = finest(self.places + ways, self.kind)
        if not self.dated.is_known:
            self.dated = other.dated
        _extend(self.actors, other.actors)
        _extend(self.counts, other.counts)
        self.speaker = self.speaker or other.speaker

    @property
    def passage(self) -> tuple[int, int]:
        """First and last character of its clause in the report."""
        first, last = self.first, self.last
        words = self.words
        while first < last - 1 and words.texts[first] in (",", ";", "—", "–", ":"):
            first += 1
        while last - 1 > first and words.texts[last - 1] in (",", ";", "—", "–"):
            last -= 1
        return words.starts[first], words.ends[last - 1]


def _extend(mine: list[_Started], others: Sequence[_Started]) -> None:
    starts = {one.start for one in mine}
    parts = {_part(one) for one in mine}
    mine.extend(
        one
        for one in others
        if one.start not in starts and (isinstance(one, Count) or _part(one) not in parts)
    )


def _part(one: Actor | Count) -> tuple[str, str]:
    return (one.name, one.role.value) if isinstance(one, Actor) else ("", "")
