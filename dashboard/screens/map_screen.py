"""The map with its list, details, timeline and filters."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import links
from dashboard.drawing import words
from dashboard.drawing.timeline_chart import ChartLook
from dashboard.panels.chips_panel import chips_panel
from dashboard.panels.export_panel import export_panel
from dashboard.panels.filters_panel import filters_panel
from dashboard.panels.map_panel import map_panel
from dashboard.panels.page_frame import page_frame
from dashboard.panels.panel_head import panel_head
from dashboard.panels.print_frame import paper_foot, paper_head
from dashboard.panels.share_panel import share_panel
from dashboard.panels.states_panel import event_gone, first_steps
from dashboard.panels.trays_panel import trays_panel
from dashboard.panels.walk_panel import walk_panel
from dashboard.panels.window_panel import Room, window_panel
from dashboard.screens import narrow_screen
from dashboard.screens.map_parts import (
    add_page,
    details,
    listing,
    map_arguments,
    place_names,
    time_row,
    walk_row,
)
from dashboard.screens.sight import Sight, look
from dashboard.services import collection
from dashboard.services.map_first import map_first
from dashboard.services.turns import turns
from dashboard.state import Reader, reader

_IS_MAP_THERE = "map-is-there"
_MAP_PX = 530  # 100vh - 370 px at a height of 900, see fills_window
# The first steps or the chips above the map take from its height what lets the page end with
# the window; so does the line of status where it stands below the title. In a low window the
# filters move together.
_MORE_ROWS = """<style>
.st-key-page { --gz-first-row: 0px; --gz-title-row: 0px;
  --gz-more-rows: calc(var(--gz-first-row) + var(--gz-title-row)); }
.st-key-page:has(.st-key-first-steps), .st-key-page:has(.st-key-chip-row) { --gz-first-row: 30px; }
@media (max-width: 1340px) { .st-key-page { --gz-title-row: 14px; } }
@media (max-height: 800px) { [data-testid=stSidebarUserContent] [data-testid=stVerticalBlock] {
  gap: .65rem; } }
.st-key-side-latest [data-testid=stButtonGroup] button { padding-inline: .25rem; min-width: 0; }
</style>"""


def show() -> None:
    """The whole screen, drawn when it is this run's turn."""
    with turns.taken():
        _show()


def _show() -> None:
    now = reader(_reader_of_address)
    room = window_panel()
    _take_over_view(now)
    sight = look(now)
    if st.context.is_embedded:
        narrow_screen.embedded(sight, is_small=room is Room.PHONE)
    elif room is Room.PHONE:
        narrow_screen.phone(sight)
    else:
        _wide(sight)
    write_address(sight)


def write_address(sight: Sight) -> None:
    """Put what is shown into the address bar; touched only when it differs."""
    wanted = links.write(sight.address)
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    if now != wanted:
        st.query_params.from_dict(wanted)


def _wide(sight: Sight) -> None:
    """First what is waited for: a new page's map, later the details that a click asks for."""
    # An empty side bar is none: the page would be drawn as wide as the window, and move later.
    with st.sidebar, st.container(gap=None):
        st.space(1)
        filters = st.container()
    is_new = _IS_MAP_THERE not in st.session_state
    with page_frame():
        st.html(_MORE_ROWS)
        buttons = _title_row(sight)
        filters_in_words = _second_row(sight)
        left, right = st.columns([4, 3], gap="small")
        with left:
            below_each_other = st.container(gap="xsmall")
        if not is_new:
            with right:
                _side(sight)
        with below_each_other:
            _map(sight)
        if is_new:
            _let_map_go_first(sight)
            with right:
                _side(sight)
        with buttons:
            walk_row(sight)
            share_panel(sight.address, sight.title)
            export_panel(sight.shown, sight.whole, filters_in_words)
        with below_each_other:
            look_of_chart = ChartLook(is_dark=sight.theme == "dark", is_compact=True)
            time_row(sight, look_of_chart)
            with st.container(gap="xsmall", key="trays"):
                trays_panel(sight.reader, sight.shown)
        paper_foot(link=sight.link, audit=collection.audit_words())
    with filters:
        filters_panel(sight.reader, sight.facets, sight.span)


def _let_map_go_first(sight: Sight) -> None:
    """Only once for each reader: later the scripts of all panels are there."""
    st.session_state[_IS_MAP_THERE] = True
    with turns.given_back():
        map_first.wait(sight.token)


def _title_row(sight: Sight) -> DeltaGenerator:
    """Title and status; gives the container for the buttons beside them."""
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="title-row"
    ):
        has_badge = sight.is_demo and not _filters(sight)
        is_marked = collection.has_demo() and not has_badge
        demo = "Demo" if sight.is_demo else "with the demo"
        status = f"{demo} · {sight.status_line}" if is_marked else sight.status_line
        with st.container(
            horizontal=True, vertical_alignment="center", gap=None, width="stretch", key="title"
        ):  # the line of status goes below the title where it must
            st.title(sight.title, anchor=False, width="content")
            st.caption(status, width="content")
        return st.container(horizontal=True, gap="small", width="content", wrap=False)


def _second_row(sight: Sight) -> list[str]:
    """The chips of the filter; the first steps while there is only the demo and no filter.

    Gives the filters in words. Both containers are always there: an element that appears above
    the map remounts it.
    """
    steps = st.container(key="steps-row")
    filters_in_words = chips_panel(sight.reader, place_names(sight))
    paper_head(filters_in_words, day=words.day(datetime.now(UTC).date()))
    if sight.is_demo and not _filters(sight) and not sight.reader.playing:
        with steps:
            first_steps(sight.visitor, add_page)
    return filters_in_words


def _filters(sight: Sight) -> dict[str, list[str]]:
    """What is filtered by, as it stands in the address."""
    return links.write(links.Address(sight.reader.filter))


def _map(sight: Sight) -> None:
    map_panel(**map_arguments(sight), height=_MAP_PX, fills_window=True, view_in_link=True)


def _side(sight: Sight) -> None:
    now = sight.reader
    if sight.walk is not None:
        walk_panel(now, sight.walk, sight.visitor)
    else:
        panel_head(
            now,
            count=sight.row_count,
            first=sight.rows[0] if sight.rows else None,
            neighbours=sight.neighbours,
        )
    if now.gone:
        event_gone(now)
    elif (now.panel == "Detail" or sight.walk) and sight.event and sight.report:
        details(sight)
    elif now.panel == "Detail":
        st.caption("Choose an event on the map, the timeline or in the list.")
    else:
        listing(sight, height="stretch")


def _take_over_view(now: Reader) -> None:
    """Where the map stands: its script writes it into the address as the reader pans."""
    here = links.read({name: st.query_params.get_all(name) for name in ("c", "z", "base")})
    now.base = here.base
    if here.centre is not None and here.zoom is not None:
        now.centre, now.zoom = here.centre, here.zoom


def _reader_of_address() -> Reader:
    """What the address asks for; parts that cannot be used are left out, and it is said."""
    address = links.read({name: st.query_params.get_all(name) for name in st.query_params})
    if set(address.refused) - {"event"}:
        st.toast("Some filters in the link were not recognised.", icon=":material/link_off:")
    return Reader(
        filter=address.filter,
        event_id=address.event_id,
        # An id that no event can have is answered like that of an event that was removed.
        gone="?" if "event" in address.refused and not address.event_id else "",
        panel="Detail" if address.event_id else "List",
        pane=address.pane.value,
        centre=address.centre,
        zoom=address.zoom,
        base=address.base,
        order=address.order.value,
        playing=address.playing,
        is_walking=address.is_walking,
        story=address.story,
    )
