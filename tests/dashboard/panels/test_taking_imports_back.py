"""Imported tables on the page Sources: an owner takes one back, and the bin brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, rights
from geodata.importing import import_events
from geodata.model import Status

ROWS = "title,date,lat,lon\nA march,2024-05-01,40.68,46.36\nA fire,2024-05-02,40.37,49.89\n"
SCREEN = "from dashboard.screens import sources_screen\nsources_screen.show()\n"


@pytest.fixture
def two_imports(data_folder: Path, no_demo: None, tmp_path: Path) -> Iterator[list[str]]:
    """Their names, the latest first; two events each."""
    collection.close()
    for name in ("first.csv", "second.csv"):
        file = tmp_path / name
        file.write_text(ROWS.replace("2024", "2023" if name == "first.csv" else "2024"))
        import_events(file, collection.store())
    yield [one.name for one in collection.store().imports.all()]
    collection.close()


def shown(monkeypatch: pytest.MonkeyPatch, *, is_owner: bool) -> AppTest:
    visitor = rights.Visitor(True, "ann", is_owner=is_owner)
    monkeypatch.setattr(rights, "current", lambda: visitor)
    page = AppTest.from_string(SCREEN, default_timeout=40).run()
    assert not page.exception
    return page


def rejected() -> int:
    return sum(one.status is Status.REJECTED for one in collection.store().events())


def keys(page: AppTest) -> list[str]:
    return [str(one.key) for one in page.button]


def test_the_import_that_was_chosen_together_with_the_click_is_taken_back_and_comes_back(
    two_imports: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(monkeypatch, is_owner=True)
    page.selectbox(key="imports-chosen").select_index(1)
    page.button(key="imports-take-back").click().run()
    assert rejected() == 2
    (gone,) = collection.store().imports.taken_back()
    assert gone.name == two_imports[1]
    page.button(key=f"bin-import-{gone.id}").click().run()
    assert rejected() == 0


def test_an_editor_who_is_no_owner_is_offered_neither(
    two_imports: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = collection.store()
    store.imports.take_back(store.imports.all()[0].id, by="olga")
    page = shown(monkeypatch, is_owner=False)
    assert not [key for key in keys(page) if key.startswith(("imports-take", "bin-import-"))]
    assert not [one for one in page.expander if one.label.startswith("Bin")]
    assert [one for one in page.expander if one.label.startswith("Imported tables")]
