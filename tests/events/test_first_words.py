"""The smallest things the events room promises."""

from geodata.events import extract_events
from geodata.model import Report


def test_an_empty_report_tells_no_event():
    assert extract_events(Report("r1", "", ""), [], [], []) == ()
