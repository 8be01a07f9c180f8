"""One sentence to drafts of the events it tells, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from geodata.events import kinds
from geodata.events.actors import (
    named_actors,
    verb_of,
)
from geodata.events.clauses import (
    ends_quoted,
    split_clauses,
)
from geodata.events.company import company_of
from geodata.events.containment import finest
from geodata.events.drafts import Draft
from geodata.events.modality import Stance, in_time, stance_of
from geodata.events.named_places import named_places
from geodata.events.places import places_in
from geodata.events.settings import setting_of
from geodata.events.telling.choosing import chosen_in, hits_by_clause
from geodata.events.telling.filling import fill
from geodata.events.telling.leaning import donors_of, has_verb, is_dateline, leans_on, tells_more_of
from geodata.events.telling.references import (
    is_a_long_story,
    is_an_issue,
    is_confirmed,
    is_definite,
    is_fresh,
    is_mere_reference,
    is_spoken_of,
    of_another_side,
)
from geodata.events.telling.scene import Scene
from geodata.events.telling.support import stands
from geodata.events.telling.view import SentenceView
from geodata.events.telling.whereabouts import (
    end_of_dateline,
    names_elsewhere,
    place_by_dateline,
    strangers_of,
    where_it_came_from,
    where_pointed,
    with_strangers,
)
from geodata.events.timing import UNDATED, Dated, date_of, dates_by_clause, is_history
from geodata.events.triggers import Hit, find_hits
from geodata.events.words import Words, split_words
from geodata.model import (
    DateMention,
    EventKind,
    Match,
    Modality,
    PlaceRole,
    Precision,
    Sentence,
    Usage,
)
from geodata.partial_date import Bound, PartialDate

_AHEAD = (Modality.PLANNED, Modality.THREATENED)
_LONGEST_SUBJECT = 400  # words of a sentence that are looked through for who acts


def drafts_of(
    sentence: Sentence,
    matches: Sequence[Match],
    dates: Sequence[DateMention],
    scene: Scene,
) -> list[Draft]:
    """The drafts of one sentence in the order of its words."""
    words = split_words(sentence.text, sentence.start)
    quoted = scene.quoted and scene.paragraph == sentence.paragraph
    scene.quoted, scene.paragraph = ends_quoted(words, quoted), sentence.paragraph
    company = company_of(words)
    hits = find_hits(words, scene.lexicon, company, scene.company)
    hits = [hit for hit in hits if not _is_dated(words, hit, dates)]
    if not hits:
        if len(words) <= _LONGEST_SUBJECT:
            scene.standing.see(words, named_actors(words, matches, scene.roll), sentence.number)
        return setting_of(sentence, words, matches, dates, scene.lexicon, quoted=quoted)
    view = _laid_out(sentence, words, matches, dates, scene, company, quoted=quoted)
    _read_clauses(view, hits)
    drafts = drafts_in(view)
    scene.standing.see(words, view.named, sentence.number)
    return drafts


def _is_dated(words: Words, hit: Hit, dates: Sequence[DateMention]) -> bool:
    """Whether a word stands inside a date: '18 March' is no march."""
    start, end = words.starts[hit.number], words.ends[hit.end - 1]
    return any(d.start <= start and end <= d.end for d in dates)


def _laid_out(
    sentence: Sentence,
    words: Words,
    matches: Sequence[Match],
    dates: Sequence[DateMention],
    scene: Scene,
    company: Counter[str],
    *,
    quoted: bool,
) -> SentenceView:
    """The sentence with its clauses and names, its triggers still to come."""
    names = named_places(words, matches)
    placed = {name.match.start for name in names}
    lost = [m for m in matches if m.usage is Usage.PLACE and m.start not in placed]
    return SentenceView(
        sentence=sentence,
        words=words,
        clauses=split_clauses(words, scene.lexicon, quoted),
        names=names,
        named=named_actors(words, matches, scene.roll),
        company=company,
        scene=scene,
        lost=lost,
        geographic={m.start for m in matches} - {m.start for m in lost},
        all_dates=dates,
    )


def _read_clauses(view: SentenceView, hits: list[Hit]) -> None:
    """Gives each clause its dates, its triggers and what it tells best or leans on."""
    view.dates = dates_by_clause(view.words, view.clauses, view.all_dates)
    if any(view.dates[1:]) and is_dateline(view, 0):
        view.dates[0] = []  # the day of writing
    numbers = range(len(view.clauses))
    view.hits = hits_by_clause(view, hits)
    view.chosen = [chosen_in(view, number) for number in numbers]
    view.leaning = [leans_on(view, number) for number in numbers]


def drafts_in(view: SentenceView) -> list[Draft]:
    """The drafts, clause by clause."""
    found = []
    for number, chosen in enumerate(view.chosen):
        if chosen is not None:
            draft = _draft_of(view, number, *chosen)
            if draft is not None:
                found.append(draft)
    if view.sentence.number <= 1 and end_of_dateline(view):
        place_by_dateline(view, found)
    return found


def _draft_of(view: SentenceView, number: int, hit: Hit, kind: EventKind | None) -> Draft | None:
    clause, words = view.clauses[number], view.words
    stance = stance_of(words, clause, hit, kind or EventKind.OTHER, view.clauses)
    if stance.modality is None or is_mere_reference(view, clause, hit):
        return None
    if is_spoken_of(view, number, hit) or is_an_issue(view, number, hit):
        return None
    if is_a_long_story(view, clause, hit, number):
        return None
    if stance.modality is Modality.THREATENED and _is_spoken_threat(view, stance):
        kind = EventKind.THREAT
    donors = donors_of(view, number)
    meant = kind or EventKind.ACCIDENT
    places = places_in(words, clause, view.names, hit, meant)
    for donor in donors:
        more = tells_more_of(view, donor)
        if is_dateline(view, donor) or (places and has_verb(view, donor) and not more):
            continue
        places += places_in(words, view.clauses[donor], view.names, hit, meant)
    strangers = strangers_of(view, clause)
    places += where_it_came_from(view, number, hit, kind) if not places else []
    places += where_pointed(view, number) if not places else []
    places = with_strangers(view, places, strangers, kind)
    leaning = [
        d
        for d in donors
        if tells_more_of(view, d) or not (has_verb(view, d) or is_dateline(view, d))
    ]
    dated = date_of(
        words,
        view.clauses,
        number,
        view.dates,
        leaning,
        hit.number,
        arrested=kind is EventKind.ARREST,
    )
    if stance.modality in _AHEAD and dated.is_only_said:
        dated = UNDATED
    if is_confirmed(view, clause, hit):
        dated = UNDATED  # the day is that of the saying
    dated = _looking_ahead(view, stance, _looking_back(view, kind, stance, dated))
    if dated.mention is not None and _runs_past_the_telling(view, dated, stance):
        rule = f"“{dated.mention.text}” counts from a day that is not known"
        dated = Dated(None, rule, dated.mention)
    if stance.modality is Modality.PLANNED and is_history(dated.date, view.scene.told):
        return None  # feared or planned long ago
    near = words.lowers[clause.start : clause.end] if kinds.does_harm(kind) else []
    when = None if dated.is_only_said else dated.date
    draft = Draft(
        kind=kind,
        hit=hit,
        sentence=view.sentence,
        words=words,
        clause=clause,
        first=clause.start,
        last=clause.end,
        modality=in_time(stance.modality, when, view.scene.told, near),
        places=finest(places, kind),
        dated=dated,
        verb=verb_of(words, clause, hit, view.scene.lexicon),
        is_definite=is_definite(view, hit),
        is_fresh=is_fresh(view, clause, hit),
        names_elsewhere=names_elsewhere(view, clause)
        or bool(strangers)
        or of_another_side(view, hit),
        strangers=frozenset(stranger.name for stranger in strangers),
        dates=view.all_dates,
    )
    fill(view, draft, number, donors, stance)
    if (
        hit.trigger.lemma == "attack"
        and kind is EventKind.ATTACK_ON_CIVILIANS
        and any(
            p.role is PlaceRole.TARGET and p.precision is Precision.COUNTRY for p in draft.places
        )
    ):
        draft.kind = EventKind.BATTLE  # one state attacks another
    return draft if stands(view, draft) else None


_WEEK = timedelta(days=7)
_MISHAPS = (EventKind.DISASTER, EventKind.ACCIDENT)


def _looking_back(
    view: SentenceView, kind: EventKind | None, stance: Stance, dated: Dated
) -> Dated:
    """'the toll from Friday's quake is expected to rise': a calamity lies behind the telling."""
    told, mention = view.scene.told, dated.mention
    if told is None or mention is None or mention.stated or kind not in _MISHAPS:
        return dated
    day = dated.date.first_day if dated.date is not None else None
    if day is None or not told < day < told + _WEEK or stance.modality is not Modality.HAPPENED:
        return dated
    rule = f"{mention.rule}; the last such day, for what has happened"
    return Dated(PartialDate.of_day(day - _WEEK), rule, mention)


def _looking_ahead(view: SentenceView, stance: Stance, dated: Dated) -> Dated:
    """'will remain closed until Wednesday': the next such day, for what lies ahead."""
    told, mention, when = view.scene.told, dated.mention, dated.date
    if told is None or when is None or mention is None or mention.stated:
        return dated
    day, bound = when.last_day, when.bound
    if stance.modality is not Modality.PLANNED or bound is not Bound.UNTIL or day is None:
        return dated
    if not told - _WEEK < day < told or dated.is_only_said or "come before" in dated.rule:
        return dated
    rule = f"{mention.rule}; the next such day, for what lies ahead"
    return Dated(replace(PartialDate.of_day(day + _WEEK), bound=bound), rule, mention)


def _runs_past_the_telling(view: SentenceView, dated: Dated, stance: Stance) -> bool:
    """'Peacekeepers came two days later': a day counted from another that lies ahead."""
    told, mention = view.scene.told, dated.mention
    if told is None or mention is None or mention.stated or stance.modality in _AHEAD:
        return False
    day = dated.date.first_day if dated.date is not None else None
    counted = mention.text.lower().endswith(("later", "after", "afterwards"))
    return counted and day is not None and day > told


def _is_spoken_threat(view: SentenceView, stance: Stance) -> bool:
    """'a threat to bomb', 'threatened to attack': the threat is what happened."""
    return any(view.words.lowers[n].startswith("threat") for n in stance.cues)
