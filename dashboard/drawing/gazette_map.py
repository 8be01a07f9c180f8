"""The Folium map: a constant frame around scripts of our own.

streamlit-folium makes a new frame whenever the script of the map changes: the view is lost and
the page flickers. So the map is the same for every filter, choice and theme. What differs goes
into a feature group (``state_group``), whose script runs in the frame that is already there.
Events never pass through here: the map fetches them by address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.drawing.map_state import MapState
from dashboard.drawing.pin_state import PinState

LEAST_ZOOM = 2
MOST_ZOOM = 10  # the coast is generalised to 1 km: beyond, a pixel pretends to know more
# As Leaflet takes them.
MAP_OPTIONS: Mapping[str, object] = {
    "center": [30.0, 15.0],
    "zoom": 3,
    "minZoom": LEAST_ZOOM,
    "maxZoom": MOST_ZOOM,
    "zoomSnap": 0.5,
    "zoomDelta": 0.5,
    "wheelPxPerZoomLevel": 120,
    "worldCopyJump": True,
}


@dataclass(frozen=True, slots=True)
class MapAddresses:
    """Where the frame finds its files, relative to the root of the dashboard.

    Attributes:
        assets: Leaflet, scripts and styles.
        basemap: the cells of the base map.
        bands: what the script must know of the bands of the base map.
        tiles: address of online tiles and the words their maker asks for, None for none.
    """

    assets: str
    basemap: str
    bands: Sequence[dict[str, object]]
    tiles: tuple[str, str] | None = None


class GazetteMap(folium.Map):
    """A Leaflet map with files from this machine only and no tiles.

    Example:
        >>> addresses = MapAddresses("assets/1", "basemap/1", [])
        >>> GazetteMap(addresses).default_js[0]
        ('leaflet', '../../assets/1/leaflet/leaflet.js')
    """

    def __init__(self, addresses: MapAddresses, *, shows_pins: bool = False) -> None:
        super().__init__(
            location=(30.0, 15.0),
            zoom_start=3,
            tiles=None,
            minZoom=LEAST_ZOOM,  # Folium gives min_zoom and max_zoom to tiles only
            maxZoom=MOST_ZOOM,
            zoom_snap=0.5,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
            world_copy_jump=True,
        )
        # The frame lies two levels below the root: component/streamlit_folium.st_folium/
        files = f"../../{addresses.assets}"
        self.default_js = [
            ("leaflet", f"{files}/leaflet/leaflet.js"),
            ("gazette", f"{files}/map/boot.js"),
        ]
        self.default_css = [
            ("leaflet_css", f"{files}/leaflet/leaflet.css"),
            ("gazette_css", f"{files}/map/map.css"),
        ]
        _Attach(addresses, shows_pins=shows_pins).add_to(self)


class _Attach(MacroElement):
    """Hands the map to our scripts; constant for an installation."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "gazette.attach({{ this._parent.get_name() }}, {{ this.settings|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, addresses: MapAddresses, *, shows_pins: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.settings = script_settings(addresses)
        if shows_pins:
            self.settings["pins"] = True


def script_settings(addresses: MapAddresses) -> dict[str, Any]:
    """What our scripts are told once, for an installation.

    Example:
        >>> script_settings(MapAddresses("assets/1", "basemap/1", []))
        {'basemap': 'basemap/1', 'bands': []}
    """
    settings: dict[str, Any] = {"basemap": addresses.basemap, "bands": list(addresses.bands)}
    if addresses.tiles is not None:
        url, credit = addresses.tiles
        settings["tiles"] = {"url": url, "credit": credit}
    return settings


class _Show(MacroElement):
    """Tells our scripts what to show."""

    _template = Template(
        "{% macro script(this, kwargs) %}gazette.show({{ this.argument }});{% endmacro %}"
    )

    def __init__(self, state: MapState | PinState) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.argument = state.script_argument()


def state_group(state: MapState | PinState) -> folium.FeatureGroup:
    """The feature group that carries the state and nothing else."""
    group = folium.FeatureGroup("state", control=False)
    _Show(state).add_to(group)
    return group
