"""What stands before every request: headers for the browser, and a gate before uploads.

Plain ASGI: Streamlit's page speaks through a websocket, which must pass untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.routes.answers import refusal


class SecurityHeaders:
    """Adds headers that keep the page from being misread, leaked or framed.

    Args:
        app: what answers.
        frame_ancestors: who may show the dashboard in a frame, in the words of the CSP
            directive: ``*`` for everybody (a public map), ``'self'`` for nobody else.
        pictures_from: another host that pictures may come from (online tiles), '' for none.
    """

    def __init__(
        self, app: ASGIApp, *, frame_ancestors: str = "'self'", pictures_from: str = ""
    ) -> None:
        self.app = app
        pictures = " ".join(["'self' data: blob:", pictures_from]).strip()
        self.headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Content-Security-Policy": f"frame-ancestors {frame_ancestors}; img-src {pictures}",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class UploadGate:
    """Refuses uploads that do not come from the page of an editor.

    Streamlit takes an upload from any open page, asked for or not, and keeps it in memory.

    Args:
        app: what answers.
        may_send: path and headers (names in small letters) of an upload to whether its body
            may be read.
    """

    def __init__(self, app: ASGIApp, *, may_send: Callable[[str, Mapping[str, str]], bool]) -> None:
        self.app = app
        self.may_send = may_send

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse before the body is read."""
        is_upload = (
            scope["type"] == "http"
            and scope["method"] in {"PUT", "POST", "PATCH"}
            and "/_stcore/upload_file" in scope["path"]
        )
        if is_upload and not self.may_send(scope["path"], Headers(scope=scope)):
            answer = refusal(403, "This page may not send files.")
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)
