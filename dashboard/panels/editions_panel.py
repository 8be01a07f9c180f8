"""The editions that were published: number, day, events, who and the hash of what they showed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown
from dashboard.services.rights import Visitor
from geodata.storage import Edition

_MOST = 5


def editions_panel(_visitor: Visitor, editions: Sequence[Edition]) -> None:
    """The latest editions."""
    st.header("Editions", anchor=False)
    if not editions:
        st.caption("Nothing was published so far.")
        return
    rows = {str(one.number): _edition(one) for one in editions[:_MOST]}
    st.table(rows, border="horizontal", alt="Editions: number, day, events, who, hash")


def _edition(one: Edition) -> str:
    events = words.count(one.counts["events"], "event")
    parts = [words.day(one.made_at.date()), f"{events}, {one.counts.get('new', 0):,} new"]
    parts += [f"by {markdown(one.by)}"] if one.by else []
    parts += [f"`{one.hash[:12]}`"] if one.hash else []
    return " · ".join(parts)
