"""What stands before every request: headers for the browser, and a gate before uploads.

The content policies allow what the page was seen to need in Chromium and nothing else: Streamlit's
one inline script by its hash, the scripts of its components as blobs, Vega's formulas, which are
made into functions, and in the map's frame the constant scripts that streamlit-folium evaluates.
No report text is in any of these. No attribute may hold a script, so markup that ever got
through would not run.

Plain ASGI: Streamlit's page speaks through a websocket, which must pass untouched.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.routes.answers import refusal
from dashboard.routes.first_page import early_script_hash

CLOSED = ("/_stcore/metrics",)


class SecurityHeaders:
    """Adds headers that keep the page from being misread, leaked, framed or talked into scripts.

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
        shared = {
            "default-src": "'self'",
            "style-src": "'self' 'unsafe-inline'",
            "script-src-attr": "'none'",
            "img-src": " ".join(["'self' data: blob:", pictures_from]).strip(),
            "font-src": "'self' data:",
            "frame-src": "'self'",
            "worker-src": "'self' blob:",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": frame_ancestors,
        }
        inline = " ".join([*inline_script_hashes(), early_script_hash()])
        self.page = shared | {"script-src": f"'self' blob: 'unsafe-eval' {inline}".strip()}
        self.frame = shared | {"script-src": "'self' 'unsafe-inline' 'unsafe-eval'"}
        self.headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = self.policy(scope["path"], Headers(scope=scope).get("host", ""))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def policy(self, path: str, host: str) -> str:
        """The content policy of an answer.

        Args:
            path: of the request; components are framed pages of their own.
            host: as the request names it; not every browser counts websockets to 'self'.
        """
        sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
        directives = self.frame if "/component/" in path else self.page
        directives = directives | {"connect-src": f"'self'{sockets}"}
        return "; ".join(f"{name} {value}" for name, value in directives.items())


_HOST = re.compile(
    r"[a-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9a-f:]{2,45}\](:[0-9]{1,5})?", re.ASCII | re.I
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


@lru_cache(maxsize=1)
def inline_script_hashes() -> tuple[str, ...]:
    """What the content policy calls the scripts in Streamlit's own page, whatever its version."""
    package = importlib.util.find_spec("streamlit")
    if package is None or package.origin is None:
        return ()
    page = Path(package.origin).parent / "static" / "index.html"
    scripts = _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


class ClosedAddresses:
    """Refuses what Streamlit answers besides and nothing here asks for.

    Its counters name caches and count visitors, and each answer weighs everything that is kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that there is nothing."""
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith(CLOSED):
            answer = refusal(404, "There is nothing at this address.")
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)


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
