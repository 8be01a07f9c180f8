"""Verbs of every day (hit, leave, send, name): they tell an event in certain company only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from geodata.events.civil import (
    breaking_in,
    breaking_out,
    bringing_to_safety,
    burning_down,
    closing,
    losing,
    obstructing,
    robbing,
    setting_alight,
)
from geodata.events.rescuing import fleeing, pulling_free
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

Decide = Callable[[Hit, Words, Counter[str], Counter[str]], EventKind | None]

_MUNITIONS = word_set(
    """
    missile missiles rocket rockets shell shells mortar mortars drone drones projectile
    projectiles artillery torpedoes salvo barrage volley airstrike airstrikes bomb bombs jets
    warplanes gunships shelling grenade grenades strike strikes
    """
)
_PEOPLE = word_set(
    """
    thousands hundreds people residents villagers families family civilians dozens inhabitants
    women children refugees households tourists migrants townspeople patients homes pupils
    survivors elderly population communities
    """
)
_MILITARY = word_set(
    """
    military weapons arms troops ammunition warship warships frigate destroyer submarine
    reinforcements navy army soldiers forces marines commandos battalion brigade jets warplanes
    fighters helicopters tanks armour armor artillery howitzers missiles f-16 f-16s peacekeepers
    guard vessels boat boats fleet squadron battery batteries mercenaries paratroopers guns
    """
)
_RELIEF = word_set(
    """
    aid relief food humanitarian medical vaccines doses tents blankets masks ventilators medicine
    medicines supplies rice flour wheat grain generators parcels rations
    """
)
_OFFICES = word_set(
    """
    minister ministers president chief general governor commander judge judges mayor ambassador
    cabinet government parliament premier chancellor head director secretary prosecutor
    governors generals mayors envoy successor
    """
)
_OF_A_FIRM = word_set("executive executives ceo shareholders shares coach vendor retailer")
_DIPLOMATS = word_set("diplomat diplomats ambassador ambassadors envoy attache consul")
_CAPTIVES = word_set(
    """
    prisoners prisoner hostages hostage captives captive detainees detainee pupils schoolgirls
    students crew sailors pilots journalists soldiers activists migrants
    """
)
_HELD = word_set("officers policemen women girls pupils teachers nuns villagers workers they")
_STATESMEN = word_set(
    """
    president minister leader secretary delegation delegations envoy chancellor premier king pope
    negotiators mediators diplomats ministers leaders envoys ambassador presidents
    """
)
_PERSONS = word_set(
    """
    man woman men women priest priests pastor bishop imam journalist teacher teachers doctor
    farmer villager villagers engineer activist worker workers lawyer trader tourist tourists
    nun nuns missionary boy boys girl girls children
    """
)
_CROWDS = word_set("crowd crowds thousands hundreds protesters demonstrators people residents")
_SLOPES = word_set("hillside slope hill mountainside glacier embankment riverbank cliff bank")
_MARCHERS = word_set("farmers workers students teachers nurses miners drivers pensioners parents")
_ROOFS = word_set("roof roofs trees tiles power houses homes")
_SETTLED = word_set("village villages town towns city communities residents people road roads")
_ALOFT = word_set("balloon glider su-24 su-25 su-34 mig-29 f-16 f-16s it airspace")
_IN_THE_WAY = word_set("truck lorry bus car train rocks snow debris mud tree trees landslide crash")
_UNHURT = word_set(  # what nobody runs into: the way itself, the pedals, a figure, the public eye
    """
    road roads highway streets trail trails brakes brake gas accelerator throttle record records
    high highs low lows peak mark milestone target targets snag market markets shelves stores
    screens stage headlines ground beach gym books bottle deck jackpot rate
    """
)
_BEFORE_A_NOUN = word_set(
    """
    the a an its their his her our your my all new open campaign record airwaves brand big retail
    """
)
_WON = word_set("beat beats beating win wins won penalty penalties overtime goals goal scored")
_REACH = 7  # words on either side in which an object or a subject is looked for


def _ahead(hit: Hit, words: Words) -> list[str]:
    return words.lowers[hit.end : hit.end + _REACH]


def _before(hit: Hit, words: Words) -> list[str]:
    return words.lowers[max(0, hit.number - _REACH) : hit.number]


def _landing_blow(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'shells hit', 'was hit by a drone', 'a quake hit', 'the lorry hit a wall'."""
    if hit.trigger.lemma == "hit" and _goes_unhurt(hit, words):
        return None
    around = _before(hit, words) + _ahead(hit, words)
    if _MUNITIONS.intersection(around):
        return EventKind.STRIKE
    if near["nature"]:
        return EventKind.DISASTER
    if hit.trigger.lemma == "target" and (
        near["civilians"] or near["buildings"] or _PEOPLE.intersection(_ahead(hit, words))
    ):
        return EventKind.STRIKE if not hit.is_noun else None
    if hit.trigger.lemma in ("hit", "slam into", "run over", "go down", "rip through"):
        return EventKind.ACCIDENT if near["vehicles"] and not near["soldiers"] else None
    return None


def _goes_unhurt(hit: Hit, words: Words) -> bool:
    """'drivers hit the road', 'car sales hit a record': the object of 'hit' cannot be struck."""
    number = hit.end
    while words.lower(number) in _BEFORE_A_NOUN and words.lower(number) not in _UNHURT:
        number += 1
    behind = words.lower(number + 1)
    ends = not behind.isalpha() or behind in _BEHIND_AN_OBJECT  # not 'hit the road sign'
    return words.lower(number) in _UNHURT and ends


_BEHIND_AN_OBJECT = word_set(
    """
    of in on at for from to with by as after before when while and but or again this last early
    late today yesterday monday tuesday wednesday thursday friday saturday sunday
    """
)


def _shooting_it_out(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Gunmen do it with guns, teams with goals."""
    armed = company["soldiers"] or company["gunmen"] or company["police"]
    sport = near["sport"] or _WON.intersection(words.lowers)
    return None if sport and not armed else EventKind.BATTLE


AILMENTS = word_set("cancer leukemia leukaemia tumour tumor dementia alzheimer's illness disease")


def _grappling(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'a battle with gunmen', not 'his battle with cancer'."""
    return None if AILMENTS.intersection(_ahead(hit, words)[:4]) else EventKind.BATTLE


def _by_soldiers(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'fell to rebels', 'troops drove out', 'a push by the army'."""
    armed = near["soldiers"] or near["gunmen"]
    return EventKind.BATTLE if armed and not near["sport"] else None


def _leaving(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """A people leaves or is moved: not soldiers, and not one traveller."""
    people = _PEOPLE.intersection(_before(hit, words) + _ahead(hit, words)[:3])
    goes = {"to", "for", "from", "into", "their", "out", "away"}.intersection(_ahead(hit, words))
    armed = near["soldiers"] and not near["civilians"]
    return EventKind.HUMANITARIAN if people and goes and not armed else None


def _sending(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    return EventKind.MOVEMENT if _MILITARY.intersection(_ahead(hit, words)) else None


def _handing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    passive = {"was", "were", "been", "being", "are"}.intersection(_before(hit, words)[-2:])
    around = words.lowers if passive else _ahead(hit, words)
    return EventKind.DELIVERY if _RELIEF.intersection(around) else None


def _of_office(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'dismissed his foreign minister', not 'dismissed the claim'."""
    passive = {"was", "were", "been"}.intersection(_before(hit, words)[-3:])
    if hit.trigger.lemma == "sack" and passive and _SETTLED.intersection(words.lowers):
        return EventKind.BATTLE  # 'the town was sacked by the Swedes'
    held = _before(hit, words) if passive or hit.trigger.lemma == "quit" else _ahead(hit, words)
    if _OF_A_FIRM.intersection(words.lowers):
        return None  # 'replaced its chief executive'
    return EventKind.OTHER if _OFFICES.intersection(held) else None


def _expelling(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    around = _before(hit, words) + _ahead(hit, words)
    if _DIPLOMATS.intersection(around):
        return EventKind.STATEMENT
    return EventKind.ARREST if _PEOPLE.intersection(around) else None


def _setting_free(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    passive = {"was", "were", "been"}.intersection(_before(hit, words)[-3:])
    whom = _before(hit, words) if passive else _ahead(hit, words)
    on_bail = passive and {"bail", "jail", "prison", "custody"}.intersection(_ahead(hit, words))
    held = _CAPTIVES.intersection(whom) or (passive and _HELD.intersection(whom[-4:]))
    if {"investigation", "charge"}.intersection(_ahead(hit, words)[:3]):
        return None  # 'released under investigation'
    if on_bail or held:
        return EventKind.HUMANITARIAN
    return pulling_free(hit, words, near, company)


def _crowding(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    if near["gunmen"] and not near["protesters"]:
        return EventKind.RIOT  # a gang blocks a road for no cause
    if hit.trigger.lemma.startswith("block "):
        fallen = near["nature"] or _IN_THE_WAY.intersection(_before(hit, words))
        return None if fallen else EventKind.PROTEST
    crowd = near["protesters"] or _CROWDS.intersection(_before(hit, words))
    return EventKind.PROTEST if crowd and not near["sport"] else None


def _travelling(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """Statesmen travel to talk; soldiers who do are moved."""
    ahead = {"to", "in", "for"}.intersection(
        [*words.lowers[hit.number : hit.end], *_ahead(hit, words)]
    )
    if ahead and _STATESMEN.intersection(words.lowers[: hit.number]):
        return EventKind.TALKS
    return EventKind.MOVEMENT if near["soldiers"] and ahead else None


def _burying(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    if words.lower(hit.number - 2) in ("he", "she"):
        return None
    if company["nature"] or {"mud", "rubble", "snow", "ash"}.intersection(words.lowers):
        return EventKind.DISASTER
    passive = {"was", "were"}.intersection(_before(hit, words)[-2:])
    dead = {"dead", "victims", "bodies"}.intersection(_ahead(hit, words)[:4])
    return EventKind.OTHER if passive or dead else None


def _tearing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    return EventKind.DISASTER if _ROOFS.intersection(_ahead(hit, words)) else None


def _cutting_off(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    around = _before(hit, words) + _ahead(hit, words)
    return EventKind.HUMANITARIAN if _SETTLED.intersection(around) else None


def _of_aircraft(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'shot down a drone'; in sport and debate anything is shot down."""
    aloft = company["air"] or company["soldiers"] or _ALOFT.intersection(words.lowers)
    return EventKind.STRIKE if aloft else None


def _on_the_streets(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'thousands on the streets of Belgrade'."""
    before = _before(hit, words)[-4:]
    if not _CROWDS.intersection(before):
        return None
    glad = any(word.startswith("celebrat") for word in before)
    return EventKind.OTHER if glad else EventKind.PROTEST


def _testing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    return EventKind.EXERCISE if {"missile", "missiles"}.intersection(_ahead(hit, words)) else None


def _giving_way(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    if _SLOPES.intersection(_before(hit, words)):
        return EventKind.DISASTER
    return EventKind.ACCIDENT if near["buildings"] or near["vehicles"] else None


def _executing(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """People are executed; so are plans and orders."""
    whom = company["gunmen"] or company["soldiers"] or _PEOPLE.intersection(words.lowers)
    plans = {"plan", "plans", "order", "orders", "search", "strategy"}.intersection(words.lowers)
    return EventKind.ATTACK_ON_CIVILIANS if whom and not plans else None


def _snatching(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    armed = near["gunmen"] or near["soldiers"]
    return EventKind.ATTACK_ON_CIVILIANS if armed and not near["sport"] else None


def _carrying_off(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'a priest was taken from his church', not 'samples were taken from the well'."""
    before = _before(hit, words)
    whom = _PERSONS.intersection(before) or _CAPTIVES.intersection(before)
    passive = {"was", "were"}.intersection(before[-2:])
    healed = {"hospital", "office", "power"}.intersection(words.lowers)
    return EventKind.ATTACK_ON_CIVILIANS if whom and passive and not healed else None


def _protesting(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'China protested against the passage': a state does it in words."""
    crowd = near["protesters"] or near["labour"] or _PEOPLE.intersection(words.lowers)
    state = words.is_capital(hit.number - 1) and not hit.is_noun and hit.number <= 3
    return EventKind.STATEMENT if state and not crowd else EventKind.PROTEST


def _demanding(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """'farmers drove into the capital to demand subsidies': a crowd demands by protesting."""
    crowd = (_CROWDS | _MARCHERS).intersection(words.lowers[: hit.number])
    purpose = words.lower(hit.number - 1) == "to" or hit.trigger.form == "ing"
    return EventKind.PROTEST if crowd and purpose else EventKind.STATEMENT


_TABLE: tuple[tuple[Decide, str], ...] = (
    (
        _landing_blow,
        "hit target pound land_on fall_on rain_down_on rain_on slam_into lob down rip_through "
        "tear_through run_over go_down barrage salvo intercept set_off",
    ),
    (
        _by_soldiers,
        "fall_to take_over drive_out reclaim regain push push_towards engage retaliate infiltrate "
        "fight_off advance_on insurgency",
    ),
    (_leaving, "move relocate"),
    (_handing, "bring provide give hand_out"),
    (_of_office, "dismiss sack replace name nominate suspend quit appoint dissolve"),
    (_expelling, "expel"),
    (_setting_free, "free release"),
    (pulling_free, "pull pull_free pull_out dig winch haul save"),
    (fleeing, "flee"),
    (closing, "close shut"),
    (breaking_in, "break_into force_their_way_into burst_into breach tear_down"),
    (
        _crowding,
        "block_roads block_the_road block_a_road block_highways block_the_highway chant camp_out "
        "converge_on block descend_on throng turn_out procession boycott",
    ),
    (_travelling, "travel travel_to tour trip return_to fly_to return"),
    (_burying, "bury"),
    (_tearing, "tear tear_off rip_off"),
    (_cutting_off, "cut_off"),
    (_testing, "test"),
    (_giving_way, "give_way come_down rupture topple_over fall_into fall_off swerve crumble spill"),
    (_carrying_off, "take_from"),
    (_protesting, "protest"),
    (_demanding, "demand"),
    (_executing, "execute execution"),
    (_snatching, "snatch carry_off poison board"),
    (obstructing, "turn_back turn_away obstruct obstruction hamper impede hinder stop"),
    (setting_alight, "set"),
    (bringing_to_safety, "take_off ferry carry_ashore bring_ashore pluck"),
    (robbing, "steal rob"),
    (breaking_out, "break_out_of escape_from"),
    (losing, "lose lose_control_of"),
    (burning_down, "burn_down"),
    (_of_aircraft, "shoot_down"),
    (_grappling, "battle_with"),
    (_shooting_it_out, "shootout shoot-out"),
    (_on_the_streets, "on_the_streets in_the_streets"),
)
DECIDERS: dict[str, Decide] = {
    lemma.replace("_", " "): decide for decide, lemmas in _TABLE for lemma in lemmas.split()
}


def leaves_home(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> bool:
    """'families left Chinari': a people in flight, for verbs that armies share with it."""
    return _leaving(hit, words, near, company) is not None


def is_military(hit: Hit, words: Words) -> bool:
    """Whether what is sent or moved belongs to an army."""
    return _sending(hit, words, Counter(), Counter()) is not None
