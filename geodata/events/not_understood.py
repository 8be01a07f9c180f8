"""What a reader must be told about a reading: sentences left out, days that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from geodata.events.words import word_set
from geodata.model import Event, Field, Modality, Sentence

_FEWEST_WORDS = 5
_PLAIN = re.compile(r"[\x00-\x7f]+")
_PLAIN_LETTER = re.compile(r"[A-Za-z]")
_ENGLISH = word_set(
    """
    the of and to in a an was were is are on for by with that at from has have had said as after
    near his her their its it they he she not but who which this will be been into over
    """
)


def sentences_not_read(sentences: Sequence[Sentence]) -> int:
    """How many sentences of five words or more are in no English: none of its small words.

    Example:
        >>> from geodata.model import Sentence
        >>> sentences_not_read([Sentence(0, 35, "Войска обстреляли село во вторник утром.", 0, 0)])
        1
        >>> sentences_not_read([])
        0
    """
    return sum(_is_foreign(sentence.text) for sentence in sentences)


def _is_foreign(text: str) -> bool:
    if text.isascii():
        return False  # no letter that English does without
    words = text.lower().split()
    if len(words) < _FEWEST_WORDS:
        return False
    strange = sum(map(str.isalpha, _PLAIN.sub("", text)))
    if not strange:
        return False
    if strange > len(_PLAIN_LETTER.findall(text)):
        return True
    if not _ENGLISH.isdisjoint(words):
        return False
    return sum(word.strip(".,;:!?()\"'").isalpha() for word in words) > 0.7 * len(words)


def dated_ahead(events: Sequence[Event], published: date | None) -> list[Event]:
    """The events told as having happened on a day after the report's: a date is mistyped.

    Args:
        events: of one report.
        published: its day of publication; without it nothing can be said.
    """
    if published is None:
        return []
    return [
        event
        for event in events
        if event.modality is Modality.PLANNED
        and event.date is not None
        and event.date.first_day is not None
        and event.date.first_day > published
        and all(evidence.field is not Field.MODALITY for evidence in event.evidence)
    ]
