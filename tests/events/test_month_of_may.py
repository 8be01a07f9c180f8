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


@pytest.mark.parametrize("day", ["On 9 May", "On May 9", "In May"])
def test_the_month_of_may_makes_no_threat_of_violence_that_was_done(day: str) -> None:
    reading = read_report(f"{day} gunmen attacked the market in Maiduguri, killing six people.")
    [event] = reading.events
    assert event.modality is Modality.HAPPENED


def test_what_may_be_done_is_still_a_threat() -> None:
    [event] = read_report("Gunmen may attack Maiduguri on Friday.").events
    assert event.modality is Modality.THREATENED
