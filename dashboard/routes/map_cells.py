"""Cells of the base map: ``basemap/VERSION/BAND/COLUMN_ROW.json``."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.routes.answers import ASK_AGAIN, KEPT_FOREVER, refusal
from dashboard.routes.basemap.bands import BANDS, band_named, basemap_version
from dashboard.routes.basemap.store import CellStore


def basemap_address() -> str:
    """Where the cells lie, relative to the root of the dashboard."""
    return f"basemap/{basemap_version()}"


def basemap_bands() -> list[dict[str, object]]:
    """What the script in the browser must know of the bands."""
    return [
        {
            "name": band.name,
            "from_zoom": band.from_zoom,
            "cell_degrees": band.cell_degrees,
            "river_km": [list(step) for step in band.river_km],
        }
        for band in BANDS
    ]


def map_cells_route(cells: CellStore) -> Route:
    """The route, for a store of cells."""

    def answer(request: Request) -> Response:
        where = request.path_params
        band = band_named(where["band"])
        if band is None:
            return refusal(404, "The base map has no such band.")
        try:
            packed = cells.cell(band, where["column"], where["row"])
        except IndexError as error:
            return refusal(404, str(error))
        keep = KEPT_FOREVER if where["version"] == basemap_version() else ASK_AGAIN
        return Response(
            packed,
            media_type="application/json",
            headers={"Content-Encoding": "gzip", **keep},
        )

    return Route(
        "/basemap/{version}/{band}/{column:int}_{row:int}.json",
        answer,
        methods=["GET"],
        name="base map",
    )
