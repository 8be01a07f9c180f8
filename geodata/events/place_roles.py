"""What a place is to its event, by the word that governs its name."""

from __future__ import annotations

from geodata.events.bearings import SITE_WORDS, TO_WORDS, Bearing
from geodata.events.containment import TRAVELLING
from geodata.events.kinds import is_violent
from geodata.events.named_places import Named
from geodata.events.triggers import Hit
from geodata.events.words import MONTHS, WEEKDAYS, Words, word_set
from geodata.model import EventKind, PlaceKind, PlaceRole

_TAKING = word_set(
    "captured seized retook recaptured capture seize liberated occupied overran took"
)
_LEAVING = word_set("left leaving fled fleeing leave flee departed")
_ARRIVING = word_set("reached entered entering reaching reach enter")
_OFFICES = word_set(
    """
    ambassador envoy official officials correspondent professor expert analyst spokesman
    spokeswoman spokesperson reporter authorities citizens nationals embassy troops
    stationed living based born
    """
)
_MET = word_set("ambassador envoy official officials authorities")

_BOUND_FOR = word_set(
    """
    left leave bound headed heading departed sailed leaves leaving departing
    """
)


_FLYING = word_set(
    """
    shot flew flights drone jet aircraft downed crashed rained storm smoke
    """
)


def role_of(
    words: Words, bearing: Bearing, name: Named, hit: Hit, kind: EventKind
) -> PlaceRole | None:
    """What a place is to its event by the word that governs it; None for a mere mention."""
    word = bearing.word
    if kind is EventKind.STATEMENT and name.first > hit.number:
        return None  # what it is about, not where it was said
    arrives = kind is EventKind.MOVEMENT and hit.trigger.lemma in ("arrive", "land", "arrival")
    if arrives and word in ("in", "at"):
        return PlaceRole.DESTINATION
    if word in SITE_WORDS and _is_a_sickbed(words, bearing, name):
        return None
    if word in SITE_WORDS:
        aside = _belongs_to_somebody(words, bearing, hit, kind) or _is_a_topic(
            words, bearing, hit, kind
        )
        threatened = kind is EventKind.THREAT and name.first > hit.number
        return None if aside else PlaceRole.TARGET if threatened else PlaceRole.SITE
    if word == "dwellers":
        return _role_of_a_home(kind)
    if word in ("object", "subject", "compound", "of"):
        return _role_of_object(words, bearing, hit.trigger.lemma, kind)
    if word in TO_WORDS:
        return _role_of_destination(words, bearing, name, hit, kind)
    if word == "from":
        return _role_of_origin(words, bearing, kind)
    if word in ("on", "against"):
        return _role_of_aim(words, bearing, name, kind)
    if word == "over":
        low = kind is EventKind.BATTLE and name.place.kind is not PlaceKind.COUNTRY
        return PlaceRole.SITE if low or _FLYING.intersection(words.lowers) else None
    if word == "for":
        before = words.lowers[max(0, bearing.number - 4) : bearing.number]
        return PlaceRole.DESTINATION if _BOUND_FOR.intersection(before) else None
    return PlaceRole.SITE if word == "via" else None


def _role_of_a_home(kind: EventKind) -> PlaceRole | None:
    """'residents of Kimbe were moved', 'food for residents of Kimbe': where they live."""
    if kind is EventKind.HUMANITARIAN:
        return PlaceRole.ORIGIN
    if kind is EventKind.DELIVERY:
        return PlaceRole.DESTINATION
    moves = kind in TRAVELLING or kind in (EventKind.ARREST, EventKind.TALKS)
    return None if moves else PlaceRole.SITE


_TREATED = word_set(
    """
    treated treatment treating admitted taken rushed transferred referred receiving recovering
    succumbed condition passed hospitalised hospitalized airlifted
    """
)
_WARDS = word_set("hospital hospitals clinic infirmary")


def _is_a_sickbed(words: Words, bearing: Bearing, name: Named) -> bool:
    """'died during treatment at Dadeldhura hospital': not where it happened."""
    beside = words.lowers[bearing.number : name.end + 4]
    return bool(_WARDS.intersection(beside)) and bool(_TREATED.intersection(words.lowers))


def _role_of_aim(words: Words, bearing: Bearing, name: Named, kind: EventKind) -> PlaceRole | None:
    """'on the island' is a site, 'an attack on Kabul' an aim."""
    if name.place.kind in (PlaceKind.ISLAND, PlaceKind.WATER, PlaceKind.MOUNTAINS):
        return PlaceRole.SITE
    aimed = is_violent(kind) or kind is EventKind.THREAT
    return PlaceRole.TARGET if aimed or _closes_in(words, bearing) else None


_ADVANCING = word_set(
    """
    advance advanced march marched advancing
    """
)


def _closes_in(words: Words, bearing: Bearing) -> bool:
    return (
        bool(_ADVANCING.intersection(words.lowers[max(0, bearing.number - 3) : bearing.number]))
        and words.lowers[bearing.number] == "on"
    )


def _belongs_to_somebody(words: Words, bearing: Bearing, hit: Hit, kind: EventKind) -> bool:
    """'officials in Baku', 'based in Paris': where somebody sits, not where it happened."""
    before = words.lower(bearing.number - 1)
    met = kind is EventKind.TALKS and hit.number < bearing.number and before in _MET
    return before in _OFFICES and not met  # 'met the envoy in Paris'


def _is_a_topic(words: Words, bearing: Bearing, hit: Hit, kind: EventKind) -> bool:
    """'talks on disputed waters in the Mediterranean': what they are about."""
    if kind not in (EventKind.TALKS, EventKind.AGREEMENT, EventKind.STATEMENT):
        return False
    left = range(max(hit.end, bearing.number - 4), bearing.number)
    return any(words.lowers[n] in _ABOUT and words.lower(n + 1) not in _DAYS for n in left)


_ABOUT = word_set("on about over regarding concerning")
_DAYS = WEEKDAYS | MONTHS | {"the"}


def _role_of_object(
    words: Words, bearing: Bearing, lemma: str, kind: EventKind
) -> PlaceRole | None:
    word = bearing.word
    verb = words.lowers[bearing.number] if word == "object" else ""
    if verb in _LEAVING:
        return PlaceRole.ORIGIN
    if verb in _ARRIVING:
        return PlaceRole.DESTINATION if kind in TRAVELLING else PlaceRole.SITE
    if verb in _TAKING or (word == "of" and lemma == "battle"):
        return PlaceRole.SITE
    if kind in (EventKind.STRIKE, EventKind.BATTLE, EventKind.ATTACK_ON_CIVILIANS):
        return PlaceRole.SITE if word == "compound" else PlaceRole.TARGET
    if kind is EventKind.THREAT:
        return PlaceRole.TARGET
    if kind in (EventKind.STATEMENT, EventKind.ARREST, EventKind.AGREEMENT, EventKind.DELIVERY):
        return None
    if kind is EventKind.TALKS and word == "object" and not verb.startswith("visit"):
        return None
    if kind is EventKind.MOVEMENT and word in ("compound", "subject", "object"):
        return None
    return PlaceRole.SITE


_VISITING = word_set(
    """
    visit visits visiting trip travelled traveled travel travels travelling traveling flew fly
    flying flies flown
    """
)


_GOING = word_set(
    """
    visit visited trip travelled traveled flew arrived march marched returned way route
    bound travelling traveling went moved came flying sailing walked heading headed from
    """
)


_WAYS_IN = word_set("access road roads entrance highway bridge")


def _role_of_destination(
    words: Words, bearing: Bearing, name: Named, hit: Hit, kind: EventKind
) -> PlaceRole | None:
    word = words.lowers[bearing.number]
    if kind in TRAVELLING:
        return PlaceRole.DESTINATION
    if kind in (EventKind.AGREEMENT, EventKind.STATEMENT):
        return None
    if word in ("into", "onto", "toward", "towards"):
        if kind in (EventKind.PROTEST, EventKind.RIOT) and word == "into":
            return PlaceRole.SITE
        if is_violent(kind):
            return PlaceRole.TARGET
        water = name.place.kind is PlaceKind.WATER
        return PlaceRole.SITE if water else PlaceRole.DESTINATION
    if words.lower(bearing.number - 1) in _WAYS_IN:
        return PlaceRole.SITE
    before = words.lowers[max(0, bearing.number - 4) : bearing.number]
    if kind is EventKind.TALKS and hit.number <= bearing.number < hit.end:
        return PlaceRole.SITE
    if kind is EventKind.TALKS and _VISITING.intersection(before):
        return PlaceRole.SITE
    return PlaceRole.DESTINATION if _GOING.intersection(before) else None


_SETTING_OUT = word_set(
    """
    fired launched travelling traveling flying flight sailing rockets missiles bound route
    returning fire ferry train bus marched
    """
)


def _role_of_origin(words: Words, bearing: Bearing, kind: EventKind) -> PlaceRole | None:
    before = words.lowers[max(0, bearing.number - 6) : bearing.number]
    if kind in TRAVELLING:
        return PlaceRole.ORIGIN
    return PlaceRole.ORIGIN if _SETTING_OUT.intersection(before) else None
