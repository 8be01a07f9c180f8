"""A collection of a test's own, with events made by hand, and the screens on top of it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, demo, rights
from geodata.model import Reading, Status

MAIN = Path(__file__).parents[2] / "dashboard" / "main.py"


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """The module of hand-made values beside this file."""
    name = "gazette_hand_made"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            name, Path(__file__).with_name("hand_made.py")
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture
def summer(made: ModuleType) -> Reading:
    """Five events: two in Ganja, one in Baku, one in a province, one without place and date."""
    reading: Reading = made.summer_reading()
    return reading


def publish() -> None:
    """Show readers all that was accepted."""
    book = collection.store().editions
    if book.waiting():
        against = book.standing().against
        if against:
            book.sign_off(against, "a test", by="test")
        book.publish(by="test")


@pytest.fixture
def no_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new store stays empty."""
    monkeypatch.setattr(demo, "seed_reports", lambda *_: iter(()))


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor sits at this machine."""
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(True, rights.HERE))


@pytest.fixture
def stored(data_folder: Path, no_demo: None, summer: Reading) -> Iterator[Reading]:
    """The hand-made events, in a store of the test's own."""
    collection.close()
    collection.store().add_reading(summer, status=Status.ACCEPTED, by="test")
    publish()
    yield summer
    collection.close()


@pytest.fixture
def open_map(stored: Reading) -> Callable[..., AppTest]:
    """Opens the map screen with an address."""

    def opened(**parameters: str | list[str]) -> AppTest:
        page = AppTest.from_file(str(MAIN), default_timeout=30)
        for name, value in parameters.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception, page.exception[0].value
        return page

    return opened


@pytest.fixture
def open_screen() -> Callable[[str], AppTest]:
    """Opens one of the other screens by its module's name."""

    def script(name: str) -> None:
        from importlib import import_module

        import_module(f"dashboard.screens.{name}").show()

    def opened(name: str) -> AppTest:
        page = AppTest.from_function(script, default_timeout=30, args=(name,)).run()
        assert not page.exception, page.exception[0].value
        return page

    return opened
