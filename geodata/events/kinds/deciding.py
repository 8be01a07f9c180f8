"""The kind of a trigger: by its own rule, by the rule of its kind, or as the lexicon has it."""

from __future__ import annotations

from collections import Counter

from geodata.events.everyday import DECIDERS
from geodata.events.kinds.bargains import agreeing, bargaining
from geodata.events.kinds.fighting import (
    attacking,
    capturing,
    clashing,
    exploding,
    firing,
    raiding,
    shooting,
    shots_fired,
    stoppage,
    storming,
    striking,
)
from geodata.events.kinds.harm import harm
from geodata.events.kinds.mishaps import burning, collapsing, erupting, plunging, spreading_illness
from geodata.events.kinds.moving import delivering, exercising, moving
from geodata.events.kinds.public_life import (
    calling,
    calling_for,
    dispersing,
    escaping,
    gathering,
    meeting,
    toppling,
    vowing,
    warning,
)
from geodata.events.lexicon import CONSEQUENCE
from geodata.events.triggers import Hit
from geodata.events.words import Words
from geodata.model import EventKind


def kind_of(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """The kind a trigger tells, None when its company says that it tells none.

    Args:
        hit: the trigger.
        words: its sentence.
        near: the company in its clause.
        company: the company in its sentence.
    """
    if hit.trigger.kind == CONSEQUENCE:
        return harm(hit, words, near, company)
    decide = _BY_LEMMA.get(hit.trigger.lemma) or DECIDERS.get(hit.trigger.lemma)
    if decide is not None:
        return decide(hit, words, near, company)
    kind = EventKind(hit.trigger.kind)
    general = _BY_KIND.get(kind) if hit.trigger.strength == 1 else None
    return kind if general is None else general(hit, words, near, company)


_BY_LEMMA = {
    **dict.fromkeys(("attack", "assault", "counterattack", "ambush", "open fire"), attacking),
    **dict.fromkeys(("shots were fired", "gunshots were fired", "fire was opened"), shots_fired),
    "strike": striking,
    **dict.fromkeys(
        ("launch a strike", "stage a strike", "hold a strike", "begin a strike", "call a strike"),
        stoppage,
    ),
    **dict.fromkeys(
        ("explosion", "blast", "explode", "detonation", "blow up", "mine explosion", "go off"),
        exploding,
    ),
    **dict.fromkeys(("clash", "battle", "fight", "confrontation", "brawl", "scuffle"), clashing),
    **dict.fromkeys(("shoot", "shooting"), shooting),
    "fire": burning,
    "launch": firing,
    "erupt": erupting,
    "eruption": erupting,
    **dict.fromkeys(("collapse", "cave in"), collapsing),
    **dict.fromkeys(("plunge", "crash", "sink", "overturn", "skid", "veer off", "wreck"), plunging),
    **dict.fromkeys(
        (
            "deliver",
            "delivery",
            "ship",
            "supply",
            "send",
            "shipment",
            "cargo",
            "hand over",
            "distribute",
            "drop",
            "distribution",
            "consignment",
            "donate",
            "airlift",
            "handover",
        ),
        delivering,
    ),
    **dict.fromkeys(
        (
            "enter",
            "arrive",
            "land",
            "sail",
            "station",
            "fly",
            "reach",
            "leave",
            "head",
            "depart",
            "advance",
            "flight",
            "mass",
            "retreat",
            "withdraw",
            "transit",
            "begin flights",
            "pull out",
            "dispatch",
            "deploy",
            "withdrawal",
            "convoy",
            "patrol",
            "arrival",
            "cross into",
            "move into",
            "mobilise",
            "mobilize",
            "deployment",
            "reinforcement",
            "pull back",
        ),
        moving,
    ),
    **dict.fromkeys(
        ("exercise", "drill", "manoeuvre", "maneuver", "practise", "rehearse"), exercising
    ),
    "storm": storming,
    "raid": raiding,
    **dict.fromkeys(("capture", "seize", "occupy", "liberate", "recapture", "retake"), capturing),
    **dict.fromkeys(("vow", "pledge", "promise"), vowing),
    "warn": warning,
    **dict.fromkeys(("topple", "oust", "depose"), toppling),
    "call": calling,
    "call for": calling_for,
    "gather": gathering,
    "escape": escaping,
    "disperse": dispersing,
    "fighting": clashing,
    **dict.fromkeys(
        (
            "meet",
            "meeting",
            "visit",
            "host",
            "discuss",
            "welcome",
            "attend",
            "conference",
            "delegation",
            "session",
            "convene",
            "confer",
            "talks",
            "mediation",
            "summit",
            "speak with",
            "receive",
            "consult",
            "consultation",
        ),
        meeting,
    ),
    **dict.fromkeys(
        (
            "agreement",
            "deal",
            "accord",
            "pact",
            "treaty",
            "sign",
            "conclude",
            "agree",
            "memorandum",
        ),
        agreeing,
    ),
    **dict.fromkeys(
        (
            "strike a deal",
            "sign a deal",
            "reach a deal",
            "sign an agreement",
            "reach an agreement",
            "reach agreement",
        ),
        bargaining,
    ),
    **dict.fromkeys(("outbreak", "epidemic"), spreading_illness),
}


# A weak word of these kinds needs the company that all words of the kind need.
_BY_KIND = {
    EventKind.MOVEMENT: moving,
    EventKind.DELIVERY: delivering,
    EventKind.TALKS: meeting,
}
