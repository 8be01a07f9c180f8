"""Records of a table with the line they begin in; a damaged one costs only itself.

Python's csv reader takes the text between two quotes for one cell, however many lines it
has. A quote that never closes would swallow the rest of the file: here its line is named and
reading goes on with the next one.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

DELIMITERS: Final = ",;\t|"
MOST_LINES: Final = 2_000  # that one cell in quotes may span
LONGEST_CELL: Final = 1_000_000
LINES_A_BLOCK: Final = 500
CHARACTERS_A_BLOCK: Final = 1_000_000


class Record(NamedTuple):
    """A record and the line it begins in, counted from 1."""

    line: int
    cells: list[str]


class Refusal(NamedTuple):
    """A row that does not go in.

    Attributes:
        column: which cell is at fault, '' when it is the whole row.
        value: of that cell.
        text: the row as it stood, as far as it is known.
    """

    line: int
    reason: str
    column: str = ""
    value: str = ""
    text: str = ""


def likely_delimiter(lines: Sequence[str]) -> str:
    r"""What stands between the cells, by which sign gives most rows as many cells as the first.

    Example:
        >>> likely_delimiter(["lat;lon\n", "12,5;3,1\n"])
        ';'
    """

    def score(delimiter: str) -> tuple[int, int]:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return 0, 0
        width = len(rows[0]) if rows else 0
        alike = sum(len(row) == width for row in rows)
        return (alike * min(width, 3) if width > 1 else 0), width

    return max(DELIMITERS, key=score)


class Records(Iterator["Record | Refusal"]):
    """The records of a text, one after the other.

    Args:
        text: its lines, line ends included.
        delimiter: between cells.
        quoted: whether quotes hold cells together; GDELT has none.
        checks_bytes: whether bytes that fit no encoding are to be expected.
    """

    def __init__(
        self, text: Iterable[str], delimiter: str, *, quoted: bool = True, checks_bytes: bool = True
    ) -> None:
        self.width = 0  # cells of a row; 0 until the header was read
        self._lines = iter(text)
        self._again: deque[str] = deque()
        self._held: list[str] = []
        self._ended = False
        self._line = 0  # lines handed to the reader
        self._checks_bytes = checks_bytes
        self._delimiter = delimiter
        self._quoted = quoted
        self._reader = self._new_reader(self._next_line())
        csv.field_size_limit(LONGEST_CELL)

    @property
    def is_even(self) -> bool:
        """Whether no line was taken that is yet to be read."""
        return not self._again

    def block(self) -> tuple[list[Record], int]:
        """Some of the next records at once, and how many characters they have.

        Nothing when the next line must be read by itself, with ``next``, because something
        about it or what follows is not plain, or when there is none.
        """
        if self._again:
            return [], 0
        lines: list[str] = []
        size = 0
        for line in self._lines:
            lines.append(line)
            size += len(line)
            if len(lines) == LINES_A_BLOCK or size >= CHARACTERS_A_BLOCK:
                break
        found = self._plain(lines)
        if found is None:
            self._again.extend(lines)
            return [], 0
        self._line += len(lines)
        return found, size

    def _plain(self, lines: list[str]) -> list[Record] | None:
        """The records of whole lines, None when any of them is not plain."""
        if self._checks_bytes and _bad_signs(["".join(lines)]):
            return None
        reader = self._new_reader(lines, strict=True)
        begin, last, found = self._line + 1, 0, []
        try:
            rows = list(reader)
            if len(rows) == len(lines) and all(rows):  # a row a line
                return list(map(Record, range(begin, begin + len(rows)), rows))
            reader = self._new_reader(lines, strict=True)
            for cells in reader:
                end = reader.line_num
                if end - last > 1 and self.width and len(cells) != self.width:
                    return None
                if cells:
                    found.append(Record(begin + last, cells))
                last = end
        except csv.Error:
            return None
        return found

    def _next_line(self) -> Iterator[str]:
        held, again = self._held, self._again
        while True:
            if again:
                line = again.popleft()
            else:
                try:
                    line = next(self._lines)
                except StopIteration:
                    self._ended = True
                    return
            held.append(line)
            self._line += 1
            if len(held) > MOST_LINES:
                raise csv.Error("too many lines")
            yield line

    def __next__(self) -> Record | Refusal:
        while True:
            self._held.clear()
            begin = self._line + 1
            try:
                cells = next(self._reader)
            except csv.Error as error:
                return self._given_up(begin, str(error))
            except StopIteration:
                if not self._again:
                    raise
                self._begin_anew()
                continue
            held = self._held
            if (len(held) > 1 or self._ended) and not self._is_whole(cells):
                return self._given_up(begin, "")
            if self._checks_bytes and (reason := _bad_signs(self._held)):
                return Refusal(begin, reason, text="".join(held)[:2000])
            if cells:
                return Record(begin, cells)

    def _is_whole(self, cells: list[str]) -> bool:
        """Whether several lines are one record: as wide as the others, its quotes closed."""
        if len(self._held) > 1 and self.width and len(cells) != self.width:
            return False
        try:
            list(self._new_reader(self._held, strict=True))
        except csv.Error:
            return False
        return True

    def _given_up(self, begin: int, error: str) -> Refusal:
        """Refuse the first of the lines that were taken, and read on with the second."""
        first, *rest = self._held or [""]
        self._again.extendleft(reversed(rest))
        self._line = begin
        self._ended = False
        self._begin_anew()
        if "larger than field limit" in error and not rest:
            reason = f"a cell has more than {LONGEST_CELL:,} characters"
        else:
            reason = f"a quote opens in line {begin} and never closes"
        return Refusal(begin, reason, text=first[:2000])

    def _begin_anew(self) -> None:
        """The reader remembers that it was within quotes; a generator that raised is spent."""
        self._reader = self._new_reader(self._next_line())

    def _new_reader(self, lines: Iterable[str], *, strict: bool = False) -> Any:
        if self._quoted:
            return csv.reader(lines, delimiter=self._delimiter, strict=strict)
        return csv.reader(lines, delimiter=self._delimiter, quoting=csv.QUOTE_NONE, strict=strict)


def _bad_signs(lines: Iterable[str]) -> str:
    """Why these lines cannot be stored, '' when they can."""
    for line in lines:
        if "\x00" in line:
            return "it has a zero byte, which no text can hold"
        if not line.isascii():
            if "\ufffd" in line:
                return "it has bytes that do not fit the file's encoding"
            try:
                line.encode("utf-8")
            except UnicodeEncodeError:
                return "it has bytes that do not fit the file's encoding"
    return ""
