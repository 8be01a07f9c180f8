"""A text as blocks: stretches inside which a line break is only a wrapped line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-*•–—·▪‣◦●○■□➢►✓]|\(?\d{1,3}[.)]|\(?[a-zа-я]\))\s+\S")
_OPEN_END = re.compile(r"[,;:\-\u00ad–—(]\s*$")
_STOP_END = re.compile(r"[.!?…。！？؟۔।։][\"'”’»)\]]*\s*$")
_WRAP_COLUMNS = (28, 130)  # wrapped text is set between these widths


@dataclass(frozen=True, slots=True)
class Block:
    """Characters start..end of a text, of one paragraph; a row of a table is one by itself."""

    start: int
    end: int
    paragraph: int
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    follows_blank: bool


def blocks(text: str, rows: Sequence[tuple[int, int]] = ()) -> list[Block]:
    r"""The blocks of a text in order; a headline or a bullet is a block of its own.

    Example:
        >>> [(b.start, b.end, b.paragraph) for b in blocks("Headline\n\nText that is\nwrapped.")]
        [(0, 8, 0), (10, 31, 1)]
        >>> blocks("")
        []
    """
    if rows:
        return _around_rows(text, sorted(rows))
    lines = list(_lines(text))
    if not lines:
        return []
    width = _wrap_width(lines)
    found: list[Block] = []
    paragraph = 0
    start, previous = lines[0].start, lines[0]
    prose = _runs_of_prose(text, lines)
    for number, line in enumerate(lines[1:], 1):
        bullet = _BULLET.match(text, line.start, line.end) is not None
        if (
            not bullet
            and not line.follows_blank
            and _is_wrapped(text, previous, line, width if prose[number] else 0)
        ):
            previous = line
            continue
        found.append(Block(start, previous.end, paragraph))
        paragraph += not bullet or line.follows_blank
        start, previous = line.start, line
    found.append(Block(start, previous.end, paragraph))
    return found


def _around_rows(text: str, rows: list[tuple[int, int]]) -> list[Block]:
    """The blocks between the rows of tables, and each row as a block."""
    found: list[Block] = []
    at = 0
    for start, end in [*rows, (len(text), len(text))]:
        paragraph = found[-1].paragraph + 1 if found else 0
        found += [
            Block(at + b.start, at + b.end, paragraph + b.paragraph) for b in blocks(text[at:start])
        ]
        if end > start:
            found.append(Block(start, end, found[-1].paragraph + 1 if found else 0, is_row=True))
        at = end
    return found


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold more than white space."""
    end, blank = 0, False
    for match in _LINE.finditer(text):
        between = text[end : match.start()]
        blank = blank or len(between.replace("\r\n", "\n")) > 1
        end = match.end()
        if match.group().isspace():
            blank = True
            continue
        yield _Line(match.start(), match.end(), blank)
        blank = False


def _runs_of_prose(text: str, lines: list[_Line]) -> list[bool]:
    """For each line whether the lines around it, up to a blank one, hold a full stop at an end.

    A run of lines none of which ends a sentence is a list of headlines, however long they are.
    """
    found = [False] * len(lines)
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and not lines[number].follows_blank:
            continue
        stops = any(
            _STOP_END.search(text[max(x.start, x.end - 8) : x.end]) for x in lines[first:number]
        )
        found[first:number] = [stops] * (number - first)
        first = number
    return found


def _wrap_width(lines: list[_Line]) -> int:
    """The column at which lines were broken, 0 when they were not."""
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[(len(lengths) * 9) // 10 if len(lengths) > 2 else -1]
    return width if _WRAP_COLUMNS[0] <= width <= _WRAP_COLUMNS[1] else 0


def _is_wrapped(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the break between the two lines only wraps a sentence or a paragraph."""
    tail = text[max(line.start, line.end - 8) : line.end]
    first = text[following.start : following.end].lstrip()[:1]
    if _OPEN_END.search(tail) and not tail.rstrip().endswith(":"):
        return True
    if first.islower() and first.title() != first and not _STOP_END.search(tail):
        return True
    return bool(width) and line.end - line.start >= 0.72 * width
