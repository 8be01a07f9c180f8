"""What one reader is looking at; the only keys of the session that screens share.

The widgets follow it: before a widget is drawn its value is taken from here, and its callback
writes back here. So a filter survives a change of page, and the address, the chips and the
side bar cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

import streamlit as st

from geodata.coordinates import LatLon
from geodata.model import EventFilter

_KEY = "reader"
_GO_TO = "go-to"


@dataclass(slots=True)
class Reader:
    """What a reader is looking at.

    Attributes:
        filter: what is shown.
        event_id: the event whose details are open.
        panel: 'List' or 'Detail' beside the map.
        pane: what a narrow screen shows.
        marker_id, marker_name: the marker whose events the list is limited to.
        centre, zoom: where the address wanted the map; None lets it fit.
        base: the base map that was chosen, '' for the one of the page's theme.
        page: of the list, from 1.
        open_trays: the names of the open lists of what is not placed or not dated.
        tray_pages: of these lists, by their names.
        order: of the list: 'date', 'newest' or 'certainty'.
        playing: the days at which playing through time stands, None when all are shown.
        is_walking: whether the events of the filter are walked through.
        story: the slug of the story that is walked through, '' for none.
        generation: grows when widgets must forget what they hold (list, brush).
        gone: an event id of the address that is no longer there.
    """

    filter: EventFilter = field(default_factory=EventFilter)
    event_id: str | None = None
    panel: str = "List"
    pane: str = "map"
    marker_id: str | None = None
    marker_name: str = ""
    centre: LatLon | None = None
    zoom: float | None = None
    base: str = ""
    page: int = 1
    open_trays: set[str] = field(default_factory=set)
    tray_pages: dict[str, int] = field(default_factory=dict)
    order: str = "date"
    playing: tuple[date, date] | None = None
    is_walking: bool = False
    story: str = ""
    generation: int = 0
    gone: str = ""

    def narrow(self, **changes: Any) -> None:
        """Change parts of the filter; the list starts from its first page again."""
        self.filter = replace(self.filter, **changes)
        self.page, self.playing = 1, None
        self.tray_pages.clear()
        self.generation += 1
        self.leave_marker()

    def clear(self) -> None:
        """Show everything."""
        self.narrow(**{part.name: part_default(part.name) for part in fields(EventFilter)})

    def play(self, days: tuple[date, date] | None) -> None:
        """Stand at some days of the timeline; None shows all of them again."""
        self.playing, self.page = days, 1
        self.leave_marker()

    def open_event(self, event_id: str) -> None:
        """Show the details of an event."""
        self.event_id, self.panel, self.gone = event_id, "Detail", ""

    def start_walk(self, event_id: str) -> None:
        """Begin to walk through the events of the filter."""
        self.is_walking, self.story = True, ""
        self.leave_marker()
        self.open_event(event_id)

    def open_story(self, slug: str) -> None:
        """Begin to walk through a story, with every event on the map."""
        self.clear()
        self.is_walking, self.story, self.event_id = False, slug, None

    def leave_walk(self) -> None:
        """Back to the list."""
        self.is_walking, self.story = False, ""
        self.close_event()

    def close_event(self) -> None:
        """Back to the list."""
        self.event_id, self.panel, self.gone = None, "List", ""
        self.generation += 1

    def open_marker(self, marker_id: str, name: str) -> None:
        """Limit the list to the events of one marker."""
        self.marker_id, self.marker_name = marker_id, name
        self.event_id, self.panel, self.page = None, "List", 1
        self.generation += 1

    def sort(self, order: str) -> None:
        """Put the list in another order; it starts from its first page again."""
        self.order, self.page = order, 1
        self.generation += 1

    def leave_marker(self) -> None:
        """Show the events of all places again."""
        if self.marker_id is not None:
            self.marker_id, self.marker_name, self.page = None, "", 1
            self.generation += 1


def part_default(name: str) -> Any:
    """What a part of the filter is when it does not filter.

    Example:
        >>> part_default("kinds"), part_default("text")
        (frozenset(), '')
    """
    return getattr(EventFilter(), name)


def reader(first: Callable[[], Reader] = Reader) -> Reader:
    """What this reader is looking at; made by ``first`` when the session is new."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = first()
    found: Reader = st.session_state[_KEY]
    return found


def follow(key: str, wanted: Any) -> str:
    """The key of a widget that shows what the reader has; assigned only where it differs.

    Assigning what the browser has already would take the letters out of somebody's typing.
    """
    if key not in st.session_state or st.session_state[key] != wanted:
        st.session_state[key] = wanted
    return key


def go_to(page: str) -> None:
    """Ask for another page; for callbacks, in which Streamlit cannot switch."""
    st.session_state[_GO_TO] = page


def asked_page() -> str | None:
    """The page asked for since the last run, once."""
    page: str | None = st.session_state.pop(_GO_TO, None)
    return page
