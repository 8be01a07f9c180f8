"""What is published, for other programs: ``feeds/events.geojson``, ``feeds/corrections.atom`` ...

Only what everybody may see goes in, so any page of any origin may read it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard.routes.answers import NEVER_KEPT, refusal
from geodata.errors import GeodataError


@dataclass(frozen=True, slots=True)
class Feed:
    """A file made of published events.

    Attributes:
        media_type: as a server names it.
        chunks: the text of the file, piece by piece.
    """

    media_type: str
    chunks: Callable[[], Iterator[str]]


def feeds_route(
    feeds: Mapping[str, Feed], revision: Callable[[], int], name: str = "events"
) -> Route:
    """The route, for feeds by the ending of their name and the revision of the collection.

    Whoever asks again with the ETag gets 304 until something was written.
    """

    def answer(request: Request) -> Response:
        ending = request.path_params["ending"]
        feed = feeds.get(ending)
        if feed is None:
            return refusal(404, f"There is no such feed; there are: {', '.join(sorted(feeds))}.")
        try:
            tag = f'W/"{revision()}-{ending}"'
            headers = {"ETag": tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
            if tag in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=headers)
            chunks = feed.chunks()
            first = next(chunks, "")  # what fails, fails here, before the answer has begun
        except GeodataError as error:
            return refusal(503, str(error))
        text = itertools.chain([first], chunks)
        content = (piece.encode("utf-8", "replace") for piece in text)
        media_type = f"{feed.media_type}; charset=utf-8"
        return StreamingResponse(content, media_type=media_type, headers=headers)

    return Route(f"/feeds/{name}.{{ending}}", answer, methods=["GET"], name=f"feeds-{name}")


def health_route(facts: Callable[[], Mapping[str, object]]) -> Route:
    """``health``: 200 with facts while the collection can be read, 503 with the reason otherwise.

    Streamlit's own ``_stcore/health`` says only that the server runs.
    """

    def answer(request: Request) -> Response:
        try:
            return JSONResponse({"status": "ok", **facts()}, headers=NEVER_KEPT)
        except GeodataError as error:
            return refusal(503, str(error))

    return Route("/health", answer, methods=["GET"], name="health")
