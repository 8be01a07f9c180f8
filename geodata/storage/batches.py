"""Rows made ready for the tables, column by column, and how they travel between processes.

Nothing here needs a database library: the process that makes the rows has none.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

EVENT_COLUMNS: Final = (
    "id", "number", "kind", "modality", "title", "passage_start", "passage_end", "passage",
    "first_day", "last_day", "date_precision", "approximate", "year", "month", "day", "bound",
    "date_rule", "speaker", "status", "certainty",
)  # fmt: skip
SPOT_COLUMNS: Final = (
    "name", "place", "role", "precision", "lat", "lon", "radius_km", "score", "reasons",
    "runners_up", "inherited", "reading",
)  # fmt: skip
_LENGTH: Final = struct.Struct(">Q")
PART_COLUMNS: Final = {
    "actors": ("number", "name", "role", "start", "end", "title"),
    "counts": ("number", "text", "what", "low", "high", "start", "end"),
    "evidence": ("number", "field", "report_id", "start", "end", "text"),
    "rows": ("import_key", "line", "content_hash", "external_id"),
}


@dataclass(slots=True)
class Columns:
    """Rows column by column.

    Attributes:
        count: of the rows.
        values: of each column that differs from row to row.
        same: what stands in all rows of a column.
    """

    count: int = 0
    values: dict[str, Sequence[Any] | npt.NDArray[np.int64]] = field(default_factory=dict)
    same: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of_rows(cls, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Columns:
        """Rows turned into columns.

        Example:
            >>> Columns.of_rows(("a", "b"), [(1, "x"), (2, "y")]).values
            {'a': (1, 2), 'b': ('x', 'y')}
        """
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
        return cls(len(rows), dict(zip(names, columns, strict=True)))

    def column(self, name: str) -> Iterable[Any]:
        """The values of a column."""
        if name in self.same:
            return repeat(self.same[name], self.count)
        values = self.values[name]
        return values.tolist() if isinstance(values, np.ndarray) else values

    def apart(self, names: Sequence[str]) -> tuple[list[str], dict[str, Any]]:
        """Those that differ from row to row, and what stands in all rows of the others.

        Example:
            >>> Columns(2, {"a": (1, 2)}, {"b": "x"}).apart(("a", "b"))
            (['a'], {'b': 'x'})
        """
        same = {name: self.same[name] for name in names if name in self.same}
        return [name for name in names if name not in same], same

    def rows(self, names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
        """The values of these columns, row by row."""
        return zip(*map(self.column, names), strict=True) if names else repeat((), self.count)


@dataclass(slots=True)
class Batch:
    """Rows made ready for the tables; days are ordinals, JSON is text.

    Attributes:
        tables: by name: 'reports', their columns; 'events' with the number of their report in
            `report`; 'places', their columns; 'spots', what the places of events share, with
            the number of a place in `place`, and in `runners_up` [number of a place, score,
            reasons] each; 'event_places' with the number of the event in `event` and of the
            spot in `spot`; and the tables of PART_COLUMNS, with the number of their event.
        replaced: number of an event to the key of the one it replaces.
    """

    tables: dict[str, Columns] = field(default_factory=dict)
    replaced: dict[int, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Columns:
        return self.tables.get(name) or Columns()


# ------------------------------------------------------------------------ travel


def send(batch: Batch, told: dict[str, Any], pipe: BinaryIO) -> None:
    """Write a batch and what else is told: a message for `received`, its length in front."""
    heads = [[name, one.count, one.same] for name, one in batch.tables.items()]
    line = {"told": told, "tables": heads, "replaced": list(batch.replaced.items())}
    head = json.dumps(line).encode()
    sink = pa.BufferOutputStream()
    sink.write(_LENGTH.pack(len(head)))
    sink.write(head)
    for one in batch.tables.values():
        table = pa.table({name: pa.array(values) for name, values in one.values.items()})
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
    message = sink.getvalue()
    pipe.write(_LENGTH.pack(message.size))
    pipe.write(message)
    pipe.flush()


def get_ready() -> None:
    """Load what `received` needs: pyarrow looks for pandas at its first array."""
    pa.array([""]).to_numpy(zero_copy_only=False)


def message_from(pipe: BinaryIO) -> bytes:
    """The next message, b'' when there is no more.

    Raises:
        ValueError: it breaks off in the middle.
    """
    length = pipe.read(_LENGTH.size)
    if not length:
        return b""
    if len(length) == _LENGTH.size:
        (size,) = _LENGTH.unpack(length)
        message = pipe.read(size)
        if len(message) == size:
            return message
    raise ValueError("a message breaks off in the middle")


def received(message: bytes) -> tuple[Batch, dict[str, Any]]:
    """What was sent."""
    source = pa.BufferReader(message)
    (size,) = _LENGTH.unpack(source.read(_LENGTH.size))
    head = json.loads(source.read(size))
    batch = Batch(replaced=dict(head["replaced"]))
    for name, count, same in head["tables"]:
        with pa.ipc.open_stream(source) as stream:
            table = stream.read_all()
        values: dict[str, Any] = {column: _values(table[column]) for column in table.column_names}
        batch.tables[name] = Columns(count, values, same)
    return batch, head["told"]


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The values as Python has them; pyarrow's own to_pylist takes ten times as long."""
    if pa.types.is_null(column.type):
        return [None] * len(column)
    if not column.null_count:
        return column.to_numpy().tolist()  # type: ignore[no-any-return]
    if pa.types.is_integer(column.type):
        found = column.fill_null(0).to_numpy().astype(object)
        found[column.is_null().to_numpy()] = None
        return found.tolist()  # type: ignore[no-any-return]
    return np.asarray(column.to_numpy(), object).tolist()  # type: ignore[no-any-return]
