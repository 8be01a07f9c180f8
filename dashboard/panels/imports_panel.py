"""The tables that were imported: what came of each, and a way to take one back as a whole."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import visible
from dashboard.services import collection, rights
from geodata.errors import GeodataError
from geodata.storage.imports import ImportRecord

_SHOWN = 100


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
            "Taking an import back rejects its events that nobody has reviewed. Nothing is "
            "deleted: the bin brings them back."
        )
        one = st.selectbox(
            "Import", records, key="imports-chosen",
            format_func=lambda record: f"{visible(record.name)}, {_when(record)}",
        )  # fmt: skip
        if st.button("Take this import back", icon=":material/undo:", key="imports-take-back"):
            _take_back(one)


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


def _take_back(record: ImportRecord) -> None:
    try:
        by = rights.require_owner()
        count = collection.store().imports.take_back(record.id, by=by)
    except GeodataError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.toast(f"{words.count(count, 'event')} of {visible(record.name)} rejected.")
