"""The texts of many rows at once, and where each cell stands in its row's text.

The text of a row is its notes and a line with its cells: 'Line 5 · actor1: … · country: …'.
Lengths are counted column by column: a row at a time would cost more than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np
import numpy.typing as npt

Lengths = npt.NDArray[np.int64]
_NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class Kept:
    """A column that stays in the text: what stands before its cells, and its number."""

    label: str
    number: int


class RowTexts:
    """The texts of the rows of one batch.

    Args:
        lines: of the file, where each row begins.
        notes: of each row, '' for none.
        columns: the cells, column by column.
        kept: which of them stand in the text, in their order.
    """

    def __init__(
        self,
        lines: Sequence[int],
        notes: Sequence[str],
        columns: Sequence[Sequence[str]],
        kept: Sequence[Kept],
    ) -> None:
        self._count = len(lines)
        heads = [f"{n}\nLine {i}" if n else f"Line {i}" for n, i in zip(notes, lines, strict=True)]
        pieces: list[Iterable[str]] = [heads]
        self.notes = self._lengths(notes)
        end = self._lengths(heads)
        self._starts: dict[int, Lengths] = {}
        self._of: dict[int, Lengths] = {}
        for one in kept:
            column, label = columns[one.number], one.label
            length = self._lengths(column)
            self._starts[one.number] = end + len(label)
            self._of[one.number] = length
            full = np.count_nonzero(length)
            if full == self._count:
                pieces += [repeat(label, self._count), column]
                end = end + length + len(label)
            elif full:
                pieces.append([label + cell if cell else "" for cell in column])
                end = end + np.where(length > 0, length + len(label), 0)
        self.lengths = end
        self._pieces = pieces

    def blocks(self) -> list[str]:
        """The texts."""
        return list(map("".join, zip(*self._pieces, strict=True)))

    @property
    def passages(self) -> Lengths:
        """How long the passage is, from the start of the text: the notes, or all of it."""
        return np.where(self.notes > 0, self.notes, self.lengths)

    def cells(self, number: int) -> tuple[Lengths, Lengths]:
        """Start and length of each cell of a column; -1 and 0 where there is no word of it."""
        if number not in self._starts:
            return np.full(self._count, _NOWHERE), np.zeros(self._count, np.int64)
        length = self._of[number]
        return np.where(length > 0, self._starts[number], _NOWHERE), length

    def first_of(self, numbers: Sequence[int]) -> tuple[Lengths, Lengths]:
        """Start and length of the first cell that says something, or of the passage."""
        start, length = np.zeros(self._count, np.int64), self.passages
        for number in reversed(numbers):
            begin, size = self.cells(number)
            start, length = np.where(size > 0, begin, start), np.where(size > 0, size, length)
        return start, length

    def _lengths(self, column: Sequence[str]) -> Lengths:
        """Of each text, in code points."""
        return np.fromiter(map(len, column), np.int64, self._count)
