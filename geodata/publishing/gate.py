"""What stands against publishing an event, and whether somebody has signed for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from geodata.model import Event, content_id
from geodata.publishing.sources import PermittedUse, Publisher

_DEATHS = ("killed", "dead", "deaths")  # as geodata.events.counts names what was counted


class Hazard(StrEnum):
    """Why something should not be published as it is."""

    UNREVIEWED = "unreviewed"
    SINGLE_SOURCE = "single source"
    TOO_FINE = "too fine"
    NAMED = "named person"
    NO_PERMISSION = "no permitted use"


HAZARD_WORDS = {
    Hazard.UNREVIEWED: "Not reviewed yet",
    Hazard.SINGLE_SOURCE: "Deaths told by a single source",
    Hazard.TOO_FINE: "Points finer than the safety setting",
    Hazard.NAMED: "Persons on the watch list",
    Hazard.NO_PERMISSION: "Sources without permitted use",
}


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that stands against publishing.

    Attributes:
        subject_id: the event; for a source its name; '' for all unreviewed events.
        title: of the event, or the source's name.
        detail: what exactly, in words.
        signed: the reason somebody signed for it with, '' when nobody did.
        signed_by: who.
    """

    hazard: Hazard
    subject_id: str
    title: str
    detail: str
    signed: str = ""
    signed_by: str = ""

    @property
    def id(self) -> str:
        """Changes with what is objected to: a signature holds for what was seen, not for more."""
        return content_id("o", [self.hazard.value, self.subject_id, self.detail])


@dataclass(frozen=True, slots=True)
class Gate:
    """What the owner of a collection asks for.

    Attributes:
        finest_km: points known better than this may not be published as they are; 0 for none.
        watched: names of persons that call for a second look.
    """

    finest_km: float = 0.0
    watched: tuple[str, ...] = field(default=())


def objections(
    event: Event,
    gate: Gate,
    *,
    sources: Iterable[str],
    publishers: Mapping[str, Publisher],
) -> Iterator[Objection]:
    """What stands against publishing one event that was accepted.

    Args:
        event: as readers would see it.
        gate: what is asked for.
        sources: of all the reports that tell it.
        publishers: what is known of them.
    """
    told_by = sorted(set(sources))
    deaths = [one.text for one in event.counts if any(word in one.what for word in _DEATHS)]
    if deaths and len(told_by) < 2:
        detail = f"{'; '.join(deaths)}: told by {told_by[0] or 'an unnamed source'} alone"
        yield Objection(Hazard.SINGLE_SOURCE, event.id, event.title, detail)
    fine = [place for place in event.places if place.radius_km < gate.finest_km]
    if fine:
        where = "; ".join(f"{p.place.name}, known to {p.radius_km:g} km" for p in fine)
        detail = f"{where}; the setting is {gate.finest_km:g} km"
        yield Objection(Hazard.TOO_FINE, event.id, event.title, detail)
    named = watched_in(event, gate.watched)
    if named:
        yield Objection(Hazard.NAMED, event.id, event.title, ", ".join(named))
    for name in told_by:
        known = publishers.get(name)
        if known is None or known.use is PermittedUse.UNSETTLED:
            shown = name or "reports without a source"
            yield Objection(
                Hazard.NO_PERMISSION, name, shown, "nobody has said what of its words may be shown"
            )


def watched_in(event: Event, watched: Iterable[str]) -> list[str]:
    """The watched names that an event carries, in any of its texts."""
    text = "\n".join(
        [
            event.title, event.passage.text, event.speaker,
            *(f"{actor.title} {actor.name}" for actor in event.actors),
        ]
    )  # fmt: skip
    return [name for name in watched if name.strip() and _word(name).search(text)]


def _word(name: str) -> re.Pattern[str]:
    parts = r"\s+".join(re.escape(part) for part in name.split())
    return re.compile(rf"(?<!\w){parts}(?!\w)", re.I)
