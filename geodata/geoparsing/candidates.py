"""Stretches of a text that are the name of some place, before anybody judged them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Final, NamedTuple

from geodata.geoparsing.inflection import BaseForms, base_forms
from geodata.geoparsing.names import NameIndex, NameTraits, Trait
from geodata.geoparsing.tokens import Tokens
from geodata.geoparsing.wordlists import words

LONGEST_NAME_WORDS: Final = 6
LONGEST_DECLINED_WORDS: Final = 3
MOST_COMBINATIONS: Final = 80
AS_WRITTEN_LEAD: Final = 0.5  # powers of ten
_JOINS = frozenset({" ", "-", "‐", "‑", "–", "’", "'"})
_PERSON_TITLES = words("mr mrs ms miss dr prof sgt cpl lt capt col maj gen sen rep mme mlle")
_NAME_PARTICLES = words("de los las del dos das da van von der den bin ibn della di")
_PARTICLES = words("al el as ash ar an at az ad")  # "al-Bab": a name may open with these
_TURKIC_ENDING = re.compile(r"['’ʼ`][a-zçəğıöşü]{1,7}$")
_MAIN, _ABBREVIATION, _CODE = int(Trait.MAIN), int(Trait.ABBREVIATION), int(Trait.CODE)
_POSSESSIVES = frozenset({"'s", "’s", "ʼs", "`s", "'S", "’S"})


class Candidate(NamedTuple):
    """Words first..last (inclusive) of the tokens, characters start..end of the text.

    ``bare`` is the last word without its case ending, '' when none was taken off.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    name: int
    traits: NameTraits
    bare: str = ""


class _Window(NamedTuple):
    """The key of some words on end, and for each length the last word and its end."""

    key: str
    ends: dict[int, tuple[int, int]]
    has_possessive: bool


def name_candidates(tokens: Tokens, names: NameIndex, language: str = "") -> list[Candidate]:
    """Every stretch of words that the index knows, overlapping ones too, in order of start.

    Where the language declines its nouns, names are looked up without their endings too.
    """
    found: list[Candidate] = []
    keys: dict[str, str] = {}
    forms = base_forms(language)
    turkic = language in ("tr", "az")
    for first, lower in enumerate(tokens.lowers):
        if (tokens.capital[first] or lower in _PARTICLES) and _may_begin(tokens, first):
            found.extend(_starting_at(tokens, first, names, keys, turkic=turkic))
            if forms is not None:
                found.extend(_declined_at(tokens, first, names, forms))
    return found


def _declined_at(
    tokens: Tokens, first: int, names: NameIndex, forms: BaseForms
) -> Iterator[Candidate]:
    """Candidates from one word on whose words carry case endings."""
    choices: list[list[str]] = []
    for index in range(first, min(first + LONGEST_DECLINED_WORDS, len(tokens))):
        if index > first and not _runs_on(tokens, index):
            return
        word = tokens.words[index]
        choices.append([word, *forms(word)] if tokens.capital[index] else [word])
        if not tokens.capital[index]:
            continue
        best: tuple[float, Candidate | None] = (-10.0, None)
        for number, spelling in enumerate(islice(product(*choices), MOST_COMBINATIONS)):
            key = names.key(" ".join(spelling))
            known = names.names_at(key)
            if not known or known[-1][0] != len(key):
                continue
            name = known[-1][1]
            traits = names.traits(name)
            if number == 0:  # as it is written: found already, and to be beaten clearly
                best = (traits.prominence + AS_WRITTEN_LEAD, None)
            elif traits.prominence > best[0]:
                start, end = tokens.starts[first], tokens.ends[index]
                found = Candidate(first, index, start, end, key, name, traits, spelling[-1])
                best = (traits.prominence, found)
        if best[1] is not None:
            yield best[1]


def _may_begin(tokens: Tokens, first: int) -> bool:
    """Whether a name may begin here: at a capital, but never after "Mr." or "Dr."."""
    if not tokens.capital[first]:
        return _is_particle(tokens, first)
    if first == 0 or _follows_a_particle(tokens, first):
        return first == 0
    return tokens.lowers[first - 1] not in _PERSON_TITLES or tokens.gaps[first] not in (" ", ". ")


def _follows_a_particle(tokens: Tokens, first: int) -> bool:
    """Whether it goes on a person's name: 'Jonathan de los Angeles', 'Otto van Buren'."""
    number = first - 1
    while number > 0 and tokens.words[number] in _NAME_PARTICLES and tokens.gaps[number + 1] == " ":
        number -= 1
    return number < first - 1 and tokens.gaps[number + 1] == " " and tokens.capital[number]


def _is_particle(tokens: Tokens, first: int) -> bool:
    return (
        tokens.lowers[first] in _PARTICLES
        and tokens.gaps[first + 1] in _JOINS
        and tokens.capital[first + 1]
    )


def _starting_at(
    tokens: Tokens, first: int, names: NameIndex, keys: dict[str, str], *, turkic: bool
) -> Iterator[Candidate]:
    """Candidates from one word on, first as written, then without possessive endings."""
    window = _window(tokens, first, names, keys, bare=False, turkic=turkic)
    yield from _within(tokens, first, window, names)
    if window.has_possessive:
        bare = _window(tokens, first, names, keys, bare=True, turkic=turkic)
        yield from _within(tokens, first, bare, names)


def _within(tokens: Tokens, first: int, window: _Window, names: NameIndex) -> Iterator[Candidate]:
    if not window.key:
        return
    for length, name in names.names_at(window.key):
        if length not in window.ends:
            continue
        last, end = window.ends[length]
        traits = names.traits(name)
        if _has_its_capitals(tokens, first, last, traits):
            end = _with_dot(tokens, last, end, traits)
            start = tokens.starts[first]
            yield Candidate(first, last, start, end, window.key[:length], name, traits)


def _window(
    tokens: Tokens, first: int, names: NameIndex, keys: dict[str, str], *, bare: bool, turkic: bool
) -> _Window:
    """The words from ``first`` on that could be one name; ``bare`` drops possessive endings.

    A name ends at a possessive only when the ending is dropped; without dropping it the
    ending is part of the name ("Prince George's County").
    """
    key, ends, has_possessive = "", {}, False
    for index in range(first, min(first + LONGEST_NAME_WORDS, len(tokens.words))):
        if index > first and not _runs_on(tokens, index):
            break
        word, end = tokens.words[index], tokens.ends[index]
        possessive = 0 if word.isascii() and word.isalpha() else _ending_size(word, turkic)
        has_possessive |= possessive > 0
        if possessive and bare:
            word, end = word[:-possessive], end - possessive
        word_key = keys.get(word)
        if word_key is None:
            word_key = keys[word] = names.key(word)
        if not word_key:
            break
        key = f"{key} {word_key}" if key else word_key
        if tokens.capital[index] or word[0].isdigit() or index == first:
            ends[len(key)] = (index, end)
        if possessive and bare:
            break
    return _Window(key, ends, has_possessive)


def _ending_size(word: str, turkic: bool) -> int:
    """How many characters an ending behind an apostrophe takes: "Peru's" 2, "Ankara'da" 3."""
    if word[-2:] in _POSSESSIVES:
        return 2
    if turkic:
        found = _TURKIC_ENDING.search(word)
        return len(found.group()) if found else 0
    return 0


def _runs_on(tokens: Tokens, index: int) -> bool:
    """Whether a name may run on from the word before to this one."""
    gap = tokens.gaps[index]
    if gap in _JOINS:
        return True
    bare = gap.strip()
    if not bare:
        return gap.count("\n") < 2
    if bare in ("-", "‐", "‑") and "\n" in gap:  # a name broken at the end of a line
        return True
    return bare == "." and len(tokens.words[index - 1]) <= 3


def _has_its_capitals(tokens: Tokens, first: int, last: int, traits: NameTraits) -> bool:
    """Codes and short abbreviations count only as they are written: "US", never "Us"."""
    best = traits.best_flags
    if last > first or best & _MAIN or not best & (_ABBREVIATION | _CODE):
        return True
    word = tokens.words[first]
    dotted = "." in word or tokens.text.startswith(".", tokens.ends[first])
    return word.isupper() or (dotted and bool(traits.flags & _ABBREVIATION))


def _with_dot(tokens: Tokens, last: int, end: int, traits: NameTraits) -> int:
    """The end of the name, its full stop included when it is an abbreviation."""
    word = tokens.words[last]
    if end != tokens.ends[last] or tokens.text[end : end + 1] != ".":
        return end
    inner = "." in word and len(word) <= 6
    shortened = traits.flags & _ABBREVIATION and not word.isupper()
    return end + 1 if inner or shortened else end
