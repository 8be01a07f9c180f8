"""How word lists are written down here."""

from __future__ import annotations


def words(lines: str) -> frozenset[str]:
    r"""The words of some lines as a set; a line that starts with '#' is a remark.

    Example:
        >>> sorted(words("one two\n# a remark\nthree"))
        ['one', 'three', 'two']
    """
    kept = (line for line in lines.splitlines() if not line.lstrip().startswith("#"))
    return frozenset(word for line in kept for word in line.split())
