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


def title_of(words: Words, text: str, start: int, end: int, hit: int, verb: int) -> str:
    """The clause cut to a headline that holds the word that tells the event.

    Args:
        words: the sentence.
        text: the report.
        start: the first word of the clause.
        end: the word behind its last.
        hit: the word that tells the event.
        verb: the verb of the clause, or the same word.
    """
    first = start
    while first < min(hit, end - 1) and words.lowers[first] in _LEADING:
        first += 1
    if words.ends[hit] - words.starts[first] > LONGEST_TITLE - 10:
        first = _behind_fronted(words, first, min(hit, verb))
    if words.ends[hit] - words.starts[first] <= LONGEST_TITLE - 10:
        return _capitalised(_cut(words, text, first, end, hit, LONGEST_TITLE))
    tail_start = max(first, hit - 2)
    if verb < tail_start and words.ends[verb] - words.starts[first] <= LONGEST_TITLE // 2:
        head = " ".join(text[words.starts[first] : words.ends[verb]].split())
        room = LONGEST_TITLE - len(head) - 3
        return _capitalised(f"{head} … {_cut(words, text, tail_start, end, hit, room)}")
    first = _nearer(words, first, hit)
    return _capitalised(_cut(words, text, first, end, hit, LONGEST_TITLE))


def _behind_fronted(words: Words, first: int, verb: int) -> int:
    """'In late July, the military deployed': the headline begins with the military."""
    commas = [n for n in range(first, verb) if words.lowers[n] == ","]
    return commas[0] + 1 if commas else first


def _cut(words: Words, text: str, first: int, end: int, hit: int, room: int) -> str:
    last = end - 1
    while last > hit and (
        not words.texts[last][-1:].isalnum() or words.ends[last] - words.starts[first] > room
    ):
        last -= 1
    return " ".join(text[words.starts[first] : words.ends[last]].split())[:room]


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
