"""Names for the base map: ``map/labels?z=&w=&s=&e=&n=``, the most prominent first.

A country whose middle lies outside the view would go unnamed however much of it is seen. It is
named among its towns in the view instead: between them is inside the country, near enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.routes.answers import refusal, squeezed
from dashboard.routes.map_view import MapView, map_view
from geodata.coordinates import BoundingBox, LatLon, bounding_box, distance_km, wrapped_longitude
from geodata.errors import GazetteerError
from geodata.model import Place, PlaceKind

MOST_LABELS = 160  # a screen has room for about sixty; the rest loses its place to others
MOST_ASKED = 400  # of all kinds, to have that many of the kinds that are named
LAST_COUNTRY_ZOOM = 8.5  # from here a country is larger than any screen
NAMED_KINDS = frozenset({
    PlaceKind.COUNTRY, PlaceKind.WATER, PlaceKind.MOUNTAINS, PlaceKind.ISLAND, PlaceKind.AREA,
    PlaceKind.SETTLEMENT,
})  # fmt: skip
AN_HOUR = {"Cache-Control": "private, max-age=3600"}

LEAST_TOWNS = 3  # that say where a country lies in the view

Labels: TypeAlias = Callable[[BoundingBox, float, int], Sequence[Place]]


def map_labels_route(labels: Labels) -> Route:
    """The route, for a function that gives the places worth naming in a box at a zoom."""

    def answer(request: Request) -> Response:
        try:
            view = map_view(request.query_params)
        except ValueError as error:
            return refusal(400, str(error))
        try:
            places = _places(labels, view)
        except GazetteerError as error:
            return refusal(503, str(error))
        countries = countries_by_towns(places) if view.zoom < LAST_COUNTRY_ZOOM else []
        return squeezed(request, [*countries, *map(_label, places)], AN_HOUR)

    return Route("/map/labels", answer, methods=["GET"], name="map labels")


def _places(labels: Labels, view: MapView) -> list[Place]:
    """What to name in the view, and waters around it, which may reach into it."""
    inside = [
        place for place in labels(view.box, view.zoom, MOST_ASKED) if place.kind in NAMED_KINDS
    ]
    around = labels(_doubled(view.box), view.zoom, MOST_ASKED)
    waters = [place for place in around if place.kind is PlaceKind.WATER]
    return list(dict.fromkeys([*inside[:MOST_LABELS], *waters]))


def _doubled(box: BoundingBox) -> BoundingBox:
    """The box with half its size added on every side."""
    up, out = (box.north - box.south) / 2, box.width_degrees / 2
    south, north = max(-90.0, box.south - up), min(90.0, box.north + up)
    if box.width_degrees + 2 * out >= 360.0:
        return BoundingBox(south, -180.0, north, 180.0)
    return BoundingBox(
        south, wrapped_longitude(box.west - out), north, wrapped_longitude(box.east + out)
    )


def countries_by_towns(places: Sequence[Place]) -> list[dict[str, Any]]:
    """Labels for countries that have towns in the view but not their middle."""
    middles = {place.country_code for place in places if place.kind is PlaceKind.COUNTRY}
    towns: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.kind is PlaceKind.SETTLEMENT and place.country_code not in middles:
            towns[place.country_code].append(place)
    labels = []
    for among in towns.values():
        box = bounding_box(place.position for place in among)
        if len(among) < LEAST_TOWNS or not among[0].country or box is None:
            continue
        middle = _middle_town(among, box.centre)
        labels.append(
            {
                "name": among[0].country,
                "kind": PlaceKind.COUNTRY,
                "lat": round(middle.lat, 4),
                "lon": round(middle.lon, 4),
                "population": 0,
                "radius_km": 0.0,
            }
        )
    return labels


def _middle_town(towns: Sequence[Place], centre: LatLon) -> LatLon:
    """Between the two towns nearest to the middle of all: surely inside, and off both dots."""
    nearest = sorted(towns, key=lambda town: distance_km(town.position, centre))[:2]
    box = bounding_box(town.position for town in nearest)
    return centre if box is None else box.centre


def _label(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": place.kind,
        "lat": round(place.position.lat, 4),
        "lon": round(place.position.lon, 4),
        "population": place.population,
        "radius_km": round(place.radius_km, 1),
    }
