"""The words that a pattern of the grammar matched."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.dating.words.classes import Word


@dataclass(frozen=True, slots=True)
class Found:
    """The words that a pattern matched, looked up by their letter."""

    letters: str
    words: list[Word]

    def get(self, letters: str, nth: int = 0) -> Word | None:
        """The nth word of one of these letters, None when there is none."""
        for letter, word in zip(self.letters, self.words, strict=True):
            if letter in letters:
                if nth == 0:
                    return word
                nth -= 1
        return None

    def value(self, letters: str, nth: int = 0) -> int | None:
        """The number that the nth such word carries, None when there is none."""
        word = self.get(letters, nth)
        return None if word is None else word.value

    def detail(self, letters: str, nth: int = 0) -> str:
        """What else the nth such word carries, '' when there is none."""
        word = self.get(letters, nth)
        return "" if word is None else word.detail
