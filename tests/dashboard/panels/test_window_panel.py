from __future__ import annotations

from typing import Any

import pytest

from dashboard.panels.window_panel import Room, room_of


@pytest.mark.parametrize("value", [None, 7, "phone", [], {}, {"room": None}, {"room": {"a": 1}}])
def test_a_forged_window_is_no_window(value: Any) -> None:
    assert room_of(value) is None


def test_the_browser_names_a_room() -> None:
    assert room_of({"room": "tablet"}) is Room.TABLET
