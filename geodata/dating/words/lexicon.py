"""All tables joined: the words of every language that a text may hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from geodata.dating.words import (
    armenian,
    azerbaijani,
    english,
    georgian,
    russian,
    turkish,
    ukrainian,
)
from geodata.dating.words.classes import Table, Word

_APART = (english.TABLE, russian.TABLE, ukrainian.TABLE, armenian.TABLE, georgian.TABLE)
# Turkish "on" is ten and Azerbaijani "may" a month: they join only where their letters stand.
_TURKIC_AZERBAIJANI = (english.TABLE, azerbaijani.TABLE, turkish.TABLE)
_TURKIC_TURKISH = (english.TABLE, turkish.TABLE, azerbaijani.TABLE)
_AZERBAIJANI_LETTER = re.compile("[əƏ]")
_TURKIC_LETTER = re.compile("[ğşıİĞŞçÇüÜöÖ]")
_TURKIC_SAFE = re.compile(
    r"\b(?:temmuz|ağustos|iyul|iyun|avqust|haziran|sentyabr|oktyabr|noyabr|dekabr|yanvar|fevral)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, and the phrases that begin with a word, longest first."""

    words: dict[str, Word]
    phrases: dict[str, re.Pattern[str]]
    phrase_words: dict[str, Word]


def lexicon_for(text: str) -> Lexicon:
    """The words to look for in a text; Turkic tables join where the text looks Turkic."""
    if _AZERBAIJANI_LETTER.search(text):
        return _joined("azerbaijani")
    if _TURKIC_LETTER.search(text) or _TURKIC_SAFE.search(text):
        return _joined("turkish")
    return _joined("")


def fold(word: str) -> str:
    """Lower case, with the dotted capital I of Turkic spelling made plain.

    Example:
        >>> fold("İyul") == "iyul"
        True
    """
    return word.lower().replace("i̇", "i")


def phrase_key(words: str) -> str:
    """A phrase as it is looked up: folded, hyphens and line ends made single spaces."""
    return fold(" ".join(words.replace("-", " ").split()))


@cache
def _joined(turkic: str) -> Lexicon:
    tables: list[Table] = list(_APART)
    if turkic:
        extra = _TURKIC_AZERBAIJANI if turkic == "azerbaijani" else _TURKIC_TURKISH
        tables += [*extra, *(_without_marks(table) for table in extra[1:])]
    words: dict[str, Word] = {}
    phrases: dict[str, list[str]] = {}
    phrase_words: dict[str, Word] = {}
    for table in tables:
        for name, word in table.items():
            if " " in name:
                key = phrase_key(name)
                if key not in phrase_words:
                    phrases.setdefault(key.split(" ", 1)[0], []).append(key)
                    phrase_words[key] = word
            else:
                words.setdefault(name, word)
    return Lexicon(
        words, {first: _pattern(names) for first, names in phrases.items()}, phrase_words
    )


def _pattern(names: list[str]) -> re.Pattern[str]:
    names = sorted(names, key=len, reverse=True)
    return re.compile(
        "(?:" + "|".join(n.replace(" ", r"[\s-]{1,3}") for n in names) + r")(?!\w)", re.I
    )


def _without_marks(table: Table) -> Table:
    """The words as typed on a keyboard without Turkic letters: 'agustos', 'kasim'."""
    plain = str.maketrans("ışğçöüə", "isgcoue")
    folded = {
        unicodedata.normalize("NFC", name).translate(plain): word for name, word in table.items()
    }
    return {name: word for name, word in folded.items() if len(name) > 3}
