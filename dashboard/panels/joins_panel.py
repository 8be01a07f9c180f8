"""What other reports tell of the open event: joined, differing, or perhaps the same."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import notices
from dashboard.drawing import differences, facts, words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.passage_panel import passage_panel
from dashboard.services import writing
from dashboard.services.joined import Perhaps, Telling, Told
from dashboard.services.rights import Visitor
from dashboard.state import Reader
from geodata.errors import GeodataError

_MOST_PROPOSALS = 5


def joins_panel(reader: Reader, told: Told, visitor: Visitor) -> None:
    """Nothing when only one report tells it and no other is like it.

    Args:
        reader: whose event is open.
        told: of that event.
        visitor: whether it may be joined and taken apart.
    """
    lead, *others = told.tellings
    if others:
        st.html(_heading(f"Told by {words.count(len(told.tellings), 'report')}"))
        _differing(told)
        for other in others:
            _telling(other, visitor)
    for perhaps in told.perhaps[:_MOST_PROPOSALS]:
        _proposal(reader, lead, perhaps, visitor)


def _heading(text: str) -> str:
    return f'<div role="heading" aria-level="3" style="font-weight:600">{text}</div>'


def _differing(told: Told) -> None:
    rows = differences.rows(
        told.differing,
        {one.event.id: one.event for one in told.tellings},
        {one.report.id: one.report for one in told.tellings},
    )
    if rows:
        st.caption("The reports differ. Nobody has decided who is right:")
        st.html(facts.table(rows))


def _telling(telling: Telling, visitor: Visitor) -> None:
    passage_panel(telling.report, telling.event)
    if visitor.may_edit:
        st.button(
            "Take apart",
            icon=":material/call_split:",
            key=f"apart-{telling.event.id}",
            help="This passage tells another event. It gets a place of its own on the map.",
            type="tertiary",
            on_click=_do,
            args=(lambda: writing.take_apart(telling.event.id), "Taken apart."),
        )


def _proposal(reader: Reader, lead: Telling, perhaps: Perhaps, visitor: Visitor) -> None:
    other = perhaps.telling
    with st.container(border=True, gap="xsmall"):
        st.caption(f"Perhaps the same event as this one: {markdown('; '.join(perhaps.reasons))}.")
        st.button(
            f":gray[{markdown(words.partial_date(other.event.date))}] "
            f"{markdown(shortened(other.event.title, 80))} "
            f":gray[{markdown(differences.outlet(other.report))}]",
            key=f"perhaps-{other.event.id}",
            type="tertiary",
            on_click=reader.open_event,
            args=(other.event.id,),
        )
        if visitor.may_edit:
            mine, theirs = lead.event.id, other.event.id
            with st.container(horizontal=True, gap="small"):
                st.button(
                    "Join", key=f"join-{theirs}", icon=":material/join_inner:",
                    on_click=_do, args=(lambda: writing.join(mine, theirs), "Joined."),
                )  # fmt: skip
                st.button(
                    "Keep apart", key=f"keep-{theirs}", on_click=_do,
                    args=(lambda: writing.keep_apart(mine, theirs), "They stay two events."),
                )  # fmt: skip


def _do(write: Callable[[], None], done: str) -> None:
    try:
        write()
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
    else:
        st.toast(done, icon=":material/check:")
