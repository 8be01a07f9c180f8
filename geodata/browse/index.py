"""The index behind map, list, facets and timeline."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa

from geodata.browse.selection import Selection
from geodata.model import EventFilter


class TableSource(Protocol):
    """What the index needs of a store."""

    @property
    def revision(self) -> int:
        """Grows with every write."""
        ...

    def event_table(self) -> pa.Table:
        """One row for each place of an event, one for each unplaced event."""
        ...


class EventIndex:
    """All events as columns; immutable, made once for each revision of the store."""

    revision: int

    @classmethod
    def from_table(cls, table: pa.Table, revision: int = 0) -> EventIndex:
        """The index of an event table."""
        raise NotImplementedError

    @classmethod
    def from_store(cls, store: TableSource) -> EventIndex:
        """The index of all events of a store, with the store's revision."""
        raise NotImplementedError

    def __len__(self) -> int:
        """How many events there are."""
        raise NotImplementedError

    def select(self, event_filter: EventFilter) -> Selection:
        """The events that pass; equal filters give the same cached selection."""
        raise NotImplementedError
