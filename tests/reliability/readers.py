"""Readers without a browser: Streamlit's own messages over its own websocket.

What is measured is what a reader waits for on the server: from the request for a page run to
the message that ends it. Nothing is painted. As in a browser the map asks for its events
besides, whenever the page hands it another view or revision.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PATIENCE_S = 60.0
# A request that came through a proxy reads only, however near it is.
FROM_OUTSIDE = {"X-Forwarded-For": "203.0.113.9"}
# What a map of 800 x 500 px asks for at first, and what it asks for to say what lies outside.
_SEEN = {"z": 4, "w": -20, "s": 20, "e": 60, "n": 65}
_WORLD = {"z": 4, "w": -180, "s": -90, "e": 180, "n": 90, "drawn": 1}
_STATE = re.compile(r"gazette\.show\((\{.*?\})\);")


@dataclass(slots=True)
class Waits:
    """What the readers waited for, in seconds, and what went wrong in words."""

    first_loads: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    bytes_received: int = 0


class Page:
    """An open page of a reader."""

    def __init__(self, port: int, waits: Waits) -> None:
        self._port = port
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._origin = f"http://127.0.0.1:{port}"
        self.waits = waits
        self._socket: Any = None
        self._map_id = self._search_id = self._query = ""
        self._states: dict[str, WidgetState] = {}  # the page sends them all with every click
        self._page_hash = ""
        self._kept: dict[str, None] = {}
        self._drawn: tuple[str, int] | None = None
        self._asking: set[asyncio.Task[None]] = set()
        self.session_id = ""

    async def open(self, query: str = "") -> None:
        """Open the page, by a link with a query perhaps, and wait for its first run."""
        self._query = query
        begun = time.perf_counter()
        self._socket = await websockets.connect(
            self._address,
            origin=self._origin,
            subprotocols=["streamlit"],
            additional_headers=FROM_OUTSIDE,
            max_size=None,
            open_timeout=PATIENCE_S,
            ping_interval=None,  # a busy machine is late, not gone
        )
        if await self._run(BackMsg()):
            self.waits.first_loads.append(time.perf_counter() - begun)

    async def click(self, place_id: str, event_ids: Sequence[str]) -> None:
        """Click a marker and wait for the page run."""
        clicked = _clicked(place_id, event_ids)
        await self._rerun(WidgetState(id=self._map_id, json_value=clicked))

    async def search(self, words: str) -> None:
        """Type words into the search and wait for the page run."""
        await self._rerun(WidgetState(id=self._search_id, string_value=words))

    async def _rerun(self, state: WidgetState) -> None:
        self._states[state.id] = state
        begun = time.perf_counter()
        if await self._run(BackMsg()):
            self.waits.reruns.append(time.perf_counter() - begun)

    async def close(self) -> None:
        """Leave."""
        for task in self._asking:
            task.cancel()
        if self._socket is not None:
            await self._socket.close()

    async def _run(self, message: BackMsg) -> bool:
        client = message.rerun_script
        client.page_script_hash = self._page_hash
        client.cached_message_hashes.extend(self._kept)
        client.context_info.timezone = "Europe/Berlin"
        client.context_info.url = f"{self._origin}/"
        client.query_string = self._query
        client.widget_states.widgets.extend(self._states.values())
        client.context_info.color_scheme = "light"
        await self._socket.send(message.SerializeToString())
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    if self._is_end(await self._socket.recv()):
                        return True
        except (TimeoutError, websockets.WebSocketException) as error:
            self.waits.errors.append(f"{type(error).__name__}: {error}")
            return False

    def _is_end(self, data: bytes) -> bool:
        self.waits.bytes_received += len(data)
        message = ForwardMsg()
        message.ParseFromString(data)
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._kept[message.hash] = None
        if kind == "delta":
            self._look_at(message.delta)
        elif kind == "new_session":
            self.session_id = message.new_session.initialize.session_id
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "session_event":
            self.waits.errors.append(str(message.session_event)[:200])
        # A run that asks for another one is not the end of waiting.
        return kind == "script_finished" and message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        )

    def _look_at(self, delta: Any) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "component_instance" and "folium" in element.component_instance.component_name:
            self._map_id = element.component_instance.id
            self._draw(element.component_instance.json_args)
        elif kind == "text_input" and element.text_input.label == "Search":
            self._search_id = element.text_input.id
        elif kind == "exception" or (kind == "alert" and element.alert.format == 1):
            self.waits.errors.append(str(element)[:200])

    def _draw(self, arguments: str) -> None:
        """As the map's script does: ask for events when the view or the revision is another."""
        found = _STATE.search(str(json.loads(arguments).get("feature_group") or ""))
        if found is None:
            return
        state = json.loads(found[1])
        wanted = state["view"], state["revision"]
        if wanted != self._drawn:
            self._drawn = wanted
            task = asyncio.create_task(self._ask_for_events(state["view"]))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _ask_for_events(self, view: str) -> None:
        for part in (_SEEN, _WORLD):
            query = urllib.parse.urlencode({**part, "view": view})
            try:
                body = await asyncio.to_thread(fetch, self._port, f"/map/events?{query}")
            except OSError as error:
                self.waits.errors.append(f"map/events: {error}")
                return
            self.waits.bytes_received += len(body)


async def reader(
    port: int,
    waits: Waits,
    markers: Sequence[tuple[str, list[str]]],
    *,
    for_s: float,
    pause_s: float,
    seed: int,
) -> None:
    """Open the page, click markers at random with pauses between, leave after some time."""
    chance = random.Random(seed)
    end = time.monotonic() + for_s
    page = Page(port, waits)
    try:
        await page.open()
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause_s)
            if time.monotonic() < end:
                await page.click(*chance.choice(markers))
    except (OSError, websockets.WebSocketException) as error:
        waits.errors.append(f"{type(error).__name__}: {error}")
    finally:
        await page.close()


def fetch(port: int, path: str) -> bytes:
    """An answer besides the page, as a reader from outside gets it."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=FROM_OUTSIDE)
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return bytes(answer.read())


def _clicked(place_id: str, event_ids: Sequence[str]) -> str:
    properties = {"count": len(event_ids), "ids": list(event_ids)}
    return json.dumps({"last_active_drawing": {"id": place_id, "properties": properties}})
