"""Agreements of states and sides, told from the bargains of firms and councils."""

from __future__ import annotations

from collections import Counter

from geodata.events.kinds.public_life import OFFICES
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import EventKind

_BARGAINS = word_set(
    """
    agreement deal treaty accord accords pact memorandum agreements ceasefire truce contract
    declaration protocol peace memorandums treaties deals withdraw halt exchange resume stop
    cease-fire swap charter roadmap communique
    """
)
_CONCLUDED = word_set(
    """
    signed sign signing reached reach brokered ratified concluded inked struck signs agreed
    initialled announced mediated violated collapsed takes took force effect finalised
    finalized approved holding broke entered
    """
)
_BUSINESS = word_set(
    """
    company companies firm firms bank banks plc inc club ltd corp retailer carmaker airline
    developer developers contractor contractors vendor landlord insurer selectmen aldermen
    councillors councilors councilman councilwoman commissioners trustees school schools
    university college teachers
    """
)
_TOWN_SEATS = word_set("city town county village parish borough township")
_LAWS = word_set("law bill legislation decree proclamation ordinance")


def _is_business(words: Words) -> bool:
    """Whether firms, schools or the council of a town deal with each other, and no state."""
    council = any(
        word == "council" and words.lower(number - 1) in _TOWN_SEATS
        for number, word in enumerate(words.lowers)
    )
    business = council or _BUSINESS.intersection(words.lowers)
    return bool(business) and not OFFICES.intersection(words.lowers)


def bargaining(
    hit: Hit, words: Words, near: Counter[str], company: Counter[str]
) -> EventKind | None:
    """A deal that is struck: None where firms or a town council strike it."""
    return None if _is_business(words) else EventKind.AGREEMENT


def agreeing(hit: Hit, words: Words, near: Counter[str], company: Counter[str]) -> EventKind | None:
    """'signed a treaty', 'agreed on a truce'; a signed law is another matter."""
    made = _CONCLUDED
    if hit.trigger.lemma == "sign" and _LAWS.intersection(words.lowers[hit.end : hit.end + 6]):
        return None if near["sport"] else EventKind.OTHER
    if hit.trigger.lemma in ("sign", "conclude", "agree"):
        made = _BARGAINS
    if not made.intersection(words.lowers):
        return None
    return None if _is_business(words) else EventKind.AGREEMENT
