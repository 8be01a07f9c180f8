"""What passes a filter, asked in every way the screens ask."""

from __future__ import annotations

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


class Selection:
    """The events that pass a filter; answers are computed when asked and then kept."""

    filter: EventFilter

    @property
    def count(self) -> int:
        """How many events pass, placed or not."""
        raise NotImplementedError

    @property
    def total(self) -> int:
        """How many events there are without any filter."""
        raise NotImplementedError

    @property
    def placed_count(self) -> int:
        """How many of them have a place."""
        raise NotImplementedError

    @property
    def undated_count(self) -> int:
        """How many of them have no first and last day."""
        raise NotImplementedError

    def markers(self, box: BoundingBox, zoom: float) -> list[Marker]:
        """Stacks and clusters of a view, at most 2,000; west may exceed east, zoom may be 6.5."""
        raise NotImplementedError

    def rows(self, offset: int = 0, limit: int = 50, *, order: str = "date") -> list[EventRow]:
        """A page of the list; order 'date', 'newest' or 'certainty', undated events last."""
        raise NotImplementedError

    def unplaced(self, offset: int = 0, limit: int = 50) -> list[EventRow]:
        """A page of those without a place."""
        raise NotImplementedError

    def undated(self, offset: int = 0, limit: int = 50) -> list[EventRow]:
        """A page of those without a first and last day."""
        raise NotImplementedError

    def at_place(self, marker_id: str, offset: int = 0, limit: int = 50) -> list[EventRow]:
        """A page of the events behind a marker, in order of date; [] for an unknown id."""
        raise NotImplementedError

    def neighbours(self, event_id: str, *, order: str = "date") -> Neighbours | None:
        """The events before and after one, None when it does not pass the filter."""
        raise NotImplementedError

    def event_ids(self) -> list[str]:
        """The ids of all events that pass, in order of date."""
        raise NotImplementedError

    def facets(self, *, limit: int = 50) -> Facets:
        """Live counts; `limit` is for actors, sources and places."""
        raise NotImplementedError

    def timeline(self, *, most_bars: int = 200) -> Timeline:
        """Stacked bars; the unit grows from day to year until they are at most `most_bars`."""
        raise NotImplementedError

    def extent(self) -> BoundingBox | None:
        """Around the middle 95 % of the places by number of events; None when none is placed."""
        raise NotImplementedError

    def removals(self) -> list[Removal]:
        """What each part of the filter costs, the one that removes most first."""
        raise NotImplementedError
