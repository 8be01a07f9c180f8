"""Building the map for a view of the world, beside folium's Marker and MarkerCluster.

Ours is what a visitor waits for after a filter changes: the filter, the markers of the view,
their GeoJSON, and the state handed to the constant frame. The peers build the map of the same
events again and render it, which is what a script with st_folium does at every run.
"""

from __future__ import annotations

from tests.benchmarks.measuring import Contestant, measured, print_figures

EVENTS = """
import time
from tests.benchmarks.generator import event_table
table = event_table({count})
"""

OURS = """
import json
from dashboard.drawing.gazette_map import GazetteMap, MapAddresses, state_group
from dashboard.drawing.map_state import MapState
from dashboard.routes.map_events import marker_feature
from geodata.browse import EventIndex
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, Modality
index = EventIndex.from_table(table, 1)
world = BoundingBox(south=-85, west=-180, north=85, east=180)
begin = time.perf_counter()
selection = index.select(EventFilter(modalities=frozenset(Modality)))
answer = json.dumps([marker_feature(marker) for marker in selection.markers(world, 3.0)])
frame = GazetteMap(MapAddresses("assets/1", "basemap/1", [])).get_root().render()
seconds = time.perf_counter() - begin
size = len(answer.encode()) + len(frame.encode())
"""

PEER_SETUP = """
import folium
from folium.plugins import MarkerCluster
rows = table.select(["lat", "lon", "title"]).to_pandas().dropna(subset=["lat"]).itertuples()
points = [(row.lat, row.lon, row.title) for row in rows]
begin = time.perf_counter()
chart = folium.Map([30, 15], zoom_start=3, tiles=None)
"""

MARKERS = """
for lat, lon, title in points:
    folium.Marker([lat, lon], tooltip=title).add_to(chart)
"""

CLUSTER = """
cluster = MarkerCluster().add_to(chart)
for lat, lon, title in points:
    folium.Marker([lat, lon], tooltip=title).add_to(cluster)
"""

RENDER = """
page = chart.get_root().render()
seconds = time.perf_counter() - begin
size = len(page.encode())
"""


def run() -> None:
    """Print a table for 1,000 and one for 5,000 events."""
    for count in (1_000, 5_000):
        events = EVENTS.format(count=count)
        figures = measured(
            [
                Contestant("Gazette: filter, markers, GeoJSON, constant frame", events + OURS),
                Contestant("folium.Marker each", events + PEER_SETUP + MARKERS + RENDER),
                Contestant("folium MarkerCluster", events + PEER_SETUP + CLUSTER + RENDER),
            ],
            runs=3,
        )
        print_figures(f"The map of {count:,} events", figures, size_heading="bytes sent")
