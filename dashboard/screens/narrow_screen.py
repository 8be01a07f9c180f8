"""The map screen where there is little room: a phone, or a frame in another page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import links
from dashboard.drawing.map_state import Wheel
from dashboard.drawing.plain_text import markdown
from dashboard.drawing.timeline_chart import ChartLook
from dashboard.panels.chips_panel import chips_panel
from dashboard.panels.export_panel import export_panel
from dashboard.panels.filters_panel import filters_panel
from dashboard.panels.map_panel import map_panel
from dashboard.panels.panel_head import SPOKEN_ONLY, quiet_label, steps
from dashboard.panels.share_panel import page_address, share_panel
from dashboard.panels.states_panel import event_gone
from dashboard.panels.story_panel import is_editing, story_sheet
from dashboard.panels.trays_panel import trays_panel
from dashboard.panels.walk_panel import walk_panel, walk_title
from dashboard.screens.map_parts import (
    details,
    listing,
    map_arguments,
    place_names,
    time_row,
    walk_row,
)
from dashboard.screens.sight import Sight
from dashboard.services import collection
from dashboard.services.stories import Walk
from dashboard.state import follow

_PHONE_MAP_PX = 540
_EMBEDDED_MAP_PX = 446
# What leaves map, steps and the caption of a story in one sight of a phone.
_WALKED_MAP_PX = 300
# Three panes and three buttons stand beside each other also where the window is 360 px wide; in
# a narrower one the buttons go below.
_ONE_ROW = """<style>
.st-key-phone-row button { padding-inline: 8px; }
.st-key-phone-row .st-key-pane button { padding-inline: 9px; }
.st-key-phone-row .st-key-share button { min-width: 40px; }
@media (max-width: 355px) { .st-key-phone-row { flex-wrap: wrap; }
  .st-key-phone-row .st-key-pane { flex-basis: 100%; } }
</style>"""
_SIGNS = ".st-key-phone-row .st-key-walk-menu, .st-key-phone-row .st-key-share"
# Of the button for the filters only their number is seen; its other words are spoken.
_COUNT_ONLY = """<style>.st-key-filters button * { column-gap: 0; }
.st-key-filters [data-testid=stPopoverButton] [data-testid=stMarkdownContainer] span {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }</style>"""


def phone(sight: Sight) -> None:
    """One of map, list and timeline at a time; details slide in from the right."""
    if sight.walk is not None and sight.event:
        _walked(sight, sight.walk)
        return
    _title(sight)
    with st.container(
        horizontal=True, gap="xsmall", vertical_alignment="center", wrap=False, key="phone-row"
    ):
        st.html(_ONE_ROW)
        st.html(SPOKEN_ONLY.format(buttons=_SIGNS))
        st.html(_COUNT_ONLY)
        _pane(sight, list(links.Pane))
        st.space("stretch")
        filtered = len(links.write(links.Address(sight.reader.filter)))
        name = f"{filtered} :gray[filters]" if filtered else ":gray[Filters]"
        with st.popover(name, icon=":material/tune:", help="Filters", key="filters"):
            filters_panel(sight.reader, sight.facets, sight.span, place="sheet")
        walk_row(sight, worded=False)
        share_panel(sight.address, sight.title)
    filters_in_words = chips_panel(sight.reader, place_names(sight))
    if sight.reader.gone:
        event_gone(sight.reader)
    panes: dict[str, Callable[[], None]] = {
        links.Pane.MAP: lambda: _map(sight, _PHONE_MAP_PX, small=True),
        links.Pane.LIST: lambda: listing(sight, height=_PHONE_MAP_PX),
        links.Pane.TIMELINE: lambda: time_row(
            sight, ChartLook(_is_dark(sight), is_compact=True, height_px=240)
        ),
    }
    panes[sight.reader.pane]()
    trays_panel(sight.reader, sight.shown)
    export_panel(sight.shown, sight.whole, filters_in_words)
    if sight.event and not is_editing():
        _sheet(sight)


def _walked(sight: Sight, walk: Walk) -> None:
    """The map that follows the walk, the steps, and below them the event."""
    with st.container(horizontal=True):
        st.title(markdown(walk_title(walk)), anchor=False, width="stretch")
    _map(sight, _WALKED_MAP_PX, small=True)
    walk_panel(sight.reader, walk, sight.visitor, titled=False)
    details(sight)
    story_sheet(sight.reader)


def embedded(sight: Sight, *, is_small: bool = False) -> None:
    """No navigation, no filters, nothing to change: title, map or list, timeline."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="embed-head"):
        _title(sight)
        _pane(sight, [links.Pane.MAP, links.Pane.LIST])
        st.link_button(
            "Open in Gazette",
            links.full(page_address() or "/", sight.address),
            icon=":material/open_in_new:",
            type="tertiary",
        )
    if sight.reader.gone:
        event_gone(sight.reader)
    with st.container(gap="xsmall"):
        if sight.reader.pane == links.Pane.LIST:
            listing(sight, height=_EMBEDDED_MAP_PX)
        else:
            _map(sight, _EMBEDDED_MAP_PX, small=is_small, wheel="click")
        time_row(sight, ChartLook(_is_dark(sight), is_compact=True, height_px=56))
    if sight.event:
        _sheet(sight)


def _title(sight: Sight) -> None:
    """What the collection is called, and one line of what is shown; both may wrap."""
    with st.container(gap=None, width="stretch", key="narrow-title"):
        with st.container(horizontal=True):  # no space above, unlike a heading in a column
            st.title(sight.title, anchor=False, width="stretch")
        st.caption(_status(sight))


def _pane(sight: Sight, panes: Sequence[links.Pane]) -> None:
    now = sight.reader
    shown = now.pane if now.pane in panes else links.Pane.MAP
    key = follow("pane", links.Pane(shown))

    def changed() -> None:
        now.pane = str(st.session_state[key])

    st.segmented_control(
        "Show",
        panes,
        key=key,
        required=True,
        label_visibility="collapsed",
        format_func=partial(quiet_label, is_dark=_is_dark(sight)),
        on_change=changed,
    )


def _map(sight: Sight, height_px: int, *, small: bool, wheel: Wheel = "scroll") -> None:
    map_panel(
        **map_arguments(sight),
        height=height_px,
        small=small,
        wheel=wheel,
        view_in_link=not st.context.is_embedded,
    )


def _status(sight: Sight) -> str:
    return f"Demo · {sight.status_line}" if sight.is_demo else sight.status_line


def _is_dark(sight: Sight) -> bool:
    return sight.theme == "dark"


def _sheet(sight: Sight) -> None:
    """The details over the page; closing it closes the event."""

    @st.dialog("Event", position="right", width="large", on_dismiss=sight.reader.close_event)
    def sheet() -> None:
        if sight.event is None or sight.report is None:
            return
        # A click in the sheet runs the sheet alone, with the event it was opened for.
        if sight.reader.event_id != sight.event.id or is_editing():
            st.rerun()
        if collection.index().revision != sight.revision:
            st.rerun()
        if sight.walk is not None:
            walk_panel(sight.reader, sight.walk, sight.visitor)
        else:
            steps(
                sight.reader,
                count=sight.row_count,
                first=sight.rows[0] if sight.rows else None,
                neighbours=sight.neighbours,
                worded=True,
            )
        details(sight)

    sheet()
