from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from geodata.errors import FileFormatError
from geodata.exchange import ReportText, read_report_file, reports_in
from geodata.exchange.report_files import LARGEST_BYTES, looks_like_json

FIELDS = {
    "text": "Shells fell.",
    "title": "A title",
    "source": "Example Times",
    "link": "https://example.org/1",
    "published": "2020-07-17",
}
REPORT = ReportText(
    "Shells fell.", "A title", "Example Times", "https://example.org/1", date(2020, 7, 17)
)


def test_a_text_file_is_one_report() -> None:
    assert reports_in(b"Shells fell.\n", "a.txt") == [ReportText("Shells fell.\n")]


def test_json_holds_one_report_or_a_list() -> None:
    assert reports_in(json.dumps(FIELDS).encode(), "a.json") == [REPORT]
    both = json.dumps([FIELDS, {"text": "Only text."}]).encode()
    assert reports_in(both, "A.JSON") == [REPORT, ReportText("Only text.")]


def test_toml_holds_one_report_and_its_text_is_trimmed() -> None:
    toml = """title = "A title"\r
source = "Example Times"
link = "https://example.org/1"
published = 2020-07-17
text = '''

Shells fell.
'''"""
    assert reports_in(toml.encode(), "a.toml") == [REPORT]


@pytest.mark.parametrize("published", ["2020-07-17T10:00:00+04:00", "2020-07-17 10:00"])
def test_a_moment_of_publication_is_taken_as_its_day(published: str) -> None:
    (report,) = reports_in(json.dumps(FIELDS | {"published": published}).encode(), "a.json")
    assert report.published == date(2020, 7, 17)


def test_unknown_keys_are_left_alone() -> None:
    (report,) = reports_in(json.dumps(FIELDS | {"author": ["x"]}).encode(), "a.json")
    assert report == REPORT


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "  \n ", "is empty"),
        ("a.json", "{", "no valid JSON: .* in line 1"),
        ("a.json", "[]", "empty list"),
        ("a.json", '"text"', "a report is an object with a 'text'"),
        ("a.json", '[{"text": "x"}, {"title": "y"}]', "report 2: a report is an object"),
        ("a.json", '{"text": 5}', "'text' that is a string"),
        ("a.json", '{"text": " "}', "its 'text' is empty"),
        ("a.json", '{"text": "x", "title": 5}', "'title' is 5, not a string"),
        ("a.json", '{"text": "x", "link": "javascript:alert(1)"}', "must begin with http"),
        ("a.json", '{"text": "x", "published": "17.7.2020"}', "write the day as 2020-07-16"),
        ("a.json", '{"text": "x", "published": 20200717}', "write the day as 2020-07-16"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", "1" * 5000, "thousands of digits"),
        ("a.toml", "title = ", "no valid TOML"),
    ],
)
def test_each_fault_is_named_with_the_file(name: str, content: str, words: str) -> None:
    with pytest.raises(FileFormatError, match=words) as error:
        reports_in(content.encode(), name)
    assert f"'{name}'" in str(error.value)


def test_a_file_that_is_missing_or_too_large_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFormatError, match=r"gone\.txt' cannot be read: No such file"):
        read_report_file(tmp_path / "gone.txt")
    with pytest.raises(FileFormatError, match="cannot be read: Is a directory"):
        read_report_file(tmp_path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(FileFormatError, match="20 MB"):
        read_report_file(large)


def test_the_demo_reports_can_be_read() -> None:
    seeds = sorted((Path(__file__).parents[2] / "seeds").glob("*.toml"))
    reports = [report for path in seeds for report in read_report_file(path)]
    assert len(reports) == len(seeds) >= 4
    assert all(report.published and report.title and report.source for report in reports)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"text": "x"}', True),
        (' [{"text": "x"}]', True),
        ("[Baku] Shells fell.", False),
        ("{", False),
        ("[]", False),
        ("{{7*191}}", False),
    ],
)
def test_json_without_a_name_is_told_from_text(text: str, expected: bool) -> None:
    assert looks_like_json(text) is expected
