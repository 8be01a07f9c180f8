"""Dates whose days the words themselves give."""

from datetime import date

import pytest

from geodata.dating import find_dates
from geodata.partial_date import Bound, DatePrecision

PUBLISHED = date(2020, 8, 20)


def only(text, published=PUBLISHED):
    [mention] = find_dates(text, published=published)
    return mention


@pytest.mark.parametrize(
    "words",
    [
        "16 July 2020",
        "July 16, 2020",
        "16th July 2020",
        "July 16th, 2020",
        "the 16th of July 2020",
        "16 Jul 2020",
        "Jul. 16, 2020",
        "16-Jul-2020",
        "Thursday, 16 July 2020",
        "Thursday, July 16, 2020",
        "16.07.2020",
        "16/07/2020",
        "7/16/2020",
        "2020-07-16",
        "2020/07/16",
        "16 июля 2020 года",
        "16 Temmuz 2020",
        "16 iyul 2020-ci il",
        "2020 թ. հուլիսի 16-ին",
        "16 липня 2020 року",
        "2020 წლის 16 ივლისს",
    ],
)
def test_a_full_date_is_its_day_in_every_way_of_writing_it(words):
    mention = only(f"It happened on {words}, they say.")
    assert (mention.text, mention.first_day, mention.last_day) == (
        words,
        date(2020, 7, 16),
        date(2020, 7, 16),
    )
    assert mention.rule == "stated"
    assert mention.stated


def test_the_characters_are_those_of_the_text():
    text = "On July 16, 2020, and then on 3 August 2020."
    for mention in find_dates(text):
        assert text[mention.start : mention.end] == mention.text


def test_the_preposition_stays_outside():
    assert only("since 14 July 2020").text == "14 July 2020"


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("July 2020", date(2020, 7, 1), date(2020, 7, 31), DatePrecision.MONTH),
        ("2016", date(2016, 1, 1), date(2016, 12, 31), DatePrecision.YEAR),
        ("the 1990s", date(1990, 1, 1), date(1999, 12, 31), DatePrecision.YEARS),
        ("the 19th century", date(1801, 1, 1), date(1900, 12, 31), DatePrecision.YEARS),
        ("summer 2020", date(2020, 6, 1), date(2020, 8, 31), DatePrecision.SEASON),
        ("the winter of 2019", date(2019, 12, 1), date(2020, 2, 29), DatePrecision.SEASON),
        (
            "the third quarter of 2019",
            date(2019, 7, 1),
            date(2019, 9, 30),
            DatePrecision.QUARTER,
        ),
        ("late July 2020", date(2020, 7, 21), date(2020, 7, 31), DatePrecision.DAYS),
        ("mid-2019", date(2019, 5, 1), date(2019, 8, 31), DatePrecision.DAYS),
        ("the end of August 2020", date(2020, 8, 25), date(2020, 8, 31), DatePrecision.DAYS),
        ("the first half of July 2020", date(2020, 7, 1), date(2020, 7, 15), DatePrecision.DAYS),
        ("the late 1980s", date(1987, 1, 1), date(1989, 12, 31), DatePrecision.YEARS),
    ],
)
def test_what_is_said_coarsely_stays_coarse(words, first, last, precision):
    mention = only(f"That was in {words}.")
    assert mention.text == words
    assert (mention.first_day, mention.last_day) == (first, last)
    assert mention.date.precision is precision


def test_early_and_late_are_approximate_and_a_month_is_not():
    assert only("in late July 2020").date.approximate
    assert not only("in July 2020").date.approximate


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("between 12 and 16 July 2020", date(2020, 7, 12), date(2020, 7, 16)),
        ("12-16 July 2020", date(2020, 7, 12), date(2020, 7, 16)),
        ("July 12–16, 2020", date(2020, 7, 12), date(2020, 7, 16)),
        ("from 12 to 16 July 2020", date(2020, 7, 12), date(2020, 7, 16)),
        ("from 12 July to 16 August 2020", date(2020, 7, 12), date(2020, 8, 16)),
        ("28 December 2019 - 3 January 2020", date(2019, 12, 28), date(2020, 1, 3)),
        ("from 28 December to 3 January 2020", date(2019, 12, 28), date(2020, 1, 3)),
        ("from July 2019 to March 2020", date(2019, 7, 1), date(2020, 3, 31)),
        ("between 2010 and 2015", date(2010, 1, 1), date(2015, 12, 31)),
        ("the war of 1988-94", date(1988, 1, 1), date(1994, 12, 31)),
        ("с 12 по 16 июля 2020 года", date(2020, 7, 12), date(2020, 7, 16)),
    ],
)
def test_a_range_is_one_mention_from_its_first_to_its_last_day(words, first, last):
    mention = only(words)
    assert (mention.first_day, mention.last_day) == (first, last)


def test_a_list_of_days_is_a_mention_for_each():
    found = find_dates("on 12, 14 and 16 July 2020")
    assert [m.first_day.day for m in found] == [12, 14, 16]
    assert [m.text for m in found] == ["12", "14", "16 July 2020"]


@pytest.mark.parametrize(
    ("text", "bound", "edtf"),
    [
        ("since 14 July 2020", Bound.SINCE, "2020-07-14/.."),
        ("until 14 July 2020", Bound.UNTIL, "../2020-07-14"),
        ("by 14 July 2020", Bound.UNTIL, "../2020-07-14"),
        ("before 14 July 2020", Bound.BEFORE, "../2020-07-13"),
        ("after 14 July 2020", Bound.AFTER, "2020-07-15/.."),
        ("from 14 July 2020 onwards", Bound.SINCE, "2020-07-14/.."),
        ("on 14 July 2020", Bound.ON, "2020-07-14"),
    ],
)
def test_a_half_open_span_names_its_day_and_its_side(text, bound, edtf):
    mention = only(text)
    assert mention.first_day == date(2020, 7, 14)
    assert mention.date.bound is bound
    assert mention.date.edtf == edtf


def test_slash_dates_follow_the_order_that_another_one_shows():
    first, second = find_dates("Signed 7/16/2020, in force 3/4/2020.")
    assert first.first_day == date(2020, 7, 16)
    assert second.first_day == date(2020, 3, 4)
    assert second.rule == "read with the month first, as “7/16/2020” shows"


def test_a_slash_date_with_two_readings_spans_and_names_both():
    mention = only("Signed 3/4/2020.")
    assert (mention.first_day, mention.last_day) == (date(2020, 3, 4), date(2020, 4, 3))
    assert mention.date.approximate and not mention.stated
    assert mention.rule == "either 3 Apr 2020 or 4 Mar 2020; the span holds both"


def test_a_slash_date_is_not_read_into_the_future():
    mention = only("It was signed on 03/11/2020.")
    assert mention.first_day == date(2020, 3, 11)
    assert "lies after the report" in mention.rule


@pytest.mark.parametrize("words", ["31 February 2020", "30.02.2020", "29 February 2019"])
def test_a_day_that_does_not_exist_is_open_and_said_to_be_wrong(words):
    mention = only(f"on {words}")
    assert mention.date.is_open
    assert mention.rule == "there is no such day in the calendar"


@pytest.mark.parametrize("text", ["in 985", "in 2150", "in the 9th century", "on 16.07.0999"])
def test_years_outside_1000_to_2100_are_no_dates(text):
    assert find_dates(text, published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Christmas Day 2019", date(2019, 12, 25)),
        ("on New Year’s Eve 2019", date(2019, 12, 31)),
        ("on Easter Sunday 2020", date(2020, 4, 12)),
        ("on Good Friday 2020", date(2020, 4, 10)),
        ("on Orthodox Easter 2020", date(2020, 4, 19)),
    ],
)
def test_holidays_with_a_sure_date_are_computed(text, day):
    assert only(text).first_day == day


@pytest.mark.parametrize("name", ["Eid al-Fitr", "Nowruz", "Independence Day"])
def test_holidays_without_a_sure_date_stay_open_and_say_why(name):
    mention = only(f"Shops close on {name}.")
    assert mention.date.is_open
    assert mention.rule.startswith(f"“{name}”: ")


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("On 14 July 2020 protesters marched.", "14 July 2020"),
        ("On July 14 2020 troops crossed the river.", "July 14 2020"),
        ("In May 2020 people fled.", "May 2020"),
        ("By 3 May 2000 people had died.", "3 May"),
        ("On 14 July 200 people fled.", "14 July"),
    ],
)
def test_a_year_behind_a_month_counts_nobody_and_a_round_number_is_no_year(
    text: str, expression: str
) -> None:
    assert [found.text for found in find_dates(text, published=date(2021, 6, 1))] == [expression]
