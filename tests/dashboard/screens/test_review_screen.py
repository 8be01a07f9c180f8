"""The screens of the desk, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, desk, rights
from dashboard.services.rights import Visitor
from geodata.correcting import Change, Support
from geodata.model import Reading, Status
from tests.dashboard.conftest import MAIN

REVIEW = "dashboard.screens.review_screen"


@pytest.fixture
def waiting(data_folder: object, no_demo: None, summer: Reading) -> Iterator[Reading]:
    collection.close()
    collection.store().add_reading(summer, status=Status.UNREVIEWED, by="command line")
    yield summer
    collection.close()


def shown(screen: str) -> AppTest:
    page = AppTest.from_string(
        f"from dashboard.screens import {screen}\n{screen}.show()\n", default_timeout=40
    )
    page.run()
    assert not page.exception, page.exception[0].value
    return page


def button(page: AppTest, key: str) -> object:
    return next(one for one in page.button if one.key == key)


def test_a_reader_is_told_why_there_is_nothing_to_review(
    waiting: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: Visitor(False, "", "Read only."))
    page = shown("review_screen")
    assert [one.value for one in page.info] == ["Read only."]
    assert not page.button


def test_accept_shows_the_next_card_and_undo_the_one_before(waiting: Reading, editor: None) -> None:
    store = collection.store()
    first = store.review.page(1)[0].id
    page = shown("review_screen")
    button(page, "accept").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.ACCEPTED
    assert store.review.count() == len(waiting.events) - 1
    button(page, "undo").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.UNREVIEWED
    assert not page.exception


def test_the_second_editor_sees_what_the_first_one_did_and_chooses(
    waiting: Reading, editor: None
) -> None:
    store = collection.store()
    first = store.review.page(1)[0].id
    page = shown("review_screen")
    store.edit(first, Change(title="By Ada"), Support(reason="so it was"), by="Ada")
    button(page, "reject").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.UNREVIEWED
    assert "Ada changed this event" in page.warning[0].value.replace("&#32;", " ")
    button(page, "do-mine").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.REJECTED
    assert store.event(first).title == "By Ada"


def test_readers_see_corrections_without_names(stored: Reading, editor: None) -> None:
    event = stored.events[0]
    change = Change(title="After <b>&\x01")
    collection.store().edit(event.id, change, Support(reason="a slip"), by="ann@example.org")
    page = shown("corrections_screen")
    assert not page.exception
    for text in ("".join(desk.atom()), "".join(desk.json_feed())):
        assert "a slip" in text and "ann@" not in text and "\x01" not in text
    assert "After &lt;b&gt;&amp;" in "".join(desk.atom())


def test_the_details_of_an_event_can_be_edited_by_editors(
    stored: Reading, editor: None, open_map: Callable[..., AppTest]
) -> None:
    page = open_map(event=stored.events[0].id)
    assert any(one.label == "Save the change" for one in page.button)
    assert MAIN.exists()
