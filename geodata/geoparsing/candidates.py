"""Stretches of a text that are the name of some place, before anybody judged them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from geodata.geoparsing.names import NameIndex, NameTraits, Trait
from geodata.geoparsing.tokens import Tokens
from geodata.geoparsing.wordlists import words

LONGEST_NAME_WORDS: Final = 6
_JOINS = frozenset({" ", "-", "‐", "‑", "–", "’", "'"})
_PARTICLES = words("al el as ash ar an at az ad")  # "al-Bab": a name may open with these
_POSSESSIVES = frozenset({"'s", "’s", "ʼs", "`s", "'S", "’S"})


class Candidate(NamedTuple):
    """Words first..last (inclusive) of the tokens, characters start..end of the text."""

    first: int
    last: int
    start: int
    end: int
    key: str
    name: int
    traits: NameTraits


class _Window(NamedTuple):
    """The key of some words on end, and for each length the last word and its end."""

    key: str
    ends: dict[int, tuple[int, int]]
    has_possessive: bool


def name_candidates(tokens: Tokens, names: NameIndex) -> list[Candidate]:
    """Every stretch of words that the index knows, overlapping ones too, in order of start."""
    found: list[Candidate] = []
    keys: dict[str, str] = {}
    for first in range(len(tokens)):
        if tokens.capital[first] or _is_particle(tokens, first):
            found.extend(_starting_at(tokens, first, names, keys))
    return found


def _is_particle(tokens: Tokens, first: int) -> bool:
    return (
        tokens.lowers[first] in _PARTICLES
        and tokens.gaps[first + 1] in _JOINS
        and tokens.capital[first + 1]
    )


def _starting_at(
    tokens: Tokens, first: int, names: NameIndex, keys: dict[str, str]
) -> Iterator[Candidate]:
    """Candidates from one word on, first as written, then without possessive endings."""
    window = _window(tokens, first, names, keys, bare=False)
    yield from _within(tokens, first, window, names)
    if window.has_possessive:
        yield from _within(tokens, first, _window(tokens, first, names, keys, bare=True), names)


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
    tokens: Tokens, first: int, names: NameIndex, keys: dict[str, str], *, bare: bool
) -> _Window:
    """The words from ``first`` on that could be one name; ``bare`` drops possessive endings.

    A name ends at a possessive only when the ending is dropped; without dropping it the
    ending is part of the name ("Prince George's County").
    """
    key, ends, has_possessive = "", {}, False
    for index in range(first, min(first + LONGEST_NAME_WORDS, len(tokens))):
        if index > first and not _runs_on(tokens, index):
            break
        word, end = tokens.words[index], tokens.ends[index]
        possessive = word[-2:] in _POSSESSIVES
        has_possessive |= possessive
        if possessive and bare:
            word, end = word[:-2], end - 2
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
    if last > first or best & Trait.MAIN or not best & (Trait.ABBREVIATION | Trait.CODE):
        return True
    word = tokens.words[first]
    dotted = "." in word or tokens.gaps[first + 1][:1] == "."
    return word.isupper() or (dotted and not best & Trait.CODE)


def _with_dot(tokens: Tokens, last: int, end: int, traits: NameTraits) -> int:
    """The end of the name, its full stop included when it is an abbreviation."""
    word = tokens.words[last]
    if end != tokens.ends[last] or tokens.text[end : end + 1] != ".":
        return end
    inner = "." in word and len(word) <= 6
    shortened = traits.best_flags & Trait.ABBREVIATION and not word.isupper()
    return end + 1 if inner or shortened else end
