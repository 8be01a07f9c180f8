"""Places a clause names that the gazetteer does not know."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geodata.events.words import Words, word_set
from geodata.model import DateMention

_GOVERN = word_set("in at near outside")
_KINDS = word_set("village town city district hamlet suburb neighbourhood settlement camp")
_TAKEN = word_set(
    "shelled captured seized retook recaptured bombed attacked raided stormed overran entered"
)
_NO_PLACES = word_set(
    """
    parliament congress english french spanish arabic russian islam january february march april
    may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday
    """
)


def unknown_name(
    words: Words, start: int, end: int, known: Collection[int], dates: Sequence[DateMention]
) -> str:
    """The first name used as a place that nobody knows; '' when there is none.

    Such a name stands behind 'in', 'the village of' or a verb like 'captured'.

    Args:
        words: the sentence.
        start: the first word looked at.
        end: the word behind the last.
        known: where in the report names begin that are known places, persons or groups.
        dates: the date expressions of the sentence.

    Example:
        >>> from geodata.events.words import split_words
        >>> words = split_words("Rebels took the village of Old Berdoba.")
        >>> unknown_name(words, 0, len(words), (), ())
        'Old Berdoba'
    """
    for number in range(start, end - 1):
        if not _governs(words, number):
            continue
        name = number + 1 + (words.lower(number + 1) == "the")
        if name >= end or not words.is_capital(name) or words.lowers[name] in _NO_PLACES:
            continue
        position = words.starts[name]
        if position not in known and not any(d.start <= position < d.end for d in dates):
            behind = name + 1
            while behind < end and words.is_capital(behind):
                behind += 1
            return " ".join(words.texts[name:behind])
    return ""


def _governs(words: Words, number: int) -> bool:
    word = words.lowers[number]
    if word in _GOVERN or word in _TAKEN:
        return True
    return word == "of" and words.lower(number - 1) in _KINDS
