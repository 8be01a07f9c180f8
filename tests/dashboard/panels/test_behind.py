"""What is said while the index of a large collection is made anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection

OpenMap = Callable[..., AppTest]


def sayings(page: AppTest) -> str:
    return "\n".join(caption.value for caption in page.caption)


def test_the_revision_that_is_shown_is_said_until_the_newest_is_there(
    open_map: OpenMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "you see revision" not in sayings(open_map())
    monkeypatch.setattr(collection, "behind", lambda: 1_041)
    page = open_map()
    assert not page.exception
    assert "you see revision 1,041 with every small change since" in sayings(page)
    monkeypatch.undo()
    assert "you see revision" not in sayings(page.run())


def test_a_collection_that_is_up_to_date_is_behind_nothing(open_map: OpenMap) -> None:
    assert not open_map().exception
    assert collection.behind() is None
