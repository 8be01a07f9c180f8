"""What a place name does in its sentence: only a place may carry an event.

The rules look at the words beside the name, in this order: a demonym by the name itself;
an organisation by the capitalised words it stands among; a government by a verb of saying
or doing politics after it, or by the office that it owns.
"""

from __future__ import annotations

from typing import Final

from geodata.geoparsing import lexicon
from geodata.geoparsing.candidates import Candidate
from geodata.geoparsing.names import KIND_BIT, Trait
from geodata.geoparsing.tokens import Tokens
from geodata.geoparsing.wordlists import words
from geodata.model import PlaceKind, Usage

_LIKE_A_CAPITAL: Final = 6.4  # prominence; a capital's has a bonus of 1.5
_AUXILIARIES = words("has have had is are was were will would also again later then not never")
_OFFICES = words("""
    government president premier minister ministers ministry parliament leader leaders army
    military forces troops navy ambassador embassy envoy foreign defence defense prime
    authorities officials spokesman spokeswoman representative delegation diplomats position
    stance policy side
""")
_TOWARDS_A_GOVERNMENT = words("with by against urged told asked accused accuses blamed warned")
_TALK = words("""
    talks agreement deal relations ties tensions treaty dialogue negotiations alliance ceasefire
    truce accord pact cooperation contacts meeting consultations normalisation normalization
""")


def usage_of(tokens: Tokens, candidate: Candidate) -> Usage:
    """What the name does here."""
    best = candidate.traits.best_flags
    if best & Trait.DEMONYM and not best & Trait.MAIN:
        return Usage.DEMONYM
    if _inside_organisation(tokens, candidate):
        return Usage.ORGANISATION
    if _may_govern(candidate) and _governs(tokens, candidate):
        return Usage.GOVERNMENT
    return Usage.PLACE


def _lower(tokens: Tokens, index: int, sentence: int) -> str:
    if 0 <= index < len(tokens) and tokens.sentence[index] == sentence:
        return tokens.lowers[index]
    return ""


def _inside_organisation(tokens: Tokens, c: Candidate) -> bool:
    """Whether capitalised words around the name make it part of an organisation's name."""
    if c.end != tokens.ends[c.last] and not tokens.text.startswith(".", c.end - 1):
        return False  # a possessive: "Kenya's Ministry" is a ministry in Kenya
    if _is_a_division(tokens, c):
        return False
    index = c.last + 1
    while index < min(len(tokens), c.last + 5) and tokens.gaps[index] in (" ", " & "):
        if not tokens.capital[index]:
            break
        if tokens.lowers[index] in lexicon.ORGANISATION_HEADS:
            return True
        index += 1
    before = c.first - 1
    if _lower(tokens, before, tokens.sentence[c.first]) == "the":
        before -= 1
    if _lower(tokens, before, tokens.sentence[c.first]) not in ("of", "for"):
        return False
    head = before - 1
    return (
        head >= 0
        and tokens.sentence[head] == tokens.sentence[c.first]
        and tokens.words[head][0].isupper()
        and tokens.lowers[head] in lexicon.ORGANISATION_HEADS
        and tokens.gaps[before] == " "
    )


def _is_a_division(tokens: Tokens, c: Candidate) -> bool:
    """'Wase Local Government Area', 'in Cochabamba Department': a district or region."""
    following = tokens.lowers[c.last + 1 : c.last + 4]
    if following == ["local", "government", "area"]:
        return True
    after = c.last + 2
    alone = after >= len(tokens) or tokens.gaps[after] != " " or not tokens.capital[after]
    of_what = _lower(tokens, after, tokens.sentence[c.first]) == "of"
    region = bool(c.traits.kinds & KIND_BIT[PlaceKind.REGION])
    return region and following[:1] == ["department"] and alone and not of_what


def _may_govern(candidate: Candidate) -> bool:
    traits = candidate.traits
    if traits.kind in (KIND_BIT[PlaceKind.COUNTRY], KIND_BIT[PlaceKind.AREA]):
        return True
    return traits.kind == KIND_BIT[PlaceKind.SETTLEMENT] and traits.prominence >= _LIKE_A_CAPITAL


def _governs(tokens: Tokens, c: Candidate) -> bool:
    sentence = tokens.sentence[c.first]
    before = _lower(tokens, c.first - 1, sentence)
    if before == "the":
        before = _lower(tokens, c.first - 2, sentence)
    after = c.last + 1
    following = _lower(tokens, after, sentence)
    if c.end != tokens.ends[c.last] and tokens.text[c.end : c.end + 1] in "'’":
        return following in _OFFICES
    if before in lexicon.LOCATIVES or before in ("of", "for"):
        return False
    if tokens.gaps[after].strip() == "":
        verb, at = following, after
        while verb in _AUXILIARIES and at < c.last + 4:
            at += 1
            verb = _lower(tokens, at, sentence)
        if verb in lexicon.SAYING and verb not in ("will", "would", "must", "has", "had"):
            return True
    if before in _TOWARDS_A_GOVERNMENT and before != "with":
        return True
    return _in_talks(tokens, c, sentence)


def _in_talks(tokens: Tokens, c: Candidate, sentence: int) -> bool:
    """Whether it is party to talks: "talks with Ankara", "a pact between Peru and Chile"."""
    nearby = [_lower(tokens, index, sentence) for index in range(c.first - 6, c.first)]
    if not {"with", "between"} & set(nearby):
        return False
    linked = set(nearby[-3:]) & {"with", "between"}
    return bool(linked) and bool(_TALK & set(nearby))
