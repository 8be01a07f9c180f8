"""The page of the map harness."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from invented import FAMILIES, VIEWS, chosen_events, extent

from dashboard.panels.map_panel import map_panel
from geodata.model import EventFilter, Family

st.set_page_config(layout="wide", page_title="Map harness")
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
parameters = st.query_params
shown = st.multiselect("Families", list(Family), key="families", label_visibility="collapsed")
st.session_state.setdefault("picked", "")


def pick(marker: str) -> None:
    """Remember what was clicked."""
    st.session_state["picked"] = marker


if st.button("Choose Baku"):
    st.session_state["picked"] = "ebaku0"
dark = st.toggle("Dark", value=parameters.get("theme") == "dark")
wanted = EventFilter(kinds=frozenset(shown), text="hostile" if parameters.get("hostile") else "")
events = chosen_events(wanted)
picked = st.session_state["picked"]
spot = next((event.position for event in events if event.id == picked), None)
with st.container(key="mapbox"):
    map_panel(
        token=VIEWS.token(wanted),
        revision=1,
        selected=picked or None,
        selected_spot=spot,
        theme="dark" if dark else "light",
        height=int(parameters.get("height", "530")),
        fit=extent(events),
        counts=Counter(dict.fromkeys(FAMILIES, 0)) | Counter(event.family for event in events),
        small=bool(parameters.get("small")),
        wheel="click" if parameters.get("wheel") == "click" else "scroll",
        view_in_link=bool(parameters.get("link")),
        on_pick=pick,
    )
st.text(f"runs {st.session_state['runs']} picked {picked}")
