"""Ids of the events of many rows at once: the same as geodata.model.content_id gives."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

import numpy as np

_LETTERS: Final = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", np.uint8)
_PLACES: Final = np.array([16, 8, 4, 2, 1], np.uint8)
_SEPARATOR: Final = "\x1f"
_BYTES: Final = 10  # of an id


def base32(digests: Sequence[bytes]) -> list[str]:
    """Each ten bytes as sixteen letters and digits of base 32, small.

    Example:
        >>> base32([bytes(10), b"0123456789"])
        ['aaaaaaaaaaaaaaaa', 'gaytemzugu3doobz']
    """
    if not digests:
        return []
    packed = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, _BYTES)
    fives = np.unpackbits(packed, axis=1).reshape(len(digests), 16, 5) @ _PLACES
    text = _LETTERS[fives].tobytes().decode("ascii")
    return [text[at : at + 16] for at in range(0, len(text), 16)]


class Identities:
    """Tells rows apart.

    Args:
        space: the data set, or the columns of a table that is none.
        hashed: numbers of the cells whose change is a change of the event.
        id_number: of the cell with an id of the data set, -1 for none.
    """

    def __init__(self, space: str, hashed: Sequence[int], id_number: int) -> None:
        self._space = f"{space}{_SEPARATOR}".encode("utf-8", "surrogatepass")
        self._cells = itemgetter(*hashed) if len(hashed) > 1 else lambda cells: tuple(
            cells[n] for n in hashed
        )  # fmt: skip
        self._id_number = id_number

    def of(self, rows: Sequence[list[str]]) -> tuple[list[str], list[str], list[int]]:
        """Event id, id of the data set ('' for none) and hash of the cells of each row."""
        blake, sha, at = hashlib.blake2b, hashlib.sha256, self._id_number
        joined = map(_SEPARATOR.join, map(self._cells, rows))
        digests = [
            blake(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in joined
        ]
        externals = [row[at].strip() for row in rows] if at >= 0 else [""] * len(rows)
        numbers = np.frombuffer(b"".join(digests), ">i8")[::2].tolist()
        space = self._space
        owns = [one or digest.hex() for one, digest in zip(externals, digests, strict=True)]
        ids = [sha(space + own.encode("utf-8", "surrogatepass")).digest()[:_BYTES] for own in owns]
        return [f"e{one}" for one in base32(ids)], externals, numbers
