"""Everyday English words that are also names of places."""

from __future__ import annotations

from functools import cache

from geodata.gazetteer.identity import table_text

_TABLE = "common_words.txt"


@cache
def common_words() -> frozenset[str]:
    """Name keys that are also everyday words, months or first words of sentences."""
    lines = table_text(_TABLE).splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def is_common(key: str) -> bool:
    """Whether a name key is also an everyday word.

    Example:
        >>> is_common("of"), is_common("baku")
        (True, False)
    """
    return key in common_words()
