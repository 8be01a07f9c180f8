"""What is known while a report is read, handed from sentence to sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from geodata.events.actors import (
    Roll,
)
from geodata.events.lexicon import Lexicon
from geodata.events.pronouns import Standing


@dataclass(slots=True)
class Scene:
    """What is known while a report is read, handed from sentence to sentence."""

    lexicon: Lexicon
    roll: Roll
    company: Counter[str]  # of the whole report
    told: date | None = None  # the day of the report, or the latest it names
    quoted: bool = False
    paragraph: int = -1
    standing: Standing = field(default_factory=Standing)
