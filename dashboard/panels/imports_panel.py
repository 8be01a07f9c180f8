"""The tables that were imported: what came of each, and a way to take one back as a whole."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, visible
from dashboard.services import collection, rights, table_imports
from geodata.errors import GeodataError
from geodata.storage.imports import ImportRecord

_SHOWN = 100
_CHOSEN = "imports-chosen"


def imports_panel(visitor: rights.Visitor) -> None:
    """The imports, the latest first, for those who may edit; nothing when there are none."""
    if not visitor.may_edit:
        return
    records = collection.store().imports.all()
    if not records:
        return
    with st.expander(f"Imported tables ({len(records)})", icon=":material/table:"):
        table = pd.DataFrame([_row(record) for record in records[:_SHOWN]])
        st.dataframe(table, hide_index=True, width="stretch", key="imports-table")
        st.caption(
            "An owner can take an import back: its events that nobody has reviewed are rejected. "
            "Nothing is deleted: the bin brings them back."
        )
        if visitor.is_owner:
            st.selectbox(
                "Import", records, key=_CHOSEN,
                format_func=lambda record: f"{visible(record.name)}, {_when(record)}",
            )  # fmt: skip
            st.button(
                "Take this import back", icon=":material/undo:", key="imports-take-back",
                on_click=lambda: take_back(st.session_state[_CHOSEN].id),
            )  # fmt: skip


def _row(record: ImportRecord) -> dict[str, object]:
    return {
        "File": visible(record.name),
        "Layout": visible(record.layout),
        "When (UTC)": _when(record) + ("" if record.ended_at else ", not finished"),
        "By": visible(record.by),
        "Added": record.added,
        "Unchanged": record.known,
        "Updated": record.updated,
        "Refused": record.refused,
    }


def _when(record: ImportRecord) -> str:
    return f"{record.started_at:%d %b %Y %H:%M}"


def take_back(import_id: str) -> None:
    """Reject the events of an import that nobody reviewed, and say how many."""
    try:
        count = table_imports.take_back(import_id)
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
    else:
        st.toast(f"{words.count(count, 'event')} rejected.", icon=":material/undo:")
