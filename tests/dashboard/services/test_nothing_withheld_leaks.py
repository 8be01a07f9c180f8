"""What is withheld for safety is in nothing that a reader can get: pages, routes, feeds, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard import app
from dashboard.services import collection, desk, exporting, rights
from dashboard.services.views import View
from geodata.model import EventFilter, Reading, Status
from geodata.publishing import SafetyRule, SafetyScope
from geodata.storage.stories import Step
from tests.dashboard.routes.running import run_apart

OpenMap = Callable[..., AppTest]
SCREENS = ("sources_screen", "about_screen", "corrections_screen", "review_screen",
           "publish_screen", "add_screen")  # fmt: skip


def withheld(stored: Reading) -> list[str]:
    """The words and numbers that would give the withheld place away."""
    place = stored.events[0].places[0]
    lat, lon = place.position.lat, place.position.lon
    numbers = [f"{value:.{digits}f}" for value in (lat, lon) for digits in (3, 4, 5)]
    return [place.name, *place.place.names, place.place.id, *numbers]


@pytest.fixture
def blurred(stored: Reading) -> list[str]:
    """The first event withheld, with a story, a correction and a signature that name its place."""
    store, event = collection.store(), stored.events[0]
    store.stories.save(
        f"Into {event.places[0].name}", [Step(event.id, f"{event.places[0].name} again")], slug=None
    )
    store.choose_place(event.id, event.places[0].start, event.places[0].place, why="it is Ganja")
    store.safety.make(SafetyRule(SafetyScope.EVENT, event.id, 30.0))
    store.audits.draw(seed=1)
    return withheld(stored)


def found(text: str, words: list[str]) -> list[str]:
    return [word for word in words if word in text]


def everything(page: AppTest) -> str:
    """All that is sent to the browser: every element of the page as it travels."""
    return "\n".join(str(node.proto) for node in page._tree if hasattr(node, "proto"))


def test_the_words_would_be_found_if_they_were_there(stored: Reading, open_map: OpenMap) -> None:
    page = open_map(event=stored.events[0].id)
    assert "Ganja" in found(everything(page), withheld(stored))


def test_no_page_of_a_reader_has_it(
    blurred: list[str], stored: Reading, open_map: OpenMap, open_screen: Callable[[str], AppTest]
) -> None:
    story = collection.shelf(for_readers=True).stories.all()[0].slug
    for address in ({}, {"event": stored.events[0].id}, {"event": stored.events[1].id},
                    {"story": story}, {"q": "landed"}, {"walk": "1"}):  # fmt: skip
        assert found(everything(open_map(**address)), blurred) == [], address
    for name in SCREENS:
        assert found(everything(open_screen(name)), blurred) == [], name


def test_no_route_has_it(blurred: list[str]) -> None:
    token = collection.views().token(View(EventFilter()))
    paths = ["/feeds/events.geojson", "/feeds/events.csv", "/feeds/corrections.atom",
             "/feeds/corrections.json", "/health"]  # fmt: skip
    maps = [f"/map/events?view={token}&z={zoom}&w=40&s=35&e=55&n=45" for zoom in range(2, 15, 3)]

    async def asked() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=Starlette(routes=app.routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return [await client.get(path) for path in [*maps, *paths]]

    answers = run_apart(asked())
    assert {answer.status_code for answer in answers} == {200}
    assert all(answer.json()["features"] for answer in answers[: len(maps)])
    for path, answer in zip([*maps, *paths], answers, strict=True):
        assert found(answer.text, blurred) == [], path


def test_no_file_and_no_list_has_it(blurred: list[str], stored: Reading) -> None:
    whole = collection.select(EventFilter(), for_readers=True)
    shelf = collection.shelf(for_readers=True)
    parts: list[Any] = [
        exporting.file_bytes(kind, whole, shelf).decode() for kind in exporting.FORMATS.values()
    ]
    parts += [whole.rows(0, 100), whole.facets(limit=100), desk.corrections()]
    assert found("\n".join(map(str, parts)), blurred) == []
    assert whole.count == len(stored.events)
    for word in ("Ganja", "Gəncə"):
        assert collection.select(EventFilter(text=word), for_readers=True).count == 0


def test_a_forged_filter_finds_no_draft_and_no_withheld_place(
    blurred: list[str], stored: Reading
) -> None:
    store = collection.store()
    place_id = stored.events[0].places[0].place.id
    asked = EventFilter(place_ids=frozenset({place_id}))
    assert store.event(stored.events[0].id).places[0].place.id == place_id
    assert collection.select(asked, for_readers=True).count == 0


def test_an_editor_who_looks_as_readers_do_sees_no_more_than_they(
    stored: Reading, open_map: OpenMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(True, rights.HERE, is_owner=True))
    collection.store().set_status([stored.events[0].id], Status.UNREVIEWED)
    assert "5 of 5 events" in everything(open_map())
    page = AppTest.from_file(str(app.__file__).replace("app.py", "main.py"), default_timeout=30)
    page.session_state[rights.AS_READERS] = True
    page.run()
    text = everything(page)
    assert "4 of 4 events" in text
    assert "As readers see it" in text
