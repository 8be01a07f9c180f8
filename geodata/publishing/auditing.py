"""How right a map is: pins drawn at random, judged one by one, and what that says of the rest."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import TypeVar

_Z = 1.959964  # of the normal distribution, for an interval that holds 95 times of 100
T = TypeVar("T")


class Verdict(StrEnum):
    """What a person says of one field of one pin."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "cannot be told"


@dataclass(frozen=True, slots=True)
class Judged:
    """How many of those that could be told are right.

    Example:
        >>> Judged(46, 50).words
        '46 of 50 (81–97 %)'
        >>> Judged(0, 0).words
        'not judged'
    """

    right: int
    told: int

    @property
    def words(self) -> str:
        """The figure with its interval."""
        if not self.told:
            return "not judged"
        low, high = wilson(self.right, self.told)
        return f"{self.right} of {self.told} ({100 * low:.0f}–{100 * high:.0f} %)"


def wilson(right: int, told: int) -> tuple[float, float]:
    """Wilson's interval for a share, 95 % (E. B. Wilson, JASA 22, 1927).

    Example:
        >>> [round(end, 3) for end in wilson(46, 50)]
        [0.812, 0.968]
        >>> wilson(0, 0)
        (0.0, 1.0)
    """
    if not told:
        return 0.0, 1.0
    share = right / told
    middle = (share + _Z * _Z / (2 * told)) / (1 + _Z * _Z / told)
    half = _Z * sqrt(share * (1 - share) / told + _Z * _Z / (4 * told * told))
    half /= 1 + _Z * _Z / told
    return max(0.0, middle - half), min(1.0, middle + half)


def drawn(pins: Sequence[T], most: int, seed: int) -> list[T]:
    """So many of them at random, the same for the same seed.

    Example:
        >>> drawn("abcdef", 2, 7) == drawn("abcdef", 2, 7), len(drawn("ab", 5, 1))
        (True, 2)
    """
    return random.Random(seed).sample(list(pins), min(most, len(pins)))  # noqa: S311 - not a secret
