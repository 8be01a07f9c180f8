"""Panels wait for the map, and never for long."""

from __future__ import annotations

import threading

from dashboard.services.map_first import MapFirst


def test_whoever_waits_goes_on_when_the_map_has_drawn_this_view() -> None:
    first = MapFirst()
    seen: list[bool] = []
    with first.serving():
        waiting = threading.Thread(target=lambda: seen.append(first.wait("v1", 30.0)))
        waiting.start()
        while waiting.is_alive():
            first.drawn("v2")
            first.drawn("v1")
            waiting.join(0.01)
    assert seen == [True]


def test_a_map_that_never_draws_holds_nothing_back_for_good() -> None:
    first = MapFirst()
    with first.serving():
        first.drawn("v1")  # an earlier page's map does not count
        assert not first.wait("v1", 0.01)
    assert first.wait("v1", 30.0)  # nobody serves maps any more


def test_nothing_is_remembered_of_views_that_nobody_waits_for() -> None:
    first = MapFirst()
    with first.serving():
        first.wait("v1", 0.0)
        for number in range(100):
            first.drawn(f"v{number}")
    assert not first._drawn
    assert not first._waiting
