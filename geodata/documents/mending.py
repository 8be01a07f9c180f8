"""Lines of printed pages as running text: heads, feet and broken words mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import quantiles

_EDGE = 3  # lines at the top and at the foot of a page that may belong to no text
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010\u00ad]$")
_HYPHENED = re.compile(r"(?<!\w)\w+-\w+")
_HIDDEN_HYPHEN = re.compile("\u00ad(?=.)")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_FULL = 0.75  # a line shorter than this share of a full one ends a paragraph
_HEADING = 0.6


def mended(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    r"""The text of pages, paragraphs apart by a blank line, and what was done to it.

    A line that stands at the same edge of most pages, whatever its number, is a running head
    or foot. A word broken at the end of a line is joined; its hyphen stays when the text has
    the word with a hyphen elsewhere.

    Example:
        >>> text, notes = mended([["No 1", "Shelling hit the vil-", "lage."], ["No 2", "End."]])
        >>> text
        'Shelling hit the village.\n\nEnd.'
        >>> for note in notes:
        ...     print(note)
        Lines that repeat at the edge of the pages were left out: “No 1”.
        1 word broken at the end of a line was joined.
    """
    cleaned = [[_spaced(line) for line in page] for page in pages]
    kept, repeated = _without_repeats(cleaned)
    text, joined = _paragraphs(kept)
    notes = []
    if repeated:
        shown = "”, “".join(line[:60] for line in repeated[:3])
        notes.append(f"Lines that repeat at the edge of the pages were left out: “{shown}”.")
    if joined:
        words = "1 word" if joined == 1 else f"{joined:,} words"
        was = "was" if joined == 1 else "were"
        notes.append(f"{words} broken at the end of a line {was} joined.")
    return text, tuple(notes)


def _spaced(line: str) -> str:
    return " ".join(_HIDDEN_HYPHEN.sub("", line).split())


def _without_repeats(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    if len(pages) < 2:
        return [list(page) for page in pages], []
    heads: Counter[str] = Counter()
    feet: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page if line]
        heads.update({_key(line) for line in lines[:_EDGE]})
        feet.update({_key(line) for line in lines[-_EDGE:]})
    needed = max(2, len(pages) // 2 + 1)
    repeats = [{key for key, seen in edge.items() if seen >= needed} for edge in (heads, feet)]
    removed: dict[str, str] = {}
    return [_trimmed(page, repeats[0], repeats[1], removed) for page in pages], list(
        removed.values()
    )


def _trimmed(
    page: Sequence[str], heads: set[str], feet: set[str], removed: dict[str, str]
) -> list[str]:
    lines = [line for line in page if line]
    top, end = 0, len(lines)
    while top < min(_EDGE, end) and _key(lines[top]) in heads:
        removed.setdefault(_key(lines[top]), lines[top])
        top += 1
    while end > top and len(lines) - end < _EDGE and _key(lines[end - 1]) in feet:
        removed.setdefault(_key(lines[end - 1]), lines[end - 1])
        end -= 1
    places = [place for place, line in enumerate(page) if line][top:end]
    return list(page[places[0] : places[-1] + 1]) if places else []


def _key(line: str) -> str:
    return _NUMBER.sub("#", line).casefold()


def _paragraphs(pages: Sequence[Sequence[str]]) -> tuple[str, int]:
    lines = [line for page in pages for line in (*page, "\f")]
    widths = [len(line) for line in lines if len(line) > 1]
    full = quantiles(widths, n=10)[7] if len(widths) > 3 else max(widths, default=0)
    hyphened = {word.casefold() for line in lines for word in _HYPHENED.findall(line)}
    paragraphs: list[str] = []
    joined = 0
    is_open = False
    for number, line in enumerate(lines):
        if line in ("", "\f"):
            is_open = is_open and line == "\f" and _goes_on(paragraphs, lines[number + 1 :])
            continue
        if is_open:
            together, was_broken = _together(paragraphs[-1], line, hyphened)
            joined += was_broken
            paragraphs[-1] = together
        else:
            paragraphs.append(line)
        is_open = not _ends_paragraph(line, full)
    return "\n\n".join(paragraphs), joined


def _goes_on(paragraphs: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether the sentence before a page break goes on behind it."""
    following = next((line for line in rest if line not in ("", "\f")), "")
    return bool(
        paragraphs and following and not _SENTENCE_END.search(paragraphs[-1])
        and (following[0].islower() or _BROKEN.search(paragraphs[-1]))
    )  # fmt: skip


def _ends_paragraph(line: str, full: float) -> bool:
    if _SENTENCE_END.search(line):
        return len(line) < _FULL * full
    return len(line) < _HEADING * full and not _BROKEN.search(line)


def _together(before: str, line: str, hyphened: set[str]) -> tuple[str, bool]:
    broken = _BROKEN.search(before)
    if broken is None or not line[:1].islower():
        return f"{before} {line}", False
    first, rest = broken.group(1), re.match(r"\w*", line)
    whole = f"{first}-{rest.group() if rest else ''}".casefold()
    if whole in hyphened:
        return before[:-1] + "-" + line, False
    return before[:-1] + line, True
