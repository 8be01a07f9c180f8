"""The small map of a question: numbered places, one of them chosen, which can be dragged."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard.drawing.gazette_map import GazetteMap, MapAddresses, state_group
from dashboard.drawing.pin_state import MOST_PINS, PinState
from dashboard.routes.assets import assets_address
from dashboard.routes.map_cells import basemap_address, basemap_bands
from geodata.coordinates import LatLon
from geodata.errors import InvalidPositionError


@dataclass(frozen=True, slots=True)
class Pinned:
    """What was done on the map: a number picked, or the chosen pin put elsewhere."""

    number: int | None = None
    position: LatLon | None = None


def pins_panel(
    state: PinState, *, height: int, on_done: Callable[[Pinned], None], key: str = "pins"
) -> None:
    """The map; calls on_done before the page run when something was done on it.

    What comes from the browser has the form of a pick, but may name nothing.
    """

    def tell() -> None:
        done = pinned(st.session_state.get(key))
        if done is not None:
            on_done(done)

    with st.container(key=f"{key}-frame"):
        st_folium(
            GazetteMap(
                MapAddresses(assets_address(), basemap_address(), basemap_bands()), shows_pins=True
            ),
            key=key,
            height=height,
            use_container_width=True,
            feature_group_to_add=state_group(state),
            returned_objects=["last_active_drawing"],
            on_change=tell,
        )


def pinned(value: Any) -> Pinned | None:
    """What the frame sent, None unless it is exactly what our script sends.

    Example:
        >>> point = {"type": "Point", "coordinates": [46.4, 40.7]}
        >>> pinned({"last_active_drawing": {"id": "pin", "geometry": point}}).position
        LatLon(lat=40.7, lon=46.4)
        >>> pinned({"last_active_drawing": {"id": "c2"}}).number
        2
        >>> pinned({"last_active_drawing": {"id": "c0"}}), pinned({"last_active_drawing": 7})
        (None, None)
    """
    feature = value.get("last_active_drawing") if isinstance(value, dict) else None
    if not isinstance(feature, dict):
        return None
    picked = feature.get("id")
    if picked == "pin":
        return _put(feature.get("geometry"))
    numbers = {f"c{number}": number for number in range(1, MOST_PINS + 1)}
    number = numbers.get(picked) if isinstance(picked, str) else None
    return None if number is None else Pinned(number=number)


def _put(geometry: Any) -> Pinned | None:
    at = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(at, list) or len(at) != 2:
        return None
    if not all(type(one) in (int, float) and math.isfinite(one) for one in at):
        return None
    try:
        return Pinned(position=LatLon(float(at[1]), float(at[0])))
    except InvalidPositionError:
        return None
