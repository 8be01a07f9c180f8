"""What passes a filter, asked in every way the screens ask."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.browse.answers import Answers
from geodata.browse.clustering import runs
from geodata.browse.columns import Bools, Ints, place_of
from geodata.browse.counting import extent_of, facets_of, timeline_of
from geodata.browse.filtering import Masks
from geodata.browse.holdings import Holdings
from geodata.browse.markers import (
    Melting,
    Window,
    markers_of,
    melting,
    shown,
    stack_id,
    stack_of_id,
)
from geodata.browse.rows import rows_of
from geodata.browse.search import hits
from geodata.browse.values import (
    EventRow,
    Facets,
    Marker,
    Neighbours,
    Removal,
    Timeline,
)
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter

KEPT_WINDOWS = 12
KEPT_COUNTS = 6  # facets and timelines


class Selection:
    """The events that pass a filter; answers are computed when asked and then kept.

    Made by EventIndex.select. Safe to share between threads.
    """

    def __init__(self, holdings: Holdings, masks: Masks, event_filter: EventFilter) -> None:
        self.filter = event_filter
        self._holdings = holdings
        self._columns = holdings.columns
        self._masks = masks
        self._lock = threading.Lock()
        self._windows: OrderedDict[Window, Melting] = OrderedDict()
        self._counts = Answers(KEPT_COUNTS)

    def rest(self) -> None:
        """Let go of what takes much memory; it is made again when asked for."""
        self._masks.rest()

    # ------------------------------------------------------------------ totals

    @cached_property
    def count(self) -> int:
        """How many events pass, placed or not."""
        return int(np.count_nonzero(self._masks.events))

    @property
    def total(self) -> int:
        """How many events there are without any filter."""
        return self._columns.event_count

    @cached_property
    def placed_count(self) -> int:
        """How many of them have a place."""
        return int(np.count_nonzero(self._masks.events & self._is_placed))

    @cached_property
    def undated_count(self) -> int:
        """How many of them have no first and last day."""
        return int(np.count_nonzero(self._masks.events[self._columns.dated_count :]))

    @property
    def _is_placed(self) -> Bools:
        return self._holdings.is_placed

    # --------------------------------------------------------------------- map

    @property
    def _stack_counts(self) -> Ints:
        return self._masks.stack_counts

    def markers(self, box: BoundingBox, zoom: float) -> list[Marker]:
        """Stacks and clusters of a view, about 2,000 at the most.

        Args:
            box: west may exceed east, or lie beyond -180, across the antimeridian.
            zoom: of Web Mercator with 256 pixels at 0; halves are fine.
        """
        found = shown(self._columns, self._melting(Window.of(box, zoom)), box)
        return markers_of(self._columns, self._masks, found, zoom)

    def _melting(self, window: Window) -> Melting:
        with self._lock:
            if window in self._windows:
                self._windows.move_to_end(window)
                return self._windows[window]
        found = melting(self._columns, self._stack_counts, window)
        with self._lock:
            self._windows[window] = found
            while len(self._windows) > KEPT_WINDOWS:
                self._windows.popitem(last=False)
        return found

    def at_place(self, marker_id: str, offset: int = 0, limit: int = 50) -> list[EventRow]:
        """A page of the events behind a marker, in order of date; [] for an unknown id."""
        return self._page(self._events_at(marker_id), offset, limit)

    def count_at_place(self, marker_id: str) -> int:
        """How many events stand behind a marker, 0 for an unknown id."""
        return len(self._events_at(marker_id))

    def _events_at(self, marker_id: str) -> Ints:
        columns = self._columns
        stacks = self._stacks_of(marker_id)
        if not len(stacks):
            return np.zeros(0, dtype=np.int32)
        starts = columns.stack_start[stacks]
        pin = runs(starts, columns.stack_start[stacks + 1] - starts)
        behind = np.zeros(columns.event_count, dtype=bool)
        behind[columns.pin_event[pin[self._masks.pins[pin]]]] = True
        return np.flatnonzero(behind).astype(np.int32)

    def _stacks_of(self, marker_id: str) -> Ints:
        """The stacks of a marker; a cluster is made again around its leading place."""
        none = np.zeros(0, dtype=np.int32)
        if marker_id.startswith("s"):
            stack = stack_of_id(self._columns, marker_id)
            return none if stack is None else np.array([stack], dtype=np.int32)
        if not marker_id.startswith("c") or not marker_id[1:3].isdecimal():
            return none
        head = stack_of_id(self._columns, marker_id[3:])
        if head is None:
            return none
        zoom = int(marker_id[1:3]) / 2
        lat, lon = float(self._columns.stack_lat[head]), float(self._columns.stack_lon[head])
        around = self._melting(Window.of(BoundingBox(lat, lon, lat, lon), zoom))
        members: Ints = around.stacks[around.leader == head].astype(np.int32)
        return members

    def marker_id_of(self, event_id: str) -> str | None:
        """The id of the stack an event stands in first, None when it is not placed."""
        event = self._number_of(event_id)
        if event is None:
            return None
        stack = int(self._columns.row_stack[self._columns.first_row[event]])
        return None if stack < 0 else stack_id(self._columns, stack)

    def extent(self) -> BoundingBox | None:
        """Around the middle 95 % of the places by number of events; None when none is placed."""
        columns, counts = self._columns, self._stack_counts
        some = counts > 0
        return extent_of(columns.stack_lat[some], columns.stack_lon[some], counts[some])

    # -------------------------------------------------------------------- list

    def rows(self, offset: int = 0, limit: int = 50, *, order: str = "date") -> list[EventRow]:
        """A page of the list; order 'date', 'newest' or 'certainty', undated events last."""
        return self._page(self._ordered(order), offset, limit)

    def unplaced(self, offset: int = 0, limit: int = 50) -> list[EventRow]:
        """A page of those without a place."""
        events = self._ordered("date")
        return self._page(events[~self._is_placed[events]], offset, limit)

    def undated(self, offset: int = 0, limit: int = 50) -> list[EventRow]:
        """A page of those without a first and last day."""
        events = self._ordered("date")
        begin = int(place_of(events, self._columns.dated_count))
        return self._page(events[begin:], offset, limit)

    def event_ids(self) -> list[str]:
        """The ids of all events that pass, in order of date."""
        ids: list[str] = self._ids(self._ordered("date"))
        return ids

    def neighbours(self, event_id: str, *, order: str = "date") -> Neighbours | None:
        """The events before and after one, None when it does not pass the filter."""
        event = self._number_of(event_id)
        if event is None or not self._masks.events[event]:
            return None
        events = self._ordered(order)
        place = int(np.flatnonzero(events == event)[0])
        previous = self._ids(events[max(0, place - 1) : place])
        following = self._ids(events[place + 1 : place + 2])
        return Neighbours(
            number=place + 1,
            count=len(events),
            previous_id=previous[0] if previous else None,
            next_id=following[0] if following else None,
        )

    def _page(self, events: Ints, offset: int, limit: int) -> list[EventRow]:
        start = max(0, offset)
        wanted = tuple(events[start : start + max(0, limit)].tolist())
        return list(self._holdings.pages.to(wanted, lambda: rows_of(self._columns, wanted)))

    def _ids(self, events: Ints) -> list[str]:
        return self._columns.pages.column("event_id", events)

    def _number_of(self, event_id: str) -> int | None:
        return self._holdings.ids.number_of(event_id)

    def _ordered(self, order: str) -> Ints:
        events = self._masks.numbers
        if order == "date":
            return events
        if order == "newest":
            dated = int(place_of(events, self._columns.dated_count))
            return np.concatenate([events[:dated][::-1], events[dated:]])
        if order == "certainty":
            by_certainty = _falling(self._columns.certainty[events])
            surest_first: Ints = events[by_certainty]
            return surest_first
        raise ValueError(f"The order {order!r} is none of 'date', 'newest' and 'certainty'.")

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Where the words of the filter's search stand in a text: (start, end) in order."""
        return hits(text, self.filter.text, self._names_behind)

    @cached_property
    def _names_behind(self) -> tuple[str, ...]:
        return tuple(self._holdings.search.names_behind(self.filter.text))

    # ------------------------------------------------------------------ counts

    def facets(self, *, limit: int = 50) -> Facets:
        """Live counts; `limit` is for actors, sources, places and regions."""
        return self._counts.to(
            ("facets", limit), lambda: facets_of(self._holdings, self._masks, self.filter, limit)
        )

    @property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas of several countries or divisions that any event lies in."""
        return self._holdings.areas

    def timeline(
        self,
        first_day: date | None = None,
        last_day: date | None = None,
        *,
        most_bars: int = 200,
    ) -> Timeline:
        """Stacked bars; the unit grows from day to year until they are at most `most_bars`.

        Args:
            first_day: bars begin here; what begins earlier is counted as `outside`.
            last_day: bars end here, inclusive; what begins later likewise.
            most_bars: at most so many.
        """
        return self._counts.to(
            ("timeline", most_bars, first_day, last_day),
            lambda: timeline_of(self._columns, self._masks, most_bars, first_day, last_day),
        )

    def removals(self) -> list[Removal]:
        """What each part of the filter costs, the one that removes most first."""
        found = [
            Removal(part, removed, int(np.count_nonzero(self._masks.without(part))))
            for part, removed in self._masks.removed().items()
        ]
        return sorted(found, key=lambda removal: -removal.removed)


def _falling(values: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """The order from the highest to the lowest value, none below 0; equals keep theirs.

    The bits of such numbers rise with them: numpy sorts 16 of them at a time in one pass.
    """
    bits = ~(values + np.float32(0.0)).view(np.uint32)
    by_low = np.argsort((bits & 0xFFFF).astype(np.uint16), kind="stable")
    high = (bits >> 16).astype(np.uint16)[by_low]
    return by_low[np.argsort(high, kind="stable")]
