"""Words in many texts: every text as numbers into a vocabulary.

A search looks the word up in the vocabulary, which is small, and then goes over the numbers
once; nothing is sorted, and the texts themselves are not read again. A word is found where a
word of a text begins with it, in any case and without diacritics; in scripts that put no space
between words, anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse.columns import Bools

TEXTS_A_BATCH = 50_000
# Bytes that belong to words: ASCII letters and digits, and all of what is not ASCII.
_IS_WORD = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)], dtype=bool)
# Han, kana, Thai, Lao, Khmer, Myanmar: no space between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_WORD = re.compile(r"[^\W_]+")
_NO_LETTERS_FIRST = r"^[^\p{L}\p{N}]+"
_WORD_INSIDE = r"[^\p{L}\p{N}\p{M}][\p{L}\p{N}]"


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as numbers.

    Attributes:
        vocabulary: every different word with what follows it, folded.
        inner: which of them hold a second word (“Ganja—Baku”).
        codes: the words of all texts, one text after the other.
        start: where each text begins in the codes; one more than there are texts.
    """

    vocabulary: pa.Array
    inner: npt.NDArray[np.int32]
    codes: npt.NDArray[Any]
    start: npt.NDArray[np.int64]

    @classmethod
    def of(cls, batches: Iterable[pa.Array]) -> Texts:
        """The words of texts that come in batches."""
        chunks, lengths = [], []
        for batch in batches:
            words, counts = _words_of(batch)
            chunks.append(words.dictionary_encode())
            lengths.append(counts)
        if not chunks:
            chunks = [pa.array([], pa.large_string()).dictionary_encode()]
        whole = pa.chunked_array(chunks).unify_dictionaries()
        values = whole.chunk(0).dictionary
        kind = np.uint16 if len(values) < 65_536 else np.int32
        codes = [np.asarray(chunk.indices).astype(kind) for chunk in whole.chunks]
        vocabulary = pc.replace_substring_regex(fold_array(values), _NO_LETTERS_FIRST, "")
        inner = pc.match_substring_regex(vocabulary, _WORD_INSIDE).to_numpy(zero_copy_only=False)
        return cls(
            vocabulary,
            np.flatnonzero(inner).astype(np.int32),
            np.concatenate(codes),
            np.concatenate([[0], np.cumsum(np.concatenate([*lengths, []]))]).astype(np.int64),
        )

    def with_word(self, word: str) -> Bools:
        """Which texts hold a folded word.

        Example:
            >>> texts = Texts.of([pa.array(["Rockets hit Gəncə", "“Baku”"], pa.large_string())])
            >>> texts.with_word("rock").tolist(), texts.with_word("baku").tolist()
            ([True, False], [False, True])
        """
        count = len(self.start) - 1
        wanted = self._matching(word)
        if not count or not wanted.any():
            return np.zeros(count, dtype=bool)
        hits = wanted.take(self.codes)
        found = np.zeros(count, dtype=bool)
        if np.count_nonzero(hits) * 20 < len(hits):
            places = np.flatnonzero(hits)
            found[np.searchsorted(self.start, places, side="right") - 1] = True
            return found
        has_words = np.flatnonzero(self.start[:-1] < self.start[1:])
        found[has_words] = np.bitwise_or.reduceat(hits.view(np.uint8), self.start[has_words])
        return found

    def _matching(self, word: str) -> Bools:
        if _UNSPACED.search(word):
            return _bools(pc.match_substring(self.vocabulary, word))
        found = _bools(pc.starts_with(self.vocabulary, word))
        if len(self.inner):
            pattern = rf"[^\p{{L}}\p{{N}}\p{{M}}]{re.escape(word)}"
            inside = pc.match_substring_regex(self.vocabulary.take(pa.array(self.inner)), pattern)
            found[self.inner[_bools(inside)]] = True
        return found


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words of all events.

    Attributes:
        first: of the first table of their pages.
        later: of the second one, None when it is empty.
        row: of each event in both; None: the event's own number.
    """

    first: Texts
    later: Texts | None
    row: npt.NDArray[np.int32] | None

    def with_word(self, word: str) -> Bools:
        """Which events hold a folded word."""
        found = self.first.with_word(word)
        if self.later is not None:
            found = np.concatenate([found, self.later.with_word(word)])
        return found if self.row is None else found.take(self.row)


def _words_of(texts: pa.Array) -> tuple[pa.Array, npt.NDArray[np.int64]]:
    """The words of texts, each with what follows it, and how many each text has.

    They are cut out of the texts' own bytes: nothing is copied.
    """
    texts = pc.fill_null(texts.cast(pa.large_string()), "")
    if not len(texts):
        return pa.array([], pa.large_string()), np.zeros(0, dtype=np.int64)
    texts = pa.concat_arrays([texts])  # a slice would carry the bytes of all
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[
        texts.offset : texts.offset + len(texts) + 1
    ]
    data = texts.buffers()[2] or pa.py_buffer(b"")
    begin, end = int(offsets[0]), int(offsets[-1])
    is_word = _IS_WORD.take(np.frombuffer(data, dtype=np.uint8)[begin:end])
    is_start = np.zeros(end - begin, dtype=bool)
    is_start[1:] = is_word[1:] & ~is_word[:-1]
    has_text = offsets[:-1] < offsets[1:]
    is_start[offsets[:-1][has_text] - begin] = True
    starts = np.flatnonzero(is_start) + begin
    counts = np.diff(np.searchsorted(starts, offsets))
    edges = pa.py_buffer(np.append(starts, end).astype(np.int64))
    return pa.LargeStringArray.from_buffers(len(starts), edges, data), counts


def _bools(array: Any) -> Bools:
    # A copy: Arrow's own may not be written to.
    return np.array(array.to_numpy(zero_copy_only=False), dtype=bool)


# -------------------------------------------------------------------- folding


def fold_array(texts: Any) -> Any:
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


def words_of(text: str) -> list[str]:
    """The different words of what somebody typed, folded.

    Example:
        >>> words_of("GANJA, ganja  (2020)")
        ['ganja', '2020']
    """
    return list(dict.fromkeys(_WORD.findall(folded(text))))
