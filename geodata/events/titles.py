"""A short headline made of the report's own words."""

from __future__ import annotations

from geodata.events.words import Words, word_set

LONGEST_TITLE = 90  # characters
_LEADING = word_set(
    """
    and but or that which who while when after before as because although though since where
    if with then , ; : — – - “ " ” ' ( ) whereas amid
    """
)


def title_of(words: Words, text: str, start: int, end: int, hit: int) -> str:
    """The clause cut to a headline that holds the word that tells the event.

    Args:
        words: the sentence.
        text: the report.
        start: the first word of the clause.
        end: the word behind its last.
        hit: the word that tells the event.
    """
    first = start
    while first < min(hit, end - 1) and words.lowers[first] in _LEADING:
        first += 1
    if words.ends[hit] - words.starts[first] > LONGEST_TITLE - 10:
        first = _nearer(words, first, hit)
    last = end - 1
    while last > hit and (
        not words.texts[last][-1:].isalnum()
        or words.ends[last] - words.starts[first] > LONGEST_TITLE
    ):
        last -= 1
    cut = " ".join(text[words.starts[first] : words.ends[last]].split())
    return _capitalised(cut[:LONGEST_TITLE])


def _nearer(words: Words, first: int, hit: int) -> int:
    """A start closer to the telling word, behind a mark or a joining word where there is one."""
    near = hit
    while near > first and words.ends[hit] - words.starts[near - 1] < LONGEST_TITLE - 25:
        near -= 1
    for number in range(near, hit):
        if words.lower(number - 1) in (",", ";", "—", "with", "that", "and"):
            return number
    return near


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
