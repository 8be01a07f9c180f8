"""One sentence to drafts of the events it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from geodata.events import kinds
from geodata.events.actors import (
    NamedActor,
    Roll,
    actors_of,
    named_actors,
    speaker_in,
    verb_of,
)
from geodata.events.bearings import STRIKING
from geodata.events.clauses import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    Clause,
    Link,
    ends_quoted,
    split_clauses,
)
from geodata.events.company import company_of
from geodata.events.containers import somewhere_in
from geodata.events.containment import METROPOLIS, contains, finest
from geodata.events.counts import counts_in
from geodata.events.drafts import Draft
from geodata.events.everyday import DECIDERS
from geodata.events.lexicon import Lexicon
from geodata.events.modality import Stance, in_time, is_fiction, stance_of
from geodata.events.named_places import Named, named_places, plain_place
from geodata.events.places import places_in
from geodata.events.pronouns import Standing
from geodata.events.settings import setting_of
from geodata.events.strangers import Stranger, strangers_in
from geodata.events.timing import UNDATED, Dated, date_of, dates_by_clause, is_history
from geodata.events.triggers import Hit, find_hits
from geodata.events.words import Words, split_words, word_set
from geodata.model import (
    Actor,
    ActorRole,
    DateMention,
    EventKind,
    EventPlace,
    Match,
    Modality,
    PlaceKind,
    PlaceRole,
    Precision,
    Sentence,
    Usage,
)

# A noun behind one of these is what a clause is about, not what it tells ...
_TOPIC = word_set(
    """
    about against for despite discuss discussed discussing discusses demanding regarding
    concerning how whether ending end halt stop cause risk commemorate remember remembering rules over charges
    charge counts count suspicion accused fear fears feared worried warn warned prior survived
    survive survives surviving monitor monitoring oversee overseeing supervise enforce enforcing
    """
)
# ... and behind one of these it happened, but the clause tells something else of it.
_OBLIQUE = _TOPIC | word_set(
    """
    following since investigate investigating investigation marking mark marks into because
    condemn condemned condemning condemns mourn addressed blamed cover covering covered response
    respond denounce denounced protesting reports reported
    """
)
_CONVICTED = word_set(
    "charged convicted guilty arrested indicted sentenced jailed wanted acquitted suspected accused"
)
_OFFENCE = word_set("with of for in")
_OF_WHAT = word_set(
    "anniversary victims charges charge counts count suspicion accused fear fears risk"
)
_ACCUSED = word_set("accused accuses accuse accusing blamed")
_PEACEFUL = ("exercise", "movement of forces", "humanitarian", "talks", "other", "delivery")
_CAUSES = word_set("after when as while")
_FRESH = word_set("another second separate third elsewhere separately other fresh")
_LONGEST_DATELINE = 12  # words
_POLICED = (EventKind.ARREST, EventKind.RIOT, EventKind.PROTEST)
_CAUGHT = word_set("suspect suspects man men woman women pair couple two three gunman driver")
_SANCTIONS = word_set("sanctions war force retaliation attack strike strikes action tariffs")
_SPEECH = word_set(
    """
    promised promises promise vowed vows vow warned warns warn threatened threatens pledged
    pledges demanded demands urged insisted insists argued argues stressed added hoped hopes
    """
)
_ASKING = frozenset(("urge", "call on", "call upon", "appeal to", "demand", "ask"))
_PRONOUNS = word_set("it its they their he she his her")
_TRADE = word_set("investors shareholders customers sales profit profits shares earnings")
_CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december
    """
)
_FRONTED = word_set(
    ", and while but yesterday today later day morning evening night week month year"
)
_AHEAD = (Modality.PLANNED, Modality.THREATENED)
_LONGEST_SUBJECT = 400  # words of a sentence that are looked through for who acts
_MANY = word_set("thousands hundreds dozens crowds crowd protesters demonstrators mourners")
_POINTING = word_set("the this that these those its their his her such")


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
    named = named_actors(words, matches, scene.roll)
    clauses = split_clauses(words, scene.lexicon, quoted)
    names = named_places(words, matches)
    drafts = _SentenceReader(
        sentence, words, clauses, hits, names, dates, named, company, scene, matches
    ).drafts()
    scene.standing.see(words, named, sentence.number)
    return drafts


def _is_dated(words: Words, hit: Hit, dates: Sequence[DateMention]) -> bool:
    """Whether a word stands inside a date: '18 March' is no march."""
    start, end = words.starts[hit.number], words.ends[hit.end - 1]
    return any(d.start <= start and end <= d.end for d in dates)


_SHOWING = word_set(
    """
    construed regarded interpreted described viewed
    """
)
_ISSUES = word_set(
    """
    issues issue questions topics topic matters points demands terms conditions problems subjects
    themes challenges obstacles options proposals
    """
)
_CONFIRMING = word_set(
    """
    confirmed confirms confirming condemned condemns condemning described describes mourned
    denounced acknowledged announced recounted
    """
)
_HAPPENING = word_set("took happened occurred erupted began started hit struck shook broke ended")


class _SentenceReader:
    """Everything about one sentence, so that its clauses can be read one by one."""

    def __init__(
        self,
        sentence: Sentence,
        words: Words,
        clauses: list[Clause],
        hits: list[Hit],
        names: list[Named],
        dates: Sequence[DateMention],
        named: list[NamedActor],
        company: Counter[str],
        scene: Scene,
        matches: Sequence[Match],
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.clauses = clauses
        self.names = names
        self.named = named
        self.company = company
        self.scene = scene
        placed = {name.match.start for name in names}
        self.lost = [m for m in matches if m.usage is Usage.PLACE and m.start not in placed]
        self.geographic = {m.start for m in matches} - {m.start for m in self.lost}
        self.said_by: list[Actor] = []
        self.all_dates = dates
        self.dates = dates_by_clause(words, clauses, dates)
        if any(self.dates[1:]) and self._is_dateline(0):
            self.dates[0] = []  # the day of writing
        self.hits = self._hits_by_clause(hits)
        self.chosen = [self._chosen(number) for number in range(len(clauses))]
        self.leaning = [self._leans_on(number) for number in range(len(clauses))]

    def drafts(self) -> list[Draft]:
        """The drafts, clause by clause."""
        found = []
        for number, chosen in enumerate(self.chosen):
            if chosen is not None:
                draft = self._draft(number, *chosen)
                if draft is not None:
                    found.append(draft)
        if self.sentence.number <= 1 and self._end_of_dateline():
            self._place_by_dateline(found)
        return found

    def _end_of_dateline(self) -> int:
        """The number of the dash behind 'KEENE, N.H. (AP) -'; 0 where there is none."""
        if not self.words.texts[0].isupper() or len(self.words.texts[0]) < 3:
            return 0
        opening = self.words.texts[:_LONGEST_DATELINE]
        return next((n for n, text in enumerate(opening) if text in ("-", "—", "–", "--")), 0)

    def _place_by_dateline(self, drafts: list[Draft]) -> None:
        """'SPRINGFIELD - A man was shot': a town that a first line without a place is dated in.

        Not a metropolis: agencies write there of what happened anywhere.
        """
        first = next((n for n in self.names if n.end <= self._end_of_dateline()), None)
        if first is None or first.place.kind is not PlaceKind.SETTLEMENT:
            return
        if first.place.population >= METROPOLIS or not self._is_told_there(first):
            return
        found = plain_place(first.match, first.place, PlaceRole.SITE)
        reason = "taken over from the dateline: the report names no other place for it"
        for draft in drafts:
            local = kinds.does_harm(draft.kind) or draft.kind in _POLICED
            bare = not draft.places and not draft.names_elsewhere and not draft.dated.is_only_said
            if bare and local and draft.modality in (Modality.HAPPENED, Modality.ONGOING):
                score = round(found.score * 0.7, 3)
                reasons = (reason, *found.reasons)
                draft.places = [replace(found, inherited=True, score=score, reasons=reasons)]

    def _hits_by_clause(self, hits: list[Hit]) -> list[list[Hit]]:
        found: list[list[Hit]] = [[] for _ in self.clauses]
        place = 0
        for hit in hits:
            while hit.number >= self.clauses[place].end:
                place += 1
            found[place].append(hit)
        return found

    def _chosen(self, number: int) -> tuple[Hit, EventKind | None] | None:
        """The trigger that says best what a clause tells."""
        if not self.hits[number]:
            return None
        clause = self.clauses[number]
        near = company_of(self.words, clause.start, clause.end)
        readings = []
        for hit in self.hits[number]:
            if is_fiction(self.words, hit):
                continue
            kind = kinds.kind_of(hit, self.words, near, self.company)
            if self._is_remembered(hit) and len(self.hits[number]) > 1:
                continue
            if self._is_oblique(hit, clause, _TOPIC) and not hit.is_consequence:
                continue
            if kind is not None or hit.is_consequence:
                readings.append((self._weight(hit, kind, clause), -hit.number, hit, kind))
        if not readings:
            return None
        _, _, hit, kind = max(readings, key=lambda r: r[:2])
        return hit, kind

    def _is_remembered(self, hit: Hit) -> bool:
        """'the anniversary of the earthquake': what is told is the day of memory."""
        before = self.words.lowers[max(0, hit.number - 6) : hit.number]
        return hit.is_noun and "anniversary" in before

    def _weight(self, hit: Hit, kind: EventKind | None, clause: Clause) -> int:
        if hit.is_consequence or kind is None:
            return hit.trigger.strength
        weight = 2 * (kinds.RANK[kind] + 3 * hit.trigger.strength) + (not hit.is_noun)
        if hit.trigger.lemma in _ASKING and "to" in self.words.lowers[hit.end : hit.end + 7]:
            weight += 16  # 'urged both sides to resume talks': what is asked for is none yet
        if hit.is_noun and self._uprooted_by(hit):
            return weight - 16  # 'families displaced by fighting': what is told is their flight
        return weight - 16 if hit.is_noun and self._is_oblique(hit, clause, _OBLIQUE) else weight

    def _uprooted_by(self, hit: Hit) -> bool:
        before = self.words.lowers[max(0, hit.number - 4) : hit.number]
        return "by" in before and bool({"displaced", "uprooted"}.intersection(before))

    def _is_oblique(self, hit: Hit, clause: Clause, about: frozenset[str]) -> bool:
        """'protested against the arrest', 'discussed the flood': not what the clause tells."""
        if not hit.is_noun:
            return False
        number = hit.number - 1
        while number >= clause.start and hit.number - number <= 5:
            word = self.words.lowers[number]
            if word in about:
                return True
            left = self.words.lowers[max(clause.start, number - 4) : number]
            if word in _OFFENCE and _CONVICTED.intersection(left):
                return True  # 'charged with assault', 'arrested in a shooting'
            if word in AUXILIARIES or word in (",", "and", "in", "of", "at", "on"):
                left = self.words.lowers[max(clause.start, number - 4) : number]
                accused = _ACCUSED.intersection(left) and hit.trigger.kind in _PEACEFUL
                what = self.words.lower(number - 1) in _OF_WHAT
                return word == "of" and bool(what or accused)
            number -= 1
        return False

    def _draft(self, number: int, hit: Hit, kind: EventKind | None) -> Draft | None:
        clause, words = self.clauses[number], self.words
        stance = stance_of(words, clause, hit, kind or EventKind.OTHER, self.clauses)
        if stance.modality is None or self._is_mere_reference(clause, hit):
            return None
        if self._is_spoken_of(number, hit) or self._is_an_issue(number, hit):
            return None
        if self._is_a_long_story(clause, hit, number):
            return None
        if stance.modality is Modality.THREATENED and self._is_spoken_threat(stance):
            kind = EventKind.THREAT
        donors = self._donors(number)
        places = places_in(
            words, clause, self.names, hit, kind or EventKind.ACCIDENT, self.scene.lexicon
        )
        for donor in donors:
            more = self._tells_more_of(donor)
            if self._is_dateline(donor) or (places and self._has_verb(donor) and not more):
                continue
            places += places_in(
                words,
                self.clauses[donor],
                self.names,
                hit,
                kind or EventKind.ACCIDENT,
                self.scene.lexicon,
            )
        strangers = self._strangers(clause)
        places += self._where_it_came_from(number, hit, kind) if not places else []
        places += self._where(number) if not places else []
        places = self._with_strangers(places, strangers, kind)
        leaning = [
            d
            for d in donors
            if self._tells_more_of(d) or not (self._has_verb(d) or self._is_dateline(d))
        ]
        dated = date_of(
            words,
            self.clauses,
            number,
            self.dates,
            leaning,
            hit.number,
            arrested=kind is EventKind.ARREST,
        )
        if stance.modality in _AHEAD and dated.is_only_said:
            dated = UNDATED
        if self._is_confirmed(clause, hit):
            dated = UNDATED  # the day is that of the saying
        if dated.mention is not None and self._runs_past_the_telling(dated, stance):
            rule = f"“{dated.mention.text}” counts from a day that is not known"
            dated = Dated(None, rule, dated.mention)
        if stance.modality is Modality.PLANNED and is_history(dated.date, self.scene.told):
            return None  # feared or planned long ago
        near = words.lowers[clause.start : clause.end] if kinds.does_harm(kind) else []
        when = None if dated.is_only_said else dated.date
        draft = Draft(
            kind=kind,
            hit=hit,
            sentence=self.sentence,
            words=words,
            clause=clause,
            first=clause.start,
            last=clause.end,
            modality=in_time(stance.modality, when, self.scene.told, near),
            places=finest(places, kind),
            dated=dated,
            verb=verb_of(words, clause, hit, self.scene.lexicon),
            is_definite=self._is_definite(hit),
            is_fresh=self._is_fresh(clause, hit),
            names_elsewhere=self._names_elsewhere(clause) or bool(strangers),
            strangers=frozenset(stranger.name for stranger in strangers),
            dates=self.all_dates,
        )
        self._fill(draft, number, donors, stance)
        if (
            hit.trigger.lemma == "attack"
            and kind is EventKind.ATTACK_ON_CIVILIANS
            and any(
                p.role is PlaceRole.TARGET and p.precision is Precision.COUNTRY
                for p in draft.places
            )
        ):
            draft.kind = EventKind.BATTLE  # one state attacks another
        return draft if self._stands(draft) else None

    def _where(self, number: int) -> list[EventPlace]:
        """'in Minsk, where police fired', 'the city' just named, 'Mogadishu: Shells landed'."""
        clause = self.clauses[number]
        before = [n for n in self.names if n.end <= clause.start]
        if not before:
            return []
        label = before[0]
        if label.first == 0 and self.words.lower(label.end) == ":" and self._is_told_there(label):
            return [plain_place(label.match, label.place, PlaceRole.SITE)]
        last = before[-1]
        if clause.word == "where" and clause.start - last.end <= 3:
            return [plain_place(last.match, last.place, PlaceRole.SITE)]
        if last.place.kind is PlaceKind.SETTLEMENT and self._points_back(clause):
            reason = "taken over from the words before: “the city” points back to it"
            found = plain_place(last.match, last.place, PlaceRole.SITE)
            return [replace(found, inherited=True, reasons=(reason, *found.reasons))]
        return []

    def _where_it_came_from(
        self, number: int, hit: Hit, kind: EventKind | None
    ) -> list[EventPlace]:
        """'died when a bus fell into a gorge in X', 'a landslide that struck X': the clause behind.

        Only where that clause tells no event of its own.
        """
        behind = number + 1
        if behind >= len(self.clauses) or self.chosen[behind] is not None:
            return []
        clause = self.clauses[behind]
        cause = hit.is_consequence and clause.link is Link.TIME and clause.word in _CAUSES
        told_of = (
            (hit.is_consequence or clause.start - hit.end <= 1)
            and clause.link is Link.RELATIVE
            and bool(STRIKING.intersection(self.words.lowers[clause.start : clause.start + 3]))
        )
        if not cause and not told_of:
            return []
        found = kind or EventKind.ACCIDENT
        places = places_in(self.words, clause, self.names, hit, found, self.scene.lexicon)
        return self._with_strangers(places, self._strangers(clause), kind)

    def _is_told_there(self, label: Named) -> bool:
        """Whether a sentence names no other place than that of its label or dateline."""
        others = (n.place for n in self.names if n.first >= label.end)
        known = self.geographic | self._actors_named()
        begin = max(label.end, self._end_of_dateline())
        lost = any(m.start >= self.words.starts[begin] for m in self.lost)
        return (
            not lost
            and all(o.id == label.place.id or contains(o, label.place) for o in others)
            and not any(strangers_in(self.words, begin, len(self.words), known, self.all_dates))
        )

    def _names_elsewhere(self, clause: Clause) -> bool:
        """Whether a clause names a place that could not be placed."""
        words = self.words
        return any(
            words.starts[clause.start] <= m.start < words.ends[clause.end - 1] for m in self.lost
        )

    def _strangers(self, clause: Clause) -> list[Stranger]:
        """The names in a clause used as places that nobody knows."""
        known = self.geographic | self._actors_named()
        return list(strangers_in(self.words, clause.start, clause.end, known, self.all_dates))

    def _actors_named(self) -> set[int]:
        """Where names of persons and groups begin; 'Co Louth' is a county, no company."""
        words = self.words
        return {
            words.starts[actor.first]
            for actor in self.named
            if words.lowers[actor.first] not in ("co", "county")
        }

    def _persons(self) -> set[int]:
        return {self.words.starts[actor.first] for actor in self.named if actor.is_person}

    def _with_strangers(
        self, places: list[EventPlace], strangers: list[Stranger], kind: EventKind | None
    ) -> list[EventPlace]:
        """The places with 'somewhere in X' for a village that the gazetteer lacks."""
        if kind is EventKind.STATEMENT:
            return places
        inside = [
            place
            for stranger in strangers
            if (place := somewhere_in(self.words, stranger, self.names, self._persons()))
        ]
        wide = {place.place.id for place in inside}
        return places if any(p.place.id not in wide for p in places) else inside or places

    def _points_back(self, clause: Clause) -> bool:
        inside = self.words.lowers[clause.start : clause.end]
        return any(
            word in ("city", "town", "village", "capital")
            and "the" in inside[max(0, n - 2) : n]
            and inside[n + 1 : n + 2] != ["of"]
            for n, word in enumerate(inside)
        )

    def _runs_past_the_telling(self, dated: Dated, stance: Stance) -> bool:
        """'Peacekeepers came two days later': a day counted from another that lies ahead."""
        told, mention = self.scene.told, dated.mention
        if told is None or mention is None or mention.stated or stance.modality in _AHEAD:
            return False
        day = dated.date.first_day if dated.date is not None else None
        counted = mention.text.lower().endswith(("later", "after", "afterwards"))
        return counted and day is not None and day > told

    def _is_spoken_threat(self, stance: Stance) -> bool:
        """'a threat to bomb', 'threatened to attack': the threat is what happened."""
        return any(self.words.lowers[n].startswith("threat") for n in stance.cues)

    def _fill(self, draft: Draft, number: int, donors: list[int], stance: Stance) -> None:
        words, hit, clause = self.words, draft.hit, draft.clause
        draft.triggers = [
            (words.starts[h.number], words.ends[h.end - 1]) for h in self.hits[number]
        ]
        draft.cues = [(words.starts[n], words.ends[n]) for n in stance.cues]
        kind = draft.kind or EventKind.OTHER
        draft.actors = self._actors(draft, kind)
        if clause.link is Link.COORDINATE and not self._has_subject(draft):
            subject = self._subject_before(number, hit)
            if kind is EventKind.STATEMENT:
                subject = subject or self.said_by
                subject = [replace(actor, role=ActorRole.SAYS) for actor in subject]
            draft.actors = subject + draft.actors
            named = subject[0].name if subject else ""
            draft.subject = self._words_of_subject(number, hit) or named
        if clause.link is Link.PARTICIPLE:
            draft.subject = self._words_of_subject(number, hit)
        if clause.link is Link.PARTICIPLE and number and self.chosen[number - 1] is None:
            above = self.clauses[number - 1]  # 'farmers drove to Berlin, blocking the road'
            draft.first = above.start
            draft.actors = (
                actors_of(words, above, hit, kind, self.named, self.scene.lexicon) + draft.actors
            )
        if kind is EventKind.STATEMENT and not self._has_subject(draft):
            self.said_by = self._unknown_speaker(clause, hit)
            draft.actors = self.said_by + draft.actors
        draft.counts = counts_in(words, clause.start, clause.end, self.all_dates)
        draft.speaker = self._speaker(number, draft)
        if draft.speaker is not None and all(a.start != draft.speaker.start for a in draft.actors):
            draft.actors.append(draft.speaker)
        for donor in donors:
            if self._is_dateline(donor) or (
                self._has_verb(donor) and not self._tells_more_of(donor)
            ):
                continue
            draft.counts += counts_in(
                words, self.clauses[donor].start, self.clauses[donor].end, self.all_dates
            )
            # fronted words and short trailing ones are part of what tells the event
            draft.first = min(draft.first, self.clauses[donor].start)
            draft.last = max(draft.last, self.clauses[donor].end)
        if kind in (EventKind.STATEMENT, EventKind.THREAT):
            draft.last = max(draft.last, self._end_of_speech(number))
        if clause.link is Link.RELATIVE:
            draft.subject = self._antecedent(clause)
        draft.title_from = self._title_from(number, hit)
        if draft.first < clause.start:
            draft.subject = ""  # the passage names it already

    def _actors(self, draft: Draft, kind: EventKind) -> list[Actor]:
        """Who is named in the clause, or meant by its pronoun, with their parts."""
        meant = self.scene.standing.actor_for(
            self.words, draft.clause, draft.verb, self.named, self.sentence.number
        )
        named = [meant, *self.named] if meant is not None else self.named
        found = actors_of(self.words, draft.clause, draft.hit, kind, named, self.scene.lexicon)
        if draft.modality is Modality.DENIED:
            found = [self._denies(actor, draft) for actor in found]
        return found

    def _denies(self, actor: Actor, draft: Draft) -> Actor:
        """'the force denied shelling': who denies a deed is not told to have done it."""
        if not draft.cues or actor.end > draft.cues[0][0] or actor.role is not ActorRole.DOES:
            return actor
        return replace(actor, role=ActorRole.SAYS)

    def _end_of_speech(self, number: int) -> int:
        """'vowed that an attack would be met with force': what is said belongs to the saying."""
        after = number + 1
        while after < len(self.clauses) and self.clauses[after].link is Link.COMPLEMENT:
            after += 1
        return self.clauses[after - 1].end

    def _is_spoken_of(self, number: int, hit: Hit) -> bool:
        """'promised that the attack would not go unanswered': the attack is only spoken of."""
        clause = self.clauses[number]
        if clause.link is not Link.COMPLEMENT or not hit.is_noun or number == 0:
            return False
        above = self.clauses[number - 1]
        said = _SPEECH.intersection(self.words.lowers[max(above.start, above.end - 4) : above.end])
        ahead = self.words.lowers[hit.end : min(hit.end + 9, clause.end)]
        lies_ahead = {"would", "will", "could", "must", "should"}.intersection(ahead)
        return bool(said and (self._is_definite(hit) or lies_ahead))

    def _is_an_issue(self, number: int, hit: Hit) -> bool:
        """'issues such as borders and the withdrawal of troops': what is talked about."""
        clause = self.clauses[number]
        if clause.link is not Link.INCLUDING or not hit.is_noun or number == 0:
            return False
        above = self.clauses[number - 1]
        return bool(_ISSUES.intersection(self.words.lowers[above.start : above.end]))

    def _is_a_long_story(self, clause: Clause, hit: Hit, number: int) -> bool:
        """'the group, which had been fighting a rival, ...': the background of somebody."""
        before = self.words.lowers[max(clause.start, hit.number - 3) : hit.number]
        told = clause.link is Link.RELATIVE and hit.trigger.form == "ing"
        return told and before[-2:] == ["had", "been"] and not self.dates[number]

    def _is_confirmed(self, clause: Clause, hit: Hit) -> bool:
        """'confirmed the attack on Saturday', 'condemned the killing on Friday'."""
        if not (hit.is_noun and self._is_definite(hit)):
            return False
        before = self.words.lowers[max(clause.start, hit.number - 5) : hit.number]
        return bool(_CONFIRMING.intersection(before))

    def _has_subject(self, draft: Draft) -> bool:
        before = self.words.starts[draft.hit.number]
        return any(actor.end <= before for actor in draft.actors)

    def _subject_before(self, number: int, hit: Hit) -> list[Actor]:
        """'Police fired and arrested 20': who acts in a clause that names no subject."""
        clause = self.clauses[number]
        if hit.is_noun or hit.number - clause.start > 2 or number == 0:
            return []
        above = number - 1
        while above > 0 and self.clauses[above].link is Link.RELATIVE:
            above -= 1
        told = self.chosen[above]
        verb = told[0].number if told else self.clauses[above].end
        before = self.words.starts[verb] if verb < len(self.words) else self.words.ends[-1]
        passive = self.words.lower(hit.number - 1) in ("was", "were", "been", "being")
        found = [
            Actor(
                a.name,
                ActorRole.UNDERGOES if passive else ActorRole.DOES,
                self.words.starts[a.first],
                self.words.ends[a.end - 1],
                a.title,
            )
            for a in self.named
            if self.clauses[above].start <= a.first < verb
        ]
        return [actor for actor in found if actor.end <= before][:1]

    def _unknown_speaker(self, clause: Clause, hit: Hit) -> list[Actor]:
        """'Akar promised': one to three capitalised words in front of the verb of saying."""
        words = self.words
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

    def _antecedent(self, clause: Clause) -> str:
        """'workers who had blocked a highway': the words in front of 'who'."""
        if clause.word not in ("who", "which", "that") or clause.start == 0:
            return ""
        words, last = self.words, clause.start - 1
        while last > 0 and words.lowers[last] == ",":
            last -= 1
        first = last
        stops = DETERMINERS | PREPOSITIONS | AUXILIARIES | self.scene.lexicon.past
        while first > 0 and last - first < 3:
            word = words.lowers[first - 1]
            if word in stops or not word[:1].isalpha():
                break
            first -= 1
        return " ".join(words.texts[first : last + 1])

    def _title_from(self, number: int, hit: Hit) -> int | None:
        """The clause above where this one makes no headline: 'declared | a curfew', 'said | it'."""
        clause = self.clauses[number]
        if clause.link is not Link.COMPLEMENT or number == 0 or clause.quoted:
            return None
        start = clause.start + (self.words.lowers[clause.start] == "that")
        bare = hit.is_noun and not clause.word and hit.number - clause.start <= 3
        no_name = self.words.lower(start) in _PRONOUNS
        return self.clauses[number - 1].start if bare or no_name else None

    def _words_of_subject(self, number: int, hit: Hit) -> str:
        """'Storm Arwen tore roofs off and left homes dark': the words before the first verb."""
        behind = self.words.lower(hit.end)
        if hit.is_noun and (behind in AUXILIARIES or behind in self.scene.lexicon.past):
            return ""  # "and nine bodies were recovered": the noun is the subject
        if (
            hit.number - self.clauses[number].start > 2
            and self.words.lower(self.clauses[number].start + 1) not in self.scene.lexicon.past
        ):
            return ""
        above = number - 1
        while above > 0 and self.clauses[above].link not in (Link.MAIN, Link.TIME):
            above -= 1
        clause = self.clauses[above]
        past = self.scene.lexicon.past
        stop = next(
            (
                n
                for n in range(clause.start + 1, min(clause.end, clause.start + 8))
                if self.words.lowers[n] in past or self.words.lowers[n] in AUXILIARIES
            ),
            None,
        )
        inside = self.words.lowers[clause.start : stop]
        if (
            stop is None
            or "," in inside
            or inside[:1] == [clause.word]
            or inside[0] in PREPOSITIONS
        ):
            return ""
        return " ".join(self.words.texts[clause.start : stop]).replace(" 's", "'s")

    def _speaker(self, number: int, draft: Draft) -> Actor | None:
        denies = [a for a in draft.actors if a.role is ActorRole.SAYS]
        if draft.modality is Modality.DENIED and denies:
            return denies[0]
        if draft.kind in (EventKind.STATEMENT, EventKind.THREAT):
            says = [a for a in draft.actors if a.end <= self.words.starts[draft.hit.number]]
            return says[-1] if says else None
        order = [number - 1, *range(len(self.clauses))]
        for other in order:
            if 0 <= other < len(self.clauses) and other != number and self._attributes(other):
                found = speaker_in(self.words, self.clauses[other], self.named)
                if found is not None:
                    return found
        return None

    def _has_verb(self, number: int) -> bool:
        """Whether a clause has a finite verb, and so tells something of its own."""
        clause = self.clauses[number]
        inside = self.words.lowers[clause.start : clause.end]
        return any(word in AUXILIARIES or word in self.scene.lexicon.past for word in inside)

    def _is_dateline(self, number: int) -> bool:
        """'JAKARTA, Jan 2 (AP) —': where and when the report was written."""
        clause = self.clauses[number]
        end = self.words.lower(clause.end - 1)
        first = self.words.texts[clause.start]
        return (
            number == 0
            and end in ("-", "—", "–", "--", ":")
            and first.isupper()
            and (clause.end - clause.start <= 16)
        )

    def _attributes(self, number: int) -> bool:
        """Whether a clause says who speaks."""
        clause = self.clauses[number]
        if clause.link is Link.ATTRIBUTION:
            return True
        following = self.clauses[number + 1] if number + 1 < len(self.clauses) else None
        if following is None or following.link is not Link.COMPLEMENT or self.hits[number]:
            return False
        return bool(
            self.scene.lexicon.saying.intersection(self.words.lowers[clause.start : clause.end])
        )

    def _donors(self, number: int) -> list[int]:
        """Clauses without an event of their own whose places and dates belong to this one."""
        return [other for other, leans_on in enumerate(self.leaning) if leans_on == number]

    def _leans_on(self, other: int) -> int | None:
        clause = self.clauses[other]
        if self.chosen[other] is not None or clause.quoted or self._attributes(other):
            return None
        if self._tells_more_of(other):
            return other - 1
        if clause.link in (Link.RELATIVE, Link.COMPLEMENT, Link.CONDITION, Link.REASON):
            return None
        if clause.link is Link.TIME and clause.word in ("after", "before", "until", "as"):
            return None
        told = [n for n, c in enumerate(self.chosen) if c is not None]
        before = [n for n in told if n < other]
        after = [n for n in told if n > other]
        if clause.link in (Link.PARTICIPLE, Link.INCLUDING) or (clause.word and before):
            return before[-1] if before and before[-1] == other - 1 else None
        if after and after[0] == other + 1:
            return after[0]
        if not before and after:
            return after[0]
        return before[-1] if before and before[-1] == other - 1 else None

    def _tells_more_of(self, other: int) -> bool:
        """'a stabbing that took place at a hostel on Tuesday': where and when it was."""
        clause = self.clauses[other]
        told = self.chosen[other - 1] if other else None
        if clause.link is not Link.RELATIVE or told is None or not told[0].is_noun:
            return False
        opens = clause.word in ("that", "which")
        happens = _HAPPENING.intersection(self.words.lowers[clause.start + 1 : clause.start + 4])
        return opens and bool(happens) and clause.start - told[0].end <= 1

    def _is_definite(self, hit: Hit) -> bool:
        if not hit.is_noun:
            return hit.trigger.sub_kind == "arrest" and self._catches_the_suspect(hit)
        for number in range(hit.number - 1, max(hit.number - 5, -1), -1):
            word = self.words.lowers[number]
            if word in _POINTING:
                return True
            if word in DETERMINERS or not word.isalpha():
                return False
        return False

    def _catches_the_suspect(self, hit: Hit) -> bool:
        """'arrested the two men', 'the suspect was arrested': persons spoken of before."""
        ahead = self.words.lowers[hit.end : hit.end + 3]
        if ahead[:1] in (["the"], ["both"], ["them"], ["him"], ["her"]):
            return ahead[0] not in ("the", "both") or bool(_CAUGHT.intersection(ahead))
        before = self.words.lowers[max(0, hit.number - 5) : hit.number]
        passive = {"was", "were"}.intersection(before[-2:])
        return bool(passive and _CAUGHT.intersection(before) and {"the", "both"} & set(before))

    def _is_fresh(self, clause: Clause, hit: Hit) -> bool:
        if hit.is_consequence:
            return False  # 'treatment of a punctured lung and other injuries'
        near = self.words.lowers[max(clause.start, hit.number - 4) : hit.number + 1]
        return bool(_FRESH.intersection(near)) or self.words.lower(clause.start) in (
            "elsewhere",
            "meanwhile",
            "separately",
        )

    def _is_mere_reference(self, clause: Clause, hit: Hit) -> bool:
        """'before the exercises in X', 'this attack shows': points at an event, tells none."""
        words = self.words
        inside = words.lowers[clause.start : clause.end]
        if (
            hit.is_noun
            and inside[:1] in (["it"], ["this"], ["that"])
            and inside[1:2]
            in (
                ["was"],
                ["is"],
                ["'s"],
            )
        ):
            return True
        has_verb = any(w in AUXILIARIES or w in self.scene.lexicon.past for w in inside)
        if clause.word in ("before", "until") and not has_verb:
            return True
        if clause.quoted and (hit.is_noun or not has_verb):
            return True
        if hit.is_noun and clause.link is Link.RELATIVE and self._is_definite(hit):
            return True  # 'the desk at which the armistice was signed'
        construed = _SHOWING
        if construed.intersection(inside) and "as" in inside:
            return True
        return bool(
            hit.is_noun
            and self._is_definite(hit)
            and words.lower(hit.end)
            in (
                "shows",
                "showed",
                "suggests",
                "proves",
                "demonstrates",
                "highlights",
                "underlines",
                "underscores",
                "shown",
                "means",
            )
        )

    def _is_a_statement(self, draft: Draft) -> bool:
        """Whether somebody is named who makes it, in words that are not quoted themselves."""
        before = self.words.lower(draft.hit.number - 1)
        spoken = before in ("i", "we", "you", "the", "a", "whether", "of")
        if not draft.hit.is_noun and not self._is_said_by_somebody(draft):
            return False
        return (
            (draft.hit.trigger.strength >= 2 or bool(draft.places))
            and bool(draft.actors)
            and draft.clause.link is not Link.RELATIVE
            and not (draft.clause.quoted or spoken)
        )

    def _tells_by_itself(self, draft: Draft) -> bool:
        trigger = draft.hit.trigger
        died = trigger.sub_kind == "death of a person" and trigger.strength >= 2
        return died or (trigger.lemma == "gather" and self._is_a_crowd(draft))

    def _is_a_crowd(self, draft: Draft) -> bool:
        """'Thousands gathered outside the city hall': many, at a spot, in a main clause."""
        clause, hit = draft.clause, draft.hit
        many = _MANY.intersection(self.words.lowers[clause.start : hit.number])
        spot = self.words.lower(hit.end) in ("outside", "in", "at", "near", "on", "around")
        return bool(many) and spot and clause.link in (Link.MAIN, Link.COORDINATE)

    def _stands(self, draft: Draft) -> bool:
        """Whether the words are strong enough to tell an event of their own."""
        clause = draft.clause
        if clause.quoted and not (draft.places or draft.counts):
            return False
        if draft.only_consequence:
            return bool(
                draft.counts
                or draft.places
                or draft.dated.is_known
                or any(a.role is ActorRole.UNDERGOES for a in draft.actors)
                or not draft.hit.is_noun
            )
        strength = draft.hit.trigger.strength
        if self._tells_by_itself(draft):
            return True
        support = bool(draft.places) + draft.dated.is_known + bool(draft.counts)
        somebody = any(a.role is not ActorRole.SAYS for a in draft.actors)
        named = any(a.title or a.name[:1].isupper() for a in draft.actors)
        if draft.kind is EventKind.STATEMENT:
            return self._is_a_statement(draft)
        if draft.kind is EventKind.THREAT and not draft.hit.is_noun:
            ahead = self.words.lowers[draft.hit.end : draft.hit.end + 7]
            serious = bool(_SANCTIONS.intersection(ahead)) or "to" in ahead[:5]
            return bool(draft.places) or serious or draft.hit.trigger.kind != "threat"
        if draft.kind is EventKind.THREAT:
            return strength >= 2 or self._threatens_to_do(draft.hit)
        if draft.modality is Modality.THREATENED or draft.modality is Modality.DENIED:
            return bool(support or draft.actors or draft.speaker)
        happens = self._happens(clause, draft.hit)
        if draft.hit.is_noun:
            if strength == 1:
                return support >= 2 or (bool(support) and happens)
            told = happens or (draft.hit.trigger.form == "fixed" and somebody)
            return bool(support) or (told and strength >= 2)
        decided = draft.hit.trigger.lemma in DECIDERS  # its company was looked at
        if (strength == 2 or decided) and self._is_undergone(clause, draft.hit):
            return True
        if strength == 1:
            subject = named or draft.kind in (EventKind.TALKS, EventKind.MOVEMENT)
            return bool(support or (subject and somebody)) and (
                clause.link is not Link.RELATIVE or support > 1
            )
        return bool(support or somebody or strength == 3)

    def _threatens_to_do(self, hit: Hit) -> bool:
        """'a threat to bomb the port', not 'a threat to the public'."""
        ahead = self.words.lowers[hit.end : hit.end + 2]
        deeds = self.scene.lexicon.triggers.get(ahead[1], ()) if ahead[:1] == ["to"] else ()
        return any(deed.form == "base" for deed in deeds) or ahead[1:] in (["use"], ["close"])

    def _is_undergone(self, clause: Clause, hit: Hit) -> bool:
        """'Nearby villages were evacuated': a passive with its subject, in a main clause."""
        passive = self.words.lower(hit.number - 1) in ("was", "were")
        main = clause.link in (Link.MAIN, Link.COORDINATE) and not clause.quoted
        return passive and main and hit.number - clause.start >= 2

    def _is_said_by_somebody(self, draft: Draft) -> bool:
        """Whether a speaker stands in front: not 'a man accused of theft', 'was warned'."""
        hit, words = draft.hit, self.words
        before = words.lowers[max(0, hit.number - 3) : hit.number]
        passive = {"was", "were", "been", "being", "is", "are"}.intersection(before)
        aside = words.lower(hit.end) in ("of", "by") and hit.trigger.lemma in ("accuse", "blame")
        long_ago = "had" in before  # 'had warned for years': told as background
        said = [a for a in draft.actors if a.role is ActorRole.SAYS]
        states = any(a.start in self.geographic for a in said)
        speakers = [] if states else [a.name for a in said]
        common = bool(speakers) and all(n.endswith("s") and " " not in n for n in speakers)
        if common and not (draft.dated.is_known or draft.places or passive):
            says = any(name.lower() not in words.lowers[:1] for name in speakers)  # 'Doctors urged'
        else:
            says = bool(said)
        if _TRADE.intersection(words.lowers):
            return False
        return says and not passive and not aside and not long_ago

    def _happens(self, clause: Clause, hit: Hit) -> bool:
        found = self.words.lowers[clause.start : clause.end]
        return bool(self.scene.lexicon.happening.intersection(found)) or any(
            f"{a} {b}" in self.scene.lexicon.happening for a, b in pairwise(found)
        )
