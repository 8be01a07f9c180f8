"""One button that limits the events to what the map shows now."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.links import box_of
from dashboard.state import Reader

_KEY = "view-filter"
# The map's frame is of our own origin: its edges are asked for at the click, so that panning
# itself causes no page run. The legend covers the lower edge.
_SCRIPT = """
export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = async () => {
    const frame = [...document.querySelectorAll("iframe")]
      .find((one) => one.title.includes("streamlit_folium"));
    const drawing = await frame?.contentWindow?.gazette?.drawing;
    if (!drawing) return;
    const { map, legend } = drawing;
    const size = map.getSize();
    const lower = map.containerPointToLatLng([0, size.y - legend.height]);
    const upper = map.containerPointToLatLng([size.x, 0]);
    const isWorld = upper.lng - lower.lng >= 360;
    const turned = (lng) => ((((lng + 180) % 360) + 360) % 360) - 180;
    setTriggerValue("box", [
      Math.max(-90, lower.lat), isWorld ? -180 : turned(lower.lng),
      Math.min(90, upper.lat), isWorld ? 180 : turned(upper.lng),
    ]);
  };
}
"""
_NOW = "Only what the map shows now"  # stands there before the script does: a button has a name
_STYLE = """
button { all: unset; box-sizing: border-box; cursor: pointer; font: inherit; font-size: 13.1px;
  color: var(--st-link-color); text-decoration: underline; text-underline-offset: 2px;
  padding: 3px 0; }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px;
  border-radius: 4px; }
"""


def view_filter(reader: Reader) -> None:
    """Takes the edges of the map's frame at the click; does nothing where there is no map."""
    label = _NOW if reader.filter.box is None else "Take the map as it is now"
    button = st.components.v2.component(
        "gazette_view_filter", html=f"<button type='button'>{_NOW}</button>", css=_STYLE, js=_SCRIPT
    )
    button(key=_KEY, data={"label": label}, on_box_change=lambda: _take(reader))


def _take(reader: Reader) -> None:
    said: Any = st.session_state.get(_KEY)
    box = box_of(said.get("box") if hasattr(said, "get") else None)
    if box is not None:
        reader.narrow(box=box)
