"""Taking the events away as a file, the filtered ones or all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.panels.one_file_panel import one_file_button
from dashboard.services import collection, exporting
from geodata.browse import Selection

_FILTERED, _ALL = "Filtered", "All"


def export_panel(shown: Selection, whole: Selection, filters: Sequence[str] = ()) -> None:
    """A menu of kinds of files; a file is made when it is asked for, not before.

    Args:
        shown: the events that pass the filters.
        whole: all events.
        filters: in words.
    """
    with st.popover("Export", icon=":material/download:", key="export"):
        which = st.segmented_control(
            "Events",
            [_FILTERED, _ALL],
            key="export-which",
            default=_FILTERED,
            required=True,
            format_func=lambda name: f"{name} ({(whole if name == _ALL else shown).count:,})",
        )
        chosen = whole if which == _ALL else shown
        shelf = collection.shelf()  # of this visitor: the file is made outside this run
        for name, made in exporting.FORMATS.items():
            st.download_button(
                name,
                partial(exporting.file_bytes, made, chosen, shelf),
                file_name=f"gazette-events.{made.ending}",
                mime=made.media_type,
                key=f"export-{made.ending}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )
        one_file_button(chosen, () if which == _ALL else filters)
        st.caption("GeoJSON keeps the passages and why each place was chosen.")
