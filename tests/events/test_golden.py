"""Whole reports, written for this project, with every event a careful reader takes from them."""

from pathlib import Path

import pytest

from geodata.evaluation.events import GoldenReport, golden_reports, score

REPORTS = golden_reports(Path(__file__).parents[1] / "golden")


def test_there_are_thirty_reports_or_more():
    assert len(REPORTS) >= 30
    assert len({report.name for report in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_golden_report_gives_exactly_its_events(report: GoldenReport):
    assert score([report]).faults == []
