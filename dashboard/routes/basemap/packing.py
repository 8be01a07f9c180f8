"""A cell of the base map as bytes: a fifth less to send than as JSON, and quicker to read.

Whole numbers one after the other: how many make a degree, then for each group of lines how many
there are, and for each line how many numbers it has and these. A number is written as in Protocol
Buffers: zigzag (0, -1, 1, -2 ... become 0, 1, 2, 3 ...), then seven bits to a byte, the lowest
first, the highest bit saying that another follows. `unpackedCell` in cells.js reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

Line = Sequence[int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; lines are flat: x, y, dx, dy, dx, dy ...

    Attributes:
        per_degree: positions are whole numbers of 1 / per_degree degrees.
        land: closed rings, to be filled together, even-odd.
        hidden: for each ring: sides that are no coast.
        border: between countries.
        contested: borders that states do not agree on.
        river: a river's length in km in front of its line.
    """

    per_degree: int
    land: Sequence[Line] = ()
    hidden: Sequence[Line] = ()
    border: Sequence[Line] = ()
    contested: Sequence[Line] = ()
    river: Sequence[Line] = ()

    def values(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "per_degree": self.per_degree,
            **{name: [list(line) for line in getattr(self, name)] for name in _GROUPS},
        }


_GROUPS: Final = tuple(field.name for field in fields(Cell) if field.name != "per_degree")


def packed(cell: Cell) -> bytes:
    """The cell as bytes."""
    numbers = [cell.per_degree]
    for name in _GROUPS:
        lines = getattr(cell, name)
        numbers.append(len(lines))
        for line in lines:
            numbers += [len(line), *line]
    found = bytearray()
    for number in numbers:
        rest = -2 * number - 1 if number < 0 else 2 * number
        while rest > 127:
            found.append(rest & 127 | 128)
            rest >>= 7
        found.append(rest)
    return bytes(found)


def unpacked(data: bytes) -> Cell:
    """What was packed.

    Example:
        >>> unpacked(packed(Cell(500, border=[[-181, 90, 3, -4]]))).border
        [[-181, 90, 3, -4]]
    """
    numbers = _numbers(data)
    per_degree = next(numbers)
    groups = {
        name: [[next(numbers) for _ in range(next(numbers))] for _ in range(next(numbers))]
        for name in _GROUPS
    }
    return Cell(per_degree, **groups)


def _numbers(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield -(number >> 1) - 1 if number & 1 else number >> 1
            number = shift = 0
