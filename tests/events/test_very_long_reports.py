"""A report of thousands of events takes time by its length, not by its square."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from geodata.events import joining
from geodata.pipeline import read_report

REPORTS: dict[str, Callable[[int], str]] = {
    "one sentence without end": lambda n: "Rebels attacked Goma " + "and killed two people " * n,
    "many of one place": lambda n: "Rebels attacked Goma on 3 May 2021. " * n,
    "all under one heading": lambda n: "GOMA\n\n" + "Two people were killed. " * n,
}

EVENTS = 600


def _calls(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> int:
    counted: Counter[str] = Counter()
    whole = getattr(joining, name)

    def counting(*args: Any) -> Any:
        counted[name] += 1
        return whole(*args)

    with monkeypatch.context() as patched:
        patched.setattr(joining, name, counting)
        read_report(text)
    return counted[name]


@pytest.mark.parametrize("told", REPORTS)
@pytest.mark.parametrize("name", ["does_harm", "_retells", "_is_scene"])
def test_an_event_is_compared_with_some_before_it_and_not_with_all(
    told: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _calls(monkeypatch, name, REPORTS[told](EVENTS)) <= 90 * EVENTS
