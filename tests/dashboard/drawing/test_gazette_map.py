from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import folium
import pytest
from streamlit_folium import generate_js_hash, generate_leaflet_string

from dashboard.drawing.gazette_map import GazetteMap, MapAddresses, state_group
from dashboard.drawing.map_state import MapState
from geodata.coordinates import BoundingBox, LatLon
from geodata.model import Family

ADDRESSES = MapAddresses("assets/abc", "basemap/1-2.0.0", [{"name": "world", "from_zoom": 0.0}])
STATE = MapState(
    view="vabc",
    revision=7,
    selected="eabc",
    places=("gn:586523", "adm1:AM.09"),
    spot=LatLon(40.68, 46.36),
    fit=BoundingBox(38.0, 43.0, 42.0, 50.0),
    counts={Family.BATTLE: 6},
)
HOSTILE = [
    "{{7*191}}", "{%", "{#", "<img src=x onerror=alert(1)>", "${alert(1)}", "a b", "a\nb",
    "</script>", "`", "\\", "'", '"', "", "é", "x" * 81, "e1\u2028",
]  # fmt: skip


def script_of(map_: folium.Map) -> str:
    """The script that streamlit-folium sends and whose hash names the frame."""
    map_.get_root().render()
    return str(generate_leaflet_string(map_))


def script_of_state(state: MapState) -> str:
    map_ = GazetteMap(ADDRESSES)
    group = state_group(state)
    group.add_to(map_)
    map_.get_root().render()
    return str(generate_leaflet_string(group, base_id="feature_group_0"))


def test_the_map_is_the_same_in_every_page_run() -> None:
    first, second = (generate_js_hash(script_of(GazetteMap(ADDRESSES)), "map") for _ in range(2))
    assert first == second


def test_a_state_does_not_change_the_map() -> None:
    map_ = GazetteMap(ADDRESSES)
    script = generate_js_hash(script_of(map_), "map")
    state_group(STATE).add_to(map_)
    assert generate_js_hash(script_of(GazetteMap(ADDRESSES)), "map") == script


def test_every_file_comes_from_this_machine() -> None:
    map_ = GazetteMap(ADDRESSES)
    files = [address for _, address in [*map_.default_js, *map_.default_css]]
    assert files == [
        "../../assets/abc/leaflet/leaflet.js",
        "../../assets/abc/map/boot.js",
        "../../assets/abc/leaflet/leaflet.css",
        "../../assets/abc/map/map.css",
    ]
    page = map_.get_root().render()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "tile" not in script_of(map_)


def test_the_map_stops_where_the_data_does() -> None:
    script = script_of(GazetteMap(ADDRESSES))
    assert '"minZoom": 2' in script
    assert '"maxZoom": 10' in script
    assert '"zoomSnap": 0.5' in script


def test_the_state_arrives_as_it_was_said() -> None:
    script = script_of_state(STATE)
    (argument,) = re.findall(r"gazette\.show\((.*)\);", script)
    assert json.loads(argument) == {
        "view": "vabc",
        "revision": 7,
        "selected": "eabc",
        "places": ["gn:586523", "adm1:AM.09"],
        "spot": [40.68, 46.36],
        "fit": [38.0, 43.0, 42.0, 50.0],
        "at": None,
        "theme": "light",
        "small": False,
        "wheel": "scroll",
        "in_link": False,
        "counts": {
            "Battle": 6, "Strikes": 0, "Protest": 0, "Talks": 0, "Humanitarian": 0,
            "Movement": 0, "Other": 0,
        },
    }  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["view", "selected", "places"])
def test_nothing_but_an_identifier_gets_into_the_map(name: str, text: str) -> None:
    change: Any = {name: (text,) if name == "places" else text}
    with pytest.raises(ValueError, match="not an identifier"):
        replace(STATE, **change)


def test_a_position_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be opened"):
        replace(STATE, at=(float("nan"), 0.0, 5.0))


@pytest.mark.parametrize("change", [{"theme": "{{7*191}}"}, {"wheel": "<b>"}])
def test_words_come_from_fixed_lists(change: Any) -> None:
    with pytest.raises(ValueError, match="knows no"):
        replace(STATE, **change)
