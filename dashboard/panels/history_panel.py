"""What was decided about an event: when, by whom, what it was, what it is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.drawing import facts
from dashboard.drawing.plain_text import html
from geodata.correcting.wording import Difference, differences
from geodata.storage import Decision
from geodata.storage.corrections import parts_of


def history_panel(decisions: Sequence[Decision]) -> None:
    """The log of one event, newest first; nothing when nobody decided anything."""
    if not decisions:
        return
    with st.expander(f"What was decided :gray[{len(decisions):,}]"):
        st.html(history(decisions))


def history(decisions: Iterable[Decision]) -> str:
    """Decisions as an HTML table."""
    rows = []
    for one in decisions:
        said = changes(differences(parts_of(one.before), parts_of(one.after)))
        why = f'<div style="opacity:.68">{html(one.why)}</div>' if one.why else ""
        by = html(one.by or "nobody signed in")
        rows.append(
            (f"{one.made_at:%d %b %Y %H:%M}", f"<b>{by}</b>: {html(one.action)}{said}{why}")
        )
    return facts.table(rows)


def changes(found: Iterable[Difference]) -> str:
    """What was and what is, one line a field."""
    return "".join(
        f'<div dir="auto"><span style="opacity:.68">{html(one.field)}:</span> '
        f"{html(one.before)} → {html(one.after)}</div>"
        for one in found
    )
