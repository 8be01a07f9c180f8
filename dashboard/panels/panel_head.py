"""The row above list and details: which of the two, and one step earlier or later."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.drawing import words
from dashboard.links import Order
from dashboard.state import Reader, follow
from geodata.browse import EventRow, Neighbours

PANELS = ("List", "Detail")
ORDERS = {
    Order.DATE: "Oldest first",
    Order.NEWEST: "Newest first",
    Order.CERTAINTY: "Most certain place first",
}

# Where there is room for a sign only, the words are there for those who do not see it.
SPOKEN_ONLY = """<style>:is({buttons}) button [data-testid=stMarkdownContainer] {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }}
:is({buttons}) button * {{ column-gap: 0; }}</style>"""
_BUTTONS = ", ".join(
    f".st-key-panel-head .st-key-{key}"
    for key in ("step-Earlier", "step-Later", "close-event", "order")
)


def panel_head(
    reader: Reader, *, count: int, first: EventRow | None, neighbours: Neighbours | None
) -> None:
    """List or details, and previous and next in order of date.

    Args:
        reader: whose panel it is.
        count: events in the list.
        first: of the list, where the first step leads; None when the list is empty.
        neighbours: of the open event, None when none is open or it is filtered out.
    """
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        gap="small",
        key="panel-head",
    ):
        st.html(SPOKEN_ONLY.format(buttons=_BUTTONS))
        with st.container(
            horizontal=True, gap="small", width="content", vertical_alignment="center"
        ):
            _switch(reader)
            if reader.panel == "List":
                order_menu(reader)
        with st.container(
            horizontal=True, gap="xsmall", width="content", vertical_alignment="center"
        ):
            steps(reader, count=count, first=first, neighbours=neighbours)
            if reader.panel == "Detail" and reader.event_id is not None:
                _close(reader)


def _close(reader: Reader) -> None:
    """The way back to the list, by Esc too; nothing stays chosen."""
    st.button(
        "Back to the list", icon=":material/close:", key="close-event", type="tertiary",
        shortcut="Esc", help="Back to the list", on_click=reader.close_event,
    )  # fmt: skip


def steps(
    reader: Reader,
    *,
    count: int,
    first: EventRow | None,
    neighbours: Neighbours | None,
    worded: bool = False,
) -> None:
    """Previous, how far along, next."""
    start = first.id if first else None
    earlier = neighbours.previous_id if neighbours else None
    later = neighbours.next_id if neighbours else start
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", width="content"):
        _step(reader, "Earlier", "chevron_left", earlier, worded=worded)
        place = f"{neighbours.number:,} of {neighbours.count:,}" if neighbours else ""
        st.caption(place or words.count(count, "event"), width="content")
        _step(reader, "Later", "chevron_right", later, worded=worded)


def order_menu(reader: Reader) -> None:
    """What the list begins with: all its pages are sorted, not the one that is shown."""
    key = "order"
    st.menu_button(
        "Order of the list",
        list(ORDERS),
        key=key,
        icon=":material/sort:",
        help=f"Sorted: {ORDERS[Order(reader.order)].lower()}",
        type="tertiary",
        format_func=lambda order: (
            f"**{ORDERS[order]}**" if order == reader.order else ORDERS[order]
        ),
        on_click=lambda: _sort(reader, st.session_state.get(key)),
    )


def _sort(reader: Reader, order: object) -> None:
    if isinstance(order, Order):
        reader.sort(order.value)


def quiet_label(name: str, *, is_dark: bool) -> str:
    """A segment's label; in the dark the chosen one would be written in a colour too dim.

    Example:
        >>> quiet_label("map", is_dark=False), quiet_label("List", is_dark=True)
        ('Map', ':gray[List]')
    """
    label = str(name).capitalize()
    return f":gray[{label}]" if is_dark else label


def _switch(reader: Reader) -> None:
    key = follow("panel", reader.panel)

    def changed() -> None:
        reader.panel = str(st.session_state[key])

    st.segmented_control(
        "Panel",
        PANELS,
        key=key,
        required=True,
        label_visibility="collapsed",
        format_func=partial(quiet_label, is_dark=st.context.theme.type == "dark"),
        on_change=changed,
    )


def _step(reader: Reader, name: str, icon: str, event_id: str | None, *, worded: bool) -> None:
    st.button(
        name if worded else f"{name} event",
        icon=f":material/{icon}:",
        icon_position="right" if name == "Later" and worded else "left",
        key=f"step-{name}",
        help=None if worded else f"{name} event",
        disabled=event_id is None,
        on_click=reader.open_event,
        args=(event_id or "",),
    )
