"""Who acts and who speaks where a clause leaves it to the words before."""

from __future__ import annotations

from dataclasses import replace

from geodata.events.actors import (
    actors_of,
    speaker_in,
)
from geodata.events.clauses import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    Clause,
    Link,
)
from geodata.events.drafts import Draft
from geodata.events.telling.leaning import attributes
from geodata.events.telling.view import SentenceView
from geodata.events.triggers import Hit
from geodata.events.words import MONTHS, WEEKDAYS, Words, word_set
from geodata.model import (
    Actor,
    ActorRole,
    EventKind,
    Modality,
)

_PRONOUNS = word_set("it its they their he she his her")
_CALENDAR = WEEKDAYS | MONTHS
_FRONTED = word_set(
    ", and while but yesterday today later day morning evening night week month year"
)


def actors_meant(view: SentenceView, draft: Draft, kind: EventKind) -> list[Actor]:
    """Who is named in the clause, or meant by its pronoun, with their parts."""
    meant = view.scene.standing.actor_for(
        view.words, draft.clause, draft.verb, view.named, view.sentence.number
    )
    named = [meant, *view.named] if meant is not None else view.named
    found = actors_of(view.words, draft.clause, draft.hit, kind, named, view.scene.lexicon)
    if draft.modality is Modality.DENIED:
        found = [_denies(actor, draft) for actor in found]
    return found


def _denies(actor: Actor, draft: Draft) -> Actor:
    """'the force denied shelling': who denies a deed is not told to have done it."""
    if not draft.cues or actor.end > draft.cues[0][0] or actor.role is not ActorRole.DOES:
        return actor
    return replace(actor, role=ActorRole.SAYS)


def end_of_speech(view: SentenceView, number: int) -> int:
    """'vowed that an attack would be met with force': what is said belongs to the saying."""
    after = number + 1
    while after < len(view.clauses) and view.clauses[after].link is Link.COMPLEMENT:
        after += 1
    return view.clauses[after - 1].end


def has_subject(view: SentenceView, draft: Draft) -> bool:
    """Whether somebody is named in front of the word that tells the event."""
    before = view.words.starts[draft.hit.number]
    return any(actor.end <= before for actor in draft.actors)


def subject_before(view: SentenceView, number: int, hit: Hit) -> list[Actor]:
    """'Police fired and arrested 20': who acts in a clause that names no subject."""
    clause = view.clauses[number]
    if hit.is_noun or hit.number - clause.start > 2 or number == 0:
        return []
    above = number - 1
    while above > 0 and view.clauses[above].link is Link.RELATIVE:
        above -= 1
    told = view.chosen[above]
    verb = told[0].number if told else view.clauses[above].end
    before = view.words.starts[verb] if verb < len(view.words) else view.words.ends[-1]
    passive = view.words.lower(hit.number - 1) in ("was", "were", "been", "being")
    found = [
        Actor(
            a.name,
            ActorRole.UNDERGOES if passive else ActorRole.DOES,
            view.words.starts[a.first],
            view.words.ends[a.end - 1],
            a.title,
        )
        for a in view.named
        if view.clauses[above].start <= a.first < verb
    ]
    return [actor for actor in found if actor.end <= before][:1]


def unknown_speaker(view: SentenceView, clause: Clause, hit: Hit) -> list[Actor]:
    """'Akar promised': one to three capitalised words in front of the verb of saying."""
    words = view.words
    first = hit.number
    while (
        first > clause.start
        and words.is_capital(first - 1)
        and words.lowers[first - 1] not in _CALENDAR | DETERMINERS
        and hit.number - first < 3
    ):
        first -= 1
    before = words.lower(first - 1)
    fronted = before in _CALENDAR or before[:1].isdigit() or before in _FRONTED
    opens = first == clause.start or (before in DETERMINERS and first - 1 == clause.start)
    plain = first < hit.number and (opens or fronted)
    if hit.is_noun or not plain or words.lowers[first] in DETERMINERS | PREPOSITIONS:
        return []
    name = " ".join(words.texts[first : hit.number])
    end = words.ends[hit.number - 1]
    return [Actor(name, ActorRole.SAYS, words.starts[first], end, "")]


def antecedent(view: SentenceView, clause: Clause) -> str:
    """'workers who had blocked a highway': the words in front of 'who'."""
    if clause.word not in ("who", "which", "that") or clause.start == 0:
        return ""
    words, last = view.words, clause.start - 1
    while last > 0 and words.lowers[last] == ",":
        last -= 1
    head = _behind_a_place(view, last) if clause.word == "who" else last
    first = head
    stops = DETERMINERS | PREPOSITIONS | AUXILIARIES | view.scene.lexicon.past
    while first > 0 and head - first < 5:
        word = words.lowers[first - 1]
        glued = words.ends[first - 1] == words.starts[first]  # '16-year-old'
        if not glued and (word in stops or not word[:1].isalpha()):
            break
        first -= 1
    return _as_written(words, first, last)


def _as_written(words: Words, first: int, last: int) -> str:
    """The words with blanks where the report has them."""
    parts = [words.texts[first]]
    for number in range(first + 1, last + 1):
        apart = words.starts[number] > words.ends[number - 1]
        parts.append(" " * apart + words.texts[number])
    return "".join(parts)


def _behind_a_place(view: SentenceView, last: int) -> int:
    """'demonstrators in the centre of Lima who': it is the demonstrators who do it."""
    words = view.words
    for number in range(last - 1, max(0, last - 6), -1):
        many = words.lower(number - 1).endswith("s") or words.lower(number - 1) in _GROUPS
        if words.lowers[number] in _WHERE and many:
            return number - 1
    return last


_WHERE = word_set("in at near from of outside")
_GROUPS = word_set("people men women children police crowd")


def title_from(view: SentenceView, number: int, draft: Draft) -> int | None:
    """The clause above where this one makes no headline: 'declared | a curfew', 'said | it'."""
    clause, hit = view.clauses[number], draft.hit
    if clause.link is not Link.COMPLEMENT or number == 0 or clause.quoted:
        return None
    if draft.modality is Modality.DENIED:
        return view.clauses[number - 1].start  # 'denied | that any soldiers had fled'
    start = clause.start + (view.words.lowers[clause.start] == "that")
    bare = hit.is_noun and not clause.word and hit.number - clause.start <= 3
    no_name = view.words.lower(start) in _PRONOUNS
    return view.clauses[number - 1].start if bare or no_name else None


def words_of_subject(view: SentenceView, number: int, hit: Hit) -> str:
    """'Storm Arwen tore roofs off and left homes dark': the words before the first verb."""
    behind = view.words.lower(hit.end)
    if hit.is_noun and (behind in AUXILIARIES or behind in view.scene.lexicon.past):
        return ""  # "and nine bodies were recovered": the noun is the subject
    if (
        hit.number - view.clauses[number].start > 2
        and view.words.lower(view.clauses[number].start + 1) not in view.scene.lexicon.past
    ):
        return ""
    above = number - 1
    apart = view.words.lower(view.clauses[number].start) in (",", "then")
    ends = (Link.MAIN,) if apart else (Link.MAIN, Link.TIME)
    while above > 0 and view.clauses[above].link not in ends:
        above -= 1
    clause = view.clauses[above]
    past = view.scene.lexicon.past
    stop = next(
        (
            n
            for n in range(clause.start + 1, min(clause.end, clause.start + 8))
            if view.words.lowers[n] in past or view.words.lowers[n] in AUXILIARIES
        ),
        None,
    )
    if stop is None and clause.end < len(view.words):
        stop = _first_comma(view, clause)  # 'The two unions, A and B, have called'
    inside = view.words.lowers[clause.start : stop]
    if stop is None or "," in inside or inside[:1] == [clause.word] or inside[0] in PREPOSITIONS:
        return ""
    return " ".join(view.words.texts[clause.start : stop]).replace(" 's", "'s")


def _first_comma(view: SentenceView, clause: Clause) -> int | None:
    reach = range(clause.start + 1, min(clause.end, clause.start + 7))
    return next((n for n in reach if view.words.lowers[n] == ","), None)


def speaker_of(view: SentenceView, number: int, draft: Draft) -> Actor | None:
    """Who says so, in its own clause or in one that attributes; None when nobody is named."""
    denies = [a for a in draft.actors if a.role is ActorRole.SAYS]
    if draft.modality is Modality.DENIED and denies:
        return denies[0]
    if draft.kind in (EventKind.STATEMENT, EventKind.THREAT):
        says = [a for a in draft.actors if a.end <= view.words.starts[draft.hit.number]]
        return says[-1] if says else None
    order = [number - 1, *range(len(view.clauses))]
    for other in order:
        if 0 <= other < len(view.clauses) and other != number and attributes(view, other):
            found = speaker_in(view.words, view.clauses[other], view.named)
            if found is not None:
                return found
    return None
