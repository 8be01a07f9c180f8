"""The page itself with an early map in it, and what that map needs: ``/`` and ``map/first``.

Streamlit's page is an empty shell until megabytes of its scripts have run. The map needs little
of that, so it is drawn first, by a script that is written into the shell; Streamlit's own scripts
wait a moment. A shell that does not look as expected is passed on as it is.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dashboard.routes.answers import ASK_AGAIN, NEVER_KEPT, refusal
from dashboard.routes.assets import OWN_FOLDER, assets_address

MOST_BYTES = 20_000  # of a question; an address is shorter
_SCRIPTS = re.compile(r'<script type="module".*(?=</head>)', re.DOTALL)
_BODY = "<body>"

FirstMap = Callable[[str, Mapping[str, str], Sequence[str]], Mapping[str, Any] | None]


def page_route(light: str, dark: str) -> Route:
    """The page at the root of the dashboard.

    Args:
        light: the backgrounds of page and side bar, as CSS names colours, with a space between.
        dark: the same in the dark theme.
    """

    def answer(request: Request) -> Response:
        return HTMLResponse(page(assets_address(), light, dark), headers=ASK_AGAIN)

    return Route("/", answer, methods=["GET"], name="page")


def first_map_route(first_map: FirstMap) -> Route:
    """What the early map shows: 200 with it, 204 where the map comes with the page.

    Asked by POST, for browsers name the origin of a page with every POST: the rights are those
    that Streamlit's own connection will have.
    """

    async def answer(request: Request) -> Response:
        try:
            search = json.loads(await _question(request))["search"]
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            search = None
        if not isinstance(search, str):
            return refusal(400, "The question must be JSON with the address of the page as search.")
        found = await run_in_threadpool(
            first_map, search, dict(request.headers), list(request.cookies)
        )
        if found is None:
            return Response(status_code=204, headers=NEVER_KEPT)
        return JSONResponse(found, headers=NEVER_KEPT)

    return Route("/map/first", answer, methods=["POST"], name="first map")


async def _question(request: Request) -> bytes:
    """The body; b'' as soon as it is longer than a question, whoever sends how much of it."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return b""
    return body


@lru_cache(maxsize=4)
def page(assets: str, light: str, dark: str) -> str:
    """Streamlit's page with the early map; as it is where it has another shape."""
    shell = _shell()
    held = _SCRIPTS.search(shell)
    if held is None or shell.count(_BODY) != 1:
        return shell
    shell = shell.replace(held[0], f'<template id="streamlit-scripts">{held[0]}</template>')
    told = {"assets": assets, "light": light, "dark": dark}
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in told.items())
    early = f"<script {attributes}>{early_script()}</script>"
    release = f'<script async src="{assets}/page/release.js"></script>'
    return shell.replace(_BODY, f"{_BODY}{early}{release}")


@lru_cache(maxsize=1)
def early_script() -> str:
    """The script that is written into the page."""
    return (OWN_FOLDER / "page" / "early.js").read_text(encoding="utf-8")


def early_script_hash() -> str:
    """What the content policy calls it."""
    digest = hashlib.sha256(early_script().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=1)
def _shell() -> str:
    package = importlib.util.find_spec("streamlit")
    if package is None or package.origin is None:
        raise FileNotFoundError("The package streamlit is not installed: pip install it.")
    return (Path(package.origin).parent / "static" / "index.html").read_text(encoding="utf-8")
