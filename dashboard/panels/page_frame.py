"""The frame of every page: as wide as the window allows."""

from __future__ import annotations

from typing import Any

import streamlit as st

# Streamlit's wide layout leaves 75 px on each side; two thirds of it go to the content.
# The status stands beside the title or, where it must, right below it.
_STYLE = """<style>
.st-key-title { column-gap: 1rem; }
@media (min-width: 861px) {
  .st-key-page { margin-inline: -3.4rem; max-width: none; min-width: calc(100% + 6.8rem); } }
</style>"""


def page_frame() -> Any:
    """The container that holds a page; use it with ``with``."""
    frame = st.container(key="page", gap="small")
    frame.html(_STYLE)
    return frame
