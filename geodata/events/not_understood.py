"""What a reader must be told about a reading: sentences left out, days that cannot be right."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from geodata.events.strangers import unknown_name
from geodata.events.words import split_words, word_set
from geodata.model import DateMention, Event, Field, Match, Modality, Sentence

_FEWEST_WORDS = 5
_LONGEST_PASSAGE = 1_000  # characters
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


def not_placed(
    events: Sequence[Event], matches: Sequence[Match], dates: Sequence[DateMention]
) -> Iterator[tuple[Event, str]]:
    """The events without a place whose words name one that the gazetteer lacks, with that name.

    Args:
        events: of one report.
        matches: its place names, in order.
        dates: its date expressions, in order.
    """
    names = [match.start for match in matches]
    starts = [mention.start for mention in dates]
    for event in events:
        named = [e.text for e in event.evidence if e.field is Field.PLACE]
        if named and not event.is_placed:
            yield event, named[0]
            continue
        if event.is_placed or len(event.passage.text) > _LONGEST_PASSAGE:
            continue
        words = split_words(event.passage.text, event.passage.start)
        begin, end = event.passage.start, event.passage.end
        known = {*names[bisect_left(names, begin) : bisect_left(names, end)]}
        known |= {actor.start for actor in event.actors}
        near = dates[bisect_left(starts, begin) : bisect_left(starts, end)]
        name = unknown_name(words, 0, len(words), known, near)
        if name:
            yield event, name
