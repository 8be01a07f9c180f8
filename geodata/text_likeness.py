"""How alike two texts are, and a fingerprint by which a store finds the alike ones.

MinHash (Broder 1997) over runs of five words, cut into bands for locality-sensitive hashing:
texts that share eight of ten runs meet in one band at least with a chance above 0.999, texts
that share one of ten with a chance below 0.002.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

BANDS, ROWS = 16, 4
RUN_WORDS = 5
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_SEED = 20_260_101  # of the permutations; another one needs every fingerprint made again
_CHUNK = 20_000  # runs hashed at once, so that memory stays bounded
_Hashes = npt.NDArray[np.uint64]


def bands(text: str) -> tuple[int, ...]:
    """Sixteen numbers of 63 bits; nearly the same texts have one of them in common.

    Case, punctuation and spacing do not matter. () for a text without a word.

    Example:
        >>> one = bands("A quake shook Lima on Monday, and nobody was hurt in the city.")
        >>> two = bands("a quake shook  Lima on Monday and nobody was hurt in the city")
        >>> one == two, len(one), bands("...")
        (True, 16, ())
    """
    factors, terms = _permutations()
    least = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    is_empty = True
    for hashes in _hash_chunks(text):
        is_empty = False
        for start in range(0, BANDS * ROWS, ROWS):
            part = slice(start, start + ROWS)
            mixed = hashes[:, None] * factors[part] + terms[part]  # modulo 2**64
            least[part] = np.minimum(least[part], (mixed ^ (mixed >> np.uint64(32))).min(axis=0))
    if is_empty:
        return ()
    return tuple(
        _number(bytes([band]) + least[band * ROWS : (band + 1) * ROWS].tobytes())
        for band in range(BANDS)
    )


def likeness(first: str, second: str) -> float:
    """The share of runs of five words that two texts have in common, 0..1 (Jaccard).

    Example:
        >>> likeness("A quake shook Lima today.", "a quake shook lima, today")
        1.0
        >>> likeness("A quake shook Lima today.", "Rain fell in Quito again, they said.")
        0.0
    """
    one, two = set(_runs(first)), set(_runs(second))
    return len(one & two) / len(one | two) if one and two else 0.0


def sentences_that_differ(first: str, second: str) -> int:
    """How many sentences of either text the other one lacks; a changed one counts once.

    Example:
        >>> sentences_that_differ("Four fell. It rained.", "Five fell. It rained. Night came.")
        2
    """
    one, two = (Counter(_sentences(text)) for text in (first, second))
    return max((one - two).total(), (two - one).total())


def _runs(text: str) -> Iterator[str]:
    """Runs of five words; a shorter text is one run."""
    words = [match.group() for match in _WORD.finditer(text.casefold())]
    if words and len(words) < RUN_WORDS:
        yield " ".join(words)
    for start in range(len(words) - RUN_WORDS + 1):
        yield " ".join(words[start : start + RUN_WORDS])


def _hash_chunks(text: str) -> Iterator[_Hashes]:
    kept: list[int] = []
    for run in _runs(text):
        kept.append(_number(run.encode("utf-8", "surrogatepass")))
        if len(kept) == _CHUNK:
            yield np.array(kept, dtype=np.uint64)
            kept.clear()
    if kept:
        yield np.array(kept, dtype=np.uint64)


def _permutations() -> tuple[_Hashes, _Hashes]:
    raw = np.random.PCG64(_SEED).random_raw(2 * BANDS * ROWS)  # the same in every numpy
    return raw[: BANDS * ROWS] | np.uint64(1), raw[BANDS * ROWS :]


def _number(content: bytes) -> int:
    """63 bits, so that every database keeps it as a whole number."""
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big") >> 1


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        words = _WORD.findall(match.group().casefold())
        if words:
            yield " ".join(words)
