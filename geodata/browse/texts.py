"""Words in many texts: for every different word the texts that hold it.

A search looks the word up in the vocabulary, which is small, and reads the numbers of the texts
that hold it and no others; the texts themselves are not read again. A word is found where a word
of a text begins with it, in any case and without diacritics; in scripts that put no space between
words, anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse.clustering import runs
from geodata.browse.columns import Bools

TEXTS_A_BLOCK = 1 << 16  # so that two bytes tell a text from the others of its block
_FEW_RUNS = 2_000  # slices of so many cost less than gathering what is in them
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
    """Texts by their words.

    Texts are numbered within blocks of TEXTS_A_BLOCK. The texts of a block that hold a word are
    a run; the runs of a block stand together.

    Attributes:
        vocabulary: every different word with what follows it, folded.
        inner: which of them hold a second word (“Ganja—Baku”).
        texts: the runs, one after the other; the numbers of a run rise.
        run_start: where each run begins in the texts; one more than there are runs.
        run_word: of each run, into the vocabulary.
        block_run: where the runs of each block begin; one more than there are blocks.
        block_text: the first text of each block; one more than there are blocks.
    """

    vocabulary: pa.Array
    inner: npt.NDArray[np.int32]
    texts: npt.NDArray[np.uint16]
    run_start: npt.NDArray[np.int64]
    run_word: npt.NDArray[np.int32]
    block_run: npt.NDArray[np.int32]
    block_text: npt.NDArray[np.int64]

    @classmethod
    def of(cls, batches: Iterable[pa.Array]) -> Texts:
        """The words of texts that come in batches of any size."""
        sizes, words, found = [0], [], []
        for batch in (part for whole in batches for part in _parts(whole)):
            sizes.append(len(batch))
            encoded, lengths = _words_of(batch)
            encoded = encoded.dictionary_encode()
            words.append(encoded.dictionary)
            found.append(_runs(np.asarray(encoded.indices), lengths, len(encoded.dictionary)))
        whole = pa.chunked_array(words, pa.large_string()).combine_chunks().dictionary_encode()
        code_of = np.asarray(whole.indices, dtype=np.int32)
        vocabulary = pc.replace_substring_regex(fold_array(whole.dictionary), _NO_LETTERS_FIRST, "")
        inner = pc.match_substring_regex(vocabulary, _WORD_INSIDE).to_numpy(zero_copy_only=False)
        first_word = np.cumsum([0, *map(len, words)])
        return cls(
            vocabulary,
            np.flatnonzero(inner).astype(np.int32),
            _joined([one.texts for one in found], np.uint16),
            np.cumsum(_joined([np.zeros(1), *(one.lengths for one in found)], np.int64)),
            _joined(
                [code_of[first:][one.words] for first, one in zip(first_word, found, strict=False)],
                np.int32,
            ),
            np.cumsum([0, *(len(one.words) for one in found)]).astype(np.int32),
            np.cumsum(sizes),
        )

    def with_word(self, word: str) -> Bools:
        """Which texts hold a folded word.

        Example:
            >>> texts = Texts.of([pa.array(["Rockets hit Gəncə", "“Baku”"], pa.large_string())])
            >>> texts.with_word("rock").tolist(), texts.with_word("baku").tolist()
            ([True, False], [False, True])
        """
        found = np.zeros(int(self.block_text[-1]), dtype=bool)
        wanted = self._matching(word)
        if not wanted.any():
            return found
        of_runs = np.flatnonzero(wanted.take(self.run_word))
        begin, end = self.run_start[of_runs], self.run_start[of_runs + 1]
        block = np.searchsorted(self.block_run, of_runs, side="right") - 1
        first_text = self.block_text[block]
        if len(of_runs) > _FEW_RUNS:
            texts = self.texts[runs(begin, end - begin)]
            found[np.repeat(first_text, end - begin) + texts] = True
            return found
        for text, one, other in zip(*(v.tolist() for v in (first_text, begin, end)), strict=True):
            found[text:][self.texts[one:other]] = True
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


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of one block: its own words, the texts of all runs, and how many each has."""

    words: npt.NDArray[np.int64]
    texts: npt.NDArray[np.uint16]
    lengths: npt.NDArray[np.int64]


def _runs(words: npt.NDArray[Any], counts: npt.NDArray[np.int64], most: int) -> _Runs:
    """The texts of a block by their words, each text once a word.

    Args:
        words: of all texts, one text after the other.
        counts: how many words each text has.
        most: how many different words there are.
    """
    narrow = words.astype(np.uint16 if most <= 1 << 16 else np.int32)
    order = np.argsort(narrow, kind="stable")  # of 16 bits in one pass
    text = np.repeat(np.arange(len(counts), dtype=np.uint16), counts)[order]
    word = narrow[order]
    once = np.ones(len(word), dtype=bool)
    once[1:] = (word[1:] != word[:-1]) | (text[1:] != text[:-1])
    word, text = word[once], text[once]
    start = np.flatnonzero(np.diff(word.astype(np.int64), prepend=-1))
    return _Runs(word[start].astype(np.int64), text, np.diff(start, append=len(word)))


def _parts(texts: pa.Array) -> Iterator[pa.Array]:
    for first in range(0, len(texts), TEXTS_A_BLOCK):
        yield texts.slice(first, TEXTS_A_BLOCK)


def _joined(parts: list[npt.NDArray[Any]], kind: Any) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=kind), *parts]).astype(kind)


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
    # A list with marked words folds thousands: what Arrow does around one costs 50 µs.
    return text.lower() if text.isascii() else _folded_by_arrow(text)


@lru_cache(maxsize=4096)
def _folded_by_arrow(text: str) -> str:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return str(fold_array(pa.array([clean], pa.large_string()))[0].as_py())


def words_of(text: str) -> list[str]:
    """The different words of what somebody typed, folded.

    Example:
        >>> words_of("GANJA, ganja  (2020)")
        ['ganja', '2020']
    """
    return list(dict.fromkeys(_WORD.findall(folded(text))))
