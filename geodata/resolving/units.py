"""What the words beside a name say it is: "Tavush province", "the city of X", "rural Y"."""

from __future__ import annotations

from typing import Final

from geodata.geoparsing import FoundName
from geodata.geoparsing.tokens import Tokens
from geodata.geoparsing.wordlists import words
from geodata.model import Usage

_LONGEST_LIST: Final = 12  # words between a name and the plural that is said of the whole list
_UNITS = {
    "region": """province region state governorate oblast territory prefecture canton republic krai
        department wilaya voivodeship countryside
        vilayəti ili ilinin ilinde մարզ մարզի մարզում область области області
        მხარე რეგიონი""",
    "district": """county district parish municipality borough raion rayon township lga
        tehsil taluk upazila regency commune woreda zone cercle
        rayonu rayonunun rayonunda ilçesi ilçesinde район районе районі
        շրջան რაიონი მუნიციპალიტეტი""",
    "settlement": """city town village capital settlement hamlet suburb
        şəhəri şəhərində şəhərinin kəndi kəndində qəsəbəsi şehri şehrinde kenti köyü köyünde
        քաղաք քաղաքի քաղաքում գյուղ""",
    "water": "river lake sea bay gulf strait ocean creek çayı nehri gölü",
    "mountains": "mountain mountains hills range dağı",
    "island": "island islands adası",
}
_UNIT_OF = {word: unit for unit, listed in _UNITS.items() for word in listed.split()}
_PLURALS = {
    "region": "provinces regions states governorates oblasts territories prefectures cantons",
    "district": """counties districts parishes municipalities boroughs raions townships zones
        woredas upazilas tehsils regencies communes""",
    "settlement": "cities towns villages settlements hamlets suburbs",
    "water": "rivers lakes",
}
_PLURAL_OF = {word: unit for unit, listed in _PLURALS.items() for word in listed.split()}
_TOWN_WORDS = words("""
    город города городе городом село селе посёлок посёлке деревня деревне
    місто міста місті селище селищі ქალაქ ქალაქი ქალაქში სოფელ სოფელი სოფელში
""")
_SPOT_WORDS = words("at near outside")
_AIMING = words("""
    aim aimed aiming anger angered angry directed furious hurled lashed levelled leveled look
    looked looking outraged point pointed thrown took
""")
_CALLED = words("city town village settlement hamlet")
_FARTHEST_CALLED: Final = 3  # words after the article: "a small market town"
_WIDER = words("""
    northern southern eastern western northeastern northwestern southeastern southwestern
    rural across throughout
""")


def unit_beside(tokens: Tokens, name: FoundName) -> str:
    """What the words beside the name say it is, one of the keys of ``_UNITS`` or ''."""
    candidate = name.candidate
    after = candidate.last + 1
    if name.mention.usage is not Usage.DEMONYM:
        if after < len(tokens) and tokens.gaps[after] == " ":
            unit = _UNIT_OF.get(tokens.lowers[after])
            if unit:
                return unit
            if tokens.lowers[after : after + 3] == ["local", "government", "area"]:
                return "district"
        unit = _said_of_list(tokens, candidate.last)
        if unit:
            return unit
    before = candidate.first - 1
    if before < 0 or tokens.gaps[candidate.first] != " ":
        return ""
    word = tokens.lowers[before]
    if word == "of" and before > 0:
        said = tokens.lowers[before - 1]
        return _UNIT_OF.get(said) or _PLURAL_OF.get(said, "")
    return "settlement" if word in _TOWN_WORDS else ""


def _said_of_list(tokens: Tokens, last: int) -> str:
    """The plural that ends the list in which the word stands: "Herat and Ghor provinces"."""
    listed = False
    for index in range(last + 1, min(last + _LONGEST_LIST, len(tokens))):
        gap, word = tokens.gaps[index], tokens.lowers[index]
        if gap.strip() == "," or word == "and":
            listed = True
        elif gap != " ":
            return ""
        elif not tokens.capital[index]:
            return _PLURAL_OF.get(word, "") if listed else ""
        if gap.strip() == "," and not tokens.capital[index] and word != "and":
            return ""
    return ""


def is_spot(tokens: Tokens, name: FoundName) -> bool:
    """Whether the words are those of a town: "a bridge at X", "near X", "X, a village"."""
    candidate = name.candidate
    if name.mention.usage is not Usage.PLACE:
        return False
    before = candidate.first - 1
    if before >= 0 and tokens.gaps[candidate.first] == " ":
        word, earlier = tokens.lowers[before], tokens.lowers[before - 1] if before else ""
        if word in _SPOT_WORDS and not (word == "at" and earlier in _AIMING):
            return True
        if word == "of" and earlier in _CALLED:
            return True
    return _is_called_town(tokens, candidate.last + 1)


def _is_called_town(tokens: Tokens, after: int) -> bool:
    """Whether an apposition calls it one: ", a small town"."""
    if after + 1 >= len(tokens) or tokens.gaps[after].strip() != ",":
        return False
    if tokens.lowers[after] not in ("a", "an", "the"):
        return False
    for index in range(after + 1, min(after + 1 + _FARTHEST_CALLED, len(tokens))):
        if tokens.gaps[index] != " " or tokens.capital[index]:
            return False
        if tokens.lowers[index] in _CALLED:
            return True
    return False


def is_widened(tokens: Tokens, name: FoundName) -> bool:
    """Whether the word before makes an area of it: "northern Aleppo", "across Ninewa"."""
    before = name.candidate.first - 1
    return (
        before >= 0 and tokens.gaps[name.candidate.first] == " " and tokens.lowers[before] in _WIDER
    )
