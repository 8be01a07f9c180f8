"""The frame of every page: as wide as the window allows, one place for its title."""

from __future__ import annotations

from typing import Any

import streamlit as st

# Streamlit's wide layout leaves 75 px on each side; two thirds of it go to the content.
# The status stands beside the title or, where it must, right below it.
# A title stands at the same height on every page, whatever stands beside it, and columns begin
# in one line also where one of them begins with a heading: Streamlit adds space above headings
# in a column and none in a row. Words of a button that fill several lines begin at the left.
# Under a finger the bar of a table, which comes out when it is touched, hides what is above.
_STYLE = """<style>
.st-key-title { column-gap: 1rem; }
.st-key-page > [data-testid=stElementContainer] h1 { padding: 3px 0 18px; }
.st-key-page > [data-testid=stLayoutWrapper]:has(h1) > [data-testid=stHorizontalBlock] {
  min-height: 2.5rem; }
.st-key-page [data-testid=stColumn] > [data-testid=stVerticalBlock]
  > [data-testid=stElementContainer]:first-child :is(h2, h3) { padding-top: 0; }
.st-key-page button[kind=tertiary] p { text-align: start; }
@media (pointer: coarse) { [data-testid=stElementToolbar] { display: none; } }
@media (min-width: 861px) {
  .st-key-page { margin-inline: -3.4rem; max-width: none; min-width: calc(100% + 6.8rem); } }
</style>"""


def page_frame() -> Any:
    """The container that holds a page; use it with ``with``."""
    frame = st.container(key="page", gap="small")
    frame.html(_STYLE)
    return frame
