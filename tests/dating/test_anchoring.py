"""Dates that need the day of the report or another date of the text."""

from datetime import date

import pytest

from geodata.dating import find_dates
from geodata.partial_date import DatePrecision

THURSDAY = date(2020, 8, 20)


def only(text, published=THURSDAY):
    [mention] = find_dates(text, published=published)
    return mention


def days(text, published=THURSDAY):
    return [(m.text, m.first_day, m.last_day) for m in find_dates(text, published=published)]


def test_a_missing_year_is_taken_from_the_report_and_said_so():
    mention = only("A delegation arrived on July 16.")
    assert mention.first_day == date(2020, 7, 16)
    assert mention.rule == "year taken from the report’s date, 20 Aug 2020"
    assert not mention.stated


def test_without_a_report_date_the_year_stays_open_and_is_said_to_be():
    mention = only("A delegation arrived on July 16.", published=None)
    assert mention.date.is_open
    assert mention.date.year_month_day == (None, 7, 16)
    assert mention.rule == "year not stated"


def test_a_day_later_in_the_year_is_of_last_year_when_it_has_happened():
    assert only("Two men died on December 5.").first_day == date(2019, 12, 5)


def test_a_day_later_in_the_year_is_to_come_when_the_words_look_ahead():
    assert only("They will meet on December 5.").first_day == date(2020, 12, 5)


def test_the_weekday_decides_the_year():
    mention = only("Shots were heard on Tuesday, 14 July.", published=date(2021, 2, 1))
    assert mention.first_day == date(2020, 7, 14)


def test_the_one_full_date_of_a_text_gives_its_year_where_no_report_date_is_known():
    mention = find_dates("On 12 July 2020 it began. On July 16 it ended.")[1]
    assert mention.first_day == date(2020, 7, 16)
    assert mention.rule == "year taken from “12 July 2020” in the same text"


def test_two_different_years_give_none():
    mention = find_dates("Born 1 May 1950.\n\nDied 2 June 2010.\n\nOn July 16 it ended.")[2]
    assert mention.date.is_open


def test_a_story_goes_forward_over_new_year():
    found = days("It began on 28 November 2018. On 3 January it was over.")
    assert found[1] == ("3 January", date(2019, 1, 3), date(2019, 1, 3))


def test_the_year_that_opens_a_sentence_holds_for_it():
    assert days("The 1985 earthquake struck on 19 September.")[1][1] == date(1985, 9, 19)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He spoke on Tuesday.", date(2020, 8, 18), date(2020, 8, 18)),
        ("He spoke on Thursday.", date(2020, 8, 20), date(2020, 8, 20)),
        ("He will speak on Tuesday.", date(2020, 8, 25), date(2020, 8, 25)),
        ("He spoke last Thursday.", date(2020, 8, 13), date(2020, 8, 13)),
        ("The vote is next Friday.", date(2020, 8, 21), date(2020, 8, 21)),
        ("Monday night was calm.", date(2020, 8, 17), date(2020, 8, 17)),
        ("He left yesterday.", date(2020, 8, 19), date(2020, 8, 19)),
        ("He leaves tomorrow.", date(2020, 8, 21), date(2020, 8, 21)),
        ("He left this morning.", date(2020, 8, 20), date(2020, 8, 20)),
        ("He left last night.", date(2020, 8, 19), date(2020, 8, 19)),
        ("He left last week.", date(2020, 8, 10), date(2020, 8, 16)),
        ("He left last month.", date(2020, 7, 1), date(2020, 7, 31)),
        ("He left earlier this month.", date(2020, 8, 1), date(2020, 8, 20)),
        ("He left two days ago.", date(2020, 8, 18), date(2020, 8, 18)),
        ("He left two weeks ago.", date(2020, 8, 3), date(2020, 8, 9)),
        ("He left three years ago.", date(2017, 1, 1), date(2017, 12, 31)),
        ("He left early in the week.", date(2020, 8, 17), date(2020, 8, 18)),
        ("He left from Monday to Wednesday.", date(2020, 8, 17), date(2020, 8, 19)),
        ("He left last July.", date(2020, 7, 1), date(2020, 7, 31)),
        ("He left in June last year.", date(2019, 6, 1), date(2019, 6, 30)),
        ("He left on Monday of last week.", date(2020, 8, 10), date(2020, 8, 10)),
        ("Он уехал вчера.", date(2020, 8, 19), date(2020, 8, 19)),
        ("Он уехал на прошлой неделе.", date(2020, 8, 10), date(2020, 8, 16)),
        ("Dünən gəldi.", date(2020, 8, 19), date(2020, 8, 19)),
        ("Geçen hafta gelmişti.", date(2020, 8, 10), date(2020, 8, 16)),
        ("Նա եկավ երեկ:", date(2020, 8, 19), date(2020, 8, 19)),
        ("Два дні тому.", date(2020, 8, 18), date(2020, 8, 18)),
    ],
)
def test_relative_words_count_from_the_report(text, first, last):
    mention = only(text)
    assert (mention.first_day, mention.last_day) == (first, last)
    assert "report dated 20 Aug 2020" in mention.rule


@pytest.mark.parametrize(
    "text", ["on Tuesday", "yesterday", "last week", "two days ago", "last summer", "tonight"]
)
def test_without_a_report_date_what_is_relative_stays_open(text):
    mention = only(f"They met {text}.", published=None)
    assert mention.date.is_open
    assert "the day of the report, which is not known" in mention.rule


def test_an_uncounted_distance_stays_open():
    assert only("They met several days ago.").rule == "from “several days ago”: not said how many"


def test_the_same_day_is_the_date_told_last():
    found = find_dates("Planes flew on July 17. On the same day, trucks left.", published=THURSDAY)
    assert found[1].first_day == date(2020, 7, 17)
    assert found[1].rule == "from “the same day”, counted from 17 Jul 2020"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The following morning it rained.", date(2020, 7, 17)),
        ("The next day it rained.", date(2020, 7, 17)),
        ("Three days later it rained.", date(2020, 7, 19)),
        ("It had rained a day earlier.", date(2020, 7, 15)),
        ("It had rained the previous day.", date(2020, 7, 15)),
        ("That Friday it rained.", date(2020, 7, 17)),
        ("It rained on the 19th.", date(2020, 7, 19)),
        ("На следующий день шёл дождь.", date(2020, 7, 17)),
    ],
)
def test_words_that_point_back_count_from_the_date_told_last(words, day):
    found = find_dates(f"They met on July 16. {words}", published=THURSDAY)
    assert found[1].first_day == day


def test_the_year_of_a_later_year_comes_from_the_text():
    found = days("The treaty was signed on 8 September 1951. It took effect the next year.")
    assert found[1] == ("the next year", date(1952, 1, 1), date(1952, 12, 31))


def test_an_event_before_a_sentence_that_points_back_lies_before_its_date():
    text = (
        "On July 16 a minister spoke in Ankara. "
        "The remarks came two days after officers were killed."
    )
    mention = find_dates(text, published=THURSDAY)[1]
    assert mention.first_day == date(2020, 7, 14)
    assert mention.rule.endswith(
        "the sentence points back to what is dated, what follows is counted from it"
    )


def test_a_new_event_after_one_told_before_lies_after_its_date():
    text = "An explosion shook the port on July 16. Two days after the explosion police raided it."
    mention = find_dates(text, published=THURSDAY)[1]
    assert mention.first_day == date(2020, 7, 18)
    assert mention.rule.endswith("the explosion is told with that date")


def test_the_event_named_is_looked_up_among_the_dates_before():
    text = (
        "The blast came on August 4. Six days later the cabinet fell. "
        "Two days after the blast mourners had marched."
    )
    assert find_dates(text, published=THURSDAY)[2].first_day == date(2020, 8, 6)


def test_an_event_beside_a_date_in_one_sentence_is_counted_from_that_date():
    text = "He was arrested on 3 March 2015, a day after the shooting. The same day he confessed."
    found = find_dates(text, published=THURSDAY)
    assert [m.first_day for m in found] == [date(2015, 3, 3), date(2015, 3, 2), date(2015, 3, 3)]


def test_days_counted_from_a_day_without_a_year_keep_day_and_month():
    found = find_dates("It began on July 16. Two days later it was over.")
    assert found[1].date.year_month_day == (None, 7, 18)
    assert found[1].date.is_open


def test_a_day_counted_from_a_holiday_needs_nothing_before_it():
    assert only("Two days after Christmas 2019 it snowed.").first_day == date(2019, 12, 27)


def test_a_week_is_a_week_and_a_day_a_day():
    assert only("last week").date.precision is DatePrecision.WEEK
    assert only("yesterday").date.precision is DatePrecision.DAY


@pytest.mark.parametrize("published", [date(9999, 12, 31), date(1, 1, 1), date(9999, 1, 1)])
def test_reports_at_the_ends_of_the_calendar_do_no_harm(published):
    text = (
        "Yesterday, tomorrow, last week, next month, next year, ten years ago, on July 16, "
        "in winter, last summer, next quarter, this weekend, on Friday, on 29 February, "
        "in late December, on Easter Monday, two thousand years ago, 2000 years ago."
    )
    for mention in find_dates(text, published=published):
        assert mention.rule


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The minister said on Monday that talks will go on.", date(2020, 8, 17)),
        ("Parliament, which will vote soon, rejected a draft on Monday.", date(2020, 8, 17)),
        ("On Monday parliament will vote.", date(2020, 8, 24)),
        ("The vote will be held on Monday.", date(2020, 8, 24)),
        ("Trustees Monday approved a plan.", date(2020, 8, 17)),
    ],
)
def test_the_nearest_verb_decides_between_past_and_coming(text, day):
    assert find_dates(text, published=THURSDAY)[0].first_day == day


def test_a_date_that_no_verb_tells_of_is_the_nearest():
    assert only("They cancelled the September 9 vote.").first_day == date(2020, 9, 9)
    assert only("They voted on September 9.").first_day == date(2019, 9, 9)


@pytest.mark.parametrize("verb", ["swept away two bridges", "put the bridge out of use", "met"])
def test_a_weekday_told_with_an_irregular_past_is_the_one_gone_by(verb):
    mention = only(f"Floods {verb} on Wednesday.", published=date(2021, 7, 4))
    assert mention.first_day == date(2021, 6, 30)


def test_overnight_is_the_night_before_the_report():
    assert days("Strikes hit the port overnight.") == [
        ("overnight", date(2020, 8, 19), date(2020, 8, 20))
    ]
    assert only("Strikes hit the port overnight.", published=None).date.is_open
    assert only("Strikes hit the port overnight.", published=date(1, 1, 1)).date.is_open


def test_what_was_agreed_to_be_done_lies_ahead():
    mention = only("They agreed to meet in Lima in June.", published=date(2021, 5, 10))
    assert mention.first_day == date(2021, 6, 1)


def test_a_year_before_killed_is_no_count_of_the_dead():
    assert days("Floods in 2010 killed nearly 300 people.")[0][0] == "2010"
    assert days("In all, 2010 killed and 300 wounded were counted.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The port will be shut if the strike is not called off by Monday.",
        "Villagers must leave the valley by Monday.",
        "The storm could reach the coast by Monday.",
        "The mayor threatened to close the bridge by Monday.",
        "The army told farmers to clear the road before Monday.",
    ],
)
def test_a_weekday_that_ends_a_time_given_lies_ahead(text):
    assert only(text).last_day == date(2020, 8, 24)


def test_a_weekday_by_which_something_was_done_lies_behind():
    assert only("All the roads were cleared by Monday.").last_day == date(2020, 8, 17)


def test_a_weekend_by_which_rain_could_come_is_the_coming_one():
    assert only("Heavy rain could reach the delta by the weekend.").last_day == date(2020, 8, 23)
