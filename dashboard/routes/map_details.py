"""The details of an event in the moment of a click: ``map/details?view=TOKEN&id=EVENT``.

The same HTML as the page's own panel begins with, so that what a reader waits for is there before
Streamlit has drawn its page again. It carries what the token may show and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.routes.answers import NEVER_KEPT, refusal, squeezed

Details: TypeAlias = Callable[[str, str], str | None]
LONGEST_ID = 40


def map_details_route(details: Details) -> Route:
    """The route, for a function that gives the HTML by token and event, None for what is unseen."""

    def answer(request: Request) -> Response:
        token, event_id = (request.query_params.get(name, "") for name in ("view", "id"))
        found = details(token, event_id) if 0 < len(event_id) <= LONGEST_ID else None
        if found is None:
            return refusal(404, "This view shows no such event.")
        return squeezed(request, {"html": found}, NEVER_KEPT)

    return Route("/map/details", answer, methods=["GET"], name="map details")
