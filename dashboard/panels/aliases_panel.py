"""The other names of actors: a list that editors change, used when events are joined."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, visible
from dashboard.services import writing
from dashboard.services.rights import Visitor
from geodata.errors import GeodataError

_NAME, _CANONICAL = "Name in a report", "Name to use"
_SAVED = "aliases-saved"


def aliases_panel(aliases: Mapping[str, str], visitor: Visitor, revision: int) -> None:
    """The list, for editors with a way to change it.

    Args:
        aliases: name to canonical name.
        visitor: whether it may be changed.
        revision: of the collection; after a change by somebody else the list starts anew.
    """
    with st.expander(f"Names of actors :gray[{words.count(len(aliases), 'other name')}]"):
        st.caption(
            "Different names of one actor. They count as one in the filter, and when events "
            "of several reports are compared."
        )
        table = pd.DataFrame(
            {
                _NAME: [visible(name) for name in aliases],
                _CANONICAL: [visible(name) for name in aliases.values()],
            },
            dtype="str",
        )
        if not visitor.may_edit:
            st.dataframe(table, hide_index=True, alt="Other names of actors")
            return
        edited = st.data_editor(
            table,
            key=f"aliases-{revision}",
            num_rows="dynamic",
            hide_index=True,
            column_config={
                _NAME: st.column_config.TextColumn(max_chars=200),
                _CANONICAL: st.column_config.TextColumn(max_chars=200),
            },
        )
        if st.button("Save names", key="save-aliases"):
            _save(edited, aliases)
        if _SAVED in st.session_state:
            st.toast(st.session_state.pop(_SAVED), icon=":material/check:")


def _save(edited: pd.DataFrame, seen: Mapping[str, str]) -> None:
    rows = [
        tuple("" if pd.isna(cell) else str(cell) for cell in row)
        for row in edited[[_NAME, _CANONICAL]].itertuples(index=False)
    ]
    try:
        came = writing.set_aliases([(row[0], row[1]) for row in rows], seen)
    except GeodataError as error:
        st.error(markdown(notices.sentence(error)))
        return
    more = f" {words.count(came.joins, 'pair')} of events joined by them." if came.joins else ""
    st.session_state[_SAVED] = f"Saved.{more}"
    st.rerun()
