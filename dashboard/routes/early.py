"""What the browser may fetch before it knows that it needs it.

Plain ASGI: Streamlit's page speaks through a websocket, which must pass untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.routes.answers import KEPT_FOREVER

# A name with a hash of what is inside, as the packers of components write them.
_HASHED_COMPONENT = re.compile(r"/component/.+\.[0-9a-f]{8,}\.(js|css)$")


class EarlyFiles:
    """Tells the browser with the page what its map will ask for, and lets it keep the frame.

    The frame names its files one after the other: page, frame, script, Leaflet, modules, events.
    On a network of any length each step costs a journey there and back.

    Args:
        app: what answers.
        files: gives the addresses of the files, relative to the page.
    """

    def __init__(self, app: ASGIApp, *, files: Callable[[], Sequence[str]]) -> None:
        self.app = app
        self.files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the addresses."""
        path: str = scope.get("path", "")
        is_page = scope["type"] == "http" and path.endswith("/") and "/_stcore/" not in path
        is_hashed = scope["type"] == "http" and bool(_HASHED_COMPONENT.search(path))
        if not is_page and not is_hashed:
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if is_hashed and message["status"] == 200:
                    headers["Cache-Control"] = KEPT_FOREVER["Cache-Control"]
                elif "text/html" in headers.get("content-type", ""):
                    early = [f"<{file}>; rel=prefetch" for file in self.files()]
                    headers["Link"] = ", ".join(early)
            await send(message)

        await self.app(scope, receive, send_with_headers)
