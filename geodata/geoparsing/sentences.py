"""Text to sentences, in every script that marks their end; linear in the length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geodata.geoparsing.abbreviations import (
    ANYWHERE,
    BEFORE_A_NAME,
    BEFORE_A_NUMBER,
    MONTHS_AFTER_A_DAY,
    OPENERS,
)
from geodata.geoparsing.lines import blocks
from geodata.model import Sentence
from geodata.tables import Table, tables_in

_NO_SPACE_NEEDED = "。！？｡।॥۔።։"
_END = re.compile(r"[.!?…。！？｡؟۔।॥።։]+[\"'”’»›)\]」』]*")
_NEXT = re.compile(r"\S")
_OPENING = re.compile(r"[\"'“‘«‹„(\[—–\-\s¿¡]*")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_LAST_TOKEN = re.compile(r"[^\s\"'“‘«„(\[]*$")
_LONGEST_ABBREVIATION = 24
_LONGEST_DATELINE = 90
_DATELINE = re.compile(  # KEENE, N.H. (AP) -
    r"""
    (?:\w{2,3}\.\ )?[^\W\d_][\w'’]{1,20}(?:[ -][\w'’]{2,20}){0,3}  # the town, in capitals
    (?:,\ [\w.]{2,12}(?:\ [\w.]{1,12}){0,2}){0,3}  # state, land, day
    (?:\ \([^()\n]{1,30}\))?\ ?(?:--|[—–-])\s
    """,
    re.VERBOSE,
)


def split_sentences(text: str, tables: Sequence[Table] | None = None) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; white space between them belongs to none.

    A full stop after an abbreviation, an initial or inside a number ends nothing. A
    headline, a bullet and a line of its own is a sentence. A line break inside wrapped
    text is not an end; nor is a full stop inside a dateline ("KEENE, N.H. - ..."). A row of
    a table of events is one sentence.

    Args:
        text: any text.
        tables: of the text, when they are already known.

    Example:
        >>> [s.text for s in split_sentences("Gen. A. Petrov left. He flew to Oslo.")]
        ['Gen. A. Petrov left.', 'He flew to Oslo.']
        >>> split_sentences("  ")
        ()
    """
    found: list[Sentence] = []
    tables = tables_in(text) if tables is None else tables
    for block in blocks(text, [(t.start, t.header_end) for t in tables] + _rows(tables)):
        if block.is_row:
            row = text[block.start : block.end]
            found.append(Sentence(block.start, block.end, row, len(found), block.paragraph))
            continue
        for start, end in _sentences_within(text, block.start, block.end):
            found.append(Sentence(start, end, text[start:end], len(found), block.paragraph))
    return tuple(found)


def _rows(tables: Sequence[Table]) -> list[tuple[int, int]]:
    return [(row.start, row.end) for table in tables for row in table.rows]


def _sentences_within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of one block."""
    first = _NEXT.search(text, start, end)
    while first is not None:
        begin, stop = first.start(), end
        for match in _END.finditer(text, end_of_dateline(text, begin, end), end):
            following = _NEXT.search(text, match.end(), end)
            if following is None:
                stop = match.end()
                break
            if _ends_here(text, begin, match, following.start(), end):
                stop = match.end()
                break
        trimmed = stop
        while trimmed > begin and text[trimmed - 1].isspace():
            trimmed -= 1
        yield begin, trimmed
        first = _NEXT.search(text, stop, end)


def end_of_dateline(text: str, begin: int, end: int) -> int:
    """Where the dateline that opens a sentence ends, its beginning where there is none."""
    found = _DATELINE.match(text, begin, min(end, begin + _LONGEST_DATELINE))
    if found is None:
        return begin
    town = found.group().partition(",")[0].partition("(")[0]
    return found.end() if town.isupper() else begin


def _ends_here(text: str, begin: int, match: re.Match[str], following: int, end: int) -> bool:
    """Whether the stop closes the sentence, judged by the words on both sides."""
    if match.group()[0] in _NO_SPACE_NEEDED:
        return True
    if following == match.end():
        return False
    opening = _OPENING.match(text, following, min(end, following + 40))
    at = opening.end() if opening else following
    first = text[at : at + 1]
    if first.islower() and first.title() != first:  # Georgian has lower case only
        return False
    if match.group()[0] != "." or match.group()[:2] == "..":
        return True
    word = _WORD.match(text, at, min(end, at + 40))
    return _full_stop_ends(text, begin, match.start(), word.group() if word else "")


def _full_stop_ends(text: str, begin: int, stop: int, following: str) -> bool:
    """Whether one full stop ends the sentence, given the word that follows it."""
    tail = _LAST_TOKEN.search(text, max(begin, stop - _LONGEST_ABBREVIATION), stop)
    token = tail.group() if tail else ""
    key = token.lower().replace(".", "")
    opens = following.lower() in OPENERS
    if token.isdigit():
        is_item = stop - len(token) == begin
        return not (is_item or (len(token) < 3 and following.lower() in MONTHS_AFTER_A_DAY))
    if key in BEFORE_A_NUMBER and following[:1].isdigit():
        return False
    if key in BEFORE_A_NAME and len(key) > 1:
        return False
    if len(token) == 1 and token.isalpha() and (token.isupper() or key in BEFORE_A_NAME):
        return opens and len(following) > 1
    if "." in token or key in ANYWHERE:  # U.S., a.m., e.g., Calif.
        return opens
    return True
