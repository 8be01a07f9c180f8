"""Drafts that tell one event made one, and completed from what stands before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geodata.events.clauses import Link
from geodata.events.containment import contains, finest
from geodata.events.drafts import Draft
from geodata.events.kinds import does_harm
from geodata.events.settings import is_heading
from geodata.events.timing import carried
from geodata.events.words import word_set
from geodata.model import ActorRole, EventKind, EventPlace, Family, Modality, PlaceRole, Precision
from geodata.partial_date import Bound, DatePrecision

_COMPANIONS = {
    # what a following clause without a place of its own adds to, rather than being an event
    EventKind.MOVEMENT: {EventKind.DELIVERY, EventKind.MOVEMENT},
    EventKind.DELIVERY: {EventKind.MOVEMENT},
    EventKind.EXERCISE: {EventKind.MOVEMENT, EventKind.EXERCISE},
    EventKind.TALKS: {EventKind.TALKS, EventKind.MOVEMENT},
    EventKind.AGREEMENT: {EventKind.TALKS, EventKind.AGREEMENT},
    EventKind.DISASTER: {EventKind.ACCIDENT, EventKind.HUMANITARIAN},
    EventKind.ACCIDENT: {EventKind.HUMANITARIAN, EventKind.DISASTER},
    EventKind.STRIKE: {EventKind.BATTLE, EventKind.ACCIDENT, EventKind.ATTACK_ON_CIVILIANS},
    EventKind.ATTACK_ON_CIVILIANS: {EventKind.BATTLE, EventKind.STRIKE},
    EventKind.BATTLE: {EventKind.ATTACK_ON_CIVILIANS, EventKind.STRIKE, EventKind.MOVEMENT},
    EventKind.RIOT: {EventKind.PROTEST},
}
# What may be taken to have happened where the event told before it happened.
_GOES_ON_AS = {
    EventKind.BATTLE: {
        EventKind.BATTLE,
        EventKind.STRIKE,
        EventKind.ATTACK_ON_CIVILIANS,
        EventKind.HUMANITARIAN,
        EventKind.ARREST,
    },
    EventKind.STRIKE: {
        EventKind.BATTLE,
        EventKind.STRIKE,
        EventKind.ATTACK_ON_CIVILIANS,
        EventKind.HUMANITARIAN,
        EventKind.ACCIDENT,
    },
    EventKind.ATTACK_ON_CIVILIANS: {
        EventKind.ATTACK_ON_CIVILIANS,
        EventKind.ARREST,
        EventKind.BATTLE,
        EventKind.HUMANITARIAN,
        EventKind.STRIKE,
    },
    EventKind.PROTEST: {
        EventKind.PROTEST,
        EventKind.RIOT,
        EventKind.ARREST,
        EventKind.ATTACK_ON_CIVILIANS,
    },
    EventKind.RIOT: {
        EventKind.RIOT,
        EventKind.ARREST,
        EventKind.PROTEST,
        EventKind.ATTACK_ON_CIVILIANS,
    },
    EventKind.DISASTER: {EventKind.DISASTER, EventKind.HUMANITARIAN, EventKind.ACCIDENT},
    EventKind.ACCIDENT: {EventKind.ACCIDENT, EventKind.HUMANITARIAN, EventKind.ARREST},
    EventKind.EXERCISE: {EventKind.EXERCISE},
    EventKind.TALKS: {EventKind.AGREEMENT},
    EventKind.HUMANITARIAN: {EventKind.HUMANITARIAN},
}
_ON_THE_SPOT = frozenset(_GOES_ON_AS) - {EventKind.TALKS} | {EventKind.ARREST, EventKind.AGREEMENT}
_LOCAL_WORDS = word_set(
    """
    there scene city town village capital area region province district nearby downtown community
    communities municipality neighbourhood neighborhood settlement hamlet locality villagers
    """
)
# Kinds whose sub-kinds are different deeds: a sentence in court is not a round-up.
_MIXED = frozenset((EventKind.ARREST, EventKind.OTHER, EventKind.HUMANITARIAN))
_SURE = frozenset((Modality.HAPPENED, Modality.ONGOING, Modality.CLAIMED, Modality.PRESUMED))


def join_sentence(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one sentence, those of one event made one."""
    kept: list[Draft] = []
    for draft in drafts:
        host = next((k for k in reversed(kept) if _belongs(draft, k)), None)
        if host is None:
            parts = [k for k in kept if _belongs(k, draft)]
            if parts:  # the later clause says what it was: 'died when a bus overturned'
                kept[kept.index(parts[-1])] = draft
                for part in reversed(parts):
                    _take(draft, part)
                kept = [k for k in kept if all(k is not part for part in parts)]
                continue
            kept.append(draft)
        else:
            _take(host, draft)
    return kept


def _take(host: Draft, other: Draft) -> None:
    """Absorbs a draft of the same sentence, with the better date of the two."""
    better = (
        other.dated.mention is not None
        and (
            not host.dated.is_known
            or "same sentence" in host.dated.rule
            or "come before" in host.dated.rule
        )
        and "same sentence" not in other.dated.rule
        and "come after" not in other.dated.rule
    )
    dated = other.dated if better else host.dated
    if host.modality is not other.modality and other.only_consequence is False:
        other.cues = []
    adds = other.only_consequence or other.kind is EventKind.DISASTER
    felt_at = other.places if adds and other.link is Link.PARTICIPLE else []
    host.absorb(other)
    host.dated = dated
    host.places = finest(host.places + felt_at, host.kind)


def _belongs(part: Draft, whole: Draft) -> bool:
    """Whether a clause of the same sentence only adds to the event of another."""
    if (
        whole.kind is None
        or _at_other_strangers(part, whole)
        or part.is_fresh
        or (whole.is_fresh and whole.kind is part.kind and not _follows_from(part, whole))
        or _have_other_names(part, whole)
        or (part.link is Link.COORDINATE and part.names_elsewhere and not part.only_consequence)
        or (whole.clause.word == "before" and whole.clause.start > part.clause.start)
        or (whole.only_consequence and not part.only_consequence)
    ):
        return False
    elsewhere = part.places and whole.places and not part.site_ids & whole.site_ids
    its_own = part.link is Link.PARTICIPLE or _inside(part, whole)
    widens = part.kind is whole.kind is EventKind.DISASTER and part.link is Link.PARTICIPLE
    if elsewhere and not (widens or (part.only_consequence and its_own)):
        return False
    if _dates_differ(part, whole):
        return False
    if part.only_consequence:
        harms = does_harm(whole.kind) or part.kind is whole.kind
        return harms and not _lies_ahead(whole, part)
    if part.kind is whole.kind and part.kind is not EventKind.STATEMENT:
        return not (part.kind in _MIXED and (part.link is Link.MAIN or _are_others(part, whole)))
    if part.kind is None or part.places:
        return False
    if part.kind is EventKind.HUMANITARIAN and part.link is Link.MAIN and whole.link is Link.TIME:
        return False  # 'hundreds were taken off as fires raged': the main clause tells its own
    if part.kind is EventKind.THREAT or part.modality not in _SURE | {Modality.PLANNED}:
        return False
    if part.kind is EventKind.STATEMENT:
        lemma = part.hit.trigger.lemma
        calls = part.link is Link.COORDINATE and lemma in ("call for", "call on", "urge")
        joint = whole.kind is EventKind.TALKS and calls  # 'met and called for calm'
        return part.link is Link.PARTICIPLE or joint
    if part.kind is EventKind.HUMANITARIAN and part.link is Link.PARTICIPLE:
        return does_harm(whole.kind) and whole.kind is not EventKind.BATTLE
    companions = _COMPANIONS.get(whole.kind, set())
    if part.kind in companions:
        return part.hit.trigger.strength < 3 or part.link in (Link.PARTICIPLE, Link.RELATIVE)
    return False


def _lies_ahead(whole: Draft, part: Draft) -> bool:
    """'killed two men who had been preparing to attack': the deed they planned killed nobody."""
    ahead = whole.modality in (Modality.PLANNED, Modality.THREATENED)
    return ahead and whole.link is Link.RELATIVE and part.modality in _SURE


def _dates_differ(a: Draft, b: Draft) -> bool:
    first, second = a.dated.date, b.dated.date
    if first is None or second is None or a.dated.mention is b.dated.mention:
        return False
    if first.last_day is None or second.last_day is None:
        return first.year_month_day != second.year_month_day
    if first.first_day is None or second.first_day is None:
        return False
    return first.first_day > second.last_day or second.first_day > first.last_day


def join_report(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a report in order, later mentions folded into the event they retell."""
    kept: list[Draft] = []
    setting: Draft | None = None
    heading: Draft | None = None
    for draft in drafts:
        if draft.is_heading:
            heading = draft
            continue
        if draft.is_setting:
            setting = draft
            continue
        if _sums_up_years(draft):
            continue
        told_before = _told_before(draft, kept)
        if told_before is not None:
            if _is_headline(told_before) or (
                _is_bare_first_line(told_before) and (draft.places or draft.dated.is_known)
            ):
                kept[kept.index(told_before)] = draft
                draft.absorb(told_before)
            else:
                if _counts_the_dead(draft):
                    _supersede(told_before, draft)
                told_before.absorb(draft)
            continue
        _name_kind(draft, kept)
        if draft.kind is None:
            died = draft.hit.trigger.lemma == "die" and draft.dated.is_known
            if draft.places or draft.counts or died:
                draft.kind = EventKind.OTHER
            else:
                continue
        if setting is not None and draft.sentence.number == setting.sentence.number + 1:
            _set_in(draft, setting)
        _inherit(draft, kept, heading)
        kept.append(draft)
        if is_heading(draft.sentence):
            heading = draft  # tells an event and begins anew
    return _without_lead(kept)


def _sums_up_years(draft: Draft) -> bool:
    """'Since 2015 more than 26,000 people have been killed': the sum of many events is none."""
    day = draft.dated.date
    since = day is not None and day.bound is Bound.SINCE and day.precision is DatePrecision.YEAR
    opens = draft.words.lower(0) == "since"
    return draft.only_consequence and since and opens and not draft.places


def _name_kind(draft: Draft, kept: Sequence[Draft]) -> None:
    """Gives harm the kind of what stands before, 'the closing ceremony' that of what it closes."""
    before = kept[-1] if kept else None
    if draft.kind is None and before is not None and does_harm(before.kind):
        close = draft.sentence.number - before.sentence.number <= 1
        draft.kind = before.kind if close else None
    if (
        draft.kind is EventKind.ACCIDENT
        and before is not None
        and draft.hit.trigger.lemma in _FALLS
    ):
        close = draft.sentence.number - before.sentence.number <= 1
        draft.kind = EventKind.DISASTER if close and _is_quake(before) else draft.kind
    if draft.hit.trigger.lemma != "ceremony" or not draft.is_definite:
        return
    near = draft.words.lowers[max(0, draft.hit.number - 2) : draft.hit.number]
    if {"closing", "opening"}.intersection(near) and kept:
        last = next((k for k in reversed(kept) if k.kind is not EventKind.STATEMENT), None)
        if last is not None and draft.sentence.number - last.sentence.number <= 3:
            draft.kind = last.kind


_FALLS = word_set("collapse crumble")


def _is_quake(draft: Draft) -> bool:
    return draft.kind is EventKind.DISASTER and draft.hit.trigger.sub_kind.startswith("earthquake")


def _told_before(draft: Draft, kept: Sequence[Draft]) -> Draft | None:
    """The event of an earlier sentence that a draft retells or adds to."""
    if draft.is_fresh:
        return None
    for earlier in reversed(kept[-12:]):
        if earlier.sentence.start == draft.sentence.start:
            continue
        if _retells(draft, earlier):
            return earlier
    bare = _counts_the_dead(draft) and not draft.places
    if bare and kept and kept[-1].kind is EventKind.HUMANITARIAN:
        return kept[-1] if draft.sentence.number - kept[-1].sentence.number <= 2 else None
    return _only_one_like_it(draft, kept)


# A report of a crime or a mishap comes back to its one event until it ends.
_ONE_STORY = frozenset(
    (EventKind.ATTACK_ON_CIVILIANS, EventKind.ACCIDENT, EventKind.ARREST, EventKind.DISASTER)
)
_STORY = 8  # sentences
_MORE = word_set("also several many numerous some more previous previously earlier")


def _only_one_like_it(draft: Draft, kept: Sequence[Draft]) -> Draft | None:
    """'Givens was arrested without incident': no place, no day, and one arrest told before."""
    held = draft.kind is EventKind.ARREST  # 'Martin Kay was arrested Thursday'
    if draft.places or draft.names_elsewhere or (draft.dated.is_known and not held):
        return None
    inside = draft.words.lowers[draft.clause.start : draft.clause.end]
    if draft.modality not in _SURE or _MORE.intersection(inside):
        return None
    one = next((k for k in reversed(kept[-_FAR_BACK:]) if _is_like(k, draft)), None)
    if one is None or any(k is not one and _is_like(k, draft) for k in reversed(kept)):
        return None
    if draft.dated.is_known and one.dated.is_known:
        return None
    if not 1 <= draft.sentence.number - one.sentence.number <= _STORY:
        return None
    return None if _are_others(draft, one) or _counts_differ(draft, one) else one


def _is_like(earlier: Draft, draft: Draft) -> bool:
    """Whether a bare draft may tell of that event: harm of any harm, a crime of one of its kind."""
    if earlier.modality not in _SURE:
        return False
    if draft.only_consequence:
        return does_harm(earlier.kind)
    sub_kind = draft.hit.trigger.sub_kind
    one_story = draft.kind in _ONE_STORY or sub_kind == "explosion of a device"
    alike = earlier.kind is draft.kind and earlier.hit.trigger.sub_kind == sub_kind
    return one_story and alike


def _counts_differ(draft: Draft, earlier: Draft) -> bool:
    """'killed 3' and 'killed 12' are two deeds, as far as no toll is spoken of."""
    return any(
        mine.what == theirs.what
        and (mine.low > (theirs.high or mine.low) or theirs.low > (mine.high or theirs.low))
        for mine in draft.counts
        for theirs in earlier.counts
    )


def _follows_from(part: Draft, whole: Draft) -> bool:
    """'a second quake hit the area and killed five': the dead are those of the second one."""
    return part.only_consequence and part.clause.start > whole.clause.start


def _at_other_strangers(draft: Draft, earlier: Draft) -> bool:
    """'captured Xyzgorod', later 'captured Qwertabad': two villages nobody knows are two."""
    return bool(draft.strangers and earlier.strangers and not draft.strangers & earlier.strangers)


def _have_other_names(draft: Draft, earlier: Draft) -> bool:
    """'the Carr Fire' and 'the Ferguson Fire', 'Storm Ciara' and 'Storm Dennis' are two."""
    if EventKind.DISASTER not in (draft.kind, earlier.kind):
        return False
    mine, theirs = _calamities(draft), _calamities(earlier)
    return bool(mine and theirs and not mine & theirs)


def _calamities(draft: Draft) -> set[str]:
    """The names of fires and storms in the words that tell it."""
    words, found = draft.words, set()
    for number in range(draft.first, draft.last):
        if words.texts[number] == "Fire" and words.is_capital(number - 1):
            found.add(words.lower(number - 1))
        named = words.lowers[number] in _STORMS and words.is_capital(number)
        if named and words.is_capital(number + 1):
            found.add(words.lower(number + 1))
    return found - {"the"}


_STORMS = word_set("storm hurricane typhoon cyclone")


def _retells(draft: Draft, earlier: Draft) -> bool:
    if not _equally_real(draft, earlier) or _at_other_strangers(draft, earlier):
        return False
    if _have_other_names(draft, earlier):
        return False
    if _counts_the_dead(draft) and does_harm(earlier.kind):
        near = draft.sentence.number - earlier.sentence.number <= 4
        return near and not (draft.site_ids and not draft.site_ids & earlier.site_ids)
    if earlier.kind is None or _are_others(draft, earlier) or _dates_differ(draft, earlier):
        return False
    return _tells_the_same(draft, earlier)


def _tells_the_same(draft: Draft, earlier: Draft) -> bool:
    gap = draft.sentence.number - earlier.sentence.number
    shared = bool(draft.site_ids & earlier.site_ids)
    apart = draft.site_ids and earlier.site_ids and not shared
    elsewhere = bool(apart) and not _inside(draft, earlier)
    felt = draft.hit.trigger.lemma == "tremor" or "felt" in draft.words.lowers
    if felt and earlier.hit.trigger.sub_kind == (draft.hit.trigger.sub_kind):
        draft.places = []  # felt far away, it is still the same earthquake
        return True
    if elsewhere:
        return False
    same = draft.kind is earlier.kind
    if draft.only_consequence:
        return does_harm(earlier.kind) and gap <= 3
    goes_on = gap == 1 and draft.words.lower(0) in ("he", "she", "they")
    if same and draft.kind is EventKind.TALKS and goes_on and not draft.places:
        return True  # 'arrived in Vienna. He met the envoy at a hotel'
    if draft.kind in (EventKind.STATEMENT, EventKind.THREAT, EventKind.TALKS) and not shared:
        return same and draft.is_definite and not draft.dated.is_known
    alike = same and draft.hit.trigger.sub_kind == earlier.hit.trigger.sub_kind
    of_its_own = _begins_anew(draft, earlier) and draft.words.lower(draft.hit.end) == "of"
    if same and draft.is_definite:
        return not of_its_own  # '- Officers ordered the evacuation of 20 villages'
    if shared and (alike or (same and draft.kind not in _MIXED)):
        return True
    if same and (_is_headline(earlier) or (_is_bare_first_line(earlier) and gap <= 3)):
        return True
    if alike and not draft.places and _is_short_first_line(earlier) and gap <= 3:
        return True
    one_deed = draft.kind in _ONE_STORY and draft.kind is not EventKind.DISASTER
    if alike and one_deed and gap <= 2 and _inside(draft, earlier):
        return True
    return _tells_more(draft, earlier, gap)


def _tells_more(draft: Draft, earlier: Draft, gap: int) -> bool:
    """Whether a draft that names no place, or a finer one, goes on about the event before."""
    same = draft.kind is earlier.kind
    alike = same and draft.hit.trigger.sub_kind == earlier.hit.trigger.sub_kind
    again = _is_the_same_thing(draft, earlier) or _same_deed(draft, earlier)
    if alike and gap <= _BACK and again:
        return True
    bare = not draft.places and not draft.dated.is_known
    adjacent = gap == 1 and draft.sentence.paragraph == earlier.sentence.paragraph
    anew = _begins_anew(draft, earlier)
    if same and bare and (alike or draft.kind not in _MIXED) and (adjacent or gap <= 2):
        return not anew
    related = _related(draft, earlier)
    return related and draft.is_definite and (bare or _inside(draft, earlier))


_BACK = 4  # sentences
_MEN = word_set("man men boy boys father husband son")
_WOMEN = word_set("woman women girl girls mother wife daughter")


def _is_the_same_thing(draft: Draft, earlier: Draft) -> bool:
    """'a boat capsized ...', later 'The boat capsized at dawn'."""
    words, first = draft.words, draft.clause.start
    thing = draft.kind in (EventKind.ACCIDENT, EventKind.DISASTER) and not draft.hit.is_noun
    opens = thing and "the" in words.lowers[first : first + 2]
    return opens and not draft.places and draft.hit.trigger.lemma == earlier.hit.trigger.lemma


def _same_deed(draft: Draft, earlier: Draft) -> bool:
    """'one was shot', 'a man was shot' of one day: a report of a crime has one crime."""
    one = draft.kind in _ONE_STORY and draft.kind is not EventKind.DISASTER
    if not one or draft.places or draft.names_elsewhere or not draft.dated.is_known:
        return False
    mine, theirs = (set(d.words.lowers[d.first : d.last]) for d in (draft, earlier))
    if _MORE & mine or (_MEN & mine and _WOMEN & theirs) or (_WOMEN & mine and _MEN & theirs):
        return False
    days = (draft.dated.date, earlier.dated.date)
    known = all(day is not None and not day.is_open for day in days)
    return known and not _counts_differ(draft, earlier)


_TOLL = word_set("toll bodies")


def _counts_the_dead(draft: Draft) -> bool:
    """'The death toll rose to 40', 'By Saturday 22 bodies had been found': no deed of its own."""
    inside = draft.words.lowers[draft.clause.start : draft.clause.end]
    return draft.only_consequence and bool(_TOLL.intersection(inside))


def _supersede(earlier: Draft, draft: Draft) -> None:
    """Takes the dead of a former count off an event where a toll gives a new one."""
    if "toll" in draft.words.lowers and any(c.what == "killed" for c in draft.counts):
        earlier.counts = [c for c in earlier.counts if c.what != "killed"]


def _are_others(draft: Draft, earlier: Draft) -> bool:
    """Arrests and sentences of persons who are named and are not the same."""
    if draft.kind is not EventKind.ARREST or earlier.kind is not EventKind.ARREST:
        return False
    mine, theirs = _undergoing(draft), _undergoing(earlier)
    return bool(mine and theirs) and not mine & theirs


def _undergoing(draft: Draft) -> set[str]:
    return {a.name for a in draft.actors if a.role is ActorRole.UNDERGOES}


def _equally_real(draft: Draft, earlier: Draft) -> bool:
    """Whether both happened, or both are planned, denied ...; a claim adds to no fact."""
    if draft.modality is earlier.modality:
        return True
    both = draft.modality in _SURE and earlier.modality in _SURE
    return both and (draft.is_definite or draft.only_consequence)


_LONGEST_HEADLINE = 14  # words


def _is_headline(draft: Draft) -> bool:
    """A first line without a full stop."""
    text = draft.sentence.text.rstrip()
    return draft.sentence.number == 0 and text[-1:] not in '.!?”"'


def _is_bare_first_line(draft: Draft) -> bool:
    """A short first sentence without place and date: a headline with its full stop."""
    return not draft.places and not draft.dated.is_known and _is_short_first_line(draft)


def _is_short_first_line(draft: Draft) -> bool:
    opens = draft.sentence.number == 0 and draft.sentence.text[:1] not in _BULLETS
    return opens and len(draft.words) <= _LONGEST_HEADLINE


def _inside(draft: Draft, earlier: Draft) -> bool:
    """Whether one names the place more finely than the other: 'Lima', later 'Peru'."""
    return any(
        contains(a.place, b.place) or contains(b.place, a.place)
        for a in draft.places
        for b in earlier.places
    )


def _related(draft: Draft, earlier: Draft) -> bool:
    """Kinds that the same deed is called by: an attack, an explosion, a battle."""
    a, b = draft.kind, earlier.kind
    if a is None or b is None:
        return False
    violent = {EventKind.BATTLE, EventKind.STRIKE, EventKind.ATTACK_ON_CIVILIANS}
    unlucky = {EventKind.ACCIDENT, EventKind.DISASTER, EventKind.STRIKE}
    return {a, b} <= violent or {a, b} <= unlucky or {a, b} <= {EventKind.PROTEST, EventKind.RIOT}


def _below(draft: Draft, heading: Draft) -> None:
    """Takes the place of the heading it stands under, as what holds a village nobody knows too."""
    local = draft.kind in _ON_THE_SPOT or draft.kind is EventKind.OTHER
    if draft.places or not local or draft.modality not in _SURE:
        return
    wide = all(p.precision is not Precision.SETTLEMENT for p in heading.places)
    if draft.names_elsewhere and not (draft.strangers and wide):
        return
    name = min(draft.strangers, default="")
    for place in heading.places:
        found = _inherited(place, "it stands under that heading")
        if name:
            reading = f"“{name}” is not in the gazetteer: somewhere in {place.place.name}"
            found = replace(found, reading=reading)
        draft.places = [found]


def _inherit(draft: Draft, kept: Sequence[Draft], heading: Draft | None = None) -> None:
    """Takes place and date over from what stands before, and says so."""
    if heading is not None:
        below = heading.sentence.number
        kept = [k for k in kept[-_FAR_BACK:] if k.sentence.number > below]
        if not kept:
            _below(draft, heading)
    before = kept[-1] if kept else None
    if draft.kind is EventKind.STATEMENT:
        return
    spot = _same_spot(draft)
    if draft.modality is Modality.BACKGROUND and not draft.places and spot:
        placed = [k for k in kept[-_FAR_BACK:] if any(map(_is_scene, k.places))]
        named = [k for k in placed if spot in k.words.lowers] or placed
        if named and draft.sentence.number - named[-1].sentence.number <= _SAME_WITHIN:
            reason = f"“the same {spot}” points back to it"
            draft.places = [_inherited(p, reason) for p in named[-1].places if _is_scene(p)]
    if draft.modality not in _SURE:
        ends = draft.modality is Modality.PLANNED and draft.is_definite
        if (
            before is not None
            and ends
            and not draft.places
            and draft.kind is before.kind
            and not draft.names_elsewhere
        ):
            reason = f"“the {draft.hit.trigger.lemma}” was told of there before"
            draft.places = [_inherited(p, reason) for p in before.places if _is_scene(p)]
        return
    near = before is not None and (
        draft.sentence.number - before.sentence.number <= 1
        and not _begins_anew(draft, before)
        and draft.sentence.paragraph == before.sentence.paragraph
        and before.modality in _SURE
    )
    turned = draft.is_fresh and bool(_APART.intersection(draft.words.lowers[:3]))
    turned = turned or (before is not None and _begins_anew(draft, before))
    turned = turned or _holds_for_the_country(draft)
    settled = draft.kind in _ON_THE_SPOT and not draft.names_elsewhere and not turned
    if not draft.places and settled:
        source, reason = _source_of_place(draft, kept, before if near else None)
        if source is not None:
            draft.places = [_inherited(p, reason) for p in source.places if _is_scene(p)]
    in_court = draft.hit.trigger.sub_kind == "sentence or charge"
    if in_court and before is not None and before.kind is not EventKind.ARREST:
        return  # nobody is charged on the day of the deed because both stand together
    if near and before is not None and not draft.dated.is_known and before.dated.is_known:
        draft.dated = carried(before.dated, _where(draft, before))


def _begins_anew(draft: Draft, before: Draft) -> bool:
    """Whether a line of a list stands between: what it tells is a matter of its own."""
    if draft.sentence.start == before.sentence.start:
        return False
    text = draft.sentence.text
    return text[:1] in _BULLETS and text[1:2].isspace()


_BULLETS = frozenset("-–—•*·▪●◦‣")
_APART = word_set("separately elsewhere separate unrelated")


def _same_spot(draft: Draft) -> str:
    """'valley' of 'in the same valley', 'area' of 'in the same area'; '' for none."""
    inside = draft.words.lowers[draft.clause.start : draft.clause.end]
    spots = (b for a, b in pairwise(inside) if a == "same" and (b in _LOCAL_WORDS or b in _LANDS))
    return next(spots, "")


_LANDS = word_set("valley island mountains coast")
_SAME_WITHIN = 6  # sentences


def _holds_for_the_country(draft: Draft) -> bool:
    """'The president declared a state of emergency': not in the town of the sentence before."""
    who = draft.words.lowers[: draft.hit.number]
    return draft.hit.trigger.sub_kind == "emergency measure" and bool(_RULERS.intersection(who))


_RULERS = word_set("president government cabinet parliament premier king junta")


def _set_in(draft: Draft, setting: Draft) -> None:
    """Takes place and date from the sentence before, which told no event of its own."""
    if draft.sentence.paragraph != setting.sentence.paragraph or draft.modality not in _SURE:
        return
    if draft.kind is EventKind.STATEMENT:
        return
    if not draft.places and draft.kind in _ON_THE_SPOT and not draft.names_elsewhere:
        reason = "the report goes on about what happened there"
        draft.places = [_inherited(p, reason) for p in setting.places]
    if not draft.dated.is_known:
        draft.dated = carried(setting.dated, "the sentence before")


def _where(draft: Draft, before: Draft) -> str:
    same = draft.sentence.start == before.sentence.start
    return "the same sentence" if same else "the sentence before"


_HELP_WITHIN = 3  # sentences
_FAR_BACK = 40  # events; nothing is taken over from further back


def _source_of_place(
    draft: Draft, kept: Sequence[Draft], near: Draft | None
) -> tuple[Draft | None, str]:
    local = _LOCAL_WORDS.intersection(draft.words.lowers[draft.clause.start : draft.clause.end])
    goes_on = (
        near is not None
        and near.kind is not None
        and draft.kind in _GOES_ON_AS.get(near.kind, set())
    )
    if near is not None and goes_on and any(map(_is_scene, near.places)):
        return near, "the report goes on about what happened there"
    placed = [k for k in kept[-_FAR_BACK:] if any(map(_is_scene, k.places))]
    gap = draft.sentence.number - placed[-1].sentence.number if placed else 0
    if local and placed and (gap <= 2 or (gap <= _STORY and _all_at_one(placed))):
        return placed[-1], f"“{sorted(local)[0]}” points back to it"
    helps = draft.kind is EventKind.HUMANITARIAN
    if placed and gap <= (_HELP_WITHIN if helps else 2) and _all_at_one(placed):
        last = placed[-1].kind
        if last is not None and draft.kind in _GOES_ON_AS.get(last, set()):
            return placed[-1], "the report goes on about what happened there"
    beside = near is not None and near.sentence.start == draft.sentence.start
    if near is not None and beside and does_harm(draft.kind) and any(map(_is_scene, near.places)):
        return near, "the same sentence names it"
    same = [k for k in placed if k.kind is draft.kind]
    sites = {site for k in same for site in k.site_ids}
    if same and draft.hit.is_noun is False and _names_noun_of(draft, same[-1]):
        return same[-1], "the same fighting is named there"
    if same and len(sites) == 1 and draft.hit.is_noun:
        return same[-1], f"“{draft.hit.trigger.lemma}” was told of there before"
    return None, ""


def _all_at_one(placed: Sequence[Draft]) -> bool:
    """Whether everything told so far happened at one place."""
    return len({site for draft in placed for site in draft.site_ids}) == 1


def _names_noun_of(draft: Draft, other: Draft) -> bool:
    return (
        other.hit.is_noun
        and other.hit.trigger.lemma in draft.words.lowers[draft.clause.start : draft.clause.end]
    )


def _is_scene(place: EventPlace) -> bool:
    return place.role in (PlaceRole.SITE, PlaceRole.NEAR, PlaceRole.TARGET)


def _inherited(place: EventPlace, reason: str) -> EventPlace:
    return replace(
        place,
        inherited=True,
        score=round(place.score * 0.7, 3),
        reasons=(f"taken over from an earlier sentence: {reason}", *place.reasons),
    )


_MOST_IN_A_LEAD = 40  # events; of one sentence as long as a book, each would look at all others


def _without_lead(drafts: list[Draft]) -> list[Draft]:
    """Leaves out what a headline or lead only announces and the report then tells."""
    kept = []
    for number, draft in enumerate(drafts):
        lead = draft.sentence.paragraph <= 1 and draft.sentence.number <= 3
        lead = lead and number < _MOST_IN_A_LEAD
        lead = lead and draft.modality in _SURE and not _is_a_saying(draft)
        bare = not draft.places and not draft.dated.is_known
        if not (lead and bare and _is_told_later(draft, drafts)):
            kept.append(draft)
    return kept


def _is_a_saying(draft: Draft) -> bool:
    """A pledge or a dismissal behind the first line: bare by its nature, not a lead."""
    return draft.kind in (EventKind.STATEMENT, EventKind.OTHER) and draft.sentence.number > 0


def _is_told_later(draft: Draft, drafts: list[Draft]) -> bool:
    return any(
        other.sentence.paragraph > draft.sentence.paragraph
        and _same_family(other, draft)
        and (draft.kind is not EventKind.HUMANITARIAN or _same_word(other, draft))
        and (other.places or other.dated.is_known or other.sentence.paragraph > 0)
        for other in drafts
    )


def _same_word(a: Draft, b: Draft) -> bool:
    return a.hit.trigger.lemma[:4] == b.hit.trigger.lemma[:4]  # evacuate, evacuation


def _same_family(a: Draft, b: Draft) -> bool:
    if a.kind is b.kind:
        return True
    return bool(
        a.kind and b.kind and a.kind.family is b.kind.family and a.kind.family is not Family.OTHER
    )
