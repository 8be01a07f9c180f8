from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from dashboard.services import tidying
from dashboard.services.turns import turns


class Knot:
    """What points at itself, as a closed page does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def nothing_stays_frozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_was_frozen_while_somebody_used_it_goes_when_nobody_does() -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    gc.freeze()
    del knot
    gc.collect()
    assert gone() is not None
    tidying.tidy()
    assert gone() is None


def test_what_is_in_use_stays_and_is_left_out_of_other_searches() -> None:
    knot = Knot()
    tidying.tidy()
    assert knot.itself is knot
    assert not any(one is knot for one in gc.get_objects())


def test_a_round_gives_its_turn_back() -> None:
    tidying.tidy()
    with turns.taken():
        pass  # the turn was given back
    assert turns._now is None
