"""The events of a view as GeoJSON: ``map/events?view=TOKEN&z=&w=&s=&e=&n=``.

A map that has drawn its first events says so with ``drawn=1`` when it asks what lies outside.
With ``from`` and ``to``, two days, only those of the view that touch these days: while the events
are played through time every step is one small request and no page run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.routes.answers import NEVER_KEPT, refusal, squeezed
from dashboard.routes.map_view import map_view
from geodata.browse import Marker
from geodata.coordinates import BoundingBox


class HasMarkers(Protocol):
    """What the route needs of a selection."""

    def markers(self, box: BoundingBox, zoom: float) -> Sequence[Marker]:
        """Stacks and clusters of a view."""
        ...


class Shows(Protocol):
    """Knows what a token shows, None when it does not know it; days may only narrow that."""

    def __call__(
        self, token: str, first_day: date | None = None, last_day: date | None = None, /
    ) -> HasMarkers | None:
        """The events of a token, those of some days only when days are given."""
        ...


def map_events_route(selection: Shows, drawn: Callable[[str], None] = lambda _: None) -> Route:
    """The route.

    Args:
        selection: knows what a token shows.
        drawn: is told the token when a map has drawn its first events.
    """

    def answer(request: Request) -> Response:
        try:
            view = map_view(request.query_params)
            days = map_days(request.query_params)
        except ValueError as error:
            return refusal(400, str(error))
        chosen = selection(request.query_params.get("view", ""), *days)
        if chosen is None:
            return refusal(410, "This view is no longer known; the page will ask for a new one.")
        features = [marker_feature(marker) for marker in chosen.markers(view.box, view.zoom)]
        if "drawn" in request.query_params:
            drawn(request.query_params["view"])
        found = {"type": "FeatureCollection", "features": features}
        return squeezed(request, found, NEVER_KEPT)

    return Route("/map/events", answer, methods=["GET"], name="map events")


def map_days(parameters: Mapping[str, str]) -> tuple[date, ...]:
    """The two days that an address names, () when it names none.

    Raises:
        ValueError: one is missing, is no day, or they are in the wrong order.

    Example:
        >>> map_days({"from": "2020-07-12", "to": "2020-07-18"})
        (datetime.date(2020, 7, 12), datetime.date(2020, 7, 18))
        >>> map_days({})
        ()
    """
    given = [parameters.get(name) for name in ("from", "to")]
    if given == [None, None]:
        return ()
    try:
        first, last = (date.fromisoformat(str(day)[:10]) for day in given)
    except ValueError:
        raise ValueError("from and to must both be days, written as 2020-07-16.") from None
    if first > last:
        raise ValueError("from must not lie after to.")
    return first, last


def marker_feature(marker: Marker) -> dict[str, Any]:
    """A marker as a GeoJSON feature: only what the map draws, says and hands back."""
    properties: dict[str, Any] = {
        "count": marker.count,
        "families": [[share.family, share.count, share.soft] for share in marker.families],
        "shape": marker.shape,
        "precision": marker.precision,
        "radius_km": round(marker.radius_km, 2),
        "name": marker.name,
        "label": marker.label,
        "places": list(marker.place_ids),
        "ids": list(marker.event_ids),
        "modality": marker.modality,
    }
    if marker.is_cluster:
        box = marker.box
        properties["box"] = [box.west, box.south, box.east, box.north]
    return {
        "type": "Feature",
        "id": marker.id,
        "geometry": {"type": "Point", "coordinates": [round(marker.lon, 6), round(marker.lat, 6)]},
        "properties": properties,
    }
