from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from dashboard.routes.feeds import Feed, feeds_route, health_route
from geodata.errors import StoreDamagedError
from tests.dashboard.routes.running import run_apart


class Collection:
    """A collection that can grow and break."""

    def __init__(self) -> None:
        self.revision = 1
        self.is_damaged = False

    def chunks(self) -> Iterator[str]:
        if self.is_damaged:
            raise StoreDamagedError("The file is not a sound database.")
        yield '{"events": ['
        yield '"Gəncə \ud800"'
        yield "]}"

    def facts(self) -> dict[str, object]:
        next(self.chunks())
        return {"revision": self.revision}


@pytest.fixture
def collection() -> Collection:
    return Collection()


def get(collection: Collection, path: str, **headers: str) -> httpx.Response:
    feeds = {"geojson": Feed("application/geo+json", collection.chunks)}
    app = Starlette(
        routes=[
            feeds_route(feeds, lambda: collection.revision),
            health_route(collection.facts),
        ]
    )

    async def asking() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get(path, headers=headers)

    return run_apart(asking())


def test_a_feed_is_read_by_any_page_in_its_own_type(collection: Collection) -> None:
    answer = get(collection, "/feeds/events.geojson")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/geo+json; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    body: Any = answer.json()
    assert body == {"events": ["Gəncə ?"]}


def test_a_feed_is_sent_again_only_after_a_write(collection: Collection) -> None:
    tag = get(collection, "/feeds/events.geojson").headers["etag"]
    same = get(collection, "/feeds/events.geojson", **{"if-none-match": tag})
    assert (same.status_code, same.content) == (304, b"")
    collection.revision += 1
    assert get(collection, "/feeds/events.geojson", **{"if-none-match": tag}).status_code == 200


def test_an_unknown_feed_names_those_there_are(collection: Collection) -> None:
    answer = get(collection, "/feeds/events.exe")
    assert answer.status_code == 404
    assert answer.json()["error"].endswith("there are: geojson.")


def test_a_collection_that_cannot_be_read_says_so_in_a_sentence(collection: Collection) -> None:
    assert get(collection, "/health").json() == {"status": "ok", "revision": 1}
    collection.is_damaged = True
    for path in ("/feeds/events.geojson", "/health"):
        answer = get(collection, path)
        assert answer.status_code == 503
        assert answer.json() == {"error": "The file is not a sound database."}
