"""What else the words around it give an event: actors, numbers, who says so, its passage."""

from __future__ import annotations

from dataclasses import replace

from geodata.events import kinds
from geodata.events.actors import (
    actors_of,
)
from geodata.events.clauses import AUXILIARIES, Link
from geodata.events.company import company_of
from geodata.events.counts import counts_in
from geodata.events.drafts import Draft
from geodata.events.modality import Stance
from geodata.events.telling.leaning import has_verb, is_dateline, tells_more_of
from geodata.events.telling.subjects import (
    actors_meant,
    antecedent,
    end_of_speech,
    has_subject,
    speaker_of,
    subject_before,
    title_from,
    unknown_speaker,
    words_of_subject,
)
from geodata.events.telling.view import SentenceView
from geodata.events.words import word_set
from geodata.model import (
    Actor,
    ActorRole,
    EventKind,
)

_INQUIRY = word_set("investigating investigate investigated responding responded respond probing")


def _words_of_kind(view: SentenceView, draft: Draft, number: int) -> list[tuple[int, int]]:
    """The characters of the words of its clause that tell an event of its kind, or its harm."""
    words, clause = view.words, draft.clause
    near = company_of(words, clause.start, clause.end)
    return [
        (words.starts[hit.number], words.ends[hit.end - 1])
        for hit in view.hits[number]
        if hit is draft.hit
        or (hit.is_consequence and kinds.does_harm(draft.kind))
        or kinds.kind_of(hit, words, near, view.company) is draft.kind
    ]


def _without_inquirers(view: SentenceView, draft: Draft, actors: list[Actor]) -> list[Actor]:
    """'police are investigating a stabbing': they did not stab."""
    hit = draft.hit
    before = view.words.lowers[max(draft.clause.start, hit.number - 6) : hit.number]
    own = hit.is_noun or view.words.lower(hit.number - 1) not in AUXILIARIES
    if not (own and _INQUIRY.intersection(before)):
        return actors
    return [actor for actor in actors if actor.role is not ActorRole.DOES]


def fill(view: SentenceView, draft: Draft, number: int, donors: list[int], stance: Stance) -> None:
    """Completes a draft from its clause and from those around it.

    Args:
        view: the sentence.
        draft: what the clause tells so far.
        number: of the clause.
        donors: the clauses that lean on it.
        stance: what the words say of its reality.
    """
    words, hit, clause = view.words, draft.hit, draft.clause
    draft.triggers = _words_of_kind(view, draft, number)
    draft.cues = [(words.starts[n], words.ends[n]) for n in stance.cues]
    kind = draft.kind or EventKind.OTHER
    draft.actors = _without_inquirers(view, draft, actors_meant(view, draft, kind))
    if clause.link is Link.COORDINATE and not has_subject(view, draft):
        subject = subject_before(view, number, hit)
        if kind is EventKind.STATEMENT:
            subject = subject or view.said_by
            subject = [replace(actor, role=ActorRole.SAYS) for actor in subject]
        draft.actors = subject + draft.actors
        named = subject[0].name if subject else ""
        draft.subject = words_of_subject(view, number, hit) or named
    if clause.link is Link.PARTICIPLE:
        draft.subject = words_of_subject(view, number, hit)
    if clause.link is Link.PARTICIPLE and number and view.chosen[number - 1] is None:
        above = view.clauses[number - 1]  # 'farmers drove to Berlin, blocking the road'
        draft.first = above.start
        draft.actors = (
            actors_of(words, above, hit, kind, view.named, view.scene.lexicon) + draft.actors
        )
    if kind is EventKind.STATEMENT and not has_subject(view, draft):
        view.said_by = unknown_speaker(view, clause, hit)
        draft.actors = view.said_by + draft.actors
    draft.counts = counts_in(words, clause.start, clause.end, view.all_dates)
    draft.speaker = speaker_of(view, number, draft)
    if draft.speaker is not None and all(a.start != draft.speaker.start for a in draft.actors):
        draft.actors.append(draft.speaker)
    for donor in donors:
        if is_dateline(view, donor) or (has_verb(view, donor) and not tells_more_of(view, donor)):
            continue
        draft.counts += counts_in(
            words, view.clauses[donor].start, view.clauses[donor].end, view.all_dates
        )
        # fronted words and short trailing ones are part of what tells the event
        draft.first = min(draft.first, view.clauses[donor].start)
        draft.last = max(draft.last, view.clauses[donor].end)
    if kind in (EventKind.STATEMENT, EventKind.THREAT):
        draft.last = max(draft.last, end_of_speech(view, number))
    if clause.link is Link.RELATIVE:
        draft.subject = antecedent(view, clause)
    draft.title_from = title_from(view, number, draft)
    if draft.first < clause.start:
        draft.subject = ""  # the passage names it already
