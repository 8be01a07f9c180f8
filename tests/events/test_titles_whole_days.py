"""A headline that is cut keeps a day whole or leaves it out."""

from __future__ import annotations

import pytest

from geodata.pipeline import read_report

STEM = "The union and the operator of the ferries signed an agreement in Quito"


@pytest.mark.parametrize("day", ["11 August", "August 11"])
def test_a_headline_never_ends_in_half_of_a_day(day: str) -> None:
    [event] = read_report(f"{STEM} on {day}, ending a walkout of nine days.").events
    assert event.title in (STEM, f"{STEM} on {day}")


def test_a_headline_may_end_in_a_number_that_is_no_day() -> None:
    [event] = read_report("Gunmen attacked a convoy near Gao on road 21.").events
    assert event.title == "Gunmen attacked a convoy near Gao on road 21"
