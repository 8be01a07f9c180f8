"""May is a month where it stands as one."""

from __future__ import annotations

import pytest

from geodata.model import Modality
from geodata.pipeline import read_report


@pytest.mark.parametrize("day", ["3 May 2021", "May 3", "Monday in May"])
def test_the_month_of_may_makes_no_plan_of_what_happened(day: str) -> None:
    reading = read_report(f"An earthquake shook Lima on {day}, killing 12 people.")
    [event] = reading.events
    assert event.modality is Modality.HAPPENED
