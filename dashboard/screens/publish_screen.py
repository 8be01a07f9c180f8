"""Publish: what readers see, what stands against showing more, safety, and the audit of the map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import html, markdown, shortened
from dashboard.panels.audit_panel import audit_panel
from dashboard.panels.page_frame import page_frame
from dashboard.panels.safety_panel import gate_panel, rules_panel
from dashboard.panels.source_panel import attempt
from dashboard.services import collection, publishing, rights
from dashboard.state import go_to, reader
from geodata.publishing import Hazard, Objection
from geodata.publishing.gate import HAZARD_WORDS
from geodata.storage import Edition, Standing

_MOST = 20  # objections of one kind shown at once
_MEND = {
    Hazard.UNREVIEWED: "Review them, or sign that they wait for a later edition.",
    Hazard.SINGLE_SOURCE: "Find a second source and join it, or sign for each with a reason.",
    Hazard.TOO_FINE: "Open the event and blur it, or sign for it.",
    Hazard.NAMED: "Edit the event, or sign that the name may stand.",
    Hazard.NO_PERMISSION: "Say on Sources what of their words may be shown, or sign for it.",
}


def show() -> None:
    """The whole screen."""
    with page_frame():
        visitor = rights.current()
        st.title("Publish", anchor=False)
        if not visitor.may_edit:
            st.info(markdown(visitor.reason), icon=":material/lock:")
            return
        _page(visitor)


def _page(visitor: rights.Visitor) -> None:
    standing = publishing.standing()
    left, right = st.columns([4, 3], gap="large")
    with left:
        _head(standing)
        _gate(standing)
    with right:
        _editions(collection.store().editions.all())
        rules_panel(visitor)
        gate_panel(visitor)
        audit_panel()


def _head(standing: Standing) -> None:
    new = words.count(standing.waiting, "accepted event")
    st.markdown(
        f"Readers see **{words.count(standing.shown, 'event')}**. "
        + (f"**{new}** would be new to them." if standing.waiting else "Nothing new is accepted.")
    )
    st.caption(
        "You see everything here, published or not. Readers, feeds and shared files show only what "
        "was published; what you correct in a published event shows at once."
    )
    against = len(standing.against)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            f"Publish {words.count(standing.waiting, 'event')}", type="primary", key="publish",
            icon=":material/publish:", disabled=bool(against) or not standing.waiting,
            on_click=attempt, args=(publishing.publish, "Published."),
        )  # fmt: skip
        st.button(
            "See it as readers do", icon=":material/visibility:", key="as-readers-button",
            on_click=_as_readers,
        )  # fmt: skip
    if against and standing.waiting:
        st.caption(f"{words.count(against, 'thing')} must be mended or signed for first.")


def _as_readers() -> None:
    rights.look_as_readers(on=True)
    reader().clear()
    reader().close_event()
    go_to("map")


def _gate(standing: Standing) -> None:
    st.header("What stands against it", anchor=False)
    if not standing.objections:
        st.markdown(":material/check: Nothing.")
    for hazard in Hazard:
        found = [one for one in standing.against if one.hazard is hazard]
        if found:
            _hazard(hazard, found)
    signed = [one for one in standing.objections if one.signed]
    if signed:
        with st.expander(f"Signed for :gray[{len(signed):,}]"):
            for one in signed[:_MOST]:
                st.html(
                    f'<div dir="auto"><b>{html(shortened(one.title, 80))}</b>: {html(one.detail)}'
                    f'<div style="opacity:.68">{html(one.signed_by)}: {html(one.signed)}</div>'
                    "</div>"
                )


def _hazard(hazard: Hazard, found: Sequence[Objection]) -> None:
    with st.container(border=True, gap="xsmall", key=f"hazard-{hazard.name.lower()}"):
        st.markdown(f"**{HAZARD_WORDS[hazard]}** :gray[{len(found):,}]")
        st.caption(_MEND[hazard])
        for one in found[:_MOST]:
            _objection(one)
        if len(found) > _MOST:
            st.caption(f"… and {len(found) - _MOST:,} more")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            key = f"sign-why-{hazard.name}"
            st.text_input("Reason", key=key, max_chars=500, placeholder="Why it is right")
            st.button(
                "Sign for it" if len(found) == 1 else f"Sign for all {len(found):,}",
                key=f"sign-{hazard.name}", on_click=_sign, args=(key, found),
            )  # fmt: skip


def _sign(key: str, found: Sequence[Objection]) -> None:
    # Read here: the button was drawn before the reason was typed.
    why = str(st.session_state.get(key) or "")
    attempt(lambda: publishing.sign_off(found, why), "Signed.")


def _objection(one: Objection) -> None:
    if not one.subject_id.startswith("e") or one.hazard is Hazard.NO_PERMISSION:
        st.html(f'<div dir="auto">{html(one.title)}: {html(one.detail)}</div>')
        return
    st.button(
        f"{markdown(shortened(one.title, 80))} :gray[{markdown(one.detail)}]",
        key=f"against-{one.id}", type="tertiary", on_click=_open, args=(one.subject_id,),
    )  # fmt: skip


def _open(event_id: str) -> None:
    looking = reader()
    looking.clear()
    looking.open_event(event_id)
    go_to("map")


def _editions(editions: Sequence[Edition]) -> None:
    st.header("Editions", anchor=False)
    if not editions:
        st.caption("Nothing was published so far.")
        return
    rows = {str(one.number): _edition(one) for one in editions[:5]}
    st.table(rows, border="horizontal", alt="Editions: number, day, events, who, hash")


def _edition(one: Edition) -> str:
    events = words.count(one.counts["events"], "event")
    parts = [words.day(one.made_at.date()), f"{events}, {one.counts.get('new', 0):,} new"]
    parts += [f"by {markdown(one.by)}"] if one.by else []
    parts += [f"`{one.hash[:12]}`"] if one.hash else []
    return " · ".join(parts)
