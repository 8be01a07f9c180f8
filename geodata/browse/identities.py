"""Events by their ids, without a dictionary of a million texts.

A number is made of each id; the numbers are sorted once and kept with the index, so that a
look-up reads a few of them wherever they stand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse.pages import Pages

_LAST = 8  # bytes of an id that are looked at first: ids end in letters and digits by chance


@dataclass(frozen=True, slots=True)
class Marks:
    """The ids of a table of pages.

    Attributes:
        marks: the numbers of all ids, rising.
        rows: whose they are.
    """

    marks: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.int32]

    @classmethod
    def of(cls, table: pa.Table) -> Marks:
        """Those of a table."""
        marks = _marks(_whole(table["event_id"]))
        low = np.argsort((marks & 0xFFFF).astype(np.uint16), kind="stable")
        order = low[np.argsort((marks >> 16).astype(np.uint16)[low], kind="stable")]
        return cls(marks[order], order.astype(np.int32))

    def rows_of(self, event_id: str) -> list[int]:
        """The rows that may have this id: all that have its number."""
        wanted = _marks(pa.array([event_id.encode("utf-8", "replace")], pa.binary()))[0]
        begin, end = (int(np.searchsorted(self.marks, wanted, side)) for side in ("left", "right"))
        found: list[int] = self.rows[begin:end].tolist()
        return found


@dataclass(frozen=True, slots=True)
class Identities:
    """Where each id stands.

    Attributes:
        pages: of the events.
        first, later: the ids of their two tables.
    """

    pages: Pages
    first: Marks
    later: Marks

    @classmethod
    def of(cls, pages: Pages, first: Marks | None = None) -> Identities:
        """The ids of pages; first: those of their first table, when they are known."""
        return cls(pages, first or Marks.of(pages.table), Marks.of(pages.later))

    def number_of(self, event_id: str) -> int | None:
        """The number of the event with this id, None when there is none."""
        behind = len(self.pages.table)
        rows = [row + behind for row in self.later.rows_of(event_id)]
        for row in (*rows, *self.first.rows_of(event_id)):
            event = self.pages.event_of(row)
            if event is not None and self.pages.column("event_id", [event]) == [event_id]:
                return event
        return None


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
