"""Places a clause names that the gazetteer does not know."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from geodata.events.words import MONTHS, WEEKDAYS, Words, word_set
from geodata.model import DateMention

_GOVERN = word_set("in at near outside")
_BEFORE = word_set(
    """
    village town city district hamlet suburb neighbourhood neighborhood settlement camp community
    villages towns townland barangay locality parish municipality commune
    """
)
KINDS_OF_PLACES = _BEFORE | word_set(
    "area ward sub-district subdistrict location division county province region"
)
_ENDS_A_NAME = KINDS_OF_PLACES | word_set("island islands governorate oblast atoll valley")
_PLAIN = word_set("nearby neighbouring neighboring remote rural coastal central downtown")
_OWNING = word_set("'s of from to through")
_TAKEN = word_set(
    "shelled captured seized retook recaptured bombed attacked raided stormed overran entered"
)
_NO_PLACES = (
    WEEKDAYS | MONTHS | word_set("parliament congress english french spanish arabic russian islam")
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name used as a place that nobody knows: words first to end, end exclusive."""

    first: int
    end: int
    name: str


def strangers_in(
    words: Words, start: int, end: int, known: Collection[int], dates: Sequence[DateMention]
) -> Iterator[Stranger]:
    """The names used as places that nobody knows, in order.

    Such a name stands behind 'in', 'the village of' or a verb like 'captured', or between 'of' or
    a country's 's and a word like 'district'.

    Args:
        words: the sentence.
        start: the first word looked at.
        end: the word behind the last.
        known: where in the report names begin that are known places, persons or groups.
        dates: the date expressions of the sentence.

    Example:
        >>> from geodata.events.words import split_words
        >>> words = split_words("Rebels took the village of Old Berdoba.")
        >>> list(strangers_in(words, 0, len(words), (), ()))
        [Stranger(first=5, end=7, name='Old Berdoba')]
    """
    for number in range(start, end - 1):
        name = number + 1 + (words.lower(number + 1) == "the")
        name += name < end - 1 and _describes(words, name)
        if name >= end or not words.is_capital(name) or words.lowers[name] in _NO_PLACES:
            continue
        position = words.starts[name]
        if position in known or any(d.start <= position < d.end for d in dates):
            continue
        behind = name + 1
        while behind < end and words.is_capital(behind) and words.starts[behind] not in known:
            behind += 1
        owned = words.lowers[number] in _OWNING and (
            words.lower(behind) in KINDS_OF_PLACES or _says_its_kind(words, name, behind)
        )
        if _governs(words, number) or owned:
            yield Stranger(name, behind, " ".join(words.texts[name:behind]))


def _says_its_kind(words: Words, first: int, behind: int) -> bool:
    """'Holbox Island', 'Kavre District': the name ends in what it is."""
    return behind - first > 1 and words.lowers[behind - 1] in _ENDS_A_NAME


def _describes(words: Words, number: int) -> bool:
    """'low-lying', 'nearby', 'northern': one plain word before a name."""
    word = words.lowers[number]
    plain = word in _PLAIN or word.endswith(("-lying", "ern"))
    return plain and not words.is_capital(number) and words.is_capital(number + 1)


def unknown_name(
    words: Words, start: int, end: int, known: Collection[int], dates: Sequence[DateMention]
) -> str:
    """The first name of ``strangers_in``; '' when there is none."""
    found = next(strangers_in(words, start, end, known, dates), None)
    return "" if found is None else found.name


def _governs(words: Words, number: int) -> bool:
    word = words.lowers[number]
    if word in _GOVERN or word in _TAKEN:
        return True
    return word == "of" and words.lower(number - 1) in _BEFORE
