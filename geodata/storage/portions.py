"""Events a few hundred at a time, so that a million never stand in memory together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def portions(items: Iterable[Item], size: int = 500) -> Iterator[list[Item]]:
    """Lists of so many items, the last one shorter.

    Example:
        >>> list(portions("abcde", 2))
        [['a', 'b'], ['c', 'd'], ['e']]
    """
    left = iter(items)
    while part := list(islice(left, size)):
        yield part
