"""What classes of words the grammar knows, each a letter, and what each one carries.

A table of a language maps lower-case words and phrases to a :class:`Word`. The letter is
the word's class, ``value`` its number and ``detail`` what else must be known of it:

    M month 1-12           detail 'weak' where it needs a preposition or a day beside it
    W weekday 0-6          w weekday that counts only beside a day of a month
    S season 1-4           spring, summer, autumn, winter
    U unit                 value 1; detail day, week, weekend, month, quarter, year, decade, century
    R day by the report    value is the offset in days: yesterday -1
    Q which one            -1 last, 0 this, 1 next
    X by the text          0 the same, 1 the following, -1 the previous
    F part of a span       detail early, mid, late, begin, end
    P part of a day        detail morning ... night
    C count, A one         two, three, several (value 0: not a number), a
    O ordinal              first, second ...
    V fraction             4 quarter, 2 half
    H holiday              detail is its name
    E decade by name       value is its first year
    K century, y 'the year', g ago, l later (value 1) and earlier (-1)
    e before (-1), after (1); s since, u until; f from; b between; > to; & and
    i in, n on, o of, t the, z 'in ... from now' (Russian cherez); G the day before, by the text
    h hour                 value 1; 0 for minutes
    d within; k the eve of; j the night to (Russian v noch' na)
    ω last (-1) or next (1) behind its noun: "mardi dernier"; λ ago, before: "il y a", "vor"
    B 'between', said behind what it joins; q the Q3 of a year; J the end of the year
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """The class of a word and what it carries."""

    letter: str
    value: int = 0
    detail: str = ""


Table = Mapping[str, Word]


def numbered(letter: str, words: str, *, first: int, detail: str = "") -> dict[str, Word]:
    """Words in order, counted from ``first``.

    Spellings of one word are parted by '|', the words of a phrase by '_'; a lone '_' skips
    a number.

    Example:
        >>> numbered("W", "monday|mondays _ wednesday", first=0)["wednesday"].value
        2
    """
    return {
        spelling.replace("_", " "): Word(letter, number, detail)
        for number, spellings in enumerate(words.split(), start=first)
        for spelling in spellings.split("|")
        if spelling != "_"
    }


def inflected(table: Table, suffixes: str) -> dict[str, Word]:
    """A table with every word also in the forms that the suffixes, parted by '|', give it."""
    endings = suffixes.split("|")
    return {stem + ending: word for stem, word in table.items() for ending in ["", *endings]}


def spelled(words: str, word: Word) -> dict[str, Word]:
    """Several spellings, parted by '|', of one word."""
    return dict.fromkeys(words.split("|"), word)
