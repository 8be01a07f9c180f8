"""What killed or destroyed, when nothing else tells."""

from __future__ import annotations

from collections import Counter

from geodata.events.everyday import AILMENTS
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

_KILLERS = word_set(
    """
    man woman teen teenager student husband wife father mother son boy he she guard neighbour
    neighbor intruder attacker youth
    """
)
_ONE = word_set("he she who wife husband mother father")
_SHELLS = word_set("shrapnel shell shells mortar mortars bomb bombs shelling landmine")
_FOUND = word_set(
    """
    found recovered pulled retrieved buried discovered counted washed lay identified morgue
    exhumed taken brought lying dumped
    """
)


_TAKEN = word_set(
    """
    flew flown fly flying carried carry carrying took taken take taking airlifted airlift ferried
    ferry rushed rush brought bring transported transport drove driven evacuated evacuate treated
    treat
    """
)
_HURT = word_set("injured wounded")
_UNARMED = word_set(
    """
    civilian civilians villager villagers farmer farmers herder herders fishermen worshippers
    pupils students teachers journalists refugees displaced children women girls boys residents
    passengers traders miners aid
    """
)
_ARMED = word_set("soldiers soldier troops militants rebels fighters insurgents policemen")


def harm(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """What killed or destroyed, when nothing else tells."""
    before = words.lowers[max(0, hit.number - 4) : hit.number]
    active = not {"was", "were", "been", "be", "being"}.intersection(before)
    if hit.trigger.lemma == "kill" and active and _KILLERS.intersection(before):
        return EventKind.ATTACK_ON_CIVILIANS
    if hit.trigger.lemma == "bodies" and not _FOUND.intersection(words.lowers):
        return None  # 'sanctioned by official bodies'
    if hit.trigger.lemma == "die" and _of_an_ailment(hit, words):
        return None  # 'died after a battle with cancer'
    if words.lowers[hit.number] in _HURT and _TAKEN.intersection(before):
        return EventKind.HUMANITARIAN  # 'helicopters flew injured people to Kabul'
    if company["gunmen"]:
        return EventKind.ATTACK_ON_CIVILIANS
    if company["nature"] and not near["soldiers"]:
        return EventKind.DISASTER
    if near["protesters"] and (company["soldiers"] or company["police"]):
        return EventKind.ATTACK_ON_CIVILIANS
    if near["soldiers"] or (company["soldiers"] and hit.trigger.lemma != "die"):
        unarmed = hit.trigger.lemma == "kill" and active and _of_the_unarmed(hit, words)
        return EventKind.ATTACK_ON_CIVILIANS if unarmed else EventKind.BATTLE
    if (company["air"] and not company["vehicles"]) or _SHELLS.intersection(words.lowers):
        return EventKind.STRIKE
    if company["nature"] or _names_a_wildfire(words):
        return EventKind.DISASTER
    treated_in = words.lowers.count("hospital")  # where the dead were counted
    if company["vehicles"] or company["buildings"] > treated_in:
        return EventKind.ACCIDENT
    return None


def _of_the_unarmed(hit: Hit, words: Words) -> bool:
    """'rebels killed 12 farmers': whom the verb names right behind it, and nobody armed."""
    named = words.lowers[hit.end : hit.end + 6]
    return bool(_UNARMED.intersection(named)) and not _ARMED.intersection(named)


def _names_a_wildfire(words: Words) -> bool:
    """'the Carr Fire': a fire with a name burns in woods."""
    for number, text in enumerate(words.texts):
        first = number
        while first > 0 and text == "Fire" and words.is_capital(first - 1):
            first -= 1
        opening = words.lowers[first] == "the" or words.lower(first - 1) == "the"
        if text == "Fire" and number > first and opening:
            return True
    return False


def _of_an_ailment(hit: Hit, words: Words) -> bool:
    """'died after a battle with cancer': one person's death, not that of many in an outbreak."""
    return bool(AILMENTS.intersection(words.lowers)) and words.lower(hit.number - 1) in _ONE
