"""Where an event stands between the machine and the readers, and the way to the next step."""

from __future__ import annotations

import streamlit as st

from dashboard.panels.source_panel import attempt, doing
from dashboard.services import collection, deciding, publishing
from dashboard.state import go_to
from geodata.model import Event, Status

_LONGEST_WHY = 500


def standing_panel(event: Event) -> None:
    """One line that says whether readers see it, with what an editor can do about it."""
    store = collection.store()
    if event.status is Status.UNREVIEWED:
        _to_accept(":material/pending: Nobody has reviewed it yet.", "Accept it", event)
    elif event.status is Status.REJECTED:
        _to_accept(
            ":material/block: Rejected: readers do not see it.", "Accept it after all", event
        )
    elif store.editions.shown_ids([event.id]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(":material/public: Readers see it.", width="content")
            if st.button("Withdraw", type="tertiary", key=f"withdraw-{event.id}"):
                _ask(event, store.version(event.id))
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(":material/visibility_off: Accepted, not published.", width="content")
            st.button("Publish", type="tertiary", key=f"to-publish-{event.id}",
                      on_click=go_to, args=("publish",))  # fmt: skip


def _to_accept(said: str, label: str, event: Event) -> None:
    version = collection.store().version(event.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(said, width="content")
        st.button(
            label, type="tertiary", key=f"stand-{event.id}", on_click=attempt,
            args=(lambda: deciding.decide(event.id, Status.ACCEPTED, version), "Accepted."),
        )  # fmt: skip


@st.dialog("Withdraw this event?", icon=":material/public_off:")
def _ask(event: Event, version: int) -> None:
    st.markdown(
        "Readers no longer see it, from their next page on. The log keeps it, and you can accept "
        "it again."
    )
    why = st.text_input(
        "Why", key=f"withdraw-why-{event.id}", max_chars=_LONGEST_WHY,
        placeholder="readers are told this",
    )  # fmt: skip
    silent = st.checkbox(
        "Do not say which event it was", key=f"withdraw-silent-{event.id}",
        help="For somebody's safety: readers are told that an event was withdrawn, and nothing "
        "else.",
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        if st.button("Withdraw", type="primary", key="withdraw-it") and doing(
            lambda: publishing.withdraw(event.id, why, told=not silent, expected=version),
            "Withdrawn.",
        ):
            st.rerun()
        if st.button("Leave it", type="tertiary", key="withdraw-leave"):
            st.rerun()
