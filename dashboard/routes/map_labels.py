"""Names for the base map: ``map/labels?z=&w=&s=&e=&n=``, the most prominent first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.routes.answers import refusal
from dashboard.routes.map_view import map_view
from geodata.coordinates import BoundingBox
from geodata.model import Place

MOST_LABELS = 160  # a screen has room for about sixty; the rest loses its place to others
AN_HOUR = {"Cache-Control": "private, max-age=3600"}

Labels: TypeAlias = Callable[[BoundingBox, float, int], Sequence[Place]]


def map_labels_route(labels: Labels) -> Route:
    """The route, for a function that gives the places worth naming in a box at a zoom."""

    def answer(request: Request) -> Response:
        try:
            view = map_view(request.query_params)
        except ValueError as error:
            return refusal(400, str(error))
        places = labels(view.box, view.zoom, MOST_LABELS)
        return JSONResponse([_label(place) for place in places], headers=AN_HOUR)

    return Route("/map/labels", answer, methods=["GET"], name="map labels")


def _label(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": place.kind,
        "lat": round(place.position.lat, 4),
        "lon": round(place.position.lon, 4),
        "population": place.population,
        "radius_km": round(place.radius_km, 1),
    }
