"""Where the words of a search stand: marked in a text, quoted in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.drawing.plain_text import html
from geodata.model import Event

Find = Callable[[str], Sequence[tuple[int, int]]]  # (start, end) in order, never overlapping

_LONGEST_QUOTE = 56  # characters, two lines of the list
_BEFORE = 24  # characters kept before the first word that was found

STYLE = """<style>
.gz-hit { background: #FFDD57; color: #14181B; border-radius: 2px; padding: 0 1px;
  font-weight: 650; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
@media print { .gz-hit { background: none; color: inherit; outline: 1px solid currentColor; } }
</style>"""


def nowhere(text: str) -> Sequence[tuple[int, int]]:
    """Finds nothing: nobody searches.

    Example:
        >>> nowhere("Ganja")
        ()
    """
    return ()


def html_found(text: str, hits: Sequence[tuple[int, int]], offset: int = 0) -> str:
    """The text as HTML, with what was found marked.

    Args:
        text: a stretch of a longer text, or all of it.
        hits: in the longer text; those outside of the stretch mark nothing.
        offset: where the stretch begins in the longer text.

    Example:
        >>> html_found("in Ganja & Berd", [(3, 5)])
        'in <mark class="gz-hit" title="found">Ga</mark>nja &amp; Berd'
        >>> html_found("Ganja", [(3, 5)], offset=4)
        '<mark class="gz-hit" title="found">G</mark>anja'
    """
    pieces, at = [], 0
    for start, end in hits:
        left, right = max(start - offset, at), min(end - offset, len(text))
        if left < right:
            pieces += [html(text[at:left]), _MARK.format(html(text[left:right]))]
            at = right
    return "".join([*pieces, html(text[at:])])


_MARK = '<mark class="gz-hit" title="found">{}</mark>'


def quote(text: str, find: Find, longest: int = 72) -> str:
    """The words around the first one that was found, '' when nothing was.

    Example:
        >>> quote("It said on Friday that roads to Ganja were closed.", lambda _: [(32, 37)], 30)
        '… on Friday that roads to Ganja …'
    """
    line = " ".join(text.split())
    hits = find(line)
    if not hits:
        return ""
    start = max(0, hits[0][0] - _BEFORE)
    start = 0 if start == 0 else line.find(" ", start - 1, hits[0][0]) + 1 or hits[0][0]
    stop = min(len(line), max(start + longest, hits[0][1]))
    if stop < len(line):
        stop = max(line.rfind(" ", hits[0][1], stop + 1), hits[0][1])
    return f"{'… ' if start else ''}{line[start:stop]}{' …' if stop < len(line) else ''}"


def where_found(event: Event, find: Find) -> str:
    """The words of its passage that were found, else whose name or what place it was."""
    said = quote(event.passage.text, find, _LONGEST_QUOTE)
    if said:
        return f"“{said}”"
    names = [*(actor.name for actor in event.actors), event.speaker]
    names += [name for place in event.places for name in (place.name, place.place.label)]
    found = [name for name in names if find(name)]
    if found:
        return f"found: {found[0]}"
    return f"found by another name of {event.places[0].place.name}" if event.places else ""
