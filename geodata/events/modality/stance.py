"""What the words say about the reality of an event."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import Modality


@dataclass(frozen=True, slots=True)
class Stance:
    """What the words say about an event's reality.

    Attributes:
        modality: None when the words say that there was no such event.
        cues: numbers of the words that say so.
    """

    modality: Modality | None
    cues: tuple[int, ...] = ()
