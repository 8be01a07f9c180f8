"""Peers are read fairly: what they say becomes days by this project's conventions."""

from datetime import date

import pytest

from geodata.evaluation import dates, heideltime


@pytest.mark.parametrize(
    ("value", "mod", "first", "last"),
    [
        ("2020-07-12", "", (2020, 7, 12), (2020, 7, 12)),
        ("2020-07-12TMO", "", (2020, 7, 12), (2020, 7, 12)),
        ("2020-07", "END", (2020, 7, 21), (2020, 7, 31)),
        ("2019", "", (2019, 1, 1), (2019, 12, 31)),
        ("199", "", (1990, 1, 1), (1999, 12, 31)),
        ("2020-W32", "", (2020, 8, 3), (2020, 8, 9)),
        ("2020-W32-WE", "", (2020, 8, 8), (2020, 8, 9)),
        ("2020-SU", "", (2020, 6, 1), (2020, 8, 31)),
        ("2020-Q3", "", (2020, 7, 1), (2020, 9, 30)),
        ("2020-H1", "", (2020, 1, 1), (2020, 6, 30)),
    ],
)
def test_a_timex_value_becomes_days(value, mod, first, last):
    assert heideltime.days_of(value, mod) == (date(*first), date(*last))


@pytest.mark.parametrize("value", ["PRESENT_REF", "XXXX-XX-XX", "UNDEF-this-day", "2020-02-31", ""])
def test_a_timex_value_without_days_stays_open(value):
    assert heideltime.days_of(value) is None


def test_without_heideltime_the_table_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(heideltime, "is_installed", lambda: False)
    [*_, last] = dates.report(dates.gold_texts()[:2]).splitlines()
    assert last == heideltime.HOW_TO_INSTALL


@pytest.mark.skipif(not heideltime.is_installed(), reason="HeidelTime is not installed")
def test_heideltime_reads_a_sentence():
    text = "Shelling resumed on July 12. Two officers died on Tuesday."
    found = heideltime.heideltime(text, date(2020, 8, 20))
    assert [(text[start:end], days) for start, end, days in found] == [
        ("July 12", (date(2020, 7, 12), date(2020, 7, 12))),
        ("Tuesday", (date(2020, 8, 18), date(2020, 8, 18))),
    ]
