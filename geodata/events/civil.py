"""Deeds of civil life: who is kept from whom, what is set on fire, robbed or brought to safety."""

from __future__ import annotations

from collections import Counter

from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

_REACH = 8  # words on either side in which an object or a subject is looked for

_RELIEF = word_set(
    """
    aid relief humanitarian medical ambulance ambulances food agencies agency charities convoy
    convoys trucks supplies responders paramedics inspectors monitors observers evacuation
    evacuations journalists rescuers firefighters deliveries lorries access
    """
)
_ALIGHT = word_set("fire ablaze alight")
_PEOPLE = word_set(
    """
    people passengers residents families villagers tourists survivors children women men crew
    migrants refugees patients holidaymakers pupils students workers fishermen hikers sailors
    evacuees civilians thousands hundreds dozens
    """
)
_BY_CRAFT = word_set("ferry boat boats helicopter helicopters ship coastguard island ashore safety")
_TAKEN = word_set("bank shop store jewellery jewelry gunpoint cash money van museum car vehicle")


def _around(hit: Hit, words: Words) -> list[str]:
    return words.lowers[max(0, hit.number - _REACH) : hit.end + _REACH]


def obstructing(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'stopped two aid trucks', 'ambulances were turned back': help does not get through."""
    return EventKind.HUMANITARIAN if _RELIEF.intersection(_around(hit, words)) else None


_SHUT = word_set("closed shut closing")
_STAYING = word_set("was were been be is are remain remains remained stay stays")
_OPEN_TO_ALL = word_set(
    "school schools university universities port ports airport airports border borders crossing"
)
_DANGER = word_set("because due amid until following safety precaution precautionary")
_ROUTINE = word_set("repair repairs construction maintenance holiday summer permanently night deal")


def closing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'the port was shut because of smoke', 'schools will remain closed until Monday'."""
    if words.lowers[hit.number] not in _SHUT or _ROUTINE.intersection(words.lowers):
        return None
    before = words.lowers[max(0, hit.number - _REACH) : hit.number]
    kept = _STAYING.intersection(before[-3:])
    what = before[-6:] if kept else words.lowers[hit.end : hit.end + 5]
    endangered = company["nature"] or company["soldiers"] or company["violence"]
    why = endangered or _DANGER.intersection(words.lowers)
    return EventKind.HUMANITARIAN if why and _OPEN_TO_ALL.intersection(what) else None


def setting_alight(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'drones set a refinery on fire', 'the crowd set two cars ablaze'."""
    ahead = words.lowers[hit.end : hit.end + _REACH + 2]
    alight = next((n for n, word in enumerate(ahead) if word in _ALIGHT), None)
    if not alight or (ahead[alight] == "fire" and ahead[alight - 1] not in ("on", "to")):
        return None
    if {"himself", "herself"}.intersection(ahead[:1]):
        return EventKind.ATTACK_ON_CIVILIANS if company["violence"] else EventKind.OTHER
    before = words.lowers[max(0, hit.number - _REACH) : hit.number]
    if near["air"] and not near["protesters"]:
        return EventKind.STRIKE
    if {"lightning", "sparks", "cable"}.intersection(before):
        return EventKind.ACCIDENT
    return EventKind.ATTACK_ON_CIVILIANS if near["gunmen"] else EventKind.RIOT


def bringing_to_safety(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'hundreds were taken off the island by ferry', 'were flown to safety'."""
    around = _around(hit, words)
    people = _PEOPLE.intersection(around)
    return EventKind.HUMANITARIAN if people and _BY_CRAFT.intersection(around) else None


def robbing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """Banks and people are robbed; shows and scenes are stolen."""
    around = _around(hit, words)
    known = company["police"] or _THIEVES.intersection(words.lowers)
    if hit.trigger.lemma == "steal" and not (known or _TAKEN.intersection(around)):
        return None
    return None if near["sport"] else EventKind.OTHER


def breaking_in(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'protesters broke into the palace', 'thieves broke into their van'."""
    if near["protesters"] and not near["soldiers"]:
        return EventKind.RIOT
    known = company["police"] or _THIEVES.intersection(words.lowers)
    owned = _LOCKED.intersection(words.lowers[hit.end : hit.end + _REACH])
    return EventKind.OTHER if hit.trigger.lemma == "break into" and known and owned else None


_THIEVES = word_set("thief thieves burglar burglars robber robbers intruder intruders burglary")
_LOCKED = word_set(
    """
    home homes house houses shop store van car cars truck vehicle vehicles apartment flat office
    garage shed business warehouse school church restaurant pharmacy room locker
    """
)
_ENCLOSURES = word_set("jail prison custody detention captivity correctional penitentiary")


def breaking_out(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'40 inmates escaped from a prison'."""
    return EventKind.OTHER if _ENCLOSURES.intersection(_around(hit, words)) else None


_BLAZES = word_set("fire flames blaze a lightning wildfire wildfires inferno the")


def burning_down(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'the station was burned down by raiders' is no accident; 'the mill burned down' is."""
    ahead = words.lowers[hit.end : hit.end + 3]
    doers = ahead[:1] == ["by"] and not _BLAZES.intersection(ahead[1:2])
    crowd = near["protesters"] or near["gunmen"] or near["soldiers"]
    active = crowd and not {"was", "were", "been"}.intersection(
        words.lowers[max(0, hit.number - 3) : hit.number]
    )
    return EventKind.RIOT if doers or active else EventKind.ACCIDENT


def losing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'the army lost the town', 'troops lost control of Gao'; not 'he lost control of his car'."""
    ahead = words.lowers[hit.end : hit.end + 5]
    if hit.trigger.lemma == "lose control of":
        owned = {"his", "her", "their", "its"}.intersection(ahead[:1])
        return None if owned or company["vehicles"] else EventKind.BATTLE
    held = {"town", "city", "village", "base", "ground", "territory", "position", "positions"}
    armed = company["soldiers"] or company["gunmen"]
    return EventKind.BATTLE if armed and held.intersection(ahead) else None
