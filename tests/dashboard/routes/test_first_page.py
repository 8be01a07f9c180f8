from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.routes import first_page
from dashboard.routes.assets import OWN_FOLDER, assets_address, assets_route
from dashboard.routes.first_page import first_map_route, page_route
from dashboard.routes.middleware import SecurityHeaders
from dashboard.routes.packing import packed
from tests.dashboard.routes.running import run_apart


def asked(method: str, path: str, **options: Any) -> httpx.Response:
    """What a server with an early map answers; it has one for the address ``?q=known``."""

    def first_map(
        search: str, headers: Mapping[str, str], cookies: Sequence[str]
    ) -> Mapping[str, Any] | None:
        if search != "?q=known":
            return None
        return {"origin": headers.get("origin"), "cookies": list(cookies)}

    app = Starlette(
        routes=[page_route("white", "black"), first_map_route(first_map), assets_route()],
        middleware=[Middleware(SecurityHeaders)],
    )

    async def asking() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://a:1") as client:
            return await client.request(method, path, **options)

    return run_apart(asking())


def test_the_page_holds_streamlits_scripts_until_the_early_map_lets_them_go() -> None:
    page = asked("GET", "/").text
    before, _, after = page.partition('<template id="streamlit-scripts">')
    held, _, rest = after.partition("</template>")
    assert "static/js/index." in held
    assert "modulepreload" in held
    assert "static/js" not in before + rest
    assert '<div id="root"></div>' in rest


def test_the_early_script_and_what_starts_streamlit_without_it_may_run() -> None:
    answer = asked("GET", "/")
    assert f'data-assets="{assets_address()}"' in answer.text
    assert first_page.early_script() in answer.text
    assert first_page.early_script_hash() in answer.headers["content-security-policy"]
    assert asked("GET", f"/{assets_address()}/page/release.js").status_code == 200


def test_the_early_script_ends_no_script_element_of_the_page() -> None:
    assert "</script" not in first_page.early_script()


def test_a_page_of_another_shape_is_passed_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    other = "<html><body class='new'><script src='all.js'></script></body></html>"
    monkeypatch.setattr(first_page, "_shell", lambda: other)
    first_page.page.cache_clear()
    assert asked("GET", "/").text == other
    first_page.page.cache_clear()


def test_the_first_map_is_told_who_asks_and_from_which_page() -> None:
    answer = asked(
        "POST", "/map/first", json={"search": "?q=known"},
        headers={"Origin": "http://a:1", "Cookie": "one=1; two=2"},
    )  # fmt: skip
    assert answer.json() == {"origin": "http://a:1", "cookies": ["one", "two"]}
    assert answer.headers["cache-control"] == "no-store"


def test_where_the_map_comes_with_the_page_there_is_no_content() -> None:
    assert asked("POST", "/map/first", json={"search": "?event=e1"}).status_code == 204


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"search', '"search"', "1", "[" * 19_000])
def test_a_question_without_an_address_is_refused_in_a_sentence(body: str) -> None:
    answer = asked("POST", "/map/first", content=body)
    assert answer.status_code == 400
    assert "search" in answer.json()["error"]


def test_a_question_longer_than_any_address_is_refused() -> None:
    body = json.dumps({"search": "?q=" + "x" * first_page.MOST_BYTES})
    assert asked("POST", "/map/first", content=body).status_code == 400


def test_no_more_of_a_long_question_is_read_than_needed_to_refuse_it() -> None:
    sent: list[int] = []

    async def without_end() -> AsyncIterator[bytes]:
        for number in range(1_000):
            sent.append(number)
            yield b"x" * 10_000

    assert asked("POST", "/map/first", content=without_end()).status_code == 400
    assert len(sent) < 10


def test_all_modules_of_the_map_are_packed_into_one() -> None:
    script = asked("GET", f"/{assets_address()}/map/all.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    for module in (OWN_FOLDER / "map").glob("*.js"):
        if module.name != "boot.js":
            assert f"const {module.stem}$ = " in script.text, module.name
    assert script.text.rstrip().endswith("export { main$ as main, pins$ as pins };")


def test_a_module_is_packed_after_those_it_imports_and_once() -> None:
    modules = {
        "a": 'import { b } from "./b.js";\nimport { c } from "./c.js";',
        "b": 'import { c } from "./c.js";\nexport const b = c;',
        "c": "export function c() {}",
    }
    text = packed(modules, ["a"])
    order = [text.index(f"const {name}$ = ") for name in "cba"]
    assert order == sorted(order)
    assert text.count("function c()") == 1


@pytest.mark.parametrize(
    "modules",
    [
        {"a": 'import { b } from "./b.js";'},
        {"a": 'import { b } from "./b.js";', "b": 'import { a } from "./a.js";'},
        {"a": 'import b from "./b.js";', "b": ""},
        {"a": "export default function () {}"},
        {"a": 'export { b } from "./b.js";', "b": ""},
    ],
)
def test_a_module_that_cannot_be_packed_is_refused(modules: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="module"):
        packed(modules, ["a"])
