"""Words of public life: talks, warnings, gatherings, governments toppled."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

_CALLED = word_set(
    """
    president counterpart minister leader chancellor premier king
    """
)
_HELPERS = word_set("team teams backup help reinforcements ambulance ambulances witnesses")
OFFICES = word_set(
    """
    president minister ministers leader leaders secretary officials delegation envoy envoys
    negotiators diplomats chancellor premier king ambassador ambassadors delegations
    government presidents un representatives rebels summit counterpart pope mediators
    ceasefire opposition sides mediator governor prince commanders parties
    elders nations peace crisis foreign diplomatic junta nuclear eu nato
    leadership commander heads visit bilateral trilateral talks
    """
)
_REVENGE = word_set(
    "retaliate revenge avenge attack strike destroy punish crush respond retaliation annihilate"
)
_MENACE = _REVENGE | word_set("targets target consequences war missiles firepower force hell")
_THRONES = word_set("government president regime leader minister king prime ruler dictator")
_SCENES = word_set("scene site wreckage victims wounded injured hospital survivors grave graves")
_MANY_PEOPLE = word_set("thousands hundreds people residents villagers families civilians dozens")
_SEATS = word_set(
    "hall parliament ministry embassy consulate court courthouse headquarters palace office station"
)


def calling(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """Somebody calls somebody: a name or an office of a person follows."""
    after = words.lowers[hit.end : hit.end + 6]
    offices = _CALLED
    return EventKind.TALKS if offices.intersection(after) else None


def calling_for(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Governments call for an end of something; police call for an ambulance."""
    helped = _HELPERS.intersection(words.lowers[hit.end : hit.end + 8])
    return None if helped and near["police"] else EventKind.STATEMENT


def vowing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'vowed to retaliate' is a threat, 'vowed to help' a promise."""
    ahead = words.lowers[hit.end : hit.end + 5]
    threat = "to" in ahead and _REVENGE.intersection(ahead)
    return EventKind.THREAT if threat else EventKind.STATEMENT


def warning(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'warned that it would strike' threatens; 'warned that floods would follow' does not."""
    ahead = words.lowers[hit.end : hit.end + 18]
    own = {"it", "they", "its", "we", "he", "become", "legitimate", "any"}.intersection(ahead)
    armed = not (company["nature"] or company["health"] or company["market"])
    menace = own and _MENACE.intersection(ahead) and armed
    return EventKind.THREAT if menace else EventKind.STATEMENT


def toppling(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """A ruler who is toppled, not a statue."""
    return EventKind.OTHER if _THRONES.intersection(words.lowers) else None


def meeting(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """Talks are held by offices and states; friends and committees also meet."""
    offices = OFFICES
    if words.lower(hit.number - 1) in ("i", "we", "you"):
        return None
    if hit.trigger.lemma == "visit" and _SCENES.intersection(words.lowers[hit.end : hit.end + 4]):
        return None
    if offices.intersection(words.lowers):
        return EventKind(hit.trigger.kind)
    named = words.is_capital(hit.end) and words.is_capital(hit.end + 1)
    they = "they" in words.lowers[max(0, hit.number - 4) : hit.number]
    meets = (named or they) and hit.trigger.lemma == "meet"
    return EventKind(hit.trigger.kind) if meets else None


def dispersing(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """A crowd dispersed by force, not a fog."""
    crowd = {"crowd", "crowds", "protesters", "demonstrators", "rally", "protest", "rioters"}
    return EventKind.RIOT if company["police"] or crowd.intersection(words.lowers) else None


def escaping(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """A people in flight, not a narrow escape."""
    flight = {"to", "into", "from"}.intersection(words.lowers[hit.end : hit.end + 4])
    before = words.lowers[max(0, hit.number - 4) : hit.number]
    return EventKind.HUMANITARIAN if flight and _MANY_PEOPLE.intersection(before) else None


_PURPOSE_WITHIN = 16  # words behind the gathering
_SPOTS = word_set("in at on outside near around before")
_OBJECTING = word_set("demand protest denounce condemn oppose decry")


def gathering(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """People gather to protest or to remember; clouds and committees gather otherwise."""
    behind = words.lowers[hit.end : hit.end + _PURPOSE_WITHIN]
    at_a_spot = behind[:1] and behind[0] in _SPOTS
    if at_a_spot and any(w == "to" and after in _OBJECTING for w, after in pairwise(behind)):
        return EventKind.PROTEST  # 'relatives gathered outside the court to demand answers'
    if company["protesters"] and {"protest", "demand", "demanding", "against"}.intersection(
        words.lowers
    ):
        return EventKind.PROTEST
    outside = words.lowers[hit.end : hit.end + 1] == ["outside"]
    if outside and _SEATS.intersection(words.lowers[hit.end : hit.end + 7]):
        return EventKind.PROTEST
    crowd = {"people", "thousands", "hundreds", "crowds", "mourners", "survivors", "relatives"}
    return EventKind.OTHER if crowd.intersection(words.lowers) else None
