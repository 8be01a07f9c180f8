"""A sentence cut into words, with their places in the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*"
    r"|['’]s\b"
    r"|[^\W\d_]+-[ \t]*\r?\n[ \t]*[a-z]+"  # a word broken at the end of a line
    r"|[^\W_]+(?:[-‑][^\W_]+)*(?:['’](?!s\b)[^\W_]+)?"
    r"|\.{2,}|--|\S"
)


_BROKEN = re.compile(r"-[ \t]*\r?\n[ \t]*")


@dataclass(slots=True)
class Words:
    """The words and marks of one sentence; positions are those of the report.

    Attributes:
        texts: as written.
        lowers: the same in small letters, with a plain apostrophe.
        starts, ends: positions in the report.
        capitals: whether each begins with a capital letter.
    """

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    capitals: list[bool]

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, position: int) -> int:
        """The number of the first word that ends behind a position of the report."""
        return bisect_left(self.ends, position + 1)

    def lower(self, number: int) -> str:
        """The word in small letters, '' outside the sentence."""
        return self.lowers[number] if 0 <= number < len(self.lowers) else ""

    def is_capital(self, number: int) -> bool:
        """Whether the word begins with a capital letter; False outside the sentence."""
        return 0 <= number < len(self.capitals) and self.capitals[number]


def split_words(text: str, offset: int = 0) -> Words:
    r"""The words of a sentence that begins at `offset` in its report.

    Example:
        >>> split_words("Berd's mayor fled.").lowers
        ['berd', "'s", 'mayor', 'fled', '.']
        >>> split_words("the vil-\nlage").texts
        ['the', 'village']
        >>> split_words("").texts
        []
    """
    found = list(_WORD.finditer(text))
    texts = [m.group() for m in found]
    if "\n" in text:
        texts = [_BROKEN.sub("", word) for word in texts]
    spans = [m.span() for m in found]
    return Words(
        texts,
        [word.lower().replace("’", "'") for word in texts],
        [start + offset for start, _ in spans],
        [end + offset for _, end in spans],
        [word[0].isupper() for word in texts],
    )


def word_set(text: str) -> frozenset[str]:
    """The words of a table written as one string.

    Example:
        >>> sorted(word_set("near around"))
        ['around', 'near']
    """
    return frozenset(text.split())


WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_set(
    "january february march april may june july august september october november december"
)
