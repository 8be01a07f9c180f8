"""Which events hold the words somebody typed.

Every word must stand in the title, the passage, a place or an actor of the event, as part
of a word too, in any case and with or without diacritics. Text is folded once, when first
searched; repeated text (places, actors) is compared once for each different value.
"""

from __future__ import annotations

import threading

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse.columns import Bools, Columns, Words


class TextSearch:
    """Substring search over the texts of all events."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._lock = threading.Lock()
        self._texts: pa.Array | None = None
        self._folded: dict[str, pa.Array] = {}

    def mask(self, text: str) -> Bools:
        """The events that hold every word of the text; all of them when there is no word."""
        found = np.ones(self._columns.event_count, dtype=bool)
        for word in dict.fromkeys(folded(text).split()):
            found &= self._mask_of_word(word)
        return found

    def _mask_of_word(self, word: str) -> Bools:
        columns = self._columns
        found = _contains(self._event_texts(), word)
        found |= self._hits("actors", columns.actors, word)[columns.actors.codes]
        found |= self._hits("speaker", columns.speaker, word)[columns.speaker.codes]
        rows = np.zeros(len(columns.row_stack), dtype=bool)
        for name, words in (("said", columns.said), ("label", columns.place_label)):
            rows |= self._hits(name, words, word)[words.codes]
        if len(rows):
            found |= np.logical_or.reduceat(rows, columns.first_row[:-1])
        return found

    def _event_texts(self) -> pa.Array:
        with self._lock:
            if self._texts is None:
                table = self._columns.table
                joined = pc.binary_join_element_wise(
                    *(table[name].combine_chunks().cast(pa.large_string())
                      for name in ("title", "passage")),
                    pa.scalar("\n", pa.large_string()),
                )  # fmt: skip
                self._texts = fold_array(joined)
            return self._texts

    def _hits(self, name: str, words: Words, word: str) -> Bools:
        """For each different value whether it holds the word, and False for 'none' at -1."""
        with self._lock:
            if name not in self._folded:
                self._folded[name] = fold_array(pa.array(words.values, pa.large_string()))
            values = self._folded[name]
        return np.append(_contains(values, word), False)


def _contains(texts: pa.Array | pa.ChunkedArray, word: str) -> Bools:
    found = pc.match_substring(texts, word).to_numpy(zero_copy_only=False)
    return np.asarray(found, dtype=bool)


def fold_array(texts: pa.Array) -> pa.Array:
    """Texts without case, diacritics and compatibility forms."""
    decomposed = pc.utf8_normalize(texts, form="NFKD")
    plain = pc.replace_substring_regex(decomposed, pattern=r"\p{Mn}+", replacement="")
    return pc.utf8_lower(plain)


def folded(text: str) -> str:
    """One text the same way.

    Example:
        >>> folded("Gəncə, São TOMÉ")
        'gəncə, sao tome'
    """
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return str(fold_array(pa.array([clean], pa.large_string()))[0].as_py())
