"""Words of movement: armies, goods and rescuers under way, and exercises."""

from __future__ import annotations

from collections import Counter

from geodata.events.everyday import is_military, leaves_home
from geodata.events.kinds.fighting import MUNITIONS
from geodata.events.rescuing import pulling_free
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

_RELIEF = word_set(
    """
    aid relief food humanitarian medical vaccines doses tents blankets masks ventilators medicine
    medicines
    """
)
_MILITARY_GOODS = word_set(
    """
    military weapons arms troops ammunition
    """
)
_TROOPS = word_set("guard army troops soldiers forces warship warships marines reinforcements navy")
_RESCUERS = word_set("rescue rescuers doctors medics firefighters nurses paramedics divers")
_STOPPING = word_set(
    """
    cut cutting cuts block blocked blocking blocks halt halted halting halts suspend suspended
    suspending suspends stop stopped stopping stops delay delayed delaying hamper hampered
    hampering prevent prevented preventing obstruct obstructed obstructing impede impeded impeding
    """
)
_MOVERS = word_set(
    """
    warship warships frigate destroyer carrier vessels fleet submarine contingent navy mission
    observers inspectors migrants refugees vessel ships ship airspace corvette cutter gunboat
    gunboats
    """
)
_HURT = word_set("injured wounded survivors patients")
_BACKWARDS = ("withdraw", "retreat", "pull back")
_UPROOTED = word_set("families households refugees displaced")
_BESIDE = 10  # words
_SENT_IN = word_set("fly deploy deployment dispatch mobilise mobilize station withdraw")
_CARRIES = word_set("land arrive fly reach flight leave depart enter convoy arrival")
_TRAVELS = word_set("arrive fly reach land leave depart head")
_PARLEYS = word_set("talks negotiations summit")
_STATESMEN = word_set(
    """
    president minister leader secretary delegation envoy chancellor premier king pope negotiators
    mediators diplomats ministers leaders envoys
    """
)
_MILITARY = word_set(
    """
    military joint naval army navy navies armies fleets fleet coastguard forces troops live-fire
    war nato defence defense air
    marines warships drills aircraft jets soldiers tactical closing
    """
)


def _is_stopped(hit: Hit, words: Words) -> bool:
    """'cutting off relief convoys', 'aid deliveries were halted': nothing came."""
    if not hit.is_noun:
        return False
    before = words.lowers[max(0, hit.number - 5) : hit.number]
    after = words.lowers[hit.end : hit.end + 4]
    while "," in before:
        before = before[before.index(",") + 1 :]
    passive = {"was", "were", "been", "being"}.intersection(after)
    return bool(_STOPPING.intersection(before) or (passive and _STOPPING.intersection(after)))


def delivering(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Relief, arms and goods that come; troops that are sent are moved."""
    if _is_stopped(hit, words):
        return None
    if _RESCUERS.intersection(words.lowers[hit.end : hit.end + 6]):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "airlift":
        goods = (_RELIEF | _MILITARY_GOODS | _TROOPS).intersection(words.lowers[hit.number :])
        return EventKind.DELIVERY if goods else EventKind.HUMANITARIAN
    around = words.lowers[max(0, hit.number - 4) : hit.end + 6]
    if hit.trigger.lemma == "send" and (_TROOPS.intersection(around) or is_military(hit, words)):
        return EventKind.MOVEMENT
    carriers = near["air"] or near["soldiers"]
    military = _MILITARY_GOODS.intersection(words.lowers)
    relief = _RELIEF.intersection(words.lowers)
    if carriers and military and not relief:
        return EventKind.MOVEMENT
    goods = military or relief
    if not goods and (
        hit.trigger.strength == 1 or hit.trigger.lemma in ("donate", "distribute", "drop")
    ):
        return None
    return EventKind.DELIVERY


def moving(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """Armies move; statesmen travel to talk; prices and storms move in other words only."""
    if hit.trigger.lemma == "pull out" and pulling_free(hit, words, near, company):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "land" and MUNITIONS.intersection(words.lowers):
        return EventKind.STRIKE
    around = words.lowers[max(0, hit.number - _BESIDE) : hit.end + _BESIDE]
    if hit.trigger.lemma in _CARRIES and _RELIEF.intersection(around):
        if _is_stopped(hit, words):
            return None
        return EventKind.DELIVERY
    if hit.trigger.lemma in ("leave", "depart", "head") and leaves_home(hit, words, near, company):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "enter" and near["protesters"] and not near["soldiers"]:
        return EventKind.PROTEST
    if _leaves_behind(hit, words) or _moves_no_army(hit, near):
        return None
    if hit.trigger.lemma == "arrive" and not near["soldiers"] and _UPROOTED & set(words.lowers):
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma == "arrive" and "rescue" in words.lowers[: hit.number]:
        return EventKind.HUMANITARIAN
    if hit.trigger.lemma in _BACKWARDS and company["soldiers"]:
        return EventKind.MOVEMENT
    return _march(hit, words, near)


def _moves_no_army(hit: Hit, near: Counter[str]) -> bool:
    """'officers were dispatched to the crossroads'; a crossing is a gate in a border."""
    if near["soldiers"]:
        return False
    return hit.trigger.lemma == "crossing" or bool(
        hit.trigger.lemma in ("dispatch", "patrol") and near["police"]
    )


def _leaves_behind(hit: Hit, words: Words) -> bool:
    """', leaving soldiers with injuries', 'reached the wounded': nobody is moved."""
    leaving = hit.trigger.lemma == "leave" and hit.trigger.form == "ing"
    if leaving and words.lower(hit.number - 1) == ",":
        return True
    return bool(_HURT.intersection(words.lowers[hit.end : hit.end + 3]))


def _march(hit: Hit, words: Words, near: Counter[str]) -> EventKind | None:
    """Armies, ships and police are moved; statesmen travel to talk."""
    if near["police"] and hit.trigger.lemma in _SENT_IN and not near["vehicles"]:
        return EventKind.MOVEMENT
    if {"un", "team"} <= set(words.lowers):
        return EventKind.MOVEMENT
    if near["soldiers"] or near["air"] or _MOVERS.intersection(words.lowers):
        return EventKind.MOVEMENT
    if hit.trigger.strength >= 2 and is_military(hit, words):
        return EventKind.MOVEMENT
    goes = {"to", "in", "at", "for", "from"}.intersection(words.lowers[hit.end : hit.end + 4])
    travels = hit.trigger.lemma in _TRAVELS and goes and not hit.is_noun
    if travels and (_STATESMEN | _PARLEYS).intersection(words.lowers):
        return EventKind.TALKS
    return None


def exercising(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Armies exercise; so do people in a gym."""
    military = _MILITARY
    return (
        EventKind.EXERCISE
        if military.intersection(words.lowers) or hit.trigger.lemma in ("manoeuvre", "maneuver")
        else None
    )
