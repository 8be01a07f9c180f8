"""Which events hold the words somebody typed, and where in a text they stand.

Every word must stand in the title, the passage, a place or an actor of the event. A place is
also found by every other name the atlas has for it, in any spelling and script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse.columns import Bools, Columns
from geodata.browse.regions import Atlas
from geodata.browse.texts import TEXTS_A_BLOCK, EventWords, Texts, folded, words_of

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")  # an accent may follow its letter
_LISTS = {
    "_actors": "actors", "_speakers": "speaker", "_said": "said",
    "_labels": "place_label", "_names": "place_id",
}  # fmt: skip
MOST_NAMES = 200  # places whose own names are marked for a foreign one


def event_texts(table: pa.Table) -> Texts:
    """The words of titles and passages."""
    return Texts.of(_joined(table.select(["title", "passage"])))


def _joined(table: pa.Table) -> Iterator[pa.Array]:
    for batch in table.to_batches(max_chunksize=TEXTS_A_BLOCK):
        title, passage = (batch.column(n).cast(pa.large_string()) for n in (0, 1))
        yield pc.binary_join_element_wise(
            pc.fill_null(title, ""), pc.fill_null(passage, ""), pa.scalar("\n", pa.large_string())
        )


class TextSearch:
    """Search over the texts of all events."""

    def __init__(
        self, columns: Columns, atlas: Atlas | None, texts: Callable[[], EventWords]
    ) -> None:
        self._columns = columns
        self._atlas = atlas
        self._texts = texts

    def mask(self, text: str) -> Bools:
        """The events that hold every word of the text; none when it holds no word at all."""
        words = words_of(text)
        if not words:
            return np.zeros(self._columns.event_count, dtype=bool)
        found = self._mask_of_word(words[0])
        for word in words[1:]:
            found &= self._mask_of_word(word)
        return found

    def _mask_of_word(self, word: str) -> Bools:
        columns = self._columns
        found = self._texts().with_word(word)
        for words, texts in ((columns.actors, self._actors), (columns.speaker, self._speakers)):
            hits = texts.with_word(word)
            if hits.any():
                found |= np.append(hits, False)[words.codes]
        rows = [
            np.append(hits, False)[words.codes]
            for words, texts in (
                (columns.said, self._said),
                (columns.place_label, self._labels),
                (columns.place_id, self._names),
            )
            if (hits := texts.with_word(word)).any()
        ]
        if rows:
            found |= np.logical_or.reduceat(np.logical_or.reduce(rows), columns.first_row[:-1])
        return found

    def names_behind(self, text: str) -> list[str]:
        """What the collection calls the places that words of another spelling were found in."""
        columns, names = self._columns, dict[str, None]()
        for word in words_of(text):
            for place in np.flatnonzero(self._names.with_word(word))[:MOST_NAMES].tolist():
                row = columns.place_row[place]
                if row >= 0:
                    names[columns.place_name.values[columns.place_name.codes[row]]] = None
                    names[columns.said.values[columns.said.codes[row]]] = None
        return list(names)

    def inherit(self, before: TextSearch) -> None:
        """Take over the words of lists that are the same."""
        if self._atlas is before._atlas:
            for name, words in _LISTS.items():
                mine, theirs = getattr(self._columns, words), getattr(before._columns, words)
                if mine.values is theirs.values and name in before.__dict__:
                    self.__dict__[name] = before.__dict__[name]

    @cached_property
    def _actors(self) -> Texts:
        return _texts_of(self._columns.actors.values)

    @cached_property
    def _speakers(self) -> Texts:
        return _texts_of(self._columns.speaker.values)

    @cached_property
    def _said(self) -> Texts:
        return _texts_of(self._columns.said.values)

    @cached_property
    def _labels(self) -> Texts:
        return _texts_of(self._columns.place_label.values)

    @cached_property
    def _names(self) -> Texts:
        """The other names of each place."""
        place_ids = self._columns.place_id.values
        names = [()] * len(place_ids) if self._atlas is None else self._atlas.names_of(place_ids)
        return _texts_of(["\n".join(own) for own in names])


def _texts_of(values: list[str]) -> Texts:
    clean = [value.encode("utf-8", "replace").decode("utf-8") for value in values]
    found = Texts.of([pa.array(clean, pa.large_string())])
    pa.default_memory_pool().release_unused()  # Arrow keeps what it worked with
    return found


# -------------------------------------------------------------------- marking


def hits(text: str, query: str, also: list[str] | tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text: (start, end) in order, never overlapping.

    Args:
        text: any text, as it is shown.
        query: what was searched for; each word marks the beginning of words.
        also: whole names that stand for words of the query in another spelling.

    Example:
        >>> hits("Shelling near Gəncə, Ganja", "GAN shell", also=["Gəncə"])
        [(0, 5), (14, 19), (21, 24)]
        >>> hits("nothing", "")
        []
    """
    wanted = words_of(query)
    if not wanted:
        return []
    found = [
        (word.start(), word.start() + length)
        for word in _WORD.finditer(text)
        if (length := max(_marked(word.group(), one) for one in wanted))
    ]
    for name in also:
        if name.strip():
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            found += [one.span() for one in pattern.finditer(text)]
    return _apart(sorted(found, key=lambda span: (span[0], -span[1])))


def _marked(word: str, wanted: str) -> int:
    """How many characters of a word the wanted one covers, 0 when it does not begin with it."""
    whole = folded(word)
    if not whole.startswith(wanted):
        return 0
    for length in range(1, len(word) + 1):
        if len(folded(word[:length])) >= len(wanted) and folded(word[:length]).startswith(wanted):
            return length
    return len(word)


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
