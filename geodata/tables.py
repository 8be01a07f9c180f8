"""Tables written in a text: their rows and cells, and what their headers say the cells are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_COLUMNS = 30
_LONGEST_HEADER = 40  # characters of one cell
_MAY_HOLD_ONE = re.compile(r"[|\t]|\S {2,}\S")
_LINE = re.compile(r"[^\n\r]+")
_RULE = re.compile(r"[\s|:+=_-]+$")
_GAP = re.compile(r" {2,}|\t+")
_WORD = re.compile(r"[^\W\d_]+")


class Column(StrEnum):
    """What the cells of a column are, as its header says."""

    DATE = "date"
    PLACE = "place"
    EVENT = "event"
    COUNT = "count"
    ACTOR = "actor"
    OTHER = "other"


_SAID = {
    Column.COUNT: """killed dead deaths died fatalities fatality wounded injured injuries casualties
        missing displaced evacuated detained arrested abducted kidnapped victims""",
    Column.DATE: "date dates day when",
    Column.PLACE: """place places location locations town village city settlement district province
        region county country state where site area municipality governorate oblast lga
        municipalities""",
    Column.EVENT: """event events incident incidents what description details summary happened type
        kind attack disaster accident""",
    Column.ACTOR: "actor actors perpetrator perpetrators who attacker attackers side party group",
}
_COLUMN_OF = {word: column for column, words in _SAID.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Cell:
    """Characters start..end of the text, without the blanks around them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a column is and the words that say so."""

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as the table has headers; characters start..end of the text."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of events: its header's line stands at start..header_end, rows follow."""

    start: int
    header_end: int
    headers: tuple[Header, ...]
    rows: tuple[Row, ...]

    def cells(self, row: Row, column: Column) -> list[tuple[Header, Cell]]:
        """The cells of a row that are of a kind and not empty, with their headers."""
        pairs = zip(self.headers, row.cells, strict=True)
        return [(h, cell) for h, cell in pairs if h.column is column and cell.text]


def tables_in(text: str) -> list[Table]:
    r"""The tables of events in a text: a header with a place or a date beside what happened.

    Cells are parted by '|', by tabs, or by two blanks and more where the columns are aligned.
    Any other table, and one without a header, is left to be read as lines.

    Example:
        >>> (table,) = tables_in("Date | Town | Event\n1 May 2021 | Goma | Shelling\n")
        >>> [header.column.value for header in table.headers]
        ['date', 'place', 'event']
        >>> [cell.text for cell in table.rows[0].cells]
        ['1 May 2021', 'Goma', 'Shelling']
        >>> tables_in("A line.")
        []
    """
    if _MAY_HOLD_ONE.search(text) is None:
        return []
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    found: list[Table] = []
    number = 0
    while number < len(lines):
        headers = _headers(text, *lines[number])
        rows = list(_rows(text, lines, number + 1, len(headers))) if headers else []
        if rows:
            start, end = lines[number]
            found.append(Table(start, end, headers, tuple(rows)))
            while number < len(lines) and lines[number][0] < rows[-1].end:
                number += 1
        else:
            number += 1
    return found


def place_cells(tables: Sequence[Table]) -> list[tuple[int, int]]:
    """Start and end of every cell that names a place, in order."""
    return [
        (cell.start, cell.end)
        for table in tables
        for row in table.rows
        for _, cell in table.cells(row, Column.PLACE)
    ]


def _headers(text: str, start: int, end: int) -> tuple[Header, ...]:
    """The headers of a line, none where it is no header of a table of events."""
    if end - start > MOST_COLUMNS * _LONGEST_HEADER:
        return ()
    cells = _cells(text, start, end)
    if not 2 <= len(cells) <= MOST_COLUMNS:
        return ()
    if any(len(c.text) > _LONGEST_HEADER or c.text[-1:] in (".", "!", "?") for c in cells):
        return ()
    headers = tuple(Header(_column(cell.text), cell.text) for cell in cells)
    said = {header.column for header in headers}
    where_or_when = said & {Column.PLACE, Column.DATE}
    what = said & {Column.EVENT, Column.COUNT}
    return headers if where_or_when and what else ()


def _column(text: str) -> Column:
    words = [word.lower() for word in _WORD.findall(text)]
    for column in _SAID:
        if any(_COLUMN_OF.get(word) is column for word in words):
            return column
    return Column.OTHER


def _rows(text: str, lines: Sequence[tuple[int, int]], first: int, width: int) -> Iterator[Row]:
    """The lines from the first on that have so many cells, up to one that has not."""
    for number in range(first, len(lines)):
        start, end = lines[number]
        if _RULE.match(text, start, end):
            continue
        cells = _cells(text, start, end)
        if len(cells) != width:
            return
        yield Row(start, end, tuple(cells))


def _cells(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line, empty ones too."""
    line = text[start:end]
    if "|" in line:
        return _parted(text, start, end, "|")
    if "\t" in line:
        return _parted(text, start, end, "\t")
    found, begin = [], start + len(line) - len(line.lstrip())
    for gap in _GAP.finditer(text, begin, end):
        found.append(_cell(text, begin, gap.start()))
        begin = gap.end()
    return [*found, _cell(text, begin, end)] if begin < end else found


def _parted(text: str, start: int, end: int, mark: str) -> list[Cell]:
    if mark == "|":  # a bar at either edge parts nothing
        while start < end and text[start] in " \t":
            start += 1
        while end > start and text[end - 1] in " \t":
            end -= 1
        start += text[start : start + 1] == "|"
        end -= end > start and text[end - 1] == "|"
    found, begin = [], start
    while (at := text.find(mark, begin, end)) >= 0:
        found.append(_cell(text, begin, at))
        begin = at + 1
    return [*found, _cell(text, begin, end)]


def _cell(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Cell(start, end, text[start:end])
