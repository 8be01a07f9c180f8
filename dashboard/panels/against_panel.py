"""What stands against publishing: each with the way to mend it, or a signature with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.drawing.plain_text import html, shortened
from dashboard.panels.source_panel import attempt
from dashboard.services import collection, publishing
from dashboard.state import go_to, reader
from geodata.publishing import Hazard, Objection, PermittedUse, SafetyRule, SafetyScope
from geodata.storage import Standing

_MOST = 20  # objections of one kind shown at once
_TITLES = {
    Hazard.UNREVIEWED: "Events that nobody has reviewed",
    Hazard.SINGLE_SOURCE: "Deaths that one source alone tells",
    Hazard.TOO_FINE: "Points finer than this collection's safety setting",
    Hazard.NAMED: "Persons on the watch list",
    Hazard.NO_PERMISSION: "Sources whose words nobody has said may be shown",
}
_WHAT_IT_MEANS = {
    Hazard.UNREVIEWED: "They stay drafts. Review them now, or publish the others without them.",
    Hazard.SINGLE_SOURCE: (
        "Open the event and join it with a second report that tells it, or sign that one is enough."
    ),
    Hazard.TOO_FINE: "Blur the point for readers, or sign that it may be known so exactly.",
    Hazard.NAMED: "Take the name out of the event, or sign that it may stand.",
    Hazard.NO_PERMISSION: "Say what its owner, its licence or the law permits.",
}
_PLACEHOLDER = {
    Hazard.UNREVIEWED: "why the others cannot wait for them",
    Hazard.SINGLE_SOURCE: "why one source is enough",
    Hazard.TOO_FINE: "why nobody is put in danger",
    Hazard.NAMED: "why the name may stand",
    Hazard.NO_PERMISSION: "why their words may be shown all the same",
}
_USES = {
    PermittedUse.QUOTES: "Passages only",
    PermittedUse.FULL: "The whole text",
    PermittedUse.FACTS: "Facts, none of its words",
}


def against_panel(standing: Standing, unreviewed: int) -> None:
    """Every kind of objection in its own box; nothing when nothing is left.

    Args:
        standing: of the next edition.
        unreviewed: how many events wait for a review.
    """
    for hazard in Hazard:
        found = [one for one in standing.against if one.hazard is hazard]
        if found:
            _box(hazard, found, unreviewed)


def _box(hazard: Hazard, found: Sequence[Objection], unreviewed: int) -> None:
    with st.container(border=True, gap="xsmall", key=f"hazard-{hazard.name.lower()}"):
        count = unreviewed if hazard is Hazard.UNREVIEWED else len(found)
        st.markdown(f"**{_TITLES[hazard]}** :gray[{count:,}]")
        st.caption(_WHAT_IT_MEANS[hazard])
        for number, one in enumerate(found[:_MOST]):
            _WAYS[hazard](one, f"{hazard.name.lower()}-{number}")
        if len(found) > _MOST:
            st.caption(f"and {len(found) - _MOST:,} more")
        _signature(hazard, found)


def _signature(hazard: Hazard, found: Sequence[Objection]) -> None:
    label = "Sign for it" if len(found) == 1 else f"Sign for all {len(found):,}"
    if hazard is Hazard.UNREVIEWED:
        label = "Publish without them"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = f"sign-why-{hazard.name}"
        st.text_input(
            "Or sign, with a reason", key=key, max_chars=500, placeholder=_PLACEHOLDER[hazard]
        )
        st.button(label, key=f"sign-{hazard.name}", on_click=_sign, args=(key, found))


def _sign(key: str, found: Sequence[Objection]) -> None:
    # Read here: the button was drawn before the reason was typed.
    why = str(st.session_state.get(key) or "")
    attempt(lambda: publishing.sign_off(found, why), "Signed; the log keeps it.")


# ------------------------------------------------------------- one way for each


def _review(_one: Objection, _key: str) -> None:
    st.button("Review them", key="review-them", type="primary", icon=":material/checklist:",
              on_click=go_to, args=("review",))  # fmt: skip


def _open_it(one: Objection, _key: str) -> None:
    with _row():
        _said(one)
        st.button("Open it", key=f"against-{one.id}", icon=":material/open_in_new:",
                  on_click=_open, args=(one.subject_id,))  # fmt: skip


def _blur_it(one: Objection, _key: str) -> None:
    km = collection.store().safety.gate().finest_km
    with _row():
        _said(one)
        st.button(
            f"Blur to {km:g} km", key=f"blur-{one.id}", icon=":material/blur_on:",
            on_click=attempt, args=(lambda: _blur(one.subject_id, km), "Blurred for readers."),
        )  # fmt: skip
        st.button("Open it", key=f"against-{one.id}", icon=":material/open_in_new:",
                  on_click=_open, args=(one.subject_id,))  # fmt: skip


def _blur(event_id: str, km: float) -> None:
    # The name stays: who withholds it too opens the event.
    rule = SafetyRule(SafetyScope.EVENT, event_id, km, hides_name=False, hides_passage=False)
    publishing.make_safety_rule(rule, "finer than the safety setting")


def _settle_it(one: Objection, key: str) -> None:
    name = one.subject_id
    with _row():
        st.html(f'<div dir="auto"><b>{html(shortened(one.title, 80))}</b></div>')
        picked = st.selectbox(
            "Readers may be shown", list(_USES), key=f"use-{key}", width=220,
            format_func=_USES.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        st.button("Save", key=f"settle-{key}", on_click=_settle, args=(f"use-{key}", name, picked))


def _settle(key: str, name: str, drawn: PermittedUse) -> None:
    use = st.session_state.get(key) or drawn
    known = collection.store().publishers.publisher(name)

    def write() -> None:
        publishing.grade_source(name, known.grade.value, PermittedUse(use).value, known.note)

    attempt(write, "Settled for everything from this source.")


def _said(one: Objection) -> None:
    st.html(
        f'<div dir="auto"><b>{html(shortened(one.title, 80))}</b>'
        f'<div style="opacity:.68">{html(one.detail)}</div></div>'
    )


def _row() -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", gap="small")


def _open(event_id: str) -> None:
    looking = reader()
    looking.clear()
    looking.open_event(event_id)
    go_to("map")


_WAYS: dict[Hazard, Callable[[Objection, str], None]] = {
    Hazard.UNREVIEWED: _review,
    Hazard.SINGLE_SOURCE: _open_it,
    Hazard.TOO_FINE: _blur_it,
    Hazard.NAMED: _open_it,
    Hazard.NO_PERMISSION: _settle_it,
}
