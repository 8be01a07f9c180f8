"""Which kind wins in a clause, and which kinds are violent or do harm."""

from __future__ import annotations

from geodata.model import EventKind

# What a clause tells when several triggers stand in it: the higher rank wins.
RANK = {
    EventKind.AGREEMENT: 9,
    EventKind.DISASTER: 9,
    EventKind.STRIKE: 8,
    EventKind.ACCIDENT: 8,
    EventKind.ATTACK_ON_CIVILIANS: 8,
    EventKind.RIOT: 7,
    EventKind.BATTLE: 7,
    EventKind.EXERCISE: 7,
    EventKind.THREAT: 7,
    EventKind.PROTEST: 6,
    EventKind.ARREST: 6,
    EventKind.TALKS: 5,
    EventKind.DELIVERY: 5,
    EventKind.HUMANITARIAN: 4,
    EventKind.MOVEMENT: 4,
    EventKind.OTHER: 4,
    EventKind.STATEMENT: 3,
}
_VIOLENT = frozenset(
    (EventKind.BATTLE, EventKind.STRIKE, EventKind.ATTACK_ON_CIVILIANS, EventKind.RIOT)
)
_HARMFUL = _VIOLENT | {EventKind.DISASTER, EventKind.ACCIDENT, EventKind.PROTEST}


def is_violent(kind: EventKind) -> bool:
    """Whether the kind is a deed of violence."""
    return kind in _VIOLENT


def does_harm(kind: EventKind | None) -> bool:
    """Whether people can be killed or things destroyed by an event of the kind."""
    return kind in _HARMFUL
