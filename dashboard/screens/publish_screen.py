"""Publish: what readers see, the way to showing them more, safety, and the audit of the map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import html, markdown, shortened
from dashboard.panels.against_panel import against_panel
from dashboard.panels.audit_panel import audit_panel
from dashboard.panels.editions_panel import editions_panel
from dashboard.panels.page_frame import page_frame
from dashboard.panels.safety_panel import gate_panel, rules_panel
from dashboard.panels.source_panel import attempt
from dashboard.services import collection, publishing, rights
from dashboard.state import go_to, reader
from geodata.publishing import Hazard
from geodata.storage import Standing

_MOST = 8  # titles of what would be new


def show() -> None:
    """The whole screen."""
    with page_frame():
        visitor = rights.current()
        st.title("Publish", anchor=False)
        if not visitor.may_edit:
            st.info(markdown(visitor.reason), icon=":material/lock:")
            if visitor.can_sign_in:
                st.button("Sign in", icon=":material/login:", type="primary", on_click=st.login)
            return
        _page(visitor)


def _page(visitor: rights.Visitor) -> None:
    standing = publishing.standing()
    unreviewed = collection.store().review.count()
    left, right = st.columns([4, 3], gap="large")
    with left:
        _next_step(standing, unreviewed)
        if standing.waiting:
            against_panel(standing, unreviewed)
        _ready(standing)
    with right:
        editions_panel(collection.store().editions.all())
        rules_panel(visitor)
        gate_panel(visitor)
        audit_panel()


def _next_step(standing: Standing, unreviewed: int) -> None:
    """One sentence that says where things stand, and one button that goes on from there."""
    with st.container(border=True, gap="small", key="next-step"):
        st.markdown(_sentence(standing, unreviewed))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            _go_on(standing, unreviewed)
            st.button(
                "See it as readers do", icon=":material/visibility:", key="as-readers-button",
                on_click=_as_readers,
            )  # fmt: skip
    st.caption(
        f"Readers see {words.count(standing.shown, 'event')} now. Feeds and shared files show "
        "only what was published; what you correct in a published event shows at once, and is "
        "told under Corrections."
    )


def _sentence(standing: Standing, unreviewed: int) -> str:
    """Where things stand."""
    ready = words.count(standing.waiting, "accepted event")
    left = len({(one.hazard, one.subject_id) for one in standing.against})
    if standing.waiting and left:
        verb = "is" if left == 1 else "are"
        return (
            f"**{ready}** can go to readers. {words.count(left, 'thing').capitalize()} {verb} to "
            "be settled first; each has its way below."
        )
    if standing.waiting:
        return f"**{ready}** can go to readers now. Nothing stands against it."
    if unreviewed:
        verb = "waits" if unreviewed == 1 else "wait"
        return (
            f"**{words.count(unreviewed, 'event')}** {verb} for a review. Only what somebody has "
            "accepted can be published; nothing accepted is waiting."
        )
    return "**Readers see everything that was accepted.** Nothing waits for a review."


def _go_on(standing: Standing, unreviewed: int) -> None:
    if standing.waiting:
        left = len(standing.against)
        st.button(
            f"Publish {words.count(standing.waiting, 'event')}", type="primary", key="publish",
            icon=":material/publish:", disabled=bool(left),
            help="Settle what stands against it first." if left else None,
            on_click=attempt, args=(publishing.publish, "Published: readers see it now."),
        )  # fmt: skip
    elif unreviewed:
        st.button(
            f"Review {words.count(unreviewed, 'event')}", type="primary", key="to-review",
            icon=":material/checklist:", on_click=go_to, args=("review",),
        )  # fmt: skip
    else:
        st.button("Add a report", key="to-add", icon=":material/note_add:", on_click=go_to,
                  args=("add",))  # fmt: skip


def _as_readers() -> None:
    rights.look_as_readers(on=True)
    reader().clear()
    reader().close_event()
    go_to("map")


def _ready(standing: Standing) -> None:
    """The events that the next edition would show for the first time, and what was signed."""
    if standing.waiting:
        with st.expander(f"What would be new :gray[{standing.waiting:,}]", key="new-to-readers"):
            _titles(standing.waiting)
    signed = [one for one in standing.objections if one.signed]
    if signed:
        with st.expander(f"Signed for :gray[{len(signed):,}]"):
            for one in signed[: _MOST * 2]:
                what = "" if one.hazard is Hazard.UNREVIEWED else f": {one.detail}"
                st.html(
                    f'<div dir="auto"><b>{html(shortened(one.title, 80))}</b>{html(what)}'
                    f'<div style="opacity:.68">{html(one.signed_by)}: {html(one.signed)}</div>'
                    "</div>"
                )


def _titles(count: int) -> None:
    store = collection.store()
    found: Sequence[str] = store.editions.waiting_ids(_MOST)
    for event in store.events(found):
        st.button(
            markdown(shortened(event.title, 90)), key=f"new-{event.id}", type="tertiary",
            on_click=_open, args=(event.id,),
        )  # fmt: skip
    if count > len(found):
        st.caption(f"and {count - len(found):,} more")


def _open(event_id: str) -> None:
    looking = reader()
    looking.clear()
    looking.open_event(event_id)
    go_to("map")
