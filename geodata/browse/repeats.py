"""Events that would be counted twice because two of their places are one in some way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.browse.clustering import Longs
from geodata.browse.columns import Bools, Columns, Ints
from geodata.browse.gathering import taken, true_in


@dataclass(frozen=True, slots=True)
class Repeats:
    """Groups of pins of one event with the same code; only groups of two and more.

    Attributes:
        pin: group by group.
        start: of each group in `pin`.
        code: of each group.
    """

    pin: Ints
    start: Ints
    code: Ints

    def surplus(self, shown: Bools, length: int) -> Longs:
        """For each code how often the shown pins count an event once more than once."""
        if not len(self.start):
            return np.zeros(length, dtype=np.int64)
        starts = np.append(self.start, np.int32(len(self.pin)))
        more = np.maximum(true_in(taken(shown, self.pin), starts) - 1, 0)
        return np.bincount(self.code, weights=more, minlength=length).astype(np.int64)


def repeats_of(columns: Columns, code_of_stack: npt.NDArray[Any]) -> Repeats:
    """The repeats of a code that every stack has; -1 for none, which is never repeated."""
    pin = columns.several_pin
    code = code_of_stack[columns.several_stack].astype(np.int64)
    event = columns.pin_event[pin]
    order = np.lexsort((code, event))
    pin, code, event = pin[order], code[order], event[order]
    is_new = np.ones(len(pin), dtype=bool)
    is_new[1:] = (event[1:] != event[:-1]) | (code[1:] != code[:-1])
    group = np.cumsum(is_new) - 1
    kept = (np.bincount(group)[group] > 1) & (code >= 0) if len(pin) else is_new
    start = np.flatnonzero(is_new[kept])
    return Repeats(
        pin[kept].astype(np.int32), start.astype(np.int32), code[kept][start].astype(np.int32)
    )
