"""The bin: removed reports, each with a way back while there is one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.services import collection, writing
from dashboard.services.rights import Visitor
from geodata.errors import GeodataError

_MOST = 30  # lines


def bin_panel(visitor: Visitor) -> None:
    """What was removed in the last thirty days; nothing for readers or when there is nothing."""
    removed = collection.store().bin.all() if visitor.may_edit else []
    if not removed:
        return
    with st.expander(f"Bin ({len(removed):,})", key="bin"):
        st.caption("Removed reports come back as they were. After thirty days they are gone.")
        for one in removed[:_MOST]:
            title = markdown(shortened(one.title or one.source or one.report_id, 70))
            told = f"{words.count(one.events, 'event')}, until {words.day(one.gone_at.date())}"
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{title} :gray[{markdown(told)}]")
                st.button(
                    "Bring back",
                    key=f"bin-{one.report_id}",
                    icon=":material/restore_from_trash:",
                    type="tertiary",
                    on_click=partial(_restore, one.report_id),
                )
        if len(removed) > _MOST:
            st.caption(f"and {len(removed) - _MOST:,} more, removed earlier")


def _restore(report_id: str) -> None:
    try:
        events = writing.restore_report(report_id)
    except GeodataError as error:
        st.toast(notices.sentence(error), icon=":material/error:")
    else:
        st.toast(f"The report is back, with {words.count(events, 'event')}.")
