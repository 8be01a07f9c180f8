"""What only a page of the list or the details show: ids, titles, passages, how a date was said.

Text stays in Arrow and is never moved: where events came or changed after the index was made,
theirs stand in a second table, and each event knows its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int32]


class KeptFile(Protocol):
    """A file that is mapped."""

    def let_go(self) -> None:
        """Leave what was read of the texts to the system: it stays in the process no longer."""
        ...


@dataclass(frozen=True, slots=True)
class Pages:
    """The texts of events.

    Attributes:
        table: one row an event.
        later: rows of events that came or changed later.
        row: of each event, counted through both tables; None: the event's own number.
        file: that the first table is read from; None when it is in memory.
    """

    table: pa.Table
    later: pa.Table
    row: Ints | None = None
    file: KeptFile | None = field(default=None, compare=False)

    @classmethod
    def of(cls, table: pa.Table, file: KeptFile | None = None) -> Pages:
        """The texts of events in the order of their numbers."""
        return cls(table, table.slice(0, 0), None, file)

    def event_of(self, row: int) -> int | None:
        """The event that has a row, None when it has another one now."""
        if self.row is None:
            return row
        found = np.flatnonzero(self.row == row)
        return int(found[0]) if len(found) else None

    def rows(self, events: Any) -> npt.NDArray[np.int64]:
        """The rows of events by their numbers."""
        numbers = np.asarray(events, dtype=np.int64)
        return numbers if self.row is None else self.row[numbers].astype(np.int64)

    def take(self, events: Any, names: Sequence[str] | None = None) -> pa.Table:
        """The rows of events by their numbers, in that order; `names`: only these columns."""
        found = self._taken(self.rows(events), list(names or self.table.column_names))
        if self.file is not None:
            self.file.let_go()
        return found

    def _taken(self, rows: npt.NDArray[np.int64], wanted: list[str]) -> pa.Table:
        first = self.table.select(wanted)
        if not len(self.later):
            return first.take(pa.array(rows))
        is_later = rows >= len(self.table)
        found = pa.concat_tables(
            [
                first.take(pa.array(rows[~is_later])),
                self.later.select(wanted).take(pa.array(rows[is_later] - len(self.table))),
            ]
        )
        order = np.argsort(np.concatenate([np.flatnonzero(~is_later), np.flatnonzero(is_later)]))
        return found.take(pa.array(order))

    def column(self, name: str, events: Any) -> list[Any]:
        """One column of events by their numbers."""
        values: list[Any] = self.take(events, [name]).column(0).to_pylist()
        return values
