"""The map: shows the events of a view, gives back what was clicked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard.drawing.gazette_map import GazetteMap, MapAddresses, state_group
from dashboard.drawing.map_state import MapState, Theme, Wheel
from dashboard.routes.assets import assets_address
from dashboard.routes.map_cells import basemap_address, basemap_bands
from geodata.coordinates import BoundingBox, LatLon
from geodata.model import Family

_PICKED = re.compile(r"[a-z][a-z0-9]{1,39}", re.ASCII)


def map_panel(
    *,
    token: str,
    revision: int,
    selected: str | None,
    theme: Theme,
    height: int,
    fit: BoundingBox | None,
    counts: Mapping[Family, int],
    selected_places: tuple[str, ...] = (),
    selected_spot: LatLon | None = None,
    at: tuple[float, float, float] | None = None,
    small: bool = False,
    wheel: Wheel = "scroll",
    fills_window: bool = False,
    view_in_link: bool = False,
    tiles: tuple[str, str] | None = None,
    on_pick: Callable[[str], None] | None = None,
    key: str = "map",
) -> str | None:
    """The map; gives the id that was clicked in this page run, None in every other run.

    The id of an event when the marker stands for one event, otherwise the id of the marker,
    for ``Selection.at_place``. It comes from the browser: it has the form of an id, but may
    name nothing.

    Args:
        token: names the view, see ``ViewRegistry``.
        revision: of the collection.
        selected: the id of the chosen event.
        theme: light or dark, as Streamlit shows the page.
        height: of the frame in pixels, legend included.
        fit: what the opening view shows; a later one moves nothing by itself.
        counts: events by family, for the legend.
        selected_places: the places of the chosen event.
        selected_spot: where it lies.
        at: latitude, longitude and zoom to open at; ignored once the map is there.
        small: a phone.
        wheel: 'click' where the map is embedded in another page.
        fills_window: let the height follow the window instead (a wide screen).
        view_in_link: keep middle and zoom of the map in the page's address as ``c`` and ``z``;
            the next page run finds them in ``st.query_params``.
        tiles: address and credit of online tiles that can be chosen.
        on_pick: called with the id before the page run, as Streamlit's callbacks are.
        key: tells maps of one page apart.
    """
    state = MapState(
        view=token,
        revision=revision,
        selected=selected,
        places=selected_places,
        spot=selected_spot,
        fit=fit,
        at=at,
        theme=theme,
        small=small,
        wheel=wheel,
        in_link=view_in_link,
        counts=counts,
    )
    picked_key = f"{key}-picked"

    def remember() -> None:
        picked = picked_id(st.session_state.get(key))
        if picked is not None:
            st.session_state[picked_key] = picked
            if on_pick is not None:
                on_pick(picked)

    with st.container(key=f"{key}-frame"):
        st.html(_BEHIND_THE_MAP.replace("KEY", key))
        if fills_window:
            st.html(_WINDOW_HEIGHT.replace("KEY", key))
        st_folium(
            GazetteMap(MapAddresses(assets_address(), basemap_address(), basemap_bands(), tiles)),
            key=key,
            height=height,
            use_container_width=True,
            feature_group_to_add=state_group(state),
            returned_objects=["last_active_drawing"],
            on_change=remember,
            render=False,  # makes the page around the map too, which nobody asks for
        )
    picked: str | None = st.session_state.pop(picked_key, None)
    return picked


# A host that keeps the map's files from the browser leaves its frame empty and see-through: then
# the words behind it are read, after the time that a slow network takes. "/ ''" hides them from
# screen readers, which would find them behind every map. A map that is there says so (main.js):
# Streamlit pales what it draws anew, and the words would shine through.
_BEHIND_THE_MAP = """<style>
.st-key-KEY-frame { position: relative; }
.st-key-KEY-frame iframe { position: relative; z-index: 1; }
.st-key-KEY-frame::before {
  content: "The map’s files do not arrive: this address passes on the page only. "
    "The list beside has all events; whoever runs the server finds the remedy in docs/hosting.md."
    / "";
  position: absolute; inset: 30% 12% auto; text-align: center; visibility: hidden;
  animation: gz-late 0s 20s forwards;
}
.st-key-KEY-frame:has(iframe[data-gz-here])::before { content: none; }
@keyframes gz-late { to { visibility: visible; } }
</style>"""

# 370 px of page stand above and below the map on a wide screen; see docs/decisions. A row that
# is there only sometimes says so in --gz-more-rows, see map_screen.
_WINDOW_HEIGHT = (
    "<style>.st-key-KEY-frame iframe"
    "{height:clamp(290px,calc(100vh - 370px - var(--gz-more-rows,0px)),860px)!important}</style>"
)


def picked_id(value: Any) -> str | None:
    """The id in what the frame sent, None unless it is exactly what our script sends.

    The value comes from the browser and can be anything.

    Example:
        >>> one = {"id": "s1", "properties": {"count": 1, "ids": ["e7"]}}
        >>> picked_id({"last_active_drawing": one})
        'e7'
        >>> picked_id({"last_active_drawing": {"id": ["forged"]}}), picked_id([]), picked_id(None)
        (None, None, None)
    """
    feature = value.get("last_active_drawing") if isinstance(value, dict) else None
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return None
    ids = feature["properties"].get("ids")
    is_one = feature["properties"].get("count") == 1 and isinstance(ids, list) and len(ids) == 1
    picked = ids[0] if is_one else feature.get("id")
    return picked if isinstance(picked, str) and _PICKED.fullmatch(picked) else None
