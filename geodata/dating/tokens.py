"""Text as a row of classed words: one letter each, so that grammar is patterns on letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from geodata.dating.numerals import NUMBER_ENDING, number_word
from geodata.dating.words.classes import Word
from geodata.dating.words.lexicon import Lexicon, fold, lexicon_for, phrase_key

_UNKNOWN = Word("_")
_PARAGRAPH = Word("|")
_SENTENCE_END = Word(".")
_PUNCTUATION = {
    ",": Word(","),
    "-": Word("-"),
    "‐": Word("-"),
    "‑": Word("-"),
    "–": Word("-"),
    "—": Word("-"),
    "−": Word("-"),
    "(": Word("("),
    ")": Word(")"),
    "/": Word("/"),
    "'": Word("'"),
    "’": Word("'"),
    ".": _SENTENCE_END,
    "!": _SENTENCE_END,
    "?": _SENTENCE_END,
    "…": _SENTENCE_END,
    "։": _SENTENCE_END,  # Armenian full stop
    ";": Word(";"),
    ":": Word(";"),
}

# White space, control, zero-width and bidi characters fall between the alternatives: skipped.
_TOKEN = re.compile(
    r"(?P<paragraph>\n[ \t\r]*\n)"
    r"|(?P<number>\d{1,4}(?:[./-]\d{1,4}){2}(?!\d|[./-]\d)|\d+(?:[.,:]\d+)*(?:"
    + NUMBER_ENDING
    + r")?)"
    r"|(?P<quarter>[QH][1-4](?!\w))"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>(?P<same>[^\s\x00-\x1f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff])(?P=same)*)"
)
_RUNS = "_,-()/;."
_DIGIT_BEFORE = re.compile(r"[\w$€£¥₽₺₼#№§@+]")
_YEAR_CUES = ("In ", "Since ", "since ")
_EARLY_YEAR = 1900
_LAST_WORD = re.compile(r"([^\W\d_]+) (?:\d\d?(?:st|nd|rd|th)? )?$")
_WORD_AND_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_BEHIND_A_DOT = re.compile(r"\. ?([^\W\d_]+)")
_LABEL = re.compile(
    r"(?:\b(?:no|nos|number|v|ver|vol|page|pp|item|gate|flat|article|section|chapter|clause|"
    r"resolution|route|highway|flight|room|bus|line|act|windows|channel|unit|phase)\.?) $",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Tokens:
    """Parallel columns: the letters joined, the words, and where each stands.

    Runs of unknown words are one '_', runs of a mark one mark; '|' parts paragraphs and
    '.' ends a sentence.
    """

    text: str
    letters: str = ""
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def tokenize(text: str) -> Tokens:
    """The classed words of a text, in order, in one pass."""
    tokens = Tokens(text)
    last = ""
    for word, start, end in _words(text, lexicon_for(text)):
        if word.letter == last and last in _RUNS:
            tokens.ends[-1] = end
            continue
        last = word.letter
        tokens.words.append(word)
        tokens.starts.append(start)
        tokens.ends.append(end)
    tokens.letters = "".join([word.letter for word in tokens.words])
    return tokens


def _words(text: str, lexicon: Lexicon) -> Iterator[tuple[Word, int, int]]:
    skip_to = 0
    words, phrases = lexicon.words, lexicon.phrases
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < skip_to:
            continue
        kind = match.lastgroup
        if kind == "word":
            key = match.group().lower()
            if key in phrases and (phrase := phrases[key].match(text, start)):
                skip_to = phrase.end()
                yield lexicon.phrase_words[phrase_key(phrase.group())], start, skip_to
                continue
            yield _word(text, key, start, end, words)
            skip_to = max(skip_to, _abbreviation_end(text, key, end, words))
        elif kind == "number":
            yield from _number(text, match.group(), start, end, words)
            if lexicon.has_dotted_days and _is_dotted(text, end, words):
                skip_to = end + 1
        elif kind == "quarter":
            of = 4 if match.group()[0] == "Q" else 2
            yield Word("q", int(match.group()[1]), str(of)), start, end
        elif kind == "paragraph":
            yield _PARAGRAPH, start, end
        else:
            yield _PUNCTUATION.get(match.group()[0], _UNKNOWN), start, end


def _word(
    text: str, key: str, start: int, end: int, words: dict[str, Word]
) -> tuple[Word, int, int]:
    """A word by itself, with its dot as an abbreviation, or without what an apostrophe adds."""
    if text[end : end + 1] == "." and (dotted := words.get(key + ".")):
        return dotted, start, end + 1
    word = words.get(key)
    if word is None and not key.isascii():
        word = words.get(fold(key))
    if word is None and ("'" in key or "’" in key):
        stem = key.replace("’", "'").split("'", 1)[0]
        return words.get(fold(stem), _UNKNOWN), start, start + len(stem)
    return word or _UNKNOWN, start, end


def _abbreviation_end(text: str, key: str, end: int, words: dict[str, Word]) -> int:
    return end + 1 if text[end : end + 1] == "." and key + "." in words else 0


def _is_dotted(text: str, end: int, words: dict[str, Word]) -> bool:
    """Whether a full stop behind a number is that of a day: "12. Juli", "12. bis 16. Juli"."""
    found = _BEHIND_A_DOT.match(text, end)
    word = words.get(found[1].lower()) if found else None
    return word is not None and word.letter in "M>&"


def _number(
    text: str, digits: str, start: int, end: int, words: dict[str, Word]
) -> Iterator[tuple[Word, int, int]]:
    if _is_part_of_a_name(text, start, words):
        yield _UNKNOWN, start, end
        return
    if digits[-2:] in ("'s", "’s") and not digits[:-2].endswith("0"):
        digits, end = digits[:-2], end - 2  # "July 16's attack"; but "1990's" is a decade
    word = number_word(digits, text[end : end + 24])
    if word.detail == "counted" and _is_year_after_all(text, start, word.value, words):
        word = Word("Y", word.value)
    yield word, start, end


def _is_year_after_all(text: str, start: int, value: int, words: dict[str, Word]) -> bool:
    """A year in front of what is counted: "In 2016 troops crossed", "On 14 July 2020 troops"."""
    if text[max(0, start - 6) : start].endswith(_YEAR_CUES):
        return True
    month = _LAST_WORD.search(text[max(0, start - 16) : start])
    word = words.get(month[1].lower()) if month else None
    # A round number counts, "By 3 May 2000 people had died"; so does one too early for news.
    return word is not None and word.letter == "M" and value > _EARLY_YEAR and value % 100 != 0


def _is_part_of_a_name(text: str, start: int, words: dict[str, Word]) -> bool:
    """Whether digits belong to what stands before: "F-16", "$2016", "No. 12", "TB2"."""
    before = text[start - 1 : start]
    if before and _DIGIT_BEFORE.match(before):
        return True
    if before == "-":
        hung_on = _WORD_AND_HYPHEN.search(text[max(0, start - 14) : start])
        word = words.get(hung_on[1].lower()) if hung_on else None
        return hung_on is not None and (word is None or word.letter not in "MF")
    return bool(_LABEL.search(text[max(0, start - 12) : start]))
