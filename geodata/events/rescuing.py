"""People got out alive: pulled from rubble or water, freed, saved, or in flight."""

from __future__ import annotations

from collections import Counter

from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

_REACH = 9  # words on either side in which people and what held them are looked for

_PERSONS = word_set(
    """
    people person survivor survivors man woman men women child children boy girl boys girls baby
    infant toddler family families residents villagers passengers crew sailors fishermen migrants
    refugees climbers hikers skiers miners workers pupils students tourists swimmers motorists
    patients worshippers teenager teenagers driver pilot grandmother grandfather mother father
    brother sister couple victims others dozens hundreds scores soldiers divers climber hiker skier
    miner worker pupil student tourist swimmer motorist patient fisherman sailor passenger resident
    villager firefighter soldier survivor
    """
)
_HOLDING = word_set(
    """
    rubble wreckage debris ruins mud snow water waters sea ocean river lake surf canal well mine
    shaft pit avalanche collapsed burning flames floodwaters floodwater flood cave cliff mountain
    sinking capsized overturned wreck crevasse roof rooftops
    """
)
_OUT = word_set("alive free safety out ashore unhurt unharmed")
_RESCUERS = word_set(
    """
    rescuers rescuer firefighters firefighter lifeboat lifeguards coastguard coastguards guard
    divers volunteers teams team crews helicopter helicopters soldiers navy troops paramedics
    responders workers
    """
)
_SAVIOURS = word_set("rescue rescuers firefighters emergency lifeguards coastguard divers")
_DEAD = word_set("body bodies corpse corpses remains")
_RUNAWAYS = word_set(
    """
    he she suspect suspects driver drivers gunman gunmen attacker attackers assailant assailants
    man shooter robber robbers thief thieves killer killers conductor bomber inmate inmates prisoner
    prisoners detainees burglar burglars perpetrator perpetrators robber
    """
)
_IN_FLIGHT = word_set(
    """
    people residents villagers families civilians thousands hundreds dozens refugees inhabitants
    households women children townspeople farmers students workers evacuees
    """
)


def pulling_free(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'pulled 23 survivors from the rubble', 'dug her out of the snow', 'saved by a lifeboat'."""
    ahead = words.lowers[hit.end : _behind_an_aside(words, hit) + _REACH]
    before = words.lowers[max(0, hit.number - _REACH) : hit.number]
    saviours = _SAVIOURS.intersection(before)  # 'rescue teams' are no sports teams
    several = saviours and ahead[:1] not in (["a"], ["an"])
    if (near["sport"] and not several) or _DEAD.intersection(ahead[:6]):
        return None
    passive = bool({"was", "were", "been"}.intersection(before[-3:]))
    bare = hit.trigger.form == "participle" and before[-1:] != [","] and not passive
    held = before if passive or bare else ahead
    if passive and _DEAD.intersection(held):
        return None
    named = words.is_capital(hit.end) or (passive and words.is_capital(hit.number - 2))
    if not (_PERSONS.intersection(held) or named or {"them", "her", "him"} & set(ahead[:2])):
        return None
    inside = [*words.lowers[hit.number : hit.end], *ahead]
    by_rescuers = _RESCUERS.intersection(ahead if passive else before)
    brought = by_rescuers and not passive and "from" in ahead[:6]  # 'from a hotel'
    out = brought or _HOLDING.intersection(inside) or _OUT.intersection(inside)
    saved = hit.trigger.lemma == "save"
    return EventKind.HUMANITARIAN if out and (by_rescuers or not saved) else None


def _behind_an_aside(words: Words, hit: Hit) -> int:
    """'freed four people, including two girls, from ...': the word behind the second comma."""
    commas = [n for n in range(hit.end, min(hit.end + 14, len(words))) if words.lowers[n] == ","]
    aside = len(commas) > 1 and words.lower(commas[0] + 1) in ("including", "among")
    return commas[1] if aside else hit.end


def fleeing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """A people flees; a driver or gunman only runs away."""
    before = words.lowers[max(0, hit.number - _REACH) : hit.number]
    abroad = any(words.is_capital(number) for number in range(hit.end, hit.end + 6))
    if abroad or _IN_FLIGHT.intersection(before[-5:]) or not _RUNAWAYS.intersection(before):
        return EventKind.HUMANITARIAN
    return None
