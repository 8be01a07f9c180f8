"""The index behind map, list, facets and timeline."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Protocol

import pyarrow as pa

from geodata.browse.building import columns_of
from geodata.browse.columns import Columns
from geodata.browse.filtering import masks_of
from geodata.browse.holdings import Holdings
from geodata.browse.regions import Atlas
from geodata.browse.selection import Selection
from geodata.model import EventFilter

KEPT_SELECTIONS = 32


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
    """All events as columns; immutable, made once for each revision of the store.

    Attributes:
        revision: of the store it was made from.
    """

    def __init__(self, columns: Columns, revision: int, atlas: Atlas | None = None) -> None:
        self.revision = revision
        self._columns = columns
        self._holdings = Holdings(columns, atlas)
        self._lock = threading.Lock()
        self._selections: OrderedDict[EventFilter, Selection] = OrderedDict()

    @classmethod
    def from_table(
        cls, table: pa.Table, revision: int = 0, *, atlas: Atlas | None = None
    ) -> EventIndex:
        """The index of an event table, whose rows of one event stand together."""
        return cls(columns_of(table), revision, atlas)

    @classmethod
    def from_store(cls, store: TableSource, *, atlas: Atlas | None = None) -> EventIndex:
        """The index of all events of a store, with the store's revision.

        Args:
            store: where the events are.
            atlas: a gazetteer as the index asks for it; None: regions are only what the
                events themselves say, and places are found by the words of the reports.

        The revision is read first: a write in between makes the index newer than it says,
        so that it is made again, never older.
        """
        revision = store.revision
        return cls.from_table(store.event_table(), revision, atlas=atlas)

    def __len__(self) -> int:
        """How many events there are."""
        return self._columns.event_count

    def select(self, event_filter: EventFilter | None = None) -> Selection:
        """The events that pass, all of them for None; equal filters share one selection."""
        asked = event_filter or EventFilter()
        with self._lock:
            if asked in self._selections:
                self._selections.move_to_end(asked)
                return self._selections[asked]
        selection = Selection(self._holdings, masks_of(self._holdings, asked), asked)
        with self._lock:
            self._selections[asked] = selection
            while len(self._selections) > KEPT_SELECTIONS:
                self._selections.popitem(last=False)
        return selection
