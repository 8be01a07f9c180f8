from __future__ import annotations

import threading
from collections.abc import Callable

from dashboard.services.turns import Turns

FOREVER_S = 60.0  # a test that waits for a minute has failed


def started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_runs_go_one_after_the_other_in_the_order_they_came() -> None:
    turns, order, inside = Turns(FOREVER_S), list[int](), list[int]()
    most_inside = 0

    def run(number: int) -> None:
        nonlocal most_inside
        with turns.taken():
            inside.append(number)
            most_inside = max(most_inside, len(inside))
            order.append(number)
            inside.remove(number)

    with turns.taken():
        threads = []
        for number in range(5):
            threads.append(started(lambda number=number: run(number)))
            while len(turns._waiting) <= number:
                pass
        assert order == []
    for thread in threads:
        thread.join(FOREVER_S)
    assert order == [0, 1, 2, 3, 4]
    assert most_inside == 1


def test_a_run_that_waits_for_something_else_lets_the_others_go() -> None:
    turns, came = Turns(FOREVER_S), threading.Event()

    def run() -> None:
        with turns.taken():
            came.set()

    with turns.taken():
        other = started(run)
        assert not came.is_set()
        with turns.given_back():
            assert came.wait(FOREVER_S)
        other.join(FOREVER_S)


def test_a_run_that_never_ends_stops_nobody() -> None:
    turns, came = Turns(0.05), threading.Event()

    def run() -> None:
        with turns.taken():
            came.set()

    with turns.taken():
        started(run)
        assert came.wait(FOREVER_S)
    with turns.taken():  # and what was taken away is not given back twice
        assert turns._now is turns._mine.turn


def test_an_error_in_a_run_gives_its_turn_back() -> None:
    turns = Turns(FOREVER_S)
    try:
        with turns.taken():
            raise ValueError("anything")
    except ValueError:
        pass
    with turns.taken():
        assert turns._now is turns._mine.turn
