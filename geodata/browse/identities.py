"""Events by their ids, without a dictionary of a million texts."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse.pages import Pages

_LAST = 8  # bytes of an id that are looked at first: ids end in letters and digits by chance


class Identities:
    """Where each id stands; sorted when first asked."""

    def __init__(self, pages: Pages, count: int) -> None:
        self._pages = pages
        self._count = count

    def number_of(self, event_id: str) -> int | None:
        """The number of the event with this id, None when there is none."""
        marks, events = self._sorted
        wanted = _marks(pa.array([event_id.encode("utf-8", "replace")], pa.binary()))[0]
        begin, end = (int(np.searchsorted(marks, wanted, side)) for side in ("left", "right"))
        for event in events[begin:end].tolist():
            if self._pages.column("event_id", [event]) == [event_id]:
                return int(event)
        return None

    @cached_property
    def _sorted(self) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32]]:
        """The marks of all ids, rising, and whose they are."""
        pages = self._pages
        marks = _marks(_whole(pages.table["event_id"]))
        if len(pages.later):
            marks = np.concatenate([marks, _marks(_whole(pages.later["event_id"]))])
        if pages.row is not None:
            marks = marks[pages.row]
        low = np.argsort((marks & 0xFFFF).astype(np.uint16), kind="stable")
        order = low[np.argsort((marks >> 16).astype(np.uint16)[low], kind="stable")]
        return marks[order], order.astype(np.int32)


def _whole(ids: pa.ChunkedArray) -> pa.Array:
    return pc.cast(ids.combine_chunks() if ids.num_chunks != 1 else ids.chunk(0), pa.binary())


def _marks(ids: pa.Array) -> npt.NDArray[np.uint32]:
    """A number from the last bytes of each id; few have the same."""
    if not len(ids):
        return np.zeros(0, dtype=np.uint32)
    edges = np.frombuffer(ids.buffers()[1], dtype=np.int32)[ids.offset : ids.offset + len(ids) + 1]
    letters = np.frombuffer(ids.buffers()[2] or b"", dtype=np.uint8)
    letters = letters if len(letters) else np.zeros(1, dtype=np.uint8)
    found = np.zeros(len(ids), dtype=np.uint64)
    for back in range(1, _LAST + 1):
        place = edges[1:] - back
        here = np.where(place >= edges[:-1], letters.take(place, mode="clip"), np.uint8(0))
        found = found << np.uint64(8) | here.astype(np.uint64)
    return (found * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)).astype(np.uint32)
