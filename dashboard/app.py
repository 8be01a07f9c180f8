"""The server: the page script, and what it answers besides the page.

``streamlit run dashboard/app.py`` finds the ``app`` below by its name.
"""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

_CHECKOUT = str(Path(__file__).resolve().parents[1])
if _CHECKOUT not in sys.path:  # streamlit puts only this file's folder there
    sys.path.insert(0, _CHECKOUT)

import streamlit as st  # noqa: E402 - the path comes first
from starlette.middleware import Middleware  # noqa: E402
from starlette.routing import BaseRoute  # noqa: E402
from streamlit.runtime import get_instance  # noqa: E402

from dashboard import notices  # noqa: E402
from dashboard.drawing.plain_text import markdown  # noqa: E402
from dashboard.routes.assets import assets_route, early_files, fonts_route  # noqa: E402
from dashboard.routes.basemap.store import CellStore  # noqa: E402
from dashboard.routes.early import EarlyFiles  # noqa: E402
from dashboard.routes.feeds import Feed, feeds_route, health_route  # noqa: E402
from dashboard.routes.first_page import first_map_route, page_route  # noqa: E402
from dashboard.routes.map_cells import map_cells_route  # noqa: E402
from dashboard.routes.map_details import map_details_route  # noqa: E402
from dashboard.routes.map_events import map_events_route  # noqa: E402
from dashboard.routes.map_labels import map_labels_route  # noqa: E402
from dashboard.routes.message_gate import MessageGate  # noqa: E402
from dashboard.routes.middleware import (  # noqa: E402
    ClosedAddresses,
    SecurityHeaders,
    UploadGate,
)
from dashboard.routes.table import with_base_path  # noqa: E402
from dashboard.screens.first_details import first_details  # noqa: E402
from dashboard.screens.first_map import first_map  # noqa: E402
from dashboard.services import (  # noqa: E402
    collection,
    desk,
    exporting,
    incoming,
    rights,
    tidying,
    uploads,
)
from dashboard.services.map_first import map_first  # noqa: E402

_cells = CellStore()


@asynccontextmanager
async def while_running(_app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: begin to read base map and gazetteer in the background."""
    tidying.few_arenas()
    _know_the_map()
    _cells.warm()
    collection.warm(_load_libraries)
    incoming.begin()
    with map_first.serving(), tidying.tidying(_forget_gone):
        yield


def _know_the_map() -> None:
    """Tell the server of the map's component, declared before any page run: else no map comes."""
    log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    log.disabled = True  # it warns of each component that is declared outside of a page run
    try:
        component = importlib.import_module("streamlit_folium")._component_func
    finally:
        log.disabled = False
    get_instance().component_registry.register_component(component)


def _forget_gone() -> None:
    """Let go of the pages whose time to come back is over.

    Streamlit does so when the next page is closed only: after the last reader it never would.
    """
    closed: Any = get_instance()
    for name in ("_session_mgr", "_session_storage", "_cache"):  # Streamlit has no public way
        closed = getattr(closed, name, None)
    if closed is not None:
        closed.expire()


def _load_libraries() -> None:
    """Import what the first visitor would wait for.

    Not our screens: a component that is declared outside of a page run is not known to the
    server, and its frame stays empty.
    """
    for name in ("pandas", "altair", "folium"):
        importlib.import_module(name)


def routes() -> list[BaseRoute]:
    """Map events and labels, base map, files and feeds, also below a base path."""
    own: list[BaseRoute] = [
        page_route(_backgrounds("light"), _backgrounds("dark")),
        first_map_route(first_map),
        map_events_route(collection.selection_of, map_first.drawn),
        map_details_route(first_details),
        map_labels_route(collection.labels),
        map_cells_route(_cells),
        assets_route(),
        fonts_route(),
        feeds_route(
            {
                kind.ending: Feed(kind.media_type, partial(exporting.published_chunks, kind))
                for kind in exporting.FORMATS.values()
            },
            lambda: collection.store().revision,
        ),
        feeds_route(
            {
                "atom": Feed("application/atom+xml", partial(desk.atom, "../")),
                "json": Feed("application/feed+json", partial(desk.json_feed, "../")),
            },
            lambda: collection.store().revision,
            "corrections",
        ),
        health_route(lambda: {"revision": collection.store().revision}),
    ]
    return with_base_path(own, str(st.get_option("server.baseUrlPath") or ""))


def _backgrounds(theme: str) -> str:
    """The colours of page and side bar, as the configuration has them."""
    names = (f"theme.{theme}.backgroundColor", f"theme.{theme}.sidebar.backgroundColor")
    return " ".join(str(st.get_option(name) or "Canvas") for name in names)


def frame_ancestors() -> str:
    """Who may show the dashboard in a frame: everybody when nobody can change anything here."""
    wanted = collection.settings().embed_on
    if wanted:
        return wanted
    address = st.get_option("server.address")
    is_private = address is not None and rights.is_loopback(str(address))
    return "'self'" if is_private or rights.is_sign_in_set_up() else "*"


def show_error(error: Exception) -> bool:
    """Tell the reader what happened in a sentence; the log has the rest."""
    said = markdown(notices.sentence(error))
    st.error(said, title="Gazette cannot show this", icon=":material/error:")
    return True


app = st.App(
    Path(__file__).with_name("main.py"),
    routes=routes(),
    middleware=[
        Middleware(
            SecurityHeaders,
            frame_ancestors=frame_ancestors(),
            pictures_from=collection.settings().tiles_host,
        ),
        Middleware(ClosedAddresses),
        Middleware(EarlyFiles, files=early_files),
        Middleware(UploadGate, may_send=uploads.may_send),
        Middleware(MessageGate, may_be_editor=rights.may_be_editor),
    ],
    lifespan=while_running,
    on_script_error=show_error,
)
