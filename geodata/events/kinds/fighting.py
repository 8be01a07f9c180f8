"""Words of force: attacks, strikes, blasts, clashes, shots, raids, what is captured."""

from __future__ import annotations

from collections import Counter

from geodata.events.triggers import Hit
from geodata.events.words import WEEKDAYS, Words, word_set
from geodata.model import EventKind

_INDUSTRIAL = word_set(
    """
    gas factory boiler refinery warehouse coal mine plant fireworks tanker pipeline cylinder
    fuel chemical depot nitrate port kitchen leak colliery pit
    """
)
_DEVICES = word_set(
    """
    bomb suicide landmine grenade device ied militants bomber missile rocket drone
    roadside vest detonated
    """
)
_WARRING = word_set(
    """
    war wars countries sides armies army tribes clans communities factions nations border village
    villages frontline ceasefire ethnic tribal rival hostilities opposition offensive military
    """
)
MUNITIONS = word_set(
    """
    missile missiles rocket rockets shell shells mortar mortars drone drones projectile
    projectiles artillery torpedoes salvo barrage volley airstrike airstrikes
    """
)
_BOMBS = word_set("bomb bombs shells mortars grenades")
_BEHIND_FIRED_ON = word_set("by near in from off as while and , .")


def _owns(words: Words, hit: Hit) -> bool:
    """'seized the suspect's car'."""
    return "'s" in words.lowers[hit.end : hit.end + 5]


_PERSONS = word_set(
    """
    lord leader suspect suspects fugitive kingpin boss chief man men woman drug smuggler smugglers
    trafficker traffickers murderer killer thief thieves spy spies ex-president
    """
)
_CREWS = word_set("sailors crew seafarers fishermen hostages passengers pupils workers villagers")
_CONTRABAND = word_set(
    """
    drugs drug cocaine heroin cannabis marijuana fentanyl methamphetamine meth ecstasy opium
    narcotics weapons arms guns rifles ammunition explosives kg kilograms kilos tonnes tons ivory
    contraband counterfeit smuggled cash pills grenades
    """
)
_WANTED = word_set(
    """
    fugitive fugitives inmate inmates escapee escapees suspect suspects manhunt jail prison
    """
)


def attacking(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'attacked the base', 'attacked a village', 'drones attacked the port'."""
    if near["air"] and not near["gunmen"]:
        return EventKind.STRIKE
    if near["protesters"] and not (near["soldiers"] or near["gunmen"] or near["police"]):
        return EventKind.RIOT
    if company["soldiers"] and not company["civilians"]:
        return EventKind.BATTLE
    if near["soldiers"] and not near["civilians"]:
        return EventKind.BATTLE
    return EventKind.ATTACK_ON_CIVILIANS


def striking(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'struck the town', 'a strike over pay', 'a car struck a tree'."""
    if not hit.is_noun and near["nature"]:
        return EventKind.DISASTER
    if near["labour"] and not near["air"] and not near["soldiers"]:
        return EventKind.PROTEST
    if company["air"] or company["soldiers"]:
        return EventKind.STRIKE
    if not hit.is_noun and _BOMBS.intersection(words.lowers[max(0, hit.number - 3) : hit.number]):
        return EventKind.STRIKE
    if company["labour"]:
        return EventKind.PROTEST
    if near["vehicles"]:
        return EventKind.ACCIDENT
    if hit.is_noun and company["violence"] and not company["labour"]:
        return EventKind.STRIKE  # 'a strike has killed nine people'
    on_a_place = words.lower(hit.end) == "on" and words.is_capital(hit.end + 1)
    if hit.is_noun and on_a_place and words.lowers[hit.end + 1] not in WEEKDAYS:
        return EventKind.STRIKE  # 'the strike on Idlib'
    if hit.is_noun and words.lower(hit.number) == "strikes":
        return EventKind.STRIKE
    return None


def stoppage(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'launched a strike over pay', 'launched a missile strike'."""
    inside = words.lowers[hit.number : hit.end]
    armed = MUNITIONS.intersection(inside) or {"air", "military", "precision"} & set(inside)
    return EventKind.STRIKE if armed or near["soldiers"] or near["air"] else EventKind.PROTEST


def exploding(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """A bomb, a volcano or a boiler: what went off decides."""
    device = _DEVICES
    if device.intersection(words.lowers):
        return EventKind.STRIKE
    if {"volcano", "volcanic", "crater"}.intersection(words.lowers):
        return EventKind.DISASTER
    if _goes_off_as_a_mine(hit, words):
        return EventKind.STRIKE
    industrial = _INDUSTRIAL
    if industrial.intersection(words.lowers) and not company["soldiers"]:
        return EventKind.ACCIDENT
    return EventKind.STRIKE


def _goes_off_as_a_mine(hit: Hit, words: Words) -> bool:
    """'a mine left by the road exploded'; a blast in a mine is no mine that goes off."""
    before = words.lowers[max(0, hit.number - _SUBJECT_WITHIN) : hit.number]
    if hit.is_noun or "mine" not in before:
        return False
    at = before.index("mine")
    return before[at - 1 : at] in (["a"], ["land"]) and not _INSIDE.intersection(
        before[max(0, at - 3) : at]
    )


_SUBJECT_WITHIN = 9  # words
_INSIDE = word_set("in at inside near of coal gold copper")


def clashing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'clashed with police', 'clashed with the rebels', 'clashed over the budget'."""
    if company["protesters"] or (company["police"] and not company["soldiers"]):
        return EventKind.RIOT if not near["soldiers"] or near["protesters"] else EventKind.BATTLE
    armed = company["soldiers"] or company["gunmen"] or _WARRING.intersection(words.lowers)
    if hit.trigger.lemma == "fighting" and words.lower(hit.number - 1) in ("is", "are", "was"):
        return EventKind.BATTLE if armed else None  # a verb here: is fighting an illness
    return EventKind.BATTLE if armed or (hit.is_noun and hit.trigger.strength >= 2) else None


def shooting(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'shot down', 'shot at soldiers', 'shot a man'."""
    if "down" in words.lowers[hit.end : hit.end + 3]:
        return EventKind.STRIKE  # 'had shot it down'
    if near["soldiers"] and not near["civilians"] and not near["protesters"]:
        return EventKind.BATTLE
    return EventKind.ATTACK_ON_CIVILIANS


def firing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """What is fired decides: missiles, tear gas, shots at somebody; not an employee."""
    ahead = words.lowers[hit.end : hit.end + 6]
    before = words.lowers[max(0, hit.number - 4) : hit.number]
    passive = {"was", "were", "been"}.intersection(before)
    if near["sport"] and not (near["soldiers"] or company["violence"]):
        return None
    if MUNITIONS.intersection(ahead) or (passive and MUNITIONS.intersection(before)):
        tested = {"sea", "test", "ocean", "tests"}.intersection(words.lowers)
        return EventKind.EXERCISE if tested and not company["violence"] else EventKind.STRIKE
    if hit.trigger.lemma == "launch":
        return None
    if "gas" in ahead or "rubber" in ahead:
        return EventKind.RIOT
    under_fire = passive and ahead[:1] == ["on"] and ahead[1:2] and ahead[1] in _BEHIND_FIRED_ON
    if under_fire:
        return attacking(hit, words, near, company)
    shots = {"shots", "bullets", "live"}.intersection(ahead) or ahead[:1] in (["on"], ["at"])
    return attacking(hit, words, near, company) if shots and not passive else None


def shots_fired(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'shots were fired at a patrol'; a warning shot and a starter's shot hit nobody."""
    ahead = words.lowers[hit.end : hit.end + 3]
    harmless = {"warning", "starting"}.intersection(words.lowers[: hit.number][-3:])
    if near["sport"] or harmless or ahead in (["in", "the", "air"], ["into", "the", "air"]):
        return None
    if "between" in ahead:
        return EventKind.BATTLE
    return attacking(hit, words, near, company)


def storming(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'soldiers stormed the town', 'the crowd stormed the palace', 'a storm'."""
    if hit.is_noun:
        return EventKind.DISASTER
    if near["gunmen"] and not near["soldiers"]:
        return EventKind.ATTACK_ON_CIVILIANS
    if not near["soldiers"] and (company["protesters"] or company["police"]):
        return EventKind.RIOT if company["protesters"] else EventKind.ARREST
    return EventKind.BATTLE


def raiding(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'jets raided', 'police raided a flat', 'rebels raided the base'."""
    if near["air"]:
        return EventKind.STRIKE
    if near["police"] and not near["soldiers"]:
        return EventKind.ARREST
    return EventKind.BATTLE if company["soldiers"] or company["gunmen"] else EventKind.ARREST


def capturing(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'captured the town', 'captured the drug lord', 'pirates seized the crew'."""
    if _PERSONS.intersection(words.lowers[hit.end : hit.end + 4]) and not _owns(words, hit):
        return EventKind.ARREST
    if _WANTED.intersection(words.lowers) and not (company["soldiers"] or _owns(words, hit)):
        return EventKind.ARREST
    hunted = {"operation", "raid", "manhunt"}.intersection(words.lowers)
    if hunted and words.is_capital(hit.end) and words.is_capital(hit.end + 1):
        return EventKind.ARREST
    if near["police"] and not company["soldiers"]:
        return EventKind.ARREST if _CONTRABAND.intersection(words.lowers) else None
    if near["gunmen"] and _CREWS.intersection(words.lowers[hit.end : hit.end + 5]):
        return EventKind.ATTACK_ON_CIVILIANS
    if company["soldiers"] or company["gunmen"] or hit.trigger.lemma in ("recapture", "retake"):
        return EventKind.BATTLE
    if company["police"]:
        return EventKind.ARREST if _CONTRABAND.intersection(words.lowers) else None
    crowd = near["protesters"] and hit.trigger.lemma in ("occupy", "seize")
    return EventKind.PROTEST if crowd else None
