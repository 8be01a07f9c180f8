"""All tables joined: the words of every language that a text may hold."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from geodata.dating.words import (
    arabic,
    armenian,
    azerbaijani,
    english,
    french,
    georgian,
    german,
    portuguese,
    russian,
    spanish,
    turkish,
    ukrainian,
)
from geodata.dating.words.classes import Table, Word

_APART = (
    english.TABLE,
    russian.TABLE,
    ukrainian.TABLE,
    armenian.TABLE,
    georgian.TABLE,
    arabic.TABLE,
)
# "mars", "mai" and "sept" are no dates in English, nor "an" and "on" in French and German: each
# of these tables stands alone, and only where the small words of a text say its language.
_ALONE = {
    "fr": french.TABLE,
    "es": spanish.TABLE,
    "pt": portuguese.TABLE,
    "de": german.TABLE,
}
_SMALL_WORDS = {
    "fr": "le la les des et en un une du est dans que pour qui sur au par ont été a se avec",
    "es": "el la los las de y en que un una por con del se para su al ha fue fueron tras",
    "pt": "o os as de e em que um uma por com do da não para no na dos das foi foram após",
    "de": "der die das und in den von zu mit ist auf für dem ein eine sich nicht im am wurde bei",
    "en": "the of and to in that is was for on with said by at from his has were it",
    "it": "il la di e che un una per con del della nel sono gli alla dei è le",
    "tr": "ve bir bu için ile olarak da de çok daha olan gibi kadar sonra dedi ise",
    "ro": "și în de la pe cu a din este care pentru nu au",
}
_SMALL = {code: frozenset(listed.split()) for code, listed in _SMALL_WORDS.items()}
_SAMPLE = 3_000  # characters looked at
_FEWEST = 3  # small words that tell a language
# Turkish "on" is ten and Azerbaijani "may" a month: they join only where their letters stand.
_TURKIC_AZERBAIJANI = (english.TABLE, azerbaijani.TABLE, turkish.TABLE)
_TURKIC_TURKISH = (english.TABLE, turkish.TABLE, azerbaijani.TABLE)
_AZERBAIJANI_LETTER = re.compile("[əƏ]")
_WORD = re.compile(r"[^\W\d_]+")
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
    has_dotted_days: bool = False  # "12. Juli"


def lexicon_for(text: str) -> Lexicon:
    """The words to look for in a text; Turkic tables join where the text looks Turkic."""
    alone = _western_language(text[:_SAMPLE])
    if alone:
        return _joined(alone)
    if _AZERBAIJANI_LETTER.search(text):
        return _joined("azerbaijani")
    if _TURKIC_LETTER.search(text) or _TURKIC_SAFE.search(text):
        return _joined("turkish")
    return _joined("")


def _western_language(sample: str) -> str:
    """'fr', 'es', 'pt' or 'de' where the small words of a text say so clearly, '' otherwise."""
    counts = Counter(_WORD.findall(sample.lower()))
    told = {code: sum(counts[w] for w in listed) for code, listed in _SMALL.items()}
    best = max(told, key=lambda code: told[code])
    second = max(times for code, times in told.items() if code != best)
    clear = told[best] >= _FEWEST and told[best] > second and told[best] > 2 * told["en"]
    return best if clear and best in _ALONE else ""


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
def _joined(which: str) -> Lexicon:
    tables: list[Table] = [_ALONE[which]] if which in _ALONE else list(_APART)
    if which and which not in _ALONE:
        extra = _TURKIC_AZERBAIJANI if which == "azerbaijani" else _TURKIC_TURKISH
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
        words,
        {first: _pattern(names) for first, names in phrases.items()},
        phrase_words,
        which == "de",
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
