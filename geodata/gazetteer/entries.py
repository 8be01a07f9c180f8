"""One entry of the gazetteer on its way into the compiled file."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from geodata.gazetteer.names import NameFlag, name_key, short_form
from geodata.model import PlaceKind

Name = tuple[str, NameFlag]
PLAIN = NameFlag(0)

#: What a kind adds to the logarithm of the population when namesakes are ranked.
_KIND_BONUS = {
    PlaceKind.COUNTRY: 2.0,
    PlaceKind.REGION: -0.5,
    PlaceKind.DISTRICT: -0.8,
}
CAPITAL_BONUS = 1.5


@dataclass(slots=True)
class Entry:
    """A place with its names and their flags, before it has a row.

    Attributes:
        admin1, admin2: ids of the divisions it lies in, '' when unknown or itself above.
        names: the usual name first.
        prominence: for ranking namesakes and labels, about the logarithm of the population.
    """

    id: str
    kind: PlaceKind
    country_code: str
    lat: float
    lon: float
    radius_km: float
    population: int
    names: list[Name] = field(default_factory=list)
    admin1: str = ""
    admin2: str = ""
    prominence: float = 0.0
    source: str = ""


def prominence(kind: PlaceKind, population: int, *, is_capital: bool = False) -> float:
    """How well known a place is: the logarithm of its population, moved by its kind.

    Example:
        >>> prominence(PlaceKind.SETTLEMENT, 0)
        1.0
        >>> round(prominence(PlaceKind.COUNTRY, 2_900_000), 2)
        8.46
    """
    bonus = _KIND_BONUS.get(kind, 0.0) + (CAPITAL_BONUS if is_capital else 0.0)
    return math.log10(population + 10) + bonus


def settlement_radius_km(population: int) -> float:
    """The radius that a settlement of this population about covers, 0.5 to 25 km.

    Built-up area grows a little slower than people; fitted by eye to cities of known area
    (Baku 2.3 million: 14 km; a village of 500: 0.5 km).

    Example:
        >>> settlement_radius_km(500), round(settlement_radius_km(2_350_000), 1)
        (0.5, 13.8)
    """
    return min(25.0, max(0.5, 0.009 * math.sqrt(max(population, 1))))


def alternate_flags(name: str) -> NameFlag:
    """What sort of alternate name GeoNames gives: a code, a machine's romanisation, or plain.

    Example:
        >>> alternate_flags("KVD"), alternate_flags("gngh"), alternate_flags("Gence")
        (<NameFlag.CODE: 8>, <NameFlag.ROMANISED: 16>, <NameFlag: 0>)
    """
    if name.isascii() and name.isalpha() and len(name) <= 4 and name.isupper():
        return NameFlag.CODE
    if name[:1].isascii() and name.islower():
        return NameFlag.ROMANISED
    return PLAIN


def with_short_form(name: str, flags: NameFlag = NameFlag.MAIN) -> list[Name]:
    """The name of a division and, where it has a generic word, the name without it.

    Example:
        >>> [name for name, _ in with_short_form("Fairfax County")]
        ['Fairfax County', 'fairfax']
    """
    short = short_form(name_key(name))
    return [(name, flags), *([(short, NameFlag.SHORT)] if short else [])]


def merged_names(names: list[Name]) -> list[Name]:
    """Each name once, in the order met, its flags joined; blank ones dropped."""
    merged: dict[str, NameFlag] = {}
    for name, flags in names:
        text = " ".join(name.split())
        if text:
            merged[text] = joined(merged[text], flags) if text in merged else flags
    return list(merged.items())


def joined(one: NameFlag, other: NameFlag) -> NameFlag:
    """The flags of two ways in which a place has one name: the better way wins.

    A machine's romanisation or a code that is also spelled so by people is no longer one.

    Example:
        >>> joined(NameFlag.ROMANISED, PLAIN), joined(NameFlag.CODE, NameFlag.CODE)
        (<NameFlag: 0>, <NameFlag.CODE: 8>)
    """
    flags = one | other
    return flags if one & _POOR and other & _POOR else flags & ~_POOR


_POOR = NameFlag.CODE | NameFlag.ROMANISED


_SHORTENED = {"saint": "st", "mount": "mt", "fort": "ft", "county": "co", "point": "pt"}
_LENGTHENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def respelled(key: str) -> str:
    """A name key with its Saint, Mount, Fort written the other way, '' when it has none.

    Example:
        >>> respelled("mount pleasant"), respelled("st louis"), respelled("baku")
        ('mt pleasant', 'saint louis', '')
    """
    words = key.split()
    if len(words) < 2:
        return ""
    shorter = [_SHORTENED.get(word, word) for word in words]
    longer = [_LENGTHENED.get(words[0], words[0]), *words[1:]]
    other = shorter if shorter != words else longer
    return "" if other == words else " ".join(other)
