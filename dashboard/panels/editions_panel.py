"""The editions that were published: number, day, events, who and the hash of what they showed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown
from dashboard.services import collection, publishing
from geodata.storage import Edition

_MOST = 5


def editions_panel(editions: Sequence[Edition]) -> None:
    """The latest editions, and a file of what each showed."""
    st.header("Editions", anchor=False)
    if not editions:
        st.caption("Nothing was published so far.")
        return
    rows = {str(one.number): _edition(one) for one in editions[:_MOST]}
    st.table(rows, border="horizontal", alt="Editions: number, day, events, who, hash")
    first = collection.store().editions.first_kept()
    kept = [one.number for one in editions if first is not None and one.number >= first]
    if kept:
        _take_out(kept)


def _take_out(kept: Sequence[int]) -> None:
    with st.popover("What an edition showed", icon=":material/history:", key="edition-file"):
        number = st.selectbox(
            "Edition", kept, key="edition-number", format_func=lambda one: f"Edition {one}"
        )
        st.download_button(
            "Download", publishing.edition_download(number),
            file_name=f"gazette-edition-{number}.geojson", mime="application/geo+json",
            key="edition-download", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        st.caption(
            "As readers were shown it, with what was corrected since at its end. What is blurred "
            "for safety today is blurred there too."
        )


def _edition(one: Edition) -> str:
    events = words.count(one.counts["events"], "event")
    parts = [words.day(one.made_at.date()), f"{events}, {one.counts.get('new', 0):,} new"]
    parts += [f"by {markdown(one.by)}"] if one.by else []
    parts += [f"`{one.hash[:12]}`"] if one.hash else []
    return " · ".join(parts)
