"""The other names of actors: a list that editors change, used when events are joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, visible
from dashboard.panels.edited_rows import edited
from dashboard.services import writing
from dashboard.services.rights import Visitor
from geodata.errors import GeodataError

_NAME, _CANONICAL = "Name in a report", "Name to use"


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
        rows = [
            {_NAME: visible(name), _CANONICAL: visible(to_use)} for name, to_use in aliases.items()
        ]
        table = pd.DataFrame(rows, columns=[_NAME, _CANONICAL], dtype="str")
        if not visitor.may_edit:
            st.dataframe(table, hide_index=True, alt="Other names of actors")
            return
        key = f"aliases-{revision}"
        st.data_editor(
            table,
            key=key,
            num_rows="dynamic",
            hide_index=True,
            column_config={
                _NAME: st.column_config.TextColumn(max_chars=200),
                _CANONICAL: st.column_config.TextColumn(max_chars=200),
            },
        )
        st.button("Save names", key="save-aliases", on_click=_save, args=(key, rows, aliases))


def _save(key: str, rows: Sequence[Mapping[str, str]], seen: Mapping[str, str]) -> None:
    # Read here: when anything else was added meanwhile the page draws another table.
    now = edited(st.session_state.get(key), rows)
    try:
        came = writing.set_aliases([(row.get(_NAME), row.get(_CANONICAL)) for row in now], seen)
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
        return
    more = f" {words.count(came.joins, 'pair')} of events joined by them." if came.joins else ""
    st.toast(f"Saved.{more}", icon=":material/check:")
