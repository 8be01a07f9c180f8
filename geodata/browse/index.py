"""The index behind map, list, facets and timeline."""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geodata.browse.building import columns_of
from geodata.browse.columns import Columns, with_values_of
from geodata.browse.filtering import masks_of
from geodata.browse.holdings import Holdings
from geodata.browse.identities import Marks
from geodata.browse.keeping import Kept, keep, kept
from geodata.browse.patching import patched, room
from geodata.browse.regions import Atlas
from geodata.browse.selection import Selection
from geodata.browse.texts import Texts
from geodata.model import EventFilter

KEPT_SELECTIONS = 32
UNKNOWN = "?"  # the name of no rules
MOST_AWAKE = 2  # selections of a large collection that keep all they worked out
AWAKE_BYTES = 8_000_000  # those of a small one: about eight bytes an event each


class TableSource(Protocol):
    """What the index needs of a store."""

    @property
    def where(self) -> str:
        """The file or address."""
        ...

    @property
    def revision(self) -> int:
        """Grows with every write."""
        ...

    @property
    def state(self) -> str:
        """Names what the store holds; no other content has the same."""
        ...

    def event_table(self) -> pa.Table:
        """One row for each place of an event, one for each unplaced event."""
        ...

    @property
    def telling(self) -> str:
        """Names the rules by which something is withheld; '' for none."""
        ...

    def changes_since(
        self, state: str, most: int, *, later_only: bool = False
    ) -> TableChanges | None:
        """What changed since a state; None: more than so many events, or nobody knows.

        Args:
            state: of the store.
            most: so many events at most.
            later_only: leave out what the write that led to the state may have noted late.
        """
        ...

    def withheld(self, stored: npt.NDArray[Any], telling: str) -> TableChanges:
        """Which of these events must not be shown (any more) as they were told by other rules."""
        ...


class TableChanges(Protocol):
    """What a store says of events that changed."""

    @property
    def revision(self) -> int:
        """Of the store then."""
        ...

    @property
    def state(self) -> str:
        """Of the store then."""
        ...

    @property
    def stored(self) -> Sequence[int]:
        """The numbers of the events that changed, came or went."""
        ...

    @property
    def table(self) -> pa.Table:
        """Those of them that are there."""
        ...


class EventIndex:
    """All events as columns, made once for each revision of the store; its answers never change.

    Attributes:
        revision, state: of the store it was made from.
        telling: names the rules by which something was withheld then.
        events_revision: since when its events are what they are.
    """

    def __init__(
        self,
        columns: Columns,
        revision: int,
        atlas: Atlas | None = None,
        texts: Texts | None = None,
        marks: Marks | None = None,
        *,
        state: str = "",
        telling: str = "",
    ) -> None:
        self.revision = self.events_revision = revision
        self.state = state
        self.telling = telling
        self._is_interim = False
        self._columns = columns
        self._holdings = Holdings(columns, atlas, texts, marks)
        self._awake = max(MOST_AWAKE, AWAKE_BYTES // (8 * len(columns.cell) + 1))
        self._lock = threading.Lock()
        self._selections: OrderedDict[EventFilter, Selection] = OrderedDict()

    @classmethod
    def from_table(
        cls,
        table: pa.Table,
        revision: int = 0,
        *,
        atlas: Atlas | None = None,
        state: str = "",
        telling: str = "",
    ) -> EventIndex:
        """The index of an event table, whose rows of one event stand together."""
        return cls(columns_of(table), revision, atlas, state=state, telling=telling)

    @classmethod
    def from_store(
        cls, store: TableSource, *, atlas: Atlas | None = None, folder: Path | None = None
    ) -> EventIndex:
        """The index of all events of a store, with the store's revision.

        Args:
            store: where the events are.
            atlas: a gazetteer as the index asks for it; None: regions are only what the
                events themselves say, and places are found by the words of the reports.
            folder: where `keep` may have put the index of this state, or of one not long
                before; None: nowhere.

        Revision and state are read first: a write in between makes the index newer than it
        says, so that it is brought up to date again, never older.
        """
        telling, revision, state = store.telling, store.revision, store.state
        for found in () if folder is None else kept(folder, store.where, state):
            parts = (found.columns, revision, atlas, found.texts, found.marks)
            # What is withheld changes the state too: of another state nothing is known.
            known = telling if found.state == state else UNKNOWN
            index = cls(*parts, state=found.state, telling=known)
            if found.state == state:
                return index
            newer = index.caught_up(store)
            if newer is not None:
                return newer
        table = store.event_table()
        return cls.from_table(table, revision, atlas=atlas, state=state, telling=telling)

    def updated(self, store: TableSource) -> EventIndex:
        """The index of the store as it is now: patched where little changed, else made anew."""
        newer = self.caught_up(store)  # false when it has no events
        if newer is None:
            return EventIndex.from_store(store, atlas=self._holdings.atlas)
        return newer

    def caught_up(self, store: TableSource) -> EventIndex | None:
        """The index patched to what the store is now; None when too much changed for that."""
        most = room(self._columns)
        changes = None
        if self.state and most > 0:
            changes = store.changes_since(self.state, most, later_only=self._is_interim)
        if changes is None:
            return None
        # What came or changed may be nothing that is shown here, such as drafts for readers.
        if not len(changes.table) and not np.isin(changes.stored, self._columns.stored).any():
            return self._unchanged(changes.revision, changes.state)
        return self.patched(
            changes.stored, changes.table, revision=changes.revision, state=changes.state
        )

    def _unchanged(self, revision: int, state: str) -> EventIndex:
        """The same events at a later revision; what was selected and counted stays known."""
        found = copy.copy(self)
        found.revision, found.state, found._is_interim = revision, state, False
        return found

    def without_withheld(self, store: TableSource) -> EventIndex:
        """The index without the events that must not be shown any more, otherwise as it is.

        It goes by the state of the store now, so that later changes are patched in; its revision
        stays the one it is of.
        """
        telling = store.telling  # first: never newer than what is withheld
        changes = store.withheld(self._columns.stored, self.telling)
        found = self._unchanged(self.revision, changes.state)
        if len(changes.stored):
            found = self.patched(
                changes.stored, changes.table, revision=self.revision, state=changes.state
            )
        found.telling, found._is_interim = telling, True
        return found

    @property
    def is_patched(self) -> bool:
        """Whether it was brought up to date rather than made anew."""
        return self._columns.pages.row is not None

    def patched(
        self, stored: Sequence[int], table: pa.Table, *, revision: int, state: str = ""
    ) -> EventIndex:
        """The index without some events and with those of a table; this one stays as it is.

        Args:
            stored: the events to leave out, by their number in the store.
            table: the events to put in; those that changed stand in both.
            revision: of the store then.
            state: of the store then.
        """
        columns = patched(self._columns, stored, table) if len(stored) else self._columns
        atlas = self._holdings.atlas
        found = EventIndex(columns, revision, atlas, state=state, telling=self.telling)
        found._holdings.inherit(self._holdings)
        return found

    def keep(self, store: TableSource, folder: Path) -> bool:
        """Put the index into a folder for the next start; False when that cannot be done.

        A patched one is not put there: the one before is brought up to date again.
        """
        if self.is_patched or not self.state:
            return False
        holdings = self._holdings
        whole = Kept(self.state, holdings.columns, holdings.texts(), holdings.marks())
        if keep(folder, store.where, whole) is None:
            return False
        for found in kept(folder, store.where, self.state):
            if found.state == self.state:
                self._move_to(found)
            break
        return True

    def _move_to(self, found: Kept) -> None:
        """Answer from the file from now on, so that memory is free of the same."""
        before = self._holdings
        columns = with_values_of(found.columns, before.columns)
        holdings = Holdings(columns, before.atlas, found.texts, found.marks)
        holdings.inherit(before)
        with self._lock:
            self._columns, self._holdings = columns, holdings
            self._selections.clear()

    def __len__(self) -> int:
        """How many events there are."""
        return self._columns.event_count

    def select(self, event_filter: EventFilter | None = None) -> Selection:
        """The events that pass, all of them for None; equal filters share one selection."""
        asked = event_filter or EventFilter()
        with self._lock:
            if asked in self._selections:
                return self._remembered(asked, self._selections[asked])
            holdings = self._holdings
        selection = Selection(holdings, masks_of(holdings, asked), asked)
        with self._lock:
            is_current = holdings is self._holdings
            return self._remembered(asked, selection) if is_current else selection

    def _remembered(self, asked: EventFilter, selection: Selection) -> Selection:
        """The selection as the latest one; those that were not asked for lately take less room."""
        self._selections[asked] = selection
        self._selections.move_to_end(asked)
        while len(self._selections) > KEPT_SELECTIONS:
            self._selections.popitem(last=False)
        for one in list(self._selections.values())[: -self._awake]:
            one.rest()
        return selection
