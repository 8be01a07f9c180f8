"""The base map: ``basemap/VERSION/BAND/COLUMN_ROW.bin`` and ``.../relief/COLUMN_ROW.webp``."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

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


def map_cells_route(cells: CellStore) -> Mount:
    """The routes of the base map, for a store of cells."""
    return Mount("/basemap/{version}", routes=[_relief(cells), _cells(cells)], name="base map")


def _cells(cells: CellStore) -> Route:
    """Land, coasts, borders and rivers."""

    def answer(request: Request) -> Response:
        where = request.path_params
        band = band_named(where["band"])
        if band is None:
            return refusal(404, "The base map has no such band.")
        try:
            packed = cells.cell(band, where["column"], where["row"])
        except IndexError as error:
            return refusal(404, str(error))
        headers = {"Content-Encoding": "gzip", **_keeping(where["version"])}
        return Response(packed, media_type="application/octet-stream", headers=headers)

    return Route("/{band}/{column:int}_{row:int}.bin", answer, methods=["GET"])


def _relief(cells: CellStore) -> Route:
    """Shaded relief."""

    def answer(request: Request) -> Response:
        where = request.path_params
        try:
            picture = cells.relief(where["column"], where["row"])
        except IndexError as error:
            return refusal(404, str(error))
        return Response(picture, media_type="image/webp", headers=_keeping(where["version"]))

    return Route("/relief/{column:int}_{row:int}.webp", answer, methods=["GET"])


def _keeping(version: str) -> dict[str, str]:
    """What lies under the current version never changes."""
    return KEPT_FOREVER if version == basemap_version() else ASK_AGAIN
