"""A page with nothing but the map, over invented events: for browser tests and for looking at it.

    streamlit run tests/dashboard/harness/map_app.py --server.port 8611

Query parameters of the page: ``theme=dark``, ``small=1``, ``wheel=click``, ``hostile=1``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import streamlit as st
from invented import labels, selection_for
from starlette.middleware import Middleware

from dashboard.routes.assets import assets_route, fonts_route
from dashboard.routes.basemap.store import CellStore
from dashboard.routes.map_cells import map_cells_route
from dashboard.routes.map_events import map_events_route
from dashboard.routes.map_labels import map_labels_route
from dashboard.routes.middleware import SecurityHeaders, UploadGate
from dashboard.routes.table import with_base_path

cells = CellStore()
cells.warm()

app = st.App(
    Path(__file__).with_name("map_page.py"),
    routes=with_base_path(
        [
            assets_route(),
            fonts_route(),
            map_cells_route(cells),
            map_events_route(selection_for),
            map_labels_route(labels),
        ],
        st.get_option("server.baseUrlPath"),
    ),
    middleware=[
        Middleware(SecurityHeaders, frame_ancestors="*"),
        Middleware(UploadGate, may_send=lambda *_: False),
    ],
)
