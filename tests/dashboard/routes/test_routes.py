from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.routes.assets import assets_address, assets_route, early_files, fonts_route
from dashboard.routes.basemap.packing import unpacked
from dashboard.routes.basemap.store import CellStore
from dashboard.routes.early import EarlyFiles
from dashboard.routes.map_cells import basemap_address, basemap_bands, map_cells_route
from dashboard.routes.map_details import map_details_route
from dashboard.routes.map_events import map_events_route
from dashboard.routes.map_labels import countries_by_towns, map_labels_route
from dashboard.routes.middleware import (
    ClosedAddresses,
    SecurityHeaders,
    UploadGate,
    inline_script_hashes,
)
from dashboard.routes.table import with_base_path
from geodata.browse import FamilyShare, Marker, Shape
from geodata.coordinates import BoundingBox, LatLon
from geodata.errors import GazetteerError
from geodata.model import EventKind, Family, Modality, Place, PlaceKind, Precision
from tests.dashboard.routes.running import run_apart

VIEW = {"z": "6", "w": "40", "s": "38", "e": "52", "n": "44"}


def marker(label: str = "Ganja — 1 event") -> Marker:
    return Marker(
        id="sabc",
        lat=40.6828,
        lon=46.3606,
        count=1,
        families=(FamilyShare(Family.STRIKES, soft=True, count=1),),
        shape=Shape.DISC,
        precision=Precision.SETTLEMENT,
        radius_km=7.891,
        name="Ganja",
        label=label,
        place_count=1,
        place_ids=("gn:586523",),
        event_ids=("e1",),
        box=BoundingBox(40.6, 46.3, 40.7, 46.4),
        modality=Modality.CLAIMED,
        kind=EventKind.STRIKE,
    )


def place(name: str, kind: PlaceKind, lat: float, lon: float, code: str, country: str) -> Place:
    return Place(
        f"x:{name}", name, kind, code, country, "", "", LatLon(lat, lon), 5.0, 1000
    )  # fmt: skip


class OneMarker:
    def __init__(self, label: str) -> None:
        self.label = label
        self.asked: list[tuple[BoundingBox, float]] = []

    def markers(self, box: BoundingBox, zoom: float) -> list[Marker]:
        self.asked.append((box, zoom))
        return [marker(self.label)]


SELECTION = OneMarker("<img src=x onerror=alert(1)> {{7*191}}")


DRAWN: list[str] = []


def labels(box: BoundingBox, zoom: float, limit: int) -> Sequence[Place]:
    if zoom > 12:
        raise GazetteerError("The gazetteer cannot be opened.")
    return [place("Baku", PlaceKind.SETTLEMENT, 40.38, 49.89, "AZ", "Azerbaijan")]


class Client:
    """Asks an ASGI application without a server."""

    def __init__(self, app: Starlette) -> None:
        self.app = app

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.request(method, path, **options)

        return run_apart(asking())


async def takes_everything(request: Request) -> Response:
    return PlainTextResponse("taken")


async def a_page(request: Request) -> Response:
    return HTMLResponse("<!doctype html>")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    own = [
        assets_route(),
        fonts_route(),
        map_cells_route(CellStore(tmp_path_factory.mktemp("cells"))),
        map_events_route({"vknown": SELECTION}.get, DRAWN.append),
        map_details_route(
            lambda token, event: {("vknown", "e1"): "<b>Ganja</b>"}.get((token, event))
        ),
        map_labels_route(labels),
        Route("/", a_page, methods=["GET"]),
        Route("/component/{rest:path}", takes_everything, methods=["GET"]),
        Route("/_stcore/metrics", takes_everything, methods=["GET"]),
        Route("/_stcore/upload_file/{rest:path}", takes_everything, methods=["PUT", "GET"]),
    ]
    app = Starlette(
        routes=with_base_path(own, "maps"),
        middleware=[
            Middleware(SecurityHeaders, frame_ancestors="*"),
            Middleware(ClosedAddresses),
            Middleware(EarlyFiles, files=early_files),
            Middleware(UploadGate, may_send=lambda *_: False),
        ],
    )
    return Client(app)


def test_details_come_for_an_event_of_a_known_view_and_are_kept_by_nobody(client: Client) -> None:
    found = client.get("/map/details", params={"view": "vknown", "id": "e1"})
    assert found.json() == {"html": "<b>Ganja</b>"}
    assert found.headers["cache-control"] == "no-store"
    for asked in ({"view": "vother", "id": "e1"}, {"view": "vknown", "id": "e" * 41}, {}):
        refused = client.get("/map/details", params=asked)
        assert refused.status_code == 404
        assert refused.json() == {"error": "This view shows no such event."}


@pytest.mark.parametrize(
    "days",
    [
        {"from": "2020-07-12"},
        {"to": "2020-07-12"},
        {"from": "soon", "to": "2020-07-12"},
        {"from": "2020-07-13", "to": "2020-07-12"},
    ],
)
def test_days_that_are_none_are_refused_with_a_sentence(
    client: Client, days: dict[str, str]
) -> None:
    answer = client.get("/map/events", params={**VIEW, "view": "vknown", **days})
    assert answer.status_code == 400
    assert "from" in answer.text


def test_events_come_as_geojson_with_the_label_as_it_is(client: Client) -> None:
    answer = client.get("/map/events", params={**VIEW, "view": "vknown"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "sabc",
                "geometry": {"type": "Point", "coordinates": [46.3606, 40.6828]},
                "properties": {
                    "count": 1,
                    "families": [["Strikes", 1, True]],
                    "shape": "disc",
                    "precision": "settlement",
                    "radius_km": 7.89,
                    "name": "Ganja",
                    "label": "<img src=x onerror=alert(1)> {{7*191}}",
                    "places": ["gn:586523"],
                    "ids": ["e1"],
                    "modality": "claimed",
                },
            }
        ],
    }


def test_a_view_across_the_antimeridian_asks_for_a_box_across_it(client: Client) -> None:
    client.get("/map/events", params={**VIEW, "w": "170", "e": "200.5", "view": "vknown"})
    assert SELECTION.asked[-1] == (BoundingBox(38.0, 170.0, 44.0, -159.5), 6.0)


def test_a_view_wider_than_the_world_asks_for_the_world(client: Client) -> None:
    client.get("/map/events", params={**VIEW, "w": "-300", "e": "300", "view": "vknown"})
    assert SELECTION.asked[-1][0] == BoundingBox(38.0, -180.0, 44.0, 180.0)


def test_a_forgotten_view_is_gone_and_not_an_empty_map(client: Client) -> None:
    answer = client.get("/map/events", params={**VIEW, "view": "vother"})
    assert answer.status_code == 410
    assert "no longer known" in answer.json()["error"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("z", "deep"), ("z", "23"), ("z", "-1"), ("w", "nan"), ("e", "inf"), ("n", "91"),
        ("s", "1e400"), ("s", ""), ("n", "\ud83d"), ("w", "5" * 5000),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/map/events", "/map/labels"])
def test_a_bad_parameter_is_refused_by_name(
    client: Client, path: str, name: str, value: str
) -> None:
    text = value.encode("utf-8", "replace").decode()
    answer = client.get(path, params={**VIEW, name: text, "view": "vknown"})
    assert answer.status_code == 400
    assert f"parameter {name} " in answer.json()["error"]


def test_a_missing_parameter_and_a_box_turned_over_are_refused(client: Client) -> None:
    assert client.get("/map/events").json() == {"error": "The parameter z is missing."}
    answer = client.get("/map/events", params={**VIEW, "s": "50"})
    assert (answer.status_code, "turned over" in answer.json()["error"]) == (400, True)


def test_labels_name_places_and_say_when_the_gazetteer_is_gone(client: Client) -> None:
    assert client.get("/map/labels", params=VIEW).json()[0]["name"] == "Baku"
    answer = client.get("/map/labels", params={**VIEW, "z": "13"})
    assert (answer.status_code, answer.json()) == (
        503,
        {"error": "The gazetteer cannot be opened."},
    )


def test_a_country_without_its_middle_in_the_view_is_named_among_its_towns() -> None:
    towns = [place(str(lon), PlaceKind.SETTLEMENT, 38.0, lon, "IR", "Iran") for lon in (46, 47, 49)]
    (label,) = countries_by_towns(towns)
    assert (label["name"], label["kind"], label["lat"]) == ("Iran", "country", 38.0)
    assert 46 < label["lon"] < 49
    middle = place("Iran", PlaceKind.COUNTRY, 32.0, 53.0, "IR", "Iran")
    assert countries_by_towns([*towns, middle]) == []
    assert countries_by_towns(towns[:2]) == []


def test_base_map_cells_are_compressed_and_kept_for_good(client: Client) -> None:
    answer = client.get(f"/{basemap_address()}/world/0_0.bin")
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert unpacked(answer.content).land


def test_another_version_of_the_base_map_is_not_kept(client: Client) -> None:
    assert client.get("/basemap/0-old/world/0_0.bin").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["world/9_0.bin", "moon/0_0.bin", "relief/99_0.webp", "region/-1_0.bin", "world/a_b.bin"],
)
def test_a_cell_that_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.get(f"/{basemap_address()}/{path}").status_code == 404


def test_the_script_knows_every_band() -> None:
    assert [band["name"] for band in basemap_bands()] == ["world", "region", "country", "town"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("leaflet/leaflet.js", "text/javascript"),
        ("leaflet/images/layers.png", "image/png"),
        ("map/main.js", "text/javascript"),
        ("map/map.css", "text/css"),
    ],
)
def test_files_come_from_this_machine_with_their_type(client: Client, path: str, kind: str) -> None:
    answer = client.get(f"/{assets_address()}/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(f"/assets/old/{path}").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "map/none.js", "map", "", "%2e%2e/app.py", "leaflet/../__init__.py",
        "..%2f..%2fpyproject.toml", "map/%00.js", "/etc/passwd",
    ],
)  # fmt: skip
def test_nothing_outside_the_two_folders_is_served(client: Client, path: str) -> None:
    assert client.get(f"/{assets_address()}/{path}").status_code == 404


@pytest.mark.parametrize("name", ["a" * 300 + ".js", "a" * 5000 + ".js", "a/" * 2000 + "b.css"])
def test_a_name_longer_than_any_file_system_takes_is_no_file(client: Client, name: str) -> None:
    assert client.get(f"/{assets_address()}/map/{name}").status_code == 404


def test_fonts_lead_to_the_file_that_the_page_has_loaded(client: Client) -> None:
    answer = client.get("/maps/fonts/sans.woff2")
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("../static/media/SourceSans")
    assert client.get("/fonts/none.woff2").status_code == 404


def test_everything_answers_below_the_base_path_too(client: Client) -> None:
    for path in (f"{basemap_address()}/world/0_0.bin", f"{assets_address()}/map/boot.js"):
        assert client.get(f"/maps/{path}").status_code == 200
        kept = client.get(f"/maps/{path}").headers["cache-control"]
        assert "immutable" in kept


def test_every_answer_carries_the_security_headers(client: Client) -> None:
    headers = client.get("/map/events").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    policy = directives(headers["content-security-policy"])
    assert policy["frame-ancestors"] == "*"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["connect-src"] == "'self' ws://here wss://here"
    assert policy["object-src"] == policy["base-uri"] == policy["script-src-attr"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert all(one in policy["script-src"] for one in inline_script_hashes())
    assert "http" not in headers["content-security-policy"]


def directives(policy: str) -> dict[str, str]:
    parts = (part.split(" ", 1) for part in policy.split("; "))
    return dict(tuple(part) for part in parts)


@pytest.mark.parametrize(
    "host", ["", "a;script-src *", "x y", "evil'", "a:99999999", "[::1", "ä.example"]
)
def test_a_host_that_is_none_adds_nothing_to_the_policy(host: str) -> None:
    policy = SecurityHeaders(None).policy("/", host)  # type: ignore[arg-type]
    assert directives(policy)["connect-src"] == "'self'"


def test_the_frame_of_the_map_may_run_its_own_scripts_and_no_attribute() -> None:
    policy = directives(SecurityHeaders(None).policy("/component/x/index.html", "a:1"))  # type: ignore[arg-type]
    assert policy["script-src-attr"] == "'none'"
    assert policy["script-src"] == "'self' 'unsafe-inline' 'unsafe-eval'"


def test_the_only_inline_script_that_may_run_is_streamlits_own() -> None:
    assert len(inline_script_hashes()) == 1


def test_a_map_tells_when_it_has_drawn_and_only_for_a_view_that_is_known(client: Client) -> None:
    DRAWN.clear()
    client.get("/map/events", params={**VIEW, "view": "vknown"})
    assert DRAWN == []
    client.get("/map/events", params={**VIEW, "view": "forged", "drawn": "1"})
    assert DRAWN == []
    client.get("/map/events", params={**VIEW, "view": "vknown", "drawn": "1"})
    assert DRAWN == ["vknown"]


def test_the_page_names_every_file_of_its_map_and_each_is_there(client: Client) -> None:
    link = client.get("/").headers["link"]
    files = [part.partition(">")[0].lstrip(" <") for part in link.split(",")]
    assert all(part.endswith("rel=prefetch") for part in link.split(","))
    assert any(name.startswith("component/streamlit_folium.st_folium/") for name in files)
    own = [name for name in files if name.startswith("assets/")]
    assert {name.rpartition("/")[2] for name in own} >= {"leaflet.js", "boot.js", "all.js"}
    for name in own:
        answer = client.get(f"/{name}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/component/x.y/static/js/main.521860b0.js", True),
        ("/component/x.y/index.html", False),
        ("/component/x.y/static/js/main.js", False),
    ],
)
def test_only_component_files_named_by_their_content_are_kept(
    client: Client, path: str, is_kept: bool
) -> None:
    answer = client.get(path)
    assert ("immutable" in answer.headers.get("cache-control", "")) is is_kept
    assert "link" not in answer.headers


@pytest.mark.parametrize("base", ["", "/maps"])
def test_uploads_are_refused_while_read_only(client: Client, base: str) -> None:
    path = f"{base}/_stcore/upload_file/session/file"
    assert client.ask("PUT", path, content=b"x").status_code == 403
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/maps/_stcore/metrics", "/_stcore/metrics/", "/_stcore/%6detrics"]
)
def test_the_counters_of_the_server_are_told_to_nobody(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing at this address."}


def test_the_fingerprint_of_the_files_is_part_of_every_address() -> None:
    address = assets_address()
    assert address == assets_address()
    assert len(Path(address).name) == 12
