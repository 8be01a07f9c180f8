"""What is said while the screens show the collection as it was before very much of it changed."""

from __future__ import annotations

import streamlit as st

from dashboard.services import collection

_LOOK_S = 2.0


def behind_panel() -> None:
    """One line while a newer index is being made, and the whole page anew when it is there."""
    revision = collection.behind()
    if revision is not None:
        _waiting(revision)


@st.fragment(run_every=_LOOK_S)
def _waiting(revision: int) -> None:
    if collection.behind() is None:
        st.rerun()
    st.caption(
        ":material/sync: Much of the collection changed at once. Until that is counted, in some "
        f"seconds, you see revision {revision:,} with every small change since."
    )
