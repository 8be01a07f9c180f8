"""Drafts to events: title, evidence, certainty, id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from geodata.events.drafts import Draft
from geodata.events.passages import passage_of
from geodata.events.titles import LONGEST_TITLE, opens_on_time, title_of
from geodata.model import (
    Event,
    EventKind,
    Evidence,
    Field,
    Modality,
    Report,
    Span,
    content_id,
)

# How much of the certainty each modality leaves: a report of a claim is not a report of a deed.
_TRUST = {
    Modality.HAPPENED: 1.0,
    Modality.ONGOING: 1.0,
    Modality.BACKGROUND: 0.9,
    Modality.PLANNED: 0.85,
    Modality.THREATENED: 0.85,
    Modality.DENIED: 0.7,
    Modality.CLAIMED: 0.75,
    Modality.PRESUMED: 0.7,
}
_SHORT = 26  # characters; a shorter headline takes in what follows in its sentence
_STRENGTH = {1: 0.55, 2: 0.75, 3: 0.92}  # of the trigger, see lexicon.toml


def finished(report: Report, drafts: Sequence[Draft]) -> tuple[Event, ...]:
    """The events of a report, each with its evidence and an id from its content."""
    events: list[Event] = []
    seen: set[str] = set()
    drafts_of: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        drafts_of[draft.sentence.start].append(draft)
    for draft in sorted(drafts, key=lambda d: d.passage):
        event = _event(report, draft, passage_of(draft, drafts_of[draft.sentence.start]), seen)
        seen.add(event.id)
        events.append(event)
    return tuple(events)


def _event(report: Report, draft: Draft, span: tuple[int, int], seen: set[str]) -> Event:
    start, end = span
    passage = Span(start, end, report.text[start:end])
    kind = draft.kind or EventKind.OTHER
    title = _title(report, draft)
    parts = [report.id, kind.value, str(start), str(end)]
    event_id = content_id("e", parts)
    while event_id in seen:
        parts.append("again")
        event_id = content_id("e", parts)
    return Event(
        id=event_id,
        report_id=report.id,
        kind=kind,
        modality=draft.modality,
        title=title,
        passage=passage,
        date=draft.dated.date,
        date_rule=draft.dated.rule,
        places=tuple(draft.places),
        actors=tuple(sorted(draft.actors, key=lambda a: a.start)),
        counts=tuple(sorted(draft.counts, key=lambda c: c.start)),
        speaker=draft.speaker.name if draft.speaker else "",
        evidence=_evidence(report, draft, passage),
        certainty=_certainty(draft),
    )


def _title(report: Report, draft: Draft) -> str:
    """The headline: the clause with its subject; begun later or ended later where that helps."""
    if draft.headline:
        return draft.headline
    words, first = draft.words, draft.first
    if draft.title_from is not None and not draft.subject:
        whole = _headline(report, draft, draft.title_from, draft.last)
        if words.texts[draft.hit.number] in whole:
            return whole
    whole = _headline(report, draft, first, draft.last)
    with_subject = f"{draft.subject} {whole[:1].lower()}{whole[1:]}"
    if draft.subject and draft.subject.lower() not in whole.lower():
        with_subject = _shortened(with_subject, len(draft.subject) + _SHORTEST_DEED)
        if len(with_subject) <= LONGEST_TITLE:
            return with_subject[:1].upper() + with_subject[1:]
    actor = _first_actor(draft)
    is_speech = draft.kind in (EventKind.STATEMENT, EventKind.THREAT)
    too_long = words.ends[draft.last - 1] - words.starts[first] > LONGEST_TITLE
    if actor > first and ((is_speech and too_long) or opens_on_time(words, first, actor)):
        return _headline(report, draft, actor, draft.last)
    if len(whole) < _SHORT:
        whole = _headline(report, draft, first, len(words))
    if len(whole) < _SHORT and draft.first and draft.hit.is_noun:
        return _headline(report, draft, 0, len(words))  # '... after a report of a shooting'
    return whole


_SHORTEST_DEED = 20  # characters of what somebody does
_JOINTS = re.compile(r" (?:in|on|at|of|for|from|with|by|after|between|near|and|as|to) ")


def _shortened(title: str, fewest: int) -> str:
    """The title without its last phrases where it is too long; whole where none can go."""
    if len(title) <= LONGEST_TITLE:
        return title
    cuts = [m.start() for m in _JOINTS.finditer(title) if fewest <= m.start() <= LONGEST_TITLE]
    return title[: cuts[-1]] if cuts else title


def _first_actor(draft: Draft) -> int:
    """The word where the first actor in front of the verb begins, else that of the clause."""
    words = draft.words
    leading = [a.start for a in draft.actors if words.starts[draft.first] < a.end]
    start = min(leading) if leading else words.starts[draft.first]
    counted = [count.start for count in draft.counts if count.start < start < count.end]
    actor = words.at(min([start, *counted]))  # 'three protesters', not 'protesters'
    return actor if draft.first < actor < min(draft.verb, draft.hit.number) else draft.first


def _headline(report: Report, draft: Draft, first: int, last: int) -> str:
    hit = draft.hit.end - 1
    verb = min(draft.verb, draft.hit.number)
    return title_of(draft.words, report.text, first, last, hit, verb, draft.dates)


def _certainty(draft: Draft) -> float:
    """The trigger's strength, times the trust in the modality, times the worst place's score."""
    place = min((p.score for p in draft.places), default=1.0)
    found = _STRENGTH[draft.hit.trigger.strength] * _TRUST[draft.modality] * place
    return round(min(1.0, max(0.0, found)), 3)


def _evidence(report: Report, draft: Draft, passage: Span) -> tuple[Evidence, ...]:
    spans: list[tuple[Field, int, int]] = [(Field.PASSAGE, passage.start, passage.end)]
    spans += [(Field.PASSAGE, start, end) for start, end in draft.spans]
    spans += [(Field.KIND, start, end) for start, end in draft.triggers]
    spans += [(Field.PLACE, p.start, p.end) for p in draft.places]
    spans += [(Field.PLACE, *draft.lost)] if draft.lost is not None else []
    if draft.dated.mention is not None:
        spans.append((Field.DATE, draft.dated.mention.start, draft.dated.mention.end))
    spans += [(Field.MODALITY, start, end) for start, end in draft.cues]
    spans += [(Field.ACTOR, a.start, a.end) for a in draft.actors]
    spans += [(Field.NUMBER, c.start, c.end) for c in draft.counts]
    unique = dict.fromkeys(spans)
    return tuple(
        Evidence(field, report.id, start, end, report.text[start:end])
        for field, start, end in unique
    )
