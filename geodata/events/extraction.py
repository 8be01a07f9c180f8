"""Sentences, places and dates to events."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TypeVar

from geodata.events.actors import Roll
from geodata.events.company import domains
from geodata.events.drafts import Draft
from geodata.events.finishing import finished
from geodata.events.joining import join_report, join_sentence
from geodata.events.lexicon import lexicon
from geodata.events.localities import settle
from geodata.events.table_rows import drafts_of_table
from geodata.events.telling import Scene, drafts_of
from geodata.events.unhurt import add_the_unhurt
from geodata.model import DateMention, Event, Match, Report, Sentence
from geodata.tables import Table

LONGEST_SENTENCE = 2_000  # characters

_Spanned = TypeVar("_Spanned", Match, DateMention)


def extract_events(
    report: Report,
    sentences: Sequence[Sentence],
    matches: Sequence[Match],
    dates: Sequence[DateMention],
    tables: Sequence[Table] = (),
) -> tuple[Event, ...]:
    """The events a report tells, in the order of its text.

    What has no place or no date is among them. Nothing is looked up: the same input gives the
    same events.

    Args:
        report: the report; its publication date tells history from news.
        sentences: of the report, in order.
        matches: its place names, in order.
        dates: its date expressions, in order.
        tables: its tables of events, in order; each row is an event.

    Example:
        >>> from geodata.model import Report, Sentence
        >>> text = "Four soldiers were killed in fighting."
        >>> (event,) = extract_events(Report("r1", text, ""), [Sentence(0, 38, text, 0, 0)], [], [])
        >>> event.kind.value, event.modality.value, event.places, event.date_rule
        ('battle', 'happened', (), 'no date expression belongs to it')
        >>> extract_events(Report("r1", "", ""), [], [], [])
        ()
    """
    scene = Scene(lexicon(), Roll(), _company(report.text), told_on(report, dates))
    match_starts = [m.start for m in matches]
    date_starts = [d.start for d in dates]
    drafts: list[Draft] = []
    before: list[Draft] = []
    rows = {row.start for table in tables for row in table.rows}
    rows |= {table.start for table in tables}
    prose = [sentence for sentence in sentences if sentence.start not in rows]
    for sentence in chain.from_iterable(map(_pieces, prose)):
        found = drafts_of(
            sentence,
            _inside(matches, match_starts, sentence),
            _inside(dates, date_starts, sentence),
            scene,
        )
        told = join_sentence(found)
        before = add_the_unhurt(sentence, told, before)
        drafts.extend(told)
    joined = join_report(drafts)
    settle(joined, sentences, matches)
    for table in tables:
        joined += drafts_of_table(table, sentences, matches, dates, scene.lexicon, scene.company)
    return finished(report, joined)


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, or stretches of one too long to be a sentence, cut at commas or blanks.

    A table, a list or a page without a full stop would otherwise take time by its square.
    """
    start, text = 0, sentence.text
    while len(text) - start > LONGEST_SENTENCE:
        end = start + LONGEST_SENTENCE
        comma = text.rfind(", ", start + LONGEST_SENTENCE // 2, end)
        blank = text.rfind(" ", start + LONGEST_SENTENCE // 2, end)
        cut = comma + 2 if comma >= 0 else blank + 1 if blank >= 0 else end
        yield replace(
            sentence,
            start=sentence.start + start,
            end=sentence.start + cut,
            text=text[start:cut],
        )
        start = cut
    rest = replace(sentence, start=sentence.start + start, text=text[start:])
    yield rest if start else sentence


def _inside(
    spanned: Sequence[_Spanned], starts: Sequence[int], sentence: Sentence
) -> Sequence[_Spanned]:
    return spanned[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _company(text: str) -> Counter[str]:
    """How often the whole report speaks of each domain."""
    table = domains()
    found: Counter[str] = Counter()
    for word, times in Counter(text.lower().split()).items():
        for domain in table.get(word.strip(".,;:!?()\"'“”"), ()):
            found[domain] += times
    return found


def told_on(report: Report, dates: Sequence[DateMention]) -> date | None:
    """The day of the report or, when unknown, the latest day it names."""
    if report.published is not None:
        return report.published
    days = [d.date.last_day for d in dates]
    return max((day for day in days if day is not None), default=None)
