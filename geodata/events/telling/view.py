"""One sentence laid out for reading: its words, clauses, names, dates and triggers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from geodata.events.actors import (
    NamedActor,
)
from geodata.events.clauses import (
    Clause,
)
from geodata.events.named_places import Named
from geodata.events.telling.scene import Scene
from geodata.events.triggers import Hit
from geodata.events.words import Words
from geodata.model import (
    Actor,
    DateMention,
    EventKind,
    Match,
    Sentence,
)


@dataclass(slots=True)
class SentenceView:
    """Everything about one sentence, so that its clauses can be read one by one.

    Attributes:
        named: who is named in it.
        names: where in it places are named.
        company: what it is about.
        lost: names of places that could not be placed.
        geographic: where in the report names of places begin.
        all_dates: its date expressions; `dates` has them by clause.
        hits: its triggers by clause.
        chosen: by clause the trigger that says best what it tells, with its kind.
        leaning: by clause the one with the event that its places and dates belong to.
        said_by: who spoke last in it.
    """

    sentence: Sentence
    words: Words
    clauses: list[Clause]
    names: list[Named]
    named: list[NamedActor]
    company: Counter[str]
    scene: Scene
    lost: list[Match]
    geographic: set[int]
    all_dates: Sequence[DateMention]
    dates: list[list[DateMention]] = field(default_factory=list)
    hits: list[list[Hit]] = field(default_factory=list)
    chosen: list[tuple[Hit, EventKind | None] | None] = field(default_factory=list)
    leaning: list[int | None] = field(default_factory=list)
    said_by: list[Actor] = field(default_factory=list)
